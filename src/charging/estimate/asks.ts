import type { LocalPolicy } from '../local-policy.ts'

/** What only some councils look at, and so only they ask. */
export interface MoneyAsks {
  /** The partner's own money, to see that a couple can live. */
  readonly partner: boolean
  /** Journeys, where the council asks a flat sum for each. */
  readonly journeys: boolean
  /** Asking the council to arrange the support, where it takes a fee for that. */
  readonly arranging: boolean
  /** Costs of illness or disability are taken off also where no disability benefit counts. */
  readonly costsAlways: boolean
}

/** Whether it matters how many journeys there are: only where each has a price. A price of nothing changes nothing. */
export const asksForJourneys = (eachPence: number | undefined): boolean => eachPence !== undefined && eachPence > 0

/** What a council asks by its policy; without one, all that any council may ask. */
export const asksOf = (policy: LocalPolicy | undefined): MoneyAsks => ({
  partner: policy === undefined || policy.couplesThreshold !== undefined,
  journeys: policy === undefined || asksForJourneys(policy.transportJourney?.value),
  arranging: policy === undefined || policy.arrangementFee !== undefined,
  costsAlways: policy?.disabilityCostsAlways?.value === true,
})
