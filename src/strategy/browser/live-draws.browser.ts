import type { Scenario } from '../simulation/scenario-shape.ts'
import { type DrawsMade, placeDraws, type WorkerTask } from '../simulation/share-of-draws.ts'

const CHUNK = 25

/** Draws of one scenario that are made already, from the first. */
export interface Made {
  readonly scenario: Scenario
  readonly figures: Float64Array[]
}

/** Two workers of this browser that make draws; the last question wins, and what was made for it before is kept. */
export class LiveDraws {
  private readonly workers: readonly Worker[]
  private readonly held: (Scenario | undefined)[]
  private readonly seed: number
  private turn = 0

  constructor(script: string, seed: number, count = 2) {
    this.seed = seed
    this.workers = Array.from({ length: count }, () => new Worker(script, { type: 'module' }))
    this.held = this.workers.map(() => undefined)
  }

  /** A new question: whatever an older one still asks for is given up. */
  begin(): number {
    this.turn += 1
    return this.turn
  }

  isOld(turn: number): boolean {
    return turn !== this.turn
  }

  /** Makes the draws that are missing up to a number; false when somebody asked something newer meanwhile. */
  async upTo({ scenario, figures }: Made, draws: number, turn: number): Promise<boolean> {
    let next = figures.length
    const all: Float64Array[] = [...figures]
    await Promise.all(
      this.workers.map(async (_, at) => {
        while (next < draws && !this.isOld(turn)) {
          if (this.held[at] !== scenario) {
            await this.ask(at, { scenario, chance: { seed: this.seed, uncertain: true } })
            this.held[at] = scenario
            continue
          }
          const from = next
          next = Math.min(draws, from + CHUNK)
          const made = await this.ask(at, { from, until: next })
          if (made !== undefined) placeDraws(all, made)
        }
      }),
    )
    if (this.isOld(turn)) return false
    figures.push(...all.slice(figures.length))
    return true
  }

  private ask(at: number, task: WorkerTask): Promise<DrawsMade | undefined> {
    const worker = this.workers[at] as Worker
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<DrawsMade | undefined>) => resolve(data)
      worker.onerror = () => reject(new Error('a worker failed'))
      worker.postMessage(task)
    })
  }
}
