import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day, daysBetween } from '../core/calendar-date.ts'
import { completeReview, latestNextReview, type ReviewDraft } from './complete-review.ts'
import { type Finding, type Met, metWords, outcomesAchieved, voicesDiffer } from './met.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100)
const found = (outcomeId: string, voice: Finding['voice'], met: Met): Finding => ({ outcomeId, voice, met })
const draft = (over: Partial<ReviewDraft> = {}): ReviewDraft => ({
  outcomeIds: ['friends', 'cooking'],
  findings: [
    found('friends', 'person', 'fully'),
    found('cooking', 'person', 'partially'),
    found('friends', 'practitioner', 'fully'),
    found('cooking', 'practitioner', 'fully'),
  ],
  startedOn: day('2026-11-16'),
  completedOn: day('2026-11-20'),
  today: day('2026-11-22'),
  eventOutcome: 'continues',
  nextReviewOn: day('2027-11-20'),
  ...over,
})

test('the national value follows from the practitioner on every outcome', () => {
  expect(outcomesAchieved(['fully', 'fully'])).toBe('Fully met')
  expect(outcomesAchieved(['not', 'not'])).toBe('Not met')
  expect(outcomesAchieved(['fully', 'not'])).toBe('Partially met')
  expect(outcomesAchieved(['partially'])).toBe('Partially met')
  expect(outcomesAchieved([])).toBeUndefined()
})
test('voices that say different things are shown to differ', () => {
  expect(voicesDiffer([{ met: 'fully' }, { met: 'partially' }])).toBe(true)
  expect(voicesDiffer([{ met: 'fully' }, { met: 'fully' }])).toBe(false)
  expect(voicesDiffer([])).toBe(false)
})
test('a whole review is completed and the next one booked', () => {
  expect(completeReview(draft())).toEqual({
    ok: true,
    value: { outcomesAchieved: 'Fully met', eventOutcome: 'continues', nextReviewOn: '2027-11-20' },
  })
})
test('what is missing, out of order or too late is refused by name', () => {
  const refusal = (over: Partial<ReviewDraft>) => {
    const outcome = completeReview(draft(over))
    return outcome.ok ? 'accepted' : outcome.refusals[0]
  }
  const without = (voice: Finding['voice']) => draft().findings.filter((finding) => finding.voice !== voice)
  expect(refusal({ outcomeIds: [] })).toBe('no_outcomes')
  expect(refusal({ outcomeIds: ['friends', 'cooking', 'job'] })).toBe('outcome_not_looked_at')
  expect(refusal({ findings: without('practitioner') })).toBe('outcome_not_looked_at')
  expect(refusal({ findings: without('person') })).toBe('person_not_heard')
  expect(refusal({ findings: without('person'), notHeardBecause: 'was in hospital' })).toBe('accepted')
  expect(refusal({ completedOn: day('2026-11-15') })).toBe('ends_before_it_starts')
  expect(refusal({ startedOn: draft().completedOn })).toBe('accepted')
  expect(refusal({ completedOn: day('2026-11-23') })).toBe('not_yet')
  expect(refusal({ nextReviewOn: day('2026-11-20') })).toBe('next_review_not_ahead')
  expect(refusal({ nextReviewOn: day('2027-11-21') })).toBe('next_review_too_late')
})
test('the next review is always within a year and a day of nothing more', () => {
  expect(latestNextReview(day('2028-02-29'))).toBe('2029-02-28')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => {
      const on = addDays(day('2000-01-01'), days)
      expect([365, 366]).toContain(daysBetween(on, latestNextReview(on)))
    }),
    { numRuns: RUNS },
  )
})
test('one outcome less met never makes the whole better', () => {
  const order = [metWords.not, metWords.partially, metWords.fully]
  const rank = (all: Met[]) => order.indexOf(outcomesAchieved(all) ?? metWords.not)
  fc.assert(
    fc.property(fc.array(fc.constantFrom<Met>('fully', 'partially', 'not'), { minLength: 1, maxLength: 6 }), (all) => {
      const worse: Met[] = [all[0] === 'fully' ? 'partially' : 'not', ...all.slice(1)]
      expect(rank(worse)).toBeLessThanOrEqual(rank(all))
    }),
    { numRuns: RUNS },
  )
})
