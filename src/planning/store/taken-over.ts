import type { CalendarDate } from '../../core/calendar-date.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import type { Pence } from '../../core/money.ts'
import { sql, type Tx } from '../../platform/db.ts'

/** What was taken over from another system for one person, and what puts it right. */
export interface TakenOver {
  readonly personId: string
  readonly personName: string
  /** Planned sessions that came over and still run. */
  readonly sessions: number
  /** Those of them that name no outcome yet. */
  readonly withoutOutcome: number
  /** The weekly charge at its old figure, where one came over and still holds, or begins later. */
  readonly chargePence: Pence | null
  /** The review at which it is put right. */
  readonly reviewOn: CalendarDate | null
}

/** People whose sessions or charge came over from another system and still stand, those without a review first, then by its day. */
export async function takenOver(tx: Tx, page: number): Promise<{ people: TakenOver[]; found: number }> {
  const people = await tx.query<TakenOver & { found: number }>(sql`
    with line as (
      select t.person_id, count(*)::int as sessions, count(*) filter (where t.outcome_id is null)::int as without
        from planning.session_term t
       where t.provenance = 'migrated' and t.withdrawn_at is null and not isempty(t.in_force)
         and (upper_inf(t.in_force) or upper(t.in_force) > ${tx.today}::date)
       group by t.person_id),
    charge as (
      select c.person_id, c.weekly_pence from charging.published_contribution c
       where c.basis = 'migrated' and not isempty(c.in_force) and (upper_inf(c.in_force) or upper(c.in_force) > ${tx.today}::date)),
    who as (select person_id from line union select person_id from charge)
    select p.person_id as "personId", p.name as "personName", coalesce(l.sessions, 0) as sessions, coalesce(l.without, 0) as "withoutOutcome",
           c.weekly_pence as "chargePence", r.due_on as "reviewOn", count(*) over ()::int as found
      from who w join people.published_person p on p.person_id = w.person_id
      left join line l on l.person_id = w.person_id
      left join charge c on c.person_id = w.person_id
      left join lateral (select min(d.due_on) as due_on from needs.published_review_due d where d.person_id = w.person_id and d.settled_on is null) r on true
     where p.died_on is null
     order by r.due_on nulls first, p.name, p.person_id limit ${ROWS_A_PAGE} offset ${(page - 1) * ROWS_A_PAGE}`)
  return { people, found: people[0]?.found ?? 0 }
}

/** The newest version of a plan made under each of these urgent decisions, by the decision. */
export async function versionsUnder(tx: Tx, urgentDecisionIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.query<{ id: string; number: number }>(sql`
    select v.urgent_decision_id as id, max(v.number)::int as number from planning.plan_version v
     where v.urgent_decision_id = any (${urgentDecisionIds}::uuid[]) and v.withdrawn_at is null
     group by v.urgent_decision_id order by 1`)
  return new Map(rows.map(({ id, number }) => [id, number]))
}
