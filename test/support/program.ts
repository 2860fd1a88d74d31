import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

export interface Finished {
  readonly exit: number | null
  readonly out: string
  readonly err: string
}

/** A new folder for the embedded database of a test; `remove` takes it away. */
export function temporaryFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'daywell-test-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** The process itself and no shell around it, so that a signal, the hardest too, reaches what works. */
function start(words: readonly string[], environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, words, {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'test', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

async function finish(child: ChildProcess, input = ''): Promise<Finished> {
  let out = ''
  let err = ''
  child.stdout?.on('data', (part: Buffer) => {
    out += part.toString()
  })
  child.stderr?.on('data', (part: Buffer) => {
    err += part.toString()
  })
  child.stdin?.end(input)
  const [exit] = (await once(child, 'close')) as [number | null]
  return { exit, out, err }
}

/** Runs the command line to its end, in a process of its own. */
export function daywell(
  words: readonly string[],
  environment: Record<string, string> = {},
  input = '',
): Promise<Finished> {
  return finish(start(['bin/daywell.js', ...words], environment), input)
}

export interface RunningServer {
  readonly address: string
  readonly pid: number
  readonly said: () => string
  /** Asks it to stop, and waits until it has. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** Starts a server on a free port and waits until it says that it is ready. */
export async function startDaywell(environment: Record<string, string>): Promise<RunningServer> {
  const child = start(['bin/serve.js'], { PORT: '0', ...environment })
  // A test that gives up must not leave a server behind.
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  child.once('close', () => process.off('exit', end))
  let said = ''
  const address = await new Promise<string>((resolve, reject) => {
    const hear = (part: Buffer) => {
      said += part.toString()
      const ready = /ready: (http:\/\/localhost:\d+)/.exec(said)
      if (ready?.[1] !== undefined) resolve(ready[1])
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('close', () => reject(new Error(`the server ended before it was ready: ${said}`)))
  })
  return {
    address,
    pid: child.pid ?? 0,
    said: () => said,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
      const ended = once(child, 'close')
      child.kill(signal)
      const [exit] = (await ended) as [number | null]
      return exit
    },
  }
}
