import { assumptionsOf, withAssumption } from '../simulation/assumptions-of.ts'
import type { TargetResult } from '../simulation/result.ts'
import { bounds } from '../simulation/scenario-faults.ts'
import type { Assumption, Scenario } from '../simulation/scenario-shape.ts'
import { movedTo, shortened, unitOf } from './change-scenario.ts'
import { type Needed, neededValue } from './needed-value.ts'
import { LIVE_DRAWS, SEED, type Simulate } from './simulate-type.ts'
import { sayableValue } from './value-words.ts'

/** The ways a target may be counted, the strictest first. */
export const measures = ['cashable', 'cashableAndAvoided', 'withDisplaced', 'onPaper'] as const
export type Measure = (typeof measures)[number]

/** What somebody wants to know: which assumption, for which target, counted how, in how many of 100 runs. */
export interface Question {
  readonly key: string
  readonly target: number
  readonly measure: Measure
  readonly chance: number
}

/** Between what an assumption may be sought, and how finely: shares up to all, everything else up to three times today's middle. */
export function reachOf(key: string, { middle }: Assumption): { least: number; most: number; step: number } {
  const unit = unitOf(key)
  if (unit === 'share' || unit === 'yearly') return { least: 0, most: 1, step: 0.005 }
  if (unit === 'points') return { least: -0.05, most: 0.05, step: 0.0005 }
  if (unit === 'people') return { least: 1, most: Math.min(bounds.people[1], Math.max(6, middle * 3)), step: 0.05 }
  if (unit === 'weekly') return { least: 0, most: 7, step: 0.02 }
  if (unit === 'hours') return { least: 0, most: 12, step: 0.05 }
  const most = Math.min(bounds[unit][1], middle === 0 ? 1 : middle * 3)
  return { least: 0, most, step: most / 300 }
}

const rowOf = (key: string): string | undefined =>
  /^(mix\.[a-z]+|need)\.(tier[123]|lower|medium|higher)$/.exec(key)?.[1]

/** A scenario with the middle of one assumption elsewhere, its range moved with it. In a mix the others give way in proportion. */
export function withMiddleAt(scenario: Scenario, key: string, value: number): Scenario {
  const found = assumptionsOf(scenario).find(([name]) => name === key)?.[1]
  if (found === undefined) return scenario
  const moved = withAssumption(scenario, key, movedTo(found, value, unitOf(key)))
  const row = rowOf(key)
  if (row === undefined) return moved
  const others = assumptionsOf(scenario).filter(([name]) => name !== key && rowOf(name) === row)
  const left = others.reduce((sum, [, { middle }]) => sum + middle, 0)
  return others.reduce((next, [name, other]) => {
    const share = left === 0 ? (1 - value) / others.length : (other.middle / left) * (1 - value)
    return withAssumption(next, name, movedTo(other, share, 'share'))
  }, moved)
}

/** Finds what one assumption would have to be, all else as it is, by trying values with the same random numbers. */
export async function askNeeded(scenario: Scenario, asked: Question, simulate: Simulate): Promise<Needed> {
  const target = scenario.targets[asked.target]
  const found = assumptionsOf(scenario).find(([name]) => name === asked.key)?.[1]
  if (target === undefined || found === undefined) throw new Error(`nothing is known of ${asked.key} or the target`)
  const short = shortened(scenario, target.untilYear - scenario.startYear + 1)
  const at = short.targets.indexOf(target)
  const chanceAt = async (value: number) => {
    const answer = await simulate(withMiddleAt(short, asked.key, value), SEED, LIVE_DRAWS)
    return (answer.targets[at] as TargetResult)[asked.measure].chance
  }
  const reach = reachOf(asked.key, found)
  const needed = await neededValue({ now: found.middle, ...reach, wanted: asked.chance, chanceAt })
  if (needed.found !== 'value') return needed
  // Whoever types what was said must reach the target: it is said a little further off, never nearer.
  const said = sayableValue(scenario, asked.key, needed.value, needed.atLeast)
  const value = Math.min(reach.most, Math.max(reach.least, said))
  const chance = await chanceAt(value)
  return chance >= asked.chance ? { ...needed, value, chance } : needed
}
