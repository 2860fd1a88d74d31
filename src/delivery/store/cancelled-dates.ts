import type { CalendarDate } from '../../core/calendar-date.ts'
import { cancelDate } from '../../directory/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { mostWaiting } from '../../platform/waiting.ts'
import { actor } from '../../platform/who.ts'
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

/** Somebody whose date the provider cancelled, or whose building is closed, and whom nobody has told yet. */
export interface PersonToTell {
  readonly occasionId: string
  readonly personId: string
  readonly givenName: string
  readonly familyName: string
  readonly on: CalendarDate
  readonly startMinute: number
  readonly session: string
  /** Its building is closed; else its provider cancelled the date. */
  readonly closed: boolean
}

/** Whom the asker, a provider or the team of a person, has still to tell that a date is cancelled, the nearest date first. */
export function peopleToTellOf(tx: Tx): Promise<PersonToTell[]> {
  return tx.query<PersonToTell>(sql`
    select o.occasion_id as "occasionId", o.person_id as "personId", case when p.person_id is null then 'Name not shown' else coalesce(p.given_name, 'Name not recorded') end as "givenName",
           coalesce(p.family_name, '') as "familyName", o.on_date as "on", o.start_minute as "startMinute", coalesce(s.name, t.own_arrangement, '') as session, o.reason = 'closed' as closed
      from delivery.published_occasion o join planning.published_term t on t.term_id = o.term_id
      left join directory.published_session s on s.session_id = t.session_id left join people.published_person p on p.person_id = o.person_id
     where o.on_date >= ${tx.today} and o.reason = any (${[providerCancelled, 'closed']}::text[]) and not exists (select from delivery.continuity_message m where m.occasion_id = o.occasion_id)
     order by o.on_date, o.start_minute, "givenName", o.occasion_id limit ${mostWaiting}`)
}

/** Notes that somebody was told that a date is cancelled, and how. Told already: nothing happens. */
export async function recordToldCancelled(tx: Tx, occasionId: string, how: string): Promise<void> {
  const date = (await peopleToTellOf(tx)).find((one) => one.occasionId === occasionId)
  if (date === undefined) return
  await tx.query(sql`
    insert into delivery.continuity_message (occasion_id, person_id, told_at, told_by, how, words)
    values (${occasionId}, ${date.personId}, ${tx.now.toISOString()}::timestamptz, ${actor(tx)}, ${how}, 'The date is cancelled')`)
  await audit(tx, {
    action: 'delivery/cancellation-told',
    subject: 'occasion',
    subjectId: occasionId,
    personId: date.personId,
  })
}
