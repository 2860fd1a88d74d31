import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts processor time for programs in hundredths of a second. */
const TICK_MS = 10

interface Process {
  readonly pid: number
  readonly parent: number
  readonly ms: number
}

function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // the name of the program stands in brackets and may hold anything, so fields are counted after it
        const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ')
        return [
          { pid: Number(name), parent: Number(fields[1]), ms: (Number(fields[11]) + Number(fields[12])) * TICK_MS },
        ]
      } catch {
        return [] // it ended while we looked
      }
    })
}

/**
 * Processor time that a running process and all that it started have used so far. It says what a page costs whatever else
 * the computer does meanwhile. Undefined where the system does not tell (only Linux has /proc).
 */
export function processorMilliseconds(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined
  const all = processes()
  const of = (one: Process): number =>
    one.ms + all.filter(({ parent }) => parent === one.pid).reduce((sum, child) => sum + of(child), 0)
  const root = all.find((one) => one.pid === pid)
  return root === undefined ? undefined : of(root)
}
