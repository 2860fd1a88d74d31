import { inPence } from '../../core/money.ts'
import { sql } from '../../platform/db.ts'
import type { HappenedRow, Happening, StepHistory } from '../../platform/history.ts'
import {
  type ExceptionDecision,
  type ExceptionReason,
  exceptionDecisions,
  exceptionReasons,
} from '../exception-reason.ts'
import { paths } from '../paths.ts'
import { type ToldHow, toldHow } from '../told-how.ts'

type Row = HappenedRow & { readonly facts: { readonly budgetId: string } } & (
    | { readonly kind: 'budget'; readonly facts: { readonly weekly: number; readonly before: number | null } }
    | { readonly kind: 'told'; readonly facts: { readonly weekly: number; readonly how: ToldHow } }
    | { readonly kind: 'exception'; readonly facts: { readonly amount: number; readonly reason: ExceptionReason } }
    | {
        readonly kind: 'exception_decided'
        readonly facts: {
          readonly decision: ExceptionDecision
          readonly agreed: number | null
          readonly reason: string | null
        }
      }
  )

const asked = (personId: string) => sql`
  select h.kind, h.on_date, h.at, h.id, s.name as by, h.facts from (
    select 'budget' as kind, (b.recorded_at at time zone 'Europe/London')::date as on_date, b.recorded_at as at, b.id, b.recorded_by as by_id,
           jsonb_build_object('budgetId', b.id, 'weekly', b.weekly_pence, 'before', (select r.weekly_pence from allocation.indicative_budget r where r.id = b.replaces)) as facts
      from allocation.indicative_budget b where b.person_id = ${personId}
    union all
    select 'told', i.issued_on, i.recorded_at, i.indicative_budget_id, i.issued_by,
           jsonb_build_object('budgetId', b.id, 'weekly', b.weekly_pence, 'how', i.how)
      from allocation.issue i join allocation.indicative_budget b on b.id = i.indicative_budget_id where i.person_id = ${personId}
    union all
    select 'exception', e.asked_on, e.recorded_at, e.id, e.asked_by,
           jsonb_build_object('budgetId', b.id, 'amount', e.amount_pence, 'reason', e.reason_code)
      from allocation.exception e join allocation.indicative_budget b on b.id = e.indicative_budget_id where b.person_id = ${personId}
    union all
    select 'exception_decided', e.decided_on, e.recorded_at, e.id, e.decided_by,
           jsonb_build_object('budgetId', b.id, 'decision', e.decision, 'agreed', e.agreed_pence, 'reason', e.decision_reason)
      from allocation.exception e join allocation.indicative_budget b on b.id = e.indicative_budget_id
     where b.person_id = ${personId} and e.decided_on is not null
  ) h left join platform.published_staff s on s.staff_id = h.by_id`

const aWeek = (amount: number) => `${inPence(amount)} a week`

function words(personId: string, row: Row): Happening {
  const href = paths.budget(personId, row.facts.budgetId)
  if (row.kind === 'budget') {
    const { weekly, before } = row.facts
    return before === null
      ? { title: `Budget worked out: about ${aWeek(weekly)}`, href }
      : { title: `Budget worked out again: about ${aWeek(weekly)}`, text: `Before, it was ${aWeek(before)}.`, href }
  }
  if (row.kind === 'told')
    return { title: `Budget told: about ${aWeek(row.facts.weekly)}`, text: `${toldHow[row.facts.how]}.`, href }
  const exception = paths.exception(personId, row.facts.budgetId, row.id)
  if (row.kind === 'exception')
    return {
      title: `More than the budget asked for: ${aWeek(row.facts.amount)}`,
      text: `${exceptionReasons[row.facts.reason]}.`,
      href: exception,
    }
  const { decision, agreed, reason } = row.facts
  const sum = agreed === null ? '' : ` ${aWeek(agreed)}.`
  return {
    title: `More than the budget: ${decision}`,
    text: `${exceptionDecisions[decision]}.${sum}${reason ? ` ‘${reason}’` : ''}`,
    href: exception,
  }
}

/** What happened to a person's budget: worked out, told, and any exception with its decision. */
export const history: StepHistory<Row> = { asked, words }
