import type { AmountsOfDay } from '../../src/charging/amounts-of-day.ts'
import type { Circumstances } from '../../src/charging/circumstances.ts'
import {
  type ContributionColumns,
  type ContributionReason,
  contributionReasons,
  type RuleName,
  refusalBits,
  ruleBits,
} from '../../src/charging/columns/contribution-columns.ts'
import { NONE } from '../../src/charging/columns/people-columns.ts'
import { incomeKind } from '../../src/charging/income-kinds.ts'
import type { LocalPolicy } from '../../src/charging/local-policy.ts'
import { nationalAmounts } from '../../src/charging/national-amounts.ts'
import { type WeeklyContribution, weeklyContribution } from '../../src/charging/weekly-contribution.ts'
import { totalOf, type WorkingLine } from '../../src/charging/working-line.ts'

const namesOf = <T extends string>(bits: Readonly<Record<T, number>>, held: number): T[] =>
  (Object.keys(bits) as T[]).filter((name) => (held & bits[name]) !== 0).sort()

/** A row of the columns as one value. */
export function contributionOf(results: ContributionColumns, row: number) {
  const missing = results.missing[row] as number
  return {
    reason: contributionReasons[results.reason[row] as number],
    refusals: namesOf(refusalBits, results.refusals[row] as number),
    missing: nationalAmounts
      .filter((_, at) => (missing & (1 << at)) !== 0)
      .map(({ key }) => key)
      .sort(),
    rules: namesOf<RuleName>(ruleBits, results.rules[row] as number),
    weekly: results.weekly[row],
    savings: results.savings[row],
    tariff: results.tariff[row],
    income: results.income[row],
    housing: results.housing[row],
    disability: results.disability[row],
    guarantee: results.guarantee[row],
    leftOver: results.leftOver[row],
    apart: results.apart[row],
    arrangementFee: results.arrangementFee[row],
  }
}

function reasonOf(facts: Circumstances, { basis, fullCost, lines }: WeeklyContribution): ContributionReason {
  if (facts.freeBecause !== undefined) return 'free'
  if (lines[0]?.why === 'The council does not charge carers for their own support.') return 'carer_not_charged'
  if (basis === 'refused') return 'would_not_take_part'
  if (basis === 'light_touch') return fullCost ? 'agreed_above_limit' : 'agreed_sum'
  if (fullCost) return 'over_the_limit'
  return (lineNamed(lines, 'Left over')?.amount ?? 0) > 0 ? 'left_over' : 'nothing_left_over'
}

const lineNamed = (lines: readonly WorkingLine[], words: string) => lines.find((line) => line.words === words)

