import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { appendFact } from '../../platform/facts.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { ToldHow } from '../told-how.ts'
import { budgetById } from './budgets.ts'
import { exceptionsOf } from './exceptions.ts'
import { newestCheck } from './sufficiency-checks.ts'

/** That the person was told their indicative budget. */
export interface Issue {
  readonly issuedOn: CalendarDate
  readonly issuedBy: string | null
  readonly how: ToldHow
}

/** When and by whom the person was told, if they were. */
export function issueOf(tx: Tx, budgetId: string): Promise<Issue | undefined> {
  return tx.maybe<Issue>(sql`
    select i.issued_on as "issuedOn", s.name as "issuedBy", i.how
      from allocation.issue i left join platform.published_staff s on s.staff_id = i.issued_by where i.indicative_budget_id = ${budgetId}`)
}

/**
 * Tells the person their indicative budget. Never without a check against local prices made today; where it falls short,
 * never without an exception asked for. A budget that was replaced is not issued. Once.
 */
export async function issueBudget(
  tx: Tx,
  { personId, budgetId, how }: { personId: string; budgetId: string; how: ToldHow },
): Promise<void> {
  const budget = await budgetById(tx, personId, budgetId)
  if (budget.replacedBy !== null) throw new Refused('budget_replaced')
  if (budget.issuedOn !== null) throw new Refused('budget_already_issued')
  const check = await newestCheck(tx, budgetId)
  if (check === undefined) throw new Refused('issue_without_check')
  if (check.checkedOn !== tx.today) throw new Refused('issue_check_too_old')
  const [exception] = await exceptionsOf(tx, budgetId)
  if (!check.check.enough && exception === undefined) throw new Refused('short_needs_exception')
  await tx.query(sql`
    insert into allocation.issue (indicative_budget_id, person_id, check_id, short_by_pence, missing_sessions, exception_id, issued_by, issued_on, how)
    values (${budgetId}, ${personId}, ${check.checkId}, ${check.shortByPence}, ${check.missingSessions}, ${exception?.exceptionId ?? null}, ${actor(tx)}, ${tx.today}, ${how})`)
  await appendFact(tx, 'allocation/issued', budgetId, tx.today)
  await audit(tx, {
    action: 'allocation/budget-issued',
    subject: 'indicative_budget',
    subjectId: budgetId,
    personId,
    detail: { weeklyPence: budget.weeklyPence, how, checkId: check.checkId },
  })
}
