import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { type BlockContract, blockContract } from '../../market/store.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { paidBackLists } from './paid-back-dates.ts'

/** A date that a run paid at its own price before the block contract that covers it was written down. */
export interface PaidBeside {
  readonly payLineId: string
  readonly on: CalendarDate
  readonly personName: string
  readonly session: string
  /** What the date costs at its own price, as its mark stands. */
  readonly amount: Pence
  /** What a run has taken up of it: another amount where the mark was put right since. */
  readonly inRun: Pence
  /** What the provider has paid back of it since. */
  readonly back: Pence
  readonly runId: string
  readonly draftedAt: Date
  readonly paidAt: Date | null
}

/** One contract, and every date that runs paid beside its instalments, the earliest first. Nothing of it is edited or remembered: it is worked out as pay stands. */
export async function paidBesideBlock(
  tx: Tx,
  contractId: string,
): Promise<{ contract: BlockContract; dates: PaidBeside[] }> {
  const contract = await blockContract(tx, contractId)
  const dates = await tx.query<PaidBeside>(sql`
    with ${paidBackLists}
    select l.id as "payLineId", l.on_date as "on", coalesce(pp.name, 'Name not shown') as "personName", coalesce(s.name, t.own_arrangement, '') as session,
           l.amount_pence as amount, e.amount_pence as "inRun", coalesce(bb.pence, 0)::bigint as back, r.id as "runId", r.drafted_at as "draftedAt", r.paid_at as "paidAt"
      from finance.paid_beside_block(${contractId}, ${contract.from}, ${contract.until ?? contract.agreedUntil}) b
      join finance.pay_line l on l.id = b.pay_line_id
      join finance.pay_line e on e.occasion_id = l.occasion_id and e.budget_line_id = l.budget_line_id
      join finance.pay_run_line x on x.pay_line_id = e.id and x.sign = 1 and not exists (select from finance.pay_run_line y where y.pay_line_id = e.id and y.sign = -1)
      join finance.pay_run r on r.id = x.pay_run_id
      left join back_beside bb on bb.occasion_id = l.occasion_id and bb.budget_line_id = l.budget_line_id
      left join planning.published_term t on t.term_id = l.term_id
      left join directory.published_session s on s.session_id = t.session_id
      left join people.published_person pp on pp.person_id = l.person_id
     order by l.on_date, "personName", l.id`)
  return { contract, dates }
}
