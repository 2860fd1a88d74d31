import { expect, test } from 'vitest'
import { chargeForWeek } from '../charging/index.ts'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { startOf } from '../delivery/index.ts'
import { firstNoticeOfWeek, noticeOfWeek, toldInWeek } from './notice-of-week.ts'
import { sessionSymbol } from './session-symbol.ts'
import { spokenTime } from './spoken-time.ts'

test('times are said as people say them', () => {
  expect([540, 545, 570, 585, 720, 765, 1130].map(spokenTime)).toEqual([
    '9 o’clock',
    '5 past 9',
    'half past 9',
    'quarter to 10',
    '12 noon',
    'quarter to 1',
    '10 to 7',
  ])
})
test('a week is charged from its first notice by the lower sum; a sum in force below what was told caps it', () => {
  const told = {
    noticeId: 'told',
    toldOn: null,
    upTo: false,
    takenOver: false,
    firstDayCharged: day('2026-04-06'),
    told: pence(40_00),
  }
  const notices = [
    { ...told, from: day('2026-04-06'), weekly: pence(40_00), until: day('2026-04-14') },
    { ...told, from: day('2026-04-15'), weekly: pence(25_00), until: null },
  ]
  const delivered = ['2026-04-13', '2026-04-17'].map((on) => ({
    id: on,
    on: day(on),
    cost: pence(48_00),
    chargeable: true,
  }))
  const monday = day('2026-04-13')
  expect(firstNoticeOfWeek(notices, monday)?.from).toBe('2026-04-06')
  const { charge, lines } = chargeForWeek({ monday, told: toldInWeek(notices, monday), free: [], delivered })
  expect(charge).toBe(25_00)
  expect(lines).toHaveLength(2)
  expect(toldInWeek(notices, day('2026-04-20'))).toHaveLength(1)
})
test('a session begins by the clock on the wall, in winter and in summer', () => {
  expect(startOf(day('2026-01-13'), 780).toISOString()).toBe('2026-01-13T13:00:00.000Z')
  expect(startOf(day('2026-04-14'), 780).toISOString()).toBe('2026-04-14T12:00:00.000Z')
  expect(startOf(day('2026-07-01'), 30).toISOString()).toBe('2026-06-30T23:30:00.000Z')
  expect(startOf(day('2026-04-14'), 835).toISOString()).toBe('2026-04-14T12:55:00.000Z')
})
test('on the two nights on which clocks change a session begins by the clock of its own hour', () => {
  const at = (on: string, minute: number) => startOf(day(on), minute).toISOString().slice(11, 16)
  expect([at('2026-03-29', 30), at('2026-03-29', 150), at('2026-03-29', 780)]).toEqual(['00:30', '01:30', '12:00'])
  expect([at('2026-10-25', 30), at('2026-10-25', 150), at('2026-10-25', 780)]).toEqual(['23:30', '02:30', '13:00'])
})
test('of two notices in one week the lower holds; one that has ended or not begun does not', () => {
  const notice = (noticeId: string, weekly: number, first: string, until: string | null) => ({
    noticeId,
    toldOn: null,
    upTo: false,
    takenOver: false,
    weekly: pence(weekly),
    told: pence(weekly),
    from: day(first),
    firstDayCharged: day(first),
    until: until === null ? null : day(until),
  })
  const notices = [notice('old', 3000, '2026-04-06', '2026-04-15'), notice('new', 2000, '2026-04-16', null)]
  const at = (monday: string) => noticeOfWeek(notices, day(monday))?.noticeId
  expect(['2026-03-30', '2026-04-06', '2026-04-13', '2026-04-20'].map(at)).toEqual([undefined, 'old', 'new', 'new'])
})
test('a notice that begins on the Sunday or ended on the Monday of a week is of that week; of equal sums the earlier holds', () => {
  const notice = { toldOn: null, upTo: false, takenOver: false, weekly: pence(2000), told: pence(2000) }
  const row = (noticeId: string, first: string, until: string | null) => ({
    ...notice,
    noticeId,
    from: day(first),
    firstDayCharged: day(first),
    until: until === null ? null : day(until),
  })
  const of = (rows: readonly ReturnType<typeof row>[]) => [
    noticeOfWeek(rows, day('2026-04-13'))?.noticeId,
    firstNoticeOfWeek(rows, day('2026-04-13'))?.noticeId,
  ]
  expect(of([row('sunday', '2026-04-19', null)])).toEqual(['sunday', 'sunday'])
  expect(of([row('after', '2026-04-20', null)])).toEqual([undefined, undefined])
  expect(of([row('ended', '2026-04-06', '2026-04-13')])).toEqual(['ended', 'ended'])
  expect(of([row('before', '2026-04-06', '2026-04-12')])).toEqual([undefined, undefined])
  expect(of([row('later', '2026-04-16', null), row('earlier', '2026-04-06', '2026-04-15')])).toEqual([
    'earlier',
    'earlier',
  ])
})
test('every session has a drawing', () => {
  expect(['Cooking group', 'Woodwork', 'Work club', 'Swimming', 'Something else'].map(sessionSymbol)).toEqual([
    'pot',
    'star',
    'cup',
    'swim',
    'star',
  ])
})
