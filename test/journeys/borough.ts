import { constants, cpSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { type RunningServer, startDaywell, temporaryFolder } from '../support/program.ts'
import { loadedOn } from './global-set-up.ts'

export const password = 'Daywell-demo-2026'

/** A borough of a story's own, served on a day. */
export interface Borough {
  address(): string
  /** The same records on a later day: the server stops and starts again. */
  laterOn(today: string): Promise<void>
  close(): Promise<void>
}

/** Copies the loaded borough and serves it, so that no story meets the traces of another. */
export async function openBorough(): Promise<Borough> {
  const { folder, remove } = temporaryFolder()
  const records = join(folder, 'borough')
  cpSync(inject('boroughFolder'), records, { recursive: true, mode: constants.COPYFILE_FICLONE })
  const serve = (today: string): Promise<RunningServer> =>
    startDaywell({ DAYWELL_DATA: records, DAYWELL_TODAY: today, DAYWELL_DEMO: 'on' })
  let server = await serve(loadedOn)
  return {
    address: () => server.address,
    laterOn: async (today) => {
      await server.stop()
      server = await serve(today)
    },
    close: async () => {
      await server.stop()
      remove()
    },
  }
}
