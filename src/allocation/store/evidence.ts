import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import type { WeekLine } from '../calibration/priced-again.ts'
import type { EvidenceCell } from '../drift/drift-watch.ts'

/**
 * Hands over what an agreed plan really costs a week, by which rates, with the budget it followed and the answers behind it, so that the
 * table can be set against it. Age group, support reason, gender and ethnic group go with it as words, to see later whether a table is fair; they
 * are never an input. Planning calls it when it agrees a plan; the same version twice is one record. No column is named for the
 * conflict, since whoever agrees a plan may add evidence and not read it.
 */
export async function recordEvidencedPlan(
  tx: Tx,
  plan: { planVersionId: string; indicativeBudgetId: string; weeklyPence: Pence; week?: readonly WeekLine[] },
): Promise<void> {
  const on = tx.today
  await tx.query(sql`
    insert into allocation.evidenced_plan (id, answers_hash, weekly_pence, plan_version_ref, indicative_budget_id, recorded_at, week, groups)
    select ${newId()}, b.answers_hash, ${plan.weeklyPence}, ${plan.planVersionId}, b.id, ${tx.now.toISOString()}::timestamptz,
           ${plan.week === undefined ? null : JSON.stringify(plan.week)}::jsonb, jsonb_strip_nulls(jsonb_build_object(
             'age', (select case when extract(year from age(${on}::date, p.born_on)) < 40 then '18 to 39'
                                 when extract(year from age(${on}::date, p.born_on)) < 65 then '40 to 64' else '65 and over' end
                       from people.published_person p where p.person_id = b.person_id and p.born_on is not null),
             'support reason', (select d.value from people.client_detail d where d.person_id = b.person_id and d.kind = 'primary_support_reason' and d.in_force @> ${on}::date),
             'gender', (select d.value from people.client_detail d where d.person_id = b.person_id and d.kind = 'gender' and d.in_force @> ${on}::date),
             'ethnic group', (select split_part(d.value, ':', 1) from people.client_detail d where d.person_id = b.person_id and d.kind = 'ethnicity' and d.in_force @> ${on}::date)))
      from allocation.indicative_budget b where b.id = ${plan.indicativeBudgetId}
    on conflict do nothing`)
}

/**
 * What a review found about a plan: whether it met the needs. A plan that was never handed over as evidence is left alone.
 * Outcomes calls it when a review is held; whoever holds it may add to the evidence and not read it.
 */
export async function recordPlanFinding(
  tx: Tx,
  found: { planVersionId: string; foundOn: CalendarDate; needsMet: boolean; openUnmetNeed: boolean },
): Promise<void> {
  await tx.query(sql`
    select allocation.record_finding(${newId()}, ${found.planVersionId}, ${found.foundOn}::date, ${found.needsMet}, ${found.openUnmetNeed}, ${actor(tx)})`)
}

/** Budgets of one table that were told and had a plan agreed on them: by month, points, and whether they were enough. Nobody is named. */
export function evidenceCells(tx: Tx, tableVersion: string): Promise<EvidenceCell[]> {
  return tx.query<EvidenceCell>(sql`
    select c.month, c.points, c.enough, c.plans from allocation.evidence_counted c
     where c.table_version = ${tableVersion} order by c.month, c.points, c.enough`)
}
