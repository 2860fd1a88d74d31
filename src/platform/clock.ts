import { type CalendarDate, day } from '../core/calendar-date.ts'

/** The only place that reads the time. `today` is the calendar day in England; `now` the instant. */
export interface Clock {
  now(): Date
  today(): CalendarDate
}

const london = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The calendar day in England at an instant. */
export function dayInEngland(instant: Date): CalendarDate {
  return day(london.format(instant))
}

const londonTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** Minutes since local midnight in England at an instant: 9:05am is 545. */
export function minuteInEngland(instant: Date): number {
  const [hour = '0', minute = '0'] = londonTime.format(instant).split(':')
  return Number(hour) * 60 + Number(minute)
}

export const realClock: Clock = { now: () => new Date(), today: () => dayInEngland(new Date()) }

/** A clock whose day is set (trials, tests): the hour of the day goes on as it really is. */
export function clockOn(today: CalendarDate): Clock {
  const shift = Date.parse(today) - Date.parse(dayInEngland(new Date()))
  const now = () => new Date(Date.now() + shift)
  return { now, today: () => dayInEngland(now()) }
}

/** A clock that stands still at noon of a day, for tests. */
export function stoppedClock(today: CalendarDate): Clock {
  return { now: () => new Date(`${today}T12:00:00Z`), today: () => today }
}
