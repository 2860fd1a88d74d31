import { accept, type Outcome, refuse } from '../../core/outcome.ts'
import type { EntryReading } from '../directory-entry.ts'
import { isObject } from '../feed-record.ts'
import { type FeedPage, type FeedRefusal, feedRefusals, readEntries, readPage, readText } from '../read-feed.ts'

/** A whole feed, read: which version it is and every service of it. */
export interface FeedRead {
  readonly version: FeedPage['version']
  readonly readings: readonly EntryReading[]
}

const MOST_BYTES = 200 * 1024 * 1024
const MOST_PAGES = 10_000
const WAIT_MILLISECONDS = 30_000
const AT_ONCE = 4

/** Reads a feed from bytes as they come: refused in a sentence when too large, empty, not UTF-8, not JSON or without services. */
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
  return page.ok
    ? accept({ version: page.value.version, readings: readEntries(page.value) })
    : refuse(said(page.refusals))
}

/**
 * Reads a feed from its address, page after page. Where a list of version 3.0 gives only summaries, each service is asked
 * for whole; one that does not answer stays as its summary. Any page that fails stops the import, so that none is half read.
 */
export async function readFeedAddress(
  address: string,
  progress: (text: string) => void,
): Promise<Outcome<FeedRead, string>> {
  const first = await fetchPage(address)
  if (!first.ok) return refuse(`${address}: ${first.refusals.join(' ')}`)
  const { version, pages } = first.value
  const services = [...first.value.services]
  const start = pages?.number ?? 1
  const total = pages?.total ?? 1
  if (total > MOST_PAGES)
    return refuse(`${address}: says it has ${total} pages; the most that is read is ${MOST_PAGES}.`)
  for (let number = start + 1; number < start + total; number++) {
    progress(`Page ${number - start + 1} of ${total}`)
    const url = new URL(address)
    url.searchParams.set('page', String(number))
    const page = await fetchPage(url.href)
    if (!page.ok) return refuse(`${url.href}: ${page.refusals.join(' ')}`)
    services.push(...page.value.services)
  }
  const whole =
    version === '3.0' && services.every(isSummary) ? await wholeServices(address, services, progress) : services
  return accept({ version, readings: readEntries({ version, services: whole }) })
}

/** A service of a list has none of the lists that a whole one has. */
const isSummary = (service: unknown) =>
  isObject(service) &&
  'id' in service &&
  !['schedules', 'service_at_locations', 'cost_options', 'attributes', 'contacts'].some((list) => list in service)

async function wholeServices(
  address: string,
  services: readonly unknown[],
  progress: (text: string) => void,
): Promise<unknown[]> {
  const whole = [...services]
  let failures = 0
  const queue = services.keys()
  const work = async () => {
    for (const at of queue) {
      if (failures >= 3) return
      const url = new URL(address)
      url.search = ''
      url.pathname = `${url.pathname.replace(/\/$/, '')}/${encodeURIComponent(String((services[at] as { id: unknown }).id))}`
      const page = await fetchPage(url.href)
      const [service] = page.ok ? page.value.services : []
      if (service === undefined) failures++
      else whole[at] = service
      progress(`Service ${at + 1} of ${services.length}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return whole
}

async function fetchPage(address: string): Promise<Outcome<FeedPage, string>> {
  try {
    const answer = await fetch(address, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(WAIT_MILLISECONDS),
    })
    if (!answer.ok)
      return refuse(`The feed answered with code ${answer.status}. Check the address, or try again later.`)
    const page = pageOf(new Uint8Array(await answer.arrayBuffer()))
    return page.ok ? page : refuse(said(page.refusals))
  } catch {
    return refuse('The feed did not answer. Check the address and the network, or try again later.')
  }
}

function pageOf(bytes: Uint8Array): Outcome<FeedPage, FeedRefusal> {
  const text = readText(bytes)
  return text.ok ? readPage(text.value) : text
}

const said = (refusals: readonly FeedRefusal[]) => refusals.map((refusal) => feedRefusals[refusal]).join(' ')
