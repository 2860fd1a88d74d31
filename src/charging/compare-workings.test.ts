import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pence } from '../core/money.ts'
import { amountsOfDay } from './amounts-of-day.ts'
import { circumstances } from './circumstances.ts'
import { compareWorkings } from './compare-workings.ts'
import { weeklyContribution } from './weekly-contribution.ts'
import type { WorkingLine } from './working-line.ts'

function linesOf(on: string, pension: number, costs: readonly [string, number][] = []) {
  const facts = circumstances.parse({
    on,
    born: '1950-01-01',
    reachedPensionCreditAge: true,
    household: 'single',
    income: [
      { kind: 'state_pension', weekly: pension },
      { kind: 'attendance_allowance_lower', weekly: 50_00 },
    ],
    disabilityCosts: costs.map(([words, weekly]) => ({ words, weekly })),
  })
  const answer = weeklyContribution(facts, amountsOfDay(facts.on, { demo: false }))
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
  return answer.value.lines
}

const anyLine: fc.Arbitrary<WorkingLine> = fc.record({
  part: fc.constantFrom('coming_in', 'kept'),
  sign: fc.constantFrom('+', '-', 'not counted'),
  amount: fc.integer({ min: 0, max: 500_00 }).map(pence),
  words: fc.constantFrom('Pension', 'Rent', 'Alarm'),
  why: fc.constant(''),
  citation: fc.constant('the test'),
})
const effect = (lines: readonly WorkingLine[]) =>
  lines.reduce((all, { sign, amount }) => all + (sign === '+' ? amount : sign === '-' ? -amount : 0), 0)

describe('two workings beside each other', () => {
  test('show what changed, what is new and what fell away', () => {
    const before = linesOf('2025-06-02', 230_00, [['Alarm', 5_20]])
    const after = linesOf('2026-06-01', 241_30, [['Washing', 4_10]])
    const changed = compareWorkings(before, after).filter(({ difference }) => difference !== 0)
    expect(changed.map(({ words, difference }) => [words, difference])).toEqual([
      ['State Pension', 11_30],
      ['Washing', -4_10],
      ['Money the law says you must keep', -(241_45 - 232_60)],
      ['Left over', 3_55],
      ['The most you pay each week', 3_55],
      ['Alarm', 5_20],
    ])
  })
  test('law: the differences of the lines that count add up to the difference of the sums', () => {
    fc.assert(
      fc.property(fc.array(anyLine), fc.array(anyLine), (before, after) => {
        const compared = compareWorkings(before, after)
        const sum = compared.reduce((all, { difference }) => all + difference, 0)
        expect(sum).toBe(effect(after) - effect(before))
      }),
    )
  })
  test('law: nothing differs from itself, and the other way round every difference is turned over', () => {
    fc.assert(
      fc.property(fc.array(anyLine), fc.array(anyLine), (before, after) => {
        expect(compareWorkings(before, before).every(({ difference }) => difference === 0)).toBe(true)
        const one = compareWorkings(before, after).map(({ difference }) => difference)
        const other = compareWorkings(after, before).map(({ difference }) => difference)
        expect([...other].sort((a, b) => a - b)).toEqual(one.map((d) => (d === 0 ? 0 : -d)).sort((a, b) => a - b))
      }),
    )
  })
})
