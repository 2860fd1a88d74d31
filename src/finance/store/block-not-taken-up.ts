import type { CalendarDate } from '../../core/calendar-date.ts'
import { financialYearSpan } from '../../core/financial-year.ts'
import type { Pence } from '../../core/money.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { booksBegin } from './instalments.ts'

/** A block contract in a financial year so far: what it costs for its days, what dates in its places took, and what none took up. */
export interface BlockNotTakenUp {
  readonly contractId: string
  readonly reference: string
  readonly provider: string
  readonly from: CalendarDate
  readonly until: CalendarDate
  readonly cost: Pence
  readonly taken: Pence
  readonly left: Pence
}

/** What block contracts cost between two days, since the books began and until yesterday, for places that no date took up: the sum over contracts. */
export async function blockLeftBetween(
  tx: Tx,
  { firstDay, lastDay }: { readonly firstDay: CalendarDate; readonly lastDay: CalendarDate },
): Promise<Pence> {
  const { pence } = await tx.one<{ pence: Pence }>(sql`
    select coalesce(sum(greatest(0, u.cost_pence - u.taken_pence)), 0)::bigint as pence
      from finance.block_taken_up(greatest(${firstDay}::date, ${booksBegin(tx)}), least(${lastDay}::date, ${tx.today}::date - 1)) u`)
  return pence
}

/**
 * What block contracts cost for the days of a financial year that are over, since the books began, beyond what dates in their
 * places took at their own prices: the council pays for a place that nobody uses. Never below nothing for a contract.
 */
export async function blockNotTakenUp(tx: Tx, year: number): Promise<BlockNotTakenUp[]> {
  const { from, until } = financialYearSpan(year)
  return tx.query<BlockNotTakenUp>(sql`
    with span as (select greatest(${from}::date, ${booksBegin(tx)}) as first_day, least(${until}::date, ${tx.today}::date - 1) as last_day)
    select b.id as "contractId", b.reference, p.name as provider, greatest(s.first_day, b.from_date) as "from", least(s.last_day, coalesce(b.ended_on, b.until_date)) as until,
           u.cost_pence as cost, u.taken_pence as taken, greatest(0, u.cost_pence - u.taken_pence) as "left"
      from span s cross join lateral finance.block_taken_up(s.first_day, s.last_day) u join market.block_contract b on b.id = u.block_contract_id
      join market.published_provider p on p.provider_id = b.provider_id order by p.name, b.reference`)
}
