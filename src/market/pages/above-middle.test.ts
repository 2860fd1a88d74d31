import { expect, test } from 'vitest'
import { day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import type { ApplicationDetails, RateProposal } from '../store.ts'
import { aboveBeforehand } from './above-middle.view.ts'
import { decidePage, priceAbove } from './applications.view.ts'
import { answerPage } from './own-prices.view.ts'

const like = { lot: 'Community activity', supportBand: '1:4', unit: 'session' }
const inForce = [4_000, 4_200, 4_400].map((price, at) => ({
  ...like,
  rateId: `${at}`,
  providerId: `${at}`,
  price: pence(price),
}))
const words = 'This is above £42, the middle of 3 other prices like it on that day.'
const asked = (price: number, more: object = {}) => ({ ...like, providerId: 'p', price: pence(price), ...more })

test('a price to be decided is compared with those of others alone, and only with enough of them', () => {
  expect(aboveBeforehand(asked(4_201), inForce, 3)).toBe(words)
  expect(aboveBeforehand(asked(4_200), inForce, 3)).toBeNull()
  expect(aboveBeforehand(asked(9_000), inForce, 4)).toBeNull()
  expect(aboveBeforehand(asked(9_000, { unit: 'day' }), inForce, 1)).toBeNull()
  expect(aboveBeforehand(asked(4_201, { providerId: '2' }), inForce, 3)).toBeNull()
})

test('who decides an application, or answers a price that was asked for, reads it beforehand', () => {
  const application = {
    id: 'a',
    joining: { name: 'Sam', price: { pence: pence(5_000), unit: 'session', supportBand: '1:4' } },
    lots: [
      { id: 'l', name: 'Community activity' },
      { id: 'm', name: 'Enablement' },
    ],
    checks: [],
    notices: [],
  } as unknown as ApplicationDetails
  const above = priceAbove(application, inForce, 3)
  expect(above).toEqual([`Community activity, £50 a session. ${words}`])
  expect(decidePage({ asked: application, required: [], on: day('2026-11-22'), above }).now).toBe(above[0])
  const proposal = {
    ...asked(4_201),
    id: 'q',
    provider: 'Sam',
    from: day('2026-12-01'),
    now: null,
    onThatDay: null,
    reason: 'Wages',
  }
  const page = (said: string | null) => answerPage(proposal as unknown as RateProposal, day('2026-12-01'), said).now
  expect(page(words)).toBe(`No price is decided for that day. ${words} Its reason: Wages`)
  expect(page(null)).toBe('No price is decided for that day. Its reason: Wages')
})
