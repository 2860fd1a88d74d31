import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import { startOf } from '../start-of.ts'
import { recordFirstMarks, recordMark } from './marks.ts'
import { pausedNow } from './pause-dates.ts'

/** A date that comes back when a pause ends. */
export interface DateBack {
  readonly termId: string
  readonly on: CalendarDate
  /** What the pause had done to it; or its building is closed that day, or its provider cancelled it meanwhile: then it is marked so. */
  readonly was: 'fell away' | 'told too late' | 'closed' | 'cancelled'
  /** What the council sets aside for it again. */
  readonly agreed: Pence
  /** The date itself, where it stands, marked as missed: what was to be paid for it is owed no more. */
  readonly occasionId: string | null
}

interface Row extends DateBack {
  readonly startMinute: number
}

/** Which dates come back on a line when a pause ends: from a day on, those it took away and those it marked as missed. */
export async function datesThatComeBack(
  tx: Tx,
  { pauseId, termId, from }: { pauseId: string; termId: string; from: CalendarDate },
): Promise<DateBack[]> {
  const dates = await tx.query<Row>(sql`
    select distinct on (o.on_date) o.term_id as "termId", o.on_date as "on", o.start_minute as "startMinute", case when o.ended_at is null then o.id end as "occasionId",
           case when o.ended_at is null then 'told too late' when o.place_claim_id is null or c.firm then 'fell away' when x.cancelled_for is not null then 'closed' else 'cancelled' end as was,
           (select coalesce(sum(b.per_session_pence - coalesce((select sum(h.share_pence) from planning.published_payer_share h where h.budget_line_id = b.budget_line_id and h.payer = 'person'), 0)), 0)::bigint
              from planning.published_budget_line b where b.term_id = o.term_id and b.in_force @> o.on_date and b.per_session_pence > 0) as agreed
      from delivery.occasion o left join directory.published_claim c on c.place_claim_id = o.place_claim_id left join directory.occurrence x on x.id = c.occurrence_id
     where o.term_id = ${termId} and o.on_date >= ${from}::date
       and exists (select from brokerage.published_pause p where p.pause_id = ${pauseId} and p.in_force @> o.on_date)
       and (o.end_reason = 'paused' and (o.place_claim_id is null or c.firm or x.cancelled_at is not null)
              and not exists (select from delivery.occasion n where n.planned_session_id = o.planned_session_id and n.on_date = o.on_date and n.ended_at is null)
         or o.ended_at is null and o.on_date >= ${tx.today}::date and exists (select from delivery.mark m where m.occasion_id = o.id and m.pause_id is not null and not exists (select from delivery.mark n where n.replaces = m.id)))
     order by o.on_date, o.ended_at desc nulls first`)
  return dates.flatMap(({ startMinute, ...date }) =>
    date.was !== 'told too late' || startOf(date.on, startMinute) > tx.now ? [date] : [],
  )
}

/**
 * A date that a pause had taken away and whose building is closed that day, or that its provider cancelled meanwhile, is laid and marked so
 * when the pause ends, as everybody else's was: the person is told, nobody is charged, and it is laid again where the building opens earlier.
 * Safe to repeat. Gives how many there are.
 */
export async function layCalledOff(tx: Tx, termId: string, from: CalendarDate): Promise<number> {
  const made = await tx.query<{ id: string; personId: string; onDate: CalendarDate; claimId: string }>(sql`
    insert into delivery.occasion (term_id, planned_session_id, person_id, on_date, start_minute, end_minute, place_claim_id, recorded_by)
    select o.term_id, o.planned_session_id, o.person_id, o.on_date, o.start_minute, o.end_minute, o.place_claim_id, ${actor(tx)}::uuid
      from (select distinct on (d.on_date) d.* from delivery.occasion d
             where d.term_id = ${termId} and d.end_reason in ('paused', 'pause ended') and d.on_date >= ${from}::date order by d.on_date, d.ended_at desc) o
      join planning.published_term t on t.term_id = o.term_id and t.in_force @> o.on_date
      join brokerage.published_placement p on p.term_id = o.term_id and p.in_force @> o.on_date
      join directory.published_claim c on c.place_claim_id = o.place_claim_id and not c.firm
      join directory.occurrence x on x.id = c.occurrence_id and x.cancelled_at is not null
      left join people.published_person pp on pp.person_id = o.person_id
     where not ${pausedNow} and (pp.died_on is null or o.on_date <= pp.died_on)
       and not exists (select from directory.published_claim n where n.standing_place_id = c.standing_place_id and n.on_date = o.on_date and n.firm)
       and not exists (select from delivery.occasion n where n.planned_session_id = o.planned_session_id and n.on_date = o.on_date and n.ended_at is null)
     order by o.on_date on conflict do nothing returning id, person_id as "personId", on_date as "onDate", place_claim_id as "claimId"`)
  const off = await tx.query<{ claimId: string; at: Date; reason: string | null; closureId: string | null }>(sql`
    select c.place_claim_id as "claimId", x.cancelled_at as at, x.cancel_reason as reason, x.cancelled_for as "closureId"
      from directory.published_claim c join directory.occurrence x on x.id = c.occurrence_id where c.place_claim_id = any (${made.map(({ claimId }) => claimId)}::uuid[]) order by 1`)
  const marks = made.flatMap(({ id, claimId, ...date }) => {
    const why = off.find((one) => one.claimId === claimId)
    return why === undefined ? [] : [{ ...date, occasionId: id, ...why }]
  })
  await recordFirstMarks(
    tx,
    marks.flatMap(({ occasionId, personId, onDate, closureId }) =>
      closureId === null ? [] : [{ id: newId(), occasionId, personId, onDate, reason: 'closed', closureId }],
    ),
  )
  for (const { occasionId, at, reason } of marks.filter(({ closureId }) => closureId === null))
    await recordMark(tx, {
      id: newId(),
      occasionId,
      reason: 'provider_cancelled',
      noticedAt: at,
      ...(reason === null ? {} : { note: reason }),
      markedAt: tx.now,
    })
  return made.length
}
