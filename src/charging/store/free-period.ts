import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { appendFact } from '../../platform/facts.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { FreeDays } from '../charge-for-week.ts'
import type { FreeGround } from '../free-services.ts'

/** Grounds that make days free for a person; equipment is a thing, not days. */
export type FreePeriodGround = Exclude<FreeGround, 'equipment'>

/** Days on which a person's support is free, on a named ground somebody found. */
export interface FreePeriod extends FreeDays {
  readonly freePeriodId: string
  readonly decidedBy: string
  readonly reason: string
}

/**
 * Opens days on which support is free: reablement and intermediate care (six weeks at least, longer if the council wishes),
 * section 117, NHS care, and others. The finding has its reason and its maker. Planning calls it when it agrees such a term.
 */
export async function openFreePeriod(
  tx: Tx,
  period: { personId: string; ground: FreePeriodGround; from: CalendarDate; until: CalendarDate; reason: string },
): Promise<string> {
  if (period.until < period.from) throw new Refused('free_in_order')
  const id = newId()
  await tx.query(sql`
    insert into charging.free_period (id, person_id, ground, from_date, until_date, decided_by, reason)
    values (${id}, ${period.personId}, ${period.ground}, ${period.from}, ${period.until}, ${actor(tx)}, ${period.reason})`)
  await appendFact(tx, 'charging/made-free', id, period.from)
  await audit(tx, {
    action: 'charging/free-period-opened',
    subject: 'free_period',
    subjectId: id,
    personId: period.personId,
    detail: { ground: period.ground, from: period.from, until: period.until },
  })
  return id
}

/** The person's free periods, newest first. */
export function freePeriodsOf(tx: Tx, personId: string): Promise<FreePeriod[]> {
  return tx.query<FreePeriod>(sql`
    select f.id as "freePeriodId", f.ground, f.from_date as "from", f.until_date as until, coalesce(s.name, 'Daywell') as "decidedBy", f.reason
      from charging.free_period f left join platform.published_staff s on s.staff_id = f.decided_by
     where f.person_id = ${personId} order by f.from_date desc, f.id`)
}
