import type { Readable } from 'node:stream'
import { audit } from '../../platform/audit.ts'
import type { CsvFault, CsvLine } from '../../platform/csv.ts'
import type { Tx } from '../../platform/db.ts'
import type { Bringable } from './kinds.ts'
import { readHeader } from './read-header.ts'
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
}

const BATCH = 2_000

interface Running {
  rows: number
  added: number
  changed: number
  unchanged: number
  rejectedLines: Set<number>
  faults: CsvFault[]
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
  const run: Running = { rows: 0, added: 0, changed: 0, unchanged: 0, rejectedLines: new Set(), faults: [] }
  const seen = new Map<string, number>()
  let header: ReturnType<typeof readHeader> | undefined
  let batch: { line: number; row: unknown; cells: Record<string, string> }[] = []

  const flush = async () => {
    if (batch.length === 0) return
    const full = batch
    batch = []
    const saved = await what.save(tx, full as CsvLine<unknown>[])
    run.added += saved.added
    run.changed += saved.changed
    run.unchanged += saved.unchanged
    const cellsOf = new Map(full.map((one) => [one.line, one.cells]))
    for (const { line, column, reason } of saved.rejected)
      reject(run, { line, column, value: cellsOf.get(line)?.[column] ?? '', reason })
    progress(run.rows)
  }

  for await (const { line, cells } of readLines(file)) {
    if (header === undefined) {
      header = readHeader(kind, cells)
      continue
    }
    if (cells.every((cell) => cell.trim() === '')) continue
    run.rows++
    const row = rowOf(header, cells)
    const read = schema.safeParse(row)
    const said = read.success ? (read.data as Record<string, unknown>) : row
    const fault = shapeFault(header, cells, line) ?? twiceInFile(kind.key, row, said, seen, line)
    if (fault !== undefined) reject(run, fault)
    else if (read.success) batch.push({ line, row: read.data, cells: row })
    else
      for (const { path, message } of read.error.issues) {
        const column = String(path[0] ?? '')
        reject(run, { line, column, value: row[column] ?? '', reason: message })
      }
    if (batch.length >= BATCH) await flush()
  }
  if (header === undefined)
    throw new UnreadableFile('The file is empty. Its first line must hold the names of the columns.')
  await flush()
  return finished(tx, kind.name, run, header.notUsed)
}

async function finished(tx: Tx, kind: string, run: Running, columnsNotUsed: readonly string[]): Promise<BroughtIn> {
  const { rows, added, changed, unchanged } = run
  const counts = { kind, rows, added, changed, unchanged, rejected: run.rejectedLines.size }
  await audit(tx, { action: 'import/brought-in', subject: 'file', detail: counts })
  const faults = run.faults.sort((one, other) => one.line - other.line)
  return { ...counts, faults, columnsNotUsed }
}

function reject(run: Running, fault: CsvFault): void {
  run.rejectedLines.add(fault.line)
  run.faults.push({ ...fault, value: fault.value.slice(0, 500) })
}

function rowOf(header: { names: readonly string[] }, cells: readonly string[]): Record<string, string> {
  return Object.fromEntries(header.names.map((name, at) => [name, cells[at] ?? '']))
}

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
