import type { CalendarDate } from '../../core/calendar-date.ts'
import { type Pence, pence } from '../../core/money.ts'
import { accept, type Outcome, refuse } from '../../core/outcome.ts'
import { type AllocationTable, allocationTable } from '../allocation-table.ts'
import { yearly } from '../quote.ts'
import { type Baseline, baselines } from './baselines.ts'
import { commonCombinations } from './common-combinations.ts'
import { type Contingency, contingency } from './contingency.ts'
import { bandOf } from './correct-curve.ts'
import type { BandCoverage, Coverage } from './coverage.ts'
import type { GroupAudit } from './equity.ts'
import { type FittedTable, fitTable } from './fit-table.ts'
import type { LeftOut } from './plan-file.ts'
import type { Plans } from './plans.ts'
import type { PricedAgain } from './priced-again.ts'
import { type CashGiven, type CashReconciled, reconcile } from './reconcile.ts'
import { spreadOf } from './spread.ts'
import { type Stability, stability } from './stability.ts'
import { type LawSeen, tableLaws } from './table-laws.ts'
import { stepsOf } from './whole-points.ts'

/** Under so many plans the prior table stands and nothing is claimed; under so many the result is led by the prior. */
const PLANS_TO_FIT = 100
const PLANS_TO_CLAIM = 300
const CONTINGENCY_YEARS = 400
const MOST_LIVED_THROUGH = 6000

export type Standing = 'prior-only' | 'prior-led' | 'calibrated'

export interface CalibrationAsked {
  readonly plans: Plans
  /** How many the file or the records held, and why some were left out. */
  readonly given: number
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>
  /** SHA-256 of the plans, whatever their order. */
  readonly evidenceHash: string
  readonly prior: AllocationTable
  readonly priorHash: string
  /** Name and first day of the table that would come of it. */
  readonly version: string
  readonly from: CalendarDate
  readonly quantile: number
  readonly seed: number
  /** The list of prices by which the plans were priced again, if any. */
  readonly rateCard?: string
  /** How many recorded plans were priced again at the rates of a day. */
  readonly pricedAgain?: PricedAgain
  /** The share of surpluses that comes back, for the contingency. */
  readonly recovery: number
  /** The council's money for a year, if it is to be set beside it. The contingency is worked out. */
  readonly cash?: Omit<CashGiven, 'contingencyPence'>
}

export interface Gate {
  readonly gate: 'coverage' | 'equity' | 'stability' | 'laws'
  readonly passed: boolean
}

/** What only a calibration with enough plans can say. */
export interface Findings {
  readonly setPlans: number
  readonly correctPlans: number
  readonly judgePlans: number
  readonly pull: number
  readonly pencePerPriorPoint: number
  readonly coverage: Coverage
  readonly bands: readonly BandCoverage[]
  readonly groups: readonly GroupAudit[]
  readonly stability: Stability
  readonly laws: readonly LawSeen[]
  readonly baselines: readonly Baseline[]
  readonly contingency: Contingency
  readonly gates: readonly Gate[]
  /** Combinations of answers that plans behind the table often have; absent in what was worked out before they were counted. */
  readonly common?: readonly string[]
}

export interface Calibration
  extends Pick<CalibrationAsked, 'given' | 'leftOut' | 'evidenceHash' | 'priorHash' | 'quantile' | 'seed'> {
  readonly standing: Standing
  readonly usable: number
  readonly priorVersion: string
  readonly rateCard: string | null
  /** Absent where the costs are as they were recorded, or were priced by a rate card. */
  readonly pricedAgain?: PricedAgain
  /** The table that would come of it; the prior itself when there are too few plans. */
  readonly table: AllocationTable
  readonly findings: Findings | null
  /** A whole year of every usable plan's budget, and the council's money beside it. */
  readonly cash: CashReconciled | null
  /** Whether two people may adopt it: fitted, and every gate passed. */
  readonly adoptable: boolean
}

export type CalibrationRefusal =
  | 'no_evidence'
  | 'one_person'
  | 'one_group'
  | 'quantile_out_of_range'
  | 'recovery_out_of_range'
  | 'nothing_to_explain'

/** What is wrong with what was asked, if anything. */
function whatIsWrong({ plans, quantile, recovery }: CalibrationAsked): CalibrationRefusal | undefined {
  if (!(quantile >= 0.5 && quantile <= 0.95)) return 'quantile_out_of_range'
  if (!(recovery >= 0 && recovery <= 1)) return 'recovery_out_of_range'
  if (plans.count === 0) return 'no_evidence'
  if (plans.count === 1) return 'one_person'
  if (plans.groups.some((column) => column.values.length < 2)) return 'one_group'
  return plans.weeklyPence.every((one) => one === plans.weeklyPence[0]) ? 'nothing_to_explain' : undefined
}

