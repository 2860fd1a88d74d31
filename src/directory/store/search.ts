import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Point } from '../../core/geography.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { audiencesFor } from '../audiences.ts'
import type { Assurer } from '../entry-words.ts'
import type { SearchPlace } from '../search-query.ts'
import { assurerOf, closedOn } from './assurer.ts'

/** One thing to do as a list shows it. */
export interface FoundOpportunity {
  readonly id: string
  readonly name: string
  readonly summary: string | null
  readonly kind: string | null
  readonly setting: string
  readonly organisation: string
  readonly town: string | null
  readonly point: Point | null
  readonly metres: number | null
  readonly free: boolean
  readonly priceFromPence: number | null
  readonly costWords: string | null
  readonly published: { readonly pricePence: number; readonly unit: string } | null
  readonly weekdays: readonly number[]
  readonly timesWords: string | null
  readonly access: readonly string[]
  readonly supportBands: readonly string[]
  readonly status: string
  readonly checkedOn: CalendarDate | null
  readonly assurer: Assurer | null
  /** Set while it is closed for a while. */
  readonly pause: { readonly until: CalendarDate; readonly reason: string } | null
  readonly next: { readonly onDate: CalendarDate; readonly startMinute: number; readonly left: number | null } | null
}

/** The towns that public entries are in, each at the middle of its places, for the sketch map; the twelve with most. */
export async function directoryTowns(tx: Tx): Promise<{ name: string; point: Point }[]> {
  return tx.query<{ name: string; point: Point }>(sql`
    select s.town as name, jsonb_build_object('latitude', avg(s.latitude), 'longitude', avg(s.longitude)) as point from directory.site s
     where s.town is not null and s.latitude is not null and exists (
       select from directory.opportunity_site os join directory.opportunity o on o.id = os.opportunity_id
        where os.site_id = s.id and o.audience = 'public' and o.withdrawn_on is null)
     group by s.town order by count(*) desc, s.town limit 12`)
}

const metresFrom = ({ latitude, longitude }: Point) => sql`
  6371000 * 2 * asin(least(1, sqrt(power(sin(radians(s.latitude - ${latitude}::float8) / 2), 2)
    + cos(radians(${latitude}::float8)) * cos(radians(s.latitude)) * power(sin(radians(s.longitude - ${longitude}::float8) / 2), 2))))`

/** What a list shows of opportunities, in the order of the ids; how far each is when the search is from somewhere. */
export async function foundOpportunities(
  tx: Tx,
  ids: readonly string[],
  place: SearchPlace,
  weekdays: readonly number[] = [],
): Promise<FoundOpportunity[]> {
  const distance = place.point === null ? sql`null::float8` : metresFrom(place.point)
  return tx.query<FoundOpportunity>(sql`
    select o.id, o.name, o.summary, o.kind, o.setting, g.name as organisation, coalesce(p.town, o.local_area) as town, p.point, p.metres,
           o.free, o.price_from_pence as "priceFromPence", o.cost_words as "costWords", c.cost as published,
           array(select distinct day from (select unnest(o.said_weekdays) as day union all
             select se.weekday from directory.session se where se.opportunity_id = o.id and se.in_force && daterange(${tx.today}::date, null)) days order by day) as weekdays,
           o.times_words as "timesWords", array(select distinct f from unnest(o.access_features || p.access) f order by f) as access,
           o.support_bands as "supportBands", o.status, o.last_checked_on as "checkedOn", ${assurerOf} as assurer,
           (select jsonb_build_object('until', upper(z.in_force) - 1, 'reason', z.reason) from directory.entry_pause z where z.opportunity_id = o.id and z.in_force @> ${tx.today}::date) as pause, n.next
      from unnest(${ids}::uuid[]) with ordinality as w(id, place)
      join directory.findable_entry f on f.id = w.id and f.audience = any (${audiencesFor(tx.who.role)}::text[])
      join directory.opportunity o on o.id = w.id join directory.organisation g on g.id = o.organisation_id
      left join lateral (
        select (array_agg(s.town order by ${distance}, s.name))[1] as town, min(${distance}) as metres,
               (array_agg(jsonb_build_object('latitude', s.latitude, 'longitude', s.longitude) order by ${distance}, s.name) filter (where s.latitude is not null))[1] as point,
               coalesce((select array_agg(f) from directory.opportunity_site x join directory.site y on y.id = x.site_id cross join lateral unnest(y.access_features) f where x.opportunity_id = o.id), '{}') as access
          from directory.opportunity_site os join directory.site s on s.id = os.site_id where os.opportunity_id = o.id) p on true
      left join lateral (
        select jsonb_build_object('pricePence', c.price_pence, 'unit', c.unit) as cost from directory.published_cost c
         where c.opportunity_id = o.id and c.in_force @> ${tx.today}::date order by c.price_pence, c.unit limit 1) c on true
      left join lateral (
        select jsonb_build_object('onDate', d.on_date, 'startMinute', d.start_minute, 'left', k.capacity - k.taken) as next
          from directory.session se
          cross join lateral (select oc.id, oc.on_date, oc.start_minute from directory.occurrence oc
            where oc.session_id = se.id and oc.on_date >= ${tx.today}::date and oc.cancelled_at is null and not ${closedOn(sql`oc.on_date`)} order by oc.on_date limit 1) d
          left join directory.stock k on k.occurrence_id = d.id and k.resource = 'place'
         where se.opportunity_id = o.id and (${weekdays.length === 0} or se.weekday = any (${weekdays}::smallint[]))
         order by k.capacity <= k.taken nulls first, d.on_date, d.start_minute limit 1) n on true
     order by w.place`)
}
