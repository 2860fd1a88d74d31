import { formatMoney, type Pence, pence } from '../core/money.ts'
import { amountsOfDay } from './amounts-of-day.ts'
import type { ChargingCase } from './case-file.ts'
import { toldRefusals } from './charging-refusal.ts'
import { couplesAffordability } from './couples-affordability.ts'
import { type WeeklyContribution, weeklyContribution } from './weekly-contribution.ts'
import { totalOf } from './working-line.ts'

/** One line of a case that did not come out as written. */
export interface Difference {
  readonly line: string
  readonly expected: string
  readonly got: string
}

/** A case and where it differs; no difference: it holds. */
export interface CheckedCase {
  readonly name: string
  readonly differences: readonly Difference[]
}

/** Works one case out, by the amounts in force and those the council verified, and names every line that differs. */
export function checkCase(one: ChargingCase): CheckedCase {
  if ('couple' in one)
    return {
      name: one.name,
      differences: differ('more to keep', one.expected.more, couplesAffordability(one.couple)),
    }
  const { circumstances: facts, expected, policy, amounts } = one
  const answer = weeklyContribution(facts, amountsOfDay(facts.on, { demo: false, council: amounts }), policy)
  if (!answer.ok) {
    const wanted = (expected.refused ?? []).join(', ')
    const codes = answer.refusals.map(({ code }) => code).join(', ')
    if (wanted === codes) return { name: one.name, differences: [] }
    const got = toldRefusals(answer.refusals)
      .map(({ why, whatToDo }) => `${why}. ${whatToDo}`)
      .join(' ')
    return { name: one.name, differences: [{ line: 'refused', expected: wanted || 'an answer', got }] }
  }
  return { name: one.name, differences: differences(answer.value, expected) }
}

function differences(
  value: WeeklyContribution,
  { refused, lines = [], ...sums }: Exclude<ChargingCase['expected'], { more: Pence }>,
): Difference[] {
  if (refused !== undefined) return [{ line: 'refused', expected: refused.join(', '), got: 'an answer' }]
  const got = sumsOf(value)
  return [
    ...Object.entries(sums).flatMap(([name, sum]) => differ(names[name as keyof typeof names], sum ?? null, got[name])),
    ...lines.flatMap(({ words, amount }) =>
      differ(words, amount, value.lines.find((line) => line.words === words)?.amount),
    ),
  ]
}

const names = {
  weekly: 'the charge a week',
  guarantee: 'minimum income guarantee',
  tariff: 'tariff income',
  countedIncome: 'income that counts',
  kept: 'everything kept',
  left: 'left over',
} as const

/** The sums a case may name, read from the lines of the working, so that the lines are what is checked. */
function sumsOf({ weekly, guarantee, tariff, lines }: WeeklyContribution): Record<string, Pence | undefined> {
  const of = (part: string) => totalOf(lines.filter((line) => line.part === part))
  return {
    weekly,
    guarantee,
    tariff,
    countedIncome: pence(of('coming_in') - (tariff ?? 0)),
    kept: pence(-of('kept')),
    left: lines.find(({ words }) => words === 'Left over')?.amount,
  }
}

function differ(line: string, expected: Pence | null, got: Pence | undefined): Difference[] {
  if (expected === (got ?? null)) return []
  return [{ line, expected: money(expected), got: money(got ?? null) }]
}

const money = (amount: Pence | null) => (amount === null ? 'no sum' : formatMoney(amount))
