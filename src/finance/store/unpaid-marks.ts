import type { CalendarDate } from '../../core/calendar-date.ts'
import type { ListPage } from '../../core/list-page.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { anywhere, listPage } from '../../platform/list-asked.ts'

/** A mark whose money has not been worked out, for the people who can put it right. */
export interface UnpaidMark {
  readonly occasionId: string
  readonly on: CalendarDate
  readonly personName: string
  readonly provider: string | null
  readonly session: string
  readonly reason: string
}

/** A page of the marks of dates before today that have no pay for a line that costs something, the earliest first: from the kept list. */
export async function unpaidMarks(
  tx: Tx,
  { words = '', page, perPage }: { words?: string; page: number; perPage: number },
): Promise<ListPage<UnpaidMark>> {
  const like = anywhere(words)
  const rows = await tx.query<UnpaidMark & { all: number }>(sql`
    with every as materialized (
      select w.occasion_id, w.term_id, w.person_id, w.on_date, w.reason from finance.mark_without_pay w
       where w.on_date < ${tx.today}::date),
    missing as materialized (
      select e.*, count(*) over ()::int as "all" from every e
       where ${words} = '' or exists (select from people.published_person p where p.person_id = e.person_id and p.name ilike ${like})
          or exists (select from planning.published_term t left join directory.published_session s on s.session_id = t.session_id
                      where t.term_id = e.term_id and coalesce(s.name, t.own_arrangement) ilike ${like})
          or exists (select from brokerage.published_placement l join market.published_provider v on v.provider_id = l.provider_id
                      where l.term_id = e.term_id and l.in_force @> e.on_date and v.name ilike ${like})
       order by e.on_date, e.occasion_id limit ${perPage} offset ${(page - 1) * perPage})
    select o.occasion_id as "occasionId", o.on_date as "on", coalesce(pp.name, 'Name not shown') as "personName", pr.name as provider,
           coalesce(s.name, t.own_arrangement, '') as session, coalesce(r.words, '') as reason, o."all"
      from missing o
      join planning.published_term t on t.term_id = o.term_id
      left join directory.published_session s on s.session_id = t.session_id
      left join delivery.reason r on r.code = o.reason
      left join brokerage.published_placement p on p.term_id = o.term_id and p.in_force @> o.on_date
      left join market.published_provider pr on pr.provider_id = p.provider_id
      left join people.published_person pp on pp.person_id = o.person_id
     order by o.on_date, o.occasion_id`)
  return listPage(rows)
}

/** How many marks have no pay. */
export async function countUnpaidMarks(tx: Tx): Promise<number> {
  const { found } = await tx.one<{ found: number }>(
    sql`select count(*)::int as found from finance.mark_without_pay w where w.on_date < ${tx.today}::date`,
  )
  return found
}
