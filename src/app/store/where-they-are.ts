import type { CalendarDate } from '../../core/calendar-date.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'

/** Where somebody is on the journey, by what is there: the furthest part that has begun and is not done. */
export type Whereabouts =
  | 'none'
  | 'contact'
  | 'to_assess'
  | 'answered'
  | 'assessment'
  | 'no_needs'
  | 'budget'
  | 'plan'
  | 'places'
  | 'week'

export interface Standing {
  readonly person_id: string
  readonly step: Whereabouts
  /** 1 specialist, 2 personalised and community, 3 enablement; null while nobody has decided. */
  readonly tier: number | null
  readonly review_on: CalendarDate | null
}

/** The day a review is due that has not been held, the earliest. */
const reviewOn = sql`(select min(r.due_on) from needs.published_review_due r where r.person_id = p.person_id and r.settled_on is null)`

function standing(tx: Tx, among: Sql): Promise<Standing[]> {
  const ahead = (range: Sql) => sql`(upper_inf(${range}) or upper(${range}) > ${tx.today}::date)`
  return tx.query<Standing>(sql`
    select p.person_id, ${reviewOn} as review_on,
           (select t.tier from planning.published_tier t where t.person_id = p.person_id and t.in_force @> ${tx.today}::date order by t.from_date desc limit 1) as tier,
           case when exists (select from planning.published_term t where t.person_id = p.person_id and not isempty(t.in_force) and ${ahead(sql`t.in_force`)})
                then case when exists (select from planning.published_term t
                                        where t.person_id = p.person_id and t.session_id is not null and not isempty(t.in_force) and ${ahead(sql`t.in_force`)}
                                          and not exists (select from brokerage.published_placement l where l.term_id = t.term_id and not isempty(l.in_force) and ${ahead(sql`l.in_force`)}))
                          then 'places' else 'week' end
                when exists (select from allocation.published_indicative b where b.person_id = p.person_id and b.issued_on is not null) then 'plan'
                else coalesce((select case when a.eligible then 'budget' when not a.eligible then 'no_needs' else 'assessment' end
                                 from needs.published_assessment a where a.person_id = p.person_id order by a.started_on desc, a.assessment_id desc limit 1),
                              (select case when c.closed_on is null then 'contact' when c.outcome = 'assessment' then 'to_assess' else 'answered' end
                                 from needs.published_contact c where c.person_id = p.person_id order by c.closed_on desc nulls first, c.received_on desc, c.contact_id desc limit 1), 'none') end as step
      from people.published_person p where true ${among} order by p.person_id`)
}

/** Where these people are, for staff of their team, who may see all of it. */
export function standingOf(tx: Tx, personIds: readonly string[]): Promise<Standing[]> {
  return standing(tx, sql`and p.person_id = any (${personIds}::uuid[])`)
}

/** Where everybody is whom the reader may see and who is alive: for a filter by step, tier or review. */
export function standingOfAll(tx: Tx): Promise<Standing[]> {
  return standing(tx, sql`and p.died_on is null`)
}

/** The council's own number of each of these people. */
export async function numbersOf(tx: Tx, personIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ person_id: string; number: string }>(sql`
    select i.person_id, min(i.value) as number from people.identifier i
     where i.kind = 'local_id' and i.ended_on is null and i.person_id = any (${personIds}::uuid[]) group by i.person_id order by i.person_id`)
  return new Map(rows.map(({ person_id, number }) => [person_id, number]))
}
