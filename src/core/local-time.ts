import { type CalendarDate, day } from './calendar-date.ts'

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
