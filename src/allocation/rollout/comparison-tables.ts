import { financialYearWords } from '../../core/financial-year.ts'
import { formatMoney, type Pence } from '../../core/money.ts'
import type { Shown } from '../../core/small-numbers.ts'
import { changeSteps } from './change-steps.ts'
import { type Dimension, dimensions } from './comparison.ts'
import type { ShownComparison } from './hide-small.ts'

/** The tables of a comparison, each also a spreadsheet. */
export const comparisonTableNames = [
  'steps',
  ...(Object.keys(dimensions) as Dimension[]),
  'relief',
  'financial-years',
] as const
export type ComparisonTableName = (typeof comparisonTableNames)[number]

const countWords = (count: Shown) => (count === 'hidden' ? 'c' : count.toLocaleString('en-GB'))
/** An amount, or c where it is hidden. */
export const moneyWords = (amount: Pence | 'hidden') => (amount === 'hidden' ? 'c' : formatMoney(amount))

/** One table of a comparison in words; c stands for a hidden number. */
export function comparisonTable(
  shown: ShownComparison,
  name: ComparisonTableName,
): { head: string[]; rows: string[][] } {
  if (name === 'steps')
    return {
      head: ['Change a week', 'People'],
      rows: shown.steps.map((count, at) => [changeSteps[at] ?? '', countWords(count)]),
    }
  if (name === 'relief')
    return {
      head: ['Year after the review', 'People with relief', 'Cost in the year'],
      rows: shown.relief.map((one) => [String(one.year + 1), countWords(one.people), moneyWords(one.yearlyPence)]),
    }
  if (name === 'financial-years')
    return {
      head: ['Financial year', 'People with relief', 'Cost in the year'],
      rows: (shown.reliefByFinancialYear ?? []).map((one) => [
        ...[financialYearWords(one.financialYear), countWords(one.people), moneyWords(one.pence)],
      ]),
    }
  return {
    head: [dimensions[name], 'More', 'The same', 'Less', 'Change a week, all together'],
    rows: shown.groups[name].map((row) => [
      row.name,
      countWords(row.winners),
      countWords(row.same),
      countWords(row.losers),
      moneyWords(row.changePence),
    ]),
  }
}
