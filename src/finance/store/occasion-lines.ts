import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { PayerShare } from '../line-share.ts'

/** A date that was marked, as its money needs it. */
export interface OccasionMoney {
  readonly occasionId: string
  readonly termId: string
  readonly personId: string
  readonly onDate: CalendarDate
  readonly startMinute: number
  readonly markId: string
  readonly absencesBefore: number
  /** Who delivered it, when a provider has the place. */
  readonly provider: { readonly id: string; readonly inHouse: boolean } | undefined
}

/** A marked date, or nothing when it has no mark or was withdrawn. */
export async function occasionMoney(tx: Tx, occasionId: string): Promise<OccasionMoney | undefined> {
  const row = await tx.maybe<
    Omit<OccasionMoney, 'provider'> & { providerId: string | null; inHouse: boolean | null }
  >(sql`
    select o.occasion_id as "occasionId", o.term_id as "termId", o.person_id as "personId", o.on_date as "onDate", o.start_minute as "startMinute", o.mark_id as "markId",
           p.provider_id as "providerId", pr.in_house as "inHouse",
           (select count(*)::int from delivery.published_occasion e where e.planned_session_id = o.planned_session_id and e.happened = 'absent'
               and e.on_date >= date_trunc('quarter', o.on_date::timestamp)::date and e.on_date < o.on_date) as "absencesBefore"
      from delivery.published_occasion o
      left join brokerage.published_placement p on p.term_id = o.term_id and p.in_force @> o.on_date
      left join market.published_provider pr on pr.provider_id = p.provider_id
     where o.occasion_id = ${occasionId} and o.mark_id is not null`)
  if (!row) return undefined
  const { providerId, inHouse, ...rest } = row
  return { ...rest, provider: providerId === null ? undefined : { id: providerId, inHouse: inHouse === true } }
}

/** One line of money under a date, with its pay as it stands. */
export interface OccasionLine {
  readonly budgetLineId: string
  readonly component: string
  readonly route: string
  readonly inHouse: boolean | null
  readonly providerId: string | null
  readonly poolId: string | null
  readonly price: Pence
  readonly lotId: string | null
  readonly payers: readonly PayerShare[]
  readonly standing: { readonly payLineId: string; readonly markId: string; readonly amount: Pence } | null
  /** What a pay run has taken up and not taken back. */
  readonly settled: { readonly payLineId: string; readonly amount: Pence } | null
}

/** The lines of money of a date: those in force that day that cost something. */
export async function linesOfOccasion(tx: Tx, { occasionId, termId, onDate }: OccasionMoney): Promise<OccasionLine[]> {
  return tx.query<OccasionLine>(sql`
    select b.budget_line_id as "budgetLineId", b.component, b.route, b.in_house as "inHouse", b.provider_id as "providerId", b.pool_id as "poolId",
           b.per_session_pence as price, r.lot_id as "lotId",
           coalesce((select jsonb_agg(jsonb_build_object('payer', s.payer, 'ground', s.legal_ground, 'share', s.share_pence) order by s.payer, s.legal_ground)
                       from planning.published_payer_share s where s.budget_line_id = b.budget_line_id), '[]'::jsonb) as payers,
           (select jsonb_build_object('payLineId', l.id, 'markId', l.mark_id, 'amount', l.amount_pence) from finance.pay_line l
             where l.occasion_id = ${occasionId} and l.budget_line_id = b.budget_line_id
               and not exists (select from finance.pay_line later where later.replaces = l.id)) as standing,
           (select jsonb_build_object('payLineId', l.id, 'amount', l.amount_pence) from finance.pay_line l
              join finance.pay_run_line x on x.pay_line_id = l.id and x.sign = 1
             where l.occasion_id = ${occasionId} and l.budget_line_id = b.budget_line_id
               and not exists (select from finance.pay_run_line y where y.pay_line_id = l.id and y.sign = -1)) as settled
      from planning.published_budget_line b left join market.published_rate r on r.rate_id = b.rate_id
     where b.term_id = ${termId} and b.in_force @> ${onDate}::date and b.per_session_pence > 0
     order by b.component, b.budget_line_id`)
}
