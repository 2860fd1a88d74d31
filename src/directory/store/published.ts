import type { CalendarDate } from '../../core/calendar-date.ts'
import { type Pence, pence } from '../../core/money.ts'
import { empty, join, sql, type Tx } from '../../platform/db.ts'
import type { DirectoryEntry, EntryCost, EntryPlace, EntryTerm, EntryTime } from '../directory-entry.ts'
import { unitWords } from '../entry-words.ts'
import { firstDateOf } from '../first-date.ts'
import { tierTerm, withTier } from '../tier-terms.ts'
import type { PublishedEntry } from '../to-open-referral.ts'
import { conditions, type FeedQuery } from './published-conditions.ts'

interface EntryRow {
  readonly id: string
  readonly content: DirectoryEntry | null
  readonly changedAt: Date
  readonly name: string
  readonly summary: string | null
  readonly whatHappens: string | null
  readonly costWords: string | null
  readonly website: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly status: DirectoryEntry['status']
  readonly closedReason: string | null
  readonly howToJoin: string | null
  readonly youngestAge: number | null
  readonly oldestAge: number | null
  readonly checkedOn: CalendarDate | null
  readonly organisation: {
    id: string
    name: string
    description: string | null
    email: string | null
    website: string | null
  }
  readonly places: readonly SiteRow[]
  readonly sessions: readonly {
    weekday: number
    everyWeeks: number
    firstMonday: CalendarDate
    startMinute: number
    endMinute: number
    from: CalendarDate
    until: CalendarDate | null
  }[]
  readonly prices: readonly {
    band: string
    unit: string
    pricePence: number
    from: CalendarDate
    until: CalendarDate | null
  }[]
  readonly terms: readonly { id: string; name: string; vocabulary: string }[]
  /** The tier of support that is known of it, from a file or a feed. */
  readonly tier: 1 | 2 | 3 | null
}

interface SiteRow {
  readonly id: string
  readonly name: string
  readonly lines: readonly (string | null)[]
  readonly town: string | null
  readonly postcode: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly access: string | null
}

/** The ids of public entries in a lasting order, a page at a time, and how many there are in all. */
export async function feedIds(
  tx: Tx,
  query: FeedQuery,
  page: { limit: number; offset: number },
): Promise<{ total: number; ids: string[] }> {
  const wanted = [publicOnly, ...(await conditions(tx, query))]
  const rows = await tx.query<{ id: string; total: number }>(sql`
    with fitting as (select o.id from directory.opportunity o where ${join(wanted, ' and ')})
    select f.id, t.total from (select count(*) as total from fitting) t
      left join lateral (select id from fitting order by id limit ${page.limit} offset ${page.offset}) f on true order by f.id`)
  return { total: rows[0]?.total ?? 0, ids: rows.flatMap(({ id }) => id ?? []) }
}

/** What anybody may see of an opportunity called o. */
export const publicOnly = sql`o.audience = 'public' and o.withdrawn_on is null`

/** Public entries by id, as they are published, in the order of the ids. */
export async function publishedEntries(tx: Tx, ids: readonly string[]): Promise<PublishedEntry[]> {
  const rows = await tx.query<EntryRow>(sql`
    select o.id, r.content, o.changed_at as "changedAt", o.name, o.summary, o.what_happens as "whatHappens", o.cost_words as "costWords", o.website, o.email, o.phone,
           case when z.reason is null then o.status else 'temporarily closed' end as status, z.reason as "closedReason", o.how_to_join as "howToJoin", o.youngest_age as "youngestAge", o.oldest_age as "oldestAge", o.last_checked_on as "checkedOn",
           jsonb_build_object('id', g.id, 'name', g.name, 'description', g.description, 'email', g.email, 'website', g.website) as organisation,
           coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'lines', jsonb_build_array(s.line_1, s.line_2), 'town', s.town, 'postcode', s.postcode,
                'latitude', s.latitude, 'longitude', s.longitude, 'access', s.access_words) order by s.name, s.id)
              from directory.opportunity_site os join directory.site s on s.id = os.site_id where os.opportunity_id = o.id), '[]') as places,
           coalesce((select jsonb_agg(jsonb_build_object('weekday', s.weekday, 'everyWeeks', s.every_weeks, 'firstMonday', s.first_monday, 'startMinute', s.start_minute, 'endMinute', s.end_minute,
                'from', s.from_date, 'until', s.until_date) order by s.weekday, s.start_minute, s.id)
              from directory.session s where s.opportunity_id = o.id and s.in_force && daterange(${tx.today}::date, null)), '[]') as sessions,
           coalesce((select jsonb_agg(jsonb_build_object('band', c.support_band, 'unit', c.unit, 'pricePence', c.price_pence, 'from', c.from_date, 'until', c.until_date)
                order by c.price_pence, c.support_band, c.unit) from directory.published_cost c where c.opportunity_id = o.id and c.in_force @> ${tx.today}::date), '[]') as prices,
           coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'vocabulary', t.vocabulary) order by t.vocabulary, t.name, t.id)
              from directory.opportunity_term ot join directory.taxonomy_term t on t.id = ot.term_id where ot.opportunity_id = o.id), '[]') as terms, o.tier
      from unnest(${ids}::uuid[]) with ordinality as w(id, place)
      join directory.opportunity o on o.id = w.id join directory.organisation g on g.id = o.organisation_id
      left join lateral (select content from directory.source_record where opportunity_id = o.id and entity = 'service' order by first_seen_at limit 1) r on true
      left join directory.entry_pause z on z.opportunity_id = o.id and z.in_force @> ${tx.today}::date
     where ${publicOnly} order by w.place`)
  return rows.map((row) => ({ entry: entryOf(row), changedAt: row.changedAt.toISOString() }))
}

