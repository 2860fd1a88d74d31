import { assert } from '../core/assert.ts'
import type { CalendarDate } from '../core/calendar-date.ts'
import type { Pence } from '../core/money.ts'
import { accounts } from './account.ts'
import { isPaidOut, owedTo, type Payee, type Posting, unlessNothing } from './postings.ts'

export interface Remittance {
  readonly id: string
  readonly payee: Payee
  /** What reaches the payee. */
  readonly paid: Pence
  /** What was owed back and is kept from this payment. */
  readonly netted: Pence
  readonly on: CalendarDate
}

/** A payment in a run: what is kept back first, then what goes out. */
export function paying({ id, payee, paid, netted, on }: Remittance): Posting[] {
  const providerId = payee.kind === 'provider' ? payee.id : undefined
  const row = { sourceId: id, debit: owedTo(payee), effectiveOn: on, about: { providerId } }
  assert(
    isPaidOut(payee),
    "the council's own service is recharged, and a block contract paid by instalments: never by a run",
  )
  return [
    ...unlessNothing({ ...row, kind: 'net', credit: accounts.recoverable(payee.id), amount: netted }),
    ...unlessNothing({ ...row, kind: 'pay', credit: accounts.bank(), amount: paid }),
  ]
}

/** A payment that came back and was paid again by hand, outside a run. */
export function payingByHand(one: {
  readonly id: string
  readonly payee: Payee
  readonly amount: Pence
  readonly on: CalendarDate
}): Posting[] {
  return paying({ id: one.id, payee: one.payee, paid: one.amount, netted: 0 as Pence, on: one.on })
}

/** What was owed to a person goes out: less stands to their credit, and less in the bank. */
export function payingOut({
  payoutId,
  personId,
  amount,
  on,
}: {
  payoutId: string
  personId: string
  amount: Pence
  on: CalendarDate
}): Posting[] {
  return unlessNothing({
    kind: 'pay_out',
    sourceId: payoutId,
    debit: accounts.dueFrom(personId),
    credit: accounts.bank(),
    amount,
    effectiveOn: on,
    about: { personId },
  })
}