function tableFrom(asked: CalibrationAsked, { whole, knots }: FittedTable): AllocationTable {
  const { prior, version, from, quantile, seed, plans } = asked
  const source = `Calibration on ${plans.count} evidenced plans (evidence ${asked.evidenceHash.slice(0, 16)}, seed ${seed}), drawn towards table ${prior.version}`
  return allocationTable.parse({
    ...prior,
    version,
    from,
    until: undefined,
    about: `Set against ${plans.count} agreed plans that were enough, so that a budget is enough for about ${Math.round(quantile * 100)} in 100 people with needs like yours.`,
    base: { points: whole.base, basis: { source } },
    points: { items: whole.items, basis: { source } },
    curve: { knots, basis: { source } },
  })
}

/** Every gate a table must pass before two people may adopt it. */
function gatesOf(fit: FittedTable, steady: Stability, laws: readonly LawSeen[]): Gate[] {
  const audited = fit.groups.filter((group) => group.plans !== null)
  return [
    { gate: 'coverage', passed: fit.overall.within && fit.bands.every((band) => band.within) },
    { gate: 'equity', passed: audited.length >= 2 && audited.every((group) => !group.worseThanChance) },
    { gate: 'stability', passed: steady.steady },
    { gate: 'laws', passed: laws.every((law) => law.kept) },
  ]
}

function yearOf(budgets: Iterable<number>): Pence {
  let week = 0
  for (const budget of budgets) week += budget
  return yearly(pence(week))
}

/** The council's year beside the budgets of the plans, with the dear year's contingency worked out. */
function cashOf({ cash }: CalibrationAsked, indicative: Pence, dearShare: number): CashReconciled | null {
  if (cash === undefined) return null
  const share = Math.max(0, Math.min(0.95, dearShare))
  return reconcile(indicative, { ...cash, contingencyPence: pence(Math.round((indicative * share) / (1 - share))) })
}

function fittedResult(asked: CalibrationAsked): Pick<Calibration, 'table' | 'findings' | 'cash' | 'adoptable'> {
  const { plans, prior, quantile, seed, recovery } = asked
  const options = { prior: stepsOf(prior), paidPerMille: prior.carerShare.paidPerMille, quantile, seed }
  const fit = fitTable(plans, options)
  const table = tableFrom(asked, fit)
  const laws = tableLaws(table, plans)
  const steady = stability(plans, fit, options)
  const { spread, needsSpread } = spreadOf(plans, fit)
  const people = Math.min(plans.count, MOST_LIVED_THROUGH)
  const held = contingency({ people, quantile, recovery, spread, needsSpread, years: CONTINGENCY_YEARS, seed })
  const gates = gatesOf(fit, steady, laws)
  const findings: Findings = {
    setPlans: fit.split.counts[0],
    correctPlans: fit.split.counts[1],
    judgePlans: fit.split.counts[2],
    pull: fit.fitted.pull,
    pencePerPriorPoint: fit.fitted.pencePerPriorPoint,
    coverage: fit.overall,
    bands: fit.bands,
    groups: fit.groups,
    stability: steady,
    laws,
    baselines: baselines(plans, fit, options, prior.points.items),
    contingency: held,
    gates,
    common: commonCombinations(plans, (plan) => bandOf(fit.ends, fit.points[plan] ?? 0)),
  }
  return {
    table,
    findings,
    cash: cashOf(asked, yearOf(fit.budgets), held.dearShare),
    adoptable: gates.every((gate) => gate.passed),
  }
}

/**
 * Sets the allocation table against evidenced plans. Same plans (in any order), prior, figures and seed: same table, same
 * hash. Refuses what cannot be calibrated; under a hundred plans the prior stands and nothing is claimed.
 */
export function calibrate(asked: CalibrationAsked): Outcome<Calibration, CalibrationRefusal> {
  const wrong = whatIsWrong(asked)
  if (wrong !== undefined) return refuse(wrong)
  const { plans, prior, given, leftOut, evidenceHash, priorHash, quantile, seed } = asked
  const common = {
    given,
    leftOut,
    evidenceHash,
    priorHash,
    quantile,
    seed,
    usable: plans.count,
    priorVersion: prior.version,
    rateCard: asked.rateCard ?? null,
    ...(asked.pricedAgain === undefined ? {} : { pricedAgain: asked.pricedAgain }),
  }
  if (plans.count < PLANS_TO_FIT)
    return accept({ ...common, standing: 'prior-only', table: prior, findings: null, cash: null, adoptable: false })
  const standing: Standing = plans.count < PLANS_TO_CLAIM ? 'prior-led' : 'calibrated'
  return accept({ ...common, standing, ...fittedResult(asked) })
}
