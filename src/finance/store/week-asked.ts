import { publishedPence } from '../../allocation/store.ts'
import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import type { Happened } from '../../delivery/index.ts'
import { type Asked, sql } from '../../platform/db.ts'
import type { PayerShare } from '../line-share.ts'
import type { WeekGoal, WeekRows } from '../my-week.ts'

export interface LineRow {
  readonly component: string
  readonly price: Pence
  readonly payers: readonly PayerShare[]
  readonly paid: Pence | null
  readonly chargeable: Pence | null
  readonly free: boolean
  /** What a free session asks at the door. */
  readonly door: Pence
}

export interface SessionRow {
  readonly occasionId: string
  readonly on: CalendarDate
  readonly startMinute: number
  readonly endMinute: number
  readonly title: string
  readonly place: string | null
  readonly withWhom: string | null
  readonly gettingThere: string | null
  readonly outcomeId: string | null
  readonly happened: Happened | null
  readonly reason: string | null
  readonly lines: readonly LineRow[] | null
}

export interface WeekRow {
  readonly sessions: readonly SessionRow[] | null
  readonly totals: WeekRows['totals']
  /** The budget the person was last told, what was agreed beyond it, or what a relief leaves in the week; nothing before one was told. */
  readonly budget: Pence | null
  /** The charge of the week in the books, once the week is over. */
  readonly posted: Pence | null
}

const budget = (personId: string, monday: CalendarDate) => sql`
  select ${publishedPence(monday)} from allocation.published_indicative
   where person_id = ${personId} and issued_on is not null order by issued_on desc, indicative_budget_id desc limit 1`

const posted = (personId: string, monday: CalendarDate) =>
  sql`select charge_pence from finance.published_charge where person_id = ${personId} and week_start = ${monday}`

/**
 * A person's dates of a week with their budget lines, the week's two sums, found by the database alone, the budget and the
 * charge: what is one sum or none stands in the one row. The dates are asked for in order, which leads the planner to the
 * index in plain order; the one that keeps two dates apart is slower to walk.
 */
export const weekAsked = (personId: string, monday: CalendarDate): Asked<WeekRow> => sql`
  with occasion as materialized (
    select o.* from finance.week_date o where o.person_id = ${personId} and o.on_date between ${monday} and ${addDays(monday, 6)} order by o.on_date),
  line as materialized (
    select o.occasion_id, o.happened, b.budget_line_id, b.component, b.provider_id, b.per_session_pence as price, b.council_share_pence as council, l.amount_pence as paid,
           l.chargeable_pence as chargeable, o.free_period_id is not null and charging.free_on(o.free_period_id, o.on_date) as free, b.payers, b.person_pence as person,
           case when b.route = 'no_cost' and not coalesce(o.free, true) then coalesce(o.price_from_pence, 0) else 0 end as door
      from occasion o
      join finance.week_price b on b.term_id = o.term_id and (b.in_force @> o.on_date) is true and o.term_in_force @> o.on_date
      left join finance.week_pay l on l.occasion_id = o.occasion_id and l.budget_line_id = b.budget_line_id)
  select (select json_agg(one) from (
            select o.occasion_id as "occasionId", o.on_date as "on", o.start_minute as "startMinute", o.end_minute as "endMinute",
                   coalesce(o.name, o.own_arrangement) as title, nullif(concat_ws(', ', o.site, o.town), '') as place, o.outcome_id as "outcomeId", o.happened,
                   (select w.name from market.published_provider_name w where w.provider_id = coalesce(o.placed_with,
                      (select l.provider_id from line l where l.occasion_id = o.occasion_id and l.component = 'support' order by l.budget_line_id limit 1))) as "withWhom",
                   o.getting_there as "gettingThere", o.reason,
                   (select json_agg(json_build_object('component', l.component, 'price', l.price, 'payers', coalesce(l.payers, '[]'::json), 'paid', l.paid, 'chargeable', l.chargeable, 'free', l.free, 'door', l.door)
                             order by array_position(array['support','escort','transport','meal','employer_costs'], l.component), l.budget_line_id)
                      from line l where l.occasion_id = o.occasion_id) as lines
              from occasion o order by o.on_date, o.start_minute, o.occasion_id) as one) as sessions,
         (select json_build_object(
            'used', coalesce(sum(case when l.paid is null then l.council when l.price = l.person then 0 else floor(l.paid::numeric * l.council / (l.price - l.person)) end), 0)::bigint,
            'onTheDay', coalesce(sum(case when l.happened is null or l.happened = 'attended' then l.person + l.door else 0 end), 0)::bigint)
            from line l) as totals,
         (${budget(personId, monday)}) as budget, (${posted(personId, monday)}) as posted`

