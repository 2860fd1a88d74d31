import { shortDate } from '../../core/calendar-date.ts'
import { inPence, sum } from '../../core/money.ts'
import { paths } from '../paths.ts'
import type { BlockNotTakenUp } from '../store/block-not-taken-up.ts'

const amounts = (...all: number[]) => all.map((amount) => ({ text: inPence(amount), numeric: true }))

/** Block contracts in this year so far, one a row, with what no date took up; and together. */
export function blockRows(rows: readonly BlockNotTakenUp[]) {
  const all = (pick: (row: BlockNotTakenUp) => BlockNotTakenUp['left']) => sum(rows.map(pick))
  return [
    ...rows.map((one) => ({
      cells: [
        { text: one.provider },
        {
          text: one.reference,
          href: paths.blockMoney(one.contractId),
          note: `${shortDate(one.from)} to ${shortDate(one.until)}`,
        },
        ...amounts(one.cost, one.taken, one.left),
      ],
    })),
    ...(rows.length > 1
      ? [
          {
            total: true,
            cells: [
              { text: 'Together' },
              { text: '' },
              ...amounts(
                all(({ cost }) => cost),
                all(({ taken }) => taken),
                all(({ left }) => left),
              ),
            ],
          },
        ]
      : []),
  ]
}
