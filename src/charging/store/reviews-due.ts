import type { CalendarDate } from '../../core/calendar-date.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import type { Pence } from '../../core/money.ts'
import { nameHolds } from '../../people/store.ts'
import { empty, sql, type Tx } from '../../platform/db.ts'
import type { ContributionBasis } from './contribution.ts'
import { policyFor } from './policy.ts'

/** A charge that has to be looked at again: whose, since when it holds, and the day it is due. */
export interface ChargeReview {
  readonly personId: string
  readonly personName: string
  readonly basis: ContributionBasis
  readonly weekly: Pence
  readonly assessedFor: CalendarDate | null
  readonly dueOn: CalendarDate
}

/** How many months an assessment holds before it is looked at again, unless the council says otherwise (guidance 8.17: likely yearly). */
const USUAL_REVIEW_MONTHS = 12

/** After how many months an assessment is looked at again, by the council's policy of today. */
export const reviewMonths = async (tx: Tx): Promise<number> =>
  (await policyFor(tx, tx.today)).reviewMonths?.value ?? USUAL_REVIEW_MONTHS

/**
 * Charges in force to be looked at again, the longest due first: so many months after the day the assessment was for, also where what
 * it gave begins later, and no later than the next 6 April, when new figures set by law begin (the guaranteed minimum among them, below
 * which no charge may take anybody: SI 2014/2672, reg 7); one without an assessment behind it ("up to", or taken over) from its own
 * first day; one taken over stands here already before that day. Only of people the caller may reckon for.
 */
export async function chargeReviews(
  tx: Tx,
  search: { words: string; until?: CalendarDate | undefined; page: number },
): Promise<{ reviews: ChargeReview[]; found: number; late: number; months: number }> {
  const months = await reviewMonths(tx)
  // Whether a charge is in force is asked of its two days, which the planner knows the spread of behind row-level security; of the range
  // it takes one row in three hundred to be in force, and then walks everybody's charges for each person.
  const due = sql`
    with due as materialized (
      select c.person_id, c.basis, c.weekly_pence, coalesce(next.for_day, f.for_day) as for_day,
             coalesce(least((coalesce(next.for_day, f.for_day) + make_interval(months => ${months}))::date,
                            make_date(extract(year from coalesce(next.for_day, f.for_day) - interval '3 months 5 days')::int + 1, 4, 6)), c.from_date) as due_on
        from charging.contribution c left join charging.financial_assessment f on f.id = c.financial_assessment_id
        left join lateral (select max(n.for_day) as for_day from charging.contribution decided join charging.financial_assessment n on n.id = decided.financial_assessment_id
                            where decided.person_id = c.person_id and lower(decided.in_force) > ${tx.today}::date) next on true
       where (c.from_date <= ${tx.today}::date and coalesce(least(c.until_date, c.ended_on) >= ${tx.today}::date, true))
          or (c.basis = 'migrated' and lower(c.in_force) > ${tx.today}::date))`
  const found = await tx.one<{ reviews: ChargeReview[]; found: number; late: number }>(sql`
    ${due}, named as materialized (
      select d.person_id as "personId", p.name as "personName", d.basis, d.weekly_pence as weekly, d.for_day as "assessedFor", d.due_on as "dueOn"
        from due d join people.published_person p on p.person_id = d.person_id
       where p.died_on is null and ${nameHolds(search.words)} ${search.until === undefined ? empty : sql`and d.due_on <= ${search.until}::date`}
    ), shown as (
      select * from named order by "dueOn", "personName", "personId" limit ${ROWS_A_PAGE} offset ${(search.page - 1) * ROWS_A_PAGE})
    select count(*) as found, count(*) filter (where "dueOn" < ${tx.today}::date) as late,
           (select coalesce(json_agg(shown), '[]'::json) from shown) as reviews
      from named`)
  return { ...found, months }
}
