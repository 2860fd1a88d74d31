import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { drawAgain, type Material, timesDrawn } from '../src/allocation/calibration/draw-again.ts'
import { type FitOptions, fitTable } from '../src/allocation/calibration/fit-table.ts'
import { addPlans, leftOver, normalEquations, noSums, UNKNOWNS } from '../src/allocation/calibration/normal-sums.ts'
import { ITEMS, type Plans } from '../src/allocation/calibration/plans.ts'
import { materialOf } from '../src/allocation/calibration/stability.ts'
import { syntheticPlans } from '../src/allocation/calibration/synthetic-plans.ts'
import { syntheticPrior } from '../src/allocation/calibration/synthetic-prior.ts'
import { stepsOf } from '../src/allocation/calibration/whole-points.ts'
import { random } from '../src/core/random.ts'
import type { BenchLine, BenchOptions } from './run.ts'

const { paidPerMille } = syntheticPrior.carerShare
const options: FitOptions = { prior: stepsOf(syntheticPrior), paidPerMille, quantile: 0.6, seed: 1 }
const LIMIT_MEGABYTES = 300
const DRAW_SECONDS = 30
const ROUNDS = 5

const rounded = (seconds: number) => Number(seconds.toFixed(4))

/** Wall and processor seconds of the best of a few rounds; the first ones warm the compiler up. */
function best<T>(work: () => T): { seconds: number; cpuSeconds: number; last: T } {
  let [seconds, cpuSeconds] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  let last: T | undefined
  for (let round = 0; round < ROUNDS; round++) {
    const [begun, cpu] = [performance.now(), process.cpuUsage()]
    last = work()
    const { user, system } = process.cpuUsage(cpu)
    seconds = Math.min(seconds, (performance.now() - begun) / 1000)
    cpuSeconds = Math.min(cpuSeconds, (user + system) / 1e6)
  }
  return { seconds, cpuSeconds, last: last as T }
}

/** Fit, line, correction and audit of so many people, within its time and memory. */
function wholeFit({ report, quick }: BenchOptions, count: number, limitSeconds: number): boolean {
  const plans = syntheticPlans({ count, seed: 5 })
  const { seconds, cpuSeconds, last } = best(() => fitTable(plans, options))
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
  const right = last.overall.within && last.bands.every((band) => band.within) && last.knots.length <= 12
  const within = seconds <= limitSeconds && megabytes <= LIMIT_MEGABYTES
  report({
    bench: 'allocation/calibrate fit, line, correction, audit',
    n: count,
    unit: 's',
    value: rounded(seconds),
    ratioToLimit: Number((limitSeconds / seconds).toFixed(2)),
    checks: right ? 'coverage within binomial limits, overall and by band' : 'coverage outside its limits',
    cpuSeconds: rounded(cpuSeconds),
    megabytes,
    enough: Number(last.overall.enough.toFixed(4)),
    limit: Number(last.overall.limit.toFixed(4)),
  })
  return right && (within || quick)
}

/** The rule as one would write it to be read: a row of 57 numbers for each plan, and every pair of them. */
function readableSums(plans: Plans): { gram: Float64Array; right: Float64Array } {
  const gram = new Float64Array(UNKNOWNS * UNKNOWNS)
  const right = new Float64Array(UNKNOWNS)
  for (let plan = 0; plan < plans.count; plan++) {
    const row = [1]
    for (let item = 0; item < ITEMS; item++) {
      const code = plans.codes[plan * ITEMS + item] ?? 0
      const level = Math.floor(code / 5)
      for (let step = 1; step <= 4; step++) row.push(level >= step ? (paidPerMille[code % 5] ?? 0) / 1000 : 0)
    }
    row.forEach((one, at) => {
      right[at] = (right[at] ?? 0) + one * (plans.weeklyPence[plan] ?? 0)
      row.forEach((other, to) => {
        gram[at * UNKNOWNS + to] = (gram[at * UNKNOWNS + to] ?? 0) + one * other
      })
    })
  }
  return { gram, right }
}

const numpy = `
import sys, time, json, numpy as np
folder, count, paid = sys.argv[1], int(sys.argv[2]), np.array(json.loads(sys.argv[3])) / 1000.0
codes = np.fromfile(folder + '/codes', dtype=np.uint8).reshape(count, 14)
pence = np.fromfile(folder + '/pence', dtype=np.int32).astype(np.float64)
best = 1e9
for _ in range(3):
    begun = time.perf_counter()
    level, share = codes // 5, paid[codes % 5]
    x = np.ones((count, 57))
    for step in range(1, 5):
        x[:, step::4] = np.where(level >= step, share, 0.0)
    gram, right = x.T @ x, x.T @ pence
    best = min(best, time.perf_counter() - begun)
gram.tofile(folder + '/gram'); right.tofile(folder + '/right')
print(json.dumps({'seconds': best, 'numpy': np.__version__, 'sum': float(gram.sum()), 'right': float(right.sum())}))
`

const near = (one: number, other: number) => Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one))

