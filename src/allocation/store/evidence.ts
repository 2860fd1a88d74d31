import type { Pence } from '../../core/money.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'

/**
 * Hands over what an agreed plan really costs a week, with the answers behind its budget and without naming anyone, so that
 * the table can one day be set against it. Planning calls it when it agrees a plan; the same version twice is one record.
 */
export async function recordEvidencedPlan(
  tx: Tx,
  plan: { planVersionId: string; indicativeBudgetId: string; weeklyPence: Pence },
): Promise<void> {
  await tx.query(sql`
    insert into allocation.evidenced_plan (id, answers_hash, weekly_pence, plan_version_ref)
    select ${newId()}, b.answers_hash, ${plan.weeklyPence}, ${plan.planVersionId} from allocation.indicative_budget b
     where b.id = ${plan.indicativeBudgetId}
    on conflict (plan_version_ref) do nothing`)
}
