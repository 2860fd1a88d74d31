import type { CalendarDate } from '../core/calendar-date.ts'
import type { TravelMode } from './travel-minutes.ts'

/** How the council works out journeys on a day: the longest one asked of anyone, and how fast each way of travel is. */
export interface TravelPolicy {
  readonly limitMinutes: number
  readonly detourPercent: number
  readonly kilometresPerHour: Readonly<Record<TravelMode, number>>
  /** Where the figures come from, in words for the page. */
  readonly source: string
}

/** Gives the council's travel policy for a day; the app hands it over, since a council's own figures live outside the steps. */
export type TravelPolicyOn = (on: CalendarDate) => TravelPolicy
