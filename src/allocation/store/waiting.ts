import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { formatMoney, type Pence } from '../../core/money.ts'
import { eachPerson } from '../../people/store.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { mostWaiting, type Progress, type Waiting } from '../../platform/waiting.ts'
import { decisionTargetDays } from '../decision-clock.ts'
import { paths } from '../paths.ts'
import { addWorkingDays } from '../working-days.ts'
import { bankHolidays } from './exception-list.ts'
import { publishedPence } from './exceptions.ts'

interface BudgetRow {
  readonly id: string
  readonly person_id: string
  readonly name: string
  readonly worked_out_on: CalendarDate
  readonly weekly_pence: Pence
}

/** Eligible people without a budget, and budgets worked out but not told, for practitioners and team managers; exceptions to decide, for team managers. */
export async function waitingFor(tx: Tx): Promise<Waiting[]> {
  if (tx.who.role !== 'practitioner' && tx.who.role !== 'team_manager') return []
  const without = await tx.query<{ person_id: string; name: string; decided_on: CalendarDate }>(sql`
    select a.person_id, p.name, a.eligibility_decided_on as decided_on
      from allocation.to_work_out w join needs.published_assessment a on a.assessment_id = w.assessment_id
      ${eachPerson(sql`a.person_id`)}
     where p.died_on is null
     order by a.eligibility_decided_on, a.assessment_id limit ${mostWaiting}`)
  const budgets = await tx.query<BudgetRow>(sql`
    select b.id, b.person_id, p.name, (b.recorded_at at time zone 'Europe/London')::date as worked_out_on, b.weekly_pence
      from allocation.to_issue w join allocation.indicative_budget b on b.id = w.id ${eachPerson(sql`b.person_id`)}
     where p.died_on is null
     order by b.recorded_at, b.id limit ${mostWaiting}`)
  return [
    ...without.map((row) => ({
      what: 'Budget',
      personId: row.person_id,
      personName: row.name,
      why: `Eligible since ${longDate(row.decided_on)}; no budget yet`,
      href: paths.list(row.person_id),
      act: 'Work out',
    })),
    ...budgets.map((row) => ({
      what: 'Budget',
      personId: row.person_id,
      personName: row.name,
      why: `${formatMoney(row.weekly_pence)} a week, worked out ${longDate(row.worked_out_on)}; not told yet`,
      href: paths.budget(row.person_id, row.id),
      act: 'Check and issue',
    })),
    ...(await exceptionsToDecide(tx)),
  ]
}

async function exceptionsToDecide(tx: Tx): Promise<Waiting[]> {
  if (tx.who.role !== 'team_manager') return []
  const rows = await tx.query<{
    id: string
    budget_id: string
    person_id: string
    name: string
    amount_pence: Pence
    asked_on: CalendarDate
  }>(sql`
    select e.id, e.indicative_budget_id as budget_id, b.person_id, p.name, e.amount_pence, e.asked_on
      from allocation.exception e join allocation.indicative_budget b on b.id = e.indicative_budget_id ${eachPerson(sql`b.person_id`)}
     where e.decided_on is null and p.died_on is null order by e.asked_on, e.id limit ${mostWaiting}`)
  const holidays = await bankHolidays(tx)
  return rows.map((row) => ({
    what: 'Exception',
    personId: row.person_id,
    personName: row.name,
    why: `${formatMoney(row.amount_pence)} a week asked for on ${longDate(row.asked_on)}`,
    dueOn: addWorkingDays(row.asked_on, decisionTargetDays, holidays),
    href: paths.exception(row.person_id, row.budget_id, row.id),
    act: 'Decide',
  }))
}

/** This step on a person's journey bar: the budget, and what counts where more was agreed above it. */
export async function progress(tx: Tx, personId: string): Promise<Progress> {
  const last = await tx.maybe<{
    weekly_pence: Pence
    counts: Pence | null
    issued_on: CalendarDate | null
    worked_out_on: CalendarDate
    by: string | null
  }>(sql`
    select b.weekly_pence, (select ${publishedPence(tx.today)} from allocation.published_indicative where indicative_budget_id = b.id) as counts, i.issued_on, (b.recorded_at at time zone 'Europe/London')::date as worked_out_on, s.name as by
      from allocation.indicative_budget b left join allocation.issue i on i.indicative_budget_id = b.id left join platform.published_staff s on s.staff_id = i.issued_by
     where b.person_id = ${personId} order by b.recorded_at desc, b.id desc limit 1`)
  if (last === undefined) return { state: 'next', words: 'No budget yet.' }
  const about = `About ${formatMoney(last.weekly_pence)}`
  const raised = last.counts !== null && last.counts > last.weekly_pence ? formatMoney(last.counts) : undefined
  if (last.issued_on === null) {
    const rise = raised === undefined ? '' : `, raised to ${raised}`
    return { state: 'now', words: `${about} a week${rise}, not told yet.`, on: last.worked_out_on }
  }
  const words = raised === undefined ? `${about} a week.` : `Raised to ${raised} a week. ${about} was told.`
  return { state: 'done', words, on: last.issued_on, ...(last.by === null ? {} : { by: last.by }) }
}
