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

/** Every value that the hidden cells of a table may have, when its totals are known and a hidden count is one or more. */
function possible(counts: readonly (readonly number[])[], shown: readonly (readonly Shown[])[]): Set<number>[] {
  const shut = shown.flatMap((row, at) => row.flatMap((count, column) => (count === 'hidden' ? [[at, column]] : [])))
  const left = (of: (row: number, column: number) => boolean) =>
    counts.flatMap((line, row) => line.filter((_, column) => shown[row]?.[column] === 'hidden' && of(row, column)))
  const rows = counts.map((_, at) => left((row) => row === at).reduce((all, one) => all + one, 0))
  const columns = (counts[0] ?? []).map((_, at) =>
    left((_row, column) => column === at).reduce((all, one) => all + one, 0),
  )
  const found = shut.map(() => new Set<number>())
  const tried: number[] = []
  const go = (at: number) => {
    const [row, column] = shut[at] ?? []
    if (row === undefined || column === undefined) {
      if ([...rows, ...columns].every((rest) => rest === 0)) {
        for (const [cell, value] of tried.entries()) found[cell]?.add(value)
      }
      return
    }
    const most = Math.min(rows[row] ?? 0, columns[column] ?? 0)
    for (let value = 1; value <= most; value++) {
      rows[row] = (rows[row] ?? 0) - value
      columns[column] = (columns[column] ?? 0) - value
      tried[at] = value
      go(at + 1)
      rows[row] = (rows[row] ?? 0) + value
      columns[column] = (columns[column] ?? 0) + value
    }
  }
  go(0)
  return found
}

test('a count that no line gives away alone, but all totals together do, takes another with it', () => {
  const counts = [
    [2, 3, 5, 30],
    [3, 2, 2, 30],
    [9, 30, 2, 3],
    [9, 30, 3, 2],
  ]
  const shown = suppress(counts)
  const at = shown.flat().flatMap((count, place) => (count === 'hidden' ? [place] : []))
  expect(possible(counts, shown)[at.indexOf(6)]?.size).toBeGreaterThan(1)
})

test('five hidden counts of one take another with them: their total of five would say that each is one', () => {
  expect(suppress([[1, 1, 1, 1, 1, 20]]).flat()).toEqual(Array(6).fill('hidden'))
})

test('law: no hidden count of one to four can have one value only, where anything else could be hidden with it', () => {
  const small = fc.array(
    fc.array(fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 5, max: 7 })), { minLength: 3, maxLength: 3 }),
    { minLength: 2, maxLength: 3 },
  )
  fc.assert(
    fc.property(small, (counts) => {
      const shown = suppress(counts)
      if (!shown.flat().some((count) => count !== 'hidden')) return
      const values = possible(counts, shown)
      const cells = shown.flatMap((row, at) =>
        row.flatMap((count, column) => (count === 'hidden' ? [{ row: at, column }] : [])),
      )
      cells.forEach(({ row, column }, at) => {
        const around = [...(shown[row] ?? []), ...shown.map((line) => line[column])]
        if ((counts[row]?.[column] ?? 0) >= LEAST_SHOWN || around.every((count) => count === 'hidden')) return
        expect(values[at]?.size).toBeGreaterThan(1)
      })
    }),
    { numRuns: RUNS },
  )
})
