import type { CalendarDate } from '../../core/calendar-date.ts'
import { sessionIdsByNumber } from '../../directory/store.ts'
import { personIdsByNumber } from '../../people/store.ts'
import type { CsvLine, CsvSaved } from '../../platform/csv.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { AttendanceCsvRow } from '../csv-rows.ts'
import { recordMark } from './marks.ts'
import { reasons } from './pay-rules.ts'

type Rejected = CsvSaved['rejected'][number]

interface Expected {
  readonly occasion_id: string
  readonly person_id: string
  readonly session_id: string
  readonly on_date: CalendarDate
  readonly reason: string | null
}

/**
 * Saves rows of attendance as first marks of the dates that were planned. The same row again changes nothing; a date that is marked
 * otherwise, was not planned or has no such reason is rejected: a mark is corrected on the register, with its reason.
 */
export async function saveAttendanceRows(tx: Tx, lines: readonly CsvLine<AttendanceCsvRow>[]): Promise<CsvSaved> {
  const people = await personIdsByNumber(
    tx,
    lines.map(({ row }) => row.person),
  )
  const sessions = await sessionIdsByNumber(
    tx,
    lines.map(({ row }) => row.session),
  )
  const known = new Map((await reasons(tx)).map((reason) => [reason.code, reason]))
  const expected = new Map(
    (
      await expectedOn(
        tx,
        [...people.values()],
        lines.map(({ row }) => row.on_date),
      )
    ).map((one) => [`${one.person_id} ${one.session_id} ${one.on_date}`, one]),
  )
  const rejected: Rejected[] = []
  let added = 0
  let unchanged = 0
  for (const { line, row } of lines) {
    const personId = people.get(row.person)
    const sessionId = sessions.get(row.session)
    const date = expected.get(`${personId} ${sessionId} ${row.on_date}`)
    if (personId === undefined)
      rejected.push({ line, column: 'person', reason: 'There is no person of this number. Bring the people in first' })
    else if (sessionId === undefined)
      rejected.push({
        line,
        column: 'session',
        reason: 'There is no session of this number. Bring the sessions in first',
      })
    else if (!known.has(row.what_happened) || row.what_happened === 'attended_part')
      rejected.push({
        line,
        column: 'what_happened',
        reason: `Must be one of: ${[...known.keys()].filter((code) => code !== 'attended_part').join(', ')}`,
      })
    else if (date === undefined)
      rejected.push({ line, column: 'on_date', reason: 'The person was not expected at this session on this day' })
    else if (date.reason === row.what_happened) unchanged++
    else if (date.reason !== null)
      rejected.push({
        line,
        column: 'what_happened',
        reason: `The register says “${known.get(date.reason)?.words ?? date.reason}”. Correct it there, with a reason`,
      })
    else {
      await recordMark(tx, { id: newId(), occasionId: date.occasion_id, reason: row.what_happened, markedAt: tx.now })
      added++
    }
  }
  return { added, changed: 0, unchanged, rejected }
}

/** The dates on which these people were expected at a session, with the mark that stands. */
function expectedOn(tx: Tx, personIds: readonly string[], days: readonly CalendarDate[]): Promise<Expected[]> {
  return tx.query<Expected>(sql`
    select o.id as occasion_id, o.person_id, t.session_id, o.on_date,
           (select m.reason from delivery.mark m where m.occasion_id = o.id and not exists (select from delivery.mark n where n.replaces = m.id)) as reason
      from delivery.occasion o join planning.published_term t on t.term_id = o.term_id
     where o.person_id = any (${[...personIds]}::uuid[]) and o.on_date = any (${[...new Set(days)]}::date[]) and o.ended_at is null
     order by o.on_date, o.person_id, o.id`)
}
