import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { ExceptionDecision, ExceptionReason } from '../exception-reason.ts'

/** A request for more than the indicative budget, and what was decided. */
export interface Exception {
  readonly exceptionId: string
  readonly budgetId: string
  readonly reason: ExceptionReason
  readonly words: string | null
  readonly weeklyPence: Pence
  readonly askedOn: CalendarDate
  readonly askedBy: string | null
  readonly askedById: string
  readonly decidedOn: CalendarDate | null
  readonly decidedBy: string | null
  readonly decision: ExceptionDecision | null
  readonly decisionReason: string | null
}

const columns = sql`
  e.id as "exceptionId", e.indicative_budget_id as "budgetId", e.reason_code as reason, e.words, e.amount_pence as "weeklyPence", e.asked_on as "askedOn",
  a.name as "askedBy", e.asked_by as "askedById", e.decided_on as "decidedOn", d.name as "decidedBy", e.decision, e.decision_reason as "decisionReason"`
const tables = sql`
  allocation.exception e left join platform.published_staff a on a.staff_id = e.asked_by left join platform.published_staff d on d.staff_id = e.decided_by`

/** The exceptions of a budget, the newest first. */
export function exceptionsOf(tx: Tx, budgetId: string): Promise<Exception[]> {
  return tx.query<Exception>(sql`
    select ${columns} from ${tables} where e.indicative_budget_id = ${budgetId} order by e.asked_on desc, e.id desc`)
}

/** One exception of a budget. */
export async function exceptionById(tx: Tx, budgetId: string, exceptionId: string): Promise<Exception> {
  const row = await tx.maybe<Exception>(sql`
    select ${columns} from ${tables} where e.indicative_budget_id = ${budgetId} and e.id = ${exceptionId}`)
  if (row === undefined) throw new NotFound('exception')
  return row
}

/** Asks for more than a budget gives: any weekly amount, with a reason. There is no upper limit. */
export async function askException(
  tx: Tx,
  asked: { personId: string; budgetId: string; reason: ExceptionReason; words: string; weeklyPence: Pence },
): Promise<string> {
  const id = newId()
  await tx.query(sql`
    insert into allocation.exception (id, indicative_budget_id, reason_code, words, asked_on, asked_by, amount_pence)
    values (${id}, ${asked.budgetId}, ${asked.reason}, ${asked.words}, ${tx.today}, ${actor(tx)}, ${asked.weeklyPence})`)
  await audit(tx, {
    action: 'allocation/exception-asked',
    subject: 'exception',
    subjectId: id,
    personId: asked.personId,
    detail: { reason: asked.reason, weeklyPence: asked.weeklyPence },
  })
  return id
}

/** Decides an exception, once, by somebody other than who asked. */
export async function decideException(
  tx: Tx,
  decided: { personId: string; budgetId: string; exceptionId: string; decision: ExceptionDecision; reason: string },
): Promise<void> {
  const exception = await tx.maybe<{ asked_by: string; decided_on: CalendarDate | null }>(sql`
    select asked_by, decided_on from allocation.exception
     where id = ${decided.exceptionId} and indicative_budget_id = ${decided.budgetId} for update`)
  if (exception === undefined) throw new NotFound('exception')
  if (exception.decided_on !== null) throw new Refused('exception_already_decided')
  if (exception.asked_by === actor(tx)) throw new Refused('exception_decided_by_asker')
  await tx.query(sql`
    update allocation.exception set decided_on = ${tx.today}, decided_by = ${actor(tx)}, decision = ${decided.decision}, decision_reason = ${decided.reason}
     where id = ${decided.exceptionId}`)
  await audit(tx, {
    action: 'allocation/exception-decided',
    subject: 'exception',
    subjectId: decided.exceptionId,
    personId: decided.personId,
    detail: { decision: decided.decision },
  })
}
