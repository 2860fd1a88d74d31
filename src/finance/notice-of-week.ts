import { addDays, type CalendarDate } from '../core/calendar-date.ts'
import type { Pence } from '../core/money.ts'

/** What a person was told, on which day, and the days it holds. */
export interface NoticeRow {
  readonly noticeId: string
  readonly toldOn: CalendarDate | null
  readonly firstDayCharged: CalendarDate
  readonly weekly: Pence
  readonly upTo: boolean
  readonly until: CalendarDate | null
}

/**
 * The notice that binds a week: of those that hold on any of its days, the lowest, and of equals the earliest. So when
 * two sums were told within a week the person pays by the lower one.
 */
export function noticeOfWeek(notices: readonly NoticeRow[], monday: CalendarDate): NoticeRow | undefined {
  const sunday = addDays(monday, 6)
  return notices
    .filter(({ firstDayCharged, until }) => firstDayCharged <= sunday && (until === null || monday <= until))
    .sort((one, other) => one.weekly - other.weekly || (one.firstDayCharged < other.firstDayCharged ? -1 : 1))[0]
}
