import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pence } from '../core/money.ts'
import { incomeOfDate } from './income-of-line.ts'

const share = (payer: string, amount: number) => ({ payer, ground: 'care_act', share: pence(amount) })

test('the council pays £48, of which the person was charged £10', () => {
  expect(
    incomeOfDate({ route: 'council_managed', payers: [], amount: pence(4_800), charged: pence(1_000), attended: true }),
  ).toEqual([
    { payer: 'council', amount: 3_800 },
    { payer: 'contribution', amount: 1_000 },
  ])
})
test('the health service bears half, the person hands over £5 on a day they come; missed, they hand over nothing', () => {
  const payers = [share('council', 2_000), share('nhs', 2_000), share('person', 500)]
  const of = (attended: boolean, amount: number) =>
    incomeOfDate({ route: 'council_managed', payers, amount: pence(amount), charged: pence(0), attended })
  expect(of(true, 4_000)).toEqual([
    { payer: 'council', amount: 2_000 },
    { payer: 'nhs', amount: 2_000 },
    { payer: 'on_the_day', amount: 500 },
  ])
  expect(of(false, 1_001)).toEqual([
    { payer: 'council', amount: 501 },
    { payer: 'nhs', amount: 500 },
  ])
})
test('what the person was charged comes off the council’s part alone, wherever it stands among the payers', () => {
  const payers = [share('nhs', 2_000), share('council', 2_000)]
  const of = (charged: number) =>
    incomeOfDate({ route: 'council_managed', payers, amount: pence(4_000), charged: pence(charged), attended: true })
  expect(of(500)).toEqual([
    { payer: 'nhs', amount: 2_000 },
    { payer: 'council', amount: 1_500 },
    { payer: 'contribution', amount: 500 },
  ])
})
test('where the person holds the money the council’s part is a direct payment, less what they pay towards it', () => {
  expect(
    incomeOfDate({ route: 'direct_payment', payers: [], amount: pence(4_800), charged: pence(800), attended: true }),
  ).toEqual([
    { payer: 'direct_payment', amount: 4_000 },
    { payer: 'contribution', amount: 800 },
  ])
})
test('law: money in is never counted twice: under a block contract a date brings only what is handed over', () => {
  const payer = fc.constantFrom('council', 'nhs', 'education', 'person', 'other')
  const shares = fc.array(
    fc.record({ payer, ground: fc.constant('care_act'), share: fc.integer({ min: 0, max: 9_000 }).map(pence) }),
    { maxLength: 5 },
  )
  const whole = fc.integer({ min: 0, max: 20_000 })
  fc.assert(
    fc.property(shares, whole, whole, fc.boolean(), (payers, amount, charged, attended) => {
      const date = { route: 'council_managed', payers, amount: pence(amount), charged: pence(charged), attended }
      const sumOf = (underBlock: boolean) =>
        incomeOfDate({ ...date, underBlock }).reduce((all, line) => all + line.amount, 0)
      const onTheDay = payers.reduce((all, one) => all + (one.payer === 'person' && attended ? one.share : 0), 0)
      expect(sumOf(true)).toBe(onTheDay)
      expect(sumOf(false) - sumOf(true)).toBe(amount)
      expect(incomeOfDate({ ...date, underBlock: true }).every(({ payer: by }) => by === 'on_the_day')).toBe(true)
    }),
    { numRuns: 500 },
  )
})
test('law: the lines add up to what was paid out and what was handed over', () => {
  const payer = fc.constantFrom('council', 'nhs', 'education', 'person', 'other')
  const shares = fc.array(
    fc.record({ payer, ground: fc.constant('care_act'), share: fc.integer({ min: 0, max: 9_000 }).map(pence) }),
    { maxLength: 5 },
  )
  const whole = fc.integer({ min: 0, max: 20_000 })
  const route = fc.constantFrom('council_managed', 'direct_payment', 'prepaid_card')
  fc.assert(
    fc.property(route, shares, whole, whole, fc.boolean(), (by, payers, amount, charged, attended) => {
      const lines = incomeOfDate({ route: by, payers, amount: pence(amount), charged: pence(charged), attended })
      const onTheDay = payers.reduce((all, one) => all + (one.payer === 'person' && attended ? one.share : 0), 0)
      expect(lines.reduce((all, line) => all + line.amount, 0)).toBe(amount + onTheDay)
      expect(lines.every((line) => line.amount > 0)).toBe(true)
    }),
    { numRuns: 500 },
  )
})
