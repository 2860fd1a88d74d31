import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Scenario } from '../../src/strategy/simulation/scenario-shape.ts'
import { writeMaterial } from './material-for-peers.ts'

/** One run of a peer: clock, processor, and five sums of each draw (months of people, cost as now, cost, hours lost, hours gained). */
export interface PeerRun {
  readonly seconds: number
  readonly processor: number
  readonly draws: number[][]
}
export interface SimulationPeer {
  readonly name: string
  run(seed: number): Promise<PeerRun>
  close(): void
}

const peers = {
  numpy: { asks: 'import numpy', file: 'numpy_peer.py', debian: 'python3-numpy' },
  SimPy: { asks: 'import SimPy.Simulation', file: 'simpy_peer.py', debian: 'python3-simpy' },
} as const

/** A Python that knows the library; installed from the Debian package where we may and it is not there. */
function pythonWith(asks: string, debian: string): string | undefined {
  const has = (python: string) => spawnSync(python, ['-c', asks], { stdio: 'ignore' }).status === 0
  const found = ['python3', '/usr/bin/python3'].find(has)
  if (found !== undefined || process.getuid?.() !== 0) return found
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', debian], { stdio: 'ignore' })
  return has('/usr/bin/python3') ? '/usr/bin/python3' : undefined
}

/** Opens a peer on the same draws; undefined where this computer has none. */
export async function openPeer(
  which: keyof typeof peers,
  scenario: Scenario,
  seed: number,
  draws: number,
): Promise<SimulationPeer | undefined> {
  const { asks, file, debian } = peers[which]
  const python = pythonWith(asks, debian)
  if (python === undefined) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'daywell-simulation-'))
  writeMaterial(folder, scenario, seed, draws)
  const child = spawn(python, [fileURLToPath(new URL(file, import.meta.url)), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
  }) as unknown as ChildProcessWithoutNullStreams
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => {
    const { value, done } = await lines.next()
    if (done === true) throw new Error(`The ${which} peer ended before it answered; see its message above.`)
    return String(value)
  }
  const version = (await next()).replace('ready ', '')
  return {
    name: `${which} ${version}`,
    run: async (ownSeed) => {
      child.stdin.write(`run ${ownSeed}\n`)
      return JSON.parse(await next()) as PeerRun
    },
    close: () => {
      child.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
