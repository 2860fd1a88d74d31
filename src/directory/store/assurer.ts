import type { CalendarDate } from '../../core/calendar-date.ts'
import { type Sql, sql } from '../../platform/db.ts'

/** Who last found the opportunity called o right: whoever looked that day, else the feed it came from, else the council; null when nobody did. */
export const assurerOf = sql`
  case when o.last_checked_on is not null then coalesce(
    (select jsonb_build_object('kind', k.looked_for, 'name', k.looker) from directory.last_look k
      where k.opportunity_id = o.id and k.found_right and k.checked_on = o.last_checked_on),
    (select jsonb_build_object('kind', 'feed', 'name', (select p.name from directory.published_source p where p.feed = r.feed)) from directory.source_record r
      where r.opportunity_id = o.id and r.entity = 'service' order by r.first_seen_at limit 1),
    jsonb_build_object('kind', 'council', 'name', null)) end`

/** True while the opportunity called o is closed for a while. */
export const closedOn = (date: CalendarDate | Sql) =>
  sql`exists (select from directory.entry_pause z where z.opportunity_id = o.id and z.in_force @> ${date}::date)`
