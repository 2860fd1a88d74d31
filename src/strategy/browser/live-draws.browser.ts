import type { Scenario } from '../simulation/scenario-shape.ts'
import { type DrawsMade, placeDraws, type WorkerTask } from '../simulation/share-of-draws.ts'

const CHUNK = 25

/** Draws of one scenario that are made already, from the first. */
export interface Made {
  readonly scenario: Scenario
  readonly figures: Float64Array[]
}

/** A worker that is asked one thing after another: an answer belongs to the question that stands longest. */
class AskedInTurn {
  private readonly worker: Worker
  private readonly waiting: { resolve(made: DrawsMade | undefined): void; reject(error: Error): void }[] = []

  constructor(script: string) {
    this.worker = new Worker(script, { type: 'module' })
    this.worker.onmessage = ({ data }: MessageEvent<DrawsMade | undefined>) => this.waiting.shift()?.resolve(data)
    this.worker.onerror = () => {
      for (const one of this.waiting.splice(0)) one.reject(new Error('a worker failed'))
    }
  }

  ask(task: WorkerTask): Promise<DrawsMade | undefined> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject })
      this.worker.postMessage(task)
    })
  }
}

/** Two workers of this browser that make draws; the last question wins, and what was made for it before is kept. */
export class LiveDraws {
  private readonly workers: readonly AskedInTurn[]
  /** What each worker was last told to work on. */
  private readonly told: (Scenario | undefined)[]
  private readonly seed: number
  private turn = 0

  constructor(script: string, seed: number, count = 2) {
    this.seed = seed
    this.workers = Array.from({ length: count }, () => new AskedInTurn(script))
    this.told = this.workers.map(() => undefined)
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
    const from = figures.length
    const all: Float64Array[] = [...figures]
    let next = from
    await Promise.all(
      this.workers.map(async (worker, at) => {
        while (next < draws && !this.isOld(turn)) {
          const [first, until] = [next, Math.min(draws, next + CHUNK)]
          next = until
          const made = await this.ask(worker, at, scenario, { from: first, until })
          if (made !== undefined) placeDraws(all, made)
        }
      }),
    )
    // Who was overtaken keeps what is whole from the first on, unless the newer question made it meanwhile.
    for (let at = figures.length; all[at] !== undefined; at++) figures.push(all[at] as Float64Array)
    return !this.isOld(turn)
  }

  private ask(worker: AskedInTurn, at: number, scenario: Scenario, task: WorkerTask): Promise<DrawsMade | undefined> {
    if (this.told[at] !== scenario) {
      this.told[at] = scenario
      void worker.ask({ scenario, chance: { seed: this.seed, uncertain: true } }).catch(() => undefined)
    }
    return worker.ask(task)
  }
}
