import { expect, test } from 'vitest'
import { allocationTable } from './allocation-table.ts'
import { exampleTableInput as good } from './example-table.ts'

const message = (table: unknown) => {
  const parsed = allocationTable.safeParse(table)
  return parsed.success ? 'accepted' : parsed.error.issues.map((issue) => issue.message).join('; ')
}
const basis = { assumption: 'test' }
const knots = (...at: [number, number][]) => ({
  ...good,
  curve: { knots: at.map(([points, weeklyPence]) => ({ points, weeklyPence })), basis },
})

test('the example table is accepted', () => {
  expect(message(good)).toBe('accepted')
})

test.each<[string, unknown, string]>([
  [
    'points that fall as need rises',
    { ...good, points: { items: { ...good.points.items, g: [0, 3, 2, 4, 5] }, basis } },
    'points never fall when the level rises',
  ],
  [
    'some help that counts for nothing',
    { ...good, points: { items: { ...good.points.items, g: [0, 0, 0, 4, 5] }, basis } },
    'some help (level 2) counts for at least one point',
  ],
  ['a line that goes down', knots([0, 0], [5, 900], [9, 800]), 'the line never goes down'],
  ['a line that starts above nothing', knots([0, 100], [5, 900]), 'the line starts at 0 points and 0 pence'],
  ['two knots at the same points', knots([0, 0], [5, 900], [5, 950]), 'each knot has more points than the one before'],
  ['a line with one knot', knots([0, 0]), 'the line needs at least two knots'],
  [
    'a carer’s share that rises',
    { ...good, carerShare: { paidPerMille: [1000, 500, 600, 250, 0], basis } },
    'a bigger carer’s part never leaves more to pay for',
  ],
  [
    'more need that asks for less support',
    { ...good, typicalWeek: { ...good.typicalWeek, bandByIntensity: ['1:1', '1:2', '1:4', '1:6', '1:8'] } },
    'more need never asks for less support',
  ],
  ['an impossible date', { ...good, from: '2026-02-30' }, '"2026-02-30" is not a date like 2026-04-01'],
  [
    'two add-ons with one code',
    { ...good, addOns: [...(good.addOns ?? []), ...(good.addOns ?? [])] },
    'each add-on has its own code',
  ],
])('refuses %s', (_, table, sentence) => {
  expect(message(table)).toBe(sentence)
})

test('refuses a value without a source or a reason, and a missing item', () => {
  expect(message({ ...good, base: { points: 4, basis: {} } })).not.toBe('accepted')
  const { x4: _, ...unfinished } = good.points.items
  expect(message({ ...good, points: { items: unfinished, basis } })).not.toBe('accepted')
  expect(
    message({
      ...good,
      curve: {
        ...good.curve,
        knots: [
          { points: 0, weeklyPence: 0 },
          { points: 4, weeklyPence: 10.5 },
        ],
      },
    }),
  ).not.toBe('accepted')
})
