import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { againstBudget } from './against-budget.ts'
import { constantPrices, cutsBetween } from './cuts-between.ts'
import { sharesMissing } from './payers.ts'
import { type CanonLine, planCanon } from './plan-canon.ts'
import { type MeasuredSession, planMeasures } from './plan-measures.ts'
import { transportDecision } from './transport-decision.ts'
import type { WeeklyPattern } from './weekly-pattern.ts'
import { type DraftForApproval, whatStopsApproval } from './what-stops-approval.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const tuesday: WeeklyPattern = {
  weekday: 2,
  everyWeeks: 1,
  firstMonday: day('2026-04-06'),
  season: 'all',
  startMinute: 780,
  endMinute: 960,
  from: day('2026-04-06'),
}
const session: MeasuredSession = {
  pattern: tuesday,
  staffShares: 2520,
  fundedTransport: true,
  perSession: pence(48_00),
}
const measured = (sessions: MeasuredSession[]) => planMeasures(sessions, day('2026-04-06'))

describe('the cut guard', () => {
  test('a weekly three-hour session at 1:2 gives 52 sessions, 156 hours, half of them a worker’s, and 52 journeys', () => {
    expect(measured([session])).toEqual({
      minutes: 52 * 180,
      sessions: 52,
      staffMinutes: 52 * 90,
      journeys: 52,
      money: 52 * 48_00,
    })
  })
  test('the same week in another year is no cut, whatever the bank holidays', () => {
    const later = planMeasures([session], day('2027-01-04'))
    expect(cutsBetween(measured([session]), later)).toEqual([])
  })
  test('fewer hours, thinner support, transport taken away and less money are each named, with the figures', () => {
    const less = {
      ...session,
      pattern: { ...tuesday, endMinute: 900 },
      staffShares: 1260,
      fundedTransport: false,
      perSession: pence(40_00),
    }
    expect(cutsBetween(measured([session]), measured([less]))).toEqual([
      { measure: 'hours', was: 9360, becomes: 6240 },
      { measure: 'ratio', was: 4680, becomes: 1560 },
      { measure: 'transport', was: 52, becomes: 0 },
      { measure: 'money', was: 249_600, becomes: 208_000 },
    ])
  })
  test('every second week is half the hours and half the sessions', () => {
    const cuts = cutsBetween(measured([session]), measured([{ ...session, pattern: { ...tuesday, everyWeeks: 2 } }]))
    expect(cuts.map(({ measure, becomes }) => [measure, becomes])).toContainEqual(['sessions', 26])
  })
  test('twelve weeks of enablement count as twelve', () => {
    expect(measured([{ ...session, pattern: { ...tuesday, until: day('2026-06-28') } }]).sessions).toBe(12)
  })
  test('a price rise is no rise in money at constant prices; a smaller week at dearer prices is a fall', () => {
    const recorded = pence(2_496_00)
    expect(constantPrices({ recorded, oldWeekToday: pence(2_600_00), newWeekToday: pence(2_600_00) })).toBe(recorded)
    expect(constantPrices({ recorded, oldWeekToday: pence(2_600_00), newWeekToday: pence(2_500_00) })).toBe(2_396_00)
  })
  test('law: adding a session to a week is never a cut', () => {
    const any = fc.record({
      length: fc.integer({ min: 15, max: 480 }),
      everyWeeks: fc.constantFrom(1, 2, 3, 4, 6),
      staffShares: fc.constantFrom(0, 630, 2520, 5040),
      fundedTransport: fc.boolean(),
      price: fc.nat(90_00),
    })
    const made = ({
      length,
      everyWeeks,
      price,
      ...rest
    }: {
      length: number
      everyWeeks: number
      price: number
      staffShares: number
      fundedTransport: boolean
    }) => ({
      ...rest,
      pattern: { ...tuesday, everyWeeks, endMinute: 780 + length },
      perSession: pence(price),
    })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 5 }), any, (list, extra) => {
        const sessions = list.map(made)
        expect(cutsBetween(measured(sessions), measured([...sessions, made(extra)]))).toEqual([])
      }),
      { numRuns: RUNS },
    )
  })
})

