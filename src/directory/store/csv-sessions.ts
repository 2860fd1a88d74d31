import { addDays, type CalendarDate, mondayOf } from '../../core/calendar-date.ts'
import type { CsvCells, CsvLine, CsvSaved } from '../../platform/csv.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import type { SessionCsvRow } from '../csv-rows.ts'
import { sharesOfAWorker } from '../worker-shares.ts'
import { type CapacityWanted, setCapacity } from './capacity.ts'
import { knownOpportunities, sessionIdsByNumber } from './csv.ts'

const feed = 'csv'
type Rejected = CsvSaved['rejected'][number]
const noOpportunity = {
  column: 'opportunity',
  reason: 'There is no opportunity of this number. Bring the opportunities in first',
}

/** Rows of an opportunity that is not there, whatever else is wrong with them. */
export async function unknownOpportunities(tx: Tx, lines: readonly CsvCells[]): Promise<Rejected[]> {
  const named = ({ cells }: CsvCells) => (cells['opportunity'] ?? '').trim()
  const known = new Set((await knownOpportunities(tx, lines.map(named))).map(({ number }) => number))
  return lines
    .filter((one) => named(one) !== '' && !known.has(named(one)))
    .map(({ line }) => ({ line, ...noOpportunity }))
}

interface KnownSession {
  readonly number: string
  readonly id: string
  readonly opportunityId: string
  readonly weekday: number
  readonly everyWeeks: number
  readonly season: string
  readonly start: number
  readonly end: number
  readonly from: CalendarDate
  readonly until: CalendarDate | null
  readonly places: number | null
  readonly shares: number | null
  readonly fullestPlaces: number
  readonly fullestShares: number
}

/**
 * Saves rows of sessions. A new number adds a session with its room; a known one may get a last day or other room, from
 * today. Another day or time is rejected, since people plan with it, and so is room for fewer than have a place.
 */
export async function saveSessionRows(tx: Tx, lines: readonly CsvLine<SessionCsvRow>[]): Promise<CsvSaved> {
  const opportunities = new Map(
    (
      await knownOpportunities(
        tx,
        lines.map(({ row }) => row.opportunity),
      )
    ).map(({ number, id }) => [number, id]),
  )
  const known = new Map(
    (
      await knownSessions(
        tx,
        lines.map(({ row }) => row.number),
      )
    ).map((one) => [one.number, one]),
  )
  const rejected: Rejected[] = []
  const fresh: (SessionCsvRow & { id: string; opportunityId: string })[] = []
  let changed = 0
  let unchanged = 0
  for (const { line, row } of lines) {
    const opportunityId = opportunities.get(row.opportunity)
    const before = known.get(row.number)
    if (opportunityId === undefined) rejected.push({ line, ...noOpportunity })
    else if (before === undefined) fresh.push({ ...row, id: newId(), opportunityId })
    else {
      const fault = faultOf(row, before, opportunityId, tx.today)
      if (fault !== undefined) rejected.push({ line, ...fault })
      else if (await changeSession(tx, row, before)) changed++
      else unchanged++
    }
  }
  await addSessions(tx, fresh)
  return { added: fresh.length, changed, unchanged, rejected }
}

/**
 * The sessions of these numbers with the room in force and what is taken on their fullest coming date. Each table is asked
 * once for all of them, by the list of their ids: a long list compared with each row makes a big file take minutes.
 */
