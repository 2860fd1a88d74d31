import { accept, type Outcome, refuse } from '../core/outcome.ts'
import type { DirectoryEntry, EntryReading, Finding } from './directory-entry.ts'
import { feedRecord, isObject } from './feed-record.ts'
import { type DatedSession, datedSession, fromOpenActive } from './from-openactive.ts'

/** What one page of an OpenActive feed says: entries, dated sessions, and the ids of what is gone. */
export interface RpdePage {
  readonly readings: readonly EntryReading[]
  readonly sessions: readonly DatedSession[]
  readonly deleted: readonly string[]
  readonly findings: readonly Finding[]
  readonly rejected: number
  /** Where the feed goes on; the same address again once there is nothing new. */
  readonly next: string
  readonly empty: boolean
}

/** Stands in the id of a session that came inside its series. */
export const belowMark = '#sub:'

const toDo = new Set(['SessionSeries', 'Event', 'CourseInstance', 'HeadlineEvent', 'EventSeries', 'OnDemandEvent'])

/**
 * Reads a page of a feed in Realtime Paged Data Exchange. An item that comes twice counts as it came last. Items without
 * an id, and kinds that are nothing to go to (a slot, a place to hire), stand in the report. Source: OpenActive RPDE 1.0.
 */
export function readRpdePage(text: string): Outcome<RpdePage, string> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refuse('The feed is not JSON. A feed of OpenActive is JSON and begins with {.')
  }
  const { next, items } = isObject(json) ? (json as { next?: unknown; items?: unknown }) : {}
  if (typeof next !== 'string' || !Array.isArray(items))
    return refuse('This is no feed of OpenActive: it needs "items" and "next". Check the address and the standard.')
  const page = {
    readings: [] as EntryReading[],
    sessions: [] as DatedSession[],
    deleted: [] as string[],
    findings: [] as Finding[],
  }
  const last = new Map(items.map((item, at) => [idOf(item) ?? `no id ${at}`, item]))
  let rejected = items.length - last.size
  for (const [id, item] of last) if (!readItem(page, id, item)) rejected++
  return accept({ ...page, rejected, next, empty: items.length === 0 })
}

function idOf(item: unknown): string | undefined {
  const id = isObject(item) ? (item as { id?: unknown }).id : undefined
  return (typeof id === 'string' && id.trim() !== '') || typeof id === 'number' ? String(id) : undefined
}

type Page = { readings: EntryReading[]; sessions: DatedSession[]; deleted: string[]; findings: Finding[] }

/** Reads one item into the page; false when nothing of it could be taken. */
function readItem(page: Page, id: string, item: unknown): boolean {
  const { state, data, kind } = isObject(item) ? (item as Record<string, unknown>) : {}
  const refused = (problem: string) => {
    page.findings.push({ service: id, field: '', value: String(kind ?? ''), problem, kept: false })
    return false
  }
  if (idOf(item) === undefined) return refused('an item needs an id')
  if (state === 'deleted') return page.deleted.push(id) > 0
  if (state !== 'updated' || !isObject(data)) return refused('is neither updated with data nor deleted')
  const type = String((data as Record<string, unknown>)['@type'] ?? (data as Record<string, unknown>)['type'] ?? kind)
  if (type === 'ScheduledSession') return readSession(page, id, data) || refused('a session needs a startDate')
  if (!toDo.has(type)) return refused('is a kind that is not taken')
  const reading = fromOpenActive(id, data)
  page.readings.push(reading)
  const within = [(data as { subEvent?: unknown }).subEvent].flat().filter(isObject)
  for (const [at, sub] of within.entries())
    readSession(page, `${id}${belowMark}${idBelow(sub) ?? at}`, { ...sub, superEvent: uriOf(data, id) })
  return true
}

const idBelow = (data: object) => (data as { identifier?: unknown }).identifier as string | number | undefined
const uriOf = (data: object, id: string) => String((data as { '@id'?: unknown })['@id'] ?? id)

/** A session that carries its whole series brings that too. */
function readSession(page: Page, id: string, data: object): boolean {
  const session = datedSession(id, data, (found) => feedRecord(found, id, page.findings))
  if (session === undefined) return false
  page.sessions.push(session)
  const above = (data as { superEvent?: unknown }).superEvent
  if (
    isObject(above) &&
    session.seriesUri !== undefined &&
    !page.readings.some((one) => one.entry?.uri === session.seriesUri)
  )
    page.readings.push(fromOpenActive(session.seriesUri, above))
  return true
}

/** The times of a series: its schedule, and the dates to come that no line of the schedule says already. */
export function timesWithDates(
  entry: Pick<DirectoryEntry, 'times'>,
  sessions: readonly DatedSession[],
  { today, most }: { today: string; most: number },
): DirectoryEntry['times'] {
  const scheduled = entry.times.filter(
    ({ repeats, from, until }) => repeats !== undefined || from === undefined || from !== until,
  )
  const dates = sessions
    .filter(({ cancelled, time: { from } }) => !cancelled && from !== undefined && from >= today)
    .map(({ time }) => time)
    .filter(
      (time) =>
        !scheduled.some(
          (line) => line.startMinute === time.startMinute && line.weekdays.includes(time.weekdays[0] ?? 0),
        ),
    )
    .sort((one, other) =>
      (one.from ?? '') < (other.from ?? '')
        ? -1
        : one.from === other.from
          ? (one.startMinute ?? 0) - (other.startMinute ?? 0)
          : 1,
    )
  return [...scheduled, ...dates.slice(0, most)]
}
