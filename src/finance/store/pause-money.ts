import { chargeForWeek } from '../../charging/index.ts'
import { addDays, type CalendarDate, mondayOf } from '../../core/calendar-date.ts'
import { type Pence, pence } from '../../core/money.ts'
import type { Happened } from '../../delivery/index.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { lineShare, type PayerShare } from '../line-share.ts'
import { type NoticeRow, noticeOfWeek, toldInWeek } from '../notice-of-week.ts'
import { noticesAsked } from './charges.ts'

/** What a week may be charged as it stands planned, and what without some of its dates. */
export interface WeekWithout {
  readonly monday: CalendarDate
  readonly planned: Pence
  readonly without: Pence
}

/** What follows for the person's charge, and for a place that is paid by instalments, when dates do not happen. */
export interface MoneyWithout {
  readonly weeks: readonly WeekWithout[]
  /** Some of the dates are in places of a block contract: its instalments go on. */
  readonly byInstalments: boolean
}

interface Line {
  readonly occasionId: string
  readonly on: CalendarDate
  readonly happened: Happened | null
  readonly price: Pence
  readonly payers: readonly PayerShare[]
  readonly chargeable: Pence | null
  readonly free: boolean
}

/**
 * What a person pays at most in each week that is not over, as planned and without these dates: the rule of the weekly charge over what
 * each would cost. Weeks without any of the dates are left out, and so is everything where the reader may not know what the person pays.
 */
export async function moneyWithout(tx: Tx, personId: string, occasionIds: readonly string[]): Promise<MoneyWithout> {
  if (occasionIds.length === 0) return { weeks: [], byInstalments: false }
  const notices = await tx.query(noticesAsked(personId))
  const lines = await linesAround(tx, personId, occasionIds)
  const gone = new Set(occasionIds)
  const mondays = [...new Set(lines.filter(({ occasionId }) => gone.has(occasionId)).map(({ on }) => mondayOf(on)))]
    .filter((monday) => addDays(monday, 6) >= tx.today)
    .sort()
  const weeks = mondays.flatMap((monday) => {
    if (noticeOfWeek(notices, monday) === undefined) return []
    const own = lines.filter(({ on }) => mondayOf(on) === monday)
    const staying = own.filter(({ occasionId }) => !gone.has(occasionId))
    return [{ monday, planned: chargeOf(notices, monday, own), without: chargeOf(notices, monday, staying) }]
  })
  return { weeks, byInstalments: await underBlock(tx, occasionIds) }
}

function chargeOf(notices: readonly NoticeRow[], monday: CalendarDate, lines: readonly Line[]): Pence {
  const delivered = lines.map(({ occasionId, on, happened, price, payers, chargeable, free }, at) => ({
    id: `${occasionId} ${at}`,
    on,
    cost: happened === null || happened === 'attended' ? (chargeable ?? lineShare(price, payers).careAct) : pence(0),
    chargeable: !free,
  }))
  return chargeForWeek({ monday, told: toldInWeek(notices, monday), free: [], delivered }).charge
}

/** What a week may be charged as it stands, and what with dates that come back. */
export interface WeekBack {
  readonly monday: CalendarDate
  readonly paused: Pence
  readonly back: Pence
}

/** What follows for the person's charge, and for what is owed to a place, when dates come back that a pause took away or marked as missed. */
export interface MoneyBack {
  readonly weeks: readonly WeekBack[]
  /** What was to be paid for dates that were told too late, and is owed no more. */
  readonly owedNoMore: Pence
  readonly byInstalments: boolean
}

/** A date that comes back, by its line; with itself where it stands, marked as missed. */
export interface DateComingBack {
  readonly termId: string
  readonly on: CalendarDate
  readonly occasionId: string | null
}

/** What a person pays at most in each week that is not over, as it stands in the pause and with these dates back, by the rule of the weekly charge. */
export async function moneyBack(tx: Tx, personId: string, dates: readonly DateComingBack[]): Promise<MoneyBack> {
  if (dates.length === 0) return { weeks: [], owedNoMore: pence(0), byInstalments: false }
  const notices = await tx.query(noticesAsked(personId))
  const mondays = [...new Set(dates.map(({ on }) => mondayOf(on)))]
    .filter((monday) => addDays(monday, 6) >= tx.today)
    .sort()
  const standing = await linesOfWeeks(tx, personId, mondays)
  const coming = await linesOfDates(tx, dates)
  const marked = new Set(dates.flatMap(({ occasionId }) => occasionId ?? []))
  const weeks = mondays.flatMap((monday) => {
    if (noticeOfWeek(notices, monday) === undefined) return []
    const inWeek = ({ on }: Line) => mondayOf(on) === monday
    const own = standing.filter(inWeek)
    const others = own.filter(({ occasionId }) => !marked.has(occasionId))
    const back = [...others, ...coming.filter(inWeek)]
    return [{ monday, paused: chargeOf(notices, monday, own), back: chargeOf(notices, monday, back) }]
  })
  return { weeks, owedNoMore: await owedFor(tx, [...marked]), byInstalments: await blockOfTerms(tx, dates) }
}

