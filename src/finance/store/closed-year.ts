import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { sql, type Tx } from '../../platform/db.ts'

/** What a financial year took for dates of years that were closed before: what was delivered, or what people were charged. */
export interface AfterCloseSum {
  readonly part: 'delivered' | 'client income'
  readonly centre: string
  readonly ofYear: number
  /** So many days they are about. */
  readonly dates: number
  readonly amount: Pence
}

/** One row of the ledger that counts in a later year than its day: it keeps the day. */
export interface AfterCloseRow extends Omit<AfterCloseSum, 'dates'> {
  readonly on: CalendarDate
  readonly postedOn: CalendarDate
  readonly period: string
  readonly personId: string | null
}

/** What was posted in a financial year for dates of closed years: in sums that are not nothing, and row by row, the earliest day first. */
export async function afterClose(
  tx: Tx,
  year: number,
): Promise<{ sums: readonly AfterCloseSum[]; rows: readonly AfterCloseRow[] }> {
  const rows = await tx.query<AfterCloseRow>(sql`
    select split_part(o.code, ':', 1) as part, split_part(o.code, ':', 2) as centre, finance.year_of_account(c.code) as "ofYear", t.effective_on as "on",
           (t.posted_at at time zone 'Europe/London')::date as "postedOn", t.period_id as period, t.person_id as "personId",
           case when t.credit_account_id = o.id then t.amount_pence else -t.amount_pence end as amount
      from finance.transfer t join finance.account o on o.id in (t.debit_account_id, t.credit_account_id) join finance.account c on c.id in (t.debit_account_id, t.credit_account_id) and c.id <> o.id
     where t.kind = 'after_close' and finance.year_of_account(o.code) = ${year} and finance.year_of_account(c.code) < ${year}
       and (o.code like 'delivered:%' or o.code like 'client income:%')
     order by t.effective_on, t.posted_at, t.id`)
  const sums = new Map<string, AfterCloseSum & { readonly days: Set<CalendarDate> }>()
  for (const { part, centre, ofYear, on, amount } of rows) {
    const key = `${part} ${centre} ${ofYear}`
    const before = sums.get(key)
    const days = (before?.days ?? new Set()).add(on)
    sums.set(key, { part, centre, ofYear, dates: days.size, days, amount: ((before?.amount ?? 0) + amount) as Pence })
  }
  return {
    rows,
    sums: [...sums.values()].filter(({ amount }) => amount !== 0).map(({ days: _, ...sum }) => sum),
  }
}
