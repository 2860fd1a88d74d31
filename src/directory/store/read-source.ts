import { accept, type Outcome, refuse } from '../../core/outcome.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { enqueue } from '../../platform/queue.ts'
import type { Who } from '../../platform/who.ts'
import { feedRefusals, lastOfEachId, readText } from '../read-feed.ts'
import { readRpdePage } from '../read-rpde.ts'
import { fetchBytes, fetchFeedPage, type Reach } from './feed-reader.ts'
import { beginRun, failRun, runOf, runToGoOn, type TakenPage, takePage } from './feed-runs.ts'
import type { FeedRun, FeedSource } from './feed-sources.ts'

/** The job that reads one page of a source. */
export const readFeedPageJob = 'directory/read-feed-page'

interface NextPage {
  readonly address: string
  readonly page: Outcome<TakenPage, string>
}

/** Asks for a source to be read in the background, from where it stopped. */
export async function askToRead(tx: Tx, sourceId: string): Promise<void> {
  const { id } = await beginRun(tx, sourceId)
  await enqueue(tx, readFeedPageJob, { runId: id })
}

/** Fetches the page that a reading goes on with, outside any transaction; nothing when the reading has ended. */
export async function fetchNextPage(db: Db, who: Who, runId: string, reach: Reach = {}): Promise<NextPage | undefined> {
  const next = await db.transaction(who, (tx) => runToGoOn(tx, runId))
  if (next === undefined || next.run.nextPage === null) return undefined
  const address = next.run.nextPage
  return { address, page: await fetchPageOf(next.source, next.run, address, reach) }
}

async function fetchPageOf(
  source: FeedSource,
  run: FeedRun,
  address: string,
  reach: Reach,
): Promise<Outcome<TakenPage, string>> {
  if (source.standard === 'openactive') return fetchRpdePage(address, reach)
  const fetched = await fetchFeedPage(address, run.pagesRead, reach)
  if (!fetched.ok) return fetched
  const { readings, findings, next, pagesTotal } = fetched.value
  return accept({ ...lastOfEachId(readings, findings), next, pagesTotal })
}

/** A page of OpenActive. A page without items, or one that leads to itself, is the end for now; the next reading goes on from it. */
async function fetchRpdePage(address: string, reach: Reach): Promise<Outcome<TakenPage, string>> {
  const bytes = await fetchBytes(address, reach)
  if (!bytes.ok) return bytes
  const text = readText(bytes.value)
  if (!text.ok) return refuse(text.refusals.map((refusal) => feedRefusals[refusal]).join(' '))
  const read = readRpdePage(text.value.text)
  if (!read.ok) return read
  const { readings, sessions, deleted, findings, rejected, next, empty } = read.value
  if (!URL.canParse(next, address)) return refuse('The feed names no address to go on from. Tell its publisher.')
  const follow = new URL(next, address).href
  const sorted = lastOfEachId(readings, [...text.value.findings, ...findings])
  return accept({
    ...sorted,
    rejected: sorted.rejected + rejected,
    sessions,
    deleted,
    next: empty || follow === address ? undefined : follow,
    pagesTotal: undefined,
    followFrom: follow,
  })
}

/** Takes what was fetched into the records: the page, or the reason why it did not come. Nothing when the reading has ended. */
export async function takeNextPage(tx: Tx, runId: string, found: NextPage | undefined): Promise<FeedRun | undefined> {
  if (found === undefined) return undefined
  const { address, page } = found
  return page.ok ? takePage(tx, runId, address, page.value) : failRun(tx, runId, page.refusals.join(' '))
}

/** Reads a source page by page to its end, or to the first page that cannot be read; tells each page. */
export async function readToEnd(
  db: Db,
  who: Who,
  runId: string,
  { reach, progress }: { reach?: Reach; progress?: (run: FeedRun) => void },
): Promise<FeedRun> {
  for (;;) {
    const found = await fetchNextPage(db, who, runId, reach)
    const run = await db.transaction(who, (tx) => takeNextPage(tx, runId, found))
    if (run === undefined || run.state !== 'reading') return run ?? db.transaction(who, (tx) => runOf(tx, runId))
    progress?.(run)
  }
}
