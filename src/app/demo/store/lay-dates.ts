import type { CalendarDate } from '../../../core/calendar-date.ts'
import { sql, type Tx } from '../../../platform/db.ts'
import type { DemoBorough } from '../demo-borough.ts'
import type { Row } from '../settings.ts'
import type { DemoLine } from '../weeks.ts'

/** A stable id from a text, shaped like any other: the same rows get the same ids at every load. */
const stableId = sql`
  create or replace function pg_temp.stable_id(text) returns uuid language sql immutable parallel safe as
  $$ select overlay(overlay(md5($1) placing '4' from 13) placing '8' from 17)::uuid $$`

/** The days on which nothing happens, set out once a block: asked date by date they cost as much as the dates themselves. */
const holidays = sql`
  create temporary table demo_holiday as
  select distinct d.day::date as day from directory.calendar_period c cross join lateral generate_series(c.from_date, c.until_date, interval '1 day') as d (day)
   where c.calendar = 'council' and c.kind = 'bank_holiday'`

export interface Span {
  readonly from: CalendarDate
  readonly today: CalendarDate
  readonly until: CalendarDate
}

/** Sets the lines out where the following statements can join them; each block starts anew. */
export async function stageLines(tx: Tx, { lines, staff, tables }: DemoBorough): Promise<void> {
  await tx.query(stableId)
  await tx.query(
    sql`drop table if exists pg_temp.demo_line, pg_temp.demo_absence, pg_temp.demo_holiday, pg_temp.demo_notice, pg_temp.demo_occurrence, pg_temp.demo_date, pg_temp.demo_pay, pg_temp.demo_posting`,
  )
  await tx.query(holidays)
  await tx.query(sql`
    create temporary table demo_line (term_id uuid primary key, planned_session_id uuid, person_id uuid, budget_line_id uuid, session_id uuid, standing_place_id uuid, support_band text,
      provider_id uuid, in_house boolean, route text, lot_id uuid, price bigint, weekday int, start_minute int, end_minute int, from_date date, until_date date, marked_by uuid, things text[])`)
  await tx.query(
    sql`create temporary table demo_absence (term_id uuid, on_date date, reason text, short boolean, primary key (term_id, on_date))`,
  )
  const seats = new Map(
    (tables.get('directory.standing_place') ?? []).map((row) => [
      `${row['session_id']} ${row['person_id']}`,
      String(row['id']),
    ]),
  )
  const seatOf = (line: DemoLine) => seats.get(`${line.session?.id} ${line.resident.id}`) ?? null
  for (let at = 0; at < lines.length; at += 4000) {
    const some = lines.slice(at, at + 4000)
    await tx.query(sql`
      insert into demo_line
      select x.term, t.planned_session_id, t.person_id, b.id, t.session_id, x.seat, t.support_band, b.provider_id, b.in_house, b.route, r.lot_id, b.per_session_pence, t.weekday,
             t.start_minute, t.end_minute, t.from_date, t.until_date, x.marker, t.characteristics
        from unnest(${some.map(({ id }) => id)}::uuid[], ${some.map((line) => line.budgetLineId)}::uuid[], ${some.map(seatOf)}::uuid[],
          ${some.map((line) => staff.providerAccount(line.providerId).id)}::uuid[]) as x (term, line, seat, marker)
        join planning.session_term t on t.id = x.term join planning.budget_line b on b.id = x.line left join market.rate r on r.id = b.rate_id`)
    const absences = some.flatMap((line) => line.absences.map((absence) => ({ ...absence, term: line.id })))
    await tx.query(sql`
      insert into demo_absence
      select * from unnest(${absences.map(({ term }) => term)}::uuid[], ${absences.map(({ date }) => date)}::date[], ${absences.map(({ reason }) => reason)}::text[],
        ${absences.map(({ short }) => short)}::boolean[])`)
  }
  await stageNotices(tx, tables.get('charging.notice') ?? [])
  await tx.query(sql`analyze demo_line`)
}

/** What people of this block were told to pay. Looked up among everybody's, each block would take longer than the one before. */
async function stageNotices(tx: Tx, notices: readonly Row[]): Promise<void> {
  await tx.query(sql`
    create temporary table demo_notice as
    select * from unnest(${notices.map((row) => row['id'])}::uuid[], ${notices.map((row) => row['person_id'])}::uuid[], ${notices.map((row) => row['first_day_charged'])}::date[],
      ${notices.map((row) => row['weekly_pence'])}::bigint[]) as n (id, person_id, first_day_charged, weekly_pence)`)
  await tx.query(sql`create index on demo_notice (person_id, first_day_charged)`)
  await tx.query(sql`analyze demo_notice`)
}

