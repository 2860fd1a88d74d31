import type { CalendarDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'

/**
 * Makes the dates of sessions in a span, with the stock each date starts with. Bank holidays, closures and weeks a session
 * does not run are left out. Safe to repeat: a date that stands, or was cancelled, stays as it is. Gives how many dates were new.
 */
export async function makeOccurrences(
  tx: Tx,
  sessionIds: readonly string[],
  from: CalendarDate,
  until: CalendarDate,
): Promise<number> {
  const fresh = await tx.query<{ id: string }>(sql`
    with days as (
      select s.id as session_id, s.site_id, s.season, s.start_minute, s.end_minute, d.day::date as day,
             exists (select from directory.calendar_period c where c.calendar = 'schools' and c.kind = 'term' and d.day::date between c.from_date and c.until_date) as in_term
        from directory.session s
        cross join lateral generate_series(
          greatest(${from}::date, s.from_date, s.first_monday) + (s.weekday - extract(isodow from greatest(${from}::date, s.from_date, s.first_monday))::int + 7) % 7,
          ${until}::date, interval '7 days') as d(day)
       where s.id = any (${sessionIds}::uuid[]) and s.in_force @> d.day::date
         and ((d.day::date - s.first_monday) / 7) % s.every_weeks = 0)
    insert into directory.occurrence (session_id, on_date, start_minute, end_minute, lays_again)
    select d.session_id, d.day, d.start_minute, d.end_minute,
           (select c.id from directory.occurrence c where c.session_id = d.session_id and c.on_date = d.day and c.laid_again_at is not null
             and not exists (select from directory.occurrence z where z.lays_again = c.id)) from days d
     where (d.season = 'all' or (d.season = 'term') = d.in_term)
       and not exists (select from directory.calendar_period c where c.calendar = 'council' and c.kind = 'bank_holiday' and d.day between c.from_date and c.until_date)
       and not exists (select from directory.closure x where (x.session_id = d.session_id or x.site_id = d.site_id) and x.in_force @> d.day)
    on conflict (session_id, on_date) where laid_again_at is null do nothing returning id`)
  // In a statement of its own: only then does row-level security know these dates as those of whoever runs the session.
  if (fresh.length > 0)
    await tx.query(sql`
      insert into directory.stock (occurrence_id, resource, capacity)
      select o.id, c.resource, c.amount from directory.occurrence o join directory.capacity c on c.session_id = o.session_id and c.in_force @> o.on_date
       where o.id = any (${fresh.map(({ id }) => id)}::uuid[])`)
  return fresh.length
}

/** How many dates of a session in a span could take one more person, with what they need. */
export interface Vacancy {
  readonly sessionId: string
  readonly dates: number
  readonly fitting: number
  readonly leastPlacesLeft: number
  readonly firstFull: CalendarDate | null
  /** Resources the session does not have at all, such as a hoist. */
  readonly lacking: readonly string[]
}

/** Looks, for each session, at every date in a span, whether it could take one more person at a support band with what they need. */
export async function vacanciesFor(
  tx: Tx,
  wanted: {
    sessionIds: readonly string[]
    supportBand: string
    characteristics: readonly string[]
    from: CalendarDate
    until: CalendarDate
  },
): Promise<Vacancy[]> {
  return tx.query<Vacancy>(sql`
    with need as (select n.resource, n.amount from directory.needed(${wanted.supportBand}, ${wanted.characteristics}::text[]) n),
    judged as (
      select o.session_id, o.on_date,
             bool_and(case when s.resource is null then n.resource like 'band:%' else s.taken + n.amount <= s.capacity end) as fits,
             min(s.capacity - s.taken) filter (where n.resource = 'place') as places,
             array_agg(n.resource) filter (where s.resource is null and n.resource not like 'band:%') as lacking
        from directory.occurrence o cross join need n
        left join directory.stock s on s.occurrence_id = o.id and s.resource = n.resource
       where o.session_id = any (${wanted.sessionIds}::uuid[]) and o.on_date between ${wanted.from} and ${wanted.until} and o.cancelled_at is null
       group by o.session_id, o.on_date)
    select j.session_id as "sessionId", count(*)::int as dates, count(*) filter (where j.fits)::int as fitting,
           coalesce(min(j.places), 0)::int as "leastPlacesLeft", min(j.on_date) filter (where not j.fits) as "firstFull",
           coalesce((select array_agg(distinct l) from judged k cross join lateral unnest(k.lacking) l where k.session_id = j.session_id), '{}') as lacking
      from judged j group by j.session_id order by j.session_id`)
}

/** Of these sessions, those whose dates are not made to nearly the end of a span: they lack more than their longest gap. */
export async function sessionsShortOfDates(
  tx: Tx,
  sessionIds: readonly string[],
  until: CalendarDate,
): Promise<string[]> {
  const short = await tx.query<{ sessionId: string }>(sql`
    select s.id as "sessionId" from directory.session s
     where s.id = any (${sessionIds}::uuid[])
       and coalesce((select max(o.on_date) from directory.occurrence o where o.session_id = s.id), date '1900-01-01')
           < least(${until}::date, s.until_date, s.ended_on) - 7 * s.every_weeks
     order by s.id`)
  return short.map(({ sessionId }) => sessionId)
}

/** Sessions at which somebody has a regular seat that goes on after a day. */
export async function sessionsWithSeats(tx: Tx, after: CalendarDate): Promise<string[]> {
  const rows = await tx.query<{ sessionId: string }>(sql`
    select distinct sp.session_id as "sessionId" from directory.standing_place sp
     where not isempty(sp.in_force) and (upper_inf(sp.in_force) or upper(sp.in_force) > ${after}::date) order by 1`)
  return rows.map(({ sessionId }) => sessionId)
}

/** The regular seats of a session that go on after a day, by id. */
export async function seatsOfSession(tx: Tx, sessionId: string, after: CalendarDate): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    select sp.id from directory.standing_place sp
     where sp.session_id = ${sessionId} and not isempty(sp.in_force) and (upper_inf(sp.in_force) or upper(sp.in_force) > ${after}::date) order by sp.id`)
  return rows.map(({ id }) => id)
}