/** One shape for what came in a feed and what was entered here: the rows say what is true now, the feed adds what rows do not hold. */
function entryOf(row: EntryRow): DirectoryEntry {
  const said = row.content
  return {
    sourceId: row.id,
    name: row.name,
    description: row.whatHappens ?? row.summary ?? undefined,
    url: row.website ?? undefined,
    email: row.email ?? undefined,
    status: row.status,
    fees: said?.fees ?? row.costWords ?? undefined,
    accreditations: said?.accreditations,
    alert: row.closedReason === null ? said?.alert : `Closed for now: ${row.closedReason}`,
    minimumAge: row.youngestAge ?? undefined,
    maximumAge: row.oldestAge ?? undefined,
    assuredOn: row.checkedOn ?? undefined,
    modifiedAt: undefined,
    howToAttend: said?.howToAttend,
    howToJoin: row.howToJoin ?? undefined,
    organisation: organisationOf(row.organisation),
    times: row.sessions.length > 0 ? row.sessions.map(timeOf) : (said?.times ?? []),
    places: row.places.map(placeOf),
    costs: row.prices.length > 0 ? row.prices.map(costOf) : (said?.costs ?? []).map(wholePence),
    areas: said?.areas ?? [],
    languages: said?.languages ?? [],
    funding: said?.funding ?? [],
    contacts:
      said?.contacts ??
      (row.phone === null ? [] : [{ name: row.organisation.name, title: undefined, phones: [row.phone] }]),
    terms: withTier(
      row.terms.map(
        (term): EntryTerm => ({
          sourceId: term.id,
          name: term.name,
          vocabulary: term.vocabulary,
          description: undefined,
        }),
      ),
      row.tier,
    ),
  }
}

const organisationOf = (row: EntryRow['organisation']): DirectoryEntry['organisation'] => ({
  sourceId: row.id,
  name: row.name,
  description: row.description ?? undefined,
  email: row.email ?? undefined,
  url: row.website ?? undefined,
})

const placeOf = (row: SiteRow): EntryPlace => ({
  sourceId: row.id,
  kind: 'physical',
  name: row.name,
  lines: row.lines.filter((line) => line !== null),
  town: row.town ?? undefined,
  county: undefined,
  postcode: row.postcode ?? undefined,
  point:
    row.latitude === null || row.longitude === null ? undefined : { latitude: row.latitude, longitude: row.longitude },
  uprn: undefined,
  access: row.access === null ? [] : row.access.split('\n'),
})

const timeOf = (session: EntryRow['sessions'][number]): EntryTime => ({
  repeats: 'weekly',
  every: session.everyWeeks,
  weekdays: [session.weekday],
  monthDays: undefined,
  startMinute: session.startMinute,
  endMinute: session.endMinute,
  words: undefined,
  from: session.from,
  until: session.until ?? undefined,
  first: firstDateOf(session),
})

const costOf = (price: EntryRow['prices'][number]): EntryCost => ({
  option: price.band === 'none' ? undefined : `Support ${price.band}`,
  amount: pence(price.pricePence),
  words: unitWords(price.unit),
  from: price.from,
  until: price.until ?? undefined,
})

const wholePence = (cost: EntryCost): EntryCost =>
  cost.amount === undefined ? cost : { ...cost, amount: cost.amount as Pence }

export interface PublicOrganisation {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly email: string | null
  readonly website: string | null
}

/** Organisations that have at least one public entry; one alone when asked for by id. */
export async function publicOrganisations(
  tx: Tx,
  page: { limit: number; offset: number },
  id?: string,
): Promise<{ total: number; organisations: PublicOrganisation[] }> {
  const one = id === undefined ? empty : sql`and g.id = ${id}::uuid`
  const rows = await tx.query<PublicOrganisation & { total: number }>(sql`
    select g.id, g.name, g.description, g.email, g.website, count(*) over () as total from directory.organisation g
     where exists (select from directory.opportunity o where o.organisation_id = g.id and ${publicOnly}) ${one}
     order by g.id limit ${page.limit} offset ${page.offset}`)
  return { total: rows[0]?.total ?? 0, organisations: rows }
}

/** The terms by which public entries are sorted, with the list each stands in; the tiers of support among them. */
export async function publicTerms(tx: Tx): Promise<{ id: string; name: string; vocabulary: string }[]> {
  const { tiers } = await tx.one<{ tiers: (1 | 2 | 3)[] }>(
    sql`select coalesce(array_agg(distinct o.tier order by o.tier), '{}') as tiers from directory.opportunity o where o.tier is not null and ${publicOnly}`,
  )
  const terms = await tx.query<{ id: string; name: string; vocabulary: string }>(sql`
    select t.id, t.name, t.vocabulary from directory.taxonomy_term t
     where exists (select from directory.opportunity_term ot join directory.opportunity o on o.id = ot.opportunity_id where ot.term_id = t.id and ${publicOnly})
     order by t.vocabulary, t.name, t.id`)
  return [...terms, ...tiers.map(tierTerm)]
}
