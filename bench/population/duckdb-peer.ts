import { type Column, columnsIn } from './column-files.ts'
import { budgetsSql, contributionsSql } from './duckdb-sql.ts'
import { type Peer, took } from './numpy-peer.ts'
import { type Measured, rulesForPeers } from './rules-for-peers.ts'

/** The part of the library that is used here; it is loaded only if it is installed. */
interface DuckDb {
  readonly DuckDBInstance: {
    create(path: string, options: Record<string, string>): Promise<{ connect(): Promise<Connection> }>
  }
  readonly DuckDBDataChunk: { create(types: readonly unknown[], rows: number): Chunk }
  readonly [type: string]: unknown
}
interface Chunk {
  readonly rowCount: number
  setColumnValues(column: number, values: readonly number[]): void
  getColumnValues(column: number): readonly (number | bigint)[]
}
interface Connection {
  run(sql: string): Promise<unknown>
  stream(sql: string): Promise<{ fetchChunk(): Promise<Chunk | null>; columnNames(): string[] }>
  createAppender(table: string): Promise<{ appendDataChunk(chunk: Chunk): void; closeSync(): void }>
  closeSync(): void
}

const LIBRARY = '@duckdb/node-api'
const CHUNK = 2048
const types: Record<string, [sql: string, library: string]> = {
  Uint8Array: ['utinyint', 'UTINYINT'],
  Uint16Array: ['usmallint', 'USMALLINT'],
  Int32Array: ['integer', 'INTEGER'],
  Float64Array: ['double', 'DOUBLE'],
}

/** Puts columns of the same length into a table of their own. */
async function fill(duckdb: DuckDb, connection: Connection, table: string, columns: readonly [string, Column][]) {
  const typeOf = (column: Column) => types[column.constructor.name] ?? ['double', 'DOUBLE']
  const rows = columns[0]?.[1].length ?? 0
  await connection.run(
    `create table ${table} (${columns.map(([name, column]) => `${name} ${typeOf(column)[0]}`).join(', ')})`,
  )
  const appender = await connection.createAppender(table)
  for (let from = 0; from < rows; from += CHUNK) {
    const to = Math.min(rows, from + CHUNK)
    const chunk = duckdb.DuckDBDataChunk.create(
      columns.map(([, column]) => duckdb[typeOf(column)[1]]),
      to - from,
    )
    for (const [at, [, column]] of columns.entries()) chunk.setColumnValues(at, Array.from(column.subarray(from, to)))
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

const numbered = (rows: number) => Int32Array.from({ length: rows }, (_, row) => row)

/** The row that each entry of a list belongs to. */
function rowsOf(start: Uint32Array): Int32Array {
  const rows = new Int32Array(start.at(-1) ?? 0)
  for (let row = 0; row + 1 < start.length; row++) rows.fill(row, start[row], start[row + 1])
  return rows
}

async function load(duckdb: DuckDb, connection: Connection, { rows, answers, people: p }: Measured) {
  await fill(duckdb, connection, 'answers', [
    ['row', numbered(rows)],
    ...answers.levels.map((column, at): [string, Column] => [`l${at}`, column]),
    ...answers.carer.map((column, at): [string, Column] => [`c${at}`, column]),
    ...answers.addOns.map(({ units }, at): [string, Column] => [`u${at}`, units]),
  ])
  await fill(duckdb, connection, 'people', [
    ['row', numbered(rows)],
    ['born', p.born],
    ['reached', p.reachedPensionCreditAge],
    ['partner_reached', p.partnerReachedPensionCreditAge],
    ['household', p.household],
    ['partner', p.partner],
    ['partner_income', p.partnerIncome],
    ['partner_housing', p.partnerHousing],
    ['children', p.children],
    ['premiums', p.premiums],
    ['night_care', p.nightCareFromCouncil],
    ['for_carer', p.forCarer],
    ['asks', p.asksCouncilToArrange],
    ['free_because', p.freeBecause],
    ['would_not', p.wouldNotTakePart],
    ['light', p.lightTouch],
    ['agreed', p.agreedWeekly],
    ['tax', p.incomeTax],
    ['credit', p.savingsCreditReceived],
    ['credit_income', p.savingsCreditIncome],
    ['cost', p.chargeableCost],
    ['journeys_a_week', p.journeysAWeek],
    ['living', p.livingCosts],
  ])
  const { income, savings, housing, disabilityCosts: costs } = p
  await fill(duckdb, connection, 'income', [
    ['row', rowsOf(income.start)],
    ['kind', income.kind],
    ['weekly', income.weekly],
  ])
  await fill(duckdb, connection, 'savings', [
    ['row', rowsOf(savings.start)],
    ['kind', savings.kind],
    ['amount', savings.amount],
  ])
  await fill(duckdb, connection, 'housing', [
    ['row', rowsOf(housing.start)],
    ['kind', housing.kind],
    ['weekly', housing.weekly],
    ['met', housing.metByBenefits],
  ])
  await fill(duckdb, connection, 'disability', [
    ['row', rowsOf(costs.start)],
    ['weekly', costs.weekly],
  ])
}

/** The columns of a result table that differ from ours, row by row. */
async function differing(connection: Connection, table: string, ours: unknown): Promise<string[]> {
  const columns = new Map(columnsIn(ours))
  const stream = await connection.stream(`select * from ${table} order by row`)
  const names = stream.columnNames()
  const found = new Set<string>()
  let from = 0
  for (;;) {
    const chunk = await stream.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) break
    for (const [at, name] of names.entries()) {
      const column = columns.get(name)
      if (column === undefined) continue
      for (const [row, value] of chunk.getColumnValues(at).entries())
        if (Number(value) !== column[from + row]) found.add(`${table}.${name}`)
    }
    from += chunk.rowCount
  }
  for (const name of columns.keys()) if (!names.includes(name)) found.add(`${table}.${name} is missing`)
  if (from !== columns.get('reason')?.length) found.add(`${table} has ${from} rows`)
  return [...found]
}

/** DuckDB in memory on so many threads; undefined where the library is not installed. */
export async function duckdbPeer(measured: Measured, threads: number): Promise<Peer | undefined> {
  const duckdb = (await import(LIBRARY).catch(() => undefined)) as DuckDb | undefined
  if (duckdb === undefined) return undefined
  const instance = await duckdb.DuckDBInstance.create(':memory:', { threads: String(threads) })
  const connection = await instance.connect()
  await load(duckdb, connection, measured)
  const rules = rulesForPeers(measured, threads)
  const statements = [budgetsSql(rules), contributionsSql(rules)]
  return {
    name: `DuckDB, ${threads} threads`,
    run: () =>
      took(async () => {
        for (const sql of statements) await connection.run(sql)
      }),
    differences: async () => [
      ...(await differing(connection, 'budgets', measured.budgets)),
      ...(await differing(connection, 'contributions', measured.contributions)),
    ],
    close: () => connection.closeSync(),
  }
}
