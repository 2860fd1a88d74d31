import type { ListPage } from '../../core/list-page.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { listPage } from '../../platform/list-asked.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { Finding } from '../directory-entry.ts'

export const feedStandards = ['open_referral', 'openactive'] as const
export const feedPolicies = ['publish', 'review'] as const

/** A place that entries come from, and how its changes become public. */
export interface FeedSource {
  readonly id: string
  readonly name: string
  /** The name under which its records are kept. */
  readonly feed: string
  readonly address: string
  readonly standard: (typeof feedStandards)[number]
  readonly everyHours: number | null
  readonly policy: (typeof feedPolicies)[number]
  readonly stoppedAt: Date | null
  readonly nextAt: Date | null
}

/** One reading of a source, with its counts and its report. */
export interface FeedRun {
  readonly id: string
  readonly sourceId: string
  readonly state: 'reading' | 'done' | 'failed' | 'stopped'
  readonly begunAt: Date
  readonly endedAt: Date | null
  readonly nextPage: string | null
  readonly pagesRead: number
  readonly pagesTotal: number | null
  readonly imported: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
  readonly withdrawn: number
  readonly toReview: number
  readonly fault: string | null
  readonly findings: readonly Finding[]
}

const sourceColumns = sql`s.id, s.name, s.feed, s.address, s.standard, s.every_hours as "everyHours", s.policy, s.stopped_at as "stoppedAt", s.next_at as "nextAt"`
export const runColumns = sql`r.id, r.source_id as "sourceId", r.state, r.begun_at as "begunAt", r.ended_at as "endedAt", r.next_page as "nextPage", r.pages_read as "pagesRead",
  r.pages_total as "pagesTotal", r.imported, r.updated, r.unchanged, r.rejected, r.withdrawn, r.to_review as "toReview", r.fault`

/** Every source by name, each with its last reading; the report itself is on the page of the source. */
export async function feedSources(tx: Tx): Promise<(FeedSource & { last: FeedRun | null })[]> {
  const sources = await tx.query<FeedSource>(
    sql`select ${sourceColumns} from directory.feed_source s order by lower(s.name), s.id`,
  )
  const runs = await tx.query<FeedRun>(sql`
    select distinct on (r.source_id) ${runColumns}, '[]'::jsonb as findings from directory.feed_run r order by r.source_id, r.begun_at desc, r.id desc`)
  const last = new Map(runs.map((run) => [run.sourceId, run]))
  return sources.map((source) => ({ ...source, last: last.get(source.id) ?? null }))
}

/** One source; not found when there is none. */
export async function feedSource(tx: Tx, sourceId: string): Promise<FeedSource> {
  const source = await tx.maybe<FeedSource>(
    sql`select ${sourceColumns} from directory.feed_source s where s.id = ${sourceId}`,
  )
  if (source === undefined) throw new NotFound('source')
  return source
}

export const READINGS_A_PAGE = 10

/** A page of the readings of a source, newest first, with their reports. */
export async function feedRuns(tx: Tx, sourceId: string, page = 1): Promise<ListPage<FeedRun>> {
  const rows = await tx.query<FeedRun & { all: number }>(
    sql`select ${runColumns}, r.findings, count(*) over ()::int as "all" from directory.feed_run r where r.source_id = ${sourceId} order by r.begun_at desc, r.id desc
         limit ${READINGS_A_PAGE} offset ${(page - 1) * READINGS_A_PAGE}`,
  )
  return listPage(rows)
}

/** The source with this name of its records, added when there is none yet. */
export async function sourceNamed(
  tx: Tx,
  wanted: Pick<FeedSource, 'feed' | 'address' | 'standard'>,
): Promise<FeedSource> {
  const known = await tx.maybe<FeedSource>(
    sql`select ${sourceColumns} from directory.feed_source s where s.feed = ${wanted.feed}`,
  )
  if (known !== undefined) return known
  const id = await addSource(tx, { ...wanted, name: wanted.feed, everyHours: null, policy: 'publish' })
  return feedSource(tx, id)
}

/** Adds a source. One that is read every so often is read for the first time at once. */
export async function addSource(
  tx: Tx,
  source: Pick<FeedSource, 'name' | 'feed' | 'address' | 'standard' | 'everyHours' | 'policy'>,
): Promise<string> {
  const known = await tx.maybe(sql`select id from directory.feed_source where feed = ${source.feed}`)
  if (known !== undefined) throw new Refused('feed_source_once')
  const id = newId()
  await tx.query(sql`
    insert into directory.feed_source (id, name, feed, address, standard, every_hours, policy, next_at, recorded_by)
    values (${id}, ${source.name}, ${source.feed}, ${source.address}, ${source.standard}, ${source.everyHours}, ${source.policy},
      ${source.everyHours === null ? null : tx.now.toISOString()}, ${actor(tx)})`)
  await audit(tx, {
    action: 'directory/source-added',
    subject: 'feed_source',
    subjectId: id,
    detail: { policy: source.policy },
  })
  return id
}

/** Changes how a source is read: how often, and whether its changes wait for a human. */
export async function changeSource(
  tx: Tx,
  sourceId: string,
  change: Pick<FeedSource, 'everyHours' | 'policy'>,
): Promise<void> {
  await tx.query(sql`
    update directory.feed_source set every_hours = ${change.everyHours}, policy = ${change.policy}, stopped_at = null,
           next_at = ${change.everyHours === null ? null : tx.now.toISOString()} where id = ${sourceId}`)
  await audit(tx, {
    action: 'directory/source-changed',
    subject: 'feed_source',
    subjectId: sourceId,
    detail: { ...change },
  })
}

/** Stops a source: the reading at hand ends after its page, and no other begins until somebody asks. What came stays. */
export async function stopSource(tx: Tx, sourceId: string): Promise<void> {
  const now = tx.now.toISOString()
  await tx.query(sql`update directory.feed_source set stopped_at = ${now}, next_at = null where id = ${sourceId}`)
  await tx.query(
    sql`update directory.feed_run set state = 'stopped', ended_at = ${now} where source_id = ${sourceId} and state = 'reading'`,
  )
  await audit(tx, { action: 'directory/source-stopped', subject: 'feed_source', subjectId: sourceId, detail: {} })
}

/** The sources whose hour has come; each is put off to its next hour. */
export async function dueSources(tx: Tx): Promise<string[]> {
  const now = tx.now.toISOString()
  const rows = await tx.query<{ id: string }>(sql`
    update directory.feed_source set next_at = ${now}::timestamptz + make_interval(hours => every_hours)
     where next_at <= ${now}::timestamptz and stopped_at is null and every_hours is not null returning id`)
  return rows.map(({ id }) => id).sort()
}

/** The name of a feed by its address: the same feed whatever page or filter it is asked for with. */
export function feedNameOf(address: string): string {
  const { host, pathname } = new URL(address)
  return `${host}${pathname.replace(/\/(services)?\/?$/, '')}`
}
