import { expect, test } from 'vitest'
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

test('what is no new gap, or no part of the week, is not told; more than four point to the list', () => {
  expect(newGapSentences([{ ...gap('Crewe', 1, 'morning', 'hoist'), becomesGap: false }])).toEqual([])
  expect(newGapSentences([gap('Crewe', null, null, 'hoist')])).toEqual([])
  const areas = ['A', 'B', 'C', 'D', 'E'].map((area) => gap(area, 1, 'morning', 'hoist'))
  expect(newGapSentences(areas)).toHaveLength(5)
  expect(newGapSentences(areas).at(-1)).toBe('More new gaps stand in the list below.')
})
