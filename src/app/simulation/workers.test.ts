import { readdirSync, readFileSync } from 'node:fs'
import { platform } from 'node:os'
import { createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'
import { startingScenario } from '../../../test/support/scenarios.ts'
import { browserScript } from '../../platform/browser-script.ts'
import { type DrawsMade, placeDraws, type WorkerTask } from '../../strategy/simulation/share-of-draws.ts'
import { figuresOfDraws } from '../../strategy/simulation/simulate.ts'
import { openSimulationWorkers } from './simulation-workers.ts'

const whole = startingScenario()
const scenario = { ...whole, years: 5, people: whole.people.slice(0, 100) }
const chance = { seed: 11, uncertain: true }
const DRAWS = 26
const bytes = (all: readonly Float64Array[]) =>
  all.map((figures) => Buffer.from(figures.buffer, figures.byteOffset, figures.byteLength).toString('base64'))

test('one, two and four workers, and the script of the browser, make the same bytes as one thread', async () => {
  const alone = bytes(figuresOfDraws(scenario, chance, DRAWS))
  for (const count of [1, 2, 4]) {
    const workers = await openSimulationWorkers(count)
    try {
      const heard: number[] = []
      const all = await workers.run({ scenario, chance, draws: DRAWS, progress: (made) => heard.push(made) })
      expect(bytes(all)).toEqual(alone)
      expect(heard.at(-1)).toBe(DRAWS)
      const stop = new AbortController()
      const stopped = workers.run({ scenario, chance, draws: DRAWS, signal: stop.signal, progress: () => stop.abort() })
      await expect(stopped).rejects.toThrow()
    } finally {
      await workers.close()
    }
  }
  expect(bytes(inBrowserScript())).toEqual(alone)
})

/** The bundle as a browser's worker gets it, in a world of its own that has nothing of Node's. */
function inBrowserScript(): Float64Array[] {
  const { body } = browserScript('draw-worker.js', 'src/strategy/simulation/draw-worker.browser.ts')
  const posted: (DrawsMade | undefined)[] = []
  const world = createContext({ postMessage: (made: DrawsMade | undefined) => posted.push(made) })
  runInContext(body.toString('utf8'), world)
  const send = (task: WorkerTask) => runInContext(`onmessage({ data: ${JSON.stringify(task)} })`, world)
  send({ scenario, chance })
  send({ from: 0, until: DRAWS })
  const all: Float64Array[] = []
  const made = posted[1]
  if (made !== undefined) placeDraws(all, made)
  return all
}

/** How many threads of this process leave the processor to others first. */
const politeThreads = () =>
  readdirSync('/proc/self/task').filter(
    (id) =>
      Number(
        readFileSync(`/proc/self/task/${id}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ')[16],
      ) > 0,
  ).length

test.runIf(platform() === 'linux')(
  'in the background only the workers themselves leave the processor to others',
  async () => {
    const before = politeThreads()
    const workers = await openSimulationWorkers(2, { background: true })
    try {
      expect(politeThreads() - before).toBe(2)
    } finally {
      await workers.close()
    }
  },
)
