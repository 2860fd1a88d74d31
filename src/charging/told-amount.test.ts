import { expect, test } from 'vitest'
import { circumstances } from './circumstances.ts'
import { evidenceNeeded } from './evidence-needed.ts'
import { toldAmount } from './told-amount.ts'

const told = circumstances.parse({
  on: '2026-10-26',
  born: '1989-10-02',
  reachedPensionCreditAge: false,
  household: 'couple',
  premiums: { disability: true },
  income: [
    { kind: 'other_counted', weekly: 4_000 },
    { kind: 'other_counted', weekly: 2_050, share: 'half' },
  ],
  incomeTax: 150,
  savings: [{ kind: 'savings', amount: 558_000 }],
  housing: [{ kind: 'rent', weekly: 9_000, metByBenefits: 6_000 }],
  disabilityCosts: [
    { words: 'Alarm', weekly: 520 },
    { words: 'Laundry', weekly: 1_250 },
  ],
})

test('each thing that has to be seen stands beside the sum that was told of it', () => {
  expect(evidenceNeeded(told).map(({ item }) => [item, toldAmount(told, item)])).toEqual([
    ['income:other_counted', '£40 a week'],
    ['income:other_counted:2', '£20.50 a week, for both'],
    ['tax', '£1.50 a week'],
    ['savings', '£5,580'],
    ['home:rent', '£90 a week, of which benefits pay £60'],
    ['cost:1', '£5.20 a week'],
    ['cost:2', '£12.50 a week'],
    ['premium:disability', ''],
  ])
})

test('a thing that was not told has no sum', () => {
  expect(toldAmount(told, 'income:state_pension')).toBe('')
  expect(toldAmount(told, 'cost:9')).toBe('')
})
