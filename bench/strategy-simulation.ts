import { availableParallelism, loadavg } from 'node:os'
import { openSimulationWorkers, type SimulationWorkers } from '../src/app/simulation/simulation-workers.ts'
import { figureNumber, YEAR_FIGURES } from '../src/strategy/simulation/draw-figures.ts'
import type { Scenario } from '../src/strategy/simulation/scenario-shape.ts'
import { figuresOfDraws } from '../src/strategy/simulation/simulate.ts'
import type { AllFigures } from '../src/strategy/simulation/summary.ts'
import { took } from './population/numpy-peer.ts'
import type { BenchOptions } from './run.ts'
import { sliderInBrowser } from './strategy/browser-slider.ts'
import { scenarioOf } from './strategy/made-scenario.ts'
import { openPeer, type PeerRun } from './strategy/peers.ts'

const SEED = 20_260_401
const round = (value: number, places = 2) => Number(value.toFixed(places))
const chance = { seed: SEED, uncertain: true }
const busy = () => `load ${round(loadavg()[0] ?? 0, 1)} on ${availableParallelism()} cores`

/** Figures that are compared with the peers, summed over the years. */
const compared = ['months', 'costAsNow', 'cost', 'hoursLost', 'hoursGained'] as const
function sumsOf(scenario: Scenario, figures: Float64Array): number[] {
  const sum = (names: readonly (keyof typeof figureNumber)[]) => {
    let all = 0
    for (let year = 0; year < scenario.years; year++)
      for (const name of names) all += figures[year * YEAR_FIGURES + figureNumber[name]] as number
    return all
  }
  const people = Object.keys(figureNumber).filter((name) => name.startsWith('people.')) as 'people.job'[]
  return [
    sum(people),
    sum(['supportAsNow', 'transportAsNow']),
    sum(['support', 'transport', 'relief']),
    sum(['hoursLost']),
    sum(['hoursGained']),
  ]
}

/** How many standard errors ours and the peer's means lie apart, draw by draw of the same assumptions; the largest of the five. */
function apart(ours: readonly number[][], peer: readonly number[][]): number {
  const distances = compared.map((_, at) => {
    const differences = ours.map((draw, number) => (draw[at] as number) - (peer[number]?.[at] as number))
    const mean = differences.reduce((sum, one) => sum + one, 0) / differences.length
    const squares = differences.reduce((sum, one) => sum + (one - mean) ** 2, 0)
    return Math.abs(mean) / Math.sqrt(squares / (differences.length - 1) / differences.length)
  })
  return Math.max(...distances)
}

const personMonths = (scenario: Scenario, all: AllFigures) =>
  all.reduce((sum, figures) => sum + (sumsOf(scenario, figures)[0] as number), 0)

const sameBytes = (one: AllFigures, other: AllFigures) =>
  one.length === other.length && one.every((figures, draw) => figures.every((value, at) => value === other[draw]?.[at]))

/** The full model on so many workers. */
async function full(workers: SimulationWorkers, count: number, draws: number, report: BenchOptions['report']) {
  const scenario = scenarioOf(6000, 15)
  await workers.run({ scenario, chance, draws: 8 })
  let all: AllFigures = []
  const time = await took(async () => {
    all = await workers.run({ scenario, chance, draws })
  })
  // Before the check, which makes draws on this thread too.
  const megabytes = Math.round(process.memoryUsage.rss() / 1_048_576)
  const same = sameBytes(all.slice(0, 3), figuresOfDraws(scenario, chance, 3))
  report({
    bench: 'strategy/simulation full model',
    n: personMonths(scenario, all),
    unit: 's',
    value: round(time.seconds),
    checks: same ? 'the first draws are those of one thread' : 'draws differ from one thread',
    workers: count,
    draws,
    processorSeconds: round(time.processor),
    megabytes,
    machine: busy(),
  })
  return same
}

