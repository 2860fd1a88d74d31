import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { full } from '../../../test/support/full.ts'
import { drawCircumstances, drawPolicy } from '../../../test/support/random-circumstances.ts'
import { contributionExpected, contributionOf } from '../../../test/support/same-contribution.ts'
import { type CalendarDate, day } from '../../core/calendar-date.ts'
import { random } from '../../core/random.ts'
import { amountsOfDay } from '../amounts-of-day.ts'
import type { LocalPolicy } from '../local-policy.ts'
import { nationalRulesOnly } from '../national-rules-only.ts'
import { columnsOfPeople } from './columns-of-people.ts'
import { contributionColumns, contributionReasons, refusalBits, ruleBits } from './contribution-columns.ts'
import { contributionOfPeople } from './contribution-of-people.ts'
import { rulesOfDay } from './rules-of-day.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const MANY = full ? 1_000_000 : 20_000

interface Given {
  readonly on: CalendarDate
  readonly demo: boolean
  readonly policy: LocalPolicy
  readonly rows: number
  readonly seed: number
}

/** Works people out both ways; gives the results by columns and throws at the first person who differs. */
function bothWays({ on, demo, policy, rows, seed }: Given) {
  const chance = random(seed)
  const facts = Array.from({ length: rows }, () => drawCircumstances(chance, on))
  const people = columnsOfPeople(facts)
  const results = contributionColumns(people)
  contributionOfPeople(rulesOfDay(on, { demo }, policy), people, results)
  for (const [row, one] of facts.entries()) {
    const found = contributionOf(results, row)
    const expected = contributionExpected(one, amountsOfDay(on, { demo }), policy)
    if (JSON.stringify(found) !== JSON.stringify(expected)) expect({ ...found, one }).toEqual({ ...expected, one })
  }
  return { people, results }
}

describe('contributions by columns', () => {
  test('equal the readable rule in every sum, reason and refusal, on any day, under any policy, for anybody', () => {
    const on = fc.constantFrom('2014-01-01', '2019-02-28', '2020-02-29', '2023-06-01', '2026-11-22', '2027-04-06')
    fc.assert(
      fc.property(on.map(day), fc.boolean(), fc.integer(), (on, demo, seed) => {
        bothWays({ on, demo, policy: drawPolicy(random(seed)), rows: 30, seed })
      }),
      { numRuns: RUNS },
    )
  })

  test(`equal it for ${MANY.toLocaleString('en-GB')} people, and every reason, refusal and rule occurs`, () => {
    const seen = { reasons: new Set<number>(), refusals: 0, rules: 0 }
    const policies = Array.from({ length: 9 }, (_, seed) => drawPolicy(random(seed)))
    for (const [at, policy] of [nationalRulesOnly, ...policies].entries()) {
      for (let part = 0; part < 10; part++) {
        const on = day(part % 2 === 0 ? '2023-06-01' : '2026-11-22')
        const given = { on, demo: part % 3 === 0, policy, rows: MANY / 100, seed: at * 100 + part }
        const { results } = bothWays(given)
        for (const reason of results.reason) seen.reasons.add(reason)
        for (const bits of results.refusals) seen.refusals |= bits
        for (const bits of results.rules) seen.rules |= bits
      }
    }
    const all = (bits: Record<string, number>) => Object.values(bits).reduce((sum, bit) => sum | bit, 0)
    expect(seen.reasons.size).toBe(contributionReasons.length)
    expect(seen.refusals).toBe(all(refusalBits))
    expect(seen.rules).toBe(all(ruleBits))
  }, 900_000)

  test('a part of the rows leaves the others as they were', () => {
    const chance = random(7)
    const on = day('2023-06-01')
    const facts = Array.from({ length: 3_000 }, () => drawCircumstances(chance, on))
    const people = columnsOfPeople(facts)
    const [whole, part] = [contributionColumns(people), contributionColumns(people)]
    const rules = rulesOfDay(on, { demo: false })
    contributionOfPeople(rules, people, whole)
    contributionOfPeople(rules, people, part, { from: 1_100, to: 2_500 })
    const kept = [1_099, 2_500].map((row) => [part.reason[row], part.weekly[row], part.refusals[row]])
    expect(kept).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ])
    for (const row of [1_100, 1_700, 2_499]) expect(contributionOf(part, row)).toEqual(contributionOf(whole, row))
  })
})
