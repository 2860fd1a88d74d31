import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { addMonths, longDate } from '../../core/calendar-date.ts'
import { dayInEngland } from '../../core/local-time.ts'
import type { Tx } from '../../platform/db.ts'
import {
  choiceField,
  dateField,
  dateTyped,
  faultAt,
  optionalTextField,
  readForm,
  typedOf,
} from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { actsFor } from '../../platform/who.ts'
import { circumstances } from '../circumstances.ts'
import { asked, everyPage } from '../estimate/pages.ts'
import type { SwitchName } from '../local-policy.ts'
import { circumstancesOf } from '../money-answers.ts'
import { paths } from '../paths.ts'
import { sentences } from '../sentences.ts'
import { reviewMonths, submissionCauses, submitCircumstances } from '../store.ts'
import { moneyQuestions } from './assessment.view.ts'
import { faultsOf } from './assessment-form.page.ts'
import { moneyTyped } from './estimate-file.view.ts'
import { checkMoney, moneyShape } from './money-form.page.ts'
import { openSent, personAsked, toldLast } from './told-last.page.ts'
import { typedOfFacts } from './typed-of-facts.ts'

const form = z
  .object({
    cause: choiceField('why you tell us now', submissionCauses),
    on: dateField('the day from which it holds'),
    words: optionalTextField('anything else', { most: 500 }),
    ...moneyShape,
  })
  .superRefine(checkMoney)
type Params = { Params: { personId: string } }
const template = 'charging/pages/money.njk'

/** What the form begins with: what was told last, so that only what changed is typed. */
async function beginning(tx: Tx, personId: string): Promise<Record<string, string>> {
  const last = await toldLast(tx, personId)
  if (last === undefined) return { ...dateTyped('on', tx.today), cause: 'first' }
  const yearOver = addMonths(last.on, await reviewMonths(tx)) <= tx.today
  return { ...typedOfFacts(last), ...dateTyped('on', tx.today), cause: yearOver ? 'yearly' : 'change' }
}

/** The answers of an estimate over what was told last: what the estimate does not ask stays as it was. */
function handed(
  known: Record<string, string>,
  typed: Record<string, string>,
  switched: ReadonlySet<SwitchName>,
): Record<string, string> {
  const asks = {
    partner: switched.has('couplesThreshold'),
    journeys: switched.has('transportJourney'),
    arranging: switched.has('arrangementFee'),
    costsAlways: switched.has('disabilityCostsAlways'),
  }
  const boxes = everyPage({ table: null, asks }).flatMap(({ fields }) => fields.map(({ id }) => [id, ''] as const))
  const answers = typed['at'] === 'result' ? asked({ table: null, asks }, typed) : typed
  const kept = Object.fromEntries(Object.entries(known).filter(([id]) => !id.startsWith('other-')))
  return { ...kept, ...Object.fromEntries(boxes), ...moneyTyped(answers) }
}

/** Telling the council about money: the person's own, or an officer for them. Nothing is worked out or charged by it. */
export const moneyPages: StepPages = async (app) => {
  const policy = {
    roles: ['practitioner', 'team_manager', 'finance', 'person'],
    about: 'Tell the council about somebody’s money',
  } as const
  const whose = async (tx: Tx, personId: string) => ({
    ...(await personAsked(tx, personId)),
    open: await openSent(tx, personId),
  })
  type Asked = Awaited<ReturnType<typeof whose>>
  const view = (request: FastifyRequest<Params>, { name, switched, open }: Asked, typed: Record<string, string>) => {
    const own = request.who.role === 'person'
    const { personId } = request.params
    return {
      own,
      title: !own
        ? `What ${name} tells about their money`
        : actsFor(request.who, personId)
          ? `Tell us about ${name}’s money`
          : 'Tell us about your money',
      lede: 'Nothing is charged by this. We look at what shows it, work it out, and tell the person before the first day they pay.',
      open: open === undefined ? '' : longDate(dayInEngland(open)),
      questions: moneyQuestions(own, switched, typed),
      typed,
      action: paths.money(personId),
      back: paths.charge(personId),
    }
  }
  app.get<Params>('/people/:personId/charging/money', { config: { policy } }, async (request, reply) => {
    const { personId } = request.params
    const shown = await request.tx(async (tx) =>
      view(request, await whose(tx, personId), await beginning(tx, personId)),
    )
    return reply.page(template, shown)
  })
  app.post<Params>('/people/:personId/charging/money', { config: { policy } }, async (request, reply) => {
    const { personId } = request.params
    const person = await request.tx((tx) => whose(tx, personId))
    const typed = typedOf(request.body)
    if (typed['handed'] === 'yes') {
      const known = await request.tx((tx) => beginning(tx, personId))
      return reply.page(template, view(request, person, handed(known, typed, person.switched)))
    }
    const shown = view(request, person, typed)
    if (typed['more'] === 'yes') return reply.page(template, shown)
    const read = readForm(form, request.body)
    if (!read.ok) return reply.page(template, { ...shown, ...read }, 400)
    const { on, cause, partnerConsent, words = '' } = read.value
    const facts = circumstances.parse(circumstancesOf(read.value, { on, born: person.bornOn }))
    const done = await request.attempt((tx) =>
      submitCircumstances(tx, { personId, facts, cause, words, partnerConsent }),
    )
    if (!done.ok) {
      const fault = faultAt(
        read,
        'cause',
        sentences[done.refusals[0] ?? ''] ?? 'This cannot be sent as the records stand',
      )
      return reply.page(template, { ...shown, ...fault }, 409)
    }
    const sent = done.value
    if (sent.ok) {
      const { submissionId, replaced } = sent.value
      const took = replaced === undefined ? '' : ' It takes the place of what was sent before and not worked out yet.'
      return reply.done(paths.submission(personId, submissionId), `We have what you told us.${took}`)
    }
    const errors = faultsOf(sent.refusals)
    const at = Object.fromEntries(errors.map(({ text, href }) => [href.slice(1), text]))
    return reply.page(template, { ...shown, errors, at: { ...at, on: at['on-day'] } }, 409)
  })
}
