import { accept, type Outcome, refuse } from '../core/outcome.ts'
import type { DirectoryEntry, EntryReading, Finding } from './directory-entry.ts'
import { pageFindings } from './feed-page-sums.ts'
import { isObject } from './feed-record.ts'
import { fromOpenReferral1 } from './from-open-referral-1.ts'
import { fromOpenReferral3 } from './from-open-referral-3.ts'
import { mixedText } from './mixed-text.ts'

/** Why a whole file is refused; the words stand in `feedRefusals`. */
export type FeedRefusal = 'empty' | 'not-text' | 'not-json' | 'no-services' | 'too-large'

/** Each refusal in a sentence that says what to do. */
export const feedRefusals: Record<FeedRefusal, string> = {
  empty: 'The file is empty. Ask for the feed again, or check that the download finished.',
  'not-text': 'The file is not text. Save it as JSON in UTF-8 and try once more.',
  'not-json': 'The file is not JSON. A feed of Open Referral UK is JSON and begins with { or [.',
  'no-services':
    'There are no services in this file. It needs one service, a list of services, or a page with "contents" (version 3.0) or "content" (version 1.0).',
  'too-large':
    'The file is larger than 200 MiB. Give the address of the feed instead, so that it is read page by page.',
}

/** What a page of a feed holds, and whether more pages follow. */
export interface FeedPage {
  readonly version: '1.0' | '3.0'
  readonly services: readonly unknown[]
  /** Pages in all, and the number of this one as the feed counts it; undefined when the feed does not page. */
  readonly pages: { readonly total: number; readonly number: number } | undefined
  /** What the page says of itself and does not hold. */
  readonly findings: readonly Finding[]
}

/** Reads bytes as text; a file that is UTF-8 in part only is read with a finding. Refuses what is empty and what is no text. */
export function readText(bytes: Uint8Array): Outcome<{ text: string; findings: readonly Finding[] }, FeedRefusal> {
  const { text, mixed } = mixedText(bytes)
  if (text.includes('\u0000')) return refuse('not-text')
  if (text.trim() === '') return refuse('empty')
  const problem = 'is not UTF-8 throughout; the rest was read as Windows-1252'
  return accept({
    text,
    findings: mixed ? [{ service: '(page)', field: 'encoding', value: '', problem, kept: true }] : [],
  })
}

/** Finds the services in a file: one service, a list, or a page of either version. */
export function readPage(text: string): Outcome<FeedPage, FeedRefusal> {
  if (text.trim() === '') return refuse('empty')
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refuse('not-json')
  }
  const paged = isObject(json) ? (json as Record<string, unknown>) : {}
  if (Array.isArray(paged['contents']))
    return accept({
      version: '3.0',
      services: paged['contents'],
      pages: pagesOf(paged['total_pages'], paged['page_number']),
      findings: pageFindings({
        page: paged,
        held: paged['contents'].length,
        fields: { number: 'page_number', total: 'total_pages', first: 'first_page', last: 'last_page' },
        firstNumber: 1,
      }),
    })
  if (Array.isArray(paged['content']))
    return accept({
      version: '1.0',
      services: paged['content'],
      pages: pagesOf(paged['totalPages'], paged['number']),
      findings: pageFindings({
        page: paged,
        held: paged['content'].length,
        fields: { number: 'number', total: 'totalPages', first: 'first', last: 'last' },
        firstNumber: undefined,
      }),
    })
  const services = Array.isArray(json) ? json : 'name' in paged || 'id' in paged ? [json] : undefined
  if (services === undefined) return refuse('no-services')
  return accept({ version: services.some(looksLikeVersion1) ? '1.0' : '3.0', services, pages: undefined, findings: [] })
}

/** Reads every service of a page; the same id twice in one import keeps the last, and says so of the earlier ones. */
export function readEntries(page: Pick<FeedPage, 'version' | 'services'>): readonly EntryReading[] {
  const read = page.version === '1.0' ? fromOpenReferral1 : fromOpenReferral3
  return page.services.map(read)
}

/** One entry for each id: of several with the same id the last stands, and each earlier one is a refusal with its reason. */
export function lastOfEachId(
  readings: readonly EntryReading[],
  ofPage: readonly Finding[] = [],
): {
  readonly entries: readonly DirectoryEntry[]
  readonly findings: readonly Finding[]
  readonly rejected: number
} {
  const last = new Map<string, DirectoryEntry>()
  const findings: Finding[] = [...ofPage]
  let rejected = 0
  for (const reading of readings) {
    findings.push(...reading.findings)
    const id = reading.entry?.sourceId.toLowerCase()
    if (id === undefined || reading.entry === undefined) rejected++
    else {
      if (last.has(id)) {
        rejected++
        const problem = 'the same id comes again later in this import; the last one stands'
        findings.push({
          service: reading.entry.sourceId,
          field: 'id',
          value: reading.entry.sourceId,
          problem,
          kept: false,
        })
      }
      last.set(id, reading.entry)
    }
  }
  return { entries: [...last.values()], findings, rejected }
}

const pagesOf = (total: unknown, number: unknown) =>
  typeof total === 'number' && typeof number === 'number' && Number.isSafeInteger(total) ? { total, number } : undefined

/** Fields that only version 1.0 has. */
const looksLikeVersion1 = (service: unknown) =>
  isObject(service) &&
  [
    'attending_access',
    'attending_type',
    'deliverable_type',
    'regular_schedules',
    'service_taxonomys',
    'eligibilitys',
    'fundings',
  ].some((field) => field in service)
