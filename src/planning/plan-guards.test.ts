import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { againstBudget } from './against-budget.ts'
import { cutsBetween, type GuardedSession } from './cuts-between.ts'
import { sharesMissing } from './payers.ts'
import { type CanonLine, planCanon } from './plan-canon.ts'
import { transportDecision } from './transport-decision.ts'
import { type DraftForApproval, whatStopsApproval } from './what-stops-approval.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const session: GuardedSession = {
  plannedSessionId: 'a',
  minutes: 180,
  everyWeeks: 1,
  staffShares: 2520,
  fundedTransport: true,
}
const version = (sessions: GuardedSession[], yearly = 2_448_00) => ({ sessions, yearlyAtConstantPrices: pence(yearly) })

describe('the cut guard', () => {
  test('the same week is no cut', () => {
    expect(cutsBetween(version([session]), version([session]))).toEqual([])
  })
  test('fewer hours, thinner support, transport taken away and less money are each named', () => {
    const less = { ...session, minutes: 120, staffShares: 1260, fundedTransport: false }
    expect(cutsBetween(version([session]), version([less], 2_000_00)).map(({ kind }) => kind)).toEqual([
      'hours',
      'ratio',
      'transport',
      'money',
    ])
  })
  test('a weekly session that becomes every second week is half the hours and half the sessions', () => {
    const cuts = cutsBetween(version([session]), version([{ ...session, everyWeeks: 2 }]))
    expect(cuts).toEqual([
      { kind: 'hours', minutesFewer: 6 * 180 },
      { kind: 'sessions', fewer: 6 },
    ])
  })
  test('law: adding a session to a week is never a cut', () => {
    const any = fc.record({
      minutes: fc.integer({ min: 15, max: 480 }),
      everyWeeks: fc.constantFrom(1, 2, 3, 4, 6),
      staffShares: fc.constantFrom(0, 630, 2520, 5040),
      fundedTransport: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 5 }), any, fc.nat(100_000), (list, extra, money) => {
        const sessions = list.map((each, at) => ({ ...each, plannedSessionId: String(at) }))
        expect(
          cutsBetween(
            version(sessions),
            version([...sessions, { ...extra, plannedSessionId: 'new' }], 2_448_00 + money),
          ),
        ).toEqual([])
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
  const pattern = {
    weekday: 2,
    everyWeeks: 1,
    firstMonday: day('2026-04-06'),
    season: 'all' as const,
    startMinute: 780,
    endMinute: 960,
    from: day('2026-04-06'),
  }
  const good = { key: 'a', pattern, priced: true, sharesAddUp: true, transportDecided: true }
  const draft: DraftForApproval = {
    outcomes: 1,
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
