import type { CalendarDate } from '../../core/calendar-date.ts'
import { addDays, addMonths } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { reliefPath } from '../rollout/relief.ts'
import { budgetById } from './budgets.ts'
import { countedPence } from './exceptions.ts'

/** How a lower budget comes in for a person, year by year. */
export interface Relief {
  readonly reliefId: string
  readonly budgetId: string
  readonly oldPence: Pence
  readonly newPence: Pence
  readonly sufficientPence: Pence
  readonly years: number
  /** From year 0, the review, to the year in which the new amount stands. */
  readonly weeklyPence: readonly Pence[]
  readonly from: CalendarDate
  readonly until: CalendarDate
  readonly decidedBy: string | null
  readonly reason: string
}

/** The budget a person was told before this one under another table, if there was one, with the weekly sum that counted for it. */
export function budgetOfTableBefore(tx: Tx, personId: string, budgetId: string) {
  return tx.maybe<{ budgetId: string; weeklyPence: Pence; tableVersion: string }>(sql`
    select b.id as "budgetId", ${countedPence(tx.today)} as "weeklyPence", b.table_version as "tableVersion"
      from allocation.issue i join allocation.indicative_budget b on b.id = i.indicative_budget_id
      join allocation.indicative_budget this on this.id = ${budgetId}
     where i.person_id = ${personId} and b.table_version <> this.table_version and b.recorded_at <= this.recorded_at
     order by i.issued_on desc, i.recorded_at desc, b.id desc limit 1`)
}

/** What the week of the newest plan agreed on a budget costs; nothing while none is agreed. */
export async function planCostOf(tx: Tx, budgetId: string): Promise<Pence | undefined> {
  const row = await tx.maybe<{ weeklyPence: Pence }>(sql`
    select weekly_pence as "weeklyPence" from allocation.evidenced_plan where indicative_budget_id = ${budgetId} order by recorded_at desc, id desc limit 1`)
  return row?.weeklyPence
}

/**
 * Eases a fall that a new table brought at a review. Refused where the budget was not worked out at a review under another
 * table (relief_without_review), where it does not fall (relief_eases_a_fall), or while another relief of the same budget runs. One of an earlier budget ends where this one begins.
 */
export async function decideRelief(
  tx: Tx,
  wanted: {
    personId: string
    budgetId: string
    years: number
    sufficientPence: Pence
    from: CalendarDate
    reason: string
  },
): Promise<string> {
  const { personId, budgetId, years, sufficientPence, from } = wanted
  const budget = await budgetById(tx, personId, budgetId)
  const before = await budgetOfTableBefore(tx, personId, budgetId)
  if (budget.reviewDueId === null || before === undefined) throw new Refused('relief_without_review')
  if (budget.weeklyPence >= before.weeklyPence) throw new Refused('relief_eases_a_fall')
  const move = { oldPence: before.weeklyPence, newPence: budget.weeklyPence, sufficientPence }
  const path = reliefPath(move, { years, gainersWait: false })
  await tx.query(sql`
    update allocation.relief set ended_on = ${addDays(from, -1)}
     where person_id = ${personId} and ended_on is null and in_force && daterange(${from}::date, null) and indicative_budget_id in (
       select b.id from allocation.indicative_budget b where b.person_id = ${personId} and b.id <> ${budgetId} and b.recorded_at <= (
         select this.recorded_at from allocation.indicative_budget this where this.id = ${budgetId}))`)
  const id = newId()
  await tx.query(sql`
    insert into allocation.relief (id, person_id, indicative_budget_id, review_due_id, old_weekly_pence, new_weekly_pence, sufficient_weekly_pence, years,
      weekly_pence, from_date, until_date, decided_by, reason)
    values (${id}, ${personId}, ${budgetId}, ${budget.reviewDueId}, ${before.weeklyPence}, ${budget.weeklyPence}, ${sufficientPence}, ${years},
      ${path}::bigint[], ${from}, ${addDays(addMonths(from, 12 * years), -1)}, ${actor(tx)}, ${wanted.reason})`)
  await audit(tx, {
    action: 'allocation/relief-decided',
    subject: 'relief',
    subjectId: id,
    personId,
    detail: { years, oldPence: before.weeklyPence, newPence: budget.weeklyPence, sufficientPence },
  })
  return id
}

/** The reliefs of a person, the newest first. */
export async function reliefsOf(tx: Tx, personId: string): Promise<Relief[]> {
  const rows = await tx.query<Omit<Relief, 'weeklyPence'> & { weeklyPence: (number | string)[] }>(sql`
    select r.id as "reliefId", r.indicative_budget_id as "budgetId", r.old_weekly_pence as "oldPence", r.new_weekly_pence as "newPence",
           r.sufficient_weekly_pence as "sufficientPence", r.years, to_jsonb(r.weekly_pence) as "weeklyPence", r.from_date as "from", r.until_date as until,
           s.name as "decidedBy", r.reason
      from allocation.relief r left join platform.published_staff s on s.staff_id = r.decided_by
     where r.person_id = ${personId} and r.ended_on is null order by r.from_date desc, r.id desc`)
  return rows.map((row) => ({ ...row, weeklyPence: row.weeklyPence.map((amount) => Number(amount) as Pence) }))
}
