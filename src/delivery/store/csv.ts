import type { CalendarDate } from '../../core/calendar-date.ts'
import { sessionIdsByNumber } from '../../directory/store.ts'
import { noSuchPerson } from '../../people/index.ts'
import { personIdsByNumber } from '../../people/store.ts'
import type { CsvLine, CsvSaved } from '../../platform/csv.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { AttendanceCsvRow } from '../csv-rows.ts'
import { type FirstMark, recordFirstMarks } from './marks.ts'
import { type ReasonRow, reasons } from './pay-rules.ts'

type Rejected = CsvSaved['rejected'][number]

interface Expected {
  readonly occasion_id: string
  readonly person_id: string
  readonly session_id: string
  readonly on_date: CalendarDate
  reason: string | null
}

/**
 * Saves rows of attendance as first marks of the dates that were planned, all in a few statements. The same row again changes nothing;
 * a date that is marked otherwise, was not planned or has no such reason is rejected: a mark is corrected on the register, with its reason.
 */
export async function saveAttendanceRows(tx: Tx, lines: readonly CsvLine<AttendanceCsvRow>[]): Promise<CsvSaved> {
  const known = new Map((await reasons(tx)).map((reason) => [reason.code, reason]))
  const found = await findDates(tx, lines)
  const rejected: Rejected[] = []
  const fresh: (FirstMark & { line: number })[] = []
  let unchanged = 0
  for (const { line, row } of lines) {
    const { date, fault } = found(row)
    const wrong = fault ?? faultOf(row, date, known)
    if (wrong !== undefined) rejected.push({ line, ...wrong })
    else if (date === undefined || date.reason === row.what_happened) unchanged++
    else {
      const { occasion_id, person_id, on_date } = date
      const reason = row.what_happened
      fresh.push({ line, id: newId(), occasionId: occasion_id, personId: person_id, onDate: on_date, reason })
      date.reason = reason
    }
  }
  const made = await recordFirstMarks(tx, fresh)
  for (const { line, id } of fresh)
    if (!made.has(id))
      rejected.push({
        line,
        column: 'what_happened',
        reason: 'Somebody marked this date on the register meanwhile. Look at it there',
      })
  return { added: made.size, changed: 0, unchanged, rejected }
}

function faultOf(
  row: AttendanceCsvRow,
  date: Expected | undefined,
  known: ReadonlyMap<string, ReasonRow>,
): Omit<Rejected, 'line'> | undefined {
  if (!known.has(row.what_happened) || row.what_happened === 'attended_part')
    return {
      column: 'what_happened',
      reason: `Must be one of: ${[...known.keys()].filter((code) => code !== 'attended_part').join(', ')}`,
    }
  if (date === undefined)
    return { column: 'on_date', reason: 'The person was not expected at this session on this day' }
  if (date.reason === null || date.reason === row.what_happened) return undefined
  return {
    column: 'what_happened',
    reason: `The register says “${known.get(date.reason)?.words ?? date.reason}”. Correct it there, with a reason`,
  }
}

interface Found {
  readonly date?: Expected | undefined
  readonly fault?: Omit<Rejected, 'line'>
}

/** Looks up whose and which date each row means, for all rows at once. */
async function findDates(
  tx: Tx,
  lines: readonly CsvLine<AttendanceCsvRow>[],
): Promise<(row: AttendanceCsvRow) => Found> {
  const people = await personIdsByNumber(tx, [...new Set(lines.map(({ row }) => row.person))])
  const sessions = await sessionIdsByNumber(tx, [...new Set(lines.map(({ row }) => row.session))])
  const wanted = lines.flatMap(({ row }) => {
    const person = people.get(row.person)
    const session = sessions.get(row.session)
    return person === undefined || session === undefined ? [] : [{ person, session, day: row.on_date }]
  })
  const expected = new Map(
    (await expectedOn(tx, wanted)).map((one) => [`${one.person_id} ${one.session_id} ${one.on_date}`, one]),
  )
  return (row) => {
    const person = people.get(row.person)
    const session = sessions.get(row.session)
    if (person === undefined) return { fault: noSuchPerson }
    if (session === undefined)
      return { fault: { column: 'session', reason: 'There is no session of this number. Bring the sessions in first' } }
    return { date: expected.get(`${person} ${session} ${row.on_date}`) }
  }
}

/** The dates on which these people were expected at these sessions, with the mark that stands. */
function expectedOn(
  tx: Tx,
  wanted: readonly { person: string; session: string; day: CalendarDate }[],
): Promise<Expected[]> {
  return tx.query<Expected>(sql`
    select o.id as occasion_id, o.person_id, t.session_id, o.on_date,
           (select m.reason from delivery.mark m where m.occasion_id = o.id and not exists (select from delivery.mark n where n.replaces = m.id)) as reason
      from (select distinct w.person, w.session, w.day
              from unnest(${wanted.map(({ person }) => person)}::uuid[], ${wanted.map(({ session }) => session)}::uuid[], ${wanted.map(({ day }) => day)}::date[]) as w (person, session, day)) w
      join delivery.occasion o on o.person_id = w.person and o.on_date = w.day and o.ended_at is null
      join planning.published_term t on t.term_id = o.term_id and t.session_id = w.session
     order by o.on_date, o.person_id, o.id`)
}
