import { expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { toICalendar } from './to-icalendar.ts'

const file = (given: Partial<Parameters<typeof toICalendar>[0]> = {}) =>
  toICalendar({
    name: 'Copper Kettle; cook, eat & talk',
    summary:
      'You choose.\nThen you cook: “soup”, a very long line that goes on until it has to be cut – between letters, café included.',
    address: 'https://example.org/directory/1',
    madeAt: new Date('2026-11-22T09:30:00.123Z'),
    events: [
      {
        id: 'a',
        onDate: day('2026-11-30'),
        startMinute: 600,
        endMinute: 1440,
        cancelled: false,
        place: 'Kitchen, Crewe',
      },
      { id: 'b', onDate: day('2026-12-07'), startMinute: 605, endMinute: 840, cancelled: true, place: '' },
    ],
    ...given,
  })
const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n')

test('each date is an event in London time, a cancelled one is marked, and an end at midnight is the next day', () => {
  const lines = unfolded(file())
  expect(lines.filter((line) => /^(UID|DTSTART;|DTEND|STATUS|DTSTAMP)/.test(line))).toEqual([
    'UID:a@daywell',
    'DTSTAMP:20261122T093000Z',
    'DTSTART;TZID=Europe/London:20261130T100000',
    'DTEND;TZID=Europe/London:20261201T000000',
    'STATUS:CONFIRMED',
    'UID:b@daywell',
    'DTSTAMP:20261122T093000Z',
    'DTSTART;TZID=Europe/London:20261207T100500',
    'DTEND;TZID=Europe/London:20261207T140000',
    'STATUS:CANCELLED',
  ])
  expect(lines).toContain('TZID:Europe/London')
  expect(lines).toContain('SUMMARY:Copper Kettle\\; cook\\, eat & talk')
  expect(lines.find((line) => line.startsWith('DESCRIPTION'))).toContain('You choose.\\nThen you cook: “soup”\\,')
  expect(lines.filter((line) => line.startsWith('LOCATION'))).toEqual(['LOCATION:Kitchen\\, Crewe'])
})

test('every line ends with CR LF, holds 75 octets at most, and what is begun is ended', () => {
  const text = file({ name: 'é'.repeat(100), summary: '\u0007bell\rand feed' })
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n\p{Cc}]/u)
  for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
  const open: string[] = []
  for (const line of unfolded(text)) {
    if (line.startsWith('BEGIN:')) open.push(line.slice(6))
    if (line.startsWith('END:')) expect(open.pop()).toBe(line.slice(4))
  }
  expect(open).toEqual([])
  expect(unfolded(text)).toContain(`SUMMARY:${'é'.repeat(100)}`)
})