/** The rules that changed the sum, read from the lines of the readable working, and from the answers where a line does not tell. */
function rulesOf(facts: Circumstances, policy: LocalPolicy, answer: WeeklyContribution): RuleName[] {
  const { lines, guarantee, usedDerivedAmount } = answer
  const summed = guarantee !== undefined
  const some = (is: (line: WorkingLine) => boolean) => lines.some((line) => line.amount > 0 && is(line))
  const named = (words: string | RegExp) => some((line) => line.words.match(words) !== null)
  const looked = lineNamed(lines, 'Savings that count') !== undefined
  const extras = policy.housingExtras?.value === true
  const takenOff = (kind: string) => kind !== 'local_extra' || extras
  const income = summed ? facts.income.filter(({ weekly }) => weekly > 0) : []
  const savings = looked ? facts.savings.filter(({ amount }) => amount > 0) : []
  const housing = summed ? facts.housing.filter((cost) => cost.weekly > cost.metByBenefits) : []
  const held: Record<RuleName, boolean> = {
    tariff_income: named(/^Counted from savings$/),
    joint_savings: savings.some(({ kind, share }) => share === 'half' && kind === 'savings'),
    joint_income: income.some(({ kind, share }) => share === 'half' && incomeKind(kind).counted),
    joint_housing: housing.some(({ kind, share }) => share === 'half' && takenOff(kind)),
    income_left_out: income.some(({ kind }) => !incomeKind(kind).counted),
    savings_left_out: savings.some(({ kind }) => kind !== 'savings'),
    tax: named(/^Tax on this income$/),
    savings_credit: named(/^Savings Credit, left out$/),
    night_element: named(/^Night part/),
    housing: some(({ why }) => why.startsWith('You pay this for your home')),
    housing_not_taken_off: housing.some(({ kind }) => !takenOff(kind)),
    disability_costs: some(({ why }) => why.startsWith('A cost of your illness')),
    disability_costs_not_taken_off: some(({ why }) => why.startsWith('Not taken off: no disability')),
    standard_disability_sum: named(/standard sum for disability costs$|^Standard sum/),
    children: lines.some(({ words }) => /^For (one child|\d+ children)$/.test(words)),
    disability_premium: lines.some(({ words }) => words === 'Disability premium'),
    enhanced_disability_premium: lines.some(({ words }) => words === 'Enhanced disability premium'),
    carer_premium: lines.some(({ words }) => words === 'Carer premium'),
    local_guarantee: named(/^More that the council lets you keep$/),
    percentage: lines.some(({ words }) => /% of what is left over$/.test(words)),
    cost_of_support: lines.some(({ words }) => words === 'What the support costs'),
    most_weekly: lines.some(({ words }) => words === 'The most the council asks'),
    too_small_to_collect: lines.some(({ words }) => words === 'Too small to collect'),
    no_price_yet: lines.some(({ words }) => words.startsWith('The full cost of the support, not known yet')),
    carers_own_support: lines.some(({ words }) => words === 'Support for you as a carer'),
    couples_threshold: named(/^More so that both of you can live$/),
    journeys: named(/^Journeys, part of/),
    arrangement_fee: named(/^Fee for arranging/),
    no_arrangement_fee: lines.some(({ words }) => words === 'No fee for arranging the support'),
    derived_amount: usedDerivedAmount,
  }
  return (Object.keys(held) as RuleName[]).filter((name) => held[name]).sort()
}

/** What the readable rule says of a person, in the same shape. */
export function contributionExpected(facts: Circumstances, amounts: AmountsOfDay, policy: LocalPolicy) {
  const answer = weeklyContribution(facts, amounts, policy)
  if (!answer.ok) {
    const missing = answer.refusals.flatMap((one) => (one.code === 'amount_not_enacted' ? [one.amount] : []))
    const none = { savings: NONE, tariff: NONE, income: NONE, housing: NONE, disability: NONE }
    const refusals = [...new Set(answer.refusals.map(({ code }) => code))].sort()
    const head = { reason: 'refused', refusals, missing: missing.sort(), rules: [], weekly: NONE }
    return { ...head, ...none, guarantee: NONE, leftOver: NONE, apart: NONE, arrangementFee: NONE }
  }
  const { lines, tariff, guarantee, weekly } = answer.value
  const summed = guarantee !== undefined
  const part = (is: (line: WorkingLine) => boolean) => totalOf(lines.filter(is))
  const home = ({ why }: WorkingLine) => /^You pay this for your home/.test(why)
  const disability = (line: WorkingLine) =>
    line.part === 'kept' && (/^A cost of your illness/.test(line.why) || /standard sum|Standard sum/.test(line.words))
  return {
    reason: reasonOf(facts, answer.value),
    refusals: [],
    missing: [],
    rules: rulesOf(facts, policy, answer.value),
    weekly: weekly ?? NONE,
    savings: lineNamed(lines, 'Savings that count')?.amount ?? NONE,
    tariff: tariff ?? NONE,
    income: summed ? part(({ part }) => part === 'coming_in') - (tariff ?? 0) : NONE,
    housing: summed ? 0 - part(home) : NONE,
    disability: summed ? 0 - part(disability) : NONE,
    guarantee: guarantee ?? NONE,
    leftOver: lineNamed(lines, 'Left over')?.amount ?? NONE,
    apart: answer.value.apart,
    arrangementFee: answer.value.arrangementFee?.amount ?? NONE,
  }
}