const owedFor = async (tx: Tx, occasionIds: readonly string[]): Promise<Pence> =>
  pence(
    (
      await tx.one<{ owed: number }>(sql`
        select coalesce(sum(l.amount_pence), 0)::bigint as owed from finance.pay_line l
         where l.occasion_id = any (${[...occasionIds]}::uuid[]) and not exists (select from finance.pay_line later where later.replaces = l.id)`)
    ).owed,
  )

/** What dates that do not stand would cost, by the lines of the plan that are in force on them. */
const linesOfDates = (tx: Tx, dates: readonly DateComingBack[]) =>
  tx.query<Line>(sql`
    select d.term::text || d.day::text as "occasionId", d.day as "on", null as happened, b.per_session_pence as price, coalesce(s.payers, '[]'::json) as payers, null as chargeable,
           t.free_period_id is not null and charging.free_on(t.free_period_id, d.day) as free
      from unnest(${dates.map(({ termId }) => termId)}::uuid[], ${dates.map(({ on }) => on)}::date[]) as d (term, day)
      join planning.published_term t on t.term_id = d.term
      join planning.published_budget_line b on b.term_id = d.term and b.in_force @> d.day and b.per_session_pence > 0
      ${payersOfLine}
     order by d.day, d.term, b.budget_line_id`)

/** Whether a block contract that stands pays for the places these dates are in, by the dates of the same lines that stand. */
async function blockOfTerms(tx: Tx, dates: readonly DateComingBack[]): Promise<boolean> {
  const { ids } = await tx.one<{ ids: string[] | null }>(sql`
    select array_agg(o.occasion_id order by o.occasion_id) as ids from delivery.published_occasion o
     where o.term_id = any (${[...new Set(dates.map(({ termId }) => termId))]}::uuid[]) and o.on_date >= ${tx.today}::date`)
  return ids !== null && underBlock(tx, ids)
}

const linesAround = async (tx: Tx, personId: string, occasionIds: readonly string[]) => {
  const weeks = await tx.query<{ monday: CalendarDate }>(sql`
    select distinct date_trunc('week', d.on_date::timestamp)::date as monday from delivery.published_occasion d where d.occasion_id = any (${[...occasionIds]}::uuid[]) order by 1`)
  return linesOfWeeks(
    tx,
    personId,
    weeks.map(({ monday }) => monday),
  )
}

const payersOfLine = sql`
      cross join lateral (
        select json_agg(json_build_object('payer', p.payer, 'ground', p.legal_ground, 'share', p.share_pence) order by p.payer, p.legal_ground) as payers
          from planning.published_payer_share p where p.budget_line_id = b.budget_line_id) s`

const linesOfWeeks = (tx: Tx, personId: string, mondays: readonly CalendarDate[]) =>
  tx.query<Line>(sql`
    select o.occasion_id as "occasionId", o.on_date as "on", o.happened, b.per_session_pence as price, coalesce(s.payers, '[]'::json) as payers, l.chargeable_pence as chargeable,
           t.free_period_id is not null and charging.free_on(t.free_period_id, o.on_date) as free
      from unnest(${[...mondays]}::date[]) as w (monday)
      join delivery.published_occasion o on o.person_id = ${personId} and o.on_date between w.monday and w.monday + 6
      join planning.published_term t on t.term_id = o.term_id
      join planning.published_budget_line b on b.term_id = o.term_id and b.in_force @> o.on_date and b.per_session_pence > 0
      left join finance.pay_line l on l.occasion_id = o.occasion_id and l.budget_line_id = b.budget_line_id and not exists (select from finance.pay_line later where later.replaces = l.id)
      ${payersOfLine}
     order by o.on_date, o.occasion_id, b.budget_line_id`)

/** Whether a block contract that stands pays for one of these dates. */
async function underBlock(tx: Tx, occasionIds: readonly string[]): Promise<boolean> {
  const { held } = await tx.one<{ held: boolean }>(sql`
    select exists (
      select from delivery.published_occasion o
        join planning.published_budget_line b on b.term_id = o.term_id and b.in_force @> o.on_date and b.component = 'support'
       where o.occasion_id = any (${[...occasionIds]}::uuid[]) and finance.block_for(o.occasion_id, b.budget_line_id, b.provider_id) is not null) as held`)
  return held
}
