import { describe, expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { amountsOfDay } from './amounts-of-day.ts'
import { type CircumstancesSent, circumstances } from './circumstances.ts'
import type { LocalPolicy } from './local-policy.ts'
import { policyOn } from './local-policy.ts'
import { weeklyContribution } from './weekly-contribution.ts'

const base = { on: '2025-06-02', born: '1990-01-01', reachedPensionCreditAge: false, household: 'single' } as const
const citation = 'assumption: set by the test'

function answer(sent: Partial<CircumstancesSent>, policy: LocalPolicy = {}) {
  const facts = circumstances.parse({ ...base, ...sent })
  const result = weeklyContribution(facts, amountsOfDay(facts.on, { demo: false }), policy)
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  return result.value
}
function refusals(sent: Partial<CircumstancesSent>) {
  const facts = circumstances.parse({ ...base, ...sent })
  const result = weeklyContribution(facts, amountsOfDay(facts.on, { demo: false }))
  return result.ok ? [] : result.refusals
}
const income = (kind: string, weekly: number) => [{ kind, weekly } as { kind: 'state_pension'; weekly: number }]

describe('the income that counts', () => {
  test('pay from work and the mobility part are shown and left out', () => {
    const { weekly, lines } = answer({
      income: [...income('earnings', 400_00), ...income('mobility', 77_05), ...income('universal_credit', 150_00)],
    })
    expect(weekly).toBe(150_00 - 112_50)
    expect(lines.filter(({ sign }) => sign === 'not counted').map(({ words }) => words)).toEqual([
      'Pay from work',
      'Mobility part of PIP or DLA',
    ])
  })
  test('half of joint income counts, a half-penny dropped', () => {
    expect(answer({ income: [{ kind: 'private_pension', weekly: 300_01, share: 'half' }] }).weekly).toBe(
      150_00 - 112_50,
    )
  })
  test('tax is taken off first', () => {
    expect(answer({ income: income('private_pension', 200_00), incomeTax: 20_00 }).weekly).toBe(200_00 - 20_00 - 112_50)
  })
  test('the night part of a benefit is left out only where the council says so and gives no night care', () => {
    const allowance = { income: income('pip_daily_living_enhanced', 110_40).concat(income('universal_credit', 150_00)) }
    const policy = { nightElementLeftOut: { value: ['pip_daily_living_enhanced' as const], citation } }
    expect(answer(allowance).weekly).toBe(147_90)
    expect(answer(allowance, policy).weekly).toBe(147_90 - 36_50)
    expect(answer({ ...allowance, nightCareFromCouncil: true }, policy).weekly).toBe(147_90)
  })
  test('Savings Credit is left out up to its maximum; above the guarantee the maximum itself', () => {
    const pensioner = {
      on: '2024-06-03',
      born: '1940-01-01',
      reachedPensionCreditAge: true,
      income: income('state_pension', 300_00),
    }
    const none = answer(pensioner).weekly ?? 0
    const left = (received: number, qualifyingIncome: number) =>
      none - (answer({ ...pensioner, savingsCredit: { received, qualifyingIncome } }).weekly ?? 0)
    expect(left(4_00, 210_00)).toBe(4_00)
    expect(left(9_00, 210_00)).toBe(6_95)
    expect(left(1_00, 218_16)).toBe(6_95)
  })
})

describe('what is kept', () => {
  test('housing costs net of the benefits that meet them, never below nothing', () => {
    const housing = [
      { kind: 'rent' as const, weekly: 99_00, metByBenefits: 91_00 },
      { kind: 'council_tax' as const, weekly: 10_00, metByBenefits: 12_00 },
    ]
    expect(answer({ income: income('universal_credit', 150_00), housing }).weekly).toBe(150_00 - 8_00 - 112_50)
  })
  test('contents insurance only where the council’s policy takes it off', () => {
    const sent = {
      income: income('universal_credit', 150_00),
      housing: [{ kind: 'local_extra' as const, weekly: 1_27 }],
    }
    expect(answer(sent).weekly).toBe(37_50)
    expect(answer(sent, { housingExtras: { value: true, citation } }).weekly).toBe(36_23)
  })
  test('disability costs in full when a disability benefit counts, and the standard sum is only a least', () => {
    const costs = [
      { words: 'Alarm', weekly: 5_20 },
      { words: 'Washing', weekly: 4_10 },
    ]
    const sent = {
      income: [...income('universal_credit', 150_00), ...income('pip_daily_living_standard', 73_90)],
      disabilityCosts: costs,
    }
    expect(answer(sent).weekly).toBe(223_90 - 9_30 - 112_50)
    const standard = { standardDisabilityCosts: { value: pence(20_00), citation } }
    expect(answer(sent, standard).weekly).toBe(223_90 - 20_00 - 112_50)
    expect(answer({ ...sent, disabilityCosts: [{ words: 'Care', weekly: 60_00 }] }, standard).weekly).toBe(
      223_90 - 60_00 - 112_50,
    )
  })
  test('disability costs are shown but not taken off when no disability benefit counts', () => {
    const sent = { income: income('universal_credit', 150_00), disabilityCosts: [{ words: 'Alarm', weekly: 5_20 }] }
    expect(answer(sent).weekly).toBe(37_50)
    expect(answer(sent).lines.find(({ words }) => words === 'Alarm')?.sign).toBe('not counted')
  })
  test('a council may leave a higher guarantee, never a lower one', () => {
    const sent = { income: income('universal_credit', 200_00) }
    expect(answer(sent, { guarantee: { value: { morePercent: 25 }, citation } }).guarantee).toBe(140_63)
    expect(answer(sent, { guarantee: { value: { totalPence: pence(50_00) }, citation } }).guarantee).toBe(112_50)
  })
  test('one of a couple, assessed alone, has the couple’s figure and premiums', () => {
    const couple = answer({
      on: '2015-06-01',
      household: 'couple',
      premiums: { disability: true },
      income: income('universal_credit', 200_00),
    })
    expect(couple.guarantee).toBe(71_80 + 28_75)
  })
  test('a partner of pension age gives the pension-age figure', () => {
    expect(answer({ on: '2015-06-01', household: 'couple', partnerReachedPensionCreditAge: true }).guarantee).toBe(
      144_30,
    )
  })
  test('each child adds its figure', () => {
    expect(answer({ on: '2015-06-01', household: 'lone_parent', children: 2 }).guarantee).toBe(91_40 + 2 * 83_65)
  })
  test('24 and 25 are different ages on the birthday', () => {
    expect(answer({ born: '2000-06-03' }).guarantee).toBe(89_15)
    expect(answer({ born: '2000-06-02' }).guarantee).toBe(112_50)
  })
})

describe('ways to an answer', () => {
  test('light touch with consent: the agreed sum, or the full cost above the limit', () => {
    const agreed = {
      treatedAs: 'below_limit',
      agreedWeekly: 12_00,
      consent: true,
      evidence: 'housing benefit letter',
    } as const
    expect(answer({ lightTouch: agreed })).toMatchObject({ basis: 'light_touch', weekly: 12_00, fullCost: false })
    expect(answer({ lightTouch: { ...agreed, treatedAs: 'above_limit' }, chargeableCost: 90_00 })).toMatchObject({
      weekly: 90_00,
      fullCost: true,
    })
    expect(circumstances.safeParse({ ...base, lightTouch: { ...agreed, consent: false } }).success).toBe(false)
  })
  test('over the limit with no price yet: the full cost, and no sum is made up', () => {
    const over = answer({ savings: [{ kind: 'savings', amount: 30_000_00 }] })
    expect(over).toMatchObject({ fullCost: true, weekly: undefined })
  })
  test('the home is never savings, and joint savings are halved', () => {
    const { tariff } = answer({
      savings: [
        { kind: 'main_home', amount: 300_000_00 },
        { kind: 'savings', amount: 30_000_01, share: 'half' },
      ],
    })
    expect(tariff).toBe(3_00)
  })
  test('a council’s maximum and its smallest charge only ever lower what is asked', () => {
    const sent = { income: income('universal_credit', 113_50) }
    expect(answer(sent, { smallestCollected: { value: pence(1_25), citation } }).weekly).toBe(0)
    expect(
      answer({ income: income('universal_credit', 400_00) }, { mostWeekly: { value: pence(100_00), citation } }).weekly,
    ).toBe(100_00)
  })
})

describe('what is refused', () => {
  test.each([
    ['a child', { born: '2010-01-01' }, 'not_an_adult'],
    ['a birth after the day', { born: '2026-01-01' }, 'born_after_the_day'],
    ['pension age at 35', { reachedPensionCreditAge: true }, 'pension_age_does_not_fit'],
    ['no pension age at 75', { born: '1950-01-01' }, 'pension_age_does_not_fit'],
    ['a day with a figure nobody has seen', { on: '2026-06-01', premiums: { disability: true } }, 'amount_not_enacted'],
    ['a day after the last known year', { on: '2027-04-06' }, 'amount_not_enacted'],
  ])('%s', (_, sent, code) => {
    expect(refusals(sent).map((refusal) => refusal.code)).toContain(code)
  })
  test('all the figures missing are named at once', () => {
    const named = refusals({
      on: '2026-06-01',
      household: 'couple',
      children: 1,
      premiums: { disability: true, carer: true },
    })
    expect(named.map((refusal) => 'amount' in refusal && refusal.amount)).toEqual([
      'guarantee.couple',
      'guarantee.child',
      'premium.disability.couple',
      'premium.carer',
    ])
  })
  test.each([
    ['income below zero', { income: [{ kind: 'earnings', weekly: -1 }] }],
    ['half a penny', { incomeTax: 0.5 }],
    ['a kind of income nobody knows', { income: [{ kind: 'lottery', weekly: 1 }] }],
    ['a day that does not exist', { on: '2025-02-30' }],
    ['a field nobody asked for', { hair: 'red' }],
  ])('%s', (_, sent) => {
    expect(circumstances.safeParse({ ...base, ...sent }).success).toBe(false)
  })
})

test('a council’s dated switches hold on their days only, and a wrong value stops the program', () => {
  const dated = {
    name: 'percentTaken',
    value: 97,
    from: day('2011-04-01'),
    until: day('2014-12-31'),
    citation,
  } as const
  expect(policyOn([dated], day('2012-01-01')).percentTaken?.value).toBe(97)
  expect(policyOn([dated], day('2015-01-01'))).toEqual({})
  expect(() => policyOn([{ ...dated, value: 130 }], day('2012-01-01'))).toThrow()
})
