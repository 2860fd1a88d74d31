import type { Told } from '../charging/index.ts'
import { addDays, type CalendarDate } from '../core/calendar-date.ts'
import type { Pence } from '../core/money.ts'

/**
 * What a person may be asked for on some days: the notice that holds on them, capped by the contribution in force, which may be
 * less than what they were told.
 */
export interface NoticeRow {
  readonly noticeId: string
  readonly toldOn: CalendarDate | null
  readonly firstDayCharged: CalendarDate
  /** The first day of these days; the notice's own first day, or that of a contribution that begins later. */
  readonly from: CalendarDate
  /** The most a week: what was told, or less where less is in force. */
  readonly weekly: Pence
  /** What the notice itself said. */
  readonly told: Pence
  readonly upTo: boolean
  /** It goes on as it was in the system before. */
  readonly takenOver: boolean
  readonly until: CalendarDate | null
}

/**
 * The notice that binds a week: of those that hold on any of its days, the lowest, and of equals the earliest. So when
 * two sums were told within a week the person pays by the lower one.
 */
export function noticeOfWeek(notices: readonly NoticeRow[], monday: CalendarDate): NoticeRow | undefined {
  return ofWeek(notices, monday).sort(
    (one, other) => one.weekly - other.weekly || (one.firstDayCharged < other.firstDayCharged ? -1 : 1),
  )[0]
}

/** The notice a week's charge rests on: the earliest of those that hold in it, so that each of its days may be charged. */
export function firstNoticeOfWeek(notices: readonly NoticeRow[], monday: CalendarDate): NoticeRow | undefined {
  return ofWeek(notices, monday).sort((one, other) => (one.firstDayCharged < other.firstDayCharged ? -1 : 1))[0]
}

/** What holds in a week, as the rule of the weekly charge takes it. */
export function toldInWeek(notices: readonly NoticeRow[], monday: CalendarDate): Told[] {
  return ofWeek(notices, monday).map(({ from, weekly, until }) => ({
    toldOn: undefined,
    firstDayCharged: from,
    weekly,
    until: until ?? undefined,
  }))
}

function ofWeek(notices: readonly NoticeRow[], monday: CalendarDate): NoticeRow[] {
  const sunday = addDays(monday, 6)
  return notices.filter(({ from, until }) => from <= sunday && (until === null || monday <= until))
}
