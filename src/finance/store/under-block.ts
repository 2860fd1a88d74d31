import { addDays, addMonths, type CalendarDate, earliestDay } from '../../core/calendar-date.ts'
import { blockContract } from '../../market/store.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { followAgainUnderBlock } from './pay-lines.ts'

/** Pay worked out for a provider that no run has taken up, on some days of it, and that instalments pay by now. */
const paidByNow = (providerId: string, from: CalendarDate, until: CalendarDate) => sql`
      from finance.pay_line l
     where l.payee_id = ${providerId} and l.payee_kind = 'provider' and l.amount_pence > 0 and l.on_date between ${from}::date and ${until}::date
       and not exists (select from finance.pay_line later where later.replaces = l.id)
       and not exists (select from finance.pay_line e join finance.pay_run_line x on x.pay_line_id = e.id where e.occasion_id = l.occasion_id and e.budget_line_id = l.budget_line_id)`

/** The months, each by its first day, in which dates of a block contract have pay that no run has taken up. */
export async function monthsUnderBlock(tx: Tx, contractId: string): Promise<CalendarDate[]> {
  const { providerId, from, until } = await blockContract(tx, contractId)
  const months = await tx.query<{ month: CalendarDate }>(sql`
    select distinct date_trunc('month', l.on_date)::date as month ${paidByNow(providerId, from, until ?? tx.today)} order by 1`)
  return months.map(({ month }) => month)
}

/**
 * Works over the dates of a month whose pay was worked out before the block contract that pays for them was written down: they are
 * owed to nobody from then on. What a run has taken up stays as it is. Gives how many changed. Safe to repeat.
 */
export async function payMonthByInstalments(tx: Tx, contractId: string, month: CalendarDate): Promise<number> {
  const { providerId, from, until } = await blockContract(tx, contractId)
  const first = month > from ? month : from
  const last = earliestDay(until ?? tx.today, addDays(addMonths(month, 1), -1))
  const dates = await tx.query<{ occasionId: string }>(sql`
    select x.occasion_id as "occasionId" from (select distinct l.occasion_id, l.on_date ${paidByNow(providerId, first, last)}) x order by x.on_date, x.occasion_id`)
  let changed = 0
  for (const { occasionId } of dates) if (await followAgainUnderBlock(tx, occasionId)) changed += 1
  return changed
}
