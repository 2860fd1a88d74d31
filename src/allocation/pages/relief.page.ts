import { z } from 'zod'
import { longDate } from '../../core/calendar-date.ts'
import { formatMoney } from '../../core/money.ts'
import { personName } from '../../needs/store.ts'
import type { Tx } from '../../platform/db.ts'
import {
  dateField,
  dateTyped,
  faultAt,
  moneyField,
  readForm,
  textField,
  wholeNumberField,
} from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { paths } from '../paths.ts'
import { allocationSentences } from '../refusals.ts'
import type { RolloutPolicy, RolloutPolicyOn } from '../rollout/policy.ts'
import { budgetById, budgetOfTableBefore, decideRelief, planCostOf } from '../store.ts'
import { ofBudget } from './budget.page.ts'

const form = z.object({
  years: wholeNumberField('the years', { least: 1, most: 20 }),
  sufficientPence: moneyField('what a week costs that meets the needs'),
  from: dateField('the first day'),
  reason: textField('why', { most: 1000 }),
})

async function load(tx: Tx, personId: string, budgetId: string) {
  const before = await budgetOfTableBefore(tx, personId, budgetId)
  return {
    person: await personName(tx, personId),
    budget: await budgetById(tx, personId, budgetId),
    before,
    planPence: before && (await planCostOf(tx, before.budgetId)),
    today: tx.today,
  }
}

function reliefView({ person, budget, before, planPence }: Awaited<ReturnType<typeof load>>, policy: RolloutPolicy) {
  const from =
    before === undefined
      ? 'no budget of another table'
      : `${formatMoney(before.weeklyPence)} a week counted, under table ${before.tableVersion}`
  return {
    title: `Ease the fall for ${person.name}`,
    lede: `Before: ${from}. Now: ${formatMoney(budget.weeklyPence)} a week under table ${budget.tableVersion}.`,
    back: { href: paths.budget(budget.personId, budget.budgetId), text: 'Budget' },
    action: paths.relief(budget.personId, budget.budgetId),
    button: 'Record the relief',
    warning: '',
    now: `Each year: what needs cost, or the way from the old amount to the new, whichever is more. ${policy.reliefFrom}`,
    hidden: [],
    fields: [
      { type: 'text', id: 'years', label: 'Over how many years?', width: '3' },
      {
        type: 'money',
        id: 'sufficientPence',
        label: 'What does a week cost that meets the needs?',
        hint: `${planPence === undefined ? 'As found at this review.' : `The week of the plan costs ${formatMoney(planPence)}. Change it where this review found another.`} The amount never goes below it`,
        suffix: 'a week',
      },
      { type: 'date', id: 'from', label: 'From which day?' },
      { type: 'long', id: 'reason', label: 'Why?' },
    ],
  }
}

/** Eases a fall that a new table brought at a review, for one person. */
export const reliefPages =
  (policyOn: RolloutPolicyOn): StepPages =>
  async (app) => {
    const policy = { roles: ['team_manager'], about: 'Ease a fall that a new table brought at a review' } as const
    const url = '/people/:personId/allocation/:budgetId/relief'

    app.get(url, { config: { policy } }, async (request, reply) => {
      const { personId, budgetId } = ofBudget.parse(request.params)
      const found = await request.tx((tx) => load(tx, personId, budgetId))
      if (found.before === undefined || found.before.weeklyPence <= found.budget.weeklyPence)
        return reply.redirect(paths.budget(personId, budgetId), 303)
      const rules = policyOn(found.today)
      const typed = {
        years: String(Math.max(1, rules.reliefYears)),
        sufficientPence: found.planPence === undefined ? '' : (found.planPence / 100).toFixed(2),
        reason: '',
        ...dateTyped('from', found.today),
      }
      return reply.page('platform/pages/form.njk', { ...reliefView(found, rules), typed })
    })

    app.post(url, { config: { policy } }, async (request, reply) => {
      const { personId, budgetId } = ofBudget.parse(request.params)
      const read = readForm(form, request.body)
      const done = read.ok
        ? await request.attempt((tx) => decideRelief(tx, { personId, budgetId, ...read.value }))
        : undefined
      if (done?.ok) return reply.done(paths.budget(personId, budgetId), 'The relief is recorded')
      const found = await request.tx((tx) => load(tx, personId, budgetId))
      const why =
        allocationSentences[done?.refusals[0] ?? ''] ??
        `The relief could not be recorded as of ${longDate(found.today)}. Look at the budget again`
      const faults = read.ok ? faultAt(read, 'years', why) : read
      return reply.page(
        'platform/pages/form.njk',
        { ...reliefView(found, policyOn(found.today)), ...faults },
        read.ok ? 409 : 400,
      )
    })
  }
