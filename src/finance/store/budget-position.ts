import { financialYearSpan } from '../../core/financial-year.ts'
import type { ListPage } from '../../core/list-page.ts'
import type { Pence } from '../../core/money.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { anywhere, listPage } from '../../platform/list-asked.ts'

export interface PositionRow {
  readonly costCentre: string
  readonly budget: Pence | null
  /** Set aside for agreed lines whose place is not taken yet. */
  readonly agreed: Pence
  /** Bound to a place and not delivered yet. */
  readonly committed: Pence
  readonly delivered: Pence
}

/**
 * Where the money of the parts of the budget stands: what is set aside or bound today, whichever year it was bound in
 * and its dates fall in, and what was delivered in a financial year by its own account: for its dates, and for those of closed years
 * that were put right since. Money is bound for agreed lines only, and they stay agreed:
 * their planned sessions need not be asked.
 */
export async function budgetPosition(tx: Tx, year: number): Promise<PositionRow[]> {
  return tx.query<PositionRow>(sql`
    with delivered as (
      select split_part(a.code, ':', 2) as centre,
             coalesce((select sum(t.amount_pence) from finance.transfer t where t.credit_account_id = a.id), 0)
           - coalesce((select sum(t.amount_pence) from finance.transfer t where t.debit_account_id = a.id), 0) as amount
        from finance.account a where a.book = 'commitment' and a.code like 'delivered:%' and finance.year_of_account(a.code) = ${year}),
    moved as (
      select a.owner_id as budget_line_id, split_part(a.code, ':', 1) as part, a.credits_pence - a.debits_pence as amount from finance.account a
       where a.book = 'commitment' and a.guard = 'debits_within_credits' and a.credits_pence <> a.debits_pence),
    placed as (
      select m.part, m.amount,
             case when b.route in ('direct_payment', 'prepaid_card') then 'direct-payments' when b.in_house then 'own-services' else 'outside-providers' end as centre
        from moved m join planning.budget_line b on b.id = m.budget_line_id
      union all
      select 'delivered', d.amount, d.centre from delivered d)
    select n.code as "costCentre", (select g.pence from finance.budget g where g.cost_centre = n.code and g.financial_year = ${year}) as budget,
           coalesce(sum(p.amount) filter (where p.part = 'agreed'), 0)::bigint as agreed,
           coalesce(sum(p.amount) filter (where p.part = 'committed'), 0)::bigint as committed,
           coalesce(sum(p.amount) filter (where p.part = 'delivered'), 0)::bigint as delivered
      from unnest(array['own-services','outside-providers','direct-payments']) with ordinality as n (code, place) 
      left join (select x.centre, x.part, sum(x.amount) as amount from placed x group by 1, 2) p on p.centre = n.code
     group by n.code, n.place order by n.place`)
}

/** What went back to the budget in a financial year because dates did not or will not happen, less what was bound again. */
export async function givenBackIn(tx: Tx, year: number): Promise<Pence> {
  const { from, until } = financialYearSpan(year)
  const { pence } = await tx.one<{ pence: Pence }>(sql`
    select coalesce((select sum(t.amount_pence) from finance.transfer t where t.kind = 'release' and t.effective_on between ${from} and ${until}), 0)::bigint
         - coalesce((select sum(b.amount_pence) from finance.transfer t join finance.transfer b on b.reverses = t.id
                      where t.kind = 'release' and b.effective_on between ${from} and ${until}), 0)::bigint
         - coalesce((select sum(a.pence) from finance.commitment_adjustment a where a.kind = 'commit_more' and a.on_date between ${from} and ${until}), 0)::bigint as pence`)
  return pence
}

export interface Hold {
  readonly holdId: string
  readonly personName: string
  readonly amount: Pence
  readonly why: string
  readonly whoMustAct: string
  readonly heldAt: Date
}

/** A page of the payments that are held, and who must act, the oldest first; by words of the person, why, or who must act. */
export async function openHolds(
  tx: Tx,
  { words = '', page = 1, perPage }: { words?: string; page?: number; perPage: number },
): Promise<ListPage<Hold>> {
  const like = anywhere(words)
  const rows = await tx.query<Hold & { all: number }>(sql`
    select h.id as "holdId", coalesce(p.name, 'Name not shown') as "personName", l.amount_pence as amount, h.why, h.who_must_act as "whoMustAct", h.held_at as "heldAt", count(*) over ()::int as "all"
      from finance.pay_hold h join finance.pay_line l on l.id = h.pay_line_id left join people.published_person p on p.person_id = l.person_id
     where h.released_at is null and (p.name ilike ${like} or h.why ilike ${like} or h.who_must_act ilike ${like} or ${words} = '')
     order by h.held_at, h.id limit ${perPage} offset ${(page - 1) * perPage}`)
  return listPage(rows)
}
