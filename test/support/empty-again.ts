import type { Db } from '../../src/platform/db.ts'

/** More than this, and a new database is sooner made than this one emptied. */
const MOST_BYTES = 12 * 2 ** 20

const userSpaces = `nspname !~ '^pg_' and nspname <> 'information_schema'`
const tables = (which: string) => `
  select format('%I.%I', n.nspname, c.relname) as name, pg_relation_size(c.oid) as bytes
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where ${userSpaces} and c.relkind = 'r' and ${which} order by 1`

/** Everything a test could change of the tables themselves, as one text. */
const build = `
  select concat_ws(' ',
    (select md5(string_agg(concat_ws(' ', c.relname, c.relkind, c.relchecks, c.reltriggers, c.relrowsecurity, c.relforcerowsecurity, c.relacl), ',' order by c.oid)) from
      (select relname, relkind, relchecks, relhastriggers as reltriggers, relrowsecurity, relforcerowsecurity, relacl, c.oid
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${userSpaces}) c),
    (select concat_ws(' ', count(*), sum(hashtext(attname || attrelid::text || atttypid::text || attnotnull::text)))
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace where ${userSpaces}),
    (select concat_ws(' ', count(*), sum(hashtext(tgname || tgrelid::text || tgenabled::text))) from pg_trigger),
    (select concat_ws(' ', count(*), sum(hashtext(conname || conrelid::text || convalidated::text))) from pg_constraint),
    (select concat_ws(' ', count(*), sum(hashtext(polname || polrelid::text))) from pg_policy),
    (select concat_ws(' ', count(*), sum(hashtext(p.oid::text || prosrc))) from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${userSpaces}),
    (select count(*) from pg_class where relpersistence = 't'),
    (select count(*) from pg_roles)) as text`

const sequences = `select format('%I.%I', schemaname, sequencename) as name, start_value as start from pg_sequences where last_value is not null`

interface Table {
  readonly name: string
  readonly bytes: number
}

/** What a migrated, empty database holds: its tables, and the rows that migrations laid into them. */
export interface Beginning {
  readonly build: string
  readonly rows: ReadonlyMap<string, string>
}

const rowsOf = (names: readonly string[]) =>
  names
    .map(
      (name) => `select '${name}' as name, coalesce(json_agg(t order by t::text), '[]')::text as rows from ${name} t`,
    )
    .join(' union all ')

async function ask<Row>(db: Db, text: string): Promise<Row[]> {
  return (await db.script(text)) as Row[]
}

async function readRows(db: Db, names: readonly string[]): Promise<Map<string, string>> {
  const found = await ask<{ name: string; rows: string }>(db, rowsOf(names))
  return new Map(found.map(({ name, rows }) => [name, rows]))
}

/** Reads how a database is before anybody has used it. */
export async function beginningOf(db: Db): Promise<Beginning> {
  const full = await ask<Table>(db, tables('pg_relation_size(c.oid) > 0'))
  const [found] = await ask<{ text: string }>(db, build)
  return {
    build: found?.text ?? '',
    rows: await readRows(
      db,
      full.map(({ name }) => name),
    ),
  }
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

/**
 * Brings a database back to its beginning: every row that came is taken out, every row that migrations laid stands as it stood, each
 * sequence begins again. Gives no when it cannot: the tables themselves were changed, or there is too much to take out.
 */
export async function emptied(db: Db, beginning: Beginning): Promise<boolean> {
  const [now] = await ask<{ text: string }>(db, build)
  if (now?.text !== beginning.build) return false
  const used = await ask<Table>(db, tables('pg_relation_size(c.oid) > 0'))
  if (used.reduce((sum, { bytes }) => sum + Number(bytes), 0) > MOST_BYTES) return false
  const laid = await readRows(db, [...beginning.rows.keys()])
  const changed = [...beginning.rows].filter(([name, rows]) => laid.get(name) !== rows)
  const moved = await ask<{ name: string; start: number }>(db, sequences)
  await db.script(
    [
      'begin',
      'set local session_replication_role = replica',
      ...used.filter(({ name }) => !beginning.rows.has(name)).map(({ name }) => `delete from ${name}`),
      ...changed.flatMap(([name, rows]) => [
        `delete from ${name}`,
        `insert into ${name} overriding system value select * from json_populate_recordset(null::${name}, ${literal(rows)})`,
      ]),
      ...moved.map(({ name, start }) => `select setval('${name}', ${start}, false)`),
      'commit',
    ].join(';\n'),
  )
  return true
}
