import { createHash } from 'node:crypto'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { isId, newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import type { DirectoryEntry, EntryOrganisation, EntryPlace, Finding } from '../directory-entry.ts'
import { opportunityRow, siteNameOf } from '../entry-rows.ts'

/** What came of one import. Imported, updated, unchanged and rejected add up to the services of the feed. */
export interface ImportResult {
  readonly imported: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
  readonly findings: readonly Finding[]
}

interface Known {
  readonly externalId: string
  readonly opportunityId: string | null
  readonly contentHash: string
}

/**
 * Saves the entries of one feed, all or nothing. What the feed has not changed stays untouched; what it left out stays
 * too, since a feed may be read in parts. An opportunity keeps the feed's id where that is free.
 */
export async function saveEntries(
  tx: Tx,
  feed: { name: string; version: string },
  read: { entries: readonly DirectoryEntry[]; findings: readonly Finding[]; rejected: number },
): Promise<ImportResult> {
  const known = new Map((await knownServices(tx, feed.name)).map((row) => [row.externalId, row]))
  const counts = { imported: 0, updated: 0, unchanged: 0 }
  for (const entry of read.entries) {
    const before = known.get(entry.sourceId)
    const hash = hashOf(entry)
    if (before?.contentHash === hash) counts.unchanged++
    else {
      await saveEntry(
        tx,
        feed.name,
        entry,
        hash,
        before?.opportunityId ?? null,
        read.findings.filter(({ service }) => service === entry.sourceId),
      )
      if (before === undefined) counts.imported++
      else counts.updated++
    }
  }
  const result = { ...counts, rejected: read.rejected, findings: read.findings }
  const id = newId()
  await tx.query(sql`
    insert into directory.feed_import (id, feed, version, content_hash, imported, updated, unchanged, rejected, findings, recorded_by)
    values (${id}, ${feed.name}, ${feed.version}, ${hashOf(read.entries)}, ${counts.imported}, ${counts.updated}, ${counts.unchanged},
      ${read.rejected}, ${JSON.stringify(read.findings.slice(0, 10_000))}::jsonb, ${actor(tx)})`)
  await audit(tx, {
    action: 'directory/feed-imported',
    subject: 'feed_import',
    subjectId: id,
    detail: { ...counts, rejected: read.rejected },
  })
  return result
}

async function knownServices(tx: Tx, feed: string): Promise<Known[]> {
  return tx.query<Known>(sql`
    select external_id as "externalId", opportunity_id as "opportunityId", content_hash as "contentHash"
      from directory.source_record where feed = ${feed} and entity = 'service' order by external_id`)
}

async function saveEntry(
  tx: Tx,
  feed: string,
  entry: DirectoryEntry,
  hash: string,
  opportunityId: string | null,
  findings: readonly Finding[],
): Promise<void> {
  const organisationId = await saveOrganisation(tx, feed, entry)
  const id = opportunityId ?? (await freeId(tx, entry.sourceId))
  await saveOpportunity(tx, id, organisationId, entry, opportunityId !== null)
  await savePlaces(tx, feed, id, organisationId, entry.places)
  await saveTerms(tx, id, entry)
  await tx.query(sql`
    insert into directory.source_record (feed, entity, external_id, opportunity_id, content_hash, content, findings, last_seen_at)
    values (${feed}, 'service', ${entry.sourceId}, ${id}, ${hash}, ${JSON.stringify(entry)}::jsonb, ${JSON.stringify(findings)}::jsonb, ${tx.now.toISOString()})
    on conflict (feed, entity, external_id) do update
      set content_hash = excluded.content_hash, content = excluded.content, findings = excluded.findings, last_seen_at = excluded.last_seen_at`)
}

/** The feed's own id when it is a uuid that nothing here has yet; a new one otherwise. */
async function freeId(tx: Tx, sourceId: string): Promise<string> {
  if (!isId(sourceId)) return newId()
  const taken = await tx.maybe(sql`select id from directory.opportunity where id = ${sourceId.toLowerCase()}`)
  return taken === undefined ? sourceId.toLowerCase() : newId()
}

async function saveOrganisation(tx: Tx, feed: string, entry: DirectoryEntry): Promise<string> {
  const organisation: EntryOrganisation = entry.organisation ?? {
    sourceId: `of ${entry.sourceId}`,
    name: entry.name,
    description: undefined,
    email: undefined,
    url: undefined,
  }
  const externalId = organisation.sourceId ?? organisation.name
  const before = await sourceOf(tx, feed, 'organization', externalId)
  const hash = hashOf(organisation)
  if (before !== undefined && before.contentHash === hash) return before.id
  const id = before?.id ?? newId()
  const { name, description, url, email } = organisation
  await tx.query(sql`
    insert into directory.organisation (id, name, description, website, email, recorded_by)
    values (${id}, ${name}, ${description ?? null}, ${url ?? null}, ${email ?? null}, ${actor(tx)})
    on conflict (id) do update set name = excluded.name, description = excluded.description, website = excluded.website, email = excluded.email`)
  await tx.query(sql`
    insert into directory.source_record (feed, entity, external_id, organisation_id, content_hash, content)
    values (${feed}, 'organization', ${externalId}, ${id}, ${hash}, ${JSON.stringify(organisation)}::jsonb)
    on conflict (feed, entity, external_id) do update set content_hash = excluded.content_hash, content = excluded.content`)
  return id
}

async function saveOpportunity(
  tx: Tx,
  id: string,
  organisationId: string,
  entry: DirectoryEntry,
  again: boolean,
): Promise<void> {
  const row = opportunityRow(entry)
  const gone = entry.status === 'inactive' || entry.status === 'defunct' ? tx.today : null
  const values = sql`${organisationId}, ${row.name}, ${row.summary}, ${row.whatHappens}, ${row.whoFor}, ${row.accessWords}, ${row.costWords},
    ${row.priceFromPence}, ${row.free}, ${row.howToJoin}, ${row.setting}, ${row.youngestAge}, ${row.oldestAge}, ${row.website}, ${row.email},
    ${row.phone}, ${row.status}, ${row.lastCheckedOn}, ${row.weekdays}::smallint[], ${row.timesWords}, ${row.searchWords}, ${gone}, ${tx.now.toISOString()}`
  const columns = sql`organisation_id, name, summary, what_happens, who_for, access_words, cost_words, price_from_pence, free, how_to_join, setting,
    youngest_age, oldest_age, website, email, phone, status, last_checked_on, said_weekdays, times_words, search_words, withdrawn_on, changed_at`
  if (again)
    await tx.query(
      sql`update directory.opportunity set (${columns}, version) = row (${values}, version + 1) where id = ${id}`,
    )
  else
    await tx.query(
      sql`insert into directory.opportunity (${columns}, id, recorded_by) values (${values}, ${id}, ${actor(tx)})`,
    )
}

async function savePlaces(
  tx: Tx,
  feed: string,
  opportunityId: string,
  organisationId: string,
  places: readonly EntryPlace[],
): Promise<void> {
  const siteIds: string[] = []
  for (const [at, place] of places.entries()) {
    const externalId = place.sourceId ?? `${opportunityId} ${at}`
    const before = await sourceOf(tx, feed, 'location', externalId)
    const hash = hashOf(place)
    const id = before?.id ?? newId()
    siteIds.push(id)
    if (before?.contentHash === hash) continue
    await tx.query(sql`
      insert into directory.site (id, organisation_id, name, line_1, line_2, town, postcode, latitude, longitude, access_words, recorded_by)
      values (${id}, ${organisationId}, ${siteNameOf(place)}, ${place.lines[0] ?? null}, ${place.lines[1] ?? null}, ${place.town ?? null},
        ${place.postcode ?? null}, ${place.point?.latitude ?? null}, ${place.point?.longitude ?? null}, ${place.access.join('\n') || null}, ${actor(tx)})
      on conflict (id) do update set name = excluded.name, line_1 = excluded.line_1, line_2 = excluded.line_2, town = excluded.town,
        postcode = excluded.postcode, latitude = excluded.latitude, longitude = excluded.longitude, access_words = excluded.access_words`)
    await tx.query(sql`
      insert into directory.source_record (feed, entity, external_id, site_id, content_hash, content)
      values (${feed}, 'location', ${externalId}, ${id}, ${hash}, ${JSON.stringify(place)}::jsonb)
      on conflict (feed, entity, external_id) do update set content_hash = excluded.content_hash, content = excluded.content`)
  }
  await tx.query(
    sql`delete from directory.opportunity_site where opportunity_id = ${opportunityId} and site_id <> all (${siteIds}::uuid[])`,
  )
  await tx.query(sql`
    insert into directory.opportunity_site (opportunity_id, site_id) select distinct ${opportunityId}::uuid, site from unnest(${siteIds}::uuid[]) site
    on conflict do nothing`)
}

async function saveTerms(tx: Tx, opportunityId: string, entry: DirectoryEntry): Promise<void> {
  const terms = entry.terms.map((term) => ({
    vocabulary: term.vocabulary ?? 'Other words',
    code: term.sourceId ?? term.name,
    name: term.name,
  }))
  const [vocabularies, codes, names] = [
    terms.map((t) => t.vocabulary),
    terms.map((t) => t.code),
    terms.map((t) => t.name),
  ]
  const given = sql`unnest(${vocabularies}::text[], ${codes}::text[], ${names}::text[]) as g(vocabulary, code, name)`
  await tx.query(sql`
    insert into directory.taxonomy_term (vocabulary, code, name) select g.vocabulary, g.code, min(g.name) from ${given} group by 1, 2 order by 1, 2
    on conflict (vocabulary, code) do nothing`)
  await tx.query(sql`delete from directory.opportunity_term where opportunity_id = ${opportunityId}`)
  await tx.query(sql`
    insert into directory.opportunity_term (opportunity_id, term_id)
    select distinct ${opportunityId}::uuid, t.id from ${given} join directory.taxonomy_term t on t.vocabulary = g.vocabulary and t.code = g.code
    on conflict do nothing`)
}

async function sourceOf(tx: Tx, feed: string, entity: 'organization' | 'location', externalId: string) {
  return tx.maybe<{ id: string; contentHash: string }>(sql`
    select coalesce(organisation_id, site_id) as id, content_hash as "contentHash"
      from directory.source_record where feed = ${feed} and entity = ${entity} and external_id = ${externalId}`)
}

const hashOf = (content: unknown) => createHash('sha256').update(JSON.stringify(content)).digest('hex')
