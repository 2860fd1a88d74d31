import type { Spread } from './result.ts'

/** The value below which so many of the sorted numbers lie, between two of them in proportion (the seventh of Hyndman and Fan). */
export function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share
  const below = Math.floor(place)
  const low = sorted[below] as number
  const high = sorted[Math.min(sorted.length - 1, below + 1)] as number
  return low + (high - low) * (place - below)
}

/** Mean and spread of the draws, each number × `scale` and rounded to so many places; a half goes up. */
export function spreadOf(draws: Float64Array, scale = 1, places = 0): Spread {
  const sorted = draws.slice().sort()
  let sum = 0
  for (const value of sorted) sum += value
  const mean = sum / sorted.length
  let squares = 0
  for (const value of sorted) squares += (value - mean) * (value - mean)
  const mcse = sorted.length < 2 ? 0 : Math.sqrt(squares / (sorted.length - 1) / sorted.length)
  const unit = 10 ** places
  const said = (value: number) => Math.round(value * scale * unit) / unit + 0
  const at = (share: number) => said(quantile(sorted, share))
  return {
    mean: said(mean),
    mcse: said(mcse),
    q025: at(0.025),
    q05: at(0.05),
    q25: at(0.25),
    q50: at(0.5),
    q75: at(0.75),
    q95: at(0.95),
    q975: at(0.975),
  }
}
