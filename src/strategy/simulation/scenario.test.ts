import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sentScenario, startingScenario, variantScenario } from '../../../test/support/scenarios.ts'
import { withAssumption } from './assumptions-of.ts'
import { readScenario } from './scenario.ts'

type Sent = Record<string, unknown> & {
  people: Record<string, unknown>[]
  assumptions: Record<string, Record<string, unknown>>
  paths: Record<string, { year: number; value: number }[]>
  areas: string[]
}

/** The faults of the council's scenario after something was done to it. */
const faultsAfter = (spoil: (sent: Sent) => void): string[] => {
  const sent = sentScenario() as Sent
  spoil(sent)
  const read = readScenario(sent)
  return 'faults' in read ? read.faults.map(({ field, fault }) => `${field}: ${fault}`) : []
}

describe('what cannot be is refused, with its field and what to put right', () => {
  test.each<[string, (sent: Sent) => void, RegExp]>([
    [
      'a band that is missing',
      (sent) => delete sent.assumptions['death.45_to_54'],
      /^assumptions\.death\.45_to_54: Is missing: People aged 45 to 54 who die in a year/,
    ],
    [
      'a rate above 1',
      (sent) => Object.assign(sent.assumptions['leaving.social'] ?? {}, { high: 1.2 }),
      /^assumptions\.leaving\.social\.high: 1\.2 is not a share: give a number from 0 to 1/,
    ],
    [
      'years that skip',
      (sent) => sent.paths['wages']?.splice(2, 1),
      /^paths\.wages\[2\]\.year: 2025 stands where 2024 is due/,
    ],
    [
      'years that end early',
      (sent) => sent.paths['older']?.splice(10),
      /^paths\.older: Ends with 2035: .* 2026 to 2040/,
    ],
    [
      'a price below nothing',
      (sent) => Object.assign(sent.assumptions['price.card'] ?? {}, { low: -5 }),
      /^assumptions\.price\.card\.low: -5 is below nothing/,
    ],
    [
      'a mix that does not add to one',
      (sent) => Object.assign(sent.assumptions['mix.higher.tier1'] ?? {}, { middle: 0.75 }),
      /^assumptions\.mix\.higher\.tier1: .* add to 1\.05: they must add to 1/,
    ],
    [
      'an area nobody knows',
      (sent) => Object.assign(sent.people[3] ?? {}, { area: 'Chester' }),
      /^people\[3\]\.area: "Chester" is not among the areas: Macclesfield, /,
    ],
    ['nobody at all', (sent) => sent.people.splice(0), /^people: There is nobody/],
    [
      'a group of fewer than nobody',
      (sent) => Object.assign(sent.people[0] ?? {}, { people: -1 }),
      /^people\[0\]\.people: -1 people cannot be/,
    ],
    [
      'a low above its high',
      (sent) => Object.assign(sent.assumptions['job.lost'] ?? {}, { low: 0.5 }),
      /^assumptions\.job\.lost: low 0\.5, middle 0\.2, high 0\.3 must not fall/,
    ],
    [
      'an assumption without source or reason',
      (sent) => delete sent.assumptions['job.lost']?.['assumption'],
      /^assumptions\.job\.lost: Give either a source/,
    ],
    [
      'an assumption nobody reads',
      (sent) => Object.assign(sent.assumptions, { 'death.all': sent.assumptions['job.lost'] }),
      /^assumptions\.death\.all: Nobody reads/,
    ],
    ['prices of a later year', (sent) => Object.assign(sent, { priceYear: 2030 }), /^priceYear: Prices of 2030 cannot/],
    [
      'a target outside the years',
      (sent) => Object.assign((sent['targets'] as object[])[0] ?? {}, { untilYear: 2060 }),
      /^targets\[0\]: 2026 to 2060 is not within 2026 to 2040/,
    ],
    ['an area named twice', (sent) => sent.areas.push('Crewe'), /^areas\[7\]: "Crewe" stands twice/],
    ['a shape that is wrong', (sent) => Object.assign(sent, { years: 'many' }), /^years: /],
  ])('%s', (_name, spoil, expected) => expect(faultsAfter(spoil).join('\n')).toMatch(expected))
})

test('the council’s scenario and its variants are whole, and each line says where it is from', () => {
  const scenario = startingScenario()
  expect(scenario.people.reduce((sum, { people }) => sum + people, 0)).toBe(499)
  expect(variantScenario('b').assumptions['job.scenario']?.middle).toBe(0.04)
  const changed = withAssumption(scenario, 'arrival.ageing-physical', { middle: 7 })
  expect(changed.arrivals.find(({ id }) => id === 'ageing-physical')?.peopleYearly.middle).toBe(7)
  expect(withAssumption(scenario, 'job.lost', { middle: 0.25 }).assumptions['job.lost']?.middle).toBe(0.25)
})

test('the example of the docs can be run', () => {
  const file = readFileSync(new URL('../../../docs/scenario-example.json', import.meta.url), 'utf8')
  expect(readScenario(JSON.parse(file))).toHaveProperty('scenario.years', 5)
})

test('a field that nobody reads is named by itself, wherever it stands', () => {
  const read = readScenario({ ...startingScenario(), colour: 'red', phasing: { ...startingScenario().phasing, zz: 1 } })
  expect(read).toEqual({
    faults: [
      { field: 'phasing.zz', fault: 'Nobody reads this field: take it out' },
      { field: 'colour', fault: 'Nobody reads this field: take it out' },
    ],
  })
})
