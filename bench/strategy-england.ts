import { availableParallelism, loadavg } from 'node:os'
import { openSimulationWorkers } from '../src/app/simulation/simulation-workers.ts'
import type { AllFigures } from '../src/strategy/simulation/summary.ts'
import { summaryOf } from '../src/strategy/simulation/summary.ts'
import { took } from './population/numpy-peer.ts'
import type { BenchOptions } from './run.ts'
import { scenarioOf } from './strategy/made-scenario.ts'

const PEOPLE = 1_000_000
const SEED = 20_260_401
/** Draws that a job makes before it writes them down. */
const BATCH = 10

/** England's size: in batches as the job makes them, memory after each. `--quick`: twenty draws. */
export async function run({ quick, report }: BenchOptions): Promise<boolean> {
  const draws = quick ? 20 : 200
  const scenario = scenarioOf(PEOPLE, 10)
  const workers = await openSimulationWorkers(2)
  const memory: number[] = []
  let all: AllFigures = []
  try {
    const time = await took(async () => {
      for (let from = 0; from < draws; from += BATCH) {
        const made = await workers.run({ scenario, chance: { seed: SEED, uncertain: true }, from, draws: BATCH })
        all = [...all, ...made]
        memory.push(process.memoryUsage.rss() / 1_048_576)
        process.stderr.write(`\r${from + BATCH} of ${draws} draws`)
      }
    })
    process.stderr.write('\n')
    const { total } = summaryOf(scenario, SEED, all)
    const most = (list: readonly number[]) => Math.round(Math.max(...list))
    report({
      bench: 'strategy/england',
      n: PEOPLE * 120 * draws,
      unit: 's',
      value: Number(time.seconds.toFixed(1)),
      processorSeconds: Number(time.processor.toFixed(1)),
      megabytesFirstHalf: most(memory.slice(0, memory.length / 2)),
      megabytesSecondHalf: most(memory.slice(memory.length / 2)),
      draws,
      checks: `mean of people in work ${total['people.job'].mean}`,
      machine: `load ${(loadavg()[0] ?? 0).toFixed(1)} on ${availableParallelism()} cores`,
    })
    return all.length === draws
  } finally {
    await workers.close()
  }
}
