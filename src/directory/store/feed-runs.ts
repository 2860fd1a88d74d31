import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import type { DirectoryEntry, Finding } from '../directory-entry.ts'
import type { DatedSession } from '../from-openactive.ts'
import { goneEntries, takeDates } from './dated-sessions.ts'
import { type Proposal, proposeChanges } from './entry-changes.ts'
import { type FeedRun, type FeedSource, feedSource, runColumns } from './feed-sources.ts'
import { listedAgain, proposeGone } from './gone-entries.ts'
import { hashOf, knownServices, sortOut, writeEntries } from './import.ts'

/** The most findings that one report keeps; the counts go on. */
const MOST_FINDINGS = 10_000
/** A feed whose pages never end is left after so many in one reading; the next reading goes on from there. */
const MOST_PAGES_AT_ONCE = 10_000

/** A page, read and sorted, ready to be taken into the records. */
export interface TakenPage {
  readonly entries: readonly DirectoryEntry[]
  readonly findings: readonly Finding[]
  readonly rejected: number
  readonly next: string | undefined
  readonly pagesTotal: number | undefined
  /** Where to follow the feed from once this page is taken (RPDE); kept between readings. */
  readonly followFrom?: string
  /** Dated sessions, and the ids of what is gone (RPDE). */
  readonly sessions?: readonly DatedSession[]
  readonly deleted?: readonly string[]
}

/**
 * Begins to read a source, or goes on where the last reading failed or was stopped. A source that is being read is left to
 * the reading at hand.
 */
export async function beginRun(tx: Tx, sourceId: string): Promise<FeedRun> {
  const source = await tx.one<{ address: string; followFrom: string | null }>(
    sql`select address, follow_from as "followFrom" from directory.feed_source where id = ${sourceId} for update`,
  )
  await tx.query(
    sql`update directory.feed_source set stopped_at = null where id = ${sourceId} and stopped_at is not null`,
  )
  const last = await tx.maybe<FeedRun>(sql`
    select ${runColumns}, '[]'::jsonb as findings from directory.feed_run r where r.source_id = ${sourceId} order by r.begun_at desc, r.id desc limit 1`)
  if (last?.state === 'reading') return last
  if (last !== undefined && last.nextPage !== null) {
    await tx.query(
      sql`update directory.feed_run set state = 'reading', ended_at = null, fault = null where id = ${last.id}`,
    )
    return { ...last, state: 'reading' }
  }
  const id = newId()
  await tx.query(sql`
    insert into directory.feed_run (id, source_id, begun_at, next_page, recorded_by)
    values (${id}, ${sourceId}, ${tx.now.toISOString()}, ${source.followFrom ?? source.address}, ${actor(tx)})`)
  return runOf(tx, id)
}

/** One reading as it stands. */
export async function runOf(tx: Tx, runId: string): Promise<FeedRun> {
  return tx.one<FeedRun>(sql`select ${runColumns}, r.findings from directory.feed_run r where r.id = ${runId}`)
}

/** The source and page that a reading goes on with; none when it has ended or was stopped. */
export async function runToGoOn(tx: Tx, runId: string): Promise<{ source: FeedSource; run: FeedRun } | undefined> {
  const run = await runOf(tx, runId)
  return run.state === 'reading' ? { source: await feedSource(tx, run.sourceId), run } : undefined
}

/**
 * Takes one page into the records and moves the reading on, in one transaction: the good part arrives, what must be looked
 * at waits, the rest stands in the report. A page that another process has taken meanwhile is left alone: nothing is given back.
 */
