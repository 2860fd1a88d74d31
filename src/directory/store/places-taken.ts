import type { CalendarDate } from '../../core/calendar-date.ts'
import type { ListPage } from '../../core/list-page.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { empty, type Sql, sql, type Tx } from '../../platform/db.ts'
import { anywhere, listPage } from '../../platform/list-asked.ts'

/** Days of which the last may be open. */
export interface Days {
  readonly from: CalendarDate
  readonly until: CalendarDate | null
}

/** Somebody with a place at a session in a span of days. */
export interface PlaceTaken {
  readonly sessionId: string
  readonly personId: string
  readonly name: string
  readonly supportBand: string
  readonly firstOn: CalendarDate
}

/**
 * Who has a place at these sessions in a span of days, as far as the asker may see them: on a date there is, or, after the last date that
 * is made, by a regular seat that has one then. Somebody in their off week has none.
 * `peopleWithPlaces` says how many there are in all, so that a list that is not whole can say so.
 */
export async function placesTaken(tx: Tx, sessionIds: readonly string[], { from, until }: Days): Promise<PlaceTaken[]> {
  return tx.query<PlaceTaken>(sql`
    select x.session_id as "sessionId", x.person_id as "personId", p.name, min(x.band) as "supportBand", min(x.day) as "firstOn" from (
      select s.session_id, s.person_id, s.support_band as band, greatest(s.from_date, ${from}::date) as day from directory.standing_place s
       where s.session_id = any (${sessionIds}::uuid[]) and directory.seat_beyond(s.id, ${from}::date, ${until}::date)
      union all
      select o.session_id, c.person_id, c.support_band, c.on_date from directory.place_claim c join directory.occurrence o on o.id = c.occurrence_id
       where o.session_id = any (${sessionIds}::uuid[]) and c.released_at is null and c.person_id is not null and c.on_date >= ${from}::date and (${until}::date is null or c.on_date <= ${until}::date)) x
      join people.published_person p on p.person_id = x.person_id
     group by x.session_id, x.person_id, p.name order by p.name, x.person_id, x.session_id`)
}

/** How many people have a place at these sessions in a span of days: a number, never who. */
export async function peopleWithPlaces(tx: Tx, sessionIds: readonly string[], { from, until }: Days): Promise<number> {
  const { people } = await tx.one<{ people: number }>(
    sql`select directory.people_with_places(${sessionIds}::uuid[], ${from}::date, ${until}::date) as people`,
  )
  return people
}

/** The most that is taken on any one date of these sessions in a span of days, by session and resource. */
export async function fullestDates(
  tx: Tx,
  sessionIds: readonly string[],
  { from, until }: Days,
): Promise<{ sessionId: string; resource: string; taken: number }[]> {
  return tx.query(sql`
    select o.session_id as "sessionId", s.resource, max(s.taken) as taken from directory.occurrence o join directory.stock s on s.occurrence_id = o.id
     where o.session_id = any (${sessionIds}::uuid[]) and o.cancelled_at is null and o.on_date >= ${from}::date and (${until}::date is null or o.on_date <= ${until}::date)
     group by o.session_id, s.resource order by o.session_id, s.resource`)
}

/** A site at which something runs today or later. */
export interface SiteInUse {
  readonly id: string
  readonly name: string
  readonly town: string | null
  readonly organisation: string
  readonly sessions: number
}

const inUse = (tx: Tx, which: Sql, part: Sql) =>
  tx.query<SiteInUse & { all: number }>(sql`
    select si.id, si.name, si.town, o.name as organisation, count(*)::int as sessions, count(*) over ()::int as "all"
      from directory.site si join directory.organisation o on o.id = si.organisation_id join directory.session s on s.site_id = si.id and s.in_force && daterange(${tx.today}::date, null)
     where ${which} group by si.id, si.name, si.town, o.name order by si.name, si.id ${part}`)

/** A page of the sites at which something runs today or later, by name; those whose name, town or organisation has the words. */
export async function sitesInUse(
  tx: Tx,
  { words, page }: { words: string; page: number },
): Promise<ListPage<SiteInUse>> {
  const like = anywhere(words)
  const which = sql`si.name ilike ${like} or si.town ilike ${like} or o.name ilike ${like}`
  return listPage(await inUse(tx, which, sql`limit ${ROWS_A_PAGE} offset ${(page - 1) * ROWS_A_PAGE}`))
}

/** One site, when something runs there today or later. */
export const siteInUse = async (tx: Tx, siteId: string): Promise<SiteInUse | undefined> =>
  listPage<SiteInUse>(await inUse(tx, sql`si.id::text = ${siteId}`, empty)).rows[0]

/** A session of a site with what is on sale from a day on. */
export interface SiteSession {
  readonly id: string
  readonly name: string
  readonly weekday: number
  readonly startMinute: number
  readonly endMinute: number
  readonly onSale: Readonly<Record<string, number>>
}

/** What runs at a site on or after a day, with the room each has on sale. */
export async function sessionsOfSite(tx: Tx, siteId: string, on: CalendarDate): Promise<SiteSession[]> {
  return tx.query<SiteSession>(sql`
    select s.id, coalesce(s.name, op.name) as name, s.weekday, s.start_minute as "startMinute", s.end_minute as "endMinute",
           coalesce((select jsonb_object_agg(c.resource, c.amount) from directory.capacity c where c.session_id = s.id and c.in_force @> greatest(${on}::date, s.from_date)), '{}') as "onSale"
      from directory.session s join directory.opportunity op on op.id = s.opportunity_id
     where s.site_id = ${siteId} and s.in_force && daterange(${on}::date, null) order by s.weekday, s.start_minute, coalesce(s.name, op.name), s.id`)
}
