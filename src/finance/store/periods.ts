import type { CalendarDate } from '../../core/calendar-date.ts'
import type { ListPage } from '../../core/list-page.ts'
import { audit } from '../../platform/audit.ts'
import { empty, type Sql, sql, type Tx } from '../../platform/db.ts'
import { listPage } from '../../platform/list-asked.ts'
import { enqueue } from '../../platform/queue.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'

/**
 * Closes an accounting period: from then on it takes no transfer, and corrections go to the open one. Once. The market is told anew what services
 * brought. Refuses one
 * that has not begun (`period_not_begun`): what happens in it could be posted nowhere. The one that holds 31 March closes the
 * financial year; by the database not before that day is over (`year_closed_once_over`).
 */
export async function closePeriod(tx: Tx, periodId: string): Promise<void> {
  const ahead = await tx.maybe<{ id: string }>(
    sql`select id from finance.accounting_period where id = ${periodId} and from_date > ${tx.today}::date`,
  )
  if (ahead !== undefined) throw new Refused('period_not_begun')
  const closed = await tx.query<{ id: string }>(sql`
    update finance.accounting_period set closed_at = ${tx.now.toISOString()}::timestamptz, closed_by = ${actor(tx)}
     where id = ${periodId} and closed_at is null returning id`)
  if (closed.length === 0) throw new Refused('period_not_open')
  await enqueue(tx, 'finance/service-months', {})
  await audit(tx, { action: 'finance/period-closed', subject: 'accounting_period', detail: { periodId } })
}

export interface PeriodRow {
  readonly id: string
  readonly from: CalendarDate
  readonly until: CalendarDate
  /** Whether days of it are still to come. */
  readonly goesOn: boolean
  readonly closedAt: Date | null
  readonly transfers: number
}

const begun = (tx: Tx, which: Sql, part: Sql) =>
  tx.query<PeriodRow & { all: number }>(sql`
    select p.id, p.from_date as "from", p.until_date as "until", p.until_date > ${tx.today}::date as "goesOn", p.closed_at as "closedAt", (select count(*)::int from finance.transfer t where t.period_id = p.id) as transfers, count(*) over ()::int as "all"
      from finance.accounting_period p where p.from_date <= ${tx.today}::date and ${which} order by p.from_date desc ${part}`)

/** A page of the accounting periods that have begun, the newest first, with how many transfers each holds; open or closed where it is asked for. */
export async function periods(
  tx: Tx,
  { page, state = '', perPage }: { page: number; state?: 'open' | 'closed' | ''; perPage: number },
): Promise<ListPage<PeriodRow>> {
  const which = sql`(${state} = '' or (p.closed_at is null) = (${state} = 'open'))`
  return listPage(await begun(tx, which, sql`limit ${perPage} offset ${(page - 1) * perPage}`))
}

/** One period that has begun; stops with not found where there is none. */
export async function periodOf(tx: Tx, periodId: string): Promise<PeriodRow> {
  const [found] = listPage<PeriodRow>(await begun(tx, sql`p.id = ${periodId}`, empty)).rows
  if (found === undefined) throw new NotFound('period')
  return found
}
