import type { CalendarDate } from '../../core/calendar-date.ts'
import { addDays } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { ownEntry } from './my-entries.ts'
import { answerReminders } from './reminders.ts'

/** A time for which an entry is closed. */
export interface EntryPause {
  readonly id: string
  readonly from: CalendarDate
  readonly until: CalendarDate
  readonly reason: string
  readonly endedOn: CalendarDate | null
}

/** The entry that whoever asks may close: a keeper of the directory any, a provider its own. */
async function closable(tx: Tx, opportunityId: string): Promise<void> {
  if (tx.who.role === 'provider') await ownEntry(tx, opportunityId)
  const entry = await tx.maybe(
    sql`select id from directory.opportunity where id = ${opportunityId} and audience <> 'hidden' and withdrawn_on is null`,
  )
  if (entry === undefined) throw new NotFound('opportunity')
}

/**
 * Closes an entry from a day until a day, the last one included; it opens again by itself. Refused: `pause_is_over` (its last
 * day is past); by the database `pause_in_order`, `pause_within_a_year`, `pause_no_overlap`. Gives how many have booked a date in that time.
 */
export async function closeForAWhile(
  tx: Tx,
  opportunityId: string,
  wanted: { readonly from: CalendarDate; readonly until: CalendarDate; readonly reason: string },
): Promise<{ id: string; bookings: number }> {
  await closable(tx, opportunityId)
  if (wanted.until < tx.today) throw new Refused('pause_is_over')
  const id = newId()
  await tx.query(sql`
    insert into directory.entry_pause (id, opportunity_id, from_date, until_date, reason, recorded_by, recorded_at)
    values (${id}, ${opportunityId}, ${wanted.from}, ${wanted.until}, ${wanted.reason}, ${actor(tx)}, ${tx.now.toISOString()})`)
  if (tx.who.role === 'provider') await answerReminders(tx, opportunityId, 'closed for now')
  await audit(tx, {
    action: 'directory/entry-closed-for-now',
    subject: 'opportunity',
    subjectId: opportunityId,
    detail: { pause: id, from: wanted.from, until: wanted.until },
  })
  const { bookings } = await tx.one<{ bookings: number }>(sql`
    select count(*)::int as bookings from directory.occurrence oc join directory.session s on s.id = oc.session_id join directory.stock k on k.occurrence_id = oc.id and k.resource = 'place'
     where s.opportunity_id = ${opportunityId} and oc.on_date between greatest(${wanted.from}::date, ${tx.today}::date) and ${wanted.until}::date and oc.cancelled_at is null and k.taken > 0`)
  return { id, bookings }
}

/** Opens an entry again before the day that was said: it is open from today. One that has not begun never takes effect. */
export async function openAgain(tx: Tx, opportunityId: string, pauseId: string): Promise<void> {
  await closable(tx, opportunityId)
  const [ended] = await tx.query(sql`
    update directory.entry_pause z set ended_on = ${addDays(tx.today, -1)}, ended_by = ${actor(tx)}
     where z.id = ${pauseId} and z.opportunity_id = ${opportunityId} and z.ended_on is null and z.until_date >= ${tx.today}::date returning z.id`)
  if (ended === undefined) throw new Refused('pause_is_over')
  await audit(tx, {
    action: 'directory/entry-open-again',
    subject: 'opportunity',
    subjectId: opportunityId,
    detail: { pause: pauseId },
  })
}

/** When an entry was or is closed, the newest first. */
export async function entryPauses(tx: Tx, opportunityId: string): Promise<EntryPause[]> {
  return tx.query<EntryPause>(sql`
    select z.id, z.from_date as "from", z.until_date as "until", z.reason, z.ended_on as "endedOn" from directory.entry_pause z
     where z.opportunity_id = ${opportunityId} order by z.from_date desc, z.recorded_at desc`)
}
