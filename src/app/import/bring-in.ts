import type { Readable } from 'node:stream'
import { audit } from '../../platform/audit.ts'
import { type CsvCells, type CsvFault, type CsvLine, type CsvSaved, withoutGuard } from '../../platform/csv.ts'
import type { Tx } from '../../platform/db.ts'
import { asMeant, spoilt } from './as-meant.ts'
import type { Bringable } from './kinds.ts'
import { type Header, readHeader } from './read-header.ts'
import { readLines, UnreadableFile } from './read-lines.ts'

export interface BroughtIn {
  readonly kind: string
  readonly rows: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly rejected: number
  /** Each fault of a rejected row. */
  readonly faults: readonly CsvFault[]
  readonly columnsNotUsed: readonly string[]
  /** The names of the columns and the rejected rows, both as the file gave them. */
  readonly columnsGiven: readonly string[]
  readonly rejectedRows: readonly RejectedRow[]
}

export interface RejectedRow {
  readonly line: number
  readonly cells: readonly string[]
}

const BATCH = 2_000

/** A row as the file gave it: its cells by column, and all of them in their order. */
interface GivenRow extends CsvCells {
  readonly given: readonly string[]
}

interface Running {
  rows: number
  added: number
  changed: number
  unchanged: number
  faults: CsvFault[]
  /** The rejected rows by line. */
  rejected: Map<number, readonly string[]>
  /** What was said already: one fault for each column of a row. */
  said: Set<string>
}

/**
 * Brings a whole file in within the caller's transaction: every row arrives or stands among the faults with its line, column, value and reason.
 * A file that cannot be read at all (encoding, quotation marks, missing columns, empty) is refused as a whole.
 */
export async function bringIn(
  tx: Tx,
  what: Bringable,
  file: Readable,
  progress: (rows: number) => void = () => {},
): Promise<BroughtIn> {
  const { kind } = what
  const schema = kind.row(tx.today)
  const run: Running = {
    ...{ rows: 0, added: 0, changed: 0, unchanged: 0 },
    faults: [],
    rejected: new Map(),
    said: new Set(),
  }
  const seen = new Map<string, number>()
  let header: ReturnType<typeof readHeader> | undefined
  let batch: (GivenRow & { row: unknown })[] = []
  let wrong: GivenRow[] = []

  const flush = async () => {
    await saveBatch(tx, what, run, { batch, wrong })
    batch = []
    wrong = []
    progress(run.rows)
  }

  for await (const { line, cells } of readLines(file)) {
    if (header === undefined) {
      if (!/^sep=/i.test(cells[0] ?? '')) header = readHeader(kind, cells)
      continue
    }
    if (cells.every((cell) => cell.trim() === '')) continue
    run.rows++
    const given = withinColumns(header, header.sentAgain ? cells.map(withoutGuard) : cells)
    const row = { line, cells: rowOf(kind, header, given), given }
    const read = schema.safeParse(row.cells)
    const said = read.success ? (read.data as Record<string, unknown>) : row.cells
    const ragged = shapeFault(header, given, line)
    const twice = twiceInFile(kind.key, row.cells, said, seen, line)
    if (ragged !== undefined) reject(run, ragged, [])
    else if (twice !== undefined) reject(run, twice, given)
    else if (!rejectSpoilt(run, what, row) && read.success) batch.push({ ...row, row: read.data })
    else {
      wrong.push(row)
      for (const { path, message } of read.error?.issues ?? []) rejectAt(run, row, String(path[0] ?? ''), message)
    }
    if (batch.length + wrong.length >= BATCH) await flush()
  }
  if (header === undefined)
    throw new UnreadableFile('The file is empty. Its first line must hold the names of the columns.')
  await flush()
  return finished(tx, kind.name, run, header)
}

