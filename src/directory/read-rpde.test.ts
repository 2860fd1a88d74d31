import { describe, expect, test } from 'vitest'
import { standard, withStandards } from '../../test/support/standards.ts'
import { type RpdePage, readRpdePage, timesWithDates } from './read-rpde.ts'

function pageOf(text: string): RpdePage {
  const page = readRpdePage(text)
  if (!page.ok) throw new Error(page.refusals.join())
  return page.value
}
const page = (...items: unknown[]) => pageOf(JSON.stringify({ next: 'https://feed.example/?after=1', items }))
const updated = (id: string | number, data: object) => ({ state: 'updated', kind: 'x', id, modified: 1, data })

withStandards('the published examples of OpenActive', () => {
  const example = (name: string) => pageOf(standard(`openactive/${name}_example_1.json`))

  test('a series brings its schedule, place, prices, activity, support, organiser and its dates; nobody who leads it', () => {
    const { readings, sessions, rejected } = example('sessionseries')
    expect([rejected, readings[0]?.findings, sessions.length]).toEqual([0, [], 2])
    expect(readings[0]?.entry).toMatchObject({
      sourceId: '1402CBP20150217',
      uri: 'https://example.com/api/session-series/1402CBP20150217',
      name: 'Virtual BODYPUMP',
      minimumAge: 16,
      organisation: { name: 'Everyone Active' },
      times: [{ repeats: 'weekly', weekdays: [2], startMinute: 1215, endMinute: 1245 }],
      places: [
        {
          name: 'Middlesbrough Sports Village',
          town: 'Village East',
          postcode: 'TS4 3AE',
          access: ['Visual impairment'],
        },
      ],
      costs: [{ amount: 330, option: 'Oxygen - Adult' }, { amount: 330 }],
    })
    expect(sessions[0]?.time).toMatchObject({ from: '2018-10-02', startMinute: 1215, endMinute: 1245 })
    expect(JSON.stringify(readings)).not.toContain('Nicole')
  })

  test('a session brings its whole series, or names it', () => {
    const whole = example('scheduledsession')
    expect([whole.readings.length, whole.sessions[0]?.seriesUri]).toEqual([1, whole.readings[0]?.entry?.uri])
    const split = example('scheduledsession-split')
    expect([split.readings.length, split.sessions[0]?.time.from]).toEqual([0, '2016-05-09'])
    expect(split.sessions[0]?.seriesUri).toBe(example('sessionseries-split').readings[0]?.entry?.uri)
  })

  test('an event has its own day and costs nothing; what is nothing to go to stands in the report', () => {
    const [reading] = example('event').readings
    expect(reading?.entry).toMatchObject({
      sourceId: '151175',
      costs: [{ amount: 0 }],
      times: [{ from: '2019-08-25', startMinute: 600 }],
    })
    for (const name of ['slot', 'facilityuse']) expect(example(name)).toMatchObject({ readings: [], sessions: [] })
  })
})

describe('a page of OpenActive', () => {
  test.each([
    ['<html></html>', 'not JSON'],
    ['[]', 'no feed of OpenActive'],
    ['{"items":[]}', 'no feed of OpenActive'],
    ['{"items":{},"next":"x"}', 'no feed of OpenActive'],
    ['null', 'no feed of OpenActive'],
  ])('%s is refused in a sentence', (text, words) => {
    expect(readRpdePage(text)).toMatchObject({ ok: false, refusals: [expect.stringContaining(words)] })
  })

  test('of a page full of faults the good part is read, and each fault has its reason', () => {
    const read = page(
      null,
      'text',
      { state: 'updated', data: { '@type': 'Event', name: 'No id' } },
      updated('1', { '@type': 'SessionSeries' }),
      updated('2', { '@type': 'Slot', startDate: '2026-12-01T10:00:00Z' }),
      updated('3', { '@type': 'ScheduledSession', startDate: 'soon' }),
      { state: 'lost', id: '4' },
      updated('5', { '@type': 'Event', name: 'First word' }),
      updated('5', {
        '@type': 'SessionSeries',
        name: '<b>Art</b>',
        organizer: { '@type': 'Person', name: 'Somebody' },
        eventSchedule: [{ repeatFrequency: 'P3Y', byDay: 'https://schema.org/Someday', startTime: '25:00' }],
        offers: [{ price: -1 }],
        location: { geo: { latitude: 'north', longitude: null } },
      }),
      { state: 'deleted', id: 9 },
    )
    expect(read.readings.flatMap(({ entry }) => entry ?? [])).toMatchObject([{ name: 'Art', organisation: undefined }])
    expect([read.deleted, read.sessions, read.rejected]).toEqual([['9'], [], 7])
    const said = [...read.findings, ...read.readings.flatMap(({ findings }) => findings)]
      .map(({ problem }) => problem)
      .join(' ')
    for (const words of [
      'needs an id',
      'needs a name',
      'not taken',
      'not an instant',
      'neither updated',
      'neither P1D',
      'a day that is none',
      'not a time',
    ])
      expect(said).toContain(words)
    expect(JSON.stringify(read)).not.toContain('Somebody')
  })

  test('the hour is England’s in winter and in summer', () => {
    const at = (startDate: string) => page(updated('1', { '@type': 'ScheduledSession', startDate })).sessions[0]?.time
    expect(at('2026-07-01T10:00:00Z')).toMatchObject({ from: '2026-07-01', startMinute: 660, weekdays: [3] })
    expect(at('2026-12-01T23:30:00-02:00')).toMatchObject({ from: '2026-12-02', startMinute: 90 })
  })

  test('dates to come stand in order, without those that are past, off, or said by the schedule already', () => {
    const sessions = ['2026-12-08', '2026-12-01', '2026-11-01', '2026-12-15'].map(
      (on, n) => page(updated(n, { '@type': 'ScheduledSession', startDate: `${on}T10:00:00Z` })).sessions[0],
    )
    const known = sessions.flatMap((session) => (session === undefined ? [] : [session]))
    const off = known.map((session) => (session.time.from === '2026-12-15' ? { ...session, cancelled: true } : session))
    const dates = (times: ReturnType<typeof timesWithDates>) => times.map(({ from }) => from)
    expect(dates(timesWithDates({ times: [] }, off, { today: '2026-11-22', most: 8 }))).toEqual([
      '2026-12-01',
      '2026-12-08',
    ])
    expect(dates(timesWithDates({ times: [] }, off, { today: '2026-11-22', most: 1 }))).toEqual(['2026-12-01'])
    const schedule = page(
      updated('s', {
        '@type': 'SessionSeries',
        name: 'x',
        eventSchedule: [{ repeatFrequency: 'P1W', byDay: ['https://schema.org/Tuesday'], startTime: '10:00' }],
      }),
    ).readings[0]?.entry
    expect(timesWithDates(schedule ?? { times: [] }, off, { today: '2026-11-22', most: 8 })).toHaveLength(1)
  })
})
