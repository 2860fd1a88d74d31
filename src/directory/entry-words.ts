import { type CalendarDate, clockTime, longDate, weekdayName } from '../core/calendar-date.ts'
import { formatMoney, type Pence } from '../core/money.ts'
import type { EntryTime } from './directory-entry.ts'

/** "Tuesday and Thursday, 10am to 2pm, every 2 weeks": a schedule as people say it; its own words where it names no days. */
export function timesWords(time: Omit<EntryTime, 'from' | 'until'>): string | undefined {
  const days = listed(time.weekdays.map(weekdayName))
  const hours = hoursWords(time.startMinute, time.endMinute)
  const every = time.repeats === 'monthly' ? 'once a month' : time.every > 1 ? `every ${time.every} weeks` : ''
  const said = [days, hours, days === '' && hours === '' ? '' : every].filter((part) => part !== '').join(', ')
  return [said, time.words].filter((part) => part !== undefined && part !== '').join('. ') || undefined
}

/** The words of a schedule with the day it begins or ends on, where that is still to come on the day of reading. */
export function datedTimesWords(time: EntryTime, today: CalendarDate): string | undefined {
  const said = timesWords(time)
  const from = time.from !== undefined && time.from > today ? `from ${dayOf(time.from)}` : ''
  const until = time.until === undefined ? '' : `until ${dayOf(time.until)}`
  return [said, from, until].filter((part) => part !== undefined && part !== '').join(', ') || undefined
}

const dayOf = (date: CalendarDate) => longDate(date).replace(/^\w+ /, '')

/** "10am to 2pm", "from 10am", "until 2pm", or nothing. */
export function hoursWords(start: number | undefined, end: number | undefined): string {
  if (start !== undefined && end !== undefined) return `${clockTime(start)} to ${clockTime(end)}`
  if (start !== undefined) return `from ${clockTime(start)}`
  return end === undefined ? '' : `until ${clockTime(end)}`
}

/** "Monday", "Monday and Tuesday", "Monday, Tuesday and Friday". */
export function listed(words: readonly string[], joint = 'and'): string {
  if (words.length < 2) return words[0] ?? ''
  return `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1)}`
}

/** "Monday to Friday" for three days and more in a row, else each day by its name. The days in order. */
export function weekdaysWords(weekdays: readonly number[]): string {
  const [first, last] = [weekdays[0] ?? 0, weekdays.at(-1) ?? 0]
  const inARow = weekdays.length > 2 && last - first === weekdays.length - 1
  return inARow ? `${weekdayName(first)} to ${weekdayName(last)}` : listed(weekdays.map(weekdayName))
}

/** Who last found an entry right: the council's staff by their role, whoever runs it, or another directory by its name. */
export interface Assurer {
  readonly kind: 'council' | 'provider' | 'feed'
  readonly name: string | null
}

/** "by the council (commissioner)", "by Kettle Kitchens, who run it", "by Active Cheshire": who last found an entry right. */
export function assurerWords({ kind, name }: Assurer): string {
  if (kind === 'council') return name === null ? 'by the council' : `by the council (${name})`
  if (kind === 'provider') return name === null ? 'by whoever runs it' : `by ${name}, who run it`
  return `by ${name ?? 'the directory it comes from'}`
}

/** When an entry was last checked and by whom, and whether that is too long ago to rely on. */
export function checkedWords(
  { checkedOn, assurer }: { readonly checkedOn: CalendarDate | null; readonly assurer: Assurer | null },
  oldBefore: CalendarDate,
): { text: string; stale: boolean } {
  if (checkedOn === null) return { text: 'Not checked yet. Phone before you go.', stale: true }
  const day = longDate(checkedOn).replace(/^\w+ /, '')
  if (checkedOn < oldBefore) return { text: `Not checked since ${day}. Phone before you go.`, stale: true }
  return { text: `Checked on ${day}${assurer === null ? '' : ` ${assurerWords(assurer)}`}`, stale: false }
}

/** An entry that is closed now: until when and why, as far as anybody said; nothing when it is open. */
export function closedWords(entry: {
  readonly status: string
  readonly pause: { readonly until: CalendarDate; readonly reason: string } | null
}): string | undefined {
  const { pause } = entry
  if (pause !== null) return `Closed for now, until ${longDate(pause.until)}. ${asSentence(pause.reason)}`
  return entry.status === 'temporarily closed' ? 'Closed for now. Phone before you go.' : undefined
}

/** Somebody's words with a full stop at their end. */
export const asSentence = (words: string) => (/[.!?]$/.test(words) ? words : `${words}.`)

const units: Record<string, string> = {
  session: 'a session',
  half_day: 'a half day',
  day: 'a day',
  hour: 'an hour',
  week: 'a week',
}
/** "a session", "a day": how a price is counted. */
export const unitWords = (unit: string) => units[unit] ?? unit

export interface CostFacts {
  readonly free: boolean
  readonly priceFromPence: number | null
  readonly costWords: string | null
  /** The council's published price in force, the lowest of them. */
  readonly published: { readonly pricePence: number; readonly unit: string } | null
}

/** What it costs, in one line; free is an answer too, and silence says so. */
export function costLine(cost: CostFacts): string {
  if (cost.published !== null)
    return `From ${inPounds(cost.published.pricePence)} ${unitWords(cost.published.unit)}. A personal budget can pay`
  const said = cost.costWords?.split('\n')[0]
  if (cost.free) return said === undefined || /^free\b/i.test(said) ? (said ?? 'Free') : `Free. ${said}`
  if (cost.priceFromPence !== null) {
    const from = cost.priceFromPence === 0 ? 'Free to some' : `From ${inPounds(cost.priceFromPence)}`
    if (said === undefined || said.includes('£')) return said ?? from
    return /^\p{Ll}/u.test(said) ? `${from} ${said}` : `${from}. ${said}`
  }
  return said ?? 'Ask what it costs'
}

const inPounds = (amount: number) => formatMoney(amount as Pence)

/** Places on a date: "2 places left", "Full", or that one may just turn up. */
export function placesWords(left: number | null): string {
  if (left === null) return 'Ask about places'
  if (left <= 0) return 'Full'
  return left === 1 ? '1 place left' : `${left} places left`
}

/** "2.5 miles", "under half a mile": a straight line over the ground, not the way by road. */
export function milesWords(metres: number): string {
  const miles = metres / 1_609.344
  if (miles < 0.5) return 'less than half a mile away'
  const shown = miles < 10 ? Math.round(miles * 2) / 2 : Math.round(miles)
  return `about ${shown} ${shown === 1 ? 'mile' : 'miles'} away`
}
