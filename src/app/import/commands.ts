import type { Command, CommandContext, CommandResult } from '../../platform/command.ts'
import { type BroughtIn, bringIn } from './bring-in.ts'
import { type Bringable, bringables } from './kinds.ts'
import { UnreadableFile } from './read-lines.ts'
import { rejectedRowsCsv, summary, templateCsv } from './rejects.ts'

function bar(rows: number, bytesRead: number, seconds: number): string {
  const each = seconds > 0 ? Math.round(rows / seconds) : 0
  return `${rows.toLocaleString('en-GB')} ${rows === 1 ? 'row' : 'rows'}, ${(bytesRead / 1_048_576).toFixed(1)} MB read, ${each.toLocaleString('en-GB')} a second`
}

async function run(what: Bringable, called: string, context: CommandContext): Promise<CommandResult> {
  const [path] = context.args
  if (path === undefined) return { exit: 2, text: `Name the file: daywell ${called} ${what.kind.name}.csv` }
  const rejectsPath = typeof context.flags['rejects'] === 'string' ? context.flags['rejects'] : `${path}.rejects.csv`
  const begun = context.clock.now().getTime()
  const file = context.openFile(path)
  let bytes = 0
  file.on('data', (piece: Buffer | string) => {
    bytes += piece.length
  })
  file.pause()
  const db = await context.db()
  let done: BroughtIn
  try {
    done = await db.transaction(context.who, (tx) =>
      bringIn(tx, what, file, (rows) =>
        context.progress(bar(rows, bytes, (context.clock.now().getTime() - begun) / 1000)),
      ),
    )
  } catch (error) {
    if (error instanceof UnreadableFile)
      return { exit: 1, json: { refused: error.message }, text: `Nothing was brought in. ${error.message}` }
    throw error
  }
  const { faults, rejectedRows, columnsGiven, ...counts } = done
  if (faults.length > 0) await context.writeFile(rejectsPath, rejectedRowsCsv({ faults, rejectedRows, columnsGiven }))
  const where =
    faults.length > 0
      ? `\nThe rejected rows are in ${rejectsPath}, each with its reasons at the end. Mend them and bring that file in.`
      : ''
  return {
    exit: faults.length > 0 ? 1 : 0,
    json: { ...counts, rejects: faults.length > 0 ? rejectsPath : null, faults },
    text: summary(done) + where,
  }
}

const stepOf: Record<string, string> = {
  people: 'people',
  needs: 'needs',
  providers: 'market',
  prices: 'market',
  opportunities: 'directory',
  sessions: 'directory',
  packages: 'brokerage',
  charges: 'charging',
  attendance: 'delivery',
}
const nameOf: Record<string, string> = {
  prices: 'import-prices',
  opportunities: 'import-opportunities',
  sessions: 'import-sessions',
}

/** What --schema prints: each column, whether it is needed, and what belongs in it. */
function columnsOf({ kind }: Bringable): CommandResult {
  const lines = kind.columns.map(({ name, needed, about, values }) =>
    [`${name}${needed ? ' (needed)' : ''}: ${about}`, ...(values ?? []).map((value) => `  ${value}`)].join('\n'),
  )
  return { exit: 0, json: kind.columns, text: lines.join('\n') }
}

/** `daywell people import people.csv`, and the same for each kind; with --template the file to fill in. */
export const importCommands: readonly Command[] = bringables.map((what) => {
  const step = stepOf[what.kind.name] ?? what.kind.name
  const name = nameOf[what.kind.name] ?? 'import'
  return {
    step,
    name,
    summary: `Brings in a file of ${what.kind.title.toLowerCase()} (--template prints one to fill in, --schema its columns)`,
    usage: `${step} ${name} FILE.csv [--rejects FILE] [--json] | ${step} ${name} --template`,
    run: (context) => {
      if (context.flags['template'] !== undefined) return Promise.resolve({ exit: 0, text: templateCsv(what.kind) })
      if (context.flags['schema'] !== undefined) return Promise.resolve(columnsOf(what))
      return run(what, `${step} ${name}`, context)
    },
  }
})
