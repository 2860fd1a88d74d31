import type { Pence } from '../core/money.ts'
import type { Shown } from '../core/small-numbers.ts'
import type { CountTable, KeyFacts } from './key-facts.ts'

export const tableNames = ['kinds', 'areas', 'ages', 'reasons', 'spend'] as const
export type TableName = (typeof tableNames)[number]

/** A table as rows of text: the same for the page's twin and for the spreadsheet. */
export interface TextTable {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export const countWords = (count: Shown) => (count === 'hidden' ? 'c' : count.toLocaleString('en-GB'))
const poundsWords = (amount: Pence | 'hidden') =>
  amount === 'hidden' ? 'c' : `£${Math.round(amount / 100).toLocaleString('en-GB')}`

/** One row of counts turned on its side: a name and a number in each line, and the total. */
function down(table: CountTable, head: string): TextTable {
  const counts = table.shown[0] ?? []
  const total = table.totals[0] ?? 0
  const lines = table.columns.map((name, at) => [name, countWords(counts[at] ?? 0)])
  return { head: [head, 'People'], rows: [...lines, ['All', countWords(total)]] }
}

/** A table of the key facts in words; c stands for a hidden number. */
export function boroughTable(facts: KeyFacts, name: TableName): TextTable {
  switch (name) {
    case 'kinds':
      return down(facts.kinds, 'Kind of service')
    case 'areas':
      return down(facts.areas, 'Local area')
    case 'ages':
      return down(facts.ages, 'Age')
    case 'reasons':
      return {
        head: ['Main reason for support', ...facts.reasons.columns, 'All'],
        rows: facts.reasons.rows.map((row, at) => [
          row,
          ...(facts.reasons.shown[at] ?? []).map(countWords),
          countWords(facts.reasons.totals[at] ?? 0),
        ]),
      }
    case 'spend':
      return {
        head: ['Main reason for support', 'Council’s own', 'Outside'],
        rows: facts.spendByReason.map((row) => [row.name, ...row.amounts.map(poundsWords)]),
      }
  }
}
