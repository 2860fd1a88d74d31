import sqlOf, { join, raw, type Sql } from 'sql-template-tag'
import { assert } from '../core/assert.ts'
import type { CalendarDate } from '../core/calendar-date.ts'
import type { Clock } from './clock.ts'
import type { Who } from './who.ts'

export { default as sql, empty, join, raw, type Sql } from 'sql-template-tag'

/** A statement that reads rows of a known shape, not yet asked. Its rows come as JSON: whole numbers and text, dates as text; no instants. */
export interface Asked<Row extends object> extends Sql {
  readonly gives?: Row
}

export type RowsOf<One> = One extends Asked<infer Row> ? Row[] : never

/** One transaction, running as who asks. Dates come as text, bigint as whole numbers, instants as Date. */
export interface Tx {
  query<Row extends object>(statement: Asked<Row>): Promise<Row[]>
  /** Exactly one row; any other number is a bug. */
  one<Row extends object>(statement: Asked<Row>): Promise<Row>
  maybe<Row extends object>(statement: Asked<Row>): Promise<Row | undefined>
  /** Several reads as one statement, each answer under its name: one trip and one look at the records for all of them. */
  together<Rows extends Record<string, object>>(
    asked: { [Name in keyof Rows]: Asked<Rows[Name]> },
  ): Promise<{
    [Name in keyof Rows]: Rows[Name][]
  }>
  readonly who: Who
  readonly today: CalendarDate
  readonly now: Date
}

export interface TransactionOptions {
  readonly isolation?: 'read committed' | 'serializable'
}

/** The one door to PostgreSQL, the same for the embedded database and for a server. */
export interface Db {
  readonly kind: 'embedded' | 'server'
  readonly clock: Clock
  /** Runs the work as `who`, bound by row-level security; all or nothing. Serialisable work is retried when it collides. */
  transaction<T>(who: Who, work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>
  /** Runs the work as the owner of the tables, outside row-level security: migrations, bulk loading, tests of the model. */
  owner<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Several statements in one text, as the owner: migrations and the job queue's own tables. Gives the last answer's rows. */
  script(text: string): Promise<object[]>
  /** One statement outside any transaction of a caller, as the application's role: session look-up, health, the job queue. */
  statement<Row extends object>(text: string, values: readonly unknown[], as?: 'application' | 'owner'): Promise<Row[]>
  close(): Promise<void>
}

export type RunStatement = <Row extends object>(text: string, values: readonly unknown[]) => Promise<Row[]>

/** Builds the transaction a store sees from a driver's way to run one statement. */
export function transactionOn(run: RunStatement, who: Who, clock: Clock): Tx {
  const now = clock.now()
  const query = <Row extends object>(statement: Sql) =>
    run<Row>(
      statement.text,
      statement.values.map((value) => value ?? null),
    )
  return {
    query,
    one: async <Row extends object>(statement: Sql) => {
      const rows = await query<Row>(statement)
      assert(rows.length === 1, `one row was expected, ${rows.length} came`)
      return rows[0] as Row
    },
    maybe: async <Row extends object>(statement: Sql) => {
      const rows = await query<Row>(statement)
      assert(rows.length <= 1, `one row at most was expected, ${rows.length} came`)
      return rows[0]
    },
    together: async (asked) => {
      const [row] = await query<never>(asOne(asked))
      assert(row !== undefined, 'one row was expected, none came')
      return row
    },
    who,
    today: clock.today(),
    now,
  }
}

/** One row with a list for each name; a list keeps the order its own statement gives. */
function asOne(asked: Record<string, Sql>): Sql {
  const lists = Object.entries(asked).map(([name, statement]) => {
    const quoted = raw(`"${name}"`)
    return sqlOf`(select coalesce(json_agg(${quoted}), '[]'::json) from (${statement}) as ${quoted}) as ${quoted}`
  })
  return sqlOf`select ${join(lists)}`
}

/** The statement that tells the database who asks, for the length of this transaction only. One text for everybody, so that it is planned once. */
export function whoAsks(who: Who, clock: Clock): Sql {
  const settings: Record<string, string> = {
    role: who.role,
    account_id: who.accountId ?? '',
    staff_id: who.staffId ?? '',
    team_ids: `{${who.teamIds.join(',')}}`,
    provider_id: who.providerId ?? '',
    person_ids: `{${who.personIds.join(',')}}`,
    purpose: who.purpose ?? '',
    today: clock.today(),
    days_ahead: clock.daysAhead ? String(clock.daysAhead) : '',
  }
  const set = Object.entries(settings).map(
    ([name, value]) => sqlOf`set_config(${raw(`'daywell.${name}'`)}, ${value}, true)`,
  )
  return sqlOf`select num_nonnulls(${join(set)}) as told`
}
