import { addDays, type CalendarDate } from '../core/calendar-date.ts'

/** One date of a session as a calendar shows it. */
export interface CalendarEvent {
  readonly id: string
  readonly onDate: CalendarDate
  readonly startMinute: number
  readonly endMinute: number
  readonly cancelled: boolean
  readonly place: string
}

/** What is said of all the dates of one entry. */
export interface CalendarOf {
  readonly name: string
  readonly summary: string | null
  readonly address: string
  /** When the file is made, in UTC. */
  readonly madeAt: Date
  readonly events: readonly CalendarEvent[]
}

/** Clock changes of Europe/London since 1996 (2000/84/EC as kept in UK law): the last Sundays of March and October, at 1am UTC. */
const london = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/London',
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0100',
  'TZNAME:BST',
  'DTSTART:19960331T010000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0000',
  'TZNAME:GMT',
  'DTSTART:19961027T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
]

/** The dates of an entry as an iCalendar file (RFC 5545): London time, each date once, cancelled ones marked so that they go. */
export function toICalendar({ name, summary, address, madeAt, events }: CalendarOf): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Daywell//Directory//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...london,
    ...events.flatMap((event) => [
      'BEGIN:VEVENT',
      `UID:${event.id}@daywell`,
      `DTSTAMP:${madeAt.toISOString().replace(/[-:]|\.\d+/g, '')}`,
      `DTSTART;TZID=Europe/London:${localTime(event.onDate, event.startMinute)}`,
      `DTEND;TZID=Europe/London:${localTime(event.onDate, event.endMinute)}`,
      `SUMMARY:${escaped(name)}`,
      ...(summary === null ? [] : [`DESCRIPTION:${escaped(summary)}`]),
      ...(event.place === '' ? [] : [`LOCATION:${escaped(event.place)}`]),
      `URL:${address}`,
      `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

/** "20261130T100000"; the end of a day is the start of the next. */
function localTime(date: CalendarDate, minute: number): string {
  const day = minute === 1440 ? addDays(date, 1) : date
  const within = minute % 1440
  const two = (value: number) => String(value).padStart(2, '0')
  return `${day.replaceAll('-', '')}T${two(Math.floor(within / 60))}${two(within % 60)}00`
}

const escaped = (text: string) =>
  text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, ' ')

const MOST_OCTETS = 75

/** A line in parts of at most 75 octets, cut between letters, as the standard asks. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length
    if (octets + size > MOST_OCTETS) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += letter
    octets += size
  }
  return [...parts, part].join('\r\n')
}
