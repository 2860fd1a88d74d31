import type { CalendarDate } from '../../core/calendar-date.ts'
import { cancelDate } from '../../directory/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { marksOf, recordMark } from './marks.ts'

/** The reason a date is marked with when its provider cancels it. */
const providerCancelled = 'provider_cancelled'

/** One date of a session of the provider who asks, as the page that cancels it shows it. */
export interface OwnDateToCancel {
  readonly occurrenceId: string
  readonly sessionId: string
  readonly name: string
  readonly on: CalendarDate
  readonly startMinute: number
  readonly endMinute: number
  readonly cancelled: boolean
  /** People whose plan has it, as the register knows them. */
  readonly planned: number
  /** Others with a place: single bookings, tasters, and those not yet in the register. */
  readonly others: number
}

/** A date of the provider who asks; another's is not found. */
export async function dateToCancel(tx: Tx, occurrenceId: string): Promise<OwnDateToCancel> {
  const date = await tx.maybe<OwnDateToCancel>(sql`
    select o.id as "occurrenceId", s.session_id as "sessionId", s.name, o.on_date as "on", o.start_minute as "startMinute", o.end_minute as "endMinute",
           o.cancelled_at is not null as cancelled, count(distinct d.occasion_id)::int as planned, count(c.id) filter (where d.occasion_id is null)::int as others
      from directory.occurrence o join market.my_occurrences m on m.occurrence_id = o.id join directory.published_session s on s.session_id = o.session_id
      left join directory.place_claim c on c.occurrence_id = o.id and c.released_at is null
      left join delivery.published_occasion d on d.place_claim_id = c.id
     where o.id = ${occurrenceId} group by o.id, s.session_id, s.name`)
  if (date === undefined) throw new NotFound('date')
  return date
}

/**
 * Whoever runs a session cancels one date of it. Everybody planned on it is marked as cancelled by the provider, also who had said
 * that they cannot come, so that pay follows the council's rule and nobody is charged; bookings have a message; every place is
 * given back. Refused when somebody is marked as come (`somebody_came`) and as `cancelDate` refuses.
 */
export async function cancelOwnDate(
  tx: Tx,
  occurrenceId: string,
  reason: string,
): Promise<{ planned: number; told: number }> {
  const date = await dateToCancel(tx, occurrenceId)
  if (date.cancelled || date.on < tx.today) throw new Refused('date_cannot_be_cancelled')
  const occasions = await tx.query<{ id: string }>(sql`
    select d.occasion_id as id from delivery.published_occasion d join directory.place_claim c on c.id = d.place_claim_id
     where c.occurrence_id = ${occurrenceId} and c.released_at is null order by d.occasion_id`)
  const ids = occasions.map(({ id }) => id)
  const standing = new Map((await marksOf(tx, ids)).map((mark) => [mark.occasionId, mark]))
  if ([...standing.values()].some(({ happened }) => happened === 'attended')) throw new Refused('somebody_came')
  for (const occasionId of ids) {
    const before = standing.get(occasionId)
    if (before?.reason === providerCancelled) continue
    await recordMark(tx, {
      id: newId(),
      occasionId,
      reason: providerCancelled,
      noticedAt: tx.now,
      note: reason,
      markedAt: tx.now,
      ...(before === undefined ? {} : { replaces: before.id, correctionReason: 'The provider cancelled the date' }),
    })
  }
  const told = await cancelDate(tx, occurrenceId, reason)
  await audit(tx, {
    action: 'delivery/date-cancelled',
    subject: 'occurrence',
    subjectId: occurrenceId,
    detail: { on: date.on, planned: ids.length, booked: told },
  })
  return { planned: ids.length, told }
}
