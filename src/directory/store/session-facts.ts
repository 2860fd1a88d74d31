import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Period } from '../../core/period.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'

/** A weekly session as later steps need it: what it is, whose, where and when. */
export interface SessionFacts {
  readonly sessionId: string
  readonly opportunityId: string
  readonly name: string
  readonly organisationId: string
  readonly organisation: string
  readonly siteId: string | null
  readonly site: string | null
  readonly town: string | null
  readonly localArea: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly accessFeatures: readonly string[]
  readonly free: boolean
  readonly kind: string | null
  readonly weekday: number
  readonly everyWeeks: number
  readonly firstMonday: CalendarDate
  readonly season: 'all' | 'term' | 'holiday'
  readonly startMinute: number
  readonly endMinute: number
  readonly fromDate: CalendarDate
  readonly untilDate: CalendarDate | null
}

const columns = sql`s.id as "sessionId", s.opportunity_id as "opportunityId", coalesce(s.name, op.name) as name, op.organisation_id as "organisationId",
  org.name as organisation, s.site_id as "siteId", si.name as site, si.town, coalesce(si.local_area, op.local_area) as "localArea",
  si.latitude, si.longitude, coalesce(si.access_features, '{}') || op.access_features as "accessFeatures", op.free, op.kind,
  s.weekday, s.every_weeks as "everyWeeks", s.first_monday as "firstMonday", s.season, s.start_minute as "startMinute", s.end_minute as "endMinute",
  s.from_date as "fromDate", least(s.until_date, s.ended_on) as "untilDate"`

/** What is known of these sessions. */
export async function sessionFacts(tx: Tx, sessionIds: readonly string[]): Promise<SessionFacts[]> {
  return tx.query<SessionFacts>(sql`
    select ${columns}
      from directory.session s join directory.opportunity op on op.id = s.opportunity_id join directory.organisation org on org.id = op.organisation_id
      left join directory.site si on si.id = s.site_id
     where s.id = any (${sessionIds}::uuid[]) order by s.id`)
}

/** Sessions that run on some day from `on` on and are not hidden; with a weekday, only those of that day. Fifty at most when words are searched. */
export async function sessionsRunning(
  tx: Tx,
  wanted: Running & { limit: number; offset?: number },
): Promise<SessionFacts[]> {
  return tx.query<SessionFacts>(sql`
    select ${columns} ${running(wanted)}
     order by s.weekday, s.start_minute, coalesce(s.name, op.name), s.id limit ${wanted.limit} offset ${wanted.offset ?? 0}`)
}

/** How many sessions run that are looked for. */
export async function countRunning(tx: Tx, wanted: Running): Promise<number> {
  const { found } = await tx.one<{ found: number }>(sql`select count(*)::int as found ${running(wanted)}`)
  return found
}

/** What is looked for: sessions that run on a day or begin later, on a weekday, with part of a name. */
interface Running {
  readonly on: CalendarDate
  readonly weekday?: number | undefined
  readonly words?: string | undefined
}

function running(wanted: Running): Sql {
  return sql`
      from directory.session s join directory.opportunity op on op.id = s.opportunity_id join directory.organisation org on org.id = op.organisation_id
      left join directory.site si on si.id = s.site_id
     where not isempty(s.in_force) and (upper_inf(s.in_force) or upper(s.in_force) > ${wanted.on}::date)
       and op.audience <> 'hidden' and op.withdrawn_on is null
       and (${wanted.weekday ?? null}::int is null or s.weekday = ${wanted.weekday ?? null}::int)
       and (${wanted.words ?? null}::text is null or coalesce(s.name, '') || ' ' || op.name || ' ' || org.name ilike '%' || ${wanted.words ?? null}::text || '%')`
}

/** School terms and bank holidays, from which real dates are worked out. */
export async function calendarFor(tx: Tx): Promise<{ terms: Period[]; bankHolidays: Period[] }> {
  const periods = await tx.query<{ kind: string; from: CalendarDate; until: CalendarDate }>(sql`
    select c.kind, c.from_date as "from", c.until_date as "until" from directory.calendar_period c
     where (c.calendar = 'schools' and c.kind = 'term') or (c.calendar = 'council' and c.kind = 'bank_holiday') order by c.from_date`)
  const of = (kind: string) => periods.filter((one) => one.kind === kind).map(({ from, until }) => ({ from, until }))
  return { terms: of('term'), bankHolidays: of('bank_holiday') }
}

/** Days on which these sessions, or the sites they are at, are closed. */
export async function closuresOf(
  tx: Tx,
  sessionIds: readonly string[],
): Promise<{ sessionId: string; closure: Period }[]> {
  const rows = await tx.query<{ sessionId: string; from: CalendarDate; until: CalendarDate | null }>(sql`
    select s.id as "sessionId", lower(x.in_force) as "from", upper(x.in_force) - 1 as "until"
      from directory.session s join directory.closure x on (x.session_id = s.id or x.site_id = s.site_id) and not isempty(x.in_force)
     where s.id = any (${sessionIds}::uuid[]) order by s.id, x.from_date`)
  return rows.map(({ sessionId, from, until }) => ({ sessionId, closure: until === null ? { from } : { from, until } }))
}

/** A person's regular seats that stand on or after a day, and until when one is only held. */
export interface Seat {
  readonly standingPlaceId: string
  readonly sessionId: string
  readonly fromDate: CalendarDate
  readonly untilDate: CalendarDate | null
  readonly heldUntil: Date | null
}

/** The regular seats of a person that are not over on a day. */
export async function seatsOf(tx: Tx, personId: string, on: CalendarDate): Promise<Seat[]> {
  return tx.query<Seat>(sql`
    select sp.id as "standingPlaceId", sp.session_id as "sessionId", sp.from_date as "fromDate", least(sp.until_date, sp.ended_on) as "untilDate",
           (select min(c.held_until) from directory.place_claim c where c.standing_place_id = sp.id and c.released_at is null and c.confirmed_at is null) as "heldUntil"
      from directory.standing_place sp
     where sp.person_id = ${personId} and not isempty(sp.in_force) and (upper_inf(sp.in_force) or upper(sp.in_force) > ${on}::date)
     order by sp.from_date, sp.id`)
}

/** How many of these people have a regular seat at each session: "a friend goes there". */
export async function seatsTogether(
  tx: Tx,
  wanted: { sessionIds: readonly string[]; personIds: readonly string[]; on: CalendarDate },
): Promise<{ sessionId: string; people: number }[]> {
  return tx.query<{ sessionId: string; people: number }>(sql`
    select sp.session_id as "sessionId", count(distinct sp.person_id)::int as people from directory.standing_place sp
     where sp.session_id = any (${wanted.sessionIds}::uuid[]) and sp.person_id = any (${wanted.personIds}::uuid[]) and sp.in_force @> ${wanted.on}::date
     group by sp.session_id order by sp.session_id`)
}
