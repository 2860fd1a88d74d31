import type { CalendarDate } from '../../core/calendar-date.ts'
import { cancelForClosure, closureOfSite, datesOfClosure } from '../../directory/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { marksOf, recordFirstMarks, recordMark } from './marks.ts'

/** The reason a date is marked with when its building is closed. */
const closed = 'closed'

/**
 * Carries out the closure of a building: everybody with a date there in that time is marked as closed, also who had said that
 * they cannot come, so that nobody is charged; bookings have a message; every place is given back. A date to which somebody has
 * come already stands. Safe to repeat. Gives how many dates of people were marked, and how many bookings have a message.
 */
export async function carryOutClosure(tx: Tx, closureId: string): Promise<{ planned: number; told: number }> {
  const closure = await closureOfSite(tx, closureId)
  if (closure === undefined) return { planned: 0, told: 0 }
  const occasions = await occasionsAt(tx, closure)
  const standing = new Map(
    (
      await marksOf(
        tx,
        occasions.map(({ id }) => id),
      )
    ).map((mark) => [mark.occasionId, mark]),
  )
  const came = new Set(
    occasions.flatMap(({ id, occurrenceId }) =>
      standing.get(id)?.happened === 'attended' ? [occurrenceId ?? ''] : [],
    ),
  )
  const ended = occasions.filter(({ occurrenceId }) => occurrenceId === null || !came.has(occurrenceId))
  const fresh = ended.filter(({ id }) => !standing.has(id))
  await recordFirstMarks(
    tx,
    fresh.map(({ id, personId, onDate }) => ({
      id: newId(),
      occasionId: id,
      personId,
      onDate,
      reason: closed,
      closureId,
    })),
  )
  const marked = ended.flatMap(({ id }) => standing.get(id) ?? []).filter(({ happened }) => happened === 'absent')
  for (const before of marked)
    await recordMark(tx, {
      id: newId(),
      occasionId: before.occasionId,
      reason: closed,
      noticedAt: tx.now,
      note: closure.reason,
      markedAt: tx.now,
      replaces: before.id,
      correctionReason: 'The building is closed',
      closureId,
    })
  const dates = (await datesOfClosure(tx, closureId)).filter(({ occurrenceId }) => !came.has(occurrenceId))
  const told = await cancelForClosure(
    tx,
    dates.map(({ occurrenceId }) => occurrenceId),
    { id: closureId, reason: closure.reason },
  )
  await audit(tx, {
    action: 'delivery/closure-carried-out',
    subject: 'site',
    subjectId: closure.siteId,
    detail: { closureId, dates: dates.length, people: fresh.length + marked.length, booked: told },
  })
  return { planned: fresh.length + marked.length, told }
}

interface OccasionAt {
  readonly id: string
  readonly personId: string
  readonly onDate: CalendarDate
  readonly occurrenceId: string | null
}

/** People's dates in a building on the days of a closure. */
async function occasionsAt(
  tx: Tx,
  { siteId, from, until }: { siteId: string; from: CalendarDate; until: CalendarDate | null },
): Promise<OccasionAt[]> {
  return tx.query<OccasionAt>(sql`
    select d.occasion_id as id, d.person_id as "personId", d.on_date as "onDate", c.occurrence_id as "occurrenceId"
      from delivery.published_occasion d join planning.published_term t on t.term_id = d.term_id
      left join directory.place_claim c on c.id = d.place_claim_id
     where t.session_id in (select s.id from directory.session s where s.site_id = ${siteId})
       and d.on_date >= ${from}::date and (${until}::date is null or d.on_date <= ${until}::date)
     order by d.on_date, d.occasion_id`)
}
