import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alarmLine, alarmWords } from './alarm-words.ts'
import { driftWatch, type EvidenceCell } from './drift-watch.ts'

const rule = { enoughPerMille: 600, leastPlans: 30, quietPerMille: 990 }
const plans = (points: number, enough: number, short: number): EvidenceCell[] => [
  { month: '2026-10', points, enough: true, plans: enough },
  { month: '2026-10', points, enough: false, plans: short },
]
const wordsOf = (cells: EvidenceCell[], madeUp = false) =>
  alarmWords(driftWatch(cells, 100, rule), { version: 't1', madeUp })

test('enough too seldom says that people may go short', () => {
  expect(wordsOf(plans(10, 4, 36))).toContain('All budgets: enough in 4 of 40 plans, too few')
  expect(wordsOf(plans(10, 4, 36))).toContain('People may go short')
})

test('enough every time says that nobody goes short, and what it may mean', () => {
  const words = wordsOf(plans(10, 499, 0))
  expect(words).toContain('All budgets: enough in 499 of 499 plans, more than wished')
  expect(words).toContain('plans may be held to the budget')
  expect(words).not.toContain('may go short')
  expect(words).not.toContain('0 to 24 points')
})

test('too seldom in one band is named even where over all it is enough too often', () => {
  const words = wordsOf([...plans(10, 800, 0), ...plans(90, 2, 48)])
  expect(words).toContain('75 points and over: enough in 2 of 50 plans, too few')
  expect(words).toContain('People may go short')
})

test('at home one short line names the weightiest count and whether anybody may go short', () => {
  const line = (cells: EvidenceCell[], madeUp: boolean) =>
    alarmLine(driftWatch(cells, 100, rule), { version: 't1', madeUp })
  expect(line(plans(10, 499, 0), true)).toBe(
    'Made-up plans: Table t1 is outside its limits. All budgets: enough in 499 of 499 plans, more than wished. Nobody goes short by this',
  )
  expect(line([...plans(10, 800, 0), ...plans(90, 2, 48)], false)).toBe(
    'Table t1 is outside its limits. 75 points and over: enough in 2 of 50 plans, too few. People may go short',
  )
})

test('law: made-up plans are named before any number, and people may go short exactly where a count is too few', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 60 }), { minLength: 8, maxLength: 8 }), fc.boolean(), (counts, madeUp) => {
      const watch = driftWatch(
        [5, 30, 60, 90].flatMap((points, at) => plans(points, counts[2 * at] ?? 0, counts[2 * at + 1] ?? 0)),
        100,
        rule,
      )
      const words = alarmWords(watch, { version: 't1', madeUp })
      expect(words.startsWith('These plans are made up')).toBe(madeUp)
      const short = [watch.overall, ...watch.bands].some(({ state }) => state === 'below')
      expect(words.includes('People may go short')).toBe(short)
    }),
  )
})
