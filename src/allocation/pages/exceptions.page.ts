import { z } from 'zod'
import { longDate } from '../../core/calendar-date.ts'
import { formatMoney, type Pence, parseMoney } from '../../core/money.ts'
import { refusalSentence } from '../../core/outcome.ts'
import { personName } from '../../needs/store.ts'
import type { Tx } from '../../platform/db.ts'
import { choiceField, faultAt, moneyField, optionalTextField, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { type DecisionClock, decisionClock, decisionTargetDays } from '../decision-clock.ts'
import {
  type ExceptionDecision,
  type ExceptionReason,
  exceptionDecisions,
  exceptionReasons,
} from '../exception-reason.ts'
import { paths } from '../paths.ts'
import { allocationSentences } from '../refusals.ts'
import {
  askException,
  bankHolidays,
  budgetById,
  countingWeekly,
  decideException,
  type Exception,
  exceptionById,
} from '../store.ts'
import { budgetStaff, ofBudget } from './budget.page.ts'

const asking = z.object({
  reason: choiceField('the reason', Object.keys(exceptionReasons) as ExceptionReason[]),
  weeklyPence: moneyField('the amount a week'),
  words: textField('why this much is needed', { most: 2000 }),
  meant: z.preprocess((value) => [value ?? []].flat().includes('yes'), z.boolean()),
})
const deciding = z.object({
  decision: choiceField('what you decide', Object.keys(exceptionDecisions) as ExceptionDecision[]),
  partPence: optionalTextField('the amount agreed', { most: 20 }).transform((typed, context) => {
    const amount = typed === undefined ? undefined : parseMoney(typed)
    if (typed !== undefined && amount === undefined)
      context.addIssue({ code: 'custom', message: 'The amount agreed must be an amount of money, like 52 or 52.50' })
    return amount
  }),
  reason: textField('the reason for the decision', { most: 2000 }),
})
/** Where a refusal of the decision stands on the page: at the sum, or at the choice. */
const atSum = ['exception_part_has_sum', 'exception_agreed_less', 'exception_sum_only_in_part']
const ofException = ofBudget.extend({ exceptionId: z.uuid() })
const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))
const sentence = (code: string | undefined) => refusalSentence(allocationSentences, code)

/** The form that asks; `slip` when the sum sent was so high that it must be confirmed. */
function askView(
  ids: { personId: string; budgetId: string },
  { person, counts }: { person: { name: string }; counts: Pence },
  slip = false,
) {
  const weekly = formatMoney(counts)
  return {
    title: 'Ask for an exception',
    lede: `${person.name} has ${weekly} a week as things stand. Any amount above that may be asked for. There is no upper limit.`,
    back: { href: paths.budget(ids.personId, ids.budgetId), text: 'Budget' },
    action: paths.newException(ids.personId, ids.budgetId),
    button: 'Ask for it',
    warning: '',
    now: '',
    hidden: [],
    fields: [
      {
        type: 'radios',
        id: 'reason',
        label: 'What is the reason?',
        hint: 'Every reason helps to make the next table better',
        options: options(exceptionReasons),
      },
      { type: 'money', id: 'weeklyPence', label: 'How much a week is needed in all?', suffix: 'a week' },
      ...(slip
        ? [
            {
              type: 'several',
              id: 'meant',
              label: 'Is this amount right?',
              options: [{ value: 'yes', text: `It is meant, though it is more than ten times ${weekly}` }],
            },
          ]
        : []),
      { type: 'long', id: 'words', label: 'Why is this much needed?' },
    ],
  }
}

function decideView(
  ids: { personId: string; budgetId: string },
  { one, clock, counts }: { one: Exception; clock: DecisionClock; counts: Pence },
) {
  const asked = `${formatMoney(one.weeklyPence)} a week was asked for instead of ${formatMoney(counts)} on ${longDate(one.askedOn)}${one.askedBy === null ? '' : ` by ${one.askedBy}`}: ${exceptionReasons[one.reason].toLowerCase()}. ${one.words ?? ''} ${clockWords(clock)}.`
  return {
    title: 'Decide an exception',
    lede: 'Decide by what the needs take, not by the table. The person is given your reason.',
    back: { href: paths.budget(ids.personId, ids.budgetId), text: 'Budget' },
    action: paths.exception(ids.personId, ids.budgetId, one.exceptionId),
    button: 'Record the decision',
    warning: '',
    now: asked,
    hidden: [],
    fields: [
      { type: 'radios', id: 'decision', label: 'What do you decide?', options: options(exceptionDecisions) },
      {
        type: 'money',
        id: 'partPence',
        label: 'If in part: how much a week in all?',
        hint: `Above ${formatMoney(counts)} and below ${formatMoney(one.weeklyPence)}. From then on it counts`,
        suffix: 'a week',
      },
      { type: 'long', id: 'reason', label: 'Why?' },
    ],
  }
}

const workingDays = (count: number) => `${count} working ${count === 1 ? 'day' : 'days'}`

/** The clock in a sentence. */
function clockWords(clock: DecisionClock): string {
  const aim = `aim ${workingDays(decisionTargetDays)}`
  if (clock.state === 'late')
    return `Late: it was due on ${longDate(clock.dueOn)}, and has waited ${workingDays(clock.workingDays)}`
  return clock.state === 'open'
    ? `Due on ${longDate(clock.dueOn)} (${aim})`
    : `Took ${workingDays(clock.workingDays)} (${aim})`
}

