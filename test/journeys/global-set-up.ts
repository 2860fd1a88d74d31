import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { TestProject } from 'vitest/node'
import { startDaywell, temporaryFolder } from '../support/program.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of a loaded borough. It stays as it is: each story works on a copy. */
    boroughFolder: string
    /** Where the stories write down which kinds of page any of them has tried with axe. */
    triedFolder: string
  }
}

/** The day on which the borough of the stories stands: a Sunday. */
export const loadedOn = '2026-11-22'

/**
 * A new borough leaves work to do, for some twenty seconds of the processor: the program looks for it two seconds after it is ready,
 * and stops only when all of it is done. Left undone, the copy of each story would do it again, beside the story.
 */
const UNTIL_AT_WORK_MS = 4_000

/** Makes the borough up once for all stories, as a first start does. DAYWELL_BOROUGH names one that is there already. */
export default async function loadBorough(project: TestProject): Promise<() => void> {
  const { folder, remove } = temporaryFolder()
  project.provide('triedFolder', folder)
  const there = process.env['DAYWELL_BOROUGH']
  if (there !== undefined) {
    project.provide('boroughFolder', there)
    return remove
  }
  const boroughFolder = join(folder, 'borough')
  const server = await startDaywell({ DAYWELL_DATA: boroughFolder, DAYWELL_TODAY: loadedOn })
  await wait(UNTIL_AT_WORK_MS)
  await server.stop()
  project.provide('boroughFolder', boroughFolder)
  return remove
}
