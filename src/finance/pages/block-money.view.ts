import { type CalendarDate, shortDate } from '../../core/calendar-date.ts'
import { inPence, type Pence, sum } from '../../core/money.ts'
import { paths as market } from '../../market/paths.ts'
import type { BlockContract } from '../../market/store.ts'
import { paths } from '../paths.ts'
import type { InstalmentRow } from '../store/instalments.ts'

type State = Pick<InstalmentRow, 'postedOn' | 'dueOn' | 'before'>

/** What became of an instalment, in words. */
function instalmentState(
  { postedOn, dueOn, before }: State,
  today: CalendarDate,
  lastDay: CalendarDate | null = null,
): string {
  if (postedOn !== null) return `Booked ${shortDate(postedOn)}`
  if (lastDay !== null && dueOn > lastDay) return 'Falls away: the contract ends before'
  if (before) return 'Not booked: due before the books began'
  return dueOn <= today ? 'Due: booked within the hour' : 'Not due yet'
}

/** The money of one block contract: what it was paid, and what dates took up of it. */
export function blockMoneyView(
  {
    contract,
    instalments,
    takenUp,
  }: { contract: BlockContract; instalments: readonly InstalmentRow[]; takenUp: Pence },
  today: CalendarDate,
) {
  const booked = instalments.filter(({ postedOn }) => postedOn !== null)
  const lastDay = contract.until ?? contract.agreedUntil
  return {
    title: 'Money of a block contract',
    caption: `${contract.reference}, ${contract.provider}`,
    lede: `${inPence(contract.total)} in all, from ${shortDate(contract.from)} to ${shortDate(lastDay)}.`,
    facts: [
      {
        label: 'Instalments booked',
        value: inPence(sum(booked.map(({ amount }) => amount))),
        note: `${booked.length} of ${instalments.length}`,
      },
      { label: 'Dates in its places', value: inPence(takenUp), note: 'at their own prices, as marks stand' },
    ],
    head: [{ text: 'Due' }, { text: 'State' }, { text: 'Amount', numeric: true }],
    rows: instalments.map((one) => ({
      cells: [
        { text: shortDate(one.dueOn) },
        { text: instalmentState(one, today, lastDay) },
        { text: inPence(one.amount) },
      ],
    })),
    paidBeside: paths.paidBeside(contract.id),
    back: market.contracts(),
  }
}

/** Instalments of all contracts around today, for the money page. */
export const instalmentsTable = (rows: readonly InstalmentRow[], today: CalendarDate) =>
  rows.map((one) => ({
    cells: [
      { text: shortDate(one.dueOn) },
      { text: one.provider },
      { text: one.reference, href: paths.blockMoney(one.contractId) },
      { text: instalmentState(one, today) },
      { text: inPence(one.amount), numeric: true },
    ],
  }))
