import type { YearFigure } from './draw-figures.ts'
import type { PeopleGroupName } from './people-groups.ts'

/**
 * What the draws say of one figure. `mcse` is the Monte Carlo standard error of the mean: how far the mean may be off because only so
 * many draws were made. Quantiles are of the draws, so they hold what is not known (assumptions) and what nobody can know (chance).
 */
export interface Spread {
  readonly mean: number
  readonly mcse: number
  readonly q025: number
  readonly q05: number
  readonly q25: number
  readonly q50: number
  readonly q75: number
  readonly q95: number
  readonly q975: number
}

/** One financial year. People are the average of the year's months; money pence, hours and attendances whole ones. */
export interface YearResult {
  readonly year: number
  readonly figures: Readonly<Record<YearFigure, Spread>>
  /** People of several states together, in the scenario; answers kept before it was told have none. */
  readonly groups?: Readonly<Record<PeopleGroupName, Spread>>
}

/** How likely a sum is reached, and how much there is. */
export interface TargetMeasure {
  readonly chance: number
  readonly chanceMcse: number
  /** Chance that it costs more than now. */
  readonly chanceOfLoss: number
  readonly pence: Spread
}

/** A target measured four ways, the strictest first: what can be taken out of a budget counts by itself. */
export interface TargetResult {
  readonly name: string
  readonly fromYear: number
  readonly untilYear: number
  readonly pence: number
  readonly cashable: TargetMeasure
  readonly cashableAndAvoided: TargetMeasure
  /** With what an empty place still costs counted as saved. */
  readonly withDisplaced: TargetMeasure
  /** As the price list alone has it: without transport, relief, double running and help into work. */
  readonly onPaper: TargetMeasure
}

export const splitKinds = ['area', 'reason', 'age', 'ethnic'] as const
export type SplitKind = (typeof splitKinds)[number]

/** What a part of the people has and loses over all years; by year the means. `age` is that of the first day or on arrival. */
export interface SplitResult {
  readonly by: SplitKind
  readonly part: string
  /** People on average over all months. */
  readonly people: Spread
  readonly costAsNow: Spread
  readonly cost: Spread
  readonly saving: Spread
  readonly hoursAsNow: Spread
  readonly hoursLost: Spread
  readonly hoursGained: Spread
  readonly byYear: readonly {
    readonly year: number
    readonly people: number
    readonly costAsNow: number
    readonly cost: number
    readonly hoursAsNow: number
    readonly hoursLost: number
    readonly hoursGained: number
  }[]
}

/** A year of a kind of place beside the first year if nothing changes: 1 is as much as then. */
export interface PlaceYear {
  readonly year: number
  /** Attendances. */
  readonly useAsNow: Spread
  readonly use: Spread
  /** What is paid for them at the prices of the first year. */
  readonly worthAsNow: Spread
  readonly worth: Spread
  /** Of that, what is paid for people who came later. */
  readonly laterAsNow: Spread
  readonly later: Spread
}

/** What the council's own places, or those outside as today and in tier 1, have over the years. */
export interface PlacesResult {
  readonly kind: 'own' | 'outside'
  readonly byYear: readonly PlaceYear[]
}

/** The answer to a scenario. The same scenario, seed and number of draws give the same answer to the last byte, anywhere. */
export interface SimulationResult {
  readonly format: 1
  readonly scenario: string
  readonly seed: number
  readonly draws: number
  readonly startYear: number
  readonly years: readonly YearResult[]
  /** Money and hours over all years. */
  readonly total: Readonly<Record<YearFigure, Spread>>
  readonly targets: readonly TargetResult[]
  readonly splits: readonly SplitResult[]
  /** Absent from an answer that was kept before places were told apart. */
  readonly places?: readonly PlacesResult[]
}
