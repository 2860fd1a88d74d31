import type { CalendarDate } from '../../core/calendar-date.ts'
import { empty, type Sql, sql, type Tx } from '../../platform/db.ts'
import { mostWaiting } from '../../platform/waiting.ts'

export interface RegisterWanted {
  readonly on: CalendarDate
  /** One provider's people, or everyone's. A provider sees its own whatever is asked: the database binds it. */
  readonly providerId?: string | undefined
}

export interface RegisterLine {
  readonly occasionId: string
  readonly personId: string
  readonly givenName: string
  readonly familyName: string
  readonly startMinute: number
  readonly endMinute: number
  readonly session: string
  readonly place: string | null
  readonly provider: string
  readonly providerId: string
  readonly supportBand: string
  readonly characteristics: readonly string[]
  readonly lotId: string | null
  /** How many dates of this line were missed earlier in the same quarter. */
  readonly absencesBefore: number
  /** It does not take place: its building is closed, or whoever runs it cancelled it. */
  readonly off: boolean
  /** Why the building is closed, and until when, where that is so. */
  readonly closed: { readonly site: string; readonly until: CalendarDate | null; readonly reason: string } | null
}

/** Only what one provider has; a provider its own. Told by the id alone, so that its few placements are looked up and not everybody's read. */
function ofProvider(tx: Tx, asked: string | undefined): Sql {
  const providerId = asked ?? tx.who.providerId
  return providerId === undefined ? empty : sql`and p.provider_id = ${providerId}::uuid`
}

/** Everyone expected on a day, in the order of sessions and then of names. */
export async function registerLines(tx: Tx, { on, providerId }: RegisterWanted): Promise<RegisterLine[]> {
  return tx.query<RegisterLine>(sql`
    select o.occasion_id as "occasionId", o.person_id as "personId", case when pp.person_id is null then 'Name not shown' else coalesce(pp.given_name, 'Name not recorded') end as "givenName", coalesce(pp.family_name, '') as "familyName",
           o.start_minute as "startMinute", o.end_minute as "endMinute", coalesce(s.name, t.own_arrangement, '') as session,
           concat_ws(', ', s.site, s.town) as place, pr.name as provider, pr.provider_id as "providerId", t.support_band as "supportBand", t.characteristics,
           (select r.lot_id from planning.published_budget_line b join market.published_rate r on r.rate_id = b.rate_id
             where b.term_id = o.term_id and b.component = 'support' and b.in_force @> o.on_date order by b.budget_line_id limit 1) as "lotId",
           (select count(*)::int from delivery.published_occasion e where e.planned_session_id = o.planned_session_id and e.happened = 'absent'
               and e.on_date >= date_trunc('quarter', o.on_date::timestamp)::date and e.on_date < o.on_date) as "absencesBefore", coalesce(o.happened in ('closed', 'cancelled_by_provider'), false) as off,
           (select jsonb_build_object('site', c.site, 'until', least(c.until_date, c.open_from - 1), 'reason', c.reason) from directory.published_site_closure c where c.closure_id = o.closure_id) as closed
      from delivery.published_occasion o
      join planning.published_term t on t.term_id = o.term_id
      join brokerage.published_placement p on p.term_id = o.term_id and p.in_force @> o.on_date
      join market.published_provider pr on pr.provider_id = p.provider_id
      left join directory.published_session s on s.session_id = t.session_id
      left join people.published_person pp on pp.person_id = o.person_id
     where o.on_date = ${on} ${ofProvider(tx, providerId)}
     order by o.start_minute, session, "givenName", "familyName", o.occasion_id`)
}

