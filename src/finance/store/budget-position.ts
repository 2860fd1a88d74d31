import type { Pence } from '../../core/money.ts'
import { sql, type Tx } from '../../platform/db.ts'

export interface PositionRow {
  readonly costCentre: string
  readonly budget: Pence | null
  /** Set aside for agreed lines whose place is not taken yet. */
  readonly agreed: Pence
  readonly committed: Pence
  readonly delivered: Pence
}

/** Where a financial year's money stands, part by part of the budget: agreed, bound, delivered. */
export async function budgetPosition(tx: Tx, year: number): Promise<PositionRow[]> {
  return tx.query<PositionRow>(sql`
    with summed as materialized (
      select t.budget_line_id, t.debit_account_id, t.credit_account_id, sum(t.amount_pence) as amount from finance.transfer t
       where t.book = 'commitment' and t.effective_on between ${`${year}-04-01`}::date and ${`${year + 1}-03-31`}::date group by 1, 2, 3),
    moved as (
      select t.amount, split_part(d.code, ':', 1) as debited, split_part(c.code, ':', 1) as credited,
             case when b.route in ('direct_payment', 'prepaid_card') then 'direct-payments' when b.in_house then 'own-services' else 'outside-providers' end as centre
        from summed t join finance.account d on d.id = t.debit_account_id join finance.account c on c.id = t.credit_account_id
        join planning.published_budget_line b on b.budget_line_id = t.budget_line_id)
    select n.code as "costCentre", (select g.pence from finance.budget g where g.cost_centre = n.code and g.financial_year = ${year}) as budget,
           coalesce(sum(case when m.credited = 'agreed' then m.amount else 0 end - case when m.debited = 'agreed' then m.amount else 0 end), 0)::bigint as agreed,
           coalesce(sum(case when m.credited = 'committed' then m.amount else 0 end - case when m.debited = 'committed' then m.amount else 0 end), 0)::bigint as committed,
           coalesce(sum(case when m.credited = 'delivered' then m.amount else 0 end - case when m.debited = 'delivered' then m.amount else 0 end), 0)::bigint as delivered
      from unnest(array['own-services','outside-providers','direct-payments']) with ordinality as n (code, place) left join moved m on m.centre = n.code
     group by n.code, n.place order by n.place`)
}

export interface Hold {
  readonly holdId: string
  readonly personName: string
  readonly amount: Pence
  readonly why: string
  readonly whoMustAct: string
  readonly heldAt: Date
}

/** Payments that are held, and who must act, the oldest first. */
export async function openHolds(tx: Tx): Promise<Hold[]> {
  return tx.query<Hold>(sql`
    select h.id as "holdId", coalesce(p.name, 'Name not shown') as "personName", l.amount_pence as amount, h.why, h.who_must_act as "whoMustAct", h.held_at as "heldAt"
      from finance.pay_hold h join finance.pay_line l on l.id = h.pay_line_id left join people.published_person p on p.person_id = l.person_id
     where h.released_at is null order by h.held_at, h.id limit 200`)
}
