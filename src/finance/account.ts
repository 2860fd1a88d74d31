import { assert } from '../core/assert.ts'

const books = ['commitment', 'cash'] as const
export type Book = (typeof books)[number]
/** What an account may not do: `debits_within_credits` never gives out more than it was given. */
export type Guard = 'none' | 'debits_within_credits' | 'credits_within_debits'

/** An account of the ledger, known by its book and code. Its id is made when it is first used. */
export interface Account {
  readonly book: Book
  readonly code: string
  readonly guard: Guard
  readonly ownerId: string | undefined
}

const account = (book: Book, code: string, guard: Guard = 'none', ownerId?: string): Account => {
  assert(code.length > 0 && code.length <= 200, 'an account has a code')
  return { book, code, guard, ownerId }
}
const kept = 'debits_within_credits' as const

/** A cost centre in one financial year, as "day-opportunities:2026". */
const inYear = (costCentre: string, year: number) => `${costCentre}:${year}`

/**
 * Every account of the sub-ledger. Guarded: what is agreed or committed to a line, and what is owed to
 * a provider or to someone's direct payment, can never be given out twice. A shortfall of budget shows as a negative
 * *available*; it never blocks, so that account carries no guard.
 */
export const accounts = {
  available: (costCentre: string, year: number) => account('commitment', `available:${inYear(costCentre, year)}`),
  indicative: (personId: string) => account('commitment', `indicative:${personId}`, kept, personId),
  agreed: (budgetLineId: string) => account('commitment', `agreed:${budgetLineId}`, kept, budgetLineId),
  committed: (budgetLineId: string) => account('commitment', `committed:${budgetLineId}`, kept, budgetLineId),
  delivered: (costCentre: string, year: number) => account('commitment', `delivered:${inYear(costCentre, year)}`),
  cost: (costCentre: string, year: number) => account('cash', `cost:${inYear(costCentre, year)}`),
  owed: (providerId: string) => account('cash', `owed:${providerId}`, kept, providerId),
  recoverable: (providerId: string) => account('cash', `recoverable:${providerId}`, 'none', providerId),
  /** The council's own service: its cost is charged over inside the council, and never paid out. */
  recharge: (providerId: string) => account('cash', `recharge:${providerId}`, 'none', providerId),
  /** A block contract: what its instalments, which the council pays by the contract, are taken up by. Never paid out from here. */
  block: (contractId: string) => account('cash', `block:${contractId}`, 'none', contractId),
  directPayment: (holderId: string) => account('cash', `direct payment:${holderId}`, kept, holderId),
  bank: () => account('cash', 'bank'),
  dueFrom: (personId: string) => account('cash', `due from:${personId}`, 'none', personId),
  income: (costCentre: string, year: number) => account('cash', `client income:${inYear(costCentre, year)}`),
} as const
