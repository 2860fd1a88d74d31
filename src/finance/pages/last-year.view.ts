import { shortDate } from '../../core/calendar-date.ts'
import { financialYearSpan } from '../../core/financial-year.ts'
import { dayInEngland } from '../../core/local-time.ts'
import { inPence, type Pence } from '../../core/money.ts'
import { type CostCentre, costCentres } from '../cost-centre.ts'
import type { BlockNotTakenUp } from '../store/block-not-taken-up.ts'
import type { PositionRow } from '../store.ts'

/** The financial year before this one, as its books stand. */
export interface LastYear {
  readonly year: number
  readonly position: readonly PositionRow[]
  readonly block: readonly BlockNotTakenUp[]
  readonly charged: Pence
  /** When its March was closed, and the year with it. */
  readonly closedAt: Date | null
}

/** Last year by part of the budget: what was delivered and what is left of its budget. Nothing where its books hold nothing. */
export function lastYearView({ year, position, block, charged, closedAt }: LastYear) {
  const all = position.reduce((sum, { delivered }) => sum + delivered, 0)
  if (all === 0 && charged === 0) return null
  const unused = block.reduce((sum, { left }) => sum + left, 0)
  const unset = position.some(({ budget }) => budget === null)
  const budget = position.reduce((sum, one) => sum + (one.budget ?? 0), 0)
  const money = (amount: number | null, none: string) => ({
    text: amount === null ? none : inPence(amount),
    numeric: true,
  })
  const line = (name: string, of: number | null, delivered: number) => [
    { text: name },
    money(of, 'Not set'),
    money(delivered, ''),
    money(of === null ? null : of - delivered, '–'),
  ]
  const { from, until } = financialYearSpan(year)
  return {
    caption: `Last year, ${shortDate(from)} to ${shortDate(until)}`,
    rows: [
      ...position.map((one) => ({ cells: line(costCentres[one.costCentre as CostCentre], one.budget, one.delivered) })),
      ...(unused > 0
        ? [
            {
              cells: [
                { text: 'Block contracts: places that no date took up' },
                { text: '' },
                money(unused, ''),
                money(-unused, ''),
              ],
            },
          ]
        : []),
      { total: true, cells: line('All day opportunities', unset ? null : budget, all + unused) },
    ],
    words: [
      closedAt === null
        ? 'Open until its March is closed: what is marked or put right for its dates still counts in it.'
        : `Closed on ${shortDate(dayInEngland(closedAt))}: it takes nothing more.`,
      `People were charged ${inPence(charged)} in it.`,
      unused > 0
        ? 'The line of block contracts is reckoned from the marks as they stand, and is not in its books.'
        : '',
    ]
      .filter((words) => words !== '')
      .join(' '),
  }
}
