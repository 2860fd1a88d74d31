import type { Calibration } from './calibrate.ts'

/** What may be said about how often a budget like this is enough. */
export interface SufficiencyClaim {
  /** Of a hundred people with needs like these, for how many the budget was enough: rounded down. */
  readonly inHundred: number
  /** How many plans that had no part in the table it was seen on. */
  readonly plans: number
  readonly tableVersion: string
  /** True in a made-up borough: then every sentence made of it must say so. */
  readonly madeUp: boolean
}

/** Every claim that one table allows: for each band of counted points what was seen, none where too few plans judged it. */
export interface SufficiencyClaims {
  readonly tableVersion: string
  readonly madeUp: boolean
  readonly bands: readonly {
    /** The last counted point of the band; null where it has no end. */
    readonly toPoints: number | null
    readonly seen: { readonly inHundred: number; readonly plans: number } | null
  }[]
}

/** A band with fewer judging plans carries no claim: chance would take it too far. A project choice. */
const LEAST_PLANS = 30

/**
 * How often budgets in each band of need were enough on plans the table never saw.
 * None without findings, when the result was led by the prior, or when a gate failed.
 */
export function sufficiencyClaims(calibration: Calibration, madeUp: boolean): SufficiencyClaims | undefined {
  const { findings, standing, adoptable, table } = calibration
  if (findings === null || standing !== 'calibrated' || !adoptable) return undefined
  return {
    tableVersion: table.version,
    madeUp,
    bands: findings.bands.map(({ toPoints, plans, enough }) => ({
      toPoints,
      seen: plans < LEAST_PLANS ? null : { inHundred: Math.floor(enough * 100), plans },
    })),
  }
}

/** The claim for counted points; none where the band was judged on too few plans. */
export function claimAt(claims: SufficiencyClaims, countedPoints: number): SufficiencyClaim | undefined {
  const band = claims.bands.find((one) => one.toPoints === null || countedPoints <= one.toPoints)
  const { tableVersion, madeUp } = claims
  return band?.seen ? { ...band.seen, tableVersion, madeUp } : undefined
}
