import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { type Pence, pence } from '../core/money.ts'
import { amountsOfDay } from './amounts-of-day.ts'
import { type Circumstances, circumstances } from './circumstances.ts'
import type { LocalPolicy } from './local-policy.ts'
import { inMyWords } from './plain-line.ts'
import { type WeeklyContribution, weeklyContribution } from './weekly-contribution.ts'
import { totalOf } from './working-line.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100)
const citation = 'assumption: made by the test'

const weekly = fc.integer({ min: 0, max: 600_00 }).map(pence)
const share = fc.constantFrom('own' as const, 'half' as const)
const kind = fc.constantFrom(
  'state_pension',
  'universal_credit',
  'attendance_allowance_higher',
  'pip_daily_living_standard',
  'mobility',
  'earnings',
)

const anyFacts: fc.Arbitrary<Circumstances> = fc
  .record({
    pensionAge: fc.boolean(),
    premiums: fc.record({ disability: fc.boolean(), enhancedDisability: fc.boolean(), carer: fc.boolean() }),
    household: fc.constantFrom('single', 'lone_parent', 'couple'),
    children: fc.integer({ min: 0, max: 4 }),
    income: fc.array(fc.record({ kind, weekly: weekly.filter((w) => w > 0), share }), { maxLength: 5 }),
    incomeTax: fc.integer({ min: 0, max: 50_00 }).map(pence),
    savings: fc.array(
      fc.record({ kind: fc.constant('savings'), amount: fc.integer({ min: 0, max: 15_000_00 }), share }),
      { maxLength: 2 },
    ),
    housing: fc.array(fc.record({ kind: fc.constant('rent'), weekly, metByBenefits: weekly, share }), { maxLength: 2 }),
    disabilityCosts: fc.array(fc.record({ words: fc.constant('alarm'), weekly: fc.integer({ min: 0, max: 60_00 }) }), {
      maxLength: 3,
    }),
    nightCareFromCouncil: fc.boolean(),
    livingCosts: fc.array(fc.record({ words: fc.constant('meals'), weekly }), { maxLength: 2 }),
    journeysAWeek: fc.integer({ min: 0, max: 10 }),
    asksCouncilToArrange: fc.boolean(),
    supportFor: fc.constantFrom('adult', 'carer'),
    partner: fc.record({ consentToDisclose: fc.constant(true), income: weekly, housing: weekly }),
    cost: fc.option(weekly, { nil: undefined }),
  })
  .map(({ pensionAge, cost, partner, ...rest }) =>
    circumstances.parse({
      ...rest,
      ...(rest.household === 'couple' ? { partner } : {}),
      on: '2023-06-01',
      born: pensionAge ? '1950-01-01' : '1990-01-01',
      reachedPensionCreditAge: pensionAge,
      ...(cost === undefined ? {} : { chargeableCost: cost }),
    }),
  )

const set = <T>(value: T) => ({ value, citation })
const anyPolicy: fc.Arbitrary<LocalPolicy> = fc.record(
  {
    percentTaken: fc.integer({ min: 0, max: 100 }).map(set),
    upperLimit: fc.integer({ min: 0, max: 40_000_00 }).map((p) => set(pence(p))),
    guarantee: fc
      .oneof(
        fc.record({ morePercent: fc.integer({ min: 0, max: 50 }) }),
        fc.record({ morePence: fc.integer({ min: 0, max: 40_00 }).map(pence) }),
        fc.record({ totalPence: fc.integer({ min: 0, max: 300_00 }).map(pence) }),
      )
      .map(set),
    standardDisabilityCosts: fc.integer({ min: 0, max: 40_00 }).map((p) => set(pence(p))),
    nightElementLeftOut: fc.constant(set(['attendance_allowance_higher' as const])),
    transportJourney: fc.integer({ min: 0, max: 12_00 }).map((p) => set(pence(p))),
    couplesThreshold: fc.integer({ min: 0, max: 500_00 }).map((p) => set(pence(p))),
    carersCharged: fc.boolean().map(set),
    arrangementFee: fc
      .record({ feePence: weekly, each: fc.constantFrom('once' as const, 'year' as const, 'week' as const) })
      .map((fee) => set({ ...fee, costPence: fee.feePence })),
    mostWeekly: weekly.map(set),
    smallestCollected: fc.integer({ min: 0, max: 10_00 }).map((p) => set(pence(p))),
  },
  { requiredKeys: [] },
)

function answer(facts: Circumstances, policy: LocalPolicy): WeeklyContribution {
  const result = weeklyContribution(facts, amountsOfDay(facts.on, { demo: true }), policy)
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  return result.value
}
/** What is paid in a week: a full cost that nobody has priced is more than any sum. */
const paid = (facts: Circumstances, policy: LocalPolicy) => answer(facts, policy).weekly ?? Number.POSITIVE_INFINITY