/** The sums that the fit rests on, beside the readable rule and beside numpy; all three must agree. */
function sumsBesidePeers({ report }: BenchOptions, count: number): boolean {
  const plans = syntheticPlans({ count, seed: 6 })
  const all = new Uint8Array(count)
  const weight = new Uint8Array(count).fill(64)
  const { seconds, last } = best(() => {
    const sums = noSums()
    addPlans([sums], { plans, left: leftOver(paidPerMille), into: all, weight })
    return normalEquations(sums)
  })
  const line = (peer: string, peerValue: number, same: boolean): BenchLine => ({
    bench: 'allocation/calibrate sums',
    n: count,
    unit: 's',
    value: rounded(seconds),
    peer,
    peerValue: rounded(peerValue),
    ratio: Number((peerValue / seconds).toFixed(1)),
    checks: same ? 'the same sums' : 'OTHER SUMS',
  })
  const begun = performance.now()
  const readable = readableSums(plans)
  const same =
    readable.gram.every((value, at) => near(value, last.gram[at] ?? 0)) &&
    readable.right.every((value, at) => near(value, last.right[at] ?? 0))
  report(line('the readable rule', (performance.now() - begun) / 1000, same))
  const folder = mkdtempSync(join(tmpdir(), 'daywell-bench-'))
  writeFileSync(join(folder, 'codes'), plans.codes)
  writeFileSync(join(folder, 'pence'), new Uint8Array(plans.weeklyPence.buffer))
  const done = spawnSync('python3', ['-c', numpy, folder, String(count), JSON.stringify(paidPerMille)], {
    encoding: 'utf8',
  })
  rmSync(folder, { recursive: true })
  if (done.status !== 0) {
    report({
      bench: 'allocation/calibrate sums',
      n: count,
      unit: 's',
      value: rounded(seconds),
      checks: 'numpy is not here: left out',
    })
    return same
  }
  const peer = JSON.parse(done.stdout) as { seconds: number; numpy: string; sum: number; right: number }
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)
  const agree = near(total(last.gram), peer.sum) && near(total(last.right), peer.right)
  report(line(`numpy ${peer.numpy}`, peer.seconds, agree))
  return same && agree
}

/** The same numbers in memory that threads share. */
function shared<T extends Uint8Array | Int32Array | Float64Array>(
  numbers: T,
  make: new (memory: SharedArrayBuffer) => T,
): T {
  const copy = new make(new SharedArrayBuffer(numbers.byteLength))
  copy.set(numbers as never)
  return copy
}

function inThread(
  material: Material,
  seeds: number[],
  begin: Float64Array,
): Promise<{ seed: number; knots: unknown }[]> {
  return new Promise((resolve, reject) => {
    const program = new URL('./draw-worker.ts', import.meta.url).href
    // A thread of its own does not know TypeScript until it is told how to read it.
    const start = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(program)}) })`
    const worker = new Worker(start, { eval: true, workerData: { material, seeds, begin } })
    worker.once('message', resolve).once('error', reject)
  })
}

/** Two hundred drawings of blocks on all plans, points fitted and line refitted each time, on two threads. */
async function drawings({ report, quick }: BenchOptions, count: number, draws: number): Promise<boolean> {
  const plans = syntheticPlans({ count, seed: 5 })
  const first = fitTable(plans, options)
  // Every plan sets points here, so that each drawing really fits them all.
  const split = { ...first.split, use: new Uint8Array(count), counts: [count, 0, 0] as const }
  const weight = first.fitted.weight.map((value) => Math.max(1, value))
  const begun = performance.now()
  const made = materialOf(plans, { ...first, split, fitted: { ...first.fitted, weight } }, options)
  const material: Material = {
    ...made,
    plans: { count, codes: shared(plans.codes, Uint8Array), weeklyPence: shared(plans.weeklyPence, Int32Array) },
    use: shared(made.use, Uint8Array),
    block: shared(made.block, Uint8Array),
    costs: { cell: shared(made.costs.cell, Int32Array), top: shared(made.costs.top, Int32Array) },
  }
  const seeds = Array.from({ length: draws }, (_, at) => at + 1)
  const begin = first.fitted.steps
  const found = (
    await Promise.all(
      [0, 1].map((half) =>
        inThread(
          material,
          seeds.filter((seed) => seed % 2 === half),
          begin,
        ),
      ),
    )
  ).flat()
  const seconds = (performance.now() - begun) / 1000
  const here = drawAgain(material, timesDrawn(random(1).whole), new Int32Array(count), begin)
  const one = found.find(({ seed }) => seed === 1)
  const right = found.length === draws && JSON.stringify(one?.knots) === JSON.stringify(here.knots)
  report({
    bench: 'allocation/calibrate block bootstrap, two threads',
    n: count,
    unit: 's',
    value: rounded(seconds),
    ratioToLimit: Number((DRAW_SECONDS / seconds).toFixed(2)),
    checks: right ? `${draws} drawings, the same line on a thread as here` : 'another line on a thread',
    draws,
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  })
  return right && (seconds <= DRAW_SECONDS || quick)
}

/**
 * Calibration on made-up plans: 6,000 people within a quarter of a second, a million within a second and 300 MB, and two
 * hundred drawings of a million within half a minute on two threads.
 */
export async function run(benchOptions: BenchOptions): Promise<boolean> {
  const million = benchOptions.quick ? 100_000 : 1_000_000
  const fits = [wholeFit(benchOptions, 6000, 0.25), wholeFit(benchOptions, million, 1)]
  const sums = sumsBesidePeers(benchOptions, 100_000)
  const drawn = await drawings(benchOptions, million, benchOptions.quick ? 20 : 200)
  return fits.every(Boolean) && sums && drawn
}
