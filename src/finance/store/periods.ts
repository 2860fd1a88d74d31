import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { enqueue } from '../../platform/queue.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'

/**
 * Closes an accounting period: from then on it takes no transfer, and corrections go to the open one. Once. The market is told anew what services
 * brought. Refuses one
 * that has not begun (`period_not_begun`): what happens in it could be posted nowhere.
 */
export async function closePeriod(tx: Tx, periodId: string): Promise<void> {
  const ahead = await tx.maybe<{ id: string }>(
    sql`select id from finance.accounting_period where id = ${periodId} and from_date > ${tx.today}::date`,
  )
  if (ahead !== undefined) throw new Refused('period_not_begun')
  const closed = await tx.query<{ id: string }>(sql`
    update finance.accounting_period set closed_at = ${tx.now.toISOString()}::timestamptz, closed_by = ${actor(tx)}
     where id = ${periodId} and closed_at is null returning id`)
  if (closed.length === 0) throw new Refused('period_not_open')
  await enqueue(tx, 'finance/service-months', {})
  await audit(tx, { action: 'finance/period-closed', subject: 'accounting_period', detail: { periodId } })
}

export interface PeriodRow {
  readonly id: string
  readonly from: CalendarDate
  readonly until: CalendarDate
  /** Whether days of it are still to come. */
  readonly goesOn: boolean
  readonly closedAt: Date | null
  readonly transfers: number
}

/** Accounting periods that have begun, the newest first, with how many transfers each holds. */
export async function periods(tx: Tx): Promise<PeriodRow[]> {
  return tx.query(sql`
    select p.id, p.from_date as "from", p.until_date as "until", p.until_date > ${tx.today}::date as "goesOn", p.closed_at as "closedAt", (select count(*)::int from finance.transfer t where t.period_id = p.id) as transfers
      from finance.accounting_period p where p.from_date <= ${tx.today}::date order by p.from_date desc limit 24`)
}
