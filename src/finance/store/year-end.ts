import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { accounts } from '../account.ts'
import { chargeCentre } from '../cost-centre.ts'
import { movingToNewYear, newYearWithin } from '../year-end.ts'
import { post } from './ledger.ts'

interface OverYearEnd {
  readonly chargeId: string
  readonly personId: string
  readonly weekStart: CalendarDate
  readonly was: Pence
  readonly now: Pence
}

/** Books what a week over 31 March earns in the new year, as its standing charge says. Safe to repeat. */
export async function bookYearEnd(tx: Tx, personId: string, monday: CalendarDate): Promise<void> {
  if (newYearWithin(monday) === undefined) return
  const weeks = await weeksWhere(tx, sql`y.person_id = ${personId} and y.week_start = ${monday}`, 1)
  await post(tx, weeks.flatMap(moving))
}

const moving = (week: OverYearEnd) => movingToNewYear({ ...week, costCentre: chargeCentre })

const weeksWhere = (tx: Tx, which: Sql, most: number) =>
  tx.query<OverYearEnd>(sql`
    select y.charge_id as "chargeId", y.person_id as "personId", y.week_start as "weekStart", y.booked_pence as was, y.next_year_pence as now
      from finance.charge_over_year_end y where ${which} order by y.week_start, y.charge_id limit ${most}`)

/** Weeks over 31 March that were charged before their years were kept apart: books their years, some at a time. */
export async function bookYearEnds(tx: Tx, most = 500): Promise<number> {
  const weeks = await weeksWhere(tx, sql`y.booked_pence <> y.next_year_pence`, most)
  await post(tx, weeks.flatMap(moving))
  return weeks.length
}

/** What people were charged for dates of a financial year, by the books. */
export async function chargedInYear(tx: Tx, year: number): Promise<Pence> {
  const { pence } = await tx.one<{ pence: Pence }>(sql`
    select (coalesce((select sum(t.amount_pence) from finance.transfer t where t.credit_account_id = a.id), 0)
          - coalesce((select sum(t.amount_pence) from finance.transfer t where t.debit_account_id = a.id), 0))::bigint as pence
      from (select (select id from finance.account where book = 'cash' and code = ${accounts.income(chargeCentre, year).code}) as id) a`)
  return pence
}
