import type { CalendarDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'

/** What is looked for among the sessions that began; what is null does not matter. */
export interface BegunWhere {
  readonly area: string | null
  readonly weekdays: readonly number[]
  readonly startMinute: number | null
  readonly endMinute: number | null
  readonly kind: string | null
  /** The day after which they began. */
  readonly after: CalendarDate
}

export interface BegunSession {
  readonly opportunityId: string
  readonly name: string
  readonly organisation: string
  readonly weekday: number
  readonly startMinute: number
  readonly endMinute: number
  readonly from: CalendarDate
  /** Places on each date; none where nobody counts them. */
  readonly places: number | null
}

/** Public sessions that began after a day and go on, in an area, on some days, at hours that share at least an hour with those asked for. */
export async function sessionsBegunSince(tx: Tx, where: BegunWhere): Promise<BegunSession[]> {
  return tx.query<BegunSession>(sql`
    select o.id as "opportunityId", o.name, g.name as organisation, s.weekday, s.start_minute as "startMinute", s.end_minute as "endMinute", s.from_date as "from",
           (select c.amount from directory.capacity c where c.session_id = s.id and c.resource = 'place' and c.in_force @> greatest(s.from_date, ${tx.today}::date)) as places
      from directory.session s join directory.opportunity o on o.id = s.opportunity_id join directory.organisation g on g.id = o.organisation_id
      left join directory.site si on si.id = s.site_id
     where s.from_date > ${where.after}::date and (upper_inf(s.in_force) or upper(s.in_force) > ${tx.today}::date)
       and o.audience = 'public' and o.withdrawn_on is null and o.status = 'active'
       and (${where.area}::text is null or coalesce(si.local_area, o.local_area) = ${where.area})
       and (${where.weekdays}::smallint[] = '{}' or s.weekday = any (${where.weekdays}::smallint[]))
       and (${where.startMinute}::int is null or least(s.end_minute, ${where.endMinute}::int) - greatest(s.start_minute, ${where.startMinute}::int) >= 60)
       and (${where.kind}::text is null or o.kind = ${where.kind})
     order by s.from_date, o.name, s.weekday, s.start_minute, s.id`)
}
