import { z } from 'zod'
import { reviewsOf } from '../../needs/store.ts'
import { voiceOf } from '../../people/index.ts'
import type { Tx } from '../../platform/db.ts'
import { choiceField, faultAt, optionalTextField, readForm } from '../../platform/form.ts'
import type { PersonBar, Policy, StepPages } from '../../platform/http.ts'
import { isId, newId } from '../../platform/ids.ts'
import { type Met, metWords, ownMetWords } from '../met.ts'
import { paths } from '../paths.ts'
import { sentences } from '../sentences.ts'
import { completedReviews, liveOutcomes, nameOf, ownVoice, recordProgress, voicesNamedAsked } from '../store.ts'
import { type OutcomesRows, outcomesView } from './outcomes.view.ts'

const policy: Policy = {
  roles: ['person', 'practitioner', 'team_manager'],
  about: 'The person, who acts for them and their team see and say whether it helps',
}
const params = z.object({ personId: z.uuid() })
const mets = Object.keys(metWords) as Met[]
const form = z.object({
  id: z.string().refine(isId, 'This page is incomplete. Go back, reload it and try again'),
  outcomeId: z.string().refine(isId, 'Choose an outcome'),
  met: choiceField('how it is going', mets),
  words: optionalTextField('your words', { most: 300 }),
})

async function load(tx: Tx, personId: string): Promise<OutcomesRows> {
  const reviews = await reviewsOf(tx, personId)
  return {
    personId,
    name: await nameOf(tx, personId),
    today: tx.today,
    outcomes: await liveOutcomes(tx, personId),
    voices: await tx.query(voicesNamedAsked(personId)),
    due: reviews.filter(({ settledOn }) => settledOn === null),
    held: await completedReviews(tx, personId),
    own: tx.who.role === 'person',
  }
}

function view(rows: OutcomesRows, { actsFor, typed }: { actsFor: string; typed: Record<string, string> }) {
  const template = rows.own ? 'outcomes/pages/outcomes-own.njk' : 'outcomes/pages/outcomes.njk'
  const choices = mets.map((met) => ({
    value: met,
    text: (rows.own ? ownMetWords : metWords)[met],
    checked: typed['met'] === met,
  }))
  return {
    template,
    view: {
      ...outcomesView(rows, voiceOf(actsFor)),
      formId: typed['id'] ?? newId(),
      choices,
      chosen: typed['outcomeId'] ?? '',
      typed: { words: '', ...typed },
    },
  }
}

/** A person's outcomes, the voices side by side, and a form for the voice of whoever looks. */
export const outcomesPages: StepPages = async (app) => {
  const url = '/people/:personId/outcomes'
  const whose = ({ personBar }: { personBar: PersonBar | null }) => ({ actsFor: personBar?.actsFor ?? '' })
  app.get(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const shown = view(await request.tx((tx) => load(tx, request.params.personId)), { ...whose(request), typed: {} })
    return reply.page(shown.template, shown.view)
  })
  app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const { personId } = request.params
    const again = async (fault: { errors: object[]; at: object; typed: Record<string, string> }, status: number) => {
      const shown = view(await request.tx((tx) => load(tx, personId)), { ...whose(request), typed: fault.typed })
      return reply.page(shown.template, { ...shown.view, errors: fault.errors, at: fault.at }, status)
    }
    const read = readForm(form, request.body)
    if (!read.ok) return again(read, 400)
    const voice = ownVoice(request.who, personId)
    const done = await request.attempt((tx) => recordProgress(tx, { ...read.value, personId, voice }))
    if (!done.ok)
      return again(
        faultAt(read, 'outcomeId', sentences[done.refusals[0] ?? ''] ?? 'This could not be saved. Try again.'),
        409,
      )
    return reply.done(
      paths.outcomes(personId),
      voice !== 'practitioner' ? 'What you said is kept' : 'What you found is kept',
    )
  })
}
