import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gapsOf, needsOf, type SupplyCell, type Unmet, unmetByArea } from './gaps.ts'
import { grouped } from './grouped.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const unmet = (given: Partial<Unmet> = {}): Unmet => ({
  source: 'wish',
  area: 'Crewe',
  weekdays: [6],
  parts: ['morning'],
  needs: ['hoist'],
  ...given,
})
const cell = (given: Partial<SupplyCell> = {}): SupplyCell => ({
  area: 'Crewe',
  weekday: 6,
  part: 'morning',
  features: ['hoist'],
  sessions: 2,
  counted: 2,
  withRoom: 0,
  ...given,
})
const times = (count: number, one: Unmet) => Array.from({ length: count }, () => one)

test('wishes and failed matches meet in one gap, beside the sessions that are there', () => {
  const all = [...times(6, unmet()), ...times(7, unmet({ source: 'failed match' }))]
  expect(gapsOf(all, [cell(), cell({ features: [], sessions: 9 }), cell({ area: 'Nantwich' })])).toMatchObject([
    {
      area: 'Crewe',
      weekday: 6,
      part: 'morning',
      need: 'hoist',
      wishes: 6,
      failed: 7,
      sessions: 2,
      counted: 2,
      withRoom: 0,
    },
    { area: 'Crewe', weekday: 6, part: 'morning', need: null, wishes: 0, failed: 0, sessions: 11 },
    { area: 'Nantwich', need: null },
  ])
})

test('a wish counts in each day and need it names; one that names none stands under any', () => {
  const rows = gapsOf(times(5, unmet({ weekdays: [6, 7], parts: [], needs: ['hoist', 'quiet'] })), [])
  expect(rows.map(({ weekday, part, need, wishes }) => [weekday, part, need, wishes])).toEqual([
    [6, null, 'hoist', 5],
    [6, null, 'quiet', 5],
    [7, null, 'hoist', 5],
    [7, null, 'quiet', 5],
  ])
})

test('what a failed match keeps as words becomes needs, and no support is none', () => {
  expect(needsOf('support 1:2, hoist')).toEqual(['support 1:2', 'hoist'])
  expect(needsOf('no support')).toEqual([])
})

test('a part of the week with room, or whose places nobody counts, is no gap by itself', () => {
  expect(gapsOf([], [cell({ withRoom: 1 }), cell({ weekday: 7, counted: 0 })])).toEqual([])
})

test('law: no number of one to four is shown, and no area hides one number alone', () => {
  const some = fc.record({
    source: fc.constantFrom('wish' as const, 'failed match' as const),
    area: fc.constantFrom('Crewe', 'Nantwich', null),
    weekdays: fc.subarray([6, 7]),
    parts: fc.subarray(['morning', 'evening']),
    needs: fc.subarray(['hoist', 'quiet']),
  })
  fc.assert(
    fc.property(fc.array(some, { maxLength: 60 }), (all) => {
      const gaps = gapsOf(all, [])
      for (const { wishes, failed } of [...gaps, ...unmetByArea(all)])
        for (const count of [wishes, failed]) expect(count === 'hidden' || count === 0 || count >= 5).toBe(true)
      for (const rows of grouped(gaps, ({ area }) => area).values())
        for (const column of ['wishes', 'failed'] as const)
          if (rows.length > 1) expect(rows.filter((row) => row[column] === 'hidden').length).not.toBe(1)
    }),
    { numRuns: RUNS },
  )
})
