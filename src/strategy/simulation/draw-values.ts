import { assumptionsOf } from './assumptions-of.ts'
import { ASSUMPTIONS, asShare, counted, drawKey, mixed, nameNumber } from './chance.ts'
import type { Assumption, Scenario } from './scenario-shape.ts'

/** How chance is taken: the seed, and whether assumptions take their whole range or stand at their middle. */
export interface ChanceOf {
  readonly seed: number
  readonly uncertain: boolean
}

/** The value below which the assumption lies with so much chance: a triangular distribution, worked with a square root only. */
function valueAt({ low, middle, high }: Assumption, share: number): number {
  if (high === low) return middle
  const top = (middle - low) / (high - low)
  return share < top
    ? low + Math.sqrt(share * (high - low) * (middle - low))
    : high - Math.sqrt((1 - share) * (high - low) * (high - middle))
}

/** The values of one draw by key. A key has the same chance in every scenario, so that two scenarios differ in what they say only. */
export type Values = ReadonlyMap<string, number>

export interface Drawing {
  readonly keys: readonly string[]
  valuesOf(draw: number, chance: ChanceOf): Float64Array
}

/** Makes the values of draws; numbers stand in the order of `assumptionsOf`. */
export function drawing(scenario: Scenario): Drawing {
  const all = assumptionsOf(scenario)
  const names = all.map(([key]) => nameNumber(key))
  return {
    keys: all.map(([key]) => key),
    valuesOf: (draw, { seed, uncertain }) => {
      const key = drawKey(seed, draw)
      return Float64Array.from(all, ([, value], at) =>
        uncertain ? valueAt(value, asShare(counted(key, mixed(names[at] as number), ASSUMPTIONS))) : value.middle,
      )
    },
  }
}

/** The values by their keys. */
export const byKey = (keys: readonly string[], values: Float64Array): Values =>
  new Map(keys.map((key, at) => [key, values[at] as number]))
