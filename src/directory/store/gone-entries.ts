import { sql, type Tx } from '../../platform/db.ts'
import { actor } from '../../platform/who.ts'
import type { DirectoryEntry } from '../directory-entry.ts'
import { proposeChanges } from './entry-changes.ts'
import type { FeedRun, FeedSource } from './feed-sources.ts'
import { hashOf } from './import.ts'

/**
 * What a whole reading of a source no longer listed waits for a human, who takes it off or keeps it: it may have closed, moved to
 * another source, or been left out by mistake. Nothing leaves the list by itself. A reading that brought nothing at all asks nothing:
 * then the source is at fault. Gives how many wait anew.
 */
export async function proposeGone(tx: Tx, source: FeedSource, run: FeedRun & { begunAt: Date }): Promise<number> {
  if (run.imported + run.updated + run.unchanged + run.toReview + run.withdrawn === 0) return 0
  const faulty = run.findings.map(({ service }) => service)
  const rows = await tx.query<{ opportunityId: string; content: DirectoryEntry; lastSeen: string }>(sql`
    select r.opportunity_id as "opportunityId", r.content, r.last_seen_at::text as "lastSeen" from directory.source_record r join directory.opportunity o on o.id = r.opportunity_id
     where r.feed = ${source.feed} and r.entity = 'service' and r.last_seen_at < ${run.begunAt.toISOString()}::timestamptz and o.withdrawn_on is null
       and r.external_id <> all (${faulty}::text[]) order by r.external_id`)
  const gone = rows.map(({ opportunityId, content, lastSeen }) => {
    const entry = { ...content, status: 'defunct' } as DirectoryEntry
    // named by when it was last listed: what was kept is asked again only after it came back and went once more
    return { entry, opportunityId, why: 'gone' as const, hash: hashOf([entry, lastSeen]) }
  })
  return proposeChanges(tx, source.id, gone, [])
}

/** What a source lists again needs no decision any more. */
export async function listedAgain(tx: Tx, sourceId: string, externalIds: readonly string[]): Promise<void> {
  await tx.query(sql`
    update directory.entry_change set decision = 'declined', decided_at = ${tx.now.toISOString()}, decided_by = ${actor(tx)}
     where source_id = ${sourceId} and why = 'gone' and decision is null and external_id = any (${externalIds}::text[])`)
}