describe('laws of the weekly contribution', () => {
  const law = (name: string, holds: (facts: Circumstances, policy: LocalPolicy, more: Pence) => void) =>
    test(name, () => {
      fc.assert(fc.property(anyFacts, anyPolicy, fc.integer({ min: 1, max: 300_00 }).map(pence), holds), {
        numRuns: RUNS,
      })
    })

  law('the person can say every line: no “you” is left in it', (facts, policy) => {
    for (const { words, why } of answer(facts, policy).lines)
      expect(inMyWords(`${words} ${why}`)).not.toMatch(/\b(you|your|us)\b(?<!of us)/i)
  })
  law('more income never means a smaller charge', (facts, policy, more) => {
    const [first, ...rest] = facts.income
    if (first === undefined) return
    const richer = { ...facts, income: [{ ...first, weekly: pence(first.weekly + more) }, ...rest] }
    expect(paid(richer, policy)).toBeGreaterThanOrEqual(paid(facts, policy))
  })
  law('more savings never mean a smaller charge', (facts, policy, more) => {
    const extra = { kind: 'savings', amount: pence(more * 50), share: 'own' } as const
    expect(paid({ ...facts, savings: [...facts.savings, extra] }, policy)).toBeGreaterThanOrEqual(paid(facts, policy))
  })
  law('more disability costs never mean a bigger charge, and have no top limit', (facts, policy, more) => {
    const costs = [...facts.disabilityCosts, { words: 'care', weekly: more }]
    expect(paid({ ...facts, disabilityCosts: costs }, policy)).toBeLessThanOrEqual(paid(facts, policy))
  })
  law('never more than the support costs', (facts, policy, more) => {
    const journeys = (policy.transportJourney?.value ?? 0) * facts.journeysAWeek
    expect(paid({ ...facts, chargeableCost: more }, policy)).toBeLessThanOrEqual(more + journeys)
  })
  law('journeys never take more than can be asked for care: the income floor binds them too', (facts, policy, more) => {
    const { fullCost, weekly: charge, lines } = answer({ ...facts, chargeableCost: more, journeysAWeek: 50 }, policy)
    const left = lines.find(({ words }) => words === 'Left over')
    if (!fullCost && left !== undefined) expect(charge).toBeLessThanOrEqual(left.amount)
  })
  law('ordinary living costs and a fee never change the charge', (facts, policy) => {
    const without = { ...facts, livingCosts: [], asksCouncilToArrange: false }
    expect(answer(without, policy).weekly).toBe(answer(facts, policy).weekly)
  })
  law('a fee for arranging only over the limit, on asking, and never above its cost', (facts, policy) => {
    const { arrangementFee, fullCost } = answer(facts, policy)
    if (arrangementFee === undefined) return
    expect(fullCost && facts.asksCouncilToArrange).toBe(true)
    expect(arrangementFee.amount).toBeLessThanOrEqual(policy.arrangementFee?.value.costPence ?? 0)
  })
  law('a carer’s own support is free unless the council’s policy charges carers', (facts, policy) => {
    const { carersCharged: _, ...none } = policy
    expect(answer({ ...facts, supportFor: 'carer' }, none).weekly).toBe(0)
  })
  law('an assessed charge always leaves the guarantee, housing costs and disability costs', (facts, policy) => {
    const { fullCost, weekly: charge, guarantee, lines } = answer(facts, policy)
    if (fullCost || !charge) return
    const comingIn = totalOf(lines.filter(({ part }) => part === 'coming_in'))
    const kept = -totalOf(lines.filter(({ part }) => part === 'kept'))
    expect(comingIn - charge).toBeGreaterThanOrEqual(kept)
    expect(kept).toBeGreaterThanOrEqual(guarantee ?? 0)
  })
  law('the lines add up to what is left over', (facts, policy) => {
    const { lines } = answer(facts, policy)
    const left = lines.find(({ words }) => words === 'Left over')
    if (left === undefined) return
    expect(left.amount).toBe(Math.max(0, totalOf(lines.filter(({ part }) => part === 'coming_in' || part === 'kept'))))
  })
  law('every line has its words and its rule', (facts, policy) => {
    for (const line of answer(facts, policy).lines) expect(line.words !== '' && line.citation !== '').toBe(true)
  })
  law('a day with nothing known but recalled figures is refused whole outside a demo borough', (facts, policy) => {
    const couple = {
      ...facts,
      supportFor: 'adult' as const,
      household: 'couple' as const,
      savings: [],
      on: day('2026-06-01'),
    }
    const result = weeklyContribution(couple, amountsOfDay(couple.on, { demo: false }), policy)
    expect(result.ok).toBe(false)
  })
})
