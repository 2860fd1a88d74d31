import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { asShare } from '../../src/strategy/simulation/chance.ts'
import { CELLS } from '../../src/strategy/simulation/costs.ts'
import { drawMaterial, prepared } from '../../src/strategy/simulation/draw-material.ts'
import { BANDS } from '../../src/strategy/simulation/limits.ts'
import { bandFromMonths, bandMonths } from '../../src/strategy/simulation/people-columns.ts'
import type { Scenario } from '../../src/strategy/simulation/scenario-shape.ts'
import { splitsOf } from '../../src/strategy/simulation/tally.ts'
import { ageBandNames, ageBands, reasons } from '../../src/strategy/simulation/words.ts'

const flat = (lists: readonly ArrayLike<number>[]): Float64Array => {
  const whole = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const list of lists) {
    whole.set(list, at)
    at += list.length
  }
  return whole
}
const shares = (limits: ArrayLike<number>) => Float64Array.from(limits, (limit) => asShare(limit))

/** The band of every age in months: an array that a peer looks up. */
const bandOfAge = () =>
  Array.from({ length: 130 * 12 }, (_, age) => {
    const at = ageBands.findIndex(({ until }) => age < until * 12)
    return at < 0 ? BANDS - 1 : at
  })

/**
 * Writes what other programs need to run the same draws: chances, tables of months and expected arrivals of each draw as our own code
 * makes them from the scenario. What is compared is the running.
 */
export function writeMaterial(folder: string, scenario: Scenario, seed: number, draws: number): void {
  const ready = prepared(scenario)
  const all = Array.from({ length: draws }, (_, draw) => drawMaterial(ready, draw, { seed, uncertain: true }))
  const write = (name: string, list: NodeJS.ArrayBufferView) => writeFileSync(join(folder, name), list)
  write('fates', flat(all.map(({ limits }) => shares(limits.fates))))
  write('moves', flat(all.map(({ limits }) => limits.moves.map((count) => count / 2 ** 32))))
  write(
    'small',
    flat(
      all.map(({ needLimits, mixLimits, sharingLimit, enablementLimits }) =>
        shares([...needLimits, ...mixLimits.flat(), sharingLimit, ...enablementLimits]),
      ),
    ),
  )
  write('all', Int32Array.from(flat(all.map(({ tables }) => tables.all))))
  write('hours', Int32Array.from(flat(all.map(({ tables }) => tables.hours))))
  const months = scenario.years * 12
  const expected = all.flatMap(({ values }) =>
    scenario.arrivals.map(({ id, grows }) =>
      Float64Array.from({ length: months }, (_, month) => {
        const times = grows === undefined ? 1 : (scenario.paths[grows][Math.floor(month / 12)]?.value ?? 1)
        return month === 0 ? 0 : ((values.get(`arrival.${id}`) ?? 0) / 12) * times
      }),
    ),
  )
  write('expected', flat(expected))
  for (const name of ['sex', 'reason', 'band', 'area', 'ethnic', 'inHouse', 'need'] as const)
    write(`people.${name}`, ready.people[name])
  const splits = splitsOf(scenario)
  const { existing, startsMonth, overYears } = scenario.phasing
  const meta = {
    years: scenario.years,
    draws,
    cells: CELLS,
    kinds: (all[0]?.limits.fates.length ?? 0) / 4,
    streams: scenario.arrivals.length,
    bandFrom: bandFromMonths,
    bandMonths,
    bandOfAge: bandOfAge(),
    startsMonth,
    existing,
    span: existing === 'year_one' ? 12 : overYears * 12,
    enablementMonths: scenario.enablementMonths,
    reliefMonths: scenario.reliefMonths,
    streamReason: scenario.arrivals.map(({ reason }) => reasons.indexOf(reason)),
    streamBand: scenario.arrivals.map(({ ageBand }) => ageBandNames.indexOf(ageBand)),
    parts: splits.parts,
    firstReason: splits.reason,
    firstAge: splits.age,
    firstEthnic: splits.ethnic,
  }
  writeFileSync(join(folder, 'meta.json'), JSON.stringify(meta))
}