/** Saves the rows that read well, and says of the others what else is wrong: what they name and nobody knows. */
async function saveBatch(
  tx: Tx,
  what: Bringable,
  run: Running,
  { batch, wrong }: { batch: readonly (GivenRow & { row: unknown })[]; wrong: readonly GivenRow[] },
): Promise<void> {
  const byLine = new Map([...batch, ...wrong].map((row) => [row.line, row]))
  const tell = (rejected: CsvSaved['rejected']) => {
    for (const { line, column, reason } of rejected) {
      const row = byLine.get(line)
      if (row !== undefined) rejectAt(run, row, column, reason)
    }
  }
  if (wrong.length > 0 && what.unknown !== undefined) tell(await what.unknown(tx, wrong))
  if (batch.length === 0) return
  const saved = await what.save(tx, batch as readonly CsvLine<unknown>[])
  run.added += saved.added
  run.changed += saved.changed
  run.unchanged += saved.unchanged
  tell(saved.rejected)
}

async function finished(tx: Tx, kind: string, run: Running, header: Header): Promise<BroughtIn> {
  const { rows, added, changed, unchanged } = run
  const counts = { kind, rows, added, changed, unchanged, rejected: run.rejected.size }
  await audit(tx, { action: 'import/brought-in', subject: 'file', detail: counts })
  const faults = run.faults.sort((one, other) => one.line - other.line)
  const own = (_: string, at: number) => !header.ours[at]
  const rejectedRows = [...run.rejected]
    .map(([line, cells]) => ({ line, cells: cells.filter(own) }))
    .sort((one, other) => one.line - other.line)
  return { ...counts, faults, columnsNotUsed: header.notUsed, columnsGiven: header.given.filter(own), rejectedRows }
}

const rejectAt = (run: Running, { line, cells, given }: GivenRow, column: string, reason: string) =>
  reject(run, { line, column, value: cells[column] ?? '', reason }, given)

/** Keeps a fault, and the row as it was given. A row whose values do not fit its columns is kept as a line in the value alone. */
function reject(run: Running, fault: CsvFault, given: readonly string[]): void {
  const key = `${fault.line} ${fault.column}`
  if (run.said.has(key)) return
  run.said.add(key)
  run.rejected.set(fault.line, given)
  run.faults.push({ ...fault, value: fault.value.slice(0, 500) })
}

/** Rejects a row for each cell that only a spreadsheet can have written. */
function rejectSpoilt(run: Running, { kind }: Bringable, row: GivenRow): boolean {
  const faults = kind.columns.flatMap(({ name }) => {
    const reason = spoilt(row.cells[name] ?? '')
    return reason === undefined ? [] : [{ name, reason }]
  })
  for (const { name, reason } of faults) rejectAt(run, row, name, reason)
  return faults.length > 0
}

function rowOf(kind: Bringable['kind'], header: Header, cells: readonly string[]): Record<string, string> {
  return Object.fromEntries(header.names.map((name, at) => [name, asMeant(kind, name, cells[at] ?? '')]))
}

/** Without the empty cells behind the last column, which a spreadsheet may write. */
const withinColumns = ({ names }: Header, cells: readonly string[]): readonly string[] =>
  cells.slice(names.length).every((cell) => cell.trim() === '') ? cells.slice(0, names.length) : cells

function shapeFault(
  header: { names: readonly string[] },
  cells: readonly string[],
  line: number,
): CsvFault | undefined {
  if (cells.length === header.names.length) return undefined
  const reason = `The line has ${cells.length} values, the first line names ${header.names.length} columns. A comma or a quotation mark may be missing or too many`
  return { line, column: '', value: cells.join(','), reason }
}

/** A second row with the same key: as it was understood where the row is right (two ways to write one date are one date), else as written. */
function twiceInFile(
  key: readonly string[],
  row: Record<string, string>,
  said: Record<string, unknown>,
  seen: Map<string, number>,
  line: number,
): CsvFault | undefined {
  const values = key.map((name) => String(said[name] ?? '').trim())
  if (values.some((value) => value === '')) return undefined
  const whole = values.join('\u0001')
  const first = seen.get(whole)
  if (first === undefined) {
    seen.set(whole, line)
    return undefined
  }
  return {
    line,
    column: key[0] ?? '',
    value: key.map((name) => (row[name] ?? '').trim()).join(', '),
    reason: `The same ${key.join(' and ')} stands in line ${first} already. Only that line was looked at`,
  }
}
