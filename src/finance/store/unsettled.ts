import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'

/** The dates of a person's week that somebody has marked, but whose money is not worked out yet. */
export async function unsettledOf(tx: Tx, personId: string, monday: CalendarDate): Promise<string[]> {
  const rows = await tx.query<{ occasionId: string }>(sql`
    select distinct o.occasion_id as "occasionId" from delivery.published_occasion o
      join planning.published_budget_line b on b.term_id = o.term_id and b.in_force @> o.on_date and b.per_session_pence > 0
     where o.person_id = ${personId} and o.on_date between ${monday} and ${addDays(monday, 6)} and o.mark_id is not null
       and not exists (select from finance.pay_line l where l.occasion_id = o.occasion_id and l.mark_id = o.mark_id and l.budget_line_id = b.budget_line_id)
     order by 1`)
  return rows.map(({ occasionId }) => occasionId)
}
