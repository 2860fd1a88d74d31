import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { differingColumns, writeColumns } from './column-files.ts'
import { type Measured, rulesForPeers } from './rules-for-peers.ts'

/** Seconds by the clock, and of processor time: the second stays true on a computer that has other work. */
export interface Took {
  readonly seconds: number
  readonly processor: number
}

/** How long work in this process takes, all its threads together. */
export async function took(work: () => Promise<unknown>): Promise<Took> {
  const [began, busy] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(busy)
  return { seconds: (performance.now() - began) / 1000, processor: (user + system) / 1_000_000 }
}

/** Another program that works the same people out under the same rules. */
export interface Peer {
  readonly name: string
  /** Works everybody out once. */
  run(): Promise<Took>
  /** The columns in which it differs from ours. */
  differences(): Promise<string[]>
  close(): void
}

const has = (python: string) => spawnSync(python, ['-c', 'import numpy'], { stdio: 'ignore' }).status === 0

/** A Python that knows numpy; installed from the Debian package where we may and it is not there. */
function pythonWithNumpy(): string | undefined {
  const found = ['python3', '/usr/bin/python3'].find(has)
  if (found !== undefined || process.getuid?.() !== 0) return found
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'python3-numpy'], { stdio: 'ignore' })
  return has('/usr/bin/python3') ? '/usr/bin/python3' : undefined
}

/** numpy on so many threads, in a process of its own that keeps its columns; undefined where there is none. */
export async function numpyPeer(measured: Measured, threads: number): Promise<Peer | undefined> {
  const python = pythonWithNumpy()
  if (python === undefined) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'daywell-numpy-'))
  writeColumns(folder, 'answers', measured.answers)
  writeColumns(folder, 'people', measured.people)
  writeFileSync(join(folder, 'rules.json'), JSON.stringify(rulesForPeers(measured, threads)))
  const child = spawn(python, [fileURLToPath(new URL('numpy_peer.py', import.meta.url)), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  }) as unknown as ChildProcessWithoutNullStreams
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ask = async (word?: string) => {
    if (word !== undefined) child.stdin.write(`${word}\n`)
    const { value, done } = await lines.next()
    if (done === true) throw new Error('The numpy peer ended before it answered; see its message above.')
    return String(value)
  }
  const version = (await ask()).replace('ready ', '')
  return {
    name: `numpy ${version}, ${threads} threads`,
    run: async () => {
      const [seconds = 0, processor = 0] = (await ask('run')).split(' ').map(Number)
      return { seconds, processor }
    },
    differences: async () => {
      await ask('write')
      return [
        ...differingColumns(folder, 'numpy.budgets', measured.budgets),
        ...differingColumns(folder, 'numpy.contributions', measured.contributions),
      ]
    },
    close: () => {
      child.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
