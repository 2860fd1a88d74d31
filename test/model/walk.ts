import { translated } from '../../src/platform/database-faults.ts'
import { raw, type Tx } from '../../src/platform/db.ts'
import { Refused } from '../../src/platform/refused.ts'

/** In a walk `@ann` is the id of ann: the same for the whole walk, and readable. */
const withIds = (text: string) => text.replaceAll(/@([a-z]\w*)/g, (_, name: string) => `md5('${name}')::uuid`)

/** The statements of a walk: each ends with a semicolon at the end of its line. */
const statementsOf = (text: string) =>
  withIds(text)
    .split(/;[ \t]*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')

/** Runs the statements of a walk in their order, and gives the last one's rows. */
export async function walk<Row extends object = object>(tx: Tx, text: string): Promise<Row[]> {
  let rows: Row[] = []
  for (const statement of statementsOf(text)) rows = await tx.query<Row>(raw(statement))
  return rows
}

/** The whole number a walk's last statement gives in its only column. */
export async function count(tx: Tx, text: string): Promise<number> {
  const [row] = await walk<Record<string, unknown>>(tx, text)
  return Number(Object.values(row ?? {})[0])
}

/** Tries what must be refused, takes it back, and gives the name of the rule that said no. */
export async function refusalOf(tx: Tx, text: string): Promise<string> {
  await tx.query(raw('savepoint before_refusal'))
  try {
    await walk(tx, `${text};\nset constraints all immediate;\nset constraints all deferred`)
    return 'not refused'
  } catch (error) {
    const refused = translated(error)
    return refused instanceof Refused ? refused.code : `another fault: ${String(error)}`
  } finally {
    await tx.query(raw('rollback to savepoint before_refusal'))
  }
}

/** The dates of a session between two days, with their stock, as the rolling job makes them. */
export const datesOf = (session: string, from: string, until: string) => `
  insert into directory.occurrence (session_id, on_date, start_minute, end_minute)
    select s.id, d::date, s.start_minute, s.end_minute from directory.session s, generate_series(date '${from}', date '${until}', interval '1 day') d
     where s.id = @${session} and s.in_force @> d::date and extract(isodow from d) = s.weekday and ((d::date - s.first_monday) / 7) % s.every_weeks = 0
    on conflict do nothing;
  insert into directory.stock (occurrence_id, resource, capacity)
    select o.id, c.resource, c.amount from directory.occurrence o join directory.capacity c on c.session_id = o.session_id and c.in_force @> o.on_date
     where o.session_id = @${session} on conflict (occurrence_id, resource) do nothing;
`

/** What is tried, the rule that refuses it, and how it is tried: written as "-- rule: what" with the statements below. */
export interface Case {
  readonly rule: string
  readonly what: string
  readonly text: string
}

export const casesOf = (text: string): Case[] =>
  text
    .split(/^\s*-- /m)
    .slice(1)
    .map((part) => {
      const [, rule = '', what = '', attempt = ''] = /^(\w+): (.*)\n([\s\S]*)$/.exec(part) ?? []
      return { rule, what, text: attempt }
    })
