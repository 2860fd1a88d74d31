import { readFileSync } from 'node:fs'
import { readScenario } from '../../src/strategy/simulation/scenario.ts'
import type { Assumption, Scenario } from '../../src/strategy/simulation/scenario-shape.ts'

const file = new URL('../../councils/cheshire-east/strategy.json', import.meta.url)

/** Cheshire East's starting scenario of 499 people, or the same with so many people, arrivals and money in proportion. */
export function scenarioOf(people: number, years: number): Scenario {
  const sent = JSON.parse(readFileSync(file, 'utf8')).values['strategy.scenario'].dated[0].value as Scenario
  const own = sent.people.reduce((sum, group) => sum + group.people, 0)
  const times = people / own
  let [due, given] = [0, 0]
  const groups = sent.people.map((group) => {
    due += group.people * times
    const count = Math.round(due) - given
    given += count
    return { ...group, people: count }
  })
  const more = (one: Assumption) => ({
    ...one,
    low: one.low * times,
    middle: one.middle * times,
    high: one.high * times,
  })
  const last = sent.startYear + years - 1
  const read = readScenario({
    ...sent,
    years,
    people: groups,
    arrivals: sent.arrivals.map((one) => ({ ...one, peopleYearly: more(one.peopleYearly) })),
    paths: Object.fromEntries(
      Object.entries(sent.paths).map(([name, path]) => [name, path.filter(({ year }) => year <= last)]),
    ),
  })
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return read.scenario
}
