import type { CalendarDate } from '../core/calendar-date.ts'

/** How many people live in each area, and where that is from. */
export interface Residents {
  readonly byArea: ReadonlyMap<string, number>
  readonly source: string
}

/** What the council's folder says of its borough: its own name in the list of papers, and who lives where. */
export interface BoroughPolicy {
  readonly council: string
  readonly residents: Residents
}
export type BoroughPolicyOn = (on: CalendarDate) => BoroughPolicy
