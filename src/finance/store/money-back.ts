import type { MoneyBack } from '../../charging/index.ts'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'

/**
 * What a charge decided at a moment gives back for weeks since a day that were charged before it: each week’s charge as it
 * stood then, less the first one worked out after. Weeks that still stand above the new sum wait to be worked out again.
 */
export async function moneyBackFor(
  tx: Tx,
  { personId, from, weekly, decidedAt }: { personId: string; from: CalendarDate; weekly: number; decidedAt: Date },
): Promise<MoneyBack> {
  const at = sql`${decidedAt.toISOString()}::timestamptz`
  const row = await tx.one<Omit<MoneyBack, 'on'> & { on: CalendarDate | null }>(sql`
    with stood as (
      select c.id, c.week_start, c.charge_pence, next.charge_pence as next_pence, next.recorded_at as next_at from finance.charge c
        left join finance.charge next on next.replaces = c.id
       where c.person_id = ${personId} and c.week_start + 6 >= ${from}::date and c.recorded_at < ${at} and (next.id is null or next.recorded_at >= ${at}))
    select coalesce(sum(s.charge_pence - s.next_pence) filter (where s.next_pence < s.charge_pence), 0)::bigint as amount,
           count(*) filter (where s.next_pence < s.charge_pence)::int as weeks,
           (max(s.next_at) filter (where s.next_pence < s.charge_pence) at time zone 'Europe/London')::date as "on",
           count(*) filter (where s.next_pence is null and s.charge_pence > ${weekly} and s.week_start >= ${from}::date)::int as waiting
      from stood s`)
  return { ...row, on: row.on ?? undefined }
}
