import { runCommand } from '../../src/app/run-command.ts'
import type { Db } from '../../src/platform/db.ts'
import { testClock } from './databases.ts'

/** Runs a command as it is typed, on records that are open: how it ended, what it printed, and how far it said it was. */
export async function commandOn(db: Db, folder: string, ...words: string[]) {
  const lines: string[] = []
  const progress: string[] = []
  const exit = await runCommand(words, {
    folder,
    input: async () => '',
    clock: testClock,
    production: false,
    db: async () => db,
    print: (line) => void lines.push(line),
    progress: (line) => void progress.push(line),
  })
  return { exit, text: lines.join('\n'), progress }
}
