import { sql, type Tx } from '../../platform/db.ts'
import type { DirectoryEntry } from '../directory-entry.ts'
import { timesWords } from '../entry-words.ts'
import type { DatedSession } from '../from-openactive.ts'
import { belowMark, timesWithDates } from '../read-rpde.ts'

/** How many dates to come an entry tells of a series. */
const MOST_DATES = 8

/** What a feed says is gone, as entries that are no longer offered; of what never came, nothing. */
export async function goneEntries(tx: Tx, feed: string, ids: readonly string[]): Promise<DirectoryEntry[]> {
  if (ids.length === 0) return []
  const rows = await tx.query<{ content: DirectoryEntry }>(sql`
    select content from directory.source_record where feed = ${feed} and entity = 'service' and external_id = any (${ids}::text[]) order by external_id`)
  return rows.map(({ content }) => ({ ...content, status: 'defunct' }))
}

/**
 * Keeps the dated sessions of a page, marks those that are gone, and tells each series its dates to come, whether it came
 * before its sessions or after them, in this feed or in another.
 */
export async function takeDates(
  tx: Tx,
  feed: string,
  page: { entries: readonly DirectoryEntry[]; sessions?: readonly DatedSession[]; deleted?: readonly string[] },
): Promise<void> {
  const sessions = page.sessions ?? []
  const uris = page.entries.flatMap(({ uri }) => uri ?? [])
  const touched = new Set([...uris, ...sessions.flatMap(({ seriesUri }) => seriesUri ?? [])])
  const rows = sessions.map((session) => ({ external_id: session.sourceId, content: session }))
  await tx.query(sql`
    insert into directory.source_record (feed, entity, external_id, content_hash, content, last_seen_at)
    select ${feed}, 'schedule', g.external_id, md5(g.content::text), g.content, ${tx.now.toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(external_id text, content jsonb)
    on conflict (feed, entity, external_id) do update set content_hash = excluded.content_hash, content = excluded.content, last_seen_at = excluded.last_seen_at`)
  const gone = await tx.query<{ uri: string | null }>(sql`
    update directory.source_record set content = content || '{"cancelled": true}'
     where feed = ${feed} and entity = 'schedule' and (external_id = any (${page.deleted ?? []}::text[])
        or (content ->> 'seriesUri' = any (${uris}::text[]) and external_id like ${`%${belowMark}%`} and external_id <> all (${sessions.map(({ sourceId }) => sourceId)}::text[])))
    returning content ->> 'seriesUri' as uri`)
  for (const { uri } of gone) if (uri !== null) touched.add(uri)
  await tellDates(tx, [...touched])
}

/** Writes the dates to come of these series where the public reads them. What somebody changed here is left as it is. */
async function tellDates(tx: Tx, uris: readonly string[]): Promise<void> {
  const rows = await tx.query<{
    id: string
    opportunityId: string
    content: DirectoryEntry
    sessions: DatedSession[]
  }>(sql`
    select r.id, r.opportunity_id as "opportunityId", r.content, jsonb_agg(s.content order by s.external_id) as sessions
      from directory.source_record r
      join directory.opportunity o on o.id = r.opportunity_id and o.version <= coalesce(r.saved_version, o.version)
      join directory.source_record s on s.entity = 'schedule' and s.content ->> 'seriesUri' = r.content ->> 'uri'
     where r.entity = 'service' and r.content ->> 'uri' = any (${uris}::text[]) group by r.id order by r.id`)
  const told = rows.map(({ id, opportunityId, content, sessions }) => {
    const times = timesWithDates(content, sessions, { today: tx.today, most: MOST_DATES })
    const weekdays = [...new Set(times.flatMap((time) => time.weekdays))].sort()
    const words = [...new Set(times.flatMap((time) => timesWords(time) ?? []))].join('\n')
    return { id, opportunity_id: opportunityId, times, weekdays, words: words === '' ? null : words }
  })
  const given = sql`jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as g(id uuid, opportunity_id uuid, times jsonb, weekdays smallint[], words text)`
  await tx.query(sql`
    update directory.opportunity o set said_weekdays = g.weekdays, times_words = g.words, changed_at = ${tx.now.toISOString()} from ${given}
     where o.id = g.opportunity_id and (o.said_weekdays, o.times_words) is distinct from (g.weekdays, g.words)`)
  await tx.query(
    sql`update directory.source_record r set content = jsonb_set(r.content, '{times}', g.times) from ${given} where r.id = g.id`,
  )
}
