import { expect, test } from 'vitest'
import type { Drivers } from './ask-drivers.ts'
import { amountWords, besideSentences, isSaid } from './driver-tables.ts'

const range = (q025: number, q975: number) => ({ mean: (q025 + q975) / 2, q025, q975 })
const years = { fromYear: 2026, untilYear: 2028 }
const drivers = (least: number, most: number) =>
  ({
    ...years,
    costAsNow: range(2_000_000_000, 2_400_000_000),
    spreads: {
      cashable: range(least, most),
      cost: range(1_900_000_000, 2_000_000_000),
      carerHours: range(100 * 52 * 3 * 463, 100 * 52 * 3 * 821),
    },
    information: { draws: 1000 },
  }) as unknown as Drivers

test('what leaves the budget is said in words, never by a sign, on both sides of nought', () => {
  const said = (least: number, most: number) => besideSentences(drivers(least, most))[0] ?? ''
  expect(said(-196_000_000, -49_800_000)).toContain(
    'In 95 of 100 runs the budget needs between £498,000 and £1,960,000 more than if nothing changes, and unpaid carers take on between 463 and 821 hours a week',
  )
  expect(said(5_000_000, 26_000_000)).toContain('between £50,000 and £260,000 leaves the budget')
  expect(said(-48_500_000, 32_600_000)).toContain(
    'the result lies between £485,000 more that the budget needs and £326,000 that leaves it',
  )
  expect(amountWords('cashable', -47_600_000, years)).toBe('£476,000 more needed')
  expect(isSaid('cashable', -47_600_000, drivers(0, 1))).toBe('the budget needs £476,000 more than if nothing changes')
})
