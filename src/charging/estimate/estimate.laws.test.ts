import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exampleEstimate } from '../../../test/support/example-estimate.ts'
import { assessedItems } from '../../needs/index.ts'
import { nextScreen } from './conversation.ts'
import { estimateOf } from './estimate-of.ts'
import { asked, estimatePages } from './pages.ts'

const { settings, typed } = exampleEstimate()
const weeklyOf = (answers: Record<string, string>) => estimateOf(answers, settings).budget?.weeklyPence ?? 0
const item = fc.constantFrom(...assessedItems)
const help = fc.dictionary(item, fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })))
const answersFor = (needs: Record<string, [number, number]>) => ({
  ...typed,
  help: Object.keys(needs).join(','),
  ...Object.fromEntries(
    Object.entries(needs).flatMap(([one, [level, quarters]]) => [
      [`level-${one}`, String(level)],
      [`carer-${one}`, String(quarters)],
    ]),
  ),
})

test('one more thing that help is needed with never makes the likely budget smaller', () => {
  fc.assert(
    fc.property(help, item, (needs, more) => {
      const before = answersFor(needs as Record<string, [number, number]>)
      const after = answersFor({ ...needs, [more]: [4, 0] } as Record<string, [number, number]>)
      expect(weeklyOf(after)).toBeGreaterThanOrEqual(weeklyOf(before))
    }),
  )
})

test('money never changes the likely budget, and need never changes what can be paid', () => {
  fc.assert(
    fc.property(help, fc.integer({ min: 0, max: 23_000 }), (needs, savings) => {
      const before = answersFor(needs as Record<string, [number, number]>)
      expect(weeklyOf({ ...before, savings: String(savings) })).toBe(weeklyOf(before))
      expect(estimateOf(before, settings).charge).toEqual(estimateOf(typed, settings).charge)
    }),
  )
})

test('an answer to a question that is no longer asked counts for nothing', () => {
  fc.assert(
    fc.property(item, fc.integer({ min: 1, max: 4 }), (one, level) => {
      fc.pre(!['g', 'i'].includes(one))
      const stale = { ...typed, [`level-${one}`]: String(level), 'income-universal_credit': '100', jointSavings: '900' }
      expect(asked(settings, stale)).toEqual(asked(settings, typed))
      expect(estimateOf(stale, settings)).toEqual(estimateOf(typed, settings))
    }),
  )
})

test('whatever is pressed wherever, with whatever typed, there is a next screen, and the estimate only with every answer', () => {
  const text = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('yes', 'no', 'couple', '3', '40.50', 'g,i'))
  const ids = estimatePages(settings, typed).map(({ id }) => id)
  const at = fc.oneof(fc.constantFrom('start', 'check', 'result', ...ids), fc.string({ maxLength: 8 }))
  const go = fc.oneof(fc.constantFrom('next', 'back', 'start', 'result', 'change:savings'), fc.string({ maxLength: 8 }))
  const some = fc.dictionary(fc.constantFrom(...Object.keys(typed)), text)
  fc.assert(
    fc.property(some, at, go, fc.boolean(), (odd, where, pressed, toCheck) => {
      const all = { ...typed, ...odd }
      const screen = nextScreen(all, { at: where, go: pressed, toCheck }, settings)
      if (screen.show === 'result') expect(() => estimateOf(all, settings)).not.toThrow()
    }),
  )
})
