import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'

/** The most a member of staff may approve, as gross cost a year. */
export interface ApprovalLimit {
  readonly limitId: string
  readonly yearlyPence: Pence
}

/** The limit in force today for whoever asks; nothing when they have none. */
export async function ownLimit(tx: Tx): Promise<ApprovalLimit | undefined> {
  return tx.maybe<ApprovalLimit>(sql`
    select l.id as "limitId", l.yearly_pence as "yearlyPence" from planning.approval_limit l
     where l.staff_id = ${actor(tx)} and l.in_force @> ${tx.today}::date`)
}

/** Gives a member of staff a limit from a day on; an earlier one ends the day before. */
export async function setLimit(
  tx: Tx,
  limit: { staffId: string; yearlyPence: Pence; from: CalendarDate; reason: string },
): Promise<string> {
  const id = newId()
  await tx.query(sql`
    update planning.approval_limit set ended_on = ${limit.from}::date - 1
     where staff_id = ${limit.staffId} and ended_on is null and from_date <= ${limit.from} and (until_date is null or until_date >= ${limit.from})`)
  await tx.query(sql`
    insert into planning.approval_limit (id, staff_id, yearly_pence, from_date, recorded_by, reason)
    values (${id}, ${limit.staffId}, ${limit.yearlyPence}, ${limit.from}, ${actor(tx)}, ${limit.reason})`)
  return id
}

/** The names of staff whose limit today covers a gross yearly cost, smallest limit first. */
export async function whoMayApprove(tx: Tx, yearlyPence: Pence): Promise<{ staffId: string; limitPence: Pence }[]> {
  return tx.query<{ staffId: string; limitPence: Pence }>(sql`
    select l.staff_id as "staffId", l.yearly_pence as "limitPence" from planning.approval_limit l
     where l.in_force @> ${tx.today}::date and l.yearly_pence >= ${yearlyPence} order by l.yearly_pence, l.staff_id limit 10`)
}
