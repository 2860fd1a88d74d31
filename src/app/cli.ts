import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { sendCommand } from '../platform/control.ts'
import type { Db } from '../platform/db.ts'
import { holderOf } from '../platform/folder-lock.ts'
import { OutsideFailure } from '../platform/refused.ts'
import { configurationFrom } from './configuration.ts'
import { outsideSentence } from './outside-sentence.ts'

/** Where whoever reads the answer has heard enough (`| head`), the command still goes on to its end. */
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code !== 'EPIPE') throw fault
})

/** Only what brings something in may begin a new database: everything else would answer from an empty one. */
const mayBegin = (words: readonly string[]) => /^(import|load|add|adopt)/.test(words[1] ?? '')

/** Refuses to make a database for a command that reads one. */
function ofBefore(folder: string, words: readonly string[]): void {
  if (mayBegin(words) || existsSync(join(folder, 'database'))) return
  throw new OutsideFailure('no_database_here', new Error(noDatabase(folder)))
}
const noDatabase = (folder: string) =>
  `There is no database in ${folder}, and this command makes none. Start Daywell with npm start, which makes one; or name another with DAYWELL_DATA (a folder) or DATABASE_URL (a PostgreSQL).`

/**
 * The command line. While a server holds the embedded database the command is sent to it; otherwise it runs here, and
 * only then is the whole program loaded.
 */
async function main(): Promise<number> {
  const words = process.argv.slice(2)
  const set = configurationFrom(process.env)
  const print = (line: string) => void process.stdout.write(`${line}\n`)
  const progress = (line: string) =>
    void (process.stderr.isTTY ? process.stderr.write(`\r${line}\u001b[K`) : process.stderr.write(`${line}\n`))
  /** Standard input can be heard once: where no server answers yet, the command here has what was heard already. */
  let heard: string | undefined
  if (set.databaseUrl === undefined && holderOf(set.dataFolder) !== undefined) {
    const reads = words.includes('-') || words[0] === 'account'
    if (reads) heard = await text(process.stdin)
    const input = heard ?? ''
    const hear = (line: { print: string } | { progress: string } | { exit: number }) => {
      if ('print' in line) print(line.print)
      else if ('progress' in line) progress(line.progress)
    }
    const exit = await sendCommand(set.dataFolder, { words, folder: process.cwd(), input }, hear)
    if (exit !== undefined) return exit
  }
  const { runCommand } = await import('./run-command.ts')
  let opened: Promise<Db> | undefined
  try {
    return await runCommand(words, {
      folder: process.cwd(),
      input: async () => heard ?? text(process.stdin),
      ...(heard === undefined ? { inputStream: () => process.stdin } : {}),
      clock: set.clock,
      production: set.production,
      db: async () => {
        if (opened === undefined && set.databaseUrl === undefined) ofBefore(set.dataFolder, words)
        opened ??= import('./open-database.ts').then(({ openDatabase }) => openDatabase(set))
        return opened
      },
      print,
      progress,
    })
  } finally {
    await (await opened?.catch(() => undefined))?.close()
  }
}

main().then(
  (exit) => {
    process.exitCode = exit
  },
  (error: unknown) => {
    if (!(error instanceof OutsideFailure)) throw error
    process.stderr.write(`${outsideSentence(error)}\n`)
    process.exitCode = 1
  },
)
