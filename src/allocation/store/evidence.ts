import type { Pence } from '../../core/money.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'

/**
 * Hands over what a plan with evidence that it is enough really costs, without naming anyone, so that the table can one
 * day be set against it. Planning calls it when it approves a plan's cost; the same version twice is one record.
 */
export async function recordEvidencedPlan(
  tx: Tx,
  plan: { planVersionId: string; answersHash: string; weeklyPence: Pence; previousWeeklyPence?: Pence },
): Promise<void> {
  await tx.query(sql`
    insert into allocation.evidenced_plan (id, answers_hash, weekly_pence, previous_weekly_pence, plan_version_ref)
    values (${newId()}, ${plan.answersHash}, ${plan.weeklyPence}, ${plan.previousWeeklyPence ?? null}, ${plan.planVersionId})
    on conflict (plan_version_ref) do nothing`)
}
