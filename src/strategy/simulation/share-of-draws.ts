import { figuresLength } from './draw-figures.ts'
import type { ChanceOf } from './draw-values.ts'
import type { Scenario } from './scenario-shape.ts'
import { type DrawMaker, drawMaker } from './simulate.ts'

/** What a worker is told: first the scenario, then which draws to make. The same for a thread of the server and one of a browser. */
export type WorkerTask =
  | { readonly scenario: Scenario; readonly chance: ChanceOf }
  | { readonly from: number; readonly until: number }

/** Figures of the draws asked for, one behind the other, of so many numbers each; nothing for a scenario. */
export interface DrawsMade {
  readonly from: number
  readonly length: number
  readonly figures: Float64Array
}

/** A worker's whole memory: the scenario at hand. Gives back what each task gives. */
export function shareOfDraws(): (task: WorkerTask) => DrawsMade | undefined {
  let [maker, length]: [DrawMaker | undefined, number] = [undefined, 0]
  return (task) => {
    if ('scenario' in task) {
      maker = drawMaker(task.scenario, task.chance)
      length = figuresLength(task.scenario)
      return undefined
    }
    const figures = new Float64Array((task.until - task.from) * length)
    for (let draw = task.from; draw < task.until; draw++) {
      const at = (draw - task.from) * length
      maker?.figures(draw, figures.subarray(at, at + length))
    }
    return { from: task.from, length, figures }
  }
}

/** Draws for one message: enough that a message costs little, few enough that all workers end together and progress shows. */
export const drawsAtATime = (draws: number, workers: number): number =>
  Math.max(1, Math.min(25, Math.ceil(draws / (workers * 4))))

/** Puts what a worker made where it belongs: in the order of the draws, whoever made them. */
export function placeDraws(into: Float64Array[], { from, length, figures }: DrawsMade): void {
  for (let at = 0; at * length < figures.length; at++)
    into[from + at] = figures.subarray(at * length, (at + 1) * length)
}
