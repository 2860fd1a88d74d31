import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Db } from '../../platform/db.ts'
import { sql, type Tx } from '../../platform/db.ts'

/** What a process has read: the database's own word for which transactions it could see. */
export type Snapshot = string

/** Where the records stand now, and whether an entry changed since a process last looked: one short statement, no transaction. */
export async function changesSince(db: Db, seen: Snapshot): Promise<{ now: Snapshot; changed: boolean }> {
  const [row] = await db.statement<{ now: Snapshot; changed: boolean }>(
    // in order and one only, so that every plan walks the key from its end and none the whole table
    `select pg_current_snapshot()::text as now, (
       select c.transaction_id from directory.search_change c where c.transaction_id >= pg_snapshot_xmin($1::pg_snapshot)
          and not pg_visible_in_snapshot(c.transaction_id, $1::pg_snapshot) order by c.transaction_id limit 1) is not null as changed`,
    [seen],
    'owner',
  )
  return row ?? { now: seen, changed: true }
}

/** Where the records stand for this transaction. */
export async function snapshotNow(tx: Tx): Promise<Snapshot> {
  return (await tx.one<{ now: Snapshot }>(sql`select pg_current_snapshot()::text as now`)).now
}

/** The entries changed by transactions that an earlier look could not see. */
export async function changedSince(tx: Tx, seen: Snapshot): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    select distinct c.opportunity_id as id from directory.search_change c
     where c.transaction_id >= pg_snapshot_xmin(${seen}::pg_snapshot) and not pg_visible_in_snapshot(c.transaction_id, ${seen}::pg_snapshot)
     order by 1`)
  return rows.map(({ id }) => id)
}

/** Entries that are other today than on an earlier day, though nobody touched them: sessions, prices and times of being closed that began or ended between. */
export async function changedByTheCalendar(tx: Tx, from: CalendarDate, to: CalendarDate): Promise<string[]> {
  const between = sql`daterange(${from}::date, ${to}::date, '[]')`
  const rows = await tx.query<{ id: string }>(sql`
    select s.opportunity_id as id from directory.session s where ${between} @> s.from_date or ${between} @> upper(s.in_force)
    union select c.opportunity_id from directory.published_cost c where ${between} @> c.from_date or ${between} @> upper(c.in_force)
    union select z.opportunity_id from directory.entry_pause z where ${between} @> z.from_date or ${between} @> upper(z.in_force)
    order by 1`)
  return rows.map(({ id }) => id)
}

/** Forgets changes so old that no process still asks for them. Gives how many. */
export async function forgetChanges(tx: Tx, olderThanHours: number): Promise<number> {
  const gone = await tx.query(sql`
    delete from directory.search_change where noted_at < now() - make_interval(hours => ${olderThanHours}) returning opportunity_id`)
  return gone.length
}
