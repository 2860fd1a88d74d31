import { z } from 'zod'
import { longDate } from '../../core/calendar-date.ts'
import { formatMoney } from '../../core/money.ts'
import { personName } from '../../needs/store.ts'
import type { Tx } from '../../platform/db.ts'
import { choiceField, faultAt, moneyField, readForm, textField } from '../../platform/form.ts'
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
import { askException, bankHolidays, budgetById, decideException, type Exception, exceptionById } from '../store.ts'
import { budgetStaff, ofBudget } from './budget.page.ts'

const asking = z.object({
  reason: choiceField('the reason', Object.keys(exceptionReasons) as ExceptionReason[]),
  weeklyPence: moneyField('the amount a week'),
  words: textField('why this much is needed', { most: 2000 }),
})
const deciding = z.object({
  decision: choiceField('what you decide', Object.keys(exceptionDecisions) as ExceptionDecision[]),
  reason: textField('the reason for the decision', { most: 2000 }),
})
const ofException = ofBudget.extend({ exceptionId: z.uuid() })
const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))
const sentence = (code: string | undefined) =>
  allocationSentences[code ?? ''] ?? 'This cannot be done as the records stand now. Look at the budget again'

function askView(ids: { personId: string; budgetId: string }, person: { name: string }, weekly: string) {
  return {
    title: 'Ask for an exception',
    lede: `${person.name}’s indicative budget is ${weekly} a week. Any amount may be asked for. There is no upper limit.`,
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
      { type: 'long', id: 'words', label: 'Why is this much needed?' },
    ],
  }
}

function decideView(ids: { personId: string; budgetId: string }, one: Exception, clock: DecisionClock) {
  const asked = `${formatMoney(one.weeklyPence)} a week was asked for on ${longDate(one.askedOn)}${one.askedBy === null ? '' : ` by ${one.askedBy}`}: ${exceptionReasons[one.reason].toLowerCase()}. ${one.words ?? ''} ${clockWords(clock)}.`
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

function decidedView(ids: { personId: string; budgetId: string }, one: Exception, clock: DecisionClock) {
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
      row('Reason for the decision', one.decisionReason ?? '–'),
    ],
  }
}

async function loadException(tx: Tx, { budgetId, exceptionId }: { budgetId: string; exceptionId: string }) {
  const one = await exceptionById(tx, budgetId, exceptionId)
  return { one, clock: decisionClock(one, tx.today, await bankHolidays(tx)) }
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
      const found = await request.tx(async (tx) => ({
        person: await personName(tx, ids.personId),
        budget: await budgetById(tx, ids.personId, ids.budgetId),
      }))
      return reply.page('platform/pages/form.njk', askView(ids, found.person, formatMoney(found.budget.weeklyPence)))
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
          'The exception is asked for. A team manager decides it.',
        )
      const found = await request.tx(async (tx) => ({
        person: await personName(tx, ids.personId),
        budget: await budgetById(tx, ids.personId, ids.budgetId),
      }))
      const faults = read.ok ? faultAt(read, 'weeklyPence', sentence(done?.refusals[0])) : read
      return reply.page(
        'platform/pages/form.njk',
        { ...askView(ids, found.person, formatMoney(found.budget.weeklyPence)), ...faults },
        400,
      )
    },
  )

  app.get(
    '/people/:personId/allocation/:budgetId/exceptions/:exceptionId',
    { config: { policy: ask } },
    async (request, reply) => {
      const ids = ofException.parse(request.params)
      const { one, clock } = await request.tx((tx) => loadException(tx, ids))
      const mayDecide = request.who.role === 'team_manager' && one.decision === null
      return mayDecide
        ? reply.page('platform/pages/form.njk', decideView(ids, one, clock))
        : reply.page('allocation/pages/exception.njk', decidedView(ids, one, clock))
    },
  )

  app.post(
    '/people/:personId/allocation/:budgetId/exceptions/:exceptionId',
    { config: { policy: decide } },
    async (request, reply) => {
      const ids = ofException.parse(request.params)
      const read = readForm(deciding, request.body)
      const done = read.ok ? await request.attempt((tx) => decideException(tx, { ...ids, ...read.value })) : undefined
      if (done?.ok) return reply.done(paths.budget(ids.personId, ids.budgetId), 'The decision is recorded.')
      const { one, clock } = await request.tx((tx) => loadException(tx, ids))
      const faults = read.ok ? faultAt(read, 'decision', sentence(done?.refusals[0])) : read
      return reply.page('platform/pages/form.njk', { ...decideView(ids, one, clock), ...faults }, read.ok ? 409 : 400)
    },
  )
}
