import { setTimeout as pause } from 'node:timers/promises'
import { accept, type Outcome, refuse } from '../../core/outcome.ts'
import { type OutsideLimits, outsideRefusals, readOutside } from '../../platform/outside-read.ts'
import type { EntryReading, Finding } from '../directory-entry.ts'
import { isObject } from '../feed-record.ts'
import { type FeedPage, type FeedRefusal, feedRefusals, readEntries, readPage, readText } from '../read-feed.ts'

/** Services as they were read, with what was odd about their page. */
interface FeedRead {
  readonly version: FeedPage['version']
  readonly readings: readonly EntryReading[]
  readonly findings: readonly Finding[]
}

/** One page of a feed, with where the next one is; undefined at the end. */
export interface FetchedPage extends FeedRead {
  readonly next: string | undefined
  readonly pagesTotal: number | undefined
}

/** Which addresses may be reached: the open internet, unless whoever runs the program says otherwise. */
export type Reach = Pick<OutsideLimits, 'mayReach' | 'lookup'>

const MOST_BYTES = 200 * 1024 * 1024
const MOST_PAGE_BYTES = 32 * 1024 * 1024
const MOST_PAGES = 10_000
const WAIT_MILLISECONDS = 30_000
const AT_ONCE = 4
const PAUSES_MILLISECONDS = [300, 1_500]

/** Reads a feed from bytes as they come: refused in a sentence when too large, empty, not text, not JSON or without services. */
export async function readFeedFile(bytes: AsyncIterable<Uint8Array | string>): Promise<Outcome<FeedRead, string>> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of bytes) {
    const chunk = typeof part === 'string' ? new TextEncoder().encode(part) : part
    size += chunk.byteLength
    if (size > MOST_BYTES) return refuse(feedRefusals['too-large'])
    parts.push(chunk)
  }
  const page = pageOf(Buffer.concat(parts))
  if (!page.ok) return refuse(said(page.refusals))
  const { version, findings } = page.value
  return accept({ version, readings: readEntries(page.value), findings })
}

/**
 * Reads one page of Open Referral UK from its address. Where a list of version 3.0 gives only summaries, each service is
 * asked for whole; one that does not answer stays as its summary, with a finding. A page that does not answer is asked
 * for three times. Refuses a feed that says it has more than 10,000 pages, and one that gives another page than was asked for.
 */
export async function fetchFeedPage(
  address: string,
  pagesRead: number,
  reach: Reach = {},
): Promise<Outcome<FetchedPage, string>> {
  const read = await fetchPage(address, reach)
  if (!read.ok) return read
  const { version, pages, services, findings } = read.value
  const asked = new URL(address).searchParams.get('page')
  if (pages !== undefined && pages.total > MOST_PAGES)
    return refuse(`The feed says it has ${pages.total} pages; the most that is read is ${MOST_PAGES}.`)
  if (pages !== undefined && asked !== null && Number(asked) !== pages.number)
    return refuse(
      `Page ${asked} was asked for and page ${pages.number} came. Tell the publisher that the pages of the feed do not work.`,
    )
  const summaries = version === '3.0' && pages !== undefined && services.length > 0 && services.every(isSummary)
  const whole = summaries ? await wholeServices(address, services, reach) : { services, findings: [] }
  return accept({
    version,
    readings: readEntries({ version, services: whole.services }),
    findings: [...findings, ...whole.findings],
    next:
      pages !== undefined && services.length > 0 && pagesRead + 1 < pages.total
        ? pageAfter(address, pages.number)
        : undefined,
    pagesTotal: pages?.total,
  })
}

/** The address of the page after this one. Feeds count from 0 or from 1; the number that came is the one to count on from. */
function pageAfter(address: string, number: number): string {
  const url = new URL(address)
  url.searchParams.set('page', String(number + 1))
  return url.href
}

/** A service of a list has none of the lists that a whole one has. */
const isSummary = (service: unknown) =>
  isObject(service) &&
  'id' in service &&
  !['schedules', 'service_at_locations', 'cost_options', 'attributes', 'contacts'].some((list) => list in service)

async function wholeServices(address: string, services: readonly unknown[], reach: Reach) {
  const whole = [...services]
  const findings: Finding[] = []
  const queue = services.keys()
  const work = async () => {
    for (const at of queue) {
      if (findings.length >= 3) return
      const id = String((services[at] as { id: unknown }).id)
      const url = new URL(address)
      url.search = ''
      url.pathname = `${url.pathname.replace(/\/$/, '')}/${encodeURIComponent(id)}`
      const page = await fetchPage(url.href, reach)
      const [service] = page.ok ? page.value.services : []
      if (service === undefined)
        findings.push({
          service: id,
          field: '',
          value: url.href,
          problem: 'did not answer; only its summary was read',
          kept: true,
        })
      else whole[at] = service
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return { services: whole, findings }
}

async function fetchPage(address: string, reach: Reach): Promise<Outcome<FeedPage, string>> {
  const bytes = await fetchBytes(address, reach)
  if (!bytes.ok) return bytes
  const page = pageOf(bytes.value)
  return page.ok ? page : refuse(said(page.refusals))
}

/** What an address answers, asked for three times where it does not answer or fails on its side. */
export async function fetchBytes(address: string, reach: Reach, again = 0): Promise<Outcome<Buffer, string>> {
  const answer = await readOutside(address, {
    mostBytes: MOST_PAGE_BYTES,
    mostMilliseconds: WAIT_MILLISECONDS,
    ...reach,
  })
  const passing = answer.ok
    ? answer.value.status >= 500 || answer.value.status === 429
    : answer.refusals[0] === 'no-answer'
  const wait = PAUSES_MILLISECONDS[again]
  if (passing && wait !== undefined) {
    await pause(wait)
    return fetchBytes(address, reach, again + 1)
  }
  if (!answer.ok) return refuse(answer.refusals.map((refusal) => outsideRefusals[refusal]).join(' '))
  const { status, bytes } = answer.value
  return status >= 200 && status < 300
    ? accept(bytes)
    : refuse(`The feed answered with code ${status}. Check the address, or try again later.`)
}

function pageOf(bytes: Uint8Array): Outcome<FeedPage, FeedRefusal> {
  const read = readText(bytes)
  if (!read.ok) return read
  const page = readPage(read.value.text)
  return page.ok ? accept({ ...page.value, findings: [...read.value.findings, ...page.value.findings] }) : page
}

const said = (refusals: readonly FeedRefusal[]) => refusals.map((refusal) => feedRefusals[refusal]).join(' ')
