import type { CalendarDate } from '../core/calendar-date.ts'
import { type Pence, pence, sum } from '../core/money.ts'
import { isPaidOut, type Payee } from './postings.ts'

/** One date on one line of money, as it stands now and as pay runs have taken it up so far. */
export interface Payable {
  readonly payee: Payee
  readonly on: CalendarDate
  readonly now: { readonly payLineId: string; readonly amount: Pence }
  /** The pay line that is in an earlier run and has not been taken back. */
  readonly settled: { readonly payLineId: string; readonly amount: Pence } | undefined
  /** What the payee has paid back of the date since: of what it owed back, and of what a block contract pays for too. */
  readonly paidBack?: { readonly owed: Pence; readonly beside: Pence } | undefined
}

/** A payment that the bank sent back and that goes out again, whole. */
export interface Again {
  readonly payee: Payee
  readonly returnId: string
  readonly amount: Pence
}

export interface RunLine {
  readonly payLineId: string
  readonly sign: 1 | -1
}

export interface RunPayee {
  readonly payee: Payee
  readonly lines: readonly RunLine[]
  /** Payments that came back and go out again with this one. */
  readonly again: readonly string[]
  /** What reaches the payee: what is owed less what is kept back, and what came back before. */
  readonly paid: Pence
  readonly netted: Pence
  /** What the payee still owes back, because this payment could not bear it. */
  readonly carriedOver: Pence
}

const owedBack = ({ now, settled }: Payable) => Math.max(0, (settled?.amount ?? 0) - now.amount)
const change = (item: Payable) => item.now.amount - (item.settled?.amount ?? 0) + (item.paidBack?.owed ?? 0)

/** More was paid back for a date than it owes as its mark stands by now: no run takes it up until finance has put the record right. */
const paidBackTooMuch = (item: Payable): boolean =>
  (item.paidBack?.owed ?? 0) > owedBack(item) || (item.paidBack?.beside ?? 0) > item.now.amount
const earlierFirst = (one: Payable, other: Payable) =>
  one.on === other.on ? (one.now.payLineId < other.now.payLineId ? -1 : 1) : one.on < other.on ? -1 : 1

/**
 * What a run pays each payee: every date not yet taken up, with corrections beside what they correct. Money owed back
 * is kept from the payment, earliest date first, as far as the payment reaches; the rest waits for the next run, so
 * that no payment is ever below nothing. What the payee paid back itself is not kept a second time. The council's own service is recharged, and what a block contract pays is paid by its
 * instalments: neither takes part. A payment that the bank sent back goes out again whole: nothing is kept from it a second time.
 */
export function draftPayRun(items: readonly Payable[], back: readonly Again[] = []): RunPayee[] {
  const open = items.filter((item) => isPaidOut(item.payee) && isOpen(item))
  const names = [...new Set([...open, ...back].map(nameOf))].sort()
  return names.map((name) =>
    forPayee(
      open.filter((item) => nameOf(item) === name),
      back.filter((one) => nameOf(one) === name),
    ),
  )
}

const nameOf = ({ payee }: { readonly payee: Payee }) => `${payee.kind} ${payee.id}`

/** Open: not taken up as it stands, and something to take up that was not paid back already. */
const isOpen = (item: Payable) =>
  item.now.payLineId !== item.settled?.payLineId &&
  (item.now.amount > 0 || item.settled !== undefined) &&
  !paidBackTooMuch(item) &&
  ((item.paidBack?.owed ?? 0) === 0 || change(item) !== 0)

function forPayee(items: readonly Payable[], back: readonly Again[]): RunPayee {
  const inOrder = [...items].sort(earlierFirst)
  const due = sum(inOrder.map((item) => pence(Math.max(0, change(item)))))
  let netted = 0
  let carriedOver = 0
  const taken = inOrder.filter((item) => {
    const back = Math.max(0, -change(item))
    if (netted + back > due) {
      carriedOver += back
      return false
    }
    netted += back
    return true
  })
  return {
    payee: ((inOrder[0] ?? back[0]) as Payable | Again).payee,
    lines: taken.flatMap(({ now, settled }): RunLine[] => [
      { payLineId: now.payLineId, sign: 1 },
      ...(settled ? [{ payLineId: settled.payLineId, sign: -1 } as const] : []),
    ]),
    again: back.map(({ returnId }) => returnId),
    paid: pence(due - netted + sum(back.map(({ amount }) => amount))),
    netted: pence(netted),
    carriedOver: pence(carriedOver),
  }
}
