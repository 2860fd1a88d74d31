import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'

/** Ends every line of a person's week after a day, draft and agreed, with its money. Safe to repeat. */
export async function endWeek(tx: Tx, personId: string, lastDay: CalendarDate, reason: string): Promise<number> {
  await tx.query(sql`
    update planning.plan_version set withdrawn_at = ${tx.now.toISOString()}::timestamptz where person_id = ${personId} and agreed_at is null and withdrawn_at is null`)
  await tx.query(sql`
    update planning.session_term set withdrawn_at = ${tx.now.toISOString()}::timestamptz where person_id = ${personId} and agreed_at is null and withdrawn_at is null`)
  await tx.query(sql`
    update planning.budget_line set ended_on = ${lastDay} where person_id = ${personId} and ended_on is null and (until_date is null or until_date > ${lastDay})`)
  const ended = await tx.query<{ id: string }>(sql`
    update planning.session_term set ended_on = ${lastDay}, end_reason = ${reason}
     where person_id = ${personId} and agreed_at is not null and ended_on is null and (until_date is null or until_date > ${lastDay}) returning id`)
  if (ended.length > 0)
    await audit(tx, {
      action: 'planning/week-ended',
      subject: 'plan',
      personId,
      detail: { lines: ended.length, lastDay },
    })
  return ended.length
}