/** The outcomes a person had agreed to by the end of a week. */
export const goalsAsked = (personId: string, monday: CalendarDate): Asked<WeekGoal> => sql`
  select outcome_id as "outcomeId", words, care_act_item as "careActItem" from planning.published_goal
   where person_id = ${personId} and agreed_on <= ${addDays(monday, 6)} order by agreed_on, outcome_id`

/** What the person likes to be called. */
export const calledAsked = (personId: string): Asked<{ name: string }> =>
  sql`select given_name as name from people.published_given_name where person_id = ${personId} order by kind = 'preferred' desc limit 1`

/** Reviews that are booked and not held yet, the next one first. */
export const reviewsAsked = (personId: string, today: CalendarDate): Asked<{ on: CalendarDate }> => sql`
  select due_on as "on" from needs.published_review_due
   where person_id = ${personId} and settled_on is null and due_on >= ${today} order by due_on limit 3`

/** That a person said their charge is wrong, and the day by which the council answers. */
export interface OpenDisputeRow {
  readonly disputeId: string
  readonly answerBy: CalendarDate
}

/** What a person said is wrong with their charge, while nobody has answered it. */
export const openDisputeAsked = (personId: string): Asked<OpenDisputeRow> => sql`
  select dispute_id as "disputeId", answer_by as "answerBy" from charging.published_open_dispute where person_id = ${personId}`

/** A date that will not take place: its building is closed, or whoever runs it cancelled it. */
export interface OffRow {
  readonly on: CalendarDate
  readonly title: string
  readonly closed: boolean
}

/** The person's dates from a day until a day that are off. Most people have none, and then only their own few dates are looked at. */
export const offAsked = (
  personId: string,
  { from, until }: { from: CalendarDate; until: CalendarDate },
): Asked<OffRow> => sql`
  select on_date as "on", title, closed from delivery.dates_off(${personId}, ${from}::date, ${until}::date)`

/** A place of the person that is paused on some day of a span, in the words of their week. */
export interface PausedRow {
  readonly title: string
  readonly weekday: number
  readonly from: CalendarDate
  readonly until: CalendarDate | null
}

/** What the person is called, and which of the longer questions about them have something to find. */
export interface WeekNeeds {
  readonly name: string | null
  /** A place of theirs was paused at some time. */
  readonly paused: boolean
  /** They said that their charge is wrong, and nobody has answered. */
  readonly disputed: boolean
  /** A date of the span was called off at some time. */
  readonly off: boolean
  /** Milliseconds of since when something about their money waits for a background job, by the same look as the week's sums. */
  readonly since: number | null
}

/** What the person is called, and which longer questions are worth asking of their week: most people need none of them, and one short look says so. */
export const needsAsked = (
  personId: string,
  { from, until }: { from: CalendarDate; until: CalendarDate },
): Asked<WeekNeeds> => sql`
  select (${calledAsked(personId)}) as name, paused, disputed, off, extract(epoch from since)::float8 * 1000 as since from finance.week_needs(${personId}::uuid, ${from}::date, ${until}::date)`

/** Places that are paused on a day of a span, each pause that goes on from another as one. */
export const pausedAsked = (
  personId: string,
  { from, until }: { from: CalendarDate; until: CalendarDate },
): Asked<PausedRow> => sql`
  select coalesce(s.name, t.own_arrangement, '') as title, t.weekday, x.from_date as "from", c.until
    from brokerage.published_pause x join brokerage.published_placement l on l.placement_id = x.placement_id
    join planning.published_term t on t.term_id = l.term_id left join directory.published_session s on s.session_id = t.session_id
   cross join lateral (
     with recursive chain as (
       select x.pause_id, x.in_force union all
       select n.pause_id, n.in_force from brokerage.published_pause n join chain k on n.continues = k.pause_id and not isempty(n.in_force))
     select case when bool_or(upper_inf(k.in_force)) then null else max(upper(k.in_force)) - 1 end as until from chain k) c
   where x.person_id = ${personId} and x.in_force && daterange(${from}::date, ${until}::date, '[]')
     and not exists (select from brokerage.published_pause b where b.pause_id = x.continues and b.in_force && daterange(${from}::date, ${until}::date, '[]'))
   order by x.from_date, t.weekday, t.start_minute`

/** A date that does not happen because its place is paused. */
export interface PausedDateRow {
  readonly on: CalendarDate
  readonly title: string
}

/** The dates of a week that a pause took away. */
export const pausedDatesAsked = (personId: string, monday: CalendarDate): Asked<PausedDateRow> => sql`
  select d.on_date as "on", coalesce(s.name, t.own_arrangement, '') as title
    from delivery.published_paused_date d join planning.published_term t on t.term_id = d.term_id left join directory.published_session s on s.session_id = t.session_id
   where d.person_id = ${personId} and d.on_date between ${monday} and ${addDays(monday, 6)} order by d.on_date, d.start_minute, d.planned_session_id`