/** Ours, and numpy, each on the same draws of 6,000 people; then SimPy on fewer. */
async function against(
  which: 'numpy' | 'SimPy',
  [people, draws]: readonly [number, number],
  workers: SimulationWorkers,
  report: BenchOptions['report'],
): Promise<boolean> {
  const scenario = scenarioOf(people, 15)
  const peer = await openPeer(which, scenario, SEED, draws)
  if (peer === undefined) {
    const checks = `${which} is not here: install it and run again`
    report({ bench: `strategy/simulation ${which}`, n: 0, unit: 's', value: 0, checks })
    return false
  }
  try {
    figuresOfDraws(scenario, chance, Math.min(draws, 20))
    await workers.run({ scenario, chance, draws: Math.min(draws, 20) })
    let [ours, two]: [AllFigures, AllFigures] = [[], []]
    const times: { one: number[]; two: number[]; peer: number[]; peerClock: number[] } = {
      one: [],
      two: [],
      peer: [],
      peerClock: [],
    }
    let theirs: PeerRun | undefined
    for (let turn = 0; turn < 3; turn++) {
      const alone = await took(async () => {
        ours = figuresOfDraws(scenario, chance, draws)
      })
      const both = await took(async () => {
        two = await workers.run({ scenario, chance, draws })
      })
      theirs = await peer.run(turn)
      times.one.push(alone.processor)
      times.two.push(both.seconds)
      times.peer.push(theirs.processor)
      times.peerClock.push(theirs.seconds)
    }
    const least = (list: readonly number[]) => Math.min(...list)
    const distance = apart(
      ours.map((figures) => sumsOf(scenario, figures)),
      theirs?.draws ?? [],
    )
    const same = sameBytes(ours, two)
    report({
      bench: `strategy/simulation ${which}`,
      n: personMonths(scenario, ours),
      unit: 's of processor, one thread',
      value: round(least(times.one), 3),
      peer: peer.name,
      peerValue: round(least(times.peer), 3),
      ratio: round(least(times.peer) / least(times.one)),
      ratioOnTwoWorkersByClock: round(least(times.peerClock) / least(times.two)),
      draws,
      checks: `means ${round(distance)} standard errors apart at most${same ? '' : ', and two workers differ from one thread'}`,
      machine: busy(),
    })
    return same && distance < 4
  } finally {
    peer.close()
  }
}

/** A slider: 499 people, 200 draws, the first hundred by themselves. */
async function slider(workers: SimulationWorkers, report: BenchOptions['report']): Promise<boolean> {
  const scenario = scenarioOf(499, 15)
  const [first, all]: [number[], number[]] = [[], []]
  for (let turn = 0; turn < 9; turn++) {
    const began = performance.now()
    await workers.run({
      scenario,
      chance,
      draws: 200,
      progress: (made) => {
        if (made >= 100 && first.length === turn) first.push(performance.now() - began)
      },
    })
    all.push(performance.now() - began)
  }
  const middle = (list: number[]) => list.sort((one, other) => one - other)[list.length >> 1] as number
  report({
    bench: 'strategy/simulation slider',
    n: 499 * 180 * 200,
    unit: 'ms',
    value: round(middle(all), 0),
    first100: round(middle(first), 0),
    least: round(Math.min(...all), 0),
    checks: 'two worker threads',
    machine: busy(),
  })
  return true
}

/** The same in a browser, whose figures must be those of the server. */
async function browserSlider(report: BenchOptions['report']): Promise<boolean> {
  const asked = await sliderInBrowser(scenarioOf(499, 15), chance, 200)
  if (asked === undefined) return true
  const times = [...asked.times].sort((one, other) => one - other)
  report({
    bench: 'strategy/simulation slider in a browser',
    n: 499 * 180 * 200,
    unit: 'ms',
    value: round(times[times.length >> 1] ?? 0, 0),
    least: round(times[0] ?? 0, 0),
    checks: asked.same ? 'every figure is the server’s' : 'figures differ from the server’s',
    machine: busy(),
  })
  return asked.same
}

/** The model at full size, the slider, and both peers. `--quick`: a tenth of the draws. */
export async function run({ quick, report }: BenchOptions): Promise<boolean> {
  const workers = await openSimulationWorkers(2)
  try {
    const results = [
      await full(workers, 2, quick ? 100 : 1000, report),
      await slider(workers, report),
      await browserSlider(report),
      await against('numpy', [6000, quick ? 10 : 30], workers, report),
      await against('SimPy', [499, quick ? 10 : 30], workers, report),
    ]
    return results.every((ok) => ok)
  } finally {
    await workers.close()
  }
}
