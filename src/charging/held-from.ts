import { addDays, type CalendarDate, mondayOf } from '../core/calendar-date.ts'
import type { Pence } from '../core/money.ts'

/** What a person was told before a new sum. */
export interface ToldBefore {
  readonly weekly: Pence
  readonly upTo: boolean
  readonly firstDayCharged: CalendarDate
}

/** Whether a sum is lower than what the person was told before, so that it holds before they are told it. */
export const isLower = (weekly: Pence, before: Pick<ToldBefore, 'weekly'> | undefined): boolean =>
  before !== undefined && weekly < before.weekly

/**
 * The day from which letters and pages say that a sum holds. A sum lower than what was told before holds from its own first day,
 * also before the person is told it; one that settles an "up to" from the first day that was told. Any other holds from the first
 * day that the person was told of. Care Act 2014 ss.14 and 17.
 */
export function heldFrom({
  weekly,
  from,
  before,
  firstDayCharged,
}: {
  readonly weekly: Pence
  readonly from: CalendarDate
  readonly before: ToldBefore | undefined
  readonly firstDayCharged: CalendarDate | undefined
}): CalendarDate {
  if (before === undefined || !isLower(weekly, before)) return firstDayCharged ?? from
  return before.upTo && before.firstDayCharged > from ? before.firstDayCharged : from
}

/** The Monday after a day: weeks are charged from a Monday. */
export const nextMonday = (today: CalendarDate): CalendarDate => addDays(mondayOf(today), 7)

/** Whether a day that somebody entered may be the first that is charged: no day that is over, and none before the sum holds. */
export const mayBeFirst = (
  entered: CalendarDate | undefined,
  { from }: { readonly from: CalendarDate },
  today: CalendarDate,
): entered is CalendarDate => entered !== undefined && entered >= today && entered >= from

/**
 * The first day that is offered for a sum nobody was told yet: its own when it comes, else the next Monday. A higher sum begins
 * a week after the first day of a lower one that was told and holds.
 */
export function firstDayToTell(
  { weekly, from }: { readonly weekly: Pence; readonly from: CalendarDate },
  before: ToldBefore | undefined,
  today: CalendarDate,
): CalendarDate {
  const first = from > today ? from : nextMonday(today)
  if (before === undefined || weekly <= before.weekly || first > before.firstDayCharged) return first
  return nextMonday(before.firstDayCharged)
}