async function knownSessions(tx: Tx, numbers: readonly string[]): Promise<KnownSession[]> {
  const ids = await sessionIdsByNumber(tx, numbers)
  const wanted = [...ids.values()]
  const sessions = await tx.query<
    Omit<KnownSession, 'number' | 'places' | 'shares' | 'fullestPlaces' | 'fullestShares'>
  >(sql`
    select s.id, s.opportunity_id as "opportunityId", s.weekday, s.every_weeks as "everyWeeks", s.season, s.start_minute as start, s.end_minute as end,
           s.from_date as "from", least(s.until_date, s.ended_on) as until
      from unnest(${wanted}::uuid[]) as n (id) join directory.session s on s.id = n.id order by s.id`)
  const room = await amounts(
    tx,
    sql`
    select n.id, c.resource, c.amount from unnest(${wanted}::uuid[]) as n (id)
     cross join lateral (select distinct on (c.resource) c.resource, c.amount from directory.capacity c
                          where c.session_id = n.id and not isempty(c.in_force) order by c.resource, c.from_date desc) as c
     order by 1, 2`,
  )
  const fullest = await amounts(
    tx,
    sql`
    select o.session_id as id, t.resource, max(t.taken) as amount from unnest(${wanted}::uuid[]) as n (id) join directory.occurrence o on o.session_id = n.id
      join directory.stock t on t.occurrence_id = o.id
     where o.on_date >= ${tx.today}::date group by 1, 2 order by 1, 2`,
  )
  const found = new Map(sessions.map((session) => [session.id, session]))
  return [...ids].flatMap(([number, id]) => {
    const session = found.get(id)
    if (session === undefined) return []
    const of = (from: ReadonlyMap<string, number>, resource: string) => from.get(`${id} ${resource}`)
    return [
      {
        ...session,
        number,
        places: of(room, 'place') ?? null,
        shares: of(room, 'staff') ?? null,
        fullestPlaces: of(fullest, 'place') ?? 0,
        fullestShares: of(fullest, 'staff') ?? 0,
      },
    ]
  })
}

/** Amounts by session and resource. */
async function amounts(tx: Tx, statement: Sql): Promise<Map<string, number>> {
  const rows = await tx.query<{ id: string; resource: string; amount: number }>(statement)
  return new Map(rows.map(({ id, resource, amount }) => [`${id} ${resource}`, amount]))
}

function faultOf(
  row: SessionCsvRow,
  before: KnownSession,
  opportunityId: string,
  today: CalendarDate,
): Omit<Rejected, 'line'> | undefined {
  const never = 'is never changed. Give this session a last day and add another number'
  const fixed: [string, boolean][] = [
    ['opportunity', before.opportunityId === opportunityId],
    ['weekday', before.weekday === row.weekday],
    ['start', before.start === row.start],
    ['end', before.end === row.end],
    ['every_weeks', before.everyWeeks === (row.every_weeks ?? 1)],
    ['season', before.season === (row.season ?? 'all')],
    ['from', before.from === row.from],
  ]
  const [differs] = fixed.find(([, same]) => !same) ?? []
  if (differs !== undefined) return { column: differs, reason: `This ${never}` }
  if (
    (row.until ?? null) !== before.until &&
    (row.until === undefined || before.until !== null || row.until < addDays(today, -1))
  )
    return {
      column: 'until',
      reason:
        before.until === null
          ? 'The last day must be yesterday or later'
          : `It ends on ${before.until}. An end ${never}`,
    }
  if (row.places < before.fullestPlaces)
    return {
      column: 'places',
      reason: `${before.fullestPlaces} people have a place on one of its dates. Move them first`,
    }
  if ((row.workers ?? 0) * sharesOfAWorker < before.fullestShares)
    return { column: 'workers', reason: 'The support already promised on one of its dates needs more workers' }
  return undefined
}

/** Gives a known session its last day or other room; true when anything was changed. */
async function changeSession(tx: Tx, row: SessionCsvRow, before: KnownSession): Promise<boolean> {
  const ends = row.until !== undefined && before.until === null
  if (ends)
    await tx.query(
      sql`update directory.session set ended_on = ${row.until} where id = ${before.id} and ended_on is null`,
    )
  const begun = row.from <= tx.today
  const room = roomOf(row).filter(
    ({ resource, amount }) => amount !== ((resource === 'place' ? before.places : before.shares) ?? 0),
  )
  await setCapacity(
    tx,
    room.map(
      (one): CapacityWanted => ({
        ...one,
        sessionId: before.id,
        from: begun ? tx.today : row.from,
        reason: 'imported',
      }),
    ),
  )
  return ends || room.length > 0
}

