import { createHash } from 'node:crypto'
import type { CsvLine, CsvSaved } from '../../platform/csv.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import type { OpportunityCsvRow } from '../csv-rows.ts'

const feed = 'csv'

interface Known {
  readonly number: string
  readonly id: string
  readonly hash: string
}

/** Saves rows of opportunities: a new number is added, a known one changed when the row says otherwise, else left alone. */
export async function saveOpportunityRows(tx: Tx, lines: readonly CsvLine<OpportunityCsvRow>[]): Promise<CsvSaved> {
  const numbers = lines.map(({ row }) => row.number)
  const known = new Map((await knownOpportunities(tx, numbers)).map((one) => [one.number, one]))
  const rows = lines.map(({ row }) => ({ row, hash: hashOf(row), before: known.get(row.number) }))
  const touched = rows.filter(({ before, hash }) => before?.hash !== hash)
  const added = touched.filter(({ before }) => before === undefined).length
  if (touched.length > 0) await writeRows(tx, touched)
  return { added, changed: touched.length - added, unchanged: rows.length - touched.length, rejected: [] }
}

interface Touched {
  readonly row: OpportunityCsvRow
  readonly hash: string
  readonly before: Known | undefined
}

/** Writes new and changed rows. A site keeps its id, so that sessions there stay; a row that names no place has none. */
async function writeRows(tx: Tx, touched: readonly Touched[]): Promise<void> {
  const organisations = await organisationIds(
    tx,
    touched.map(({ row }) => row.organisation),
  )
  const changed = touched.flatMap(({ row, before }) => (before === undefined ? [] : [row.number]))
  const sites = await knownSites(tx, changed)
  const given = JSON.stringify(
    touched.map(({ row, hash, before }) => ({
      ...row,
      id: before?.id ?? newId(),
      hash,
      known: before !== undefined,
      organisation_id: organisations.get(row.organisation.toLowerCase()),
      site_id: namesPlace(row) ? (sites.get(row.number) ?? newId()) : null,
    })),
  )
  await upsertOpportunities(tx, given)
  await upsertSites(tx, given)
  await tx.query(sql`
    insert into directory.source_record (feed, entity, external_id, opportunity_id, content_hash, content)
    select ${feed}, 'service', g.number, g.id, g.hash, '{}'::jsonb from jsonb_to_recordset(${given}::jsonb) as g(number text, id uuid, hash text)
    on conflict (feed, entity, external_id) do update set content_hash = excluded.content_hash, last_seen_at = ${tx.now.toISOString()}`)
}

const namesPlace = ({ site, town, postcode, address_line_1 }: OpportunityCsvRow) =>
  (site ?? town ?? postcode ?? address_line_1) !== undefined

/**
 * What stands under these numbers of the council's own files. Each number is looked up by itself in the index that holds
 * all three: inside one transaction the planner knows nothing of the rows the file has just brought, and a join would
 * compare every number with every one of them.
 */
const ownRecords = (entity: 'service' | 'location' | 'schedule', numbers: readonly string[]): Sql => sql`
  (select n.number, found.* from unnest(${[...new Set(numbers)]}::text[]) as n (number)
    cross join lateral (select r.opportunity_id, r.site_id, r.content_hash, r.content from directory.source_record r
                         where r.feed = ${feed} and r.entity = ${entity} and r.external_id = n.number limit 1) as found)`

/** Which numbers of a file are known, and as what. */
export async function knownOpportunities(tx: Tx, numbers: readonly string[]): Promise<Known[]> {
  return tx.query<Known>(sql`
    select k.number, k.opportunity_id as id, k.content_hash as hash from ${ownRecords('service', numbers)} as k order by k.number`)
}

/** The sessions of these numbers of the council's own; a number no session has is left out. */
export async function sessionIdsByNumber(tx: Tx, numbers: readonly string[]): Promise<Map<string, string>> {
  const found = await tx.query<{ number: string; id: string }>(sql`
    select k.number, k.content ->> 'sessionId' as id from ${ownRecords('schedule', numbers)} as k order by k.number`)
  return new Map(found.map(({ number, id }) => [number, id]))
}

/** The sites of these numbers of opportunities. */
async function knownSites(tx: Tx, numbers: readonly string[]): Promise<Map<string, string>> {
  const found = await tx.query<{ number: string; id: string }>(sql`
    select k.number, k.site_id as id from ${ownRecords('location', numbers)} as k order by k.number`)
  return new Map(found.map(({ number, id }) => [number, id]))
}

