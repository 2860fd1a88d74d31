import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'

/** A date that anybody may come to, of the provider who asks: how many booked it and how many came, as last counted. */
export interface OpenDate {
  readonly occurrenceId: string
  readonly name: string
  readonly startMinute: number
  readonly booked: number
  readonly came: number | null
  readonly countId: string | null
}

/** The dates of a day that anybody may book or that somebody has booked, of the provider who asks. Nobody is named. */
export function openDates(tx: Tx, on: CalendarDate): Promise<OpenDate[]> {
  return tx.query<OpenDate>(sql`
    select o.id as "occurrenceId", p.name, o.start_minute as "startMinute", b.booked, h.came, h.id as "countId"
      from directory.occurrence o join market.my_occurrences m on m.occurrence_id = o.id join directory.published_session p on p.session_id = o.session_id
      join directory.session s on s.id = o.session_id
      cross join lateral (select count(*)::int as booked from directory.booking x join directory.place_claim c on c.id = x.claim_id
         where x.occurrence_id = o.id and x.cancelled_at is null and c.released_at is null) b
      left join delivery.head_count h on h.occurrence_id = o.id and not exists (select from delivery.head_count n where n.replaces = h.id)
     where o.on_date = ${on} and o.cancelled_at is null and (s.public_may_book or b.booked > 0 or h.id is not null)
     order by o.start_minute, p.name, o.id`)
}

/**
 * Counts who came to a date without a place in a plan; a later count replaces the one before, which stays readable. The same count
 * sent twice is one. Refused before the day (`not_yet`) and when somebody counted meanwhile (`head_count_replaced_once`).
 */
export async function countHeads(
  tx: Tx,
  count: { id: string; occurrenceId: string; came: number; replaces?: string | undefined },
): Promise<void> {
  const { onDate } = await tx.one<{ onDate: CalendarDate }>(
    sql`select on_date as "onDate" from directory.occurrence where id = ${count.occurrenceId}`,
  )
  if (onDate > tx.today) throw new Refused('not_yet')
  const made = await tx.query<{ id: string }>(sql`
    insert into delivery.head_count (id, occurrence_id, came, replaces, counted_by, counted_at)
    values (${count.id}, ${count.occurrenceId}, ${count.came}, ${count.replaces ?? null}, ${actor(tx)}, ${tx.now.toISOString()}::timestamptz)
    on conflict (id) do nothing returning id`)
  if (made.length === 0) return
  await audit(tx, {
    action: 'delivery/heads-counted',
    subject: 'occurrence',
    subjectId: count.occurrenceId,
    detail: { came: count.came },
  })
}
