import { assert } from '../../core/assert.ts'
import type { CsvColumn } from '../../core/csv-column.ts'
import type { CommandContext, CommandResult } from '../../platform/command.ts'
import { type CsvFault, type CsvKind, toCsv } from '../../platform/csv.ts'
import { readHeader } from '../import/read-header.ts'
import { readLines, UnreadableFile } from '../import/read-lines.ts'
import { rejectsCsv } from '../import/rejects.ts'

/** Rows that are worked out together. The file may have any number of rows: memory holds one block. */
export const BLOCK = 1000

/** A fault of a row before its line is known. */
export type RowFault = Omit<CsvFault, 'line'>

/** What came of one row: the cells to print and the word to count, or its faults. */
export type RowResult =
  | { readonly cells: readonly (string | number)[]; readonly reason: string; readonly weeklyPence: number }
  | { readonly faults: readonly RowFault[] }

/** A rule for everybody as a command runs it over a CSV file. */
export interface RowRule {
  readonly title: string
  /** Where the names of the columns are to be found. */
  readonly namesAt: string
  readonly columns: readonly CsvColumn[]
  /** The name of a column by another that it may have in a file. */
  readonly nameOf?: (sent: string) => string
  /** The names of the columns that are printed. */
  readonly header: readonly string[]
  /** Reads one row into the block; gives its faults. */
  put(at: number, cell: (name: string) => string): RowFault[]
  /** Works out the rows of the block that were put without faults. */
  results(rows: number): RowResult[]
}

interface Running {
  rows: number
  rejected: number
  weeklyPence: number
  rejectsBegun: boolean
  readonly reasons: Record<string, number>
}

/**
 * Runs a rule over a CSV file, block by block, in constant memory: results to standard output as CSV, each wrong row to the
 * rejects file with its line, column, value and reason, and a summary; with --json the summary alone.
 */
export async function runRows(context: CommandContext, path: string, rule: RowRule): Promise<CommandResult> {
  const named = context.flags['rejects']
  const rejects = typeof named === 'string' ? named : `${path === '-' ? 'input' : path}.rejects.csv`
  const run: Running = { rows: 0, rejected: 0, weeklyPence: 0, rejectsBegun: false, reasons: {} }
  const rowsToo = context.flags['json'] !== true
  try {
    const notUsed = await eachBlock(context, path, rule, async (block) => {
      const printed = settle(run, rule, block)
      if (rowsToo && printed.rows.length > 0) context.print(toCsv(printed.rows).slice(1).trimEnd())
      if (printed.faults.length > 0) await write(context, rejects, printed.faults, run)
      if (run.rows % 10_000 === 0) context.progress(`${run.rows.toLocaleString('en-GB')} rows`)
    })
    const { rows, rejected, reasons, weeklyPence } = run
    const summary = { rows, workedOut: rows - rejected, rejected, rejects: rejected > 0 ? rejects : null }
    const exit = rejected > 0 ? 1 : 0
    if (!rowsToo) return { exit, json: { ...summary, reasons, weeklyPence, columnsNotUsed: notUsed } }
    const where = rejected > 0 ? ` The rejected rows are in ${rejects}, each with its reason.` : ''
    const count = (number: number) => number.toLocaleString('en-GB')
    const unused = notUsed.length > 0 ? ` Not used, because no column here has that name: ${notUsed.join(', ')}.` : ''
    context.progress(
      `${count(rows)} ${rows === 1 ? 'row' : 'rows'} read, ${count(rows - rejected)} worked out, ${count(rejected)} rejected.${where}${unused}`,
    )
    return { exit }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return { exit: 1, json: { refused: error.message }, text: `The file was read no further. ${error.message}` }
  }
}

interface BlockOfRows {
  readonly lines: readonly number[]
  /** The faults of each row that could not be put; an empty list for the others. */
  readonly faults: readonly (readonly RowFault[])[]
}

/** Reads the file and hands over block after block. */
async function eachBlock(
  context: CommandContext,
  path: string,
  rule: RowRule,
  done: (block: BlockOfRows) => Promise<void>,
): Promise<readonly string[]> {
  let header: ReturnType<typeof readHeader> | undefined
  let at = new Map<string, number>()
  let block: { lines: number[]; faults: RowFault[][] } = { lines: [], faults: [] }
  const kind = { title: rule.title, columns: rule.columns, namesAt: rule.namesAt } as CsvKind<unknown>
  for await (const { line, cells } of readLines(context.openFile(path))) {
    if (header === undefined) {
      header = readHeader(
        kind,
        rule.nameOf === undefined ? cells : cells.map((name) => rule.nameOf?.(name.trim()) ?? name),
      )
      refuseSlips(rule, header.notUsed)
      at = new Map(header.names.map((name, column) => [name, column]))
      if (context.flags['json'] !== true) context.print(toCsv([rule.header]).trimEnd())
      continue
    }
    const row = block.lines.push(line) - 1
    block.faults.push(
      cells.length === header.names.length
        ? rule.put(row, (name) => cells[at.get(name) ?? -1]?.trim() ?? '')
        : [{ column: '', value: cells.join(','), reason: wrongLength(cells.length, header.names.length) }],
    )
    if (block.lines.length < BLOCK) continue
    await done(block)
    block = { lines: [], faults: [] }
  }
  if (header === undefined)
    throw new UnreadableFile('The file is empty. Its first line must hold the names of the columns.')
  if (block.lines.length > 0) await done(block)
  return header.notUsed
}

/**
 * A column that begins like a family of ours (income_, level_) and is not one of them is a slip: left out in silence, it would
 * leave money or a need out of the sum.
 */
function refuseSlips({ columns, namesAt }: RowRule, notUsed: readonly string[]): void {
  const family = (name: string) => name.slice(0, name.indexOf('_') + 1)
  const size = (of: string) => columns.filter(({ name }) => family(name) === of).length
  const slips = notUsed.filter((name) => family(name) !== '' && size(family(name)) > 2)
  if (slips.length === 0) return
  const named = slips.map((name) => `“${name}”`).join(', ')
  throw new UnreadableFile(
    `The first line names ${named}, which is no column here though it begins like one. Mend the name, or take the column out. The names are in ${namesAt}.`,
  )
}

const wrongLength = (cells: number, columns: number) =>
  `The line has ${cells} values, the first line names ${columns} columns. A comma or a quotation mark may be missing or too many`

function settle(run: Running, rule: RowRule, { lines, faults }: BlockOfRows) {
  const rows: (readonly (string | number)[])[] = []
  const found: CsvFault[] = []
  const results = rule.results(lines.length)
  for (const [at, line] of lines.entries()) {
    run.rows++
    const result = results[at]
    assert(result !== undefined, 'every row of a block has a result')
    const own = faults[at]?.length ? { faults: faults[at] ?? [] } : result
    if ('faults' in own) {
      run.rejected++
      found.push(...own.faults.map((fault) => ({ line, ...fault, value: fault.value.slice(0, 500) })))
      continue
    }
    rows.push(own.cells)
    run.weeklyPence += own.weeklyPence
    run.reasons[own.reason] = (run.reasons[own.reason] ?? 0) + 1
  }
  return { rows, faults: found }
}

/** The rejects file: begun at the first fault, then added to. */
async function write(context: CommandContext, path: string, faults: readonly CsvFault[], run: Running): Promise<void> {
  const text = rejectsCsv(faults)
  if (run.rejectsBegun) await context.appendFile(path, text.slice(text.indexOf('\n') + 1))
  else await context.writeFile(path, text)
  run.rejectsBegun = true
}
