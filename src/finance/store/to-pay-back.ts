import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { paidBackLists } from './paid-back-dates.ts'

/** A date that a run paid and for which a provider is still to pay money back. */
export interface ToPayBack {
  readonly payLineId: string
  /** The block contract that pays for the date too; none where a mark was put right. */
  readonly contractId: string | null
  readonly contract: string | null
  readonly on: CalendarDate
  readonly personName: string
  readonly session: string
  readonly open: Pence
}

/** What a provider is still to pay back, date by date, the earliest first: what marks put right owe back and no run has kept, and what runs paid beside a block contract. Less what came back. */
export async function toPayBack(tx: Tx, providerId: string): Promise<ToPayBack[]> {
  return tx.query<ToPayBack>(sql`
    with ${paidBackLists},
    paid as materialized (
      select e.id, e.occasion_id, e.budget_line_id, e.amount_pence, l.id as standing, l.amount_pence as now, l.person_id, l.term_id, l.on_date
        from finance.pay_line e join finance.pay_run_line x on x.pay_line_id = e.id and x.sign = 1 join finance.pay_run r on r.id = x.pay_run_id and r.paid_at is not null
        join finance.pay_line l on l.occasion_id = e.occasion_id and l.budget_line_id = e.budget_line_id and not exists (select from finance.pay_line later where later.replaces = l.id)
       where e.payee_kind = 'provider' and e.payee_id = ${providerId} and not exists (select from finance.pay_run_line y where y.pay_line_id = e.id and y.sign = -1)),
    open as (
      select p.id, null::uuid as contract_id, p.person_id, p.term_id, p.on_date, p.amount_pence - p.now - coalesce((select o.pence from back_owed o where o.pay_line_id = p.id), 0) as pence
        from paid p where p.amount_pence > p.now
      union all
      select p.id, b.block_contract_id, p.person_id, p.term_id, p.on_date,
             least(p.amount_pence, p.now) - coalesce((select o.pence from back_beside o where o.occasion_id = p.occasion_id and o.budget_line_id = p.budget_line_id), 0)
        from market.block_contract c cross join lateral finance.paid_beside_block(c.id, c.from_date, coalesce(c.ended_on, c.until_date)) b join paid p on p.standing = b.pay_line_id
       where c.provider_id = ${providerId})
    select o.id as "payLineId", o.contract_id as "contractId", c.reference as contract, o.on_date as "on", coalesce(pp.name, 'Name not shown') as "personName",
           coalesce(s.name, t.own_arrangement, '') as session, o.pence as open
      from open o left join market.block_contract c on c.id = o.contract_id left join planning.published_term t on t.term_id = o.term_id
      left join directory.published_session s on s.session_id = t.session_id left join people.published_person pp on pp.person_id = o.person_id
     where o.pence > 0 order by o.on_date, "personName", o.id, o.contract_id`)
}

/** A provider that runs have paid, and what it has paid back in all. */
export interface PaidProvider {
  readonly providerId: string
  readonly provider: string
  readonly paid: Pence
  readonly back: Pence
}

/** Providers that pay runs have paid, by name; of one, when it is named. */
export async function paidProviders(tx: Tx, providerId?: string): Promise<PaidProvider[]> {
  return tx.query<PaidProvider>(sql`
    select p.provider_id as "providerId", p.name as provider, m.paid,
           coalesce((select sum(b.pence) from finance.paid_back b where b.provider_id = p.provider_id and b.taken_back_at is null), 0)::bigint as back
      from market.published_provider p
      join (select m.payee_id, (sum(m.paid_pence) - coalesce((select sum(b.pence) from finance.payment_return b where b.payee_kind = 'provider' and b.payee_id = m.payee_id and b.approved_at is not null), 0)
                    + coalesce((select sum(g.pence) from finance.payment_again g where g.payee_kind = 'provider' and g.payee_id = m.payee_id and g.pay_run_id is null and g.agreed and g.taken_back_at is null), 0))::bigint as paid from finance.remittance m join finance.pay_run r on r.id = m.pay_run_id and r.paid_at is not null
             where m.payee_kind = 'provider' group by 1) m on m.payee_id = p.provider_id
     where ${providerId ?? null}::uuid is null or p.provider_id = ${providerId ?? null}::uuid order by p.name, p.provider_id`)
}
