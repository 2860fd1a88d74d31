import type { CalendarDate } from '../../core/calendar-date.ts'
import { releaseStanding } from '../../directory/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { endPausesWithPlace } from './pauses.ts'

interface Ending {
  placementId: string
  personId: string
  standingPlaceId: string | null
  lastDay: CalendarDate
}

/** Ends placements whose line of the plan has ended, and gives their later dates back. Safe to repeat. */
export async function endWithTheirLines(tx: Tx, personId: string): Promise<number> {
  const ending = await tx.query<Ending>(sql`
    select l.id as "placementId", l.person_id as "personId", l.standing_place_id as "standingPlaceId", t.ended_on as "lastDay"
      from brokerage.placement l join planning.session_term t on t.id = l.term_id
     where l.person_id = ${personId} and l.ended_on is null and t.ended_on is not null order by l.id`)
  return end(tx, ending, 'the plan changed')
}

/** After a death, or when support ends: every placement of the person ends that day, and every seat they had or held is given back. Safe to repeat. */
export async function endEveryPlace(
  tx: Tx,
  personId: string,
  lastDay: CalendarDate,
  reason: 'died' | 'support ended',
): Promise<number> {
  const ending = await tx.query<Ending>(sql`
    select l.id as "placementId", l.person_id as "personId", l.standing_place_id as "standingPlaceId", ${lastDay}::date as "lastDay"
      from brokerage.placement l where l.person_id = ${personId} and l.ended_on is null order by l.id`)
  await tx.query(sql`
    update brokerage.referral set closed_on = ${tx.today}, close_reason = ${reason} where person_id = ${personId} and closed_on is null`)
  await tx.query(sql`
    update brokerage.offer o set withdrawn_at = ${tx.now.toISOString()}::timestamptz from planning.session_term t
     where t.id = o.term_id and t.person_id = ${personId} and o.answer is null and o.withdrawn_at is null`)
  return end(tx, ending, reason)
}

async function end(tx: Tx, ending: readonly Ending[], reason: string): Promise<number> {
  for (const { placementId, personId, standingPlaceId, lastDay } of ending) {
    await tx.query(sql`
      update brokerage.placement set ended_on = ${lastDay}, end_reason = ${reason} where id = ${placementId} and ended_on is null`)
    await endPausesWithPlace(tx, placementId, lastDay)
    if (standingPlaceId !== null) await releaseStanding(tx, standingPlaceId, { lastDay, reason })
    await audit(tx, {
      action: 'brokerage/placement-ended',
      subject: 'placement',
      subjectId: placementId,
      personId,
      detail: { lastDay },
    })
  }
  return ending.length
}
