import type { CalendarDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'

/** One date of a person, as a page about it shows it. */
export interface OneDate {
  readonly occasionId: string
  readonly personId: string
  readonly givenName: string
  readonly familyName: string
  readonly on: CalendarDate
  readonly startMinute: number
  readonly endMinute: number
  readonly session: string
  readonly place: string | null
  readonly lotId: string | null
  readonly absencesBefore: number
}

/** A date that the caller may see and that was not withdrawn. */
export async function oneDate(tx: Tx, occasionId: string): Promise<OneDate | undefined> {
  return tx.maybe<OneDate>(sql`
    select o.occasion_id as "occasionId", o.person_id as "personId", case when pp.person_id is null then 'Name not shown' else coalesce(pp.given_name, 'Name not recorded') end as "givenName", coalesce(pp.family_name, '') as "familyName",
           o.on_date as "on", o.start_minute as "startMinute", o.end_minute as "endMinute", coalesce(s.name, t.own_arrangement, '') as session,
           nullif(concat_ws(', ', s.site, s.town), '') as place,
           (select r.lot_id from planning.published_budget_line b join market.published_rate r on r.rate_id = b.rate_id
             where b.term_id = o.term_id and b.component = 'support' and b.in_force @> o.on_date order by b.budget_line_id limit 1) as "lotId",
           (select count(*)::int from delivery.published_occasion e where e.planned_session_id = o.planned_session_id and e.happened = 'absent'
               and e.on_date >= date_trunc('quarter', o.on_date::timestamp)::date and e.on_date < o.on_date) as "absencesBefore"
      from delivery.published_occasion o join planning.published_term t on t.term_id = o.term_id
      left join directory.published_session s on s.session_id = t.session_id
      left join people.published_person pp on pp.person_id = o.person_id
     where o.occasion_id = ${occasionId}`)
}
