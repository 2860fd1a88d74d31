import type { CalendarDate } from '../../core/calendar-date.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import type { Pence } from '../../core/money.ts'
import type { Period } from '../../core/period.ts'
import { calendarFor } from '../../directory/store.ts'
import { nameHolds } from '../../people/store.ts'
import { empty, sql, type Tx } from '../../platform/db.ts'
import { lateSince } from '../decision-clock.ts'
import type { ExceptionDecision, ExceptionReason } from '../exception-reason.ts'

/** An exception in the list of a team. */
export interface ListedException {
  readonly exceptionId: string
  readonly budgetId: string
  readonly personId: string
  readonly personName: string
  readonly reason: ExceptionReason
  readonly weeklyPence: Pence
  readonly budgetPence: Pence
  readonly askedOn: CalendarDate
  readonly askedBy: string | null
  readonly decidedOn: CalendarDate | null
  readonly decision: ExceptionDecision | null
  readonly agreedPence: Pence | null
}

export const exceptionStates = ['waiting', 'late', 'decided', 'all'] as const
export type ExceptionState = (typeof exceptionStates)[number]

export interface ExceptionSearch {
  readonly words: string
  readonly state: ExceptionState
  readonly reason?: ExceptionReason | undefined
  readonly page: number
}

/** The council's bank holidays, which stop the clock of a decision. */
export async function bankHolidays(tx: Tx): Promise<Period[]> {
  return (await calendarFor(tx)).bankHolidays
}

/** Exceptions of everyone the caller may see: those that wait first, the longest asked for first. */
export async function exceptionList(
  tx: Tx,
  search: ExceptionSearch,
  holidays: readonly Period[],
): Promise<{ exceptions: ListedException[]; found: number; waiting: number; late: number }> {
  const lateBy = lateSince(tx.today, holidays)
  const states = {
    waiting: sql`and e.decided_on is null`,
    late: sql`and e.decided_on is null and e.asked_on <= ${lateBy}::date`,
    decided: sql`and e.decided_on is not null`,
    all: empty,
  }
  const everybody = sql`
    from allocation.exception e join allocation.indicative_budget b on b.id = e.indicative_budget_id
    join people.published_person p on p.person_id = b.person_id left join platform.published_staff s on s.staff_id = e.asked_by`
  const wanted = sql`
   where ${nameHolds(search.words)} and (${search.reason ?? null}::text is null or e.reason_code = ${search.reason ?? null})
   ${states[search.state]}`
  const { found } = await tx.one<{ found: number }>(sql`select count(*) as found ${everybody} ${wanted}`)
  const counts = await tx.one<{ waiting: number; late: number }>(sql`
    select count(*) as waiting, count(*) filter (where e.asked_on <= ${lateBy}::date) as late ${everybody} where e.decided_on is null`)
  const exceptions = await tx.query<ListedException>(sql`
    select e.id as "exceptionId", e.indicative_budget_id as "budgetId", b.person_id as "personId", p.name as "personName", e.reason_code as reason,
           e.amount_pence as "weeklyPence", b.weekly_pence as "budgetPence", e.asked_on as "askedOn", s.name as "askedBy", e.decided_on as "decidedOn", e.decision,
           e.agreed_pence as "agreedPence"
      ${everybody} ${wanted} order by e.decided_on desc nulls first, e.asked_on, e.id limit ${ROWS_A_PAGE} offset ${(search.page - 1) * ROWS_A_PAGE}`)
  return { exceptions, found, ...counts }
}
