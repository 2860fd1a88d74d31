import { addWorkingDays } from '../allocation/index.ts'
import { type CalendarDate, daysBetween } from '../core/calendar-date.ts'
import type { Period } from '../core/period.ts'

/** Working days within which a person who says that a charge is wrong has an answer. Assumption: no law sets it; a late answer still counts. */
export const answerWithinDays = 10

/** The day by which the answer is due, counted from the day after the person said it. */
export function answerBy(raisedOn: CalendarDate, bankHolidays: readonly Period[]): CalendarDate {
  return addWorkingDays(raisedOn, answerWithinDays, bankHolidays)
}

export interface DisputeClock {
  readonly state: 'open' | 'late' | 'answered'
  /** Days from today to the day it is due; below nothing when it is late. */
  readonly daysLeft: number
}

/** How a dispute stands against its day. */
export function disputeClock(
  { answerBy: due, answered }: { answerBy: CalendarDate; answered: boolean },
  today: CalendarDate,
): DisputeClock {
  const daysLeft = daysBetween(today, due)
  return { state: answered ? 'answered' : daysLeft < 0 ? 'late' : 'open', daysLeft }
}