export async function takePage(tx: Tx, runId: string, address: string, page: TakenPage): Promise<FeedRun | undefined> {
  const run = await tx.one<FeedRun>(
    sql`select ${runColumns}, '[]'::jsonb as findings from directory.feed_run r where r.id = ${runId} for update`,
  )
  if (run.state !== 'reading' || run.nextPage !== address) return undefined
  const source = await feedSource(tx, run.sourceId)
  const gone = await goneEntries(tx, source.feed, page.deleted ?? [])
  const counts = await takeEntries(tx, source, { ...page, entries: [...page.entries, ...gone] })
  if (source.standard === 'openactive') await takeDates(tx, source.feed, page)
  const endless = page.next !== undefined && run.pagesRead + 1 >= MOST_PAGES_AT_ONCE
  const state = endless ? 'failed' : page.next === undefined ? 'done' : 'reading'
  await tx.query(sql`
    update directory.feed_run set state = ${state}, ended_at = ${state === 'reading' ? null : tx.now.toISOString()}::timestamptz, next_page = ${page.next ?? null},
           fault = ${endless ? `The feed has more than ${MOST_PAGES_AT_ONCE} pages. Run it again to go on.` : null},
           pages_read = pages_read + 1, pages_total = coalesce(${page.pagesTotal ?? null}::int, pages_total),
           imported = imported + ${counts.imported}, updated = updated + ${counts.updated}, unchanged = unchanged + ${counts.unchanged},
           withdrawn = withdrawn + ${counts.withdrawn}, to_review = to_review + ${counts.toReview}, rejected = rejected + ${page.rejected},
           findings = case when jsonb_array_length(findings) < ${MOST_FINDINGS} then findings || ${JSON.stringify(page.findings)}::jsonb else findings end
     where id = ${runId}`)
  if (page.followFrom !== undefined)
    await tx.query(sql`update directory.feed_source set follow_from = ${page.followFrom} where id = ${source.id}`)
  if (state === 'done' && source.standard === 'open_referral') {
    const gone = await proposeGone(tx, source, await runOf(tx, runId))
    await tx.query(sql`update directory.feed_run set to_review = to_review + ${gone} where id = ${runId}`)
  }
  const after = await runOf(tx, runId)
  if (state !== 'reading') await noteEnd(tx, after)
  return after
}

async function takeEntries(tx: Tx, source: FeedSource, page: TakenPage) {
  const known = await knownServices(tx, source.feed, page.entries)
  const { changed, counts } = sortOut(page.entries, known)
  const proposals: Proposal[] = []
  const atOnce = changed.filter(({ entry, opportunityId }) => {
    const why =
      source.policy === 'review' ? 'not trusted' : known.get(entry.sourceId)?.changedHere ? 'changed here' : undefined
    if (why !== undefined) proposals.push({ entry, opportunityId, why, hash: hashOf(entry) })
    return why === undefined
  })
  await writeEntries(tx, source.feed, atOnce, page.findings)
  const toReview = await proposeChanges(tx, source.id, proposals, page.findings)
  await tx.query(sql`
    update directory.source_record set last_seen_at = ${tx.now.toISOString()}
     where feed = ${source.feed} and entity = 'service' and external_id = any (${page.entries.map(({ sourceId }) => sourceId)}::text[])`)
  await listedAgain(
    tx,
    source.id,
    page.entries.filter(({ status }) => status !== 'defunct').map(({ sourceId }) => sourceId),
  )
  const imported = atOnce.filter(({ entry }) => !known.has(entry.sourceId)).length
  const withdrawn = atOnce.filter(({ entry }) => entry.status === 'defunct' && known.has(entry.sourceId)).length
  return {
    imported,
    withdrawn,
    updated: atOnce.length - imported - withdrawn,
    toReview,
    unchanged: counts.unchanged + proposals.length - toReview,
  }
}

/** Ends a reading that cannot go on, with the reason. Where it stopped is kept: the next one goes on from there. */
export async function failRun(tx: Tx, runId: string, fault: string): Promise<FeedRun> {
  await tx.query(sql`
    update directory.feed_run set state = 'failed', ended_at = ${tx.now.toISOString()}, fault = ${fault} where id = ${runId} and state = 'reading'`)
  const after = await runOf(tx, runId)
  await noteEnd(tx, after)
  return after
}

async function noteEnd(
  tx: Tx,
  { id, state, imported, updated, unchanged, rejected, withdrawn, toReview }: FeedRun,
): Promise<void> {
  const detail = { state, imported, updated, unchanged, rejected, withdrawn, toReview }
  await audit(tx, { action: 'directory/feed-read', subject: 'feed_run', subjectId: id, detail })
}
