import { expect, test } from 'vitest'
import { changedGroups } from './changed-groups.ts'
import { newGapSentences } from './new-gaps.ts'

const gap = (
  area: string,
  weekday: number | null,
  part: 'morning' | 'afternoon' | null,
  need: 'hoist' | 'quiet' | null,
) => ({
  ...{ area, weekday, part, need },
  becomesGap: true,
})

test('needs of an area that lose the same parts of the week are one sentence, the most first', () => {
  const cells = (['hoist', 'quiet'] as const).flatMap((need) => [
    gap('Crewe', 1, 'morning', need),
    gap('Crewe', 1, 'afternoon', need),
    gap('Crewe', 5, 'morning', need),
  ])
  expect(newGapSentences([gap('Poynton', 2, 'morning', null), ...cells])).toEqual([
    'New gaps in Crewe for hoist and quiet space: Monday morning and afternoon; Friday morning.',
    'New gaps in Poynton for everyone: Tuesday morning.',
  ])
})

test('days that lose the same parts are named together', () => {
  const cells = [1, 3, 4, 5].flatMap((day) => [
    gap('Crewe', day, 'morning', 'hoist'),
    gap('Crewe', day, 'afternoon', 'hoist'),
  ])
  expect(newGapSentences([...cells, gap('Crewe', 2, 'afternoon', 'hoist')])).toEqual([
    'New gaps in Crewe for hoist: Monday, Wednesday, Thursday and Friday, morning and afternoon; Tuesday afternoon.',
  ])
})

test('changes that differ only in the part of the week are one line', () => {
  const cell = (weekday: number, part: 'morning' | 'afternoon', loses: number) => ({
    ...gap('Crewe', weekday, part, 'hoist'),
    ...{
      people: 20,
      reached: 20,
      left: 0,
      percent: 100,
      gap: false,
      reachedThen: 0,
      gains: 0,
      loses,
      stopsBeingGap: false,
    },
  })
  const cells = [cell(1, 'morning', 20), cell(1, 'afternoon', 20), cell(3, 'morning', 15), cell(5, 'morning', 20)]
  expect(changedGroups(cells).map(({ when, cells: same }) => [when, same.length])).toEqual([
    ['Monday morning and afternoon; Friday morning', 3],
    ['Wednesday morning', 1],
  ])
})

test('what is no new gap, or no part of the week, is not told; more than four point to the list', () => {
  expect(newGapSentences([{ ...gap('Crewe', 1, 'morning', 'hoist'), becomesGap: false }])).toEqual([])
  expect(newGapSentences([gap('Crewe', null, null, 'hoist')])).toEqual([])
  const areas = ['A', 'B', 'C', 'D', 'E'].map((area) => gap(area, 1, 'morning', 'hoist'))
  expect(newGapSentences(areas)).toHaveLength(5)
  expect(newGapSentences(areas).at(-1)).toBe('More new gaps stand in the list below.')
})
