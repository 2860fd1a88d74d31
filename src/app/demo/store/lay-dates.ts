import type { CalendarDate } from '../../../core/calendar-date.ts'
import { sql, type Tx } from '../../../platform/db.ts'
import type { Staff } from '../staff.ts'
import type { DemoLine } from '../weeks.ts'

/** A stable id from a text, shaped like any other: the same rows get the same ids at every load. */
const stableId = sql`
  create or replace function pg_temp.stable_id(text) returns uuid language sql immutable parallel safe as
  $$ select (substr(h, 1, 12) || '4' || substr(h, 14, 3) || '8' || substr(h, 18))::uuid from (select md5($1) as h) x $$`

export interface Span {
  readonly from: CalendarDate
  readonly today: CalendarDate
  readonly until: CalendarDate
}

/** Sets the lines out where the following statements can join them; gone at the end of the transaction. */
export async function stageLines(tx: Tx, lines: readonly DemoLine[], staff: Staff): Promise<void> {
  await tx.query(stableId)
  await tx.query(sql`drop table if exists pg_temp.demo_line, pg_temp.demo_absence`)
  await tx.query(sql`
    create temporary table demo_line (term_id uuid primary key, planned_session_id uuid, person_id uuid, budget_line_id uuid, session_id uuid, provider_id uuid,
      in_house boolean, route text, lot_id uuid, price bigint, weekday int, start_minute int, end_minute int, from_date date, until_date date, marked_by uuid)`)
  await tx.query(sql`
    create temporary table demo_absence (term_id uuid, on_date date, reason text, short boolean, primary key (term_id, on_date))`)
  const marker = new Map(lines.map((line) => [line.id, staff.providerAccount(line.providerId).id]))
  for (let at = 0; at < lines.length; at += 4000) {
    const some = lines.slice(at, at + 4000)
    await tx.query(sql`
      insert into demo_line
      select x.term, t.planned_session_id, t.person_id, b.id, t.session_id, b.provider_id, b.in_house, b.route, r.lot_id, b.per_session_pence, t.weekday, t.start_minute, t.end_minute,
             t.from_date, t.until_date, x.marker
        from unnest(${some.map(({ id }) => id)}::uuid[], ${some.map(({ id }) => marker.get(id) ?? null)}::uuid[]) as x (term, marker)
        join planning.session_term t on t.id = x.term join planning.budget_line b on b.term_id = t.id and b.component = 'support'
        left join market.rate r on r.id = b.rate_id`)
    const absences = some.flatMap((line) => line.absences.map((absence) => ({ ...absence, term: line.id })))
    await tx.query(sql`
      insert into demo_absence
      select * from unnest(${absences.map(({ term }) => term)}::uuid[], ${absences.map(({ date }) => date)}::date[], ${absences.map(({ reason }) => reason)}::text[],
        ${absences.map(({ short }) => short)}::boolean[])`)
  }
  await tx.query(sql`analyze demo_line`)
}

/** Dates of every session in the span, with what each can hold; the same dates that directory makes day by day. */
export async function layOccurrences(tx: Tx, sessionIds: readonly string[], span: Span): Promise<void> {
  await tx.query(sql`
    insert into directory.occurrence (id, session_id, on_date, start_minute, end_minute)
    select pg_temp.stable_id(s.id::text || d.day), s.id, d.day::date, s.start_minute, s.end_minute
      from directory.session s
      cross join lateral generate_series(${span.from}::date + (s.weekday - extract(isodow from ${span.from}::date)::int + 7) % 7, ${span.until}::date, interval '7 days') as d (day)
     where s.id = any (${sessionIds}::uuid[]) and s.in_force @> d.day::date and s.every_weeks = 1 and s.season = 'all'
       and not exists (select from directory.calendar_period c where c.calendar = 'council' and c.kind = 'bank_holiday' and d.day::date between c.from_date and c.until_date)`)
  await tx.query(sql`
    insert into directory.stock (occurrence_id, resource, capacity)
    select o.id, c.resource, c.amount from directory.occurrence o join directory.capacity c on c.session_id = o.session_id and c.in_force @> o.on_date
     where o.session_id = any (${sessionIds}::uuid[])`)
}

/** A claim for every standing place on every date, and what they take from the stock, in two statements. */
export async function layClaims(tx: Tx, by: string): Promise<void> {
  await tx.query(sql`
    insert into directory.place_claim (id, occurrence_id, on_date, start_minute, end_minute, person_id, standing_place_id, purpose, support_band, recorded_by)
    select pg_temp.stable_id(sp.id::text || o.on_date), o.id, o.on_date, o.start_minute, o.end_minute, sp.person_id, sp.id, 'plan', sp.support_band, ${by}::uuid
      from demo_line l join directory.standing_place sp on sp.session_id = l.session_id and sp.person_id = l.person_id
      join directory.occurrence o on o.session_id = sp.session_id and sp.in_force @> o.on_date`)
  await tx.query(sql`
    update directory.stock s set taken = t.amount
      from (select c.occurrence_id, n.resource, sum(n.amount)::int as amount
              from directory.place_claim c join directory.occurrence o on o.id = c.occurrence_id and o.session_id in (select session_id from demo_line where session_id is not null)
              join directory.support_band b on b.code = c.support_band
              cross join lateral (values ('place', 1), ('staff', b.staff_shares)) as n (resource, amount)
             where c.released_at is null group by 1, 2) t
     where s.occurrence_id = t.occurrence_id and s.resource = t.resource`)
}

/** The person's side of every date: with its claim where there is a place, without where they go on their own. */
export async function layOccasions(tx: Tx, span: Span, by: string): Promise<void> {
  await tx.query(sql`
    insert into delivery.occasion (id, term_id, planned_session_id, person_id, on_date, start_minute, end_minute, place_claim_id, recorded_by)
    select pg_temp.stable_id(l.term_id::text || c.on_date), l.term_id, l.planned_session_id, l.person_id, c.on_date, l.start_minute, l.end_minute, c.id, ${by}::uuid
      from demo_line l join directory.standing_place sp on sp.session_id = l.session_id and sp.person_id = l.person_id
      join directory.place_claim c on c.standing_place_id = sp.id`)
  await tx.query(sql`
    insert into delivery.occasion (id, term_id, planned_session_id, person_id, on_date, start_minute, end_minute, recorded_by)
    select pg_temp.stable_id(l.term_id::text || d.day::date), l.term_id, l.planned_session_id, l.person_id, d.day::date, l.start_minute, l.end_minute, ${by}::uuid
      from demo_line l
      cross join lateral generate_series(${span.from}::date + (l.weekday - extract(isodow from ${span.from}::date)::int + 7) % 7, ${span.until}::date, interval '7 days') as d (day)
     where l.session_id is null and d.day::date >= l.from_date and (l.until_date is null or d.day::date <= l.until_date)
       and not exists (select from directory.calendar_period c where c.calendar = 'council' and c.kind = 'bank_holiday' and d.day::date between c.from_date and c.until_date)`)
}
