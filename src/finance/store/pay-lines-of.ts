import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { empty, sql, type Tx } from '../../platform/db.ts'

export interface PayLineRow {
  readonly payLineId: string
  readonly occasionId: string
  readonly on: CalendarDate
  readonly component: string
  readonly agreed: Pence
  readonly amount: Pence
  readonly chargeable: Pence
  readonly reason: string
  readonly corrected: boolean
}

/** So many dates stand on a page for other programs. */
const PAY_LINES_A_PAGE = 500

/** What each of a person's dates was owed, as it stands, the newest first; all of them, or one page. */
export async function payLinesOf(tx: Tx, personId: string, page?: number): Promise<PayLineRow[]> {
  const part = page === undefined ? empty : sql`limit ${PAY_LINES_A_PAGE} offset ${(page - 1) * PAY_LINES_A_PAGE}`
  return tx.query<PayLineRow>(sql`
    select l.id as "payLineId", l.occasion_id as "occasionId", l.on_date as "on", b.component, l.agreed_pence as agreed, l.amount_pence as amount,
           l.chargeable_pence as chargeable, o.reason, l.replaces is not null as corrected
      from finance.pay_line l join planning.published_budget_line b on b.budget_line_id = l.budget_line_id
      join delivery.published_occasion o on o.occasion_id = l.occasion_id
     where l.person_id = ${personId} and not exists (select from finance.pay_line later where later.replaces = l.id)
     order by l.on_date desc, b.component, l.id ${part}`)
}
