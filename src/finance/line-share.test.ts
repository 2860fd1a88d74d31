import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pence } from '../core/money.ts'
import { bornBy, lineShare } from './line-share.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100)

test('what the person hands over on the day never passes through the council', () => {
  const share = lineShare(pence(4610), [
    { payer: 'council', ground: 'care_act', share: pence(4300) },
    { payer: 'person', ground: 'own_choice', share: pence(310) },
  ])
  expect(share).toEqual({ paidOut: 4300, fromBudget: 4300, onTheDay: 310, careAct: 4300 })
})
test('after-care under section 117 comes from the council and is never charged for', () => {
  const share = lineShare(pence(6000), [
    { payer: 'council', ground: 'section_117', share: pence(3000) },
    { payer: 'nhs', ground: 'section_117', share: pence(3000) },
  ])
  expect(share).toMatchObject({ paidOut: 6000, fromBudget: 3000, careAct: 0 })
  expect(bornBy(share.fromBudget, pence(3001), share)).toBe(1500)
})
test('a line without named payers is the council’s', () => {
  expect(lineShare(pence(4800), [])).toEqual({ paidOut: 4800, fromBudget: 4800, onTheDay: 0, careAct: 4800 })
})
test('shares that do not add up to the price stop', () => {
  expect(() => lineShare(pence(100), [{ payer: 'council', ground: 'care_act', share: pence(99) }])).toThrow('add up')
})
test('what a share bears is never more than the amount nor than the share', () => {
  fc.assert(
    fc.property(fc.nat(50_000), fc.nat(50_000), fc.nat(1000), (council, person, perMille) => {
      const share = lineShare(pence(council + person), [
        { payer: 'council', ground: 'care_act', share: pence(council) },
        { payer: 'person', ground: 'top_up', share: pence(person) },
      ])
      const amount = pence(Math.floor((share.paidOut * perMille) / 1000))
      expect(bornBy(share.careAct, amount, share)).toBeLessThanOrEqual(Math.min(amount, council))
    }),
    { numRuns: RUNS },
  )
})
