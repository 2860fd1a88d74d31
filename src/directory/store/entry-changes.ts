import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { anywhere } from '../../platform/list-asked.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { DirectoryEntry, Finding } from '../directory-entry.ts'
import { writeEntries } from './import.ts'
import { publishedEntries } from './published.ts'

/** What a source now says and a human has to look at. */
export interface Proposal {
  readonly entry: DirectoryEntry
  readonly opportunityId: string | undefined
  readonly why: 'not trusted' | 'changed here' | 'gone'
  readonly hash: string
}

/**
 * Lets changes wait for a human. A newer word of the source takes the place of an older one that still waits; what was
 * declined is not asked again until the source says something else. Gives how many wait anew or changed.
 */
export async function proposeChanges(
  tx: Tx,
  sourceId: string,
  proposals: readonly Proposal[],
  findings: readonly Finding[],
): Promise<number> {
  if (proposals.length === 0) return 0
  const rows = proposals.map(({ entry, opportunityId, why, hash }) => ({
    id: newId(),
    external_id: entry.sourceId,
    opportunity_id: opportunityId,
    why,
    proposed: entry,
    content_hash: hash,
    findings: findings.filter(({ service }) => service === entry.sourceId),
  }))
  const asked = await tx.query(sql`
    insert into directory.entry_change (id, source_id, external_id, opportunity_id, why, proposed, content_hash, findings, proposed_at)
    select g.id, ${sourceId}::uuid, g.external_id, g.opportunity_id, g.why, g.proposed, g.content_hash, g.findings, ${tx.now.toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as g(id uuid, external_id text, opportunity_id uuid, why text, proposed jsonb, content_hash text, findings jsonb)
     where not exists (select from directory.entry_change d where d.source_id = ${sourceId}::uuid and d.external_id = g.external_id
                          and d.content_hash = g.content_hash and d.decision = 'declined')
    on conflict (source_id, external_id) where decision is null do update set proposed = excluded.proposed, content_hash = excluded.content_hash,
      findings = excluded.findings, why = excluded.why, opportunity_id = excluded.opportunity_id, proposed_at = excluded.proposed_at
      where directory.entry_change.content_hash <> excluded.content_hash
    returning id`)
  return asked.length
}

export interface EntryChange {
  readonly id: string
  readonly source: string
  readonly feed: string
  readonly opportunityId: string | null
  readonly why: string
  readonly proposed: DirectoryEntry
  readonly hash: string
  readonly findings: readonly Finding[]
  readonly proposedAt: Date
}

const columns = sql`c.id, s.name as source, s.feed, c.opportunity_id as "opportunityId", c.why, c.proposed, c.content_hash as hash, c.findings, c.proposed_at as "proposedAt"`

/** Changes that wait for a human, the oldest first, a page at a time. */
export async function waitingChanges(
  tx: Tx,
  page: { words: string; limit: number; offset: number },
): Promise<{ total: number; changes: EntryChange[] }> {
  const rows = await tx.query<EntryChange & { total: number }>(sql`
    select ${columns}, count(*) over () as total from directory.entry_change c join directory.feed_source s on s.id = c.source_id
     where c.decision is null and not exists (select from directory.opportunity m where m.id = c.opportunity_id and m.merged_into is not null) and (c.proposed ->> 'name' ilike ${anywhere(page.words)} or s.name ilike ${anywhere(page.words)}) order by c.proposed_at, c.id limit ${page.limit} offset ${page.offset}`)
  return { total: rows[0]?.total ?? 0, changes: rows }
}

/** One change that waits, beside what is public now; not found when somebody has decided it. */
export async function waitingChange(
  tx: Tx,
  changeId: string,
): Promise<EntryChange & { readonly stands: DirectoryEntry | undefined }> {
  const change = await tx.maybe<EntryChange>(sql`
    select ${columns} from directory.entry_change c join directory.feed_source s on s.id = c.source_id where c.id = ${changeId} and c.decision is null
       and not exists (select from directory.opportunity m where m.id = c.opportunity_id and m.merged_into is not null)`)
  if (change === undefined) throw new NotFound('change')
  return { ...change, stands: await standing(tx, change.opportunityId) }
}

const standing = async (tx: Tx, opportunityId: string | null) =>
  opportunityId === null ? undefined : (await publishedEntries(tx, [opportunityId]))[0]?.entry

/** Decides a change. Approved, it is public at once; declined, what stands stays. What stood is kept with the decision. */
export async function decideChange(tx: Tx, changeId: string, decision: 'approved' | 'declined'): Promise<void> {
  const locked = await tx.maybe(
    sql`select id from directory.entry_change where id = ${changeId} and decision is null for update`,
  )
  if (locked === undefined) throw new Refused('change_decided_already')
  const change = await waitingChange(tx, changeId)
  const [placed] =
    decision === 'approved'
      ? await writeEntries(
          tx,
          change.feed,
          [{ entry: change.proposed, opportunityId: change.opportunityId ?? undefined, hash: change.hash }],
          change.findings,
        )
      : []
  await tx.query(sql`
    update directory.entry_change set decision = ${decision}, decided_at = ${tx.now.toISOString()}, decided_by = ${actor(tx)},
           stood = ${change.stands === undefined ? null : JSON.stringify(change.stands)}::jsonb, opportunity_id = ${placed?.opportunityId ?? change.opportunityId}
     where id = ${changeId}`)
  await audit(tx, {
    action: 'directory/change-decided',
    subject: 'entry_change',
    subjectId: changeId,
    detail: { decision },
  })
}
