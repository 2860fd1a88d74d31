import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exampleEstimate } from '../../../test/support/example-estimate.ts'
import { pence } from '../../core/money.ts'
import { assessedItems } from '../../needs/index.ts'
import { nextScreen } from './conversation.ts'
import { estimateOf } from './estimate-of.ts'
import { asked, estimatePages } from './pages.ts'

const { settings, asking, typed } = exampleEstimate()
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

const couple = { ...typed, household: 'couple', partnerPensionAge: 'yes' }
const paid = (answers: Record<string, string>) => {
  const { charge } = estimateOf(answers, { ...asking, demo: true })
  if (!charge.ok) throw new Error(JSON.stringify(charge.refusals))
  return charge.value.weekly ?? 0
}
const sum = fc.integer({ min: 0, max: 60_000 }).map((amount) => (amount / 100).toFixed(2))

test('telling of the partner’s own money never makes anybody pay more, and without their agreement it counts for nothing', () => {
  fc.assert(
    fc.property(sum, sum, (partnerIncome, partnerHousing) => {
      const told = { ...couple, partnerIncome, partnerHousing }
      expect(paid(told)).toBe(paid(couple))
      expect(paid({ ...told, partnerAgrees: 'yes' })).toBeLessThanOrEqual(paid(couple))
    }),
  )
})
test('journeys and asking the council to arrange never change what can be paid; the fee stands apart, over the limit alone', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 }), (journeys) => {
      const more = { ...typed, journeysAWeek: String(journeys), asksToArrange: 'yes' }
      const { charge } = estimateOf(more, asking)
      expect(paid(more)).toBe(paid(typed))
      expect(charge.ok && charge.value.arrangementFee).toBeUndefined()
    }),
  )
  const over = estimateOf({ ...typed, savings: '30,000', asksToArrange: 'yes' }, asking).charge
  expect(over.ok && over.value.arrangementFee).toEqual({ amount: 90_00, each: 'once' })
})
test('a council asks only what it looks at', () => {
  const ids = (given: typeof settings | typeof asking) => estimatePages(given, couple).map(({ id }) => id)
  expect(ids(settings)).not.toContain('partner-money')
  expect(ids(settings)).not.toContain('support')
  expect(ids(asking)).toEqual(expect.arrayContaining(['partner-money', 'support']))
  const free = { ...asking, policy: { ...asking.policy, transportJourney: { value: pence(0), citation: 'a choice' } } }
  expect(Object.keys(asked(free, { ...couple, journeysAWeek: '4' }))).not.toContain('journeysAWeek')
  const typedAll = { ...couple, partnerIncome: '10', journeysAWeek: '4' }
  expect(Object.keys(asked(settings, typedAll))).not.toContain('journeysAWeek')
})
test('the partner’s money is told whole and with their agreement', () => {
  const at = (more: Record<string, string>) => {
    const screen = nextScreen({ ...couple, ...more }, { at: 'partner-money', go: 'next', toCheck: false }, asking)
    return screen.show === 'questions' ? screen.faults.map(({ text }) => text) : []
  }
  expect(at({ partnerHousing: '5' })).toEqual(['Enter what comes in for your partner, or 0 if nothing does'])
  expect(at({ partnerIncome: '5' })).toEqual(['Tick that your partner agrees, or leave both sums empty'])
  expect(at({ partnerIncome: '5', partnerAgrees: 'yes' })).toEqual([])
  expect(at({})).toEqual([])
})
