import { z } from 'zod'
import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import {
  choiceField,
  dateField,
  dateTyped,
  faultAt,
  moneyField,
  readForm,
  textField,
  versionField,
} from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { wordsToTell } from '../charge-letter.ts'
import { firstDayToTell, heldFrom, isLower, mayBeFirst, nextMonday } from '../held-from.ts'
import { paths } from '../paths.ts'
import { sentences } from '../sentences.ts'
import { toldAndHeld, toldBefore } from '../standing-charge.ts'
import {
  type Contribution,
  contributionsOf,
  decideProvisional,
  type Notice,
  noticesOf,
  personCharged,
  recordNotice,
  waysToTell,
} from '../store.ts'
import { toldWords } from '../told-before-charged.ts'
import { changeWords, nextToTell, weeklyWords } from './coming.view.ts'
import { howWords } from './how-told.ts'

const policy = {
  roles: ['practitioner', 'team_manager', 'finance'],
  about: 'Say “up to”, and record that the person was told',
} as const
type Params = { Params: { personId: string } }
const tellForm = z.object({
  contributionId: versionField(),
  how: choiceField('how they were told', waysToTell),
  toldOn: dateField('the day they were told'),
  firstDay: dateField('the first day charged'),
})
const firstDayForm = z.object({ firstDay: dateField('the first day charged') })
/** The button that shows what to say for the day that was entered, and records nothing. */
const wordsAsked = (body: unknown) => (body as { show?: unknown } | undefined)?.show === 'words'
const upToForm = z.object({
  upTo: moneyField('the most they may have to pay'),
  from: dateField('the first day'),
  reason: textField('why', { most: 500 }),
})
type Tx = Parameters<Parameters<import('fastify').FastifyRequest['tx']>[0]>[0]

async function toTell(tx: Tx, personId: string, entered?: CalendarDate) {
  const person = await personCharged(tx, personId)
  const found = {
    contributions: await contributionsOf(tx, personId),
    notices: await noticesOf(tx, personId),
    today: tx.today,
  }
  const { one: now, told } = nextToTell(found)
  const before = now && toldBefore(now, found)
  const offered = now === undefined ? nextMonday(tx.today) : firstDayToTell(now, toldAndHeld(now, found), tx.today)
  const firstDay = now !== undefined && mayBeFirst(entered, now, tx.today) ? entered : offered
  const from = now === undefined ? firstDay : heldFrom({ ...now, before, firstDayCharged: firstDay })
  const lower = now !== undefined && from <= tx.today && isLower(now.weekly, before)
  return {
    title: `Tell ${person.name}`,
    lede: lower
      ? `A lower sum holds from its own day, ${longDate(from)}, whenever it is told. Weeks charged since then are charged again.`
      : 'No session can be charged before the person was told. The first day charged is the day you tell them, or later.',
    firstDayHint: lower ? 'The first week that is charged by what you tell now. The lower sum holds before it too' : '',
    contributionId: now?.contributionId ?? '',
    letter:
      now === undefined
        ? ''
        : `${paths.noticeLetter(personId, now.contributionId)}${firstDay === offered ? '' : `?firstDay=${firstDay}`}`,
    told,
    words:
      now === undefined
        ? []
        : wordsToTell({ weekly: now.weekly, provisional: now.basis === 'provisional', from, before }),
    sums: now === undefined || before === undefined ? [] : oldAndNew(before, now, from),
    options: waysToTell.map((way) => ({ value: way, text: capital(howWords[way] ?? way) })),
    action: paths.tell(personId),
    back: paths.charge(personId),
    typed: {
      ...dateTyped('toldOn', tx.today),
      ...dateTyped('firstDay', firstDay),
    },
  }
}

/** The sum they were told before and the new one, beside each other. */
const oldAndNew = (before: Notice, now: Contribution, from: CalendarDate) => [
  {
    label: 'They were told',
    value: capital(toldWords({ weekly: before.weekly, provisional: before.upTo })),
    note: `From ${longDate(before.firstDayCharged)}`,
  },
  { label: 'The new sum', value: capital(weeklyWords(now)), note: `From ${longDate(from)}` },
  { label: 'What changes', value: changeWords(before.weekly, now.weekly), note: '' },
]

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** Telling the person what they pay: no charge before it. And, while the assessment runs, the “up to” sum. */
export const tellPages: StepPages = async (app) => {
  const url = '/people/:personId/charging/tell'
  const template = 'charging/pages/tell.njk'
  app.get<Params>(url, { config: { policy } }, async (request, reply) =>
    reply.page(template, await request.tx((tx) => toTell(tx, request.params.personId))),
  )
  app.post<Params>(url, { config: { policy } }, async (request, reply) => {
    const { personId } = request.params
    const day = readForm(firstDayForm, request.body)
    const again = () => request.tx((tx) => toTell(tx, personId, day.ok ? day.value.firstDay : undefined))
    if (wordsAsked(request.body))
      return reply.page(template, { ...(await again()), ...(day.ok ? { typed: day.typed } : day) }, day.ok ? 200 : 400)
    const read = readForm(tellForm, request.body)
    if (!read.ok) return reply.page(template, { ...(await again()), ...read }, 400)
    const { contributionId, how, toldOn, firstDay } = read.value
    const done = await request.attempt((tx) =>
      recordNotice(tx, { personId, contributionId, how, toldOn, firstDayCharged: firstDay }),
    )
    if (done.ok) return reply.done(paths.charge(personId), 'Recorded: the person has been told')
    const field = done.refusals[0] === 'told_in_the_future' ? 'toldOn' : 'firstDay'
    const fault = faultAt(
      read,
      `${field}-day`,
      sentences[done.refusals[0] ?? ''] ?? 'This cannot be recorded as the records stand',
    )
    return reply.page(template, { ...(await again()), ...fault, at: { [field]: fault.errors[0]?.text } }, 409)
  })
  await app.register(upToPages)
}

const upToPages: StepPages = async (app) => {
  const url = '/people/:personId/charging/up-to'
  const template = 'charging/pages/up-to.njk'
  const shown = async (tx: Tx, personId: string) => ({
    title: `“Up to” for ${(await personCharged(tx, personId)).name}`,
    action: paths.upTo(personId),
    back: paths.charge(personId),
    typed: dateTyped('from', nextMonday(tx.today)),
  })
  app.get<Params>(url, { config: { policy } }, async (request, reply) =>
    reply.page(template, await request.tx((tx) => shown(tx, request.params.personId))),
  )
  app.post<Params>(url, { config: { policy } }, async (request, reply) => {
    const { personId } = request.params
    const read = readForm(upToForm, request.body)
    const again = () => request.tx((tx) => shown(tx, personId))
    if (!read.ok) return reply.page(template, { ...(await again()), ...read }, 400)
    const done = await request.attempt((tx) => decideProvisional(tx, { personId, ...read.value }))
    if (done.ok)
      return reply.done(paths.tell(personId), 'Recorded. Now tell the person: nothing is charged before that')
    const fault = faultAt(
      read,
      'from-day',
      sentences[done.refusals[0] ?? ''] ?? 'This cannot be recorded as the records stand',
    )
    return reply.page(template, { ...(await again()), ...fault }, 409)
  })
}
