import { type Db, sql } from '../../../platform/db.ts'

/** One rule that some rows break. */
export interface DemoFault {
  readonly rule: string
  readonly rows: number
}

/**
 * Looks at the whole of what a bulk load wrote for the rules that are otherwise looked at row by row: stock equals claims,
 * dates stand inside agreed lines and before death, sums add up, the books balance. Nothing, when all hold.
 */
export async function verifyDemo(db: Db): Promise<DemoFault[]> {
  return db.owner((tx) =>
    tx.query<DemoFault>(sql`
      select f.rule, count(*)::int as rows from (
        select 'what is taken equals the claims' as rule from directory.stock s
          left join (select c.occurrence_id, n.resource, sum(n.amount) as amount from directory.place_claim c
                       cross join lateral directory.needed(c.support_band, c.characteristics) n where c.released_at is null group by 1, 2) t
            on t.occurrence_id = s.occurrence_id and t.resource = s.resource where s.taken <> coalesce(t.amount, 0)
        union all select 'a claim takes only what the session offers' from directory.place_claim c join directory.support_band b on b.code = c.support_band
         where c.released_at is null and b.staff_shares > 0 and not exists (select from directory.stock s where s.occurrence_id = c.occurrence_id and s.resource = 'staff')
        union all select 'people kept apart share no date' from people.tie k join directory.place_claim one on one.person_id = k.one and one.released_at is null
          join directory.place_claim other on other.person_id = k.other and other.occurrence_id = one.occurrence_id and other.released_at is null
         where k.kind = 'keep_apart' and k.in_force @> one.on_date
        union all select 'a date stands inside an agreed line' from delivery.occasion o join planning.session_term t on t.id = o.term_id where not (t.agreed and t.in_force @> o.on_date)
        union all select 'no date after death' from delivery.occasion o join people.person p on p.id = o.person_id where p.died_on < o.on_date
        union all select 'an agreed plan has both approvals of its own week and cost' from planning.plan_version v
          left join planning.approval c on c.id = v.contents_approval_id and c.about = 'contents' and c.approved and c.contents_hash = v.contents_hash
          left join planning.approval k on k.id = v.cost_approval_id and k.about = 'cost' and k.approved and k.gross_yearly_pence >= v.gross_yearly_pence
         where v.agreed_at is not null and v.provenance = 'planned' and (c.id is null or k.id is null)
        union all select 'every line of an agreed plan is agreed' from planning.plan_version v join planning.plan_version_term x on x.plan_version_id = v.id
          join planning.session_term t on t.id = x.term_id where v.agreed_at is not null and not t.agreed
        union all select 'an agreed plan meets every eligible need' from planning.plan_version v
         where v.agreed_at is not null and v.provenance = 'planned' and planning.needs_not_met(v.id, v.person_id) is not null
        union all select 'the payers of a price add up' from planning.budget_line b
          left join (select s.budget_line_id, sum(s.share_pence) as every, sum(s.share_pence) filter (where s.payer = 'council') as council from planning.payer_share s group by 1) p on p.budget_line_id = b.id
         where b.per_session_pence <> coalesce(p.every, 0) or b.council_share_pence <> coalesce(p.council, 0)
        union all select 'nobody new is placed with a provider that is suspended or has left' from brokerage.placement l
          left join market.suspension s on s.provider_id = l.provider_id and s.in_force @> l.from_date
          left join market.published_exit e on e.provider_id = l.provider_id and e.last_day < l.from_date
         where l.provenance = 'planned' and (s.id is not null or e.provider_id is not null) and not exists (select from brokerage.placement o
            where o.person_id = l.person_id and o.provider_id = l.provider_id and o.from_date < l.from_date and not isempty(o.in_force) and (upper_inf(o.in_force) or upper(o.in_force) >= l.from_date))
           and not exists (select from market.off_framework_purchase f where s.id is null and f.provider_id = l.provider_id and f.person_id = l.person_id and f.in_force @> l.from_date)
        union all select 'the lines of a budget add up' from allocation.indicative_budget b
         where b.weekly_pence <> (select coalesce(sum(l.weekly_pence), 0) from allocation.indicative_line l where l.indicative_budget_id = b.id)
        union all select 'the lines of a charge add up' from finance.charge c
         where c.charge_pence <> (select coalesce(sum(l.charge_pence), 0) from finance.charge_line l where l.charge_id = c.id)
        union all select 'no charge on a free day' from finance.charge_line c join finance.pay_line l on l.id = c.pay_line_id join planning.session_term t on t.id = l.term_id
         where c.charge_pence > 0 and t.free_period_id is not null and charging.free_on(t.free_period_id, c.on_date)
        union all select 'every mark of a paid line has its pay' from delivery.mark m join delivery.occasion o on o.id = m.occasion_id
          join planning.budget_line b on b.term_id = o.term_id and b.per_session_pence > 0 and b.in_force @> o.on_date
         where not exists (select from finance.pay_line l where l.mark_id = m.id and l.budget_line_id = b.id)
        union all select 'finance: ' || rule from finance.faults()) f
       group by f.rule order by f.rule`),
  )
}
