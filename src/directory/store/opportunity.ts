import type { CalendarDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { audiencesFor } from '../audiences.ts'
import type { Assurer } from '../entry-words.ts'
import type { CalendarEvent } from '../to-icalendar.ts'
import { assurerOf, closedOn } from './assurer.ts'

export interface OpportunitySession {
  readonly id: string
  /** True where anybody may book a place on one date. */
  readonly bookable: boolean
  readonly name: string | null
  readonly site: string | null
  readonly weekday: number
  readonly everyWeeks: number
  readonly season: 'all' | 'term' | 'holiday'
  readonly startMinute: number
  readonly endMinute: number
  readonly from: CalendarDate
  readonly until: CalendarDate | null
  /** The next date on which it runs, and how many places are left then; null left where nobody counts them. */
  readonly next: { readonly onDate: CalendarDate; readonly left: number | null } | null
}

export interface OpportunityDetails {
  readonly id: string
  readonly name: string
  readonly organisation: string
  readonly kind: string | null
  readonly setting: string
  readonly summary: string | null
  readonly whatHappens: string | null
  readonly whoFor: string | null
  readonly accessWords: string | null
  readonly features: readonly string[]
  readonly costWords: string | null
  readonly priceFromPence: number | null
  readonly free: boolean
  readonly howToJoin: string | null
  readonly needsReferral: boolean
  readonly youngestAge: number | null
  readonly oldestAge: number | null
  readonly supportBands: readonly string[]
  readonly website: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly audience: string
  readonly status: string
  readonly timesWords: string | null
  readonly whatToBring: string | null
  readonly checkedOn: CalendarDate | null
  readonly assurer: Assurer | null
  readonly alert: string | null
  readonly fromFeed: string | null
  /** True where the feed is a source with a name that people know. */
  readonly sourceNamed: boolean
  readonly sites: readonly {
    name: string
    lines: readonly (string | null)[]
    town: string | null
    postcode: string | null
    accessWords: string | null
    openingWords: string | null
    phone: string | null
    email: string | null
  }[]
  readonly localArea: string | null
  readonly sessions: readonly OpportunitySession[]
  readonly closures: readonly { from: CalendarDate; until: CalendarDate | null }[]
  /** When it is closed for a while, now or later, the first first. */
  readonly pauses: readonly { from: CalendarDate; until: CalendarDate; reason: string; now: boolean }[]
  readonly prices: readonly { band: string; unit: string; pricePence: number; from: CalendarDate }[]
  readonly rating: { readonly rating: string; readonly from: CalendarDate } | null
  readonly lastCheck: ({ readonly checkedOn: CalendarDate; readonly result: string } & Assurer) | null
}

/** One opportunity with its days, places left, prices and checks; none when the asker may not be shown it. */
export async function opportunityDetails(tx: Tx, opportunityId: string): Promise<OpportunityDetails | undefined> {
  return tx.maybe<OpportunityDetails>(sql`
    select o.id, o.name, g.name as organisation, o.kind, o.setting, o.local_area as "localArea", o.summary, o.what_happens as "whatHappens", o.who_for as "whoFor", o.access_words as "accessWords",
           array(select distinct f from unnest(o.access_features || coalesce(p.features, '{}')) f order by f) as features,
           o.cost_words as "costWords", o.price_from_pence as "priceFromPence", o.free, o.how_to_join as "howToJoin", o.needs_referral as "needsReferral",
           o.youngest_age as "youngestAge", o.oldest_age as "oldestAge", o.support_bands as "supportBands", o.website, o.email, coalesce(o.phone, g.phone) as phone,
           o.audience, o.status, o.times_words as "timesWords", o.what_to_bring as "whatToBring",
           o.last_checked_on as "checkedOn", ${assurerOf} as assurer, r.alert, coalesce(ps.name, r.feed) as "fromFeed", ps.name is not null as "sourceNamed",
           coalesce((select jsonb_agg(jsonb_build_object('from', z.from_date, 'until', upper(z.in_force) - 1, 'reason', z.reason, 'now', z.in_force @> ${tx.today}::date) order by z.from_date)
              from directory.entry_pause z where z.opportunity_id = o.id and z.in_force && daterange(${tx.today}::date, null)), '[]') as pauses,
           coalesce(p.sites, '[]') as sites, coalesce(se.sessions, '[]') as sessions, coalesce(cl.closures, '[]') as closures, coalesce(c.prices, '[]') as prices,
           (select jsonb_build_object('rating', x.rating, 'from', x.from_date) from directory.published_rating x
             where x.opportunity_id = o.id and x.in_force @> ${tx.today}::date order by x.from_date desc limit 1) as rating,
           (select jsonb_build_object('checkedOn', k.checked_on, 'result', k.result, 'kind', k.looked_for, 'name', k.looker) from directory.last_look k
             where k.opportunity_id = o.id order by k.checked_on desc, k.found_right limit 1) as "lastCheck"
      from directory.opportunity o join directory.organisation g on g.id = o.organisation_id
      left join lateral (select feed, content ->> 'alert' as alert from directory.source_record where opportunity_id = o.id and entity = 'service' order by first_seen_at limit 1) r on true
      left join directory.published_source ps on ps.feed = r.feed
      left join lateral (
        select jsonb_agg(jsonb_build_object('name', s.name, 'lines', jsonb_build_array(s.line_1, s.line_2), 'town', s.town, 'postcode', s.postcode, 'accessWords', s.access_words, 'openingWords', s.opening_words, 'phone', s.phone, 'email', s.email) order by s.name, s.id) as sites,
               (select array_agg(f) from directory.opportunity_site x join directory.site y on y.id = x.site_id cross join lateral unnest(y.access_features) f where x.opportunity_id = o.id) as features
          from directory.opportunity_site os join directory.site s on s.id = os.site_id where os.opportunity_id = o.id) p on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', s.id, 'bookable', s.public_may_book, 'name', s.name, 'site', si.name, 'weekday', s.weekday, 'everyWeeks', s.every_weeks, 'season', s.season, 'startMinute', s.start_minute,
                 'endMinute', s.end_minute, 'from', s.from_date, 'until', upper(s.in_force) - 1, 'next', n.next) order by s.weekday, s.start_minute, s.id) as sessions
          from directory.session s left join directory.site si on si.id = s.site_id
          left join lateral (
            select jsonb_build_object('onDate', oc.on_date, 'left', k.capacity - k.taken) as next from directory.occurrence oc
              left join directory.stock k on k.occurrence_id = oc.id and k.resource = 'place'
             where oc.session_id = s.id and oc.on_date >= ${tx.today}::date and oc.cancelled_at is null and not ${closedOn(sql`oc.on_date`)} order by oc.on_date limit 1) n on true
         where s.opportunity_id = o.id and s.in_force && daterange(${tx.today}::date, null)) se on true
      left join lateral (
        select jsonb_agg(distinct jsonb_build_object('from', x.from_date, 'until', upper(x.in_force) - 1)) as closures from directory.closure x
         where x.in_force && daterange(${tx.today}::date, null) and (x.session_id in (select s.id from directory.session s where s.opportunity_id = o.id)
            or x.site_id in (select os.site_id from directory.opportunity_site os where os.opportunity_id = o.id))) cl on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('band', x.support_band, 'unit', x.unit, 'pricePence', x.price_pence, 'from', x.from_date) order by x.price_pence, x.support_band, x.unit) as prices
          from directory.published_cost x where x.opportunity_id = o.id and x.in_force @> ${tx.today}::date) c on true
     where o.id = ${opportunityId} and o.audience = any (${audiencesFor(tx.who.role)}::text[]) and o.withdrawn_on is null`)
}

/** The dates of an entry from today to the horizon, cancelled ones among them, for somebody's calendar. */
export async function calendarEvents(tx: Tx, opportunityId: string): Promise<CalendarEvent[]> {
  return tx.query<CalendarEvent>(sql`
    select oc.id, oc.on_date as "onDate", oc.start_minute as "startMinute", oc.end_minute as "endMinute", oc.cancelled_at is not null or ${closedOn(sql`oc.on_date`)} as cancelled,
           coalesce(concat_ws(', ', si.name, si.line_1, si.town, si.postcode), '') as place
      from directory.session s join directory.opportunity o on o.id = s.opportunity_id join directory.occurrence oc on oc.session_id = s.id left join directory.site si on si.id = s.site_id
     where s.opportunity_id = ${opportunityId} and oc.on_date >= ${tx.today}::date
     order by oc.on_date, oc.start_minute, oc.id`)
}
