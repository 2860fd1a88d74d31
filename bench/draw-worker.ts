import { parentPort, workerData } from 'node:worker_threads'
import { drawAgain, type Material, timesDrawn } from '../src/allocation/calibration/draw-again.ts'
import { random } from '../src/core/random.ts'

/** Draws plans again for the seeds it is given, on memory that it shares with the other thread. */
const { material, seeds, begin } = workerData as { material: Material; seeds: number[]; begin: Float64Array }
const points = new Int32Array(material.plans.count)
parentPort?.postMessage(
  seeds.map((seed) => {
    const { whole, knots } = drawAgain(material, timesDrawn(random(seed).whole), points, begin)
    return { seed, base: whole.base, items: whole.items, knots }
  }),
)
