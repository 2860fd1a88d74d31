import { assert } from '../core/assert.ts'
import type { CalendarDate } from '../core/calendar-date.ts'
import { financialYear } from '../core/financial-year.ts'
import type { Pence } from '../core/money.ts'
import { type Account, accounts } from './account.ts'

/** One row of the ledger: both sides of one amount, posted once for its kind and source. */
export interface Posting {
  readonly kind: Kind
  readonly sourceId: string
  readonly debit: Account
  readonly credit: Account
  readonly amount: Pence
  readonly effectiveOn: CalendarDate
  readonly about: About
}
const kinds = [
  'issue',
  'give_back',
  'agree',
  'commit',
  'commit_more',
  'release',
  'deliver',
  'owe',
  'recover',
  'pay',
  'net',
  'charge',
  'refund',
  'year_end',
  'after_close',
  'receive',
  'pay_out',
  'instalment',
  'paid_back',
  'reverse',
] as const
export type Kind = (typeof kinds)[number]

export interface About {
  readonly personId?: string | undefined
  readonly providerId?: string | undefined
  readonly budgetLineId?: string | undefined
  readonly occasionId?: string | undefined
}

export interface Line {
  readonly budgetLineId: string
  readonly personId: string
  readonly costCentre: string
}

/** Who the money of a line goes to, and so which account owes it. */
export type Payee =
  | { readonly kind: 'provider'; readonly id: string }
  | { readonly kind: 'in_house'; readonly id: string }
  | { readonly kind: 'direct_payment'; readonly id: string }
  /** A provider whose block contract pays for the date by its instalments. */
  | { readonly kind: 'block'; readonly id: string; readonly contractId: string }

/** The account that owes a payee. The council's own service is recharged, and a block contract paid by its instalments: never from here. */
export function owedTo(payee: Payee): Account {
  if (payee.kind === 'provider') return accounts.owed(payee.id)
  if (payee.kind === 'block') return accounts.block(payee.contractId)
  return payee.kind === 'in_house' ? accounts.recharge(payee.id) : accounts.directPayment(payee.id)
}

/** Whether a pay run pays this payee at all. */
export const isPaidOut = ({ kind }: Payee): boolean => kind !== 'in_house' && kind !== 'block'

/** A posting of nothing is no posting. */
export const unlessNothing = (posting: Posting): Posting[] => {
  assert(posting.amount >= 0, `${posting.kind}: an amount is never below nothing`)
  assert(posting.debit.book === posting.credit.book, `${posting.kind}: both sides stand in one book`)
  return posting.amount === 0 ? [] : [posting]
}

/** An instalment of a block contract, from the day it is due: paid by the contract, outside pay runs. */
export function payingInstalment(one: {
  readonly id: string
  readonly contractId: string
  readonly providerId: string
  readonly amount: Pence
  readonly dueOn: CalendarDate
}): Posting[] {
  const sides = { debit: accounts.block(one.contractId), credit: accounts.bank() }
  const { id: sourceId, amount, dueOn: effectiveOn, providerId } = one
  return unlessNothing({ kind: 'instalment', sourceId, ...sides, amount, effectiveOn, about: { providerId } })
}

/** Money that a provider paid back: less is owed back by it, or, for a date that a block contract pays for too, the contract's account pays for the date. */
export function payingBack(one: {
  readonly partId: string
  readonly providerId: string
  readonly contractId?: string | null | undefined
  readonly amount: Pence
  readonly on: CalendarDate
}): Posting[] {
  const { partId: sourceId, providerId, contractId, amount, on: effectiveOn } = one
  const credit = contractId ? accounts.block(contractId) : accounts.recoverable(providerId)
  return unlessNothing({
    kind: 'paid_back',
    sourceId,
    debit: accounts.bank(),
    credit,
    amount,
    effectiveOn,
    about: { providerId },
  })
}

/** Money for a plan's line: set aside when the plan is agreed, bound when the place is taken. */
export function committing(kind: 'agree' | 'commit', line: Line, amount: Pence, effectiveOn: CalendarDate): Posting[] {
  const { budgetLineId, personId, costCentre } = line
  const agreed = accounts.agreed(budgetLineId)
  const sides =
    kind === 'agree'
      ? { debit: accounts.available(costCentre, financialYear(effectiveOn)), credit: agreed }
      : { debit: agreed, credit: accounts.committed(budgetLineId) }
  return unlessNothing({
    kind,
    sourceId: budgetLineId,
    ...sides,
    amount,
    effectiveOn,
    about: { personId, budgetLineId },
  })
}

