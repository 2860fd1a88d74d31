import { createHash } from 'node:crypto'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import type { DirectoryEntry, EntryOrganisation, EntryPlace } from '../directory-entry.ts'
import { siteNameOf } from '../entry-rows.ts'

interface Placed {
  readonly entry: DirectoryEntry
  readonly opportunityId: string
}

interface Part<Content> {
  readonly externalId: string
  readonly content: Content
  readonly hash: string
  readonly id: string
  /** False where the records hold it already, word for word. */
  readonly changed: boolean
}

/** Writes the organisations behind entries; gives the id of each entry's organisation. An entry without one gets one of its own name. */
export async function writeOrganisations(
  tx: Tx,
  feed: string,
  entries: readonly Placed[],
): Promise<Map<string, string>> {
  const named = new Map(entries.map(({ entry }) => organisationIn(entry)))
  const parts = await partsOf(tx, feed, 'organization', named)
  const rows = [...parts.values()]
    .filter(({ changed }) => changed)
    .map(({ id, content: { name, description, url, email } }) => ({ id, name, description, website: url, email }))
  await tx.query(sql`
    insert into directory.organisation (id, name, description, website, email, recorded_by)
    select g.id, g.name, g.description, g.website, g.email, ${actor(tx)}::uuid
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id uuid, name text, description text, website text, email text)
    on conflict (id) do update set name = excluded.name, description = excluded.description, website = excluded.website, email = excluded.email`)
  await keepParts(tx, feed, 'organization', parts)
  return new Map(entries.map(({ entry }) => [entry.sourceId, parts.get(organisationIn(entry)[0])?.id ?? '']))
}

function organisationIn(entry: DirectoryEntry): [string, EntryOrganisation] {
  const own = { sourceId: `of ${entry.sourceId}`, description: undefined, email: undefined, url: undefined }
  const organisation = entry.organisation ?? { ...own, name: entry.name }
  return [organisation.sourceId ?? organisation.name, organisation]
}

/** Writes where entries happen, and ties each entry to exactly the places it names. */
export async function writePlaces(
  tx: Tx,
  feed: string,
  entries: readonly Placed[],
  organisationIds: ReadonlyMap<string, string>,
): Promise<void> {
  const named = entries.flatMap(({ entry, opportunityId }) =>
    entry.places.map((place, at) => ({
      opportunityId,
      externalId: place.sourceId ?? `${opportunityId} ${at}`,
      place,
      organisationId: organisationIds.get(entry.sourceId),
    })),
  )
  const parts = await partsOf(tx, feed, 'location', new Map(named.map(({ externalId, place }) => [externalId, place])))
  const owner = new Map(named.map(({ externalId, organisationId }) => [externalId, organisationId]))
  const rows = [...parts.values()]
    .filter(({ changed }) => changed)
    .map(({ id, externalId, content }) => ({ id, organisation_id: owner.get(externalId), ...siteColumns(content) }))
  await tx.query(sql`
    insert into directory.site (id, organisation_id, name, line_1, line_2, town, postcode, latitude, longitude, access_words, recorded_by)
    select g.id, g.organisation_id, g.name, g.line_1, g.line_2, g.town, g.postcode, g.latitude, g.longitude, g.access_words, ${actor(tx)}::uuid
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id uuid, organisation_id uuid, name text, line_1 text, line_2 text, town text, postcode text,
        latitude double precision, longitude double precision, access_words text)
    on conflict (id) do update set name = excluded.name, line_1 = excluded.line_1, line_2 = excluded.line_2, town = excluded.town,
      postcode = excluded.postcode, latitude = excluded.latitude, longitude = excluded.longitude, access_words = excluded.access_words`)
  await keepParts(tx, feed, 'location', parts)
  const ties = named.map(({ opportunityId, externalId }) => ({
    opportunityId,
    siteId: parts.get(externalId)?.id ?? '',
  }))
  await tieEntries(tx, entries, ties)
}

