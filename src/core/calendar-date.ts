import { assert } from './assert.ts'

/**
 * A day in the calendar, as "2026-04-06": no time, no zone.
 * Text sorts and compares (<, ===) as days do, and is the same in SQL, JSON and forms.
 */
export type CalendarDate = string & { readonly __kind: 'calendar-date' }

const MS_PER_DAY = 86_400_000

/** A day from text like "2026-04-06"; undefined for anything else, 30 February too. */
export function parseCalendarDate(text: string): CalendarDate | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return !Number.isNaN(date.getTime()) && toText(date) === text ? (text as CalendarDate) : undefined
}

/** For dates written in code: throws on a bad one. */
export function day(text: string): CalendarDate {
  const parsed = parseCalendarDate(text)
  assert(parsed !== undefined, `"${text}" is not a date`)
  return parsed
}

/** The day so many days later; earlier for a number below nought. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return textOfDay(Math.floor(Date.parse(date) / MS_PER_DAY + days))
}

/** The same day some months later; the last of the month where there is no such day: 31 January and one month is 28 February. */
export function addMonths(from: CalendarDate, months: number): CalendarDate {
  const month = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 + months
  const first = (count: number) => `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-01`
  const last = addDays(day(first(month + 1)), -1)
  const date = Math.min(Number(from.slice(8)), Number(last.slice(8)))
  return day(`${last.slice(0, 8)}${String(date).padStart(2, '0')}`)
}

/** Nights between: daysBetween(6 April, 13 April) is 7. Negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return (Date.parse(to) - Date.parse(from)) / MS_PER_DAY
}

/**
 * The text of a day counted from 1 January 1970, in whole numbers alone: the date of many rows is worked out so, and
 * a Date object for each took a fifth of the time. Years begin in March here, so that a leap day comes last.
 */
function textOfDay(count: number): CalendarDate {
  const days = count + 719_468
  const era = Math.floor(days / 146_097)
  const ofEra = days - era * 146_097
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  )
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * ofYear + 2) / 153)
  const date = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  assert(year >= 1 && year <= 9_999, `a day ${count} days from 1970 is not in the calendar`)
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${date < 10 ? '0' : ''}${date}` as CalendarDate
}

function toText(date: Date): string {
  return date.toISOString().slice(0, 10)
}

/** Monday is 1, Sunday is 7 (ISO 8601). */
export function weekdayOf(date: CalendarDate): number {
  return (((daysBetween('2000-01-03' as CalendarDate, date) % 7) + 7) % 7) + 1
}

/** The Monday of the week the day is in. */
export function mondayOf(date: CalendarDate): CalendarDate {
  return addDays(date, 1 - weekdayOf(date))
}

/** Completed years of age on a day. Someone born on 29 February turns a year older on 1 March in other years. */
export function ageOn({ born, on }: { born: CalendarDate; on: CalendarDate }): number {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4))
  return on.slice(5) < born.slice(5) ? years - 1 : years
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** "Tuesday": the day's name in words. */
export function weekdayName(weekday: number): string {
  const name = weekdays[weekday - 1]
  assert(name !== undefined, `${weekday} is not a weekday from 1 to 7`)
  return name
}

/** "Tuesday 25 November 2025" for headings and sentences. */
export function longDate(date: CalendarDate): string {
  return `${weekdayName(weekdayOf(date))} ${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`
}

/** "25 Nov 2025" for tables. */
export function shortDate(date: CalendarDate): string {
  return `${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]?.slice(0, 3)} ${date.slice(0, 4)}`
}

/** "November 2025" for a whole month. */
export function monthWords(date: CalendarDate): string {
  return `${months[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`
}

/** The number of a month named by a word, whole or cut short: "March", "mar", "Sept." are 3, 3 and 9. Undefined for anything else. */
export function monthNamed(word: string): number | undefined {
  const name = word.toLowerCase().replace(/\.$/, '')
  const at = name.length < 3 ? -1 : months.findIndex((month) => month.toLowerCase().startsWith(name))
  return at < 0 ? undefined : at + 1
}

/** "10:30am", "noon", "2pm": minutes of the local day as people say them. */
export function clockTime(minute: number): string {
  const hour = Math.floor(minute / 60)
  const past = minute % 60
  if (minute === 720) return 'noon'
  const shown = hour % 12 === 0 ? 12 : hour % 12
  return `${shown}${past === 0 ? '' : `:${String(past).padStart(2, '0')}`}${hour < 12 ? 'am' : 'pm'}`
}

/** Minutes of the day from "10:30", "10.30", "14", "10am", "2:30 pm" or "noon"; the end of a day is "24:00". Undefined for anything else. */
export function minuteOfDay(text: string): number | undefined {
  const said = text.trim().toLowerCase()
  if (said === 'noon') return 720
  const [, hours, minutes = '00', half] = /^(\d{1,2})(?:[:.](\d{2}))?(?:\s*([ap])\.?m\.?)?$/.exec(said) ?? []
  if (hours === undefined || Number(minutes) > 59) return undefined
  const hour = Number(hours)
  if (half !== undefined && (hour < 1 || hour > 12)) return undefined
  const minute = (half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0)) * 60 + Number(minutes)
  return minute <= 1440 ? minute : undefined
}

/** The last of some days. */
export function latestDay(first: CalendarDate, ...others: CalendarDate[]): CalendarDate {
  return [first, ...others].sort().at(-1) ?? first
}

/** The first of some days. */
export function earliestDay(first: CalendarDate, ...others: CalendarDate[]): CalendarDate {
  return [first, ...others].sort()[0] ?? first
}

/** A day as the three boxes of a date field hold it: id-day, id-month and id-year, without leading noughts. */
export function dateTyped(id: string, on: CalendarDate): Record<string, string> {
  const [year = '', month = '', day = ''] = on.split('-')
  return { [`${id}-day`]: String(Number(day)), [`${id}-month`]: String(Number(month)), [`${id}-year`]: year }
}
