import { addDays, type CalendarDate } from '../core/calendar-date.ts'
import { dayInEngland, minuteInEngland } from '../core/local-time.ts'

/**
 * Assumptions of Daywell until a council decides otherwise: no paper gives these times.
 * An offered place is held for a day, or until two hours before the session starts if that is sooner.
 */
export const offerHours = 24
const latestOfferHours = 2
/** What identifies a member of the public is blanked this many days after the date they booked (an assumption of Daywell). */
export const keptDays = 28
/** How far ahead anybody may book, and how many places one way of being reached may hold at once (assumptions of Daywell). */
export const bookableDays = 42
export const mostAtOnce = 6

const minuteMilliseconds = 60_000

/** Whole minutes from an instant to a time of the day in England; below nought when it has passed. */
export function minutesUntil(now: Date, onDate: CalendarDate, minute: number): number {
  const today = dayInEngland(now)
  const days = Math.round((Date.parse(onDate) - Date.parse(today)) / 86_400_000)
  return days * 1440 + minute - minuteInEngland(now)
}

/** Until when a freed place is held for who is first in the queue; nothing when the session is too near to wait for an answer. */
export function offerUntil(now: Date, onDate: CalendarDate, startMinute: number): Date | undefined {
  const left = Math.min(offerHours * 60, minutesUntil(now, onDate, startMinute) - latestOfferHours * 60)
  return left <= 0 ? undefined : new Date(now.getTime() + left * minuteMilliseconds)
}

/** The last day on which what identifies somebody is kept. */
export const keptUntil = (onDate: CalendarDate): CalendarDate => addDays(onDate, keptDays)

export type BookingState =
  | 'booked'
  | 'waiting'
  | 'offered'
  | 'given back'
  | 'offer over'
  | 'date cancelled'
  | 'date laid again'
  | 'past'

export interface BookingFacts {
  readonly onDate: CalendarDate
  readonly startMinute: number
  readonly dateCancelled: boolean
  /** It was cancelled, and another date stands in its place. */
  readonly laidAgain: boolean
  /** Whether a place is free on the date in its place; none where there is no such date. */
  readonly freeAgain: boolean | null
  readonly cancelledHow: 'given back' | 'offer declined' | 'offer ran out' | null
  readonly hasClaim: boolean
  readonly heldUntil: Date | null
  readonly confirmed: boolean
}

/** Where a booking stands now: what the person reads on its page. A hold that has run out is over, also before the job has said so. */
export function bookingState(booking: BookingFacts, now: Date): BookingState {
  if (booking.cancelledHow !== null) return booking.cancelledHow === 'given back' ? 'given back' : 'offer over'
  if (booking.laidAgain) return 'date laid again'
  if (booking.dateCancelled) return 'date cancelled'
  if (minutesUntil(now, booking.onDate, booking.startMinute) <= 0) return 'past'
  if (!booking.hasClaim) return 'waiting'
  if (booking.heldUntil === null || booking.confirmed) return 'booked'
  return booking.heldUntil > now ? 'offered' : 'offer over'
}
