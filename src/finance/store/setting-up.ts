import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { actor } from '../../platform/who.ts'

/** The parts of the budget that stand, by code. */
export function costCentresThere(tx: Tx): Promise<{ code: string; name: string }[]> {
  return tx.query(sql`select code, name from finance.cost_centre order by code`)
}

/** Adds a part of the budget. */
export async function addCostCentre(tx: Tx, centre: { code: string; name: string }): Promise<void> {
  await tx.query(sql`insert into finance.cost_centre (code, name) values (${centre.code}, ${centre.name})`)
  await audit(tx, { action: 'finance/cost-centre-added', subject: 'cost_centre', detail: { code: centre.code } })
}

/** The budgets of a financial year, by part. */
export function budgetsOfYear(tx: Tx, year: number): Promise<{ costCentre: string; year: number; pence: Pence }[]> {
  return tx.query(sql`
    select cost_centre as "costCentre", financial_year as year, pence from finance.budget where financial_year = ${year} order by cost_centre`)
}

/** A year's budget for one part, with the paper it comes from or why it is assumed. */
export interface NewBudget {
  readonly costCentre: string
  readonly year: number
  readonly pence: Pence
  readonly citation: string | undefined
  readonly assumption: string | undefined
}

/** Sets a part's budget for a financial year. Refused (one_budget_a_year) when it has one: a budget is never written over. */
export async function setBudget(tx: Tx, budget: NewBudget): Promise<void> {
  await tx.query(sql`
    insert into finance.budget (cost_centre, financial_year, pence, citation, assumption, recorded_by)
    values (${budget.costCentre}, ${budget.year}, ${budget.pence}, ${budget.citation ?? null}, ${budget.assumption ?? null}, ${actor(tx)})`)
  await audit(tx, {
    action: 'finance/budget-set',
    subject: 'budget',
    detail: { costCentre: budget.costCentre, year: budget.year, pence: budget.pence },
  })
}

/** An accounting period: a month, by its name like "2026-11". */
export interface PeriodSpan {
  readonly id: string
  readonly from: CalendarDate
  readonly until: CalendarDate
}

/** The accounting periods that share a day with a span. */
export function periodsWithin(tx: Tx, from: CalendarDate, until: CalendarDate): Promise<PeriodSpan[]> {
  return tx.query<PeriodSpan>(sql`
    select id, from_date as "from", until_date as "until" from finance.accounting_period
     where from_date <= ${until}::date and until_date >= ${from}::date order by from_date`)
}

/** Opens accounting periods. Refused (periods_do_not_overlap) when one shares a day with one that stands. */
export async function openPeriods(tx: Tx, periods: readonly PeriodSpan[]): Promise<void> {
  if (periods.length === 0) return
  await tx.query(sql`
    insert into finance.accounting_period (id, from_date, until_date)
    select * from unnest(${periods.map(({ id }) => id)}::text[], ${periods.map(({ from }) => from)}::date[], ${periods.map(({ until }) => until)}::date[])`)
  await audit(tx, {
    action: 'finance/periods-opened',
    subject: 'accounting_period',
    detail: { periods: periods.map(({ id }) => id) },
  })
}
