import { expect, test } from 'vitest'
import { expectedMonths, expectedStates } from '../../../test/support/expected-people.ts'
import { full } from '../../../test/support/full.ts'
import { startingScenario } from '../../../test/support/scenarios.ts'
import { type Random, random } from '../../core/random.ts'
import { figureNumber, YEAR_FIGURES, type YearFigure } from './draw-figures.ts'
import type { Scenario } from './scenario-shape.ts'
import { figuresOfDraws } from './simulate.ts'
import { phasings } from './words.ts'

/** Random matrices: the full run takes a thousand. */
const MATRICES = full ? 1000 : 25
const PEOPLE = 60
const DRAWS = 40
const base = startingScenario()

const sure = (value: number) => ({ low: value, middle: value, high: value, assumption: 'drawn for a test' })

/** A scenario with random chances of everything, and people of one kind. Their bands before and after have the same chances. */
function madeUp(chance: Random): { scenario: Scenario; older: boolean; need: number; own: boolean } {
  const [older, own, need] = [chance.next() < 0.3, chance.next() < 0.5, chance.whole(0, 2)]
  const assumptions = { ...base.assumptions }
  const death = chance.next() * 0.4
  for (const key of Object.keys(assumptions)) {
    if (key.startsWith('death.')) assumptions[key] = sure(death)
    else if (/^(leaving|move|job\.(asNow|scenario|lost)|need\.(rises|falls)|enablement|sharing\.share)/.test(key))
      assumptions[key] = sure(chance.next() * 0.7)
  }
  for (const level of ['lower', 'medium', 'higher']) {
    const [one, two, three] = [chance.next(), chance.next(), chance.next()] as const
    for (const [at, share] of [one, two, three].entries())
      assumptions[`mix.${level}.tier${at + 1}`] = sure(share / (one + two + three))
  }
  const scenario: Scenario = {
    ...base,
    years: chance.whole(2, 4),
    assumptions,
    arrivals: [],
    enablementMonths: chance.whole(1, 6),
    phasing: { existing: chance.pick(phasings), startsMonth: chance.whole(0, 9), overYears: chance.whole(1, 3) },
    people: [
      {
        ageBand: older ? '75 to 84' : '25 to 34',
        sex: 'female',
        reason: 'social',
        area: 'Crewe',
        ethnicGroup: 'white',
        service: own ? 'in_house' : 'outside',
        need: (['lower', 'medium', 'higher'] as const)[need] ?? 'lower',
        people: PEOPLE,
      },
    ],
  }
  return { scenario, older, need, own }
}

/** How many standard errors each state's months lie from what is expected, in each year and arm. */
function distances(seed: number): number[] {
  const { scenario, older, need, own } = madeUp(random(seed))
  const value = (key: string) => scenario.assumptions[key]?.middle ?? 0
  const kind = { need, own, older, death: value('death.25_to_34'), leaving: value('leaving.social') }
  const all = figuresOfDraws(scenario, { seed, uncertain: false }, DRAWS)
  return (['asNow', 'scenario'] as const).flatMap((arm) => {
    const expected = expectedMonths(scenario, kind, arm)
    return expected.flatMap((year, at) =>
      expectedStates.flatMap((state) => {
        const figure = figureNumber[`${arm === 'asNow' ? 'peopleAsNow' : 'people'}.${state}` as YearFigure]
        const draws = all.map((figures) => figures[at * YEAR_FIGURES + figure] as number)
        const mean = draws.reduce((sum, months) => sum + months, 0) / DRAWS
        const variance = draws.reduce((sum, months) => sum + (months - mean) ** 2, 0) / (DRAWS - 1)
        const due = (year[state] ?? 0) * PEOPLE
        // nobody where nobody can be; a state that hardly anybody reaches has no error to speak of
        if (due < 3) return due === 0 && mean !== 0 ? [Number.POSITIVE_INFINITY] : []
        return [Math.abs(mean - due) / Math.sqrt(variance / DRAWS)]
      }),
    )
  })
}

test(`people by state are what a Markov chain without chance expects, for ${MATRICES} random matrices`, () => {
  const all = Array.from({ length: MATRICES }, (_, at) => distances(at + 1)).flat()
  const beyond = all.filter((distance) => distance > 3).length
  expect(all.length).toBeGreaterThan(MATRICES * 10)
  // of 40 draws, 4.7 in 1,000 means lie further than 3 standard errors from the truth (Student, 39 degrees of freedom)
  expect(beyond / all.length, `${beyond} of ${all.length} lie beyond 3 standard errors`).toBeLessThan(0.012)
  expect(Math.max(...all)).toBeLessThan(7)
})