export interface Delivered extends Line {
  readonly payLineId: string
  readonly occasionId: string
  readonly payee: Payee
  readonly amount: Pence
  readonly effectiveOn: CalendarDate
}

/** Takes from what is left free when a line has delivered more than was bound for it: an exception anyone can list. */
export function committingMore(what: Delivered, short: Pence): Posting[] {
  const { budgetLineId, personId, occasionId, costCentre, effectiveOn } = what
  return unlessNothing({
    kind: 'commit_more',
    sourceId: what.payLineId,
    debit: accounts.available(costCentre, financialYear(effectiveOn)),
    credit: accounts.committed(budgetLineId),
    amount: short,
    effectiveOn,
    about: { personId, budgetLineId, occasionId },
  })
}

export interface Released extends Line {
  readonly sourceId: string
  readonly part: 'agreed' | 'committed'
  readonly amount: Pence
  readonly effectiveOn: CalendarDate
  /** The day the line's money was set aside from: it goes back to the year it came from. */
  readonly boundOn: CalendarDate
  readonly occasionId?: string | undefined
}

/** Money that will not be spent goes back to what is left free, in the year it was taken from. */
export function releasing(what: Released): Posting[] {
  return unlessNothing({ ...betweenFreeAndLine(what), kind: 'release' })
}

/** Money that was given back is bound again, because its dates came back. */
export function bindingAgain(what: Released): Posting[] {
  const { debit, credit, ...rest } = betweenFreeAndLine(what)
  return unlessNothing({ ...rest, kind: 'commit_more', debit: credit, credit: debit })
}

function betweenFreeAndLine({ budgetLineId, personId, costCentre, occasionId, part, boundOn, ...row }: Released) {
  return {
    ...row,
    debit: accounts[part](budgetLineId),
    credit: accounts.available(costCentre, financialYear(boundOn)),
    about: { personId, budgetLineId, occasionId },
  }
}

/** The two rows that follow from one date: bound money becomes delivered, and the payee is owed. */
export function delivering(what: Delivered, owe: Pence = what.amount): Posting[] {
  const { budgetLineId, personId, occasionId, costCentre, effectiveOn, payee } = what
  const year = financialYear(effectiveOn)
  const providerId = payee.kind === 'direct_payment' ? undefined : payee.id
  const about = { personId, budgetLineId, occasionId, providerId }
  const row = { sourceId: what.payLineId, effectiveOn, about }
  return [
    ...unlessNothing({
      ...row,
      kind: 'deliver',
      debit: accounts.committed(budgetLineId),
      credit: accounts.delivered(costCentre, year),
      amount: what.amount,
    }),
    ...unlessNothing({
      ...row,
      kind: 'owe',
      debit: accounts.cost(costCentre, year),
      credit: owedTo(payee),
      amount: owe,
    }),
  ]
}

/** A posting taken back: the same amount the other way, on the day the first took effect. */
export function reversing(posted: Posting & { readonly id: string }): Posting & { readonly reverses: string } {
  return {
    ...posted,
    kind: 'reverse',
    sourceId: posted.id,
    reverses: posted.id,
    debit: posted.credit,
    credit: posted.debit,
  }
}

/** Money already paid out and no longer due: the payee owes it back, and the next run nets it. */
export function recovering(what: Delivered, amount: Pence): Posting[] {
  const { budgetLineId, personId, occasionId, costCentre, effectiveOn, payee } = what
  assert(isPaidOut(payee), 'what was never paid out cannot be owed back')
  const providerId = payee.kind === 'provider' ? payee.id : undefined
  return unlessNothing({
    kind: 'recover',
    sourceId: what.payLineId,
    debit: accounts.recoverable(payee.id),
    credit: accounts.cost(costCentre, financialYear(effectiveOn)),
    amount,
    effectiveOn,
    about: { personId, budgetLineId, occasionId, providerId },
  })
}

export interface WeekCharge {
  readonly chargeId: string
  readonly personId: string
  readonly costCentre: string
  readonly weekStart: CalendarDate
  readonly was: Pence
  readonly now: Pence
}

/** A week's charge, or the difference when it was worked out again: more is due, or money goes back. */
export function charging({ chargeId, personId, costCentre, weekStart, was, now }: WeekCharge): Posting[] {
  const income = accounts.income(costCentre, financialYear(weekStart))
  const due = accounts.dueFrom(personId)
  const row = { sourceId: chargeId, effectiveOn: weekStart, about: { personId } }
  return now >= was
    ? unlessNothing({ ...row, kind: 'charge', debit: due, credit: income, amount: (now - was) as Pence })
    : unlessNothing({ ...row, kind: 'refund', debit: income, credit: due, amount: (was - now) as Pence })
}
