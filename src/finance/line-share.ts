import { assert } from '../core/assert.ts'
import { type Pence, pence, scale } from '../core/money.ts'

export interface PayerShare {
  readonly payer: string
  readonly ground: string
  readonly share: Pence
}

export interface LineShare {
  /** What the council pays out for one date: the price less what the person hands over on the day. */
  readonly paidOut: Pence
  /** What comes from the person's budget: the council's own share. */
  readonly fromBudget: Pence
  readonly onTheDay: Pence
  /** The council's share that meets needs under the Care Act; only this may be charged for. */
  readonly careAct: Pence
}

/**
 * Splits the price of one date among those who pay. The person's own share is handed over on the day and never passes
 * through the council; what is free in law (section 117, continuing healthcare) is never charged for. A line without
 * named payers is the council's, under the Care Act.
 */
export function lineShare(price: Pence, payers: readonly PayerShare[]): LineShare {
  const of = (fits: (one: PayerShare) => boolean) =>
    pence(payers.filter(fits).reduce((all, { share }) => all + share, 0))
  if (payers.length === 0) return { paidOut: price, fromBudget: price, onTheDay: pence(0), careAct: price }
  const onTheDay = of(({ payer }) => payer === 'person')
  assert(of(() => true) === price, 'the shares of a line add up to its price')
  return {
    paidOut: pence(price - onTheDay),
    fromBudget: of(({ payer }) => payer === 'council'),
    onTheDay,
    careAct: of(({ payer, ground }) => payer === 'council' && ground === 'care_act'),
  }
}

/** The part of an amount that was paid out which `share` of the price bears; a part penny is left out, in the person's favour. */
export function bornBy(share: Pence, amount: Pence, { paidOut }: LineShare): Pence {
  return paidOut === 0 ? pence(0) : scale(amount, share, paidOut, 'down')
}