describe('transport is decided on need', () => {
  const looked = (['walk', 'bus', 'travel_training', 'family', 'motability'] as const).map((option) => ({
    option,
    works: false,
  }))
  test('walking needs no money and no form', () => {
    expect(transportDecision({ chosen: 'walk', tried: [], assessedNeed: false })).toEqual({
      ok: true,
      value: { funded: false },
    })
  })
  test('a taxi is paid for when it was assessed and nothing else works', () => {
    expect(transportDecision({ chosen: 'taxi', tried: looked, assessedNeed: true })).toEqual({
      ok: true,
      value: { funded: true },
    })
  })
  test.each([
    ['need_not_assessed', looked, false],
    ['options_not_tried', looked.slice(1), true],
    ['tried_and_works', [{ option: 'walk' as const, works: true }, ...looked.slice(1)], true],
  ])('a taxi is refused: %s', (refusal, tried, assessedNeed) => {
    expect(transportDecision({ chosen: 'taxi', tried, assessedNeed })).toEqual({ ok: false, refusals: [refusal] })
  })
})

describe('sending for approval', () => {
  const good = { key: 'a', pattern: tuesday, priced: true, sharesAddUp: true, transportDecided: true }
  const draft: DraftForApproval = {
    outcomes: 1,
    needsLeftOpen: 0,
    sessions: [good],
    overBudget: false,
    reasonOverBudget: '',
    cuts: 0,
    guarded: false,
  }
  test('a whole plan may go', () => {
    expect(whatStopsApproval(draft)).toEqual([])
  })
  test.each([
    ['no_outcomes', { outcomes: 0 }],
    ['no_sessions', { sessions: [] }],
    ['need_left_open', { needsLeftOpen: 1 }],
    ['clash', { sessions: [good, { ...good, key: 'b' }] }],
    ['no_price', { sessions: [{ ...good, priced: false }] }],
    ['shares_do_not_add_up', { sessions: [{ ...good, sharesAddUp: false }] }],
    ['transport_undecided', { sessions: [{ ...good, transportDecided: false }] }],
    ['reason_over_budget', { overBudget: true }],
    ['cut_without_guard', { cuts: 1 }],
  ])('is stopped by %s', (stop, change) => {
    expect(whatStopsApproval({ ...draft, ...change })).toEqual([stop])
  })
  test('over the budget with a reason is never stopped', () => {
    expect(whatStopsApproval({ ...draft, overBudget: true, reasonOverBudget: 'Two carers to move safely' })).toEqual([])
  })
})

describe('what an approval stands over', () => {
  const line: CanonLine = {
    plannedSessionId: 'a',
    outcomeId: 'o',
    place: 's',
    weekday: 2,
    everyWeeks: 1,
    firstMonday: '2026-04-06',
    season: 'all',
    startMinute: 780,
    endMinute: 960,
    supportBand: '1:2',
    characteristics: ['hoist', 'changing_place'],
    from: '2026-04-06',
    until: null,
    prices: [{ component: 'support', route: 'council_managed', providerId: 'p', perSession: 4800 }],
  }
  const dearer = {
    ...line,
    prices: [{ component: 'support', route: 'council_managed', providerId: 'p', perSession: 5000 }],
  }
  test('a new price changes the lines and leaves the contents', () => {
    expect(planCanon([line], 'contents')).toBe(planCanon([dearer], 'contents'))
    expect(planCanon([line], 'lines')).not.toBe(planCanon([dearer], 'lines'))
  })
  test('a new hour changes both, the order of typing neither', () => {
    const later = { ...line, plannedSessionId: 'b', startMinute: 800 }
    expect(planCanon([line], 'contents')).not.toBe(planCanon([{ ...line, startMinute: 800 }], 'contents'))
    expect(planCanon([line, later], 'lines')).toBe(
      planCanon([later, { ...line, characteristics: ['changing_place', 'hoist'] }], 'lines'),
    )
  })
})

test('an indicative budget is compared, never a cap', () => {
  expect(againstBudget(pence(217_54), pence(224_90))).toEqual({ state: 'within', left: 7_36 })
  expect(againstBudget(pence(229_10), pence(224_90))).toEqual({ state: 'over', over: 4_20 })
  expect(againstBudget(pence(1), undefined)).toEqual({ state: 'no_budget_yet' })
})
test('payers’ shares add up to the price, or the page says what is missing', () => {
  const council = { payer: 'council' as const, ground: 'care_act' as const, share: pence(30_00) }
  expect(sharesMissing(pence(48_00), [council])).toBe(18_00)
  expect(sharesMissing(pence(48_00), [council, { payer: 'nhs', ground: 'section_117', share: pence(18_00) }])).toBe(0)
})
