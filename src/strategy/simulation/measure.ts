import { figureNumber, YEAR_FIGURES, type YearFigure } from './draw-figures.ts'
import type { Scenario } from './scenario-shape.ts'
import type { AllFigures } from './summary.ts'

/** One number that a draw is asked for: figures added up from one year to another. */
export interface Measure {
  readonly figures: readonly YearFigure[]
  readonly fromYear: number
  readonly untilYear: number
}

/** The measure of each draw. */
export function measured({ startYear }: Pick<Scenario, 'startYear'>, measure: Measure, all: AllFigures): Float64Array {
  return Float64Array.from(all, (figures) => {
    let sum = 0
    for (let year = measure.fromYear - startYear; year <= measure.untilYear - startYear; year++)
      for (const name of measure.figures) sum += figures[year * YEAR_FIGURES + figureNumber[name]] as number
    return sum
  })
}

/** The mean of a measure over all draws; not a number where there are none. */
export const meanOf = (draws: Float64Array): number => draws.reduce((sum, one) => sum + one, 0) / draws.length

/** Monte Carlo standard error of that mean. */
export function errorOf(draws: Float64Array): number {
  const mean = meanOf(draws)
  const squares = draws.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  return draws.length < 2 ? 0 : Math.sqrt(squares / (draws.length - 1) / draws.length)
}