/** Dates of every session in the span; the same dates that directory makes day by day. */
export async function layOccurrences(tx: Tx, sessionIds: readonly string[], span: Span): Promise<void> {
  await tx.query(sql`
    create temporary table demo_occurrence as
    select pg_temp.stable_id(s.id::text || d.day) as id, s.id as session_id, d.day::date as on_date, s.start_minute, s.end_minute
      from directory.session s
      cross join lateral generate_series(${span.from}::date + (s.weekday - extract(isodow from ${span.from}::date)::int + 7) % 7, ${span.until}::date, interval '7 days') as d (day)
     where s.id = any (${sessionIds}::uuid[]) and s.in_force @> d.day::date and s.every_weeks = 1 and s.season = 'all'
       and d.day::date not in (select h.day from demo_holiday h)`)
  await tx.query(sql`analyze demo_occurrence`)
  await tx.query(sql`
    insert into directory.occurrence (id, session_id, on_date, start_minute, end_minute)
    select o.id, o.session_id, o.on_date, o.start_minute, o.end_minute from demo_occurrence o`)
}

/** Every date of every line: at a session where there is a place, by the calendar where they go on their own. */
export async function stageDates(tx: Tx, span: Span): Promise<void> {
  await tx.query(sql`
    create temporary table demo_date as
    select pg_temp.stable_id(l.term_id::text || o.on_date) as occasion_id, l.*, o.on_date, o.id as occurrence_id, pg_temp.stable_id(l.standing_place_id::text || o.on_date) as claim_id
      from demo_line l join demo_occurrence o on o.session_id = l.session_id and o.on_date >= l.from_date and (l.until_date is null or o.on_date <= l.until_date)
    union all
    select pg_temp.stable_id(l.term_id::text || d.day::date), l.*, d.day::date, null, null
      from demo_line l
      cross join lateral generate_series(${span.from}::date + (l.weekday - extract(isodow from ${span.from}::date)::int + 7) % 7, ${span.until}::date, interval '7 days') as d (day)
     where l.session_id is null and d.day::date >= l.from_date and (l.until_date is null or d.day::date <= l.until_date)
       and d.day::date not in (select h.day from demo_holiday h)`)
  await tx.query(sql`analyze demo_date`)
}

/** A claim for every standing place on every date, and what each date can hold and how much of it they take, in two statements. */
export async function layClaims(tx: Tx, by: string): Promise<void> {
  await tx.query(sql`
    insert into directory.place_claim (id, occurrence_id, on_date, start_minute, end_minute, person_id, standing_place_id, purpose, support_band, characteristics, recorded_by)
    select d.claim_id, d.occurrence_id, d.on_date, d.start_minute, d.end_minute, d.person_id, d.standing_place_id, 'plan', d.support_band, d.things, ${by}::uuid
      from demo_date d where d.claim_id is not null`)
  await tx.query(sql`
    insert into directory.stock (occurrence_id, resource, capacity, taken)
    select o.id, c.resource, c.amount, coalesce(t.amount, 0)
      from demo_occurrence o join directory.capacity c on c.session_id = o.session_id and c.in_force @> o.on_date
      left join (select d.occurrence_id, n.resource, sum(n.amount)::int as amount
                   from demo_date d join directory.support_band b on b.code = d.support_band
                   cross join lateral (select 'place' as resource, 1 as amount union all select 'staff', b.staff_shares union all select x, 1 from unnest(d.things) as x) as n
                  where d.claim_id is not null group by 1, 2) t on t.occurrence_id = o.id and t.resource = c.resource`)
}

/** The person's side of every date. */
export async function layOccasions(tx: Tx, by: string): Promise<void> {
  await tx.query(sql`
    insert into delivery.occasion (id, term_id, planned_session_id, person_id, on_date, start_minute, end_minute, place_claim_id, recorded_by)
    select d.occasion_id, d.term_id, d.planned_session_id, d.person_id, d.on_date, d.start_minute, d.end_minute, d.claim_id, ${by}::uuid from demo_date d`)
}
