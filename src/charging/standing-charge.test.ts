import { expect, test } from 'vitest'
import { addDays, day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { standingCharge, toldAndHeld, toldBefore } from './standing-charge.ts'

const today = day('2026-11-28')
const decision = (
  contributionId: string,
  weekly: number,
  from: string,
  more: { until?: string; withdrawn?: boolean } = {},
) => ({
  contributionId,
  weekly: pence(weekly),
  from: day(from),
  until: more.until === undefined ? null : day(more.until),
  decidedAt: new Date(`2026-11-${contributionId === 'old' ? '01' : '20'}T10:00:00Z`),
  withdrawn: more.withdrawn ?? false,
})
const notice = (contributionId: string, weekly: number, firstDay: string) => ({
  contributionId,
  weekly: pence(weekly),
  firstDayCharged: day(firstDay),
})
const old = decision('old', 40_00, '2026-11-02', { until: '2026-11-29' })
const next = decision('new', 60_00, '2026-11-30')
const toldOld = notice('old', 40_00, '2026-11-02')

test('a sum that begins later comes; what was told stands until then', () => {
  const found = { contributions: [next, old], notices: [toldOld], today }
  expect(standingCharge(found)).toEqual({ stands: old, told: toldOld, coming: [{ one: next, told: undefined }] })
  const toldNew = notice('new', 60_00, '2026-11-30')
  const both = { ...found, notices: [toldNew, toldOld] }
  expect(standingCharge(both).coming).toEqual([{ one: next, told: toldNew }])
  expect(standingCharge({ ...both, today: day('2026-11-30') })).toEqual({ stands: next, told: toldNew, coming: [] })
})
test('a higher sum whose day has come without being told leaves the lower one standing; a lower one holds at once', () => {
  const begun = addDays(next.from, 3)
  const found = { contributions: [next, old], notices: [toldOld], today: begun }
  expect(standingCharge(found)).toEqual({ stands: old, told: toldOld, coming: [{ one: next, told: undefined }] })
  const lower = decision('new', 30_00, '2026-11-30')
  expect(standingCharge({ ...found, contributions: [lower, old] })).toEqual({
    stands: lower,
    told: toldOld,
    coming: [],
  })
})
test('a told sum that never began stands until the higher one in its place is told', () => {
  const gone = decision('old', 40_00, '2026-11-30', { until: '2026-11-29', withdrawn: true })
  const toldGone = notice('old', 40_00, '2026-11-30')
  const found = { contributions: [next, gone], notices: [toldGone], today }
  expect(standingCharge(found)).toEqual({ stands: gone, told: toldGone, coming: [{ one: next, told: undefined }] })
  const toldNew = notice('new', 60_00, '2026-11-30')
  expect(standingCharge({ ...found, notices: [toldGone, toldNew] })).toEqual({
    stands: next,
    told: toldNew,
    coming: [],
  })
})
test('a sum that was told and withdrawn before it began was told before, and never held', () => {
  const gone = decision('old', 40_00, '2026-11-30', { until: '2026-11-29', withdrawn: true })
  const toldGone = notice('old', 40_00, '2026-11-30')
  const withdrawn = { contributions: [next, gone], notices: [toldGone] }
  expect([toldBefore(next, withdrawn), toldAndHeld(next, withdrawn)]).toEqual([toldGone, undefined])
  expect(toldAndHeld(next, { contributions: [next, old], notices: [toldOld] })).toBe(toldOld)
})
test('nothing decided, nothing stands; decided and not told, nothing is told; a later notice is not the one before', () => {
  expect(standingCharge({ contributions: [], notices: [toldOld], today }).stands).toBeUndefined()
  expect(standingCharge({ contributions: [old], notices: [], today })).toEqual({
    stands: old,
    told: undefined,
    coming: [],
  })
  const toldNew = notice('new', 60_00, '2026-11-30')
  expect(standingCharge({ contributions: [next, old], notices: [toldNew], today }).told).toBeUndefined()
  const found = { contributions: [next, old], notices: [toldNew, toldOld] }
  expect(toldBefore(next, found)).toBe(toldOld)
  expect(toldBefore(old, found)).toBeUndefined()
})
