import { type CalendarDate, earliestDay, shortDate } from '../../core/calendar-date.ts'
import { type SessionFacts, sessionFacts, sessionIdsByNumber } from '../../directory/store.ts'
import { supportBands } from '../../market/store.ts'
import { bookReview } from '../../needs/store.ts'
import { noSuchPerson } from '../../people/index.ts'
import { personIdsByNumber } from '../../people/store.ts'
import { agreeTakenOver, type BeforeTakeOver, beforeTakeOver, type SessionTakenOver } from '../../planning/store.ts'
import { attempt } from '../../platform/attempt.ts'
import type { CsvCells, CsvLine, CsvSaved } from '../../platform/csv.ts'
import type { Tx } from '../../platform/db.ts'
import { type NotFound, Refused } from '../../platform/refused.ts'
import type { PackageCsvRow } from '../csv-rows.ts'
import { takenOverColumns, takenOverSentences } from '../taken-over-words.ts'
import { type ProviderOfSession, providersOf, takeOverPlace } from './take-over.ts'

type Rejected = CsvSaved['rejected'][number]
type Fault = Omit<Rejected, 'line'>

const noSession = { column: 'session', reason: 'There is no session of this number. Bring the sessions in first' }

/** A row that may be taken over, with all that was looked up for it. */
interface Ready {
  readonly line: number
  readonly row: PackageCsvRow
  readonly before: BeforeTakeOver
  readonly session: SessionFacts
  readonly provider: ProviderOfSession
}

/** Rows that name a person or a session that is not there, whatever else is wrong with them. */
export async function unknownPackages(tx: Tx, lines: readonly CsvCells[]): Promise<Rejected[]> {
  const named = ({ cells }: CsvCells, column: string) => (cells[column] ?? '').trim()
  const missing = (column: string, known: ReadonlyMap<string, string>, fault: Fault) =>
    lines
      .filter((one) => named(one, column) !== '' && !known.has(named(one, column)))
      .map(({ line }) => ({ line, ...fault }))
  const people = await personIdsByNumber(
    tx,
    lines.map((one) => named(one, 'person')),
  )
  const sessions = await sessionIdsByNumber(
    tx,
    lines.map((one) => named(one, 'session')),
  )
  return [...missing('person', people, noSuchPerson), ...missing('session', sessions, noSession)]
}

/**
 * Saves rows of running weeks: each is an agreed line at its old price with its place, all of a person in one version of
 * provenance migrated, with the review that puts it right. The same row again changes nothing. A row that the records
 * refuse (the session is full, another line at that time) is rejected alone; the others of the person stand.
 */
export async function savePackageRows(tx: Tx, lines: readonly CsvLine<PackageCsvRow>[]): Promise<CsvSaved> {
  const { rejected, unchanged, ready } = await lookedUp(tx, lines)
  let added = 0
  const people = new Map<string, Ready[]>()
  for (const one of ready) people.set(one.before.personId, [...(people.get(one.before.personId) ?? []), one])
  for (const rows of people.values()) {
    const faults: Rejected[] = []
    const refused = await attempt(tx, async () => {
      await takeOverWeek(tx, rows, faults)
    })
    const none = refused instanceof Refused && refused.code === 'nothing_taken_over'
    if (refused !== undefined && !none) faults.push(...notYet(rows, faults, faultOf(refused)))
    rejected.push(...faults)
    added += rows.length - faults.length
  }
  return { added, changed: 0, unchanged, rejected: rejected.sort((one, other) => one.line - other.line) }
}

const notYet = (rows: readonly Ready[], said: readonly Rejected[], fault: Fault): Rejected[] =>
  rows.filter(({ line }) => said.every((one) => one.line !== line)).map(({ line }) => ({ line, ...fault }))

/** Takes over what can be taken over of these rows of one person, and says of the others why not. */
async function takeOverWeek(tx: Tx, rows: readonly Ready[], faults: Rejected[]): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const { personId, review } = first.before
  const reason = `taken over from ${first.row.taken_from}`
  const dueOn = rows.map(({ row }) => row.review_on).reduce((one, other) => earliestDay(one, other))
  const booking = { personId, kind: 'planned', cause: `Week ${reason}`, dueOn } as const
  const reviewDueId = review !== null && review.dueOn <= dueOn ? review.reviewDueId : await bookReview(tx, booking)
  for (const { line, row, session, provider } of rows) {
    const old = {
      ...{ personId, session, provider, reviewDueId, reason: `taken over from ${row.taken_from}` },
      ...{ supportBand: row.support, everyWeeks: row.every_weeks ?? session.everyWeeks, route: row.route },
      ...{ perSession: row.price, from: row.from ?? tx.today, until: row.until },
    }
    const refused = await attempt(tx, () => takeOverPlace(tx, old))
    if (refused !== undefined) faults.push({ line, ...faultOf(refused) })
  }
  if (faults.length === rows.length) throw new Refused('nothing_taken_over')
  await agreeTakenOver(tx, { personId, reviewDueId, reason })
}

