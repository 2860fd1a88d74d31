import { assert } from '../../core/assert.ts'
import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { levelsOf } from '../../needs/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { type Answers, type ChosenAddOn, checkAddOns } from '../answers.ts'
import { type Quote, type QuoteLine, quote } from '../quote.ts'
import { tableForPerson } from './phases.ts'
import { answersHash, type TableVersion, tableVersion } from './tables.ts'

/** Raised whenever the formula itself changes; a budget names the one it was worked out under. */
const RULE_VERSION = '1'

/** An indicative budget as recorded, without its lines. */
export interface BudgetHead {
  readonly budgetId: string
  readonly personId: string
  readonly assessmentId: string
  readonly tableVersion: string
  readonly weeklyPence: Pence
  readonly yearlyPence: Pence
  readonly points: number
  readonly answersHash: string
  readonly workedOutOn: CalendarDate
  readonly workedOutBy: string | null
  readonly replaces: string | null
  readonly replacedBy: string | null
  /** The review at which another table came in for the person; null where the table was theirs already. */
  readonly reviewDueId: string | null
  readonly issuedOn: CalendarDate | null
}

/** A budget with its answers, every line, and the table it was worked out under. */
export interface Budget extends BudgetHead {
  readonly answers: Answers
  readonly quote: Quote
  readonly adopted: TableVersion
}

/**
 * Works out and records an indicative budget for a completed assessment, under the table that counts for the person today: who was
 * told a budget keeps its table until a review. Refused when
 * the needs are not eligible or that is not decided (eligibility_was_decided), when no table is in force, or for an
 * add-on the table does not know. A budget for the same assessment is replaced, never changed.
 */
export async function workOutBudget(
  tx: Tx,
  wanted: { personId: string; assessmentId: string; addOns: readonly ChosenAddOn[] },
): Promise<string> {
  const { personId, assessmentId, addOns } = wanted
  const last = await tx.maybe<{ id: string; tableVersion: string; reviewDueId: string | null }>(sql`
    select b.id, b.table_version as "tableVersion", b.review_due_id as "reviewDueId" from allocation.indicative_budget b
     where b.assessment_id = ${assessmentId} and not exists (select from allocation.indicative_budget later where later.replaces = b.id)`)
  const counts = await tableForPerson(tx, personId)
  if (counts === undefined) throw new Refused('no_table_in_force')
  const atReview = last?.reviewDueId != null
  const adopted = atReview ? await tableVersion(tx, last.tableVersion) : counts.adopted
  const reviewDueId = atReview ? last.reviewDueId : counts.reviewDueId
  const { table } = adopted
  const checked = checkAddOns(table, addOns)
  if (!checked.ok) throw new Refused(checked.refusals.join())
  const answers: Answers = { ...(await levelsOf(tx, personId, assessmentId)), addOns }
  const worked = quote(table, answers)
  const id = newId()
  await tx.query(sql`
    insert into allocation.indicative_budget (id, assessment_id, person_id, table_version, weekly_pence, yearly_pence, points, answers_hash, rule_version, recorded_by, recorded_at, replaces, review_due_id)
    values (${id}, ${assessmentId}, ${personId}, ${table.version}, ${worked.weeklyPence}, ${worked.yearlyPence}, ${worked.counted}, ${answersHash(answers)},
      ${RULE_VERSION}, ${actor(tx)}, ${tx.now.toISOString()}::timestamptz, ${last?.id ?? null}, ${reviewDueId})`)
  await insertLines(tx, id, worked.lines)
  await audit(tx, {
    action: 'allocation/budget-worked-out',
    subject: 'indicative_budget',
    subjectId: id,
    personId,
    detail: { weeklyPence: worked.weeklyPence, tableVersion: table.version, tableHash: adopted.hash },
  })
  return id
}

async function insertLines(tx: Tx, budgetId: string, lines: readonly QuoteLine[]): Promise<void> {
  await tx.query(sql`
    insert into allocation.indicative_line (indicative_budget_id, item, points, weekly_pence, working)
    select ${budgetId}, x.item, x.points, x.pence, x.working
      from unnest(${lines.map((line) => line.item)}::text[], ${lines.map((line) => line.counted)}::int[], ${lines.map((line) => line.weeklyPence)}::bigint[],
                  ${lines.map((line) => JSON.stringify(line))}::jsonb[]) as x(item, points, pence, working)`)
}

const columns = sql`
  b.id as "budgetId", b.person_id as "personId", b.assessment_id as "assessmentId", b.table_version as "tableVersion", b.weekly_pence as "weeklyPence",
  b.yearly_pence as "yearlyPence", b.points, b.answers_hash as "answersHash", (b.recorded_at at time zone 'Europe/London')::date as "workedOutOn",
  s.name as "workedOutBy", b.replaces, later.id as "replacedBy", b.review_due_id as "reviewDueId", i.issued_on as "issuedOn"`
const tables = sql`
  allocation.indicative_budget b left join platform.published_staff s on s.staff_id = b.recorded_by
  left join allocation.indicative_budget later on later.replaces = b.id left join allocation.issue i on i.indicative_budget_id = b.id`

/** A person's budgets, the newest first. */
export function budgetsOf(tx: Tx, personId: string): Promise<BudgetHead[]> {
  return tx.query<BudgetHead>(sql`
    select ${columns} from ${tables} where b.person_id = ${personId} order by b.recorded_at desc, b.id desc`)
}

/** The answers a budget rests on, read back from its lines. */
export function answersFrom(lines: readonly QuoteLine[]): Answers {
  const need = lines.filter((line) => line.kind === 'need')
  const of = <T>(value: (line: QuoteLine) => T) => Object.fromEntries(need.map((line) => [line.item, value(line)]))
  return {
    levels: of((line) => line.level ?? 0) as Answers['levels'],
    carer: of((line) => line.quarters ?? 0) as Answers['carer'],
    addOns: lines.flatMap((line) => (line.units === undefined ? [] : [{ code: line.item, units: line.units }])),
  }
}

/**
 * A budget with every line, worked out once more from its own answers and its own table: a stored figure that could not
 * be worked out again would be a fault, not a page.
 */
export async function budgetById(tx: Tx, personId: string, budgetId: string): Promise<Budget> {
  const head = await tx.maybe<BudgetHead>(
    sql`select ${columns} from ${tables} where b.person_id = ${personId} and b.id = ${budgetId}`,
  )
  if (head === undefined) throw new NotFound('budget')
  const lines = await tx.query<{ working: QuoteLine }>(sql`
    select working from allocation.indicative_line where indicative_budget_id = ${budgetId} order by item`)
  const answers = answersFrom(lines.map(({ working }) => working))
  const adopted = await tableVersion(tx, head.tableVersion)
  const again = quote(adopted.table, answers)
  assert(again.weeklyPence === head.weeklyPence, `budget ${budgetId} can be worked out again from its table`)
  return { ...head, answers, quote: again, adopted }
}

/** The budget a person had before this one, for "what changed": the newest recorded earlier. */
export async function budgetBefore(tx: Tx, personId: string, budgetId: string): Promise<Budget | undefined> {
  const before = await tx.maybe<{ id: string }>(sql`
    select b.id from allocation.indicative_budget b
      join allocation.indicative_budget this on this.id = ${budgetId} and this.person_id = b.person_id
     where b.person_id = ${personId} and (b.recorded_at, b.id) < (this.recorded_at, this.id) order by b.recorded_at desc, b.id desc limit 1`)
  return before && budgetById(tx, personId, before.id)
}
