import { join, type Sql, sql, type Tx } from '../../platform/db.ts'
import { kindWords } from '../kinds.ts'
import { accessBits, dayBits, type EntrySpot, factBits, type SearchEntry, sessionBits } from '../search/search-entry.ts'
import { closedOn } from './assurer.ts'

/** Whose search: everybody's knows public entries only; the council's staff have one of their own that knows staff's too. */
export type Searcher = 'public' | 'staff'

interface EntryRow {
  readonly id: string
  readonly name: string
  readonly short: string
  readonly long: string
  readonly kind: string | null
  readonly setting: string
  readonly tier: number | null
  readonly weekdays: readonly number[]
  readonly access: readonly string[]
  readonly bands: readonly string[]
  readonly free: boolean
  readonly priceFromPence: number | null
  readonly youngest: number | null
  readonly oldest: number | null
  readonly area: string | null
  readonly checkedDay: number | null
  readonly closed: boolean
  readonly budgetPays: boolean
  readonly sites: readonly {
    readonly id: string
    readonly latitude: number | null
    readonly longitude: number | null
    readonly town: string | null
    readonly area: string | null
  }[]
  readonly sessions: readonly {
    readonly siteId: string | null
    readonly weekday: number
    readonly start: number
    readonly end: number
  }[]
}

/** The next so many entries after an id, in the order of ids, as the search knows them. */
export function entriesAfter(tx: Tx, searcher: Searcher, after: string, limit: number): Promise<SearchEntry[]> {
  return read(tx, searcher, sql`o.id > ${after}::uuid`, limit)
}

/** Those of the entries that may be found now; the others are gone or hidden. */
export function entriesOf(tx: Tx, searcher: Searcher, ids: readonly string[]): Promise<SearchEntry[]> {
  return read(tx, searcher, sql`o.id = any (${ids}::uuid[])`, ids.length)
}

async function read(tx: Tx, searcher: Searcher, which: Sql, limit: number): Promise<SearchEntry[]> {
  const audience = searcher === 'public' ? sql`o.audience = 'public'` : sql`o.audience in ('public', 'staff')`
  const rows = await tx.query<EntryRow>(sql`
    with asked as materialized (
      select o.* from directory.findable_entry o where ${join([which, audience], ' and ')} order by o.id limit ${limit})
    select o.id, o.name, concat_ws(' ', o.summary, o.search_words) as short, concat_ws(' ', o.what_happens, o.who_for) as long, o.kind, o.setting, o.tier,
           o.said_weekdays as weekdays, o.access_features || coalesce(p.access, '{}') as access, o.support_bands as bands, o.free, o.price_from_pence as "priceFromPence",
           o.youngest_age as youngest, o.oldest_age as oldest, o.local_area as area, o.last_checked_on - date '1970-01-01' as "checkedDay", o.status = 'temporarily closed' or ${closedOn(tx.today)} as closed,
           exists (select from directory.published_cost c where c.opportunity_id = o.id and c.in_force @> ${tx.today}::date) as "budgetPays",
           coalesce(p.sites, '[]') as sites, coalesce(e.sessions, '[]') as sessions
      from asked o
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', s.id, 'latitude', coalesce(s.latitude, z.latitude), 'longitude', coalesce(s.longitude, z.longitude), 'town', s.town, 'area', s.local_area)
                 order by s.id) as sites,
               (select array_agg(f) from directory.opportunity_site y join directory.site x on x.id = y.site_id cross join lateral unnest(x.access_features) f
                 where y.opportunity_id = o.id) as access
          from directory.opportunity_site l join directory.site s on s.id = l.site_id
          left join lateral (select g.latitude, g.longitude from directory.gazetteer_place g
             where s.latitude is null and g.kind = 'postcode' and g.found_by = regexp_replace(lower(s.postcode), '[^[:alnum:]]+', '', 'g') limit 1) z on true
         where l.opportunity_id = o.id) p on true
      left join lateral (
        select jsonb_agg(distinct jsonb_build_object('siteId', se.site_id, 'weekday', se.weekday, 'start', se.start_minute, 'end', se.end_minute)) as sessions
          from directory.session se where se.opportunity_id = o.id and se.in_force && daterange(${tx.today}::date, null)) e on true
     order by o.id`)
  return rows.map(entryOf)
}

function entryOf(row: EntryRow): SearchEntry {
  const said = dayBits(row.weekdays)
  const bitsOf = (sessions: EntryRow['sessions']) =>
    sessions.reduce((bits, { weekday, start, end }) => bits | sessionBits(weekday, start, end), said)
  const spots = row.sites.flatMap(({ id, latitude, longitude }): EntrySpot[] => {
    if (latitude === null || longitude === null) return []
    const there = row.sessions.filter(({ siteId }) => siteId === null || siteId === id)
    return [{ point: { latitude, longitude }, when: bitsOf(there) }]
  })
  return {
    id: row.id,
    name: row.name,
    short: `${row.short} ${kindWords(row.kind)}`,
    long: row.long,
    spots,
    when: bitsOf(row.sessions),
    towns: [row.area, ...row.sites.flatMap(({ town, area }) => [town, area])].filter((name) => name !== null),
    facts: factsOf(row),
    youngest: row.youngest,
    oldest: row.oldest,
    checkedDay: row.checkedDay,
    closedForNow: row.closed,
  }
}

function factsOf(row: EntryRow): number {
  const { free, priceFromPence, bands } = row
  const upToFivePounds = free || (priceFromPence !== null && priceFromPence <= 500)
  return (
    accessBits(row.access) |
    (free ? factBits.free : 0) |
    (upToFivePounds ? factBits.upToFivePounds : 0) |
    (row.budgetPays ? factBits.budgetPays : 0) |
    (row.setting === 'online' ? factBits.online : factBits.inPerson) |
    (bands.some((band) => band !== 'none') ? factBits.staffThere : 0) |
    ([0, factBits.tier1, factBits.tier2, factBits.tier3][row.tier ?? 0] ?? 0)
  )
}
