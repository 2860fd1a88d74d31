import type { Calibration } from './calibrate.ts'

/** What may be said about how often a budget like this is enough. */
export interface SufficiencyClaim {
  /** Of a hundred people with needs like these, for how many the budget was enough: rounded down. */
  readonly inHundred: number
  /** How many plans that had no part in the table it was seen on. */
  readonly plans: number
  readonly tableVersion: string
}

/** A band with fewer judging plans carries no claim: chance would take it too far. A project choice. */
const LEAST_PLANS = 30

/**
 * The claim for counted points: how often budgets in their band of need were enough on plans the table never saw.
 * None without findings, when the result was led by the prior, when a gate failed, or when the band was judged on few plans.
 */
export function sufficiencyFrom(calibration: Calibration, countedPoints: number): SufficiencyClaim | undefined {
  const { findings, standing, adoptable, table } = calibration
  if (findings === null || standing !== 'calibrated' || !adoptable) return undefined
  const band = findings.bands.find((one) => one.toPoints === null || countedPoints <= one.toPoints)
  if (band === undefined || band.plans < LEAST_PLANS) return undefined
  return { inHundred: Math.floor(band.enough * 100), plans: band.plans, tableVersion: table.version }
}
