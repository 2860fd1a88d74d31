import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { OutsideFailure } from './refused.ts'

const FILE = 'daywell.lock'

/** When a process began, as the system tells it, so that a number used again is not mistaken for the old process. */
function startedAt(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function isAlive(pid: number, started: string): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return started === '' || startedAt(pid) === started
}

/** The process that holds the folder, if one does. */
export function holderOf(folder: string): number | undefined {
  try {
    const [pid = '', started = ''] = readFileSync(join(folder, FILE), 'utf8').trim().split(' ')
    return isAlive(Number(pid), started) ? Number(pid) : undefined
  } catch {
    return undefined
  }
}

/**
 * Takes the data folder for this process alone: two processes on one embedded database lose data.
 * Gives back how to release it. Refuses with `folder_in_use` when another process holds it, and with `folder_unusable`
 * where nothing can be kept.
 */
export function lockFolder(folder: string): () => void {
  try {
    return lock(folder)
  } catch (error) {
    throw error instanceof OutsideFailure ? error : new OutsideFailure('folder_unusable', error)
  }
}

function lock(folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, FILE)
  for (let attempt = 1; attempt <= 2; attempt++) {
    try {
      const file = openSync(path, 'wx')
      writeSync(file, `${process.pid} ${startedAt(process.pid)}\n`)
      closeSync(file)
      return () => rmSync(path, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      if (holderOf(folder) !== undefined) throw new OutsideFailure('folder_in_use', error)
      rmSync(path, { force: true })
    }
  }
  throw new OutsideFailure('folder_in_use')
}
