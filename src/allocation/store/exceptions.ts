import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { probablyASlip } from '../agreed-amount.ts'
import type { ExceptionDecision, ExceptionReason } from '../exception-reason.ts'
import { budgetById } from './budgets.ts'

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
  /** The weekly sum that counts from the decision on; nothing while it waits, when it was not agreed, and in part of before sums were asked. */
  readonly agreedPence: Pence | null
}

const columns = sql`
  e.id as "exceptionId", e.indicative_budget_id as "budgetId", e.reason_code as reason, e.words, e.amount_pence as "weeklyPence", e.asked_on as "askedOn",
  a.name as "askedBy", e.asked_by as "askedById", e.decided_on as "decidedOn", d.name as "decidedBy", e.decision, e.decision_reason as "decisionReason", e.agreed_pence as "agreedPence"`
const tables = sql`
  allocation.exception e left join platform.published_staff a on a.staff_id = e.asked_by left join platform.published_staff d on d.staff_id = e.decided_by`

/** The weekly sum that counts on a day for a budget `b`, as `weeklyThatCounts` has it: what was agreed, what a relief leaves, or the budget. */
export const countedPence = (on: CalendarDate) => sql`
  greatest(b.weekly_pence, (select max(e.agreed_pence) from allocation.exception e where e.indicative_budget_id = b.id), allocation.eased_on(b.id, ${on}::date))`

/** The same of a budget as published, where what a relief leaves is asked only when there is one. */
export const publishedPence = (on: CalendarDate) => sql`
  greatest(counts_weekly_pence, case when has_relief then allocation.eased_on(indicative_budget_id, ${on}::date) end)`

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

/** The weekly sum that counts for a budget today: what was agreed, what a relief leaves, or the budget, whichever is more. */
export async function countingWeekly(tx: Tx, { budgetId }: { budgetId: string }): Promise<Pence> {
  const row = await tx.one<{ weekly: Pence }>(sql`
    select ${countedPence(tx.today)} as weekly from allocation.indicative_budget b where b.id = ${budgetId}`)
  return row.weekly
}

/**
 * Asks for more than a budget gives: any weekly amount above what counts now, with a reason. There is no upper limit; more
 * than ten times what counts must be meant. Where no local place fits, the same sum may be asked for, spent another way.
 * One waits at a time.
 */
export async function askException(
  tx: Tx,
  asked: {
    personId: string
    budgetId: string
    reason: ExceptionReason
    words: string
    weeklyPence: Pence
    meant?: boolean | undefined
  },
): Promise<string> {
  const counts = await countingWeekly(tx, await budgetById(tx, asked.personId, asked.budgetId))
  if (asked.weeklyPence <= 0) throw new Refused('exception_above_nothing')
  const least = asked.reason === 'market_gap' ? counts : counts + 1
  if (asked.weeklyPence < least) throw new Refused('exception_above_budget')
  if (probablyASlip(asked.weeklyPence, counts) && asked.meant !== true) throw new Refused('exception_probably_a_slip')
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

/** In full: what was asked for. In part: a sum between what counts now and what was asked for. Not agreed: none. */
function agreedSum(
  { decision, partPence }: { decision: ExceptionDecision; partPence?: Pence | undefined },
  asked: Pence,
  counts: Pence,
): Pence | null {
  if (decision !== 'agreed in part') {
    if (partPence !== undefined) throw new Refused('exception_sum_only_in_part')
    return decision === 'agreed' ? asked : null
  }
  if (partPence === undefined) throw new Refused('exception_part_has_sum')
  if (partPence <= counts || partPence >= asked) throw new Refused('exception_agreed_less')
  return partPence
}

/** Decides an exception, once, by somebody other than who asked. What is agreed is the sum that counts from then on. */
export async function decideException(
  tx: Tx,
  decided: {
    personId: string
    budgetId: string
    exceptionId: string
    decision: ExceptionDecision
    reason: string
    /** The sum agreed in part; nothing otherwise. */
    partPence?: Pence | undefined
  },
): Promise<void> {
  const budget = await budgetById(tx, decided.personId, decided.budgetId)
  const exception = await tx.maybe<{ asked_by: string; decided_on: CalendarDate | null; amount_pence: Pence }>(sql`
    select asked_by, decided_on, amount_pence from allocation.exception
     where id = ${decided.exceptionId} and indicative_budget_id = ${decided.budgetId} for update`)
  if (exception === undefined) throw new NotFound('exception')
  if (exception.decided_on !== null) throw new Refused('exception_already_decided')
  if (exception.asked_by === actor(tx)) throw new Refused('exception_decided_by_asker')
  const agreed = agreedSum(decided, exception.amount_pence, await countingWeekly(tx, budget))
  await tx.query(sql`
    update allocation.exception set decided_on = ${tx.today}, decided_by = ${actor(tx)}, decision = ${decided.decision}, decision_reason = ${decided.reason},
           agreed_pence = ${agreed}
     where id = ${decided.exceptionId}`)
  await audit(tx, {
    action: 'allocation/exception-decided',
    subject: 'exception',
    subjectId: decided.exceptionId,
    personId: decided.personId,
    detail: { decision: decided.decision, agreedPence: agreed },
  })
}
