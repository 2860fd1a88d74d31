import type { CalendarDate } from '../core/calendar-date.ts'
import type { Point } from '../core/geography.ts'
import type { Pence } from '../core/money.ts'
import type { TravelSpeed } from '../directory/index.ts'

/** What a planned session asks of a place. */
export interface Wanted {
  readonly weekday: number
  readonly startMinute: number
  readonly endMinute: number
  readonly everyWeeks: number
  readonly season: 'all' | 'term' | 'holiday'
  readonly from: CalendarDate
  readonly supportBand: string
  /** Things of which there must be one for this person: a hoist, a changing place. */
  readonly characteristics: readonly string[]
  /** Features of the place that must be there, such as "step free". */
  readonly accessNeeds: readonly string[]
  readonly home?: Point | undefined
  readonly speed: TravelSpeed
  /** The person's own limit; the council's usual one is 30 minutes. */
  readonly mostMinutes: number
  /** The price in the plan, when it has one; dearer is possible but must be agreed first. */
  readonly plannedPrice?: Pence | undefined
  readonly days: 'same_day' | 'any_day'
}

/** A session somebody offers, with what is known of its dates, price and place. */
export interface Candidate {
  readonly sessionId: string
  /** The entry of the directory that it is a session of; none where a file gives the place. */
  readonly opportunityId?: string
  readonly name: string
  readonly provider: string
  readonly inHouse: boolean
  readonly weekday: number
  readonly startMinute: number
  readonly endMinute: number
  readonly everyWeeks: number
  readonly season: 'all' | 'term' | 'holiday'
  readonly accessFeatures: readonly string[]
  readonly at?: Point | undefined
  readonly price?: Pence | undefined
  readonly free: boolean
  /** Dates looked at, and how many of them could take one more with this support. */
  readonly dates: number
  readonly fitting: number
  readonly firstFull?: CalendarDate | undefined
  readonly lacking: readonly string[]
  readonly friendsThere: number
  /** The provider is suspended on the first day. */
  readonly suspended?: boolean | undefined
  /** The last day of the provider on the framework, where the planned session goes on after it. */
  readonly leavesAfter?: CalendarDate | undefined
  /** The least the provider takes on for one person in a week, and what this person would have there with this session. */
  readonly leastWeeklyMinutes?: number | undefined
  readonly weeklyMinutesThere?: number | undefined
}
