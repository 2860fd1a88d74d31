import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { financialYear, financialYearSpan } from '../../core/financial-year.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { workWaiting } from './being-worked-out.ts'
import { blockNotTakenUp } from './block-not-taken-up.ts'
import { budgetPosition, givenBackIn, openHolds } from './budget-position.ts'
import { afterClose } from './closed-year.ts'
import { positionByYear } from './held-by-year.ts'
import { instalmentsAround } from './instalments.ts'
import { paidBacksFound } from './paid-back.ts'
import { openRows, payRuns } from './pay-runs.ts'
import { periods } from './periods.ts'
import { unpaidMarks } from './unpaid-marks.ts'
import { verifyBooks } from './verify.ts'
import { chargedInYear } from './year-end.ts'

/** A year that is over: what its books hold, and when its March was closed. */
async function yearOver(tx: Tx, year: number) {
  const march = await tx.maybe<{ closedAt: Date | null }>(sql`
    select closed_at as "closedAt" from finance.accounting_period where ${financialYearSpan(year).until}::date between from_date and until_date`)
  return {
    year,
    position: await budgetPosition(tx, year),
    block: await blockNotTakenUp(tx, year),
    charged: await chargedInYear(tx, year),
    closedAt: march?.closedAt ?? null,
  }
}

/** Everything finance's home shows. The books are proved only when asked, since that walks every year. */
export async function homeRows(tx: Tx, { prove }: { prove: boolean }) {
  const year = financialYear(tx.today)
  return {
    today: tx.today,
    work: await workWaiting(tx),
    year,
    ...(await positionByYear(tx, year)),
    block: await blockNotTakenUp(tx, year),
    lastYear: await yearOver(tx, year - 1),
    givenBack: await givenBackIn(tx, year),
    runs: await payRuns(tx, { page: 1, perPage: 12 }),
    holds: await openHolds(tx, { perPage: 20 }),
    unpaid: await unpaidMarks(tx, { page: 1, perPage: 20 }),
    open: await openRows(tx),
    books: prove ? await verifyBooks(tx) : null,
    instalments: await instalmentsAround(tx, addDays(tx.today, -91), addDays(tx.today, 31)),
    paidBacks: await paidBacksFound(tx, { page: 1, perPage: 5 }),
    charges: await chargedWeeks(tx),
    charged: await chargedInYear(tx, year),
    afterClose: (await afterClose(tx, year)).sums,
    periods: await periods(tx, { page: 1, perPage: 13 }),
  }
}

async function chargedWeeks(tx: Tx): Promise<{ weekStart: CalendarDate; people: number; charge: number }[]> {
  return tx.query(sql`
    select week_start as "weekStart", count(*) filter (where charge_pence > 0)::int as people, sum(charge_pence)::bigint as charge
      from finance.published_charge where week_start >= ${tx.today}::date - 91 group by week_start order by week_start desc limit 13`)
}