async function tieEntries(
  tx: Tx,
  entries: readonly Placed[],
  ties: readonly { opportunityId: string; siteId: string }[],
) {
  const given = sql`unnest(${ties.map((tie) => tie.opportunityId)}::uuid[], ${ties.map((tie) => tie.siteId)}::uuid[]) as g(opportunity_id, site_id)`
  await tx.query(sql`
    delete from directory.opportunity_site s where s.opportunity_id = any (${entries.map(({ opportunityId }) => opportunityId)}::uuid[])
       and (s.opportunity_id, s.site_id) not in (select g.opportunity_id, g.site_id from ${given})`)
  await tx.query(sql`
    insert into directory.opportunity_site (opportunity_id, site_id) select distinct g.opportunity_id, g.site_id from ${given} on conflict do nothing`)
}

const siteColumns = (place: EntryPlace) => ({
  name: siteNameOf(place),
  line_1: place.lines[0],
  line_2: place.lines[1],
  town: place.town,
  postcode: place.postcode,
  latitude: place.point?.latitude,
  longitude: place.point?.longitude,
  access_words: place.access.join('\n') || undefined,
})

/** Writes the words that entries are sorted by, and ties each entry to exactly its own. */
export async function writeTerms(tx: Tx, entries: readonly Placed[]): Promise<void> {
  const terms = entries.flatMap(({ entry, opportunityId }) =>
    entry.terms.map(({ vocabulary, sourceId, name }) => ({
      opportunityId,
      vocabulary: vocabulary ?? 'Other words',
      code: sourceId ?? name,
      name,
    })),
  )
  const given = sql`unnest(${terms.map((term) => term.opportunityId)}::uuid[], ${terms.map((term) => term.vocabulary)}::text[],
    ${terms.map((term) => term.code)}::text[], ${terms.map((term) => term.name)}::text[]) as g(opportunity_id, vocabulary, code, name)`
  await tx.query(sql`
    insert into directory.taxonomy_term (vocabulary, code, name) select g.vocabulary, g.code, min(g.name) from ${given} group by 1, 2 order by 1, 2
    on conflict (vocabulary, code) do nothing`)
  await tx.query(
    sql`delete from directory.opportunity_term where opportunity_id = any (${entries.map(({ opportunityId }) => opportunityId)}::uuid[])`,
  )
  await tx.query(sql`
    insert into directory.opportunity_term (opportunity_id, term_id)
    select distinct g.opportunity_id, t.id from ${given} join directory.taxonomy_term t on t.vocabulary = g.vocabulary and t.code = g.code
    on conflict do nothing`)
}

/** The parts that a feed names, each with its id here: the one it has had since it first came, or a new one. */
async function partsOf<Content>(
  tx: Tx,
  feed: string,
  entity: 'organization' | 'location',
  named: ReadonlyMap<string, Content>,
): Promise<Map<string, Part<Content>>> {
  const rows = await tx.query<{ externalId: string; id: string; contentHash: string }>(sql`
    select external_id as "externalId", coalesce(organisation_id, site_id) as id, content_hash as "contentHash" from directory.source_record
     where feed = ${feed} and entity = ${entity} and external_id = any (${[...named.keys()]}::text[]) order by external_id`)
  const known = new Map(rows.map((row) => [row.externalId, row]))
  const part = (externalId: string, content: Content): Part<Content> => {
    const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex')
    const before = known.get(externalId)
    return { externalId, content, hash, id: before?.id ?? newId(), changed: before?.contentHash !== hash }
  }
  return new Map([...named].map(([externalId, content]) => [externalId, part(externalId, content)]))
}

async function keepParts(
  tx: Tx,
  feed: string,
  entity: 'organization' | 'location',
  parts: ReadonlyMap<string, Part<unknown>>,
): Promise<void> {
  const rows = [...parts.values()]
    .filter(({ changed }) => changed)
    .map(({ externalId, id, hash, content }) => ({ external_id: externalId, id, content_hash: hash, content }))
  await tx.query(sql`
    insert into directory.source_record (feed, entity, external_id, organisation_id, site_id, content_hash, content)
    select ${feed}, ${entity}, g.external_id, case when ${entity} = 'organization' then g.id end, case when ${entity} = 'location' then g.id end, g.content_hash, g.content
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(external_id text, id uuid, content_hash text, content jsonb)
    on conflict (feed, entity, external_id) do update set content_hash = excluded.content_hash, content = excluded.content`)
}
