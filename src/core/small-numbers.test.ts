import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LEAST_SHOWN, type Shown, shownTotal, suppress } from './small-numbers.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const table = fc.integer({ min: 1, max: 5 }).chain((columns) =>
  fc.array(
    fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 400 })), {
      minLength: columns,
      maxLength: columns,
    }),
    { minLength: 1, maxLength: 6 },
  ),
)

describe('small numbers', () => {
  test('the printed example of the borough: reasons by age', () => {
    const people = [
      [319, 20],
      [3, 52],
      [30, 40],
      [15, 0],
      [6, 6],
      [4, 4],
    ]
    expect(suppress(people)).toEqual([
      [319, 20],
      ['hidden', 'hidden'],
      [30, 40],
      [15, 0],
      [6, 6],
      ['hidden', 'hidden'],
    ])
  })
  test('nothing small, nothing hidden; nought is shown', () => {
    expect(suppress([[0, 5, 12]])).toEqual([[0, 5, 12]])
  })
  test('one small count takes a second with it, or the total would give it away', () => {
    expect(suppress([[2, 9, 30]])).toEqual([['hidden', 'hidden', 30]])
  })
  test('a total of one to four is hidden itself', () => {
    expect(shownTotal([1, 2])).toBe('hidden')
    expect(shownTotal([0, 0])).toBe(0)
    expect(shownTotal([4, 4])).toBe(8)
  })
})

const lines = <T>(rows: readonly (readonly T[])[]) => [
  ...rows.map((row) => [...row]),
  ...(rows.length > 1 ? (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] as T)) : []),
]

test('law: no count of one to four is shown, and no line hides one cell alone or cells that add up to fewer than five', () => {
  fc.assert(
    fc.property(table, (counts) => {
      const shown = suppress(counts)
      shown.flat().forEach((count, at) => {
        if (count !== 'hidden') expect(count).toBe(counts.flat()[at])
        if (count !== 'hidden' && count !== 0) expect(count).toBeGreaterThanOrEqual(LEAST_SHOWN)
      })
      const truth = lines(counts)
      lines<Shown>(shown).forEach((line, at) => {
        const shut = line.flatMap((count, place) => (count === 'hidden' ? [truth[at]?.[place] ?? 0] : []))
        if (shut.length === 0 || shut.length === line.length) return
        expect(shut.length).toBeGreaterThan(1)
        expect(shut.reduce((all, count) => all + count, 0)).toBeGreaterThanOrEqual(LEAST_SHOWN)
      })
    }),
    { numRuns: RUNS },
  )
})

test('law: a table with nothing small is shown whole', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 5, max: 900 })), { minLength: 3, maxLength: 3 }), {
        minLength: 1,
        maxLength: 5,
      }),
      (counts) => {
        expect(suppress(counts)).toEqual(counts)
      },
    ),
    { numRuns: RUNS },
  )
})
