import { addDays, addMonths, type CalendarDate } from '../../core/calendar-date.ts'
import { type Pence, pence } from '../../core/money.ts'
import { incomePayers, type UnitUse } from '../../market/index.ts'
import { lastWholeMonth, type MonthOfService, recordServiceMonths } from '../../market/store.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { incomeOfDate } from '../income-of-line.ts'
import type { PayerShare } from '../line-share.ts'

/** Dates alike in everything that bears on money, counted together. */
interface Alike {
  readonly providerId: string
  readonly lotId: string
  readonly month: CalendarDate
  readonly unit: UnitUse['unit']
  readonly route: string
  readonly payers: readonly PayerShare[]
  readonly amount: Pence
  readonly charged: Pence
  readonly attended: boolean
  /** Attended or missed; not called off by the provider, nor closed. */
  readonly cameToPass: boolean
  readonly underBlock: boolean
  readonly dates: number
  readonly minutes: number
  /** People who came to the service in the month. */
  readonly people: number
}

/**
 * The dates of support bought at a rate: who delivered, in which lot, what each brought, and whether a block contract's instalments
 * pay for it, which its pay line alone says. Transport has a price of its own and stays out.
 */
const priced = (from: CalendarDate, until: CalendarDate) => sql`
    select coalesce(l.payee_id, b.provider_id, r.provider_id) as provider_id, r.lot_id, r.unit, date_trunc('month', l.on_date::timestamp)::date as month, l.person_id,
           b.budget_line_id, b.route, l.amount_pence as amount, o.happened = 'attended' as attended, o.happened in ('attended', 'absent') as came_to_pass, o.end_minute - o.start_minute as minutes,
           l.payee_kind = 'block' or l.id in (select y.pay_line_id from finance.paid_beside_block(null, ${from}, ${until}) y) as under_block,
           coalesce((select x.charge_pence from finance.charge_line x join finance.charge c on c.id = x.charge_id
              where x.pay_line_id = l.id and not exists (select from finance.charge later where later.replaces = c.id)), 0) as charged
      from finance.pay_line l
      join planning.published_budget_line b on b.budget_line_id = l.budget_line_id and b.component = 'support'
      join market.published_rate r on r.rate_id = b.rate_id
      join delivery.published_occasion o on o.occasion_id = l.occasion_id and o.on_date between ${from} and ${until}
     where l.on_date between ${from} and ${until} and not exists (select from finance.pay_line later where later.replaces = l.id)`

/**
 * Works out what each service had in the whole months from one to another, and gives it to the market: people, dates booked
 * and attended, income by payer; a month at a time. Gives how many months were new or had changed. Safe to repeat.
 */
export async function giveServiceMonths(
  tx: Tx,
  span: { readonly from: CalendarDate; readonly until: CalendarDate },
): Promise<number> {
  let changed = 0
  for (let month = span.from; month <= span.until; month = addMonths(month, 1)) changed += await giveMonth(tx, month)
  return changed
}

async function giveMonth(tx: Tx, month: CalendarDate): Promise<number> {
  const lastDay = addDays(addMonths(month, 1), -1)
  const alike = await tx.query<Alike>(sql`
    with d as materialized (${priced(month, lastDay)}),
      came as materialized (select provider_id, lot_id, month, count(distinct person_id)::int as people from d where came_to_pass group by 1, 2, 3)
    select d.provider_id as "providerId", d.lot_id as "lotId", d.month, d.unit, d.route, d.amount, d.charged, d.attended, d.came_to_pass as "cameToPass", d.under_block as "underBlock", count(*)::int as dates, sum(d.minutes)::bigint as minutes,
           coalesce((select came.people from came where (came.provider_id, came.lot_id, came.month) = (d.provider_id, d.lot_id, d.month)), 0) as people,
           coalesce((select jsonb_agg(jsonb_build_object('payer', s.payer, 'ground', s.legal_ground, 'share', s.share_pence) order by s.payer, s.legal_ground)
                       from planning.published_payer_share s where s.budget_line_id = d.budget_line_id), '[]'::jsonb) as payers
      from d where d.came_to_pass or d.amount > 0
     group by d.provider_id, d.lot_id, d.month, d.unit, d.route, d.amount, d.charged, d.attended, d.came_to_pass, d.under_block, d.budget_line_id
     order by d.month, d.provider_id, d.lot_id, d.unit`)
  return recordServiceMonths(tx, { from: month, until: month }, monthsFrom(alike))
}

function monthsFrom(alike: readonly Alike[]): MonthOfService[] {
  const keyOf = (one: { providerId: string; lotId: string; month: string }) =>
    `${one.providerId} ${one.lotId} ${one.month}`
  const byMonth = new Map<string, Alike[]>()
  for (const one of alike) {
    const there = byMonth.get(keyOf(one))
    if (there === undefined) byMonth.set(keyOf(one), [one])
    else there.push(one)
  }
  return [...byMonth.values()].map((some) => {
    const { providerId, lotId, month, people } = some[0] as Alike
    return { providerId, lotId, month, people, use: useOf(some), income: incomeOf(some) }
  })
}

function useOf(some: readonly Alike[]): UnitUse[] {
  return [...new Set(some.map(({ unit }) => unit))].map((unit) => {
    const of = some.filter((one) => one.unit === unit && one.cameToPass)
    const came = of.filter(({ attended }) => attended)
    const count = (these: readonly Alike[], what: 'dates' | 'minutes') => these.reduce((all, one) => all + one[what], 0)
    return {
      unit,
      booked: count(of, 'dates'),
      attended: count(came, 'dates'),
      bookedMinutes: count(of, 'minutes'),
      attendedMinutes: count(came, 'minutes'),
    }
  })
}

function incomeOf(some: readonly Alike[]) {
  const brought = some.flatMap((one) =>
    incomeOfDate(one).map(({ payer, amount }) => ({ payer, amount: amount * one.dates })),
  )
  return incomePayers.flatMap((payer) => {
    const amount = brought.filter((line) => line.payer === payer).reduce((all, line) => all + line.amount, 0)
    return amount === 0 ? [] : [{ payer, amount: pence(amount) }]
  })
}

/** The whole months that are worked out again each day: a year back, and the one before, since marks and charges are put right late. */
export const monthsToGive = (today: CalendarDate) => {
  const until = lastWholeMonth(today)
  return { from: addMonths(until, -12), until }
}