/** The ids of organisations by their names in small letters; those that are not there yet are added. */
export async function organisationIds(tx: Tx, names: readonly string[]): Promise<Map<string, string>> {
  // Of several spellings the first stands.
  const wanted = new Map(names.map((name): [string, string] => [name.toLowerCase(), name]).reverse())
  const found = await tx.query<{ id: string; name: string }>(sql`
    select o.id, n.name from unnest(${[...wanted.keys()]}::text[]) as n (name)
     cross join lateral (select o.id from directory.organisation o where lower(o.name) = n.name order by o.recorded_at, o.id limit 1) as o
     order by n.name`)
  const ids = new Map(found.map(({ id, name }) => [name, id]))
  const missing = [...wanted].filter(([key]) => !ids.has(key)).map(([key, name]) => ({ key, name, id: newId() }))
  for (const { key, id } of missing) ids.set(key, id)
  await tx.query(sql`
    insert into directory.organisation (id, name, recorded_by) select g.id, g.name, ${actor(tx)}::uuid from jsonb_to_recordset(${JSON.stringify(missing)}::jsonb) as g(id uuid, name text)`)
  return ids
}

async function upsertOpportunities(tx: Tx, given: string): Promise<void> {
  await tx.query(sql`
    insert into directory.opportunity (id, organisation_id, name, summary, what_happens, who_for, kind, access_features, support_bands, tier, free, price_from_pence, cost_words,
      how_to_join, phone, email, website, audience, last_checked_on, local_area, search_words, recorded_by, changed_at)
    select g.id, g.organisation_id, g.name, g.summary, g.what_happens, g.who_for, g.kind, coalesce(g.access, '{}'), coalesce(g.support_bands, '{}'), g.tier, g.free, g.price_from, g.cost_words,
           g.how_to_join, g.phone, g.email, g.website, coalesce(g.audience, 'public'), g.last_checked_on, null, concat_ws(' ', g.organisation, g.site, g.town), ${actor(tx)}::uuid, ${tx.now.toISOString()}::timestamptz
      from jsonb_to_recordset(${given}::jsonb) as g(id uuid, organisation_id uuid, organisation text, name text, summary text, what_happens text, who_for text, kind text, access text[],
        support_bands text[], tier smallint, free boolean, price_from bigint, cost_words text, how_to_join text, phone text, email text, website text, audience text, last_checked_on date, site text, town text)
    on conflict (id) do update set organisation_id = excluded.organisation_id, name = excluded.name, summary = excluded.summary, what_happens = excluded.what_happens, who_for = excluded.who_for,
      kind = excluded.kind, access_features = excluded.access_features, support_bands = excluded.support_bands, tier = excluded.tier, free = excluded.free, price_from_pence = excluded.price_from_pence,
      cost_words = excluded.cost_words, how_to_join = excluded.how_to_join, phone = excluded.phone, email = excluded.email, website = excluded.website, audience = excluded.audience,
      last_checked_on = excluded.last_checked_on, search_words = excluded.search_words, changed_at = excluded.changed_at, version = directory.opportunity.version + 1`)
}

/** One site for each row that names a place, tied to its opportunity; the tie to another is taken back. */
async function upsertSites(tx: Tx, given: string): Promise<void> {
  await tx.query(sql`
    insert into directory.site (id, organisation_id, name, line_1, town, postcode, latitude, longitude, recorded_by)
    select g.site_id, g.organisation_id, coalesce(g.site, g.address_line_1, g.town, g.postcode), g.address_line_1, g.town, g.postcode, g.latitude, g.longitude, ${actor(tx)}::uuid
      from jsonb_to_recordset(${given}::jsonb) as g(site_id uuid, organisation_id uuid, site text, address_line_1 text, town text, postcode text, latitude double precision, longitude double precision)
     where g.site_id is not null
    on conflict (id) do update set name = excluded.name, line_1 = excluded.line_1, town = excluded.town, postcode = excluded.postcode, latitude = excluded.latitude, longitude = excluded.longitude`)
  await tx.query(sql`
    insert into directory.source_record (feed, entity, external_id, site_id, content_hash, content)
    select ${feed}, 'location', g.number, g.site_id, '', '{}'::jsonb from jsonb_to_recordset(${given}::jsonb) as g(number text, site_id uuid) where g.site_id is not null
    on conflict (feed, entity, external_id) do nothing`)
  await tx.query(sql`
    delete from directory.opportunity_site os using jsonb_to_recordset(${given}::jsonb) as g(id uuid, site_id uuid, known boolean)
     where g.known and os.opportunity_id = g.id and os.site_id is distinct from g.site_id`)
  await tx.query(sql`
    insert into directory.opportunity_site (opportunity_id, site_id)
    select g.id, g.site_id from jsonb_to_recordset(${given}::jsonb) as g(id uuid, site_id uuid) where g.site_id is not null
    on conflict do nothing`)
}

const hashOf = (row: unknown) => createHash('sha256').update(JSON.stringify(row)).digest('hex')
