import type { CalendarDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'

/** A mark whose money has not been worked out, for the people who can put it right. */
export interface UnpaidMark {
  readonly occasionId: string
  readonly on: CalendarDate
  readonly personName: string
  readonly provider: string | null
  readonly session: string
  readonly reason: string
  /** How many there are in all; at most 50 of them are given. */
  readonly found: number
}

/** Marks of dates before today that have no pay for a line that costs something, the earliest first: from the kept list. */
export async function unpaidMarks(tx: Tx): Promise<UnpaidMark[]> {
  return tx.query<UnpaidMark>(sql`
    with every as materialized (
      select w.occasion_id, w.term_id, w.person_id, w.on_date, w.reason from finance.mark_without_pay w
       where w.on_date < ${tx.today}::date),
    missing as materialized (
      select e.*, count(*) over ()::int as found from every e order by e.on_date, e.occasion_id limit 50)
    select o.occasion_id as "occasionId", o.on_date as "on", coalesce(pp.name, 'Name not shown') as "personName", pr.name as provider,
           coalesce(s.name, t.own_arrangement, '') as session, coalesce(r.words, '') as reason, o.found
      from missing o
      join planning.published_term t on t.term_id = o.term_id
      left join directory.published_session s on s.session_id = t.session_id
      left join delivery.reason r on r.code = o.reason
      left join brokerage.published_placement p on p.term_id = o.term_id and p.in_force @> o.on_date
      left join market.published_provider pr on pr.provider_id = p.provider_id
      left join people.published_person pp on pp.person_id = o.person_id
     order by o.on_date, o.occasion_id`)
}
