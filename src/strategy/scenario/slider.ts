import { roundUp } from '../../core/round-up.ts'
import type { MainField } from './main-assumptions.ts'

/** A slider beside a number: from where to where, in which steps, as the page shows the number. */
export interface Slider {
  readonly min: number
  readonly max: number
  readonly step: number
}

/** Where a number stood at nothing, how far its slider goes. */
const fromNothing: Readonly<Record<string, number>> = { pounds: 100_000, number: 10 }

/**
 * The slider of a number that stands at `value`, as shown: a share goes from 0 to 100, or to a round number of twice a small one; any
 * other from 0 to a round number not below twice itself, in a hundredth part of that or finer. Whole numbers keep their own limits.
 * Nothing for a choice.
 */
export function sliderOf({ unit, key }: Pick<MainField, 'unit' | 'key'>, value: number): Slider | undefined {
  if (unit === 'choice' || !Number.isFinite(value) || value < 0) return undefined
  if (key === 'phasing.overYears') return { min: 1, max: 10, step: 1 }
  if (unit === 'whole') return { min: 0, max: 60, step: 1 }
  if (unit === 'inHundred') {
    const max = value > 0 && value <= 10 ? roundUp(2 * value) : 100
    return { min: 0, max, step: roundUp(max / 100) }
  }
  const max = value === 0 ? (fromNothing[unit] ?? 10) : roundUp(2 * value)
  return { min: 0, max, step: roundUp(max / 200) }
}

const tenths = (number: number) => Math.round(number * 10) / 10

/**
 * Three shares that add to 100 when one of them is set. The one that was set just before (`held`) stays where there is room for it, so
 * that two can be set one after the other; else the others keep their proportion, to a tenth, and the last takes what rounding leaves.
 * Where the others were nothing they share alike.
 */
export function mixWith(shares: readonly number[], at: number, value: number, held?: number): number[] {
  const set = Math.min(100, Math.max(0, value))
  const others = shares.map((_, one) => one).filter((one) => one !== at)
  const kept = held === undefined || held === at ? undefined : shares[held]
  const sum = others.reduce((all, one) => all + (shares[one] as number), 0)
  const mix = shares.map((share, one) => {
    if (one === at) return set
    if (kept !== undefined) return one === held ? Math.min(kept, 100 - set) : 0
    return tenths(sum === 0 ? (100 - set) / others.length : ((100 - set) * share) / sum)
  })
  const last = others.filter((one) => one !== held).at(-1) as number
  const rest = mix.reduce((all, share, one) => (one === last ? all : all + share), 0)
  mix[last] = Math.max(0, Number((100 - rest).toFixed(4)))
  return mix
}
