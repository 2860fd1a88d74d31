import { addDays, type CalendarDate, day } from '../../core/calendar-date.ts'
import type { Period } from '../../core/period.ts'
import { occurrencesBetween } from '../../planning/occurrences-between.ts'
import type { Calendar } from '../../planning/weekly-pattern.ts'
import { yearlySpan } from '../../planning/yearly-span.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'

/** A Monday long before any date of the demo; every weekly line counts its weeks from it. */
export const firstMonday = day('2018-01-01')

/** The council's bank holidays and school terms as periods, from its policy files. */
export function calendarOf(policy: CouncilPolicy): Calendar {
  const from = policy.card.from
  const until = day('2099-12-31')
  return {
    terms: policy.between('calendar.schoolTerms', from, until).flat() as Period[],
    bankHolidays: policy
      .between('calendar.bankHolidays', from, until)
      .flatMap((year) => year.map((date) => ({ from: date, until: date }))),
  }
}

/** Real dates of weekly lines, worked out once for each weekday: by planning's own rule, so that costs agree with plans. */
export function datesOf(calendar: Calendar) {
  const spans = new Map<string, CalendarDate[]>()
  const between = (weekday: number, from: CalendarDate, until: CalendarDate): CalendarDate[] => {
    const key = `${weekday}|${from}|${until}`
    const known = spans.get(key)
    if (known !== undefined) return known
    const near = (period: Period) => period.from <= addDays(until, 1) && (period.until ?? until) >= addDays(from, -1)
    const made = occurrencesBetween(
      { weekday, everyWeeks: 1, firstMonday, season: 'all', startMinute: 0, endMinute: 1, from },
      { terms: [], bankHolidays: calendar.bankHolidays.filter(near), closures: [] },
      { from, until },
    )
    spans.set(key, made)
    return made
  }
  return {
    between,
    /** How often a weekly line happens in the year a plan is costed over. */
    inYear: (weekday: number, from: CalendarDate) => between(weekday, from, yearlySpan(from).until).length,
  }
}

export type Dates = ReturnType<typeof datesOf>
