import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'

/** Closes an accounting period: from then on it takes no transfer, and corrections go to the open one. Once. */
export async function closePeriod(tx: Tx, periodId: string): Promise<void> {
  const closed = await tx.query<{ id: string }>(sql`
    update finance.accounting_period set closed_at = ${tx.now.toISOString()}::timestamptz, closed_by = ${actor(tx)}
     where id = ${periodId} and closed_at is null returning id`)
  if (closed.length === 0) throw new Refused('period_not_open')
  await audit(tx, { action: 'finance/period-closed', subject: 'accounting_period', detail: { periodId } })
}

/** Accounting periods, the newest first, with how many transfers each holds. */
export async function periods(tx: Tx): Promise<{ id: string; closedAt: Date | null; transfers: number }[]> {
  return tx.query(sql`
    select p.id, p.closed_at as "closedAt", (select count(*)::int from finance.transfer t where t.period_id = p.id) as transfers
      from finance.accounting_period p order by p.from_date desc limit 24`)
}
