import { z } from 'zod'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { choiceField, dateField, optionalTextField, readForm, typedOf } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { circumstances } from '../circumstances.ts'
import { circumstancesOf } from '../money-answers.ts'
import { paths } from '../paths.ts'
import { assessmentsOf, personCharged, submissionCauses, submissionsOf, submitCircumstances } from '../store.ts'
import { dateTyped, moneyQuestions } from './assessment.view.ts'
import { faultsOf } from './assessment-form.page.ts'
import { moneyShape } from './money-form.page.ts'
import { typedOfFacts } from './typed-of-facts.ts'

const form = z.object({
  cause: choiceField('why you tell us now', submissionCauses),
  on: dateField('the day from which it holds'),
  partnerConsent: z.preprocess((value) => value === 'yes', z.boolean()),
  words: optionalTextField('anything else', { most: 500 }),
  ...moneyShape,
})
type Tx = Parameters<Parameters<import('fastify').FastifyRequest['tx']>[0]>[0]
type Params = { Params: { personId: string } }
const template = 'charging/pages/money.njk'

/** What was told last, by anybody; a change begins from it, so that only what changed is typed. */
async function lastTold(tx: Tx, personId: string, today: CalendarDate): Promise<Record<string, string>> {
  const [sent] = (await submissionsOf(tx, personId)).filter(({ withdrawnOn }) => withdrawnOn === null)
  const [assessed] = await assessmentsOf(tx, personId)
  const later = sent !== undefined && (assessed === undefined || sent.sentAt > assessed.recordedAt) ? sent : assessed
  const known = later === undefined ? {} : typedOfFacts(later.answers)
  return { ...known, ...dateTyped('on', today), cause: later === undefined ? 'first' : 'change' }
}

/** Telling the council about money: the person's own, or an officer for them. Nothing is worked out or charged by it. */
export const moneyPages: StepPages = async (app) => {
  const policy = {
    roles: ['practitioner', 'team_manager', 'finance', 'person'],
    about: 'Tell the council about somebody’s money',
  } as const
  const view = (role: string, name: string, personId: string) => {
    const own = role === 'person'
    return {
      own,
      title: own ? 'Tell us about my money' : `What ${name} tells about their money`,
      lede: 'Nothing is charged by this. We look at what shows it, work it out, and tell the person before the first day they pay.',
      questions: moneyQuestions(own),
      action: paths.money(personId),
      back: paths.charge(personId),
    }
  }
  app.get<Params>('/people/:personId/charging/money', { config: { policy } }, async (request, reply) => {
    const { personId } = request.params
    const shown = await request.tx(async (tx) => ({
      ...view(request.who.role, (await personCharged(tx, personId)).name, personId),
      typed: await lastTold(tx, personId, tx.today),
    }))
    return reply.page(template, shown)
  })
  app.post<Params>('/people/:personId/charging/money', { config: { policy } }, async (request, reply) => {
    const { personId } = request.params
    const person = await request.tx((tx) => personCharged(tx, personId))
    const shown = view(request.who.role, person.name, personId)
    const typed = typedOf(request.body)
    if (typed['handed'] === 'yes')
      return reply.page(template, {
        ...shown,
        typed: { ...typed, ...dateTyped('on', app.db.clock.today()), cause: typed['cause'] ?? 'first' },
      })
    const read = readForm(form, request.body)
    if (!read.ok) return reply.page(template, { ...shown, ...read }, 400)
    const { on, cause, partnerConsent, words = '' } = read.value
    const facts = circumstances.parse(circumstancesOf(read.value, { on, born: person.bornOn }))
    const sent = await request.tx((tx) => submitCircumstances(tx, { personId, facts, cause, words, partnerConsent }))
    if (sent.ok) return reply.done(paths.submission(personId, sent.value.submissionId), 'We have what you told us.')
    const errors = faultsOf(sent.refusals)
    const at = Object.fromEntries(errors.map(({ text, href }) => [href.slice(1), text]))
    return reply.page(template, { ...shown, errors, at, typed }, 409)
  })
}
