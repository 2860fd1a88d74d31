import { type Pence, pence } from '../core/money.ts'
import type { Shown } from '../core/small-numbers.ts'
import type { BoroughPolicy } from './borough-policy.ts'
import type { Beside } from './borough-tables.ts'
import { type CountTable, type KeyFacts, keyFacts, type PeopleCounted } from './key-facts.ts'
import type { MoneyRow, SpendCounted } from './money-facts.ts'
import { type NotKnown, notKnown } from './not-known.ts'
import { doublingOf } from './printed-doubling.ts'
import { publishedBy } from './published-facts.ts'

/** Counts of a part of the borough are given to the nearest five people, pounds to the nearest thousand. */
const PEOPLE_STEP = 5
const PENCE_STEP = 100_000

const nearest = (value: number, step: number) => Math.round(value / step) * step
const people = (count: Shown): Shown => (count === 'hidden' ? count : nearest(count, PEOPLE_STEP))
const pounds = (amount: Pence | 'hidden'): Pence | 'hidden' =>
  amount === 'hidden' ? amount : pence(nearest(amount, PENCE_STEP))
const table = (of: CountTable): CountTable => ({
  ...of,
  shown: of.shown.map((row) => row.map(people)),
  totals: of.totals.map(people),
})

const row = (of: MoneyRow): MoneyRow => ({
  ...of,
  amounts: of.amounts.map(pounds),
})

/**
 * Key facts made coarse. A count that is hidden in one part of the borough could be worked out by taking every other part from the
 * whole; rounded parts give only a range.
 */
function coarseFacts(facts: KeyFacts): KeyFacts {
  return {
    people: people(facts.people),
    uses: people(facts.uses),
    own: people(facts.own),
    outside: people(facts.outside),
    spend: pounds(facts.spend),
    ownSpend: pounds(facts.ownSpend),
    outsideSpend: pounds(facts.outsideSpend),
    kinds: table(facts.kinds),
    areas: table(facts.areas),
    ages: table(facts.ages),
    reasons: table(facts.reasons),
    ethnicity: table(facts.ethnicity),
    areaReasons: table(facts.areaReasons),
    spendByReason: facts.spendByReason.map(row),
    spendByGroup: facts.spendByGroup.map(row),
  }
}

/** What was asked for of the borough: one area, one main reason for support. */
export interface PartAsked {
  readonly area?: string | undefined
  readonly reason?: string | undefined
}
/** A sentence for an area or a reason that nobody counted has, and where nobody lives as far as the council knows. */
export function partFaults(
  cells: { readonly people: readonly PeopleCounted[] },
  { residents }: BoroughPolicy,
  asked: PartAsked,
): NotKnown[] {
  const areas = new Set([...residents.byArea.keys(), ...cells.people.map(({ local_area }) => local_area)])
  const reasons = new Set(cells.people.flatMap(({ support_reason }) => support_reason ?? []))
  return [
    ...notKnown('area', 'area', asked.area, [...areas].sort()),
    ...notKnown('reason', 'main reason for support', asked.reason, [...reasons].sort()),
  ]
}
/** True when less than the whole borough was asked for: then figures are shown coarsely. */
export const isPart = ({ area, reason }: PartAsked) => area !== undefined || reason !== undefined

/** Key facts as they may be shown: exact for the whole borough, coarse for a part of it. */
export function factsOf(
  cells: { readonly people: readonly PeopleCounted[]; readonly spend: readonly SpendCounted[] },
  asked: PartAsked,
): KeyFacts {
  if (!isPart(asked)) return keyFacts(cells.people, cells.spend)
  const wanted = ({ local_area, support_reason }: { local_area: string; support_reason: string | null }) =>
    (asked.area === undefined || local_area === asked.area) &&
    (asked.reason === undefined || support_reason === asked.reason)
  return coarseFacts(keyFacts(cells.people.filter(wanted), cells.spend.filter(wanted)))
}

/** What stands beside the records: what the council's papers print is of the whole borough, and so beside the whole only. */
export function besideRecords({ council, residents }: BoroughPolicy, asked: PartAsked): Beside {
  return isPart(asked)
    ? { published: () => undefined, residents, doubling: null }
    : { published: publishedBy(council), residents, doubling: doublingOf(council) }
}