const roomOf = (row: SessionCsvRow) => [
  { resource: 'place', amount: row.places },
  { resource: 'staff', amount: (row.workers ?? 0) * sharesOfAWorker },
]

/** Where the session of a row is: its own id where it is known, and the place it has, or would have as a new one. */
export async function placesOfRows(
  tx: Tx,
  rows: readonly Pick<SessionCsvRow, 'number' | 'opportunity'>[],
): Promise<ReadonlyMap<string, { sessionId: string | null; siteId: string | null }>> {
  const known = await sessionIdsByNumber(
    tx,
    rows.map(({ number }) => number),
  )
  const opportunities = new Map(
    (
      await knownOpportunities(
        tx,
        rows.map(({ opportunity }) => opportunity),
      )
    ).map(({ number, id }) => [number, id]),
  )
  const asked = rows.map(({ number, opportunity }) => ({
    number,
    sessionId: known.get(number) ?? null,
    opportunityId: opportunities.get(opportunity) ?? null,
  }))
  const found = await tx.query<{ number: string; sessionId: string | null; siteId: string | null }>(sql`
    select g.number, g."sessionId", case when g."sessionId" is not null then s.site_id
             else (select os.site_id from directory.opportunity_site os where os.opportunity_id = g."opportunityId" order by os.site_id limit 1) end as "siteId"
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as g(number text, "sessionId" uuid, "opportunityId" uuid) left join directory.session s on s.id = g."sessionId" order by g.number`)
  return new Map(found.map(({ number, ...one }) => [number, one]))
}

async function addSessions(
  tx: Tx,
  rows: readonly (SessionCsvRow & { id: string; opportunityId: string })[],
): Promise<void> {
  if (rows.length === 0) return
  const given = JSON.stringify(
    rows.map((row) => ({
      ...row,
      first_monday: mondayOf(row.from),
      every_weeks: row.every_weeks ?? 1,
      season: row.season ?? 'all',
    })),
  )
  await tx.query(sql`
    insert into directory.session (id, opportunity_id, site_id, weekday, every_weeks, first_monday, season, start_minute, end_minute, public_may_book, from_date, until_date, recorded_by)
    select g.id, g."opportunityId", (select os.site_id from directory.opportunity_site os where os.opportunity_id = g."opportunityId" order by os.site_id limit 1), g.weekday, g.every_weeks,
           g.first_monday, g.season, g.start, g."end", g.public_may_book, g."from", g.until, ${actor(tx)}::uuid
      from jsonb_to_recordset(${given}::jsonb) as g(id uuid, "opportunityId" uuid, weekday smallint, every_weeks smallint, first_monday date, season text, start smallint, "end" smallint, public_may_book boolean, "from" date, until date)`)
  const room = JSON.stringify(
    rows.flatMap((row) =>
      roomOf(row)
        .filter(({ resource, amount }) => resource === 'place' || amount > 0)
        .map((one) => ({ ...one, id: row.id, from: row.from })),
    ),
  )
  await tx.query(sql`
    insert into directory.capacity (session_id, resource, amount, from_date, recorded_by, reason)
    select g.id, g.resource, g.amount, g."from", ${actor(tx)}::uuid, 'imported' from jsonb_to_recordset(${room}::jsonb) as g(id uuid, resource text, amount integer, "from" date)`)
  await tx.query(sql`
    insert into directory.source_record (feed, entity, external_id, content_hash, content)
    select ${feed}, 'schedule', g.number, '', jsonb_build_object('sessionId', g.id) from jsonb_to_recordset(${given}::jsonb) as g(number text, id uuid)`)
}
