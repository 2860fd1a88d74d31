import { describe, expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { amountsOfDay } from './amounts-of-day.ts'
import { type CircumstancesSent, circumstances } from './circumstances.ts'
import { switchesOfCouncil } from './council-switches.ts'
import { couplesAffordability } from './couples-affordability.ts'
import { type LocalPolicy, policyOn } from './local-policy.ts'
import { weeklyContribution } from './weekly-contribution.ts'

const base = { on: '2023-06-01', born: '1990-01-01', reachedPensionCreditAge: false, household: 'single' } as const
const citation = 'assumption: set by the test'
const worked = (sent: Partial<CircumstancesSent>, policy: LocalPolicy = {}) => {
  const facts = circumstances.parse({ ...base, ...sent })
  return weeklyContribution(facts, amountsOfDay(facts.on, { demo: false }), policy)
}
function answer(sent: Partial<CircumstancesSent>, policy: LocalPolicy = {}) {
  const result = worked(sent, policy)
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  return result.value
}
const codes = (sent: Partial<CircumstancesSent>) => {
  const result = worked(sent)
  return result.ok ? [] : result.refusals.map(({ code }) => code)
}
const income = [{ kind: 'universal_credit' as const, weekly: 150_00 }]
const over = { savings: [{ kind: 'savings' as const, amount: 30_000_00 }], chargeableCost: 200_00 }
const journey = { transportJourney: { value: pence(7_00), citation } }
const fee = (feePence: number, costPence = feePence): LocalPolicy => ({
  arrangementFee: { value: { feePence: pence(feePence), costPence: pence(costPence), each: 'once' }, citation },
})

describe('transport and meals', () => {
  test('a flat charge for journeys is part of what the support costs, not on top of what can be paid', () => {
    const sent = { income, chargeableCost: 40_00, journeysAWeek: 4 }
    expect(answer(sent).weekly).toBe(40_00)
    expect(answer(sent, journey).weekly).toBe(150_00 - 103_65)
    expect(answer({ ...sent, income: [] }, journey).weekly).toBe(0)
    expect(answer(sent, journey).lines.find(({ words }) => words.startsWith('Journeys'))?.amount).toBe(28_00)
  })
  test('a meal is shown apart and changes nothing', () => {
    const sent = { income, livingCosts: [{ words: 'Lunch at the day service', weekly: 12_00 }] }
    expect(answer(sent)).toMatchObject({ weekly: 150_00 - 103_65, apart: 12_00 })
    expect(answer({ ...sent, freeBecause: 'section_117' })).toMatchObject({ weekly: 0, apart: 12_00 })
  })
})

describe('a fee for arranging the support', () => {
  test('over the limit and on asking, once, at cost', () => {
    const { arrangementFee, weekly, lines } = answer({ ...over, asksCouncilToArrange: true }, fee(90_00))
    expect(arrangementFee).toEqual({ amount: 90_00, each: 'once' })
    expect(weekly).toBe(200_00)
    expect(lines.at(-1)).toMatchObject({ part: 'apart', amount: 90_00 })
    expect(lines.at(-1)?.citation).toContain('s.14(1)(b); SI 2014/2672, reg 5')
  })
  test('also for somebody who agreed that savings are over the limit', () => {
    const lightTouch = { treatedAs: 'above_limit', consent: true, evidence: 'bank statement' } as const
    expect(answer({ lightTouch, asksCouncilToArrange: true }, fee(90_00)).arrangementFee?.amount).toBe(90_00)
  })
  test.each([
    ['who did not ask', { ...over }],
    ['who refused the assessment', { wouldNotTakePart: true, chargeableCost: 200_00, asksCouncilToArrange: true }],
    ['whose income meets the full cost', { income, chargeableCost: 10_00, asksCouncilToArrange: true }],
    ['whose support is free', { ...over, freeBecause: 'vcjd' as const, asksCouncilToArrange: true }],
  ])('never for somebody %s', (_, sent) => expect(answer(sent, fee(90_00)).arrangementFee).toBeUndefined())
  test('a fee above its cost is a fault of the council’s data', () => {
    const dated = { name: 'arrangementFee', from: day('2023-04-01'), citation } as const
    const value = { feePence: 90_01, costPence: 90_00, each: 'once' }
    expect(() => policyOn([{ ...dated, value }], day('2023-06-01'))).toThrow(/more than arranging costs/)
  })
})

describe('carers', () => {
  test('are never charged for care given to the person they look after', () => {
    expect(answer({ ...over, freeBecause: 'carer' }).weekly).toBe(0)
  })
  test('pay nothing for their own support unless the council charges carers', () => {
    expect(answer({ ...over, supportFor: 'carer' }).weekly).toBe(0)
    const policy = { carersCharged: { value: true, citation } }
    const charged = answer({ income, supportFor: 'carer', chargeableCost: 200_00 }, policy)
    expect(charged.weekly).toBe(150_00 - 103_65)
    expect(charged.lines[0]?.citation).toContain('s.14(3)')
  })
})

describe('couples', () => {
  const couple = { household: 'couple' as const, income, chargeableCost: 200_00 }
  const policy = { couplesThreshold: { value: pence(250_00), citation } }
  const partner = (more = {}) => ({ consentToDisclose: true, income: 100_00, housing: 10_00, ...more })

  test('a council that looks at both lets the person keep more, so that they have its threshold together', () => {
    expect(answer(couple, policy).weekly).toBe(150_00 - 81_40)
    const looked = answer({ ...couple, partner: partner() }, policy)
    expect(looked.guarantee).toBe(81_40 + (250_00 - (81_40 + 90_00)))
    expect(looked.weekly).toBe(0)
    expect(answer({ ...couple, partner: partner({ income: 300_00 }) }, policy).weekly).toBe(150_00 - 81_40)
    expect(answer({ ...couple, partner: partner() }).weekly).toBe(150_00 - 81_40)
  })
  test('the rule alone gives what a council published, and nothing when the threshold is met exactly', () => {
    const reading = { guarantee: pence(179_90), partnerHousing: pence(2_40), threshold: pence(332_95) }
    expect(couplesAffordability({ ...reading, partnerIncome: pence(169_25) })).toBe(0)
    expect(couplesAffordability({ ...reading, partnerIncome: pence(155_45) })).toBe(0)
    expect(couplesAffordability({ ...reading, partnerIncome: pence(155_44) })).toBe(1)
  })
  test('a partner’s money without their consent, or without a partner, is refused', () => {
    expect(codes({ ...couple, partner: partner({ consentToDisclose: false }) })).toEqual(['partner_without_consent'])
    expect(codes({ partner: partner() })).toEqual(['partner_without_couple'])
    expect(circumstances.safeParse({ ...base, ...couple, partner: partner({ income: -1 }) }).success).toBe(false)
  })
})

describe('the switches of a council’s data', () => {
  const value = (key: string, of: unknown) => ({ key, from: day('2023-04-01'), value: of, citation })
  const on = day('2023-06-01')

  test('carry the reason for the night part, which stands in the working', () => {
    const policy = policyOn(
      switchesOfCouncil([
        value('charging.nightElementJustification', 'no night care is given'),
        value('charging.nightElementDisregarded', true),
      ]),
      on,
    )
    const sent = { income: [{ kind: 'pip_daily_living_enhanced' as const, weekly: 101_75 }] }
    expect(answer(sent, policy).lines.find(({ words }) => words.startsWith('Night'))?.why).toContain(
      'no night care is given',
    )
  })
  test('reach every rule a council may choose', () => {
    const chosen = switchesOfCouncil([
      value('charging.transportFlatPence', 7_00),
      value('charging.carersCharged', true),
      value('charging.upperLimitPence', 25_000_00),
      value('charging.mostWeeklyPence', 500_00),
      value('charging.couplesThresholdPence', 332_95),
      value('charging.arrangementFee', { feePence: 90_00, costPence: 90_00, each: 'once' }),
      value('charging.housingExtras', true),
      value('charging.savingsCreditLeftOut', true),
      value('charging.disabilityCostsAlways', true),
    ])
    expect(Object.keys(policyOn(chosen, on))).toHaveLength(9)
  })
})
