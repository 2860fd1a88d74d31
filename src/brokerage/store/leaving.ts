import type { CalendarDate } from '../../core/calendar-date.ts'
import { eachPerson } from '../../people/store.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { mostWaiting } from '../../platform/waiting.ts'

/** A place of somebody with a provider that leaves the framework, which goes on after the provider's last day. */
export interface PlaceAtLeaving {
  readonly providerId: string
  readonly provider: string
  readonly lastDay: CalendarDate
  readonly personId: string
  readonly personName: string
  readonly title: string
  readonly weekday: number
  readonly startMinute: number
  readonly endMinute: number
}

/** Every place that outlasts its provider, of the people whom the reader may see: the provider that leaves first on top, then by name. */
export async function placesAtLeaving(tx: Tx): Promise<PlaceAtLeaving[]> {
  return tx.query<PlaceAtLeaving>(sql`
    select l.provider_id as "providerId", v.name as provider, e.last_day as "lastDay", l.person_id as "personId", p.name as "personName",
           coalesce(s.name, op.name, t.own_arrangement) as title, t.weekday, t.start_minute as "startMinute", t.end_minute as "endMinute"
      from market.published_exit e join market.published_provider v on v.provider_id = e.provider_id
      join brokerage.placement l on l.provider_id = e.provider_id and not isempty(l.in_force) and (upper_inf(l.in_force) or upper(l.in_force) - 1 > e.last_day)
      join planning.session_term t on t.id = l.term_id left join directory.session s on s.id = t.session_id left join directory.opportunity op on op.id = s.opportunity_id
      ${eachPerson(sql`l.person_id`)}
     where p.died_on is null order by e.last_day, v.name, v.provider_id, p.name, l.person_id, t.weekday, t.start_minute, l.id limit ${mostWaiting}`)
}