function decidedView(
  ids: { personId: string; budgetId: string },
  { one, clock }: { one: Exception; clock: DecisionClock },
) {
  const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } })
  const by = one.decidedBy === null ? '' : ` by ${one.decidedBy}`
  return {
    back: paths.budget(ids.personId, ids.budgetId),
    rows: [
      row('Asked for', `${formatMoney(one.weeklyPence)} a week`),
      row('Reason', exceptionReasons[one.reason]),
      row('Why', one.words ?? '–'),
      row('Asked', `${longDate(one.askedOn)}${one.askedBy === null ? '' : ` by ${one.askedBy}`}`),
      row('Clock', clockWords(clock)),
      row(
        'Decision',
        one.decision === null || one.decidedOn === null
          ? 'Not decided yet: a team manager decides'
          : `${exceptionDecisions[one.decision]}, ${longDate(one.decidedOn)}${by}`,
      ),
      ...(one.agreedPence === null
        ? []
        : [row('Agreed', `${formatMoney(one.agreedPence)} a week. It counts from then on`)]),
      row('Reason for the decision', one.decisionReason ?? '–'),
    ],
  }
}

/** That a decision sent again counted for nothing: by whom it was decided, the sender or somebody else. */
const alreadyDecided = (one: Exception, sender: string) =>
  one.decidedBy === sender
    ? 'You have decided this exception already, perhaps in another tab. What you sent now changed nothing.'
    : `${one.decidedBy ?? 'Somebody else'} has decided this exception already. What you sent now changed nothing.`

async function loadException(tx: Tx, ids: { personId: string; budgetId: string; exceptionId: string }) {
  const one = await exceptionById(tx, ids.budgetId, ids.exceptionId)
  const counts = await countingWeekly(tx, await budgetById(tx, ids.personId, ids.budgetId))
  return { one, counts, clock: decisionClock(one, tx.today, await bankHolidays(tx)) }
}

async function loadAsk(tx: Tx, ids: { personId: string; budgetId: string }) {
  return {
    person: await personName(tx, ids.personId),
    counts: await countingWeekly(tx, await budgetById(tx, ids.personId, ids.budgetId)),
  }
}

/** Asking for more than the indicative budget, and deciding it. */
export const exceptionPages: StepPages = async (app) => {
  const ask = { roles: budgetStaff, about: 'Ask for an exception, and read it' }
  const decide = { roles: ['team_manager'], about: 'Decide an exception' } as const

  app.get(
    '/people/:personId/allocation/:budgetId/exceptions/new',
    { config: { policy: ask } },
    async (request, reply) => {
      const ids = ofBudget.parse(request.params)
      const found = await request.tx((tx) => loadAsk(tx, ids))
      return reply.page('platform/pages/form.njk', askView(ids, found))
    },
  )

  app.post(
    '/people/:personId/allocation/:budgetId/exceptions/new',
    { config: { policy: ask } },
    async (request, reply) => {
      const ids = ofBudget.parse(request.params)
      const read = readForm(asking, request.body)
      const done = read.ok ? await request.attempt((tx) => askException(tx, { ...ids, ...read.value })) : undefined
      if (done?.ok)
        return reply.done(
          paths.budget(ids.personId, ids.budgetId),
          'The exception is asked for. A team manager decides it',
        )
      const found = await request.tx((tx) => loadAsk(tx, ids))
      const code = done?.refusals[0]
      const slip = code === 'exception_probably_a_slip'
      const faults = read.ok ? faultAt(read, slip ? 'meant' : 'weeklyPence', sentence(code)) : read
      return reply.page('platform/pages/form.njk', { ...askView(ids, found, slip), ...faults }, 400)
    },
  )

  app.get(
    '/people/:personId/allocation/:budgetId/exceptions/:exceptionId',
    { config: { policy: ask } },
    async (request, reply) => {
      const ids = ofException.parse(request.params)
      const found = await request.tx((tx) => loadException(tx, ids))
      const mayDecide = request.who.role === 'team_manager' && found.one.decision === null
      return mayDecide
        ? reply.page('platform/pages/form.njk', decideView(ids, found))
        : reply.page('allocation/pages/exception.njk', { ...decidedView(ids, found), problem: '' })
    },
  )

  app.post(
    '/people/:personId/allocation/:budgetId/exceptions/:exceptionId',
    { config: { policy: decide } },
    async (request, reply) => {
      const ids = ofException.parse(request.params)
      const read = readForm(deciding, request.body)
      const done = read.ok ? await request.attempt((tx) => decideException(tx, { ...ids, ...read.value })) : undefined
      if (done?.ok) return reply.done(paths.budget(ids.personId, ids.budgetId), 'The decision is recorded')
      const found = await request.tx((tx) => loadException(tx, ids))
      const code = done?.refusals[0] ?? ''
      if (found.one.decision !== null)
        return reply.page(
          'allocation/pages/exception.njk',
          { ...decidedView(ids, found), problem: alreadyDecided(found.one, request.who.name) },
          409,
        )
      const faults = read.ok ? faultAt(read, atSum.includes(code) ? 'partPence' : 'decision', sentence(code)) : read
      return reply.page('platform/pages/form.njk', { ...decideView(ids, found), ...faults }, read.ok ? 409 : 400)
    },
  )
}