function faultOf(refused: Refused | NotFound): Fault {
  const code = refused instanceof Refused ? refused.code : 'not_found'
  return {
    column: takenOverColumns[code] ?? 'session',
    reason: takenOverSentences[code] ?? `This cannot be taken over (${code}). Plan it on the person’s page`,
  }
}

async function lookedUp(tx: Tx, lines: readonly CsvLine<PackageCsvRow>[]) {
  const people = await personIdsByNumber(tx, [...new Set(lines.map(({ row }) => row.person))])
  const numbers = await sessionIdsByNumber(tx, [...new Set(lines.map(({ row }) => row.session))])
  const before = await beforeTakeOver(tx, [...people.values()])
  const facts = await sessionFacts(tx, [...numbers.values()])
  const sessions = new Map(facts.map((one) => [one.sessionId, one]))
  const providers = await providersOf(tx, facts)
  const bands = await supportBands(tx)
  const rejected: Rejected[] = []
  const ready: Ready[] = []
  let unchanged = 0
  for (const { line, row } of lines) {
    const standing = before.get(people.get(row.person) ?? '')
    const session = sessions.get(numbers.get(row.session) ?? '')
    const provider = providers.get(session?.organisationId ?? '')
    const taken = standing?.sessions.find(({ sessionId }) => sessionId === session?.sessionId)
    if (standing === undefined) rejected.push({ line, ...noSuchPerson })
    else if (session === undefined) rejected.push({ line, ...noSession })
    else if (taken !== undefined && isTheSame(row, taken, session)) unchanged++
    else {
      const fault = personFault(standing, taken) ?? rowFault(row, { session, bands, today: tx.today })
      if (fault !== undefined) rejected.push({ line, ...fault })
      else if (provider === undefined)
        rejected.push({
          line,
          column: 'session',
          reason: `${session.organisation} is no provider in Daywell. Bring it in with the file of providers, under this name`,
        })
      else ready.push({ line, row, before: standing, session, provider })
    }
  }
  return { rejected, unchanged, ready }
}

/** Whether this row is what was taken over; a row that names no first day means the day of that file. */
function isTheSame(row: PackageCsvRow, taken: SessionTakenOver, session: SessionFacts): boolean {
  return (
    row.support === taken.supportBand &&
    row.route === taken.route &&
    row.price === taken.perSession &&
    (row.every_weeks ?? session.everyWeeks) === taken.everyWeeks &&
    (row.from === undefined || row.from === taken.from) &&
    (row.until ?? null) === taken.until
  )
}

function personFault(before: BeforeTakeOver, taken: SessionTakenOver | undefined): Fault | undefined {
  if (before.died) return { column: 'person', reason: 'This person has died. Nothing is planned after that' }
  if (taken !== undefined)
    return {
      column: 'session',
      reason: `This was taken over already, from ${shortDate(taken.from)}, with other figures. Change it on the plan of the person`,
    }
  if (before.planned)
    return {
      column: 'person',
      reason: 'This person has a plan in Daywell, agreed or waiting for approval. Add the session on that plan',
    }
  return undefined
}

function rowFault(
  row: PackageCsvRow,
  { session, bands, today }: { session: SessionFacts; bands: readonly string[]; today: CalendarDate },
): Fault | undefined {
  const from = row.from ?? today
  const ends = session.untilDate
  if (!bands.includes(row.support)) return { column: 'support', reason: `Must be one of: ${bands.join(', ')}` }
  if (from < today)
    return {
      column: 'from',
      reason: 'The first day in Daywell is today or later: the days before stay with the old system',
    }
  if (row.until !== undefined && row.until < from)
    return { column: 'until', reason: 'The last day must be the first day or later' }
  if (row.review_on <= today)
    return { column: 'review_on', reason: 'The review must be on a day that is still to come' }
  if (ends !== null && (ends < from || (row.until ?? '9999') > ends))
    return { column: 'until', reason: `The session ends on ${shortDate(ends)}. Give a last day until then` }
  return undefined
}
