import { addDays, type CalendarDate, latestDay } from '../core/calendar-date.ts'
import { includes, type Period } from '../core/period.ts'
import { occurrencesBetween, type WeeklyPattern, yearlySpan } from '../planning/index.ts'

export interface LineDates {
  readonly pattern: WeeklyPattern
  /** Dates that stand and have no pay line yet, whatever their day. */
  readonly standing: number
  /** Days for which a date was made before, whether it stands or was withdrawn. */
  readonly made: readonly CalendarDate[]
  /** When a place is taken for it; undefined: it needs none, or has none yet. */
  readonly places: readonly Period[] | undefined
  readonly diedOn: CalendarDate | undefined
}

/** How long after its day a date may still be made and marked: four weeks, as dates are made for lines agreed late. */
export const lateDays = 28

/**
 * How many dates of a line may still cost money: those that stand without pay, and the days of its first year for which
 * none has been made yet. A withdrawn date, a closed day, a day without a place and a day after death cost nothing.
 */
export function datesToCome(
  { pattern, standing, made, places, diedOn }: LineDates,
  calendar: { terms: readonly Period[]; bankHolidays: readonly Period[]; closures: readonly Period[] },
  today: CalendarDate,
): number {
  const { until } = yearlySpan(pattern.from)
  const from = latestDay(pattern.from, addDays(today, -lateDays))
  if (from > until) return standing
  const gone = new Set(made)
  const open = occurrencesBetween(pattern, calendar, { from, until }).filter(
    (on) =>
      !gone.has(on) &&
      (places === undefined || places.some((place) => includes(place, on))) &&
      (diedOn === undefined || on <= diedOn),
  )
  return standing + open.length
}