/** The last day before a day, and the first after it, on which somebody is expected: looked for within four weeks either way. */
export async function daysAround(
  tx: Tx,
  { on, providerId }: RegisterWanted,
): Promise<{ before: CalendarDate | null; after: CalendarDate | null }> {
  // Day by day and one date of each, or all dates of eight weeks would be read to learn two of them.
  const nearest = (step: 1 | -1) => sql`
    (select d.on_date from (select ${on}::date + n * ${step}::int as on_date from generate_series(1, 28) n) d
      cross join lateral (select from delivery.published_occasion o join brokerage.published_placement p on p.term_id = o.term_id and p.in_force @> o.on_date
        where o.on_date = d.on_date and o.happened is distinct from 'closed' and o.happened is distinct from 'cancelled_by_provider' ${ofProvider(tx, providerId)} limit 1) one
      order by abs(d.on_date - ${on}::date) limit 1)`
  return tx.one(sql`select ${nearest(-1)} as before, ${nearest(1)} as after`)
}

/** Somebody who is not expected on a day because their place is paused. */
export interface AwayLine {
  readonly givenName: string
  readonly familyName: string
  readonly session: string
  readonly until: CalendarDate | null
}

/** Whose date a pause took away on a day: they are not expected, and their place is kept. */
export async function awayOn(tx: Tx, { on, providerId }: RegisterWanted): Promise<AwayLine[]> {
  return tx.query<AwayLine>(sql`
    select case when pp.person_id is null then 'Name not shown' else coalesce(pp.given_name, 'Name not recorded') end as "givenName", coalesce(pp.family_name, '') as "familyName",
           coalesce(s.name, t.own_arrangement, '') as session, d.until_date as until
      from delivery.published_paused_date d join planning.published_term t on t.term_id = d.term_id
      join brokerage.published_placement p on p.term_id = d.term_id and p.in_force @> d.on_date
      left join directory.published_session s on s.session_id = t.session_id
      left join people.published_person pp on pp.person_id = d.person_id
     where d.on_date = ${on} and (${providerId ?? null}::uuid is null or p.provider_id = ${providerId ?? null}::uuid)
     order by d.start_minute, session, "givenName", "familyName", d.planned_session_id`)
}

/** How many days back a register stands by itself among what waits; what is older stands in one line for each provider. */
const DAYS_EACH = 14

/** Dates nobody has marked on days longer ago than each day stands by itself: how many, for whom, and the first day. */
export async function unmarkedBefore(
  tx: Tx,
  providerId?: string,
): Promise<
  { before: CalendarDate; first: CalendarDate; days: number; providerId: string; provider: string; unmarked: number }[]
> {
  return tx.query(sql`
    select ${tx.today}::date - ${DAYS_EACH}::int as before, min(o.on_date) as first, count(distinct o.on_date)::int as days, p.provider_id as "providerId", pr.name as provider, count(*)::int as unmarked
      from delivery.unmarked_date u join delivery.occasion o on o.id = u.occasion_id
      join brokerage.published_placement p on p.term_id = o.term_id and p.in_force @> o.on_date
      join market.published_provider pr on pr.provider_id = p.provider_id
     where u.on_date < ${tx.today}::date - ${DAYS_EACH}::int ${ofProvider(tx, providerId)}
     group by p.provider_id, pr.name order by first, pr.name, p.provider_id limit ${mostWaiting}`)
}

/** Days before today with dates nobody has marked, the latest first, at most two weeks back. */
export async function unmarkedDays(
  tx: Tx,
  providerId?: string,
): Promise<{ on: CalendarDate; providerId: string; provider: string; unmarked: number }[]> {
  return tx.query(sql`
    select o.on_date as "on", p.provider_id as "providerId", pr.name as provider, count(*)::int as unmarked
      from delivery.unmarked_date u join delivery.occasion o on o.id = u.occasion_id
      join brokerage.published_placement p on p.term_id = o.term_id and p.in_force @> o.on_date
      join market.published_provider pr on pr.provider_id = p.provider_id
     where u.on_date < ${tx.today} and u.on_date >= ${tx.today}::date - ${DAYS_EACH}::int
       ${ofProvider(tx, providerId)}
     group by o.on_date, p.provider_id, pr.name order by o.on_date desc, pr.name, p.provider_id limit ${mostWaiting}`)
}
