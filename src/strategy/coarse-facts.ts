import { type Pence, pence } from '../core/money.ts'
import type { Shown } from '../core/small-numbers.ts'
import { type CountTable, type KeyFacts, keyFacts, type PeopleCounted, type SpendCounted } from './key-facts.ts'

/** Counts of a part of the borough are given to the nearest five people, pounds to the nearest thousand. */
const PEOPLE_STEP = 5
const PENCE_STEP = 100_000

const nearest = (value: number, step: number) => Math.round(value / step) * step
const people = (count: Shown): Shown => (count === 'hidden' ? count : nearest(count, PEOPLE_STEP))
const pounds = (amount: Pence): Pence => pence(nearest(amount, PENCE_STEP))
const table = (of: CountTable): CountTable => ({
  ...of,
  shown: of.shown.map((row) => row.map(people)),
  totals: of.totals.map(people),
})

/**
 * Key facts made coarse. A count that is hidden in one part of the borough could be worked out by taking every other part from the
 * whole; rounded parts give only a range.
 */
export function coarseFacts(facts: KeyFacts): KeyFacts {
  return {
    people: people(facts.people),
    uses: people(facts.uses),
    own: people(facts.own),
    outside: people(facts.outside),
    spend: pounds(facts.spend),
    ownSpend: pounds(facts.ownSpend),
    kinds: table(facts.kinds),
    areas: table(facts.areas),
    ages: table(facts.ages),
    reasons: table(facts.reasons),
    spendByReason: facts.spendByReason.map((row) => ({
      ...row,
      amounts: row.amounts.map((amount) => (amount === 'hidden' ? amount : pounds(amount))),
    })),
  }
}

/** Key facts as they may be shown: exact for the whole borough, coarse for a part of it. */
export function factsOf(
  cells: { readonly people: readonly PeopleCounted[]; readonly spend: readonly SpendCounted[] },
  asked: { readonly area?: string | undefined; readonly reason?: string | undefined },
): KeyFacts {
  const facts = keyFacts(cells.people, cells.spend)
  return asked.area === undefined && asked.reason === undefined ? facts : coarseFacts(facts)
}
