import type { CalendarDate } from '../../core/calendar-date.ts'
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
const A_PAGE = 50

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
  const tables = sql`
    from (select c.person_id, p.name, c.basis, c.weekly_pence, coalesce(next.for_day, f.for_day) as for_day,
                 coalesce(least((coalesce(next.for_day, f.for_day) + make_interval(months => ${months}))::date,
                                make_date(extract(year from coalesce(next.for_day, f.for_day) - interval '3 months 5 days')::int + 1, 4, 6)), c.from_date) as due_on
            from charging.contribution c join people.published_person p on p.person_id = c.person_id
            left join charging.financial_assessment f on f.id = c.financial_assessment_id
            left join lateral (select max(n.for_day) as for_day from charging.contribution decided join charging.financial_assessment n on n.id = decided.financial_assessment_id
                                where decided.person_id = c.person_id and lower(decided.in_force) > ${tx.today}::date) next on true
           where (c.in_force @> ${tx.today}::date or (c.basis = 'migrated' and lower(c.in_force) > ${tx.today}::date)) and p.died_on is null and ${nameHolds(search.words)}) d
   where true ${search.until === undefined ? empty : sql`and d.due_on <= ${search.until}::date`}`
  const counts = await tx.one<{ found: number; late: number }>(sql`
    select count(*) as found, count(*) filter (where d.due_on < ${tx.today}) as late ${tables}`)
  const reviews = await tx.query<ChargeReview>(sql`
    select d.person_id as "personId", d.name as "personName", d.basis, d.weekly_pence as weekly, d.for_day as "assessedFor", d.due_on as "dueOn"
      ${tables} order by d.due_on, d.name, d.person_id limit ${A_PAGE} offset ${(search.page - 1) * A_PAGE}`)
  return { reviews, ...counts, months }
}
