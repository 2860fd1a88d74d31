import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import type { ListPage } from '../../core/list-page.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { anywhere, listPage } from '../../platform/list-asked.ts'

/** Somebody who tries a session before they decide: when, until when, and how it went so far. */
export interface Taster {
  readonly termId: string
  readonly personId: string
  readonly givenName: string
  readonly familyName: string
  readonly session: string
  readonly weekday: number
  readonly startMinute: number
  readonly from: CalendarDate
  /** The last day; none where nobody has said one. */
  readonly until: CalendarDate | null
  readonly came: number
  readonly marked: number
  readonly next: CalendarDate | null
}

/** How long after its last day a taster still stands in the list: somebody has to ask how it was. */
const askedDays = 28

/** Who tries something out, as far as the asker may know: those that end first on top; for some weeks also those that have ended. */
export async function tastersNow(tx: Tx, { words, page }: { words: string; page: number }): Promise<ListPage<Taster>> {
  const like = anywhere(words)
  // Tasters are few among the sessions of everybody: they are named first, and terms, names and dates looked up for each.
  const rows = await tx.query<Taster & { all: number }>(sql`
    with tried as materialized (select x.id from planning.planned_session x where x.purpose = 'taster')
    select t.term_id as "termId", t.person_id as "personId", case when p.person_id is null then 'Name not shown' else coalesce(p.given_name, 'Name not recorded') end as "givenName",
           coalesce(p.family_name, '') as "familyName", coalesce(s.name, t.own_arrangement, '') as session, t.weekday, t.start_minute as "startMinute",
           lower(t.in_force) as "from", upper(t.in_force) - 1 as until, d.came, d.marked, d.next, count(*) over ()::int as "all"
      from tried x cross join lateral (
        select t.* from planning.published_term t
         where t.planned_session_id = x.id and not isempty(t.in_force) and (upper_inf(t.in_force) or upper(t.in_force) > ${addDays(tx.today, -askedDays)}::date) offset 0) t
      left join directory.published_session s on s.session_id = t.session_id
      left join lateral (select o.person_id, o.given_name, o.family_name from people.published_person o where o.person_id = t.person_id limit 1) p on true
      cross join lateral (
        select count(*) filter (where o.happened = 'attended')::int as came, count(*) filter (where o.mark_id is not null and o.on_date <= ${tx.today}::date)::int as marked,
               min(o.on_date) filter (where o.on_date >= ${tx.today}::date and o.mark_id is null) as next
          from delivery.published_occasion o where o.term_id = t.term_id) d
     where ${words} = '' or concat_ws(' ', p.given_name, p.family_name) ilike ${like} or coalesce(s.name, t.own_arrangement) ilike ${like}
     order by upper(t.in_force) nulls last, lower(t.in_force), t.term_id limit ${ROWS_A_PAGE} offset ${(page - 1) * ROWS_A_PAGE}`)
  return listPage(rows)
}
