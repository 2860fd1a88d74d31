import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CareActOutcome, careActOutcomes } from './assessed-items.ts'
import { eligibility, type WayUnable } from './eligibility.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const unableTo = (...outcomes: CareActOutcome[]) =>
  Object.fromEntries(outcomes.map((code) => [code, 'help'])) as Partial<Record<CareActOutcome, WayUnable>>
const decide = (fromImpairment: boolean, unable: Partial<Record<CareActOutcome, WayUnable>>, wellbeing: boolean) => {
  const outcome = eligibility({ fromImpairment, unable, wellbeing, reason: 'as we talked about' })
  return outcome.ok ? outcome.value.eligible : outcome.refusals
}

describe('eligibility under the Care Act', () => {
  test.each<[string, boolean, CareActOutcome[], boolean, boolean]>([
    ['two outcomes, impairment and impact: eligible', true, ['g', 'i'], true, true],
    ['one outcome is not enough', true, ['g'], true, false],
    ['no impairment, not eligible', false, ['g', 'i', 'h'], true, false],
    ['no significant impact, not eligible', true, ['a', 'b', 'c'], false, false],
    ['all ten', true, [...careActOutcomes], true, true],
  ])('%s', (_, impairment, outcomes, wellbeing, eligible) => {
    expect(decide(impairment, unableTo(...outcomes), wellbeing)).toBe(eligible)
  })

  test('a decision needs a reason', () => {
    const outcome = eligibility({ fromImpairment: true, unable: unableTo('g', 'i'), wellbeing: true, reason: '  ' })
    expect(outcome).toEqual({ ok: false, refusals: ['reason-missing'] })
  })

  test('says each question with its answer', () => {
    const outcome = eligibility({ fromImpairment: true, unable: unableTo('g'), wellbeing: false, reason: 'because' })
    expect(outcome.ok && outcome.value.steps.map((step) => [step.met, step.words])).toEqual([
      [true, 'Yes'],
      [false, '1 of 10 outcomes is out of reach'],
      [false, 'No'],
    ])
  })

  test('one more outcome out of reach never turns eligible into not eligible, and the way does not matter', () => {
    const way = fc.constantFrom<WayUnable>('help', 'pain', 'danger', 'slow')
    const some = fc.uniqueArray(fc.constantFrom(...careActOutcomes))
    fc.assert(
      fc.property(
        some,
        fc.constantFrom(...careActOutcomes),
        way,
        fc.boolean(),
        fc.boolean(),
        (had, more, how, a, b) => {
          const before = decide(a, unableTo(...had), b)
          const after = decide(a, { ...unableTo(...had), [more]: how }, b)
          expect(before === true ? after : true).toBe(true)
        },
      ),
      { numRuns: RUNS },
    )
  })
})
