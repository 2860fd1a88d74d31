import { addDays, type CalendarDate } from '../core/calendar-date.ts'
import type { Period } from '../core/period.ts'
import { addWorkingDays, workingDaysAfter } from './working-days.ts'

/** Working days within which an exception should be decided. A project choice: no law sets it, and a late one still counts. */
export const decisionTargetDays = 5

/** How an exception stands against the target. */
export interface DecisionClock {
  readonly dueOn: CalendarDate
  /** Working days it took, or has taken until today. */
  readonly workingDays: number
  readonly state: 'open' | 'late' | 'decided' | 'decided_late'
}

/** The clock of one exception: it starts the day after it was asked for, and stops with the decision. */
export function decisionClock(
  { askedOn, decidedOn }: { askedOn: CalendarDate; decidedOn: CalendarDate | null },
  today: CalendarDate,
  bankHolidays: readonly Period[],
): DecisionClock {
  const dueOn = addWorkingDays(askedOn, decisionTargetDays, bankHolidays)
  const end = decidedOn ?? today
  const late = end > dueOn
  return {
    dueOn,
    workingDays: workingDaysAfter(askedOn, end, bankHolidays),
    state: decidedOn === null ? (late ? 'late' : 'open') : late ? 'decided_late' : 'decided',
  }
}

/** The last day on which something asked for is late today if it is still open. */
export function lateSince(today: CalendarDate, bankHolidays: readonly Period[]): CalendarDate {
  let asked = addDays(today, -decisionTargetDays)
  while (addWorkingDays(asked, decisionTargetDays, bankHolidays) >= today) asked = addDays(asked, -1)
  return asked
}

/** The middle of some whole numbers, the lower of two middles; none when there are no numbers. */
export function middleOf(numbers: readonly number[]): number | undefined {
  return [...numbers].sort((one, other) => one - other)[(numbers.length - 1) >> 1]
}
