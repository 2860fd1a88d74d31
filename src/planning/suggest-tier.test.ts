import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { enablementTerm, usualEnablementEnd } from './enablement-term.ts'
import { iStatement, iStatements } from './i-statements.ts'
import { suggestTier } from './suggest-tier.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const toWork = [{ careActItem: 'h', iStatement: 'learn-new-things' }]

describe('a tier as a hypothesis', () => {
  test('low needs, a first plan and a skill to learn suggest enablement', () => {
    const { tier, reasons } = suggestTier({ levels: { g: 2, h: 2 }, outcomes: toWork, pointOfEntry: true })
    expect(tier).toBe(3)
    expect(reasons.map(({ words }) => words)).toContain('This is a first plan')
  })
  test('the same person with a plan before is suggested personalised support, with the reason', () => {
    const { tier, reasons } = suggestTier({ levels: { g: 2, h: 2 }, outcomes: toWork, pointOfEntry: false })
    expect(tier).toBe(2)
    expect(reasons[0]?.words).toContain('not the point of entry')
  })
  test('a first plan and low needs without a skill to learn are no enablement, and the reason says so', () => {
    const inTouch = [{ careActItem: 'g', iStatement: 'see-people-i-want' }]
    const { tier, reasons } = suggestTier({ levels: { g: 2, h: 2 }, outcomes: inTouch, pointOfEntry: true })
    expect(tier).toBe(2)
    expect(reasons.map(({ words }) => words)).toContain('No outcome is about learning or doing more for oneself')
    const needs = suggestTier({ levels: { g: 3, h: 2 }, outcomes: toWork, pointOfEntry: true })
    expect([needs.tier, needs.reasons[0]?.words]).toEqual([2, 'Some help is needed above level 2, for the longer term'])
  })
  test('an outcome in the person’s words may be about a skill, whatever part of life it is in', () => {
    const learn = [{ careActItem: 'g', iStatement: 'learn-new-things' }]
    expect(suggestTier({ levels: { g: 2 }, outcomes: learn, pointOfEntry: true }).tier).toBe(3)
  })
  test('three parts of life at the highest level suggest specialist support', () => {
    expect(suggestTier({ levels: { b: 4, c: 4, i: 4 }, outcomes: toWork, pointOfEntry: true }).tier).toBe(1)
    expect(suggestTier({ levels: { b: 4, c: 4, i: 3 }, outcomes: toWork, pointOfEntry: true }).tier).toBe(2)
  })
  test('the highest level of support in a group suggests specialist support', () => {
    const { tier, reasons } = suggestTier({ levels: { x3: 4 }, outcomes: toWork, pointOfEntry: true })
    expect([tier, reasons[0]?.words]).toEqual([1, 'Support to be in a group is needed at the highest level'])
  })
  test('law: more need never moves the suggestion away from specialist support', () => {
    const item = fc.constantFrom('a', 'b', 'c', 'g', 'h', 'i', 'x1', 'x2', 'x3', 'x4')
    const levels = fc.dictionary(item, fc.integer({ min: 0, max: 4 }))
    fc.assert(
      fc.property(levels, item, fc.boolean(), (before, raised, pointOfEntry) => {
        const after = { ...before, [raised]: Math.min(4, (before[raised] ?? 0) + 1) }
        const one = suggestTier({ levels: before, outcomes: toWork, pointOfEntry }).tier
        const other = suggestTier({ levels: after, outcomes: toWork, pointOfEntry }).tier
        expect(other).toBeLessThanOrEqual(one)
      }),
      { numRuns: RUNS },
    )
  })
})

describe('enablement is time-limited', () => {
  test('twelve weeks from Monday 5 January 2026 end on Sunday 29 March', () => {
    expect(usualEnablementEnd(day('2026-01-05'))).toBe('2026-03-29')
  })
  test('longer needs a reason, and the review falls in its last fortnight', () => {
    const longer = { from: day('2026-01-05'), until: day('2026-04-26') }
    expect(enablementTerm({ ...longer, reason: ' ' })).toEqual({ ok: false, refusals: ['longer_needs_a_reason'] })
    expect(enablementTerm({ ...longer, reason: 'The café opens in April' })).toEqual({
      ok: true,
      value: { until: '2026-04-26', reviewDueOn: '2026-04-12' },
    })
  })
  test('a council that allows eight weeks wants a reason from the ninth on', () => {
    const phase = { from: day('2026-01-05'), weeks: 8, reason: '' }
    expect(usualEnablementEnd(phase.from, 8)).toBe('2026-03-01')
    expect(enablementTerm({ ...phase, until: day('2026-03-01') }).ok).toBe(true)
    expect(enablementTerm({ ...phase, until: day('2026-03-02') })).toEqual({
      ok: false,
      refusals: ['longer_needs_a_reason'],
    })
  })
  test('a phase cannot end before it starts', () => {
    expect(enablementTerm({ from: day('2026-01-05'), until: day('2026-01-04'), reason: 'x' }).ok).toBe(false)
  })
})

test('there are seventeen I statements, each with its own key and its source', () => {
  expect(new Set(iStatements.map(({ key }) => key)).size).toBe(17)
  expect(iStatement('feel-safe')?.source).toContain('statement 17 of 17')
  expect(iStatement('not-there')).toBeUndefined()
})
