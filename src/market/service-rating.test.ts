import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { actionState, findingAnswers, nextVisitDue, visitState, whoLooks } from './assurance.ts'
import { proposedRating, type RatingFacts } from './service-rating.ts'

const rule = { unmetForNotGoodEnough: 3, unhappyPercent: 34 }
const met = { essential: true, answer: 'met' } as const
const fine: RatingFacts = {
  findings: [met, { essential: false, answer: 'met' }],
  openActions: 0,
  lateEssentialActions: 0,
  concernsActedOn: 0,
  concernsOfSafety: 0,
  suspended: false,
  voices: { good: 6, soSo: 1, bad: 0 },
}
const rated = (change: Partial<RatingFacts>) => proposedRating({ ...fine, ...change }, rule).rating
const worse = ['good', 'some_things', 'not_good_enough', 'not_visited']
const anyCount = fc.integer({ min: 0, max: 9 })
const anyFacts: fc.Arbitrary<RatingFacts> = fc.record({
  findings: fc.option(
    fc.array(fc.record({ essential: fc.boolean(), answer: fc.constantFrom(...findingAnswers) }), { maxLength: 14 }),
  ),
  openActions: anyCount,
  lateEssentialActions: anyCount,
  concernsActedOn: anyCount,
  concernsOfSafety: fc.integer({ min: 0, max: 1 }),
  suspended: fc.boolean(),
  voices: fc.record({ good: anyCount, soSo: anyCount, bad: anyCount }),
})

describe('the rating of a service', () => {
  test('is what the published rule says, case by case', () => {
    expect(rated({})).toBe('good')
    const why = (answer: 'not_met' | 'not_looked', times: number) =>
      proposedRating({ ...fine, findings: Array.from({ length: times }, () => ({ essential: true, answer })) }, rule)
        .reasons[0]
    expect([why('not_met', 1), why('not_looked', 2)]).toEqual([
      '1 thing that keeps people safe is not met',
      '2 things that keep people safe were not looked at',
    ])
    expect(rated({ findings: null })).toBe('not_visited')
    expect(rated({ findings: [{ essential: true, answer: 'not_met' }] })).toBe('not_good_enough')
    expect(rated({ findings: [met, { essential: false, answer: 'not_met' }] })).toBe('some_things')
    expect(rated({ findings: Array.from({ length: 3 }, () => ({ essential: false, answer: 'not_met' })) })).toBe(
      'not_good_enough',
    )
    expect(rated({ findings: [met, { essential: false, answer: 'not_looked' }] })).toBe('good')
    expect(rated({ findings: [{ essential: true, answer: 'not_looked' }] })).toBe('some_things')
    expect(rated({ openActions: 1 })).toBe('some_things')
    expect(rated({ openActions: 1, lateEssentialActions: 1 })).toBe('not_good_enough')
    expect(rated({ concernsActedOn: 1 })).toBe('some_things')
    expect(rated({ concernsOfSafety: 1 })).toBe('not_good_enough')
    expect(rated({ suspended: true })).toBe('not_good_enough')
    expect(rated({ voices: { good: 0, soSo: 0, bad: 4 } })).toBe('good')
    expect(rated({ voices: { good: 3, soSo: 0, bad: 2 } })).toBe('some_things')
  })

  test('is never better with one more thing that is not met, one more open action or concern', () => {
    fc.assert(
      fc.property(anyFacts, fc.boolean(), fc.nat(), (facts, essential, at) => {
        const before = worse.indexOf(proposedRating(facts, rule).rating)
        const worsened = (change: Partial<RatingFacts>) =>
          worse.indexOf(proposedRating({ ...facts, ...change }, rule).rating)
        const { findings } = facts
        if (findings !== null) {
          expect(worsened({ findings: [...findings, { essential, answer: 'not_met' }] })).toBeGreaterThanOrEqual(before)
          const turned = findings.map((one, place) =>
            place === at % findings.length ? { ...one, answer: 'not_met' as const } : one,
          )
          expect(worsened({ findings: turned })).toBeGreaterThanOrEqual(before)
        }
        expect(worsened({ openActions: facts.openActions + 1 })).toBeGreaterThanOrEqual(before)
        expect(worsened({ lateEssentialActions: facts.lateEssentialActions + 1 })).toBeGreaterThanOrEqual(before)
        expect(worsened({ concernsActedOn: facts.concernsActedOn + 1 })).toBeGreaterThanOrEqual(before)
        expect(worsened({ concernsOfSafety: facts.concernsOfSafety + 1 })).toBeGreaterThanOrEqual(before)
        expect(worsened({ suspended: true })).toBeGreaterThanOrEqual(before)
      }),
    )
  })

  test('is the same for the same facts in any order, gives its reasons, and is none without a visit', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const one = proposedRating(facts, rule)
        const turned = facts.findings === null ? null : [...facts.findings].reverse()
        expect(proposedRating({ ...facts, findings: turned }, rule)).toEqual(one)
        expect(one.reasons.length).toBeGreaterThan(0)
        expect(one.rating === 'not_visited').toBe(facts.findings === null)
      }),
    )
  })
})

test('an action, a visit and the next visit stand as their days say', () => {
  const on = day('2026-11-22')
  expect(actionState({ lastStep: null, dueOn: on }, on)).toBe('open')
  expect(actionState({ lastStep: 'asked_again', dueOn: day('2026-11-21') }, on)).toBe('late')
  expect(actionState({ lastStep: 'said_done', dueOn: day('2026-11-01') }, on)).toBe('said done')
  expect(actionState({ lastStep: 'accepted', dueOn: day('2026-11-01') }, on)).toBe('done')
  const none = { madeOn: null, sharedOn: null, signedOn: null, calledOffOn: null }
  expect([visitState(none), visitState({ ...none, madeOn: on }), visitState({ ...none, calledOffOn: on })]).toEqual([
    'planned',
    'draft',
    'called off',
  ])
  const months = { visitMonths: 12, firstVisitMonths: 3 }
  expect(nextVisitDue({ visitedOn: null, recordedOn: day('2026-11-30') }, months)).toBe('2027-02-28')
  expect(nextVisitDue({ visitedOn: on, recordedOn: on }, months)).toBe('2027-11-22')
  expect(whoLooks({ kind: 'framework', cqcId: '1-23' })).toBe('cqc')
  expect(whoLooks({ kind: 'community_group', cqcId: null })).toBe('nobody')
  expect(whoLooks({ kind: 'micro_provider', cqcId: null })).toBe('council')
})
