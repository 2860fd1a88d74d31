import { addDays, type CalendarDate, latestDay, longDate } from '../core/calendar-date.ts'

/** Why somebody does not come for a while. The codes are those of a single absence, so that one pay rule speaks of both. */
export const pauseReasons = ['in_hospital', 'unwell', 'holiday', 'chose_otherwise'] as const
export type PauseReason = (typeof pauseReasons)[number]

/** The reasons in the words of whoever pauses a place. */
export const pauseReasonWords: Readonly<Record<PauseReason, string>> = {
  in_hospital: 'In hospital',
  unwell: 'Unwell, for some time',
  holiday: 'On holiday, or staying somewhere else',
  chose_otherwise: 'Another reason',
}

/** After so many days somebody looks whether the place is still right: a pause that goes on, or has no last day. Four weeks, ours. */
export const longPauseDays = 28

/** How far back a pause may begin: four weeks, as dates are made and marked late. */
export const earliestPauseDays = 28

export interface PauseDays {
  readonly from: CalendarDate
  /** The last day; none is known while it is open. */
  readonly until: CalendarDate | null
}

/** The days of a pause on which a place stands; nothing where it does not stand on any of them. */
export function daysOnPlace(pause: PauseDays, place: PauseDays): PauseDays | undefined {
  const from = latestDay(pause.from, place.from)
  const until =
    pause.until === null ? null : place.until === null || pause.until <= place.until ? pause.until : place.until
  const last = until ?? place.until
  return last !== null && last < from ? undefined : { from, until }
}

/** The first day on which somebody looks at an open pause. */
export function reviewOfOpenPause(from: CalendarDate, today: CalendarDate): CalendarDate {
  return latestDay(addDays(from, longPauseDays), addDays(today, 1))
}

/** Whether somebody has to look at a pause: it has no last day and has run for four weeks, or it runs for longer in all. */
export function isLongPause({ began, today }: { began: CalendarDate; today: CalendarDate }): boolean {
  return addDays(began, longPauseDays) <= today
}

/** "From Tuesday 1 December 2026 until Tuesday 5 January 2027", or "with no last day yet". */
export const pauseDaysWords = ({ from, until }: PauseDays): string =>
  until === null
    ? `From ${longDate(from)}, with no last day yet`
    : from === until
      ? `On ${longDate(from)}`
      : `From ${longDate(from)} until ${longDate(until)}`
