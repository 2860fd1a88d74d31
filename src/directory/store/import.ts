import { createHash } from 'node:crypto'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { raw, sql, type Tx } from '../../platform/db.ts'
import { isId, newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import type { DirectoryEntry, Finding } from '../directory-entry.ts'
import { opportunityRow } from '../entry-rows.ts'
import { writeOrganisations, writePlaces, writeTerms } from './import-parts.ts'

/** How many entries came new, changed, or as they were. */
export interface SavedCounts {
  readonly imported: number
  readonly updated: number
  readonly unchanged: number
}

/** What came of one import. Imported, updated, unchanged and rejected add up to the services of the feed. */
export interface ImportResult extends SavedCounts {
  readonly rejected: number
  readonly findings: readonly Finding[]
}

/** What is known of a service of a feed: the opportunity it became, what it said last, and whether that was changed here since. */
export interface KnownService {
  readonly externalId: string
  readonly opportunityId: string | null
  readonly contentHash: string
  readonly changedHere: boolean
  /** It was made one with another entry, which speaks for it now. */
  readonly merged: boolean
}

/** An entry that is to be written, with the opportunity it changes; none makes a new one. */
export interface EntryToWrite {
  readonly entry: DirectoryEntry
  readonly opportunityId: string | undefined
  /** The hash of what the source said, where the entry has waited in the records, which keep no order of fields. */
  readonly hash?: string
}

/** An entry with its place in the records, the same for every part of it that is written. */
interface PlacedEntry {
  readonly entry: DirectoryEntry
  readonly opportunityId: string
  readonly hash: string
}

/**
 * Saves the entries of one file, all or nothing. What the feed has not changed stays untouched; what it left out stays
 * too, since a feed may be read in parts. An opportunity keeps the feed's id where that is free.
 */
export async function saveEntries(
  tx: Tx,
  feed: { name: string; version: string },
  read: { entries: readonly DirectoryEntry[]; findings: readonly Finding[]; rejected: number },
): Promise<ImportResult> {
  const known = await knownServices(tx, feed.name, read.entries)
  const { changed, counts } = sortOut(read.entries, known)
  await writeEntries(tx, feed.name, changed, read.findings)
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

/** Which entries are new or say something else than last time, and how many of each there are. */
export function sortOut(
  entries: readonly DirectoryEntry[],
  known: ReadonlyMap<string, KnownService>,
): { changed: EntryToWrite[]; counts: SavedCounts } {
  const changed = entries
    .filter((entry) => {
      const before = known.get(entry.sourceId)
      return before?.merged !== true && before?.contentHash !== hashOf(entry)
    })
    .map((entry) => ({ entry, opportunityId: known.get(entry.sourceId)?.opportunityId ?? undefined }))
  const imported = changed.filter(({ entry }) => !known.has(entry.sourceId)).length
  return {
    changed,
    counts: { imported, updated: changed.length - imported, unchanged: entries.length - changed.length },
  }
}

/** What is known of these services of a feed, by the id that the feed gives them. */
export async function knownServices(
  tx: Tx,
  feed: string,
  entries: readonly DirectoryEntry[],
): Promise<Map<string, KnownService>> {
  const rows = await tx.query<KnownService>(sql`
    select r.external_id as "externalId", r.opportunity_id as "opportunityId", r.content_hash as "contentHash",
           coalesce(o.version > r.saved_version, false) as "changedHere", o.merged_into is not null as merged
      from directory.source_record r left join directory.opportunity o on o.id = r.opportunity_id
     where r.feed = ${feed} and r.entity = 'service' and r.external_id = any (${entries.map(({ sourceId }) => sourceId)}::text[])
     order by r.external_id`)
  return new Map(rows.map((row) => [row.externalId, row]))
}

/** Writes entries with all that belongs to them, in a dozen statements however many they are. Gives them with their place in the records. */
export async function writeEntries(
  tx: Tx,
  feed: string,
  given: readonly EntryToWrite[],
  findings: readonly Finding[],
): Promise<PlacedEntry[]> {
  if (given.length === 0) return []
  const placed = await withIds(tx, given)
  const organisationIds = await writeOrganisations(tx, feed, placed)
  const rows = placed.map(({ entry, opportunityId }) => ({
    id: opportunityId,
    organisation_id: organisationIds.get(entry.sourceId),
    ...opportunityColumns(entry, tx.today),
    withdrawn_on: entry.status === 'inactive' || entry.status === 'defunct' ? tx.today : null,
  }))
  const versions = await writeOpportunities(tx, rows)
  await writePlaces(tx, feed, placed, organisationIds)
  await writeTerms(tx, placed)
  const of = new Map<string, Finding[]>()
  for (const finding of findings) of.set(finding.service, [...(of.get(finding.service) ?? []), finding])
  const records = placed.map(({ entry, opportunityId, hash }) => ({
    external_id: entry.sourceId,
    opportunity_id: opportunityId,
    content_hash: hash,
    content: entry,
    findings: of.get(entry.sourceId) ?? [],
    saved_version: versions.get(opportunityId),
  }))
  await tx.query(sql`
    insert into directory.source_record (feed, entity, external_id, opportunity_id, content_hash, content, findings, saved_version, last_seen_at)
    select ${feed}, 'service', g.external_id, g.opportunity_id, g.content_hash, g.content, g.findings, g.saved_version, ${tx.now.toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(records)}::jsonb)
        as g(external_id text, opportunity_id uuid, content_hash text, content jsonb, findings jsonb, saved_version integer)
    on conflict (feed, entity, external_id) do update set opportunity_id = excluded.opportunity_id, content_hash = excluded.content_hash,
      content = excluded.content, findings = excluded.findings, saved_version = excluded.saved_version, last_seen_at = excluded.last_seen_at`)
  return placed
}

/** The feed's own id when it is a uuid that nothing here has yet; a new one otherwise. */
async function withIds(tx: Tx, given: readonly EntryToWrite[]): Promise<PlacedEntry[]> {
  const wanted = given.flatMap(({ entry, opportunityId }) =>
    opportunityId === undefined && isId(entry.sourceId) ? [entry.sourceId.toLowerCase()] : [],
  )
  const rows = await tx.query<{ id: string }>(
    sql`select id from directory.opportunity where id = any (${wanted}::uuid[]) order by id`,
  )
  const taken = new Set(rows.map(({ id }) => id))
  return given.map(({ entry, opportunityId, hash = hashOf(entry) }) => {
    const own = entry.sourceId.toLowerCase()
    return { entry, hash, opportunityId: opportunityId ?? (isId(own) && !taken.has(own) ? own : newId()) }
  })
}

function opportunityColumns(entry: DirectoryEntry, today: CalendarDate) {
  const row = opportunityRow(entry, today)
  return {
    name: row.name,
    summary: row.summary,
    what_happens: row.whatHappens,
    who_for: row.whoFor,
    access_words: row.accessWords,
    cost_words: row.costWords,
    price_from_pence: row.priceFromPence,
    free: row.free,
    how_to_join: row.howToJoin,
    setting: row.setting,
    youngest_age: row.youngestAge,
    oldest_age: row.oldestAge,
    website: row.website,
    email: row.email,
    phone: row.phone,
    status: row.status,
    last_checked_on: row.lastCheckedOn,
    tier: row.tier,
    said_weekdays: row.weekdays,
    times_words: row.timesWords,
    search_words: row.searchWords,
  }
}

const columnTypes = {
  organisation_id: 'uuid',
  name: 'text',
  summary: 'text',
  what_happens: 'text',
  who_for: 'text',
  access_words: 'text',
  cost_words: 'text',
  price_from_pence: 'bigint',
  free: 'boolean',
  how_to_join: 'text',
  setting: 'text',
  youngest_age: 'smallint',
  oldest_age: 'smallint',
  website: 'text',
  email: 'text',
  phone: 'text',
  status: 'text',
  last_checked_on: 'date',
  tier: 'smallint',
  said_weekdays: 'smallint[]',
  times_words: 'text',
  search_words: 'text',
  withdrawn_on: 'date',
} satisfies Record<string, string>

/** Writes the rows of opportunities, new or changed; gives the version each has now. */
async function writeOpportunities(tx: Tx, rows: readonly object[]): Promise<Map<string, number>> {
  const names = Object.keys(columnTypes)
  const columns = raw(names.join(', '))
  const typed = raw(
    Object.entries(columnTypes)
      .map(([name, type]) => `${name} ${type}`)
      .join(', '),
  )
  const replaced = raw(names.map((name) => `${name} = excluded.${name}`).join(', '))
  const written = await tx.query<{ id: string; version: number }>(sql`
    insert into directory.opportunity (id, ${columns}, changed_at, recorded_by)
    select g.id, ${columns}, ${tx.now.toISOString()}::timestamptz, ${actor(tx)}::uuid
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id uuid, ${typed})
    on conflict (id) do update set ${replaced}, changed_at = excluded.changed_at, version = directory.opportunity.version + 1
    returning id, version`)
  return new Map(written.map(({ id, version }) => [id, version]))
}

/** A short fixed name for what something says: the same words, the same name. */
export const hashOf = (content: unknown) => createHash('sha256').update(JSON.stringify(content)).digest('hex')
