import type { Pence } from '../../core/money.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { EvidenceCell } from '../drift/drift-watch.ts'

/**
 * Hands over what an agreed plan really costs a week, with the budget it followed and the answers behind it, so that the table can be
 * set against it. Planning calls it when it agrees a plan; the same version twice is one record. No column is named for the conflict,
 * since whoever agrees a plan may add evidence and not read it.
 */
export async function recordEvidencedPlan(
  tx: Tx,
  plan: { planVersionId: string; indicativeBudgetId: string; weeklyPence: Pence },
): Promise<void> {
  await tx.query(sql`
    insert into allocation.evidenced_plan (id, answers_hash, weekly_pence, plan_version_ref, indicative_budget_id, recorded_at)
    select ${newId()}, b.answers_hash, ${plan.weeklyPence}, ${plan.planVersionId}, b.id, ${tx.now.toISOString()}::timestamptz
      from allocation.indicative_budget b where b.id = ${plan.indicativeBudgetId}
    on conflict do nothing`)
}

/** Budgets of one table that were told and had a plan agreed on them: by month, points, and whether they were enough. Nobody is named. */
export function evidenceCells(tx: Tx, tableVersion: string): Promise<EvidenceCell[]> {
  return tx.query<EvidenceCell>(sql`
    select c.month, c.points, c.enough, c.plans from allocation.evidence_counted c
     where c.table_version = ${tableVersion} order by c.month, c.points, c.enough`)
}
