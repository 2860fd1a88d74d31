import { emptyMonthTables } from './costs.ts'
import { drawFigures } from './draw-figures.ts'
import { drawMaterial, type Prepared, prepared } from './draw-material.ts'
import type { ChanceOf } from './draw-values.ts'
import { FastDraw } from './fast-draw.ts'
import type { SimulationResult } from './result.ts'
import type { Scenario } from './scenario-shape.ts'
import { type AllFigures, summaryOf } from './summary.ts'

/** Makes draws one by one, as often as asked; what a worker holds. */
export interface DrawMaker {
  /** The figures of one draw, in the place given for them. They depend on the draw's number alone, not on what was made before. */
  figures(draw: number, into?: Float64Array): Float64Array
}

/** Prepares a scenario once, so that each draw after it costs the draw alone. */
export function drawMaker(scenario: Scenario, chance: ChanceOf, ready: Prepared = prepared(scenario)): DrawMaker {
  const fast = new FastDraw(ready)
  const tables = emptyMonthTables(scenario)
  return {
    figures: (draw, into) => {
      const material = drawMaterial(ready, draw, chance, tables)
      return drawFigures(scenario, material, fast.run(material), into)
    },
  }
}

/** Makes draws away from the thread that serves pages, each with its own value of every assumption; `until` is the first that is not made. */
export type MakeDraws = (wanted: {
  readonly scenario: Scenario
  readonly seed: number
  readonly from: number
  readonly until: number
}) => Promise<AllFigures>

/** The figures of so many draws, one after another on one thread. */
export function figuresOfDraws(scenario: Scenario, chance: ChanceOf, draws: number): AllFigures {
  const maker = drawMaker(scenario, chance)
  return Array.from({ length: draws }, (_, draw) => maker.figures(draw))
}

/** A scenario's answer on one thread; workers give the same. */
export function simulate(scenario: Scenario, seed: number, draws: number): SimulationResult {
  return summaryOf(scenario, seed, figuresOfDraws(scenario, { seed, uncertain: true }, draws))
}
