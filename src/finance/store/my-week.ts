import { chargeForWeek } from '../../charging/index.ts'
import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { type Pence, pence } from '../../core/money.ts'
import type { Happened } from '../../delivery/index.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { bornBy, lineShare, type PayerShare } from '../line-share.ts'
import type { WeekCharge, WeekGoal, WeekPart, WeekRows, WeekSession } from '../my-week.ts'
import { noticeOfWeek } from '../notice-of-week.ts'
import { noticesOf } from './charges.ts'

interface LineRow {
  occasionId: string
  component: string
  price: Pence
  payers: PayerShare[]
  paid: Pence | null
  chargeable: Pence | null
  free: boolean
  /** What a free session asks at the door. */
  door: Pence
}
type SessionRow = Omit<WeekSession, 'id' | 'parts' | 'happened'> & { occasionId: string; happened: Happened | null }

/** Everything a person's week shows, row by row, and the same week added up by the database apart from the rows. */
export async function weekRows(tx: Tx, personId: string, monday: CalendarDate): Promise<WeekRows> {
  const sessions = await sessionsOf(tx, personId, monday)
  const lines = await linesOf(tx, personId, monday)
  const whole = sessions.map((row): WeekSession => {
    const own = lines.filter(({ occasionId }) => occasionId === row.occasionId)
    const parts = own.map((line) => partOf(line, row.happened))
    return { ...row, id: row.occasionId, happened: row.happened ?? 'planned', parts }
  })
  return {
    weekStart: monday,
    sessions: whole,
    goals: await goalsOf(tx, personId, monday),
    budget: await budgetOf(tx, personId),
    charge: await chargeOf(tx, personId, monday, { sessions, lines }),
    totals: await totalsOf(tx, personId, monday),
  }
}

const cameOrMay = (happened: Happened | null) => happened === null || happened === 'attended'

function partOf(line: LineRow, happened: Happened | null): WeekPart {
  const share = lineShare(line.price, line.payers)
  const cost = line.paid === null ? share.fromBudget : bornBy(share.fromBudget, line.paid, share)
  const onTheDay = cameOrMay(happened) ? pence(share.onTheDay + line.door) : pence(0)
  return { component: line.component, agreed: share.fromBudget, cost, onTheDay }
}

async function sessionsOf(tx: Tx, personId: string, monday: CalendarDate): Promise<SessionRow[]> {
  const rows = await tx.query<{ [Key in keyof SessionRow]: SessionRow[Key] | null }>(sql`
    select o.occasion_id as "occasionId", o.on_date as "on", o.start_minute as "startMinute", o.end_minute as "endMinute",
           coalesce(s.name, t.own_arrangement) as title, nullif(concat_ws(', ', s.site, s.town), '') as place, pr.name as "withWhom", tr.mode as "gettingThere",
           t.outcome_id as "outcomeId", o.happened, case when o.happened <> 'attended' then r.words end as reason
      from delivery.published_occasion o
      join planning.published_term t on t.term_id = o.term_id
      left join directory.published_session s on s.session_id = t.session_id
      left join planning.published_transport tr on tr.planned_session_id = o.planned_session_id
      left join brokerage.published_placement p on p.term_id = o.term_id and p.in_force @> o.on_date
      left join market.published_provider pr on pr.provider_id = coalesce(p.provider_id,
        (select b.provider_id from planning.published_budget_line b where b.term_id = o.term_id and b.component = 'support' and b.in_force @> o.on_date order by b.budget_line_id limit 1))
      left join delivery.reason r on r.code = o.reason
     where o.person_id = ${personId} and o.on_date between ${monday} and ${addDays(monday, 6)}
     order by o.on_date, o.start_minute, o.occasion_id`)
  return rows.map((row) => {
    const { place, withWhom, gettingThere, outcomeId, reason } = row
    const known = {
      place: place ?? undefined,
      withWhom: withWhom ?? undefined,
      gettingThere: gettingThere ?? undefined,
    }
    return { ...row, ...known, outcomeId: outcomeId ?? undefined, reason: reason ?? undefined } as SessionRow
  })
}

async function linesOf(tx: Tx, personId: string, monday: CalendarDate): Promise<LineRow[]> {
  return tx.query<LineRow>(sql`
    select o.occasion_id as "occasionId", b.component, b.per_session_pence as price,
           coalesce((select jsonb_agg(jsonb_build_object('payer', s.payer, 'ground', s.legal_ground, 'share', s.share_pence) order by s.payer, s.legal_ground)
                       from planning.published_payer_share s where s.budget_line_id = b.budget_line_id), '[]'::jsonb) as payers,
           l.amount_pence as paid, l.chargeable_pence as chargeable, charging.free_on(t.free_period_id, o.on_date) as free,
           case when b.route = 'no_cost' and not coalesce(e.free, true) then coalesce(e.price_from_pence, 0) else 0 end as door
      from delivery.published_occasion o
      join planning.published_term t on t.term_id = o.term_id
      join planning.published_budget_line b on b.term_id = o.term_id and b.in_force @> o.on_date
      left join directory.published_session e on e.session_id = t.session_id
      left join finance.pay_line l on l.occasion_id = o.occasion_id and l.budget_line_id = b.budget_line_id
       and not exists (select from finance.pay_line later where later.replaces = l.id)
     where o.person_id = ${personId} and o.on_date between ${monday} and ${addDays(monday, 6)}
     order by o.occasion_id, array_position(array['support','escort','transport','meal','employer_costs'], b.component), b.budget_line_id`)
}

async function goalsOf(tx: Tx, personId: string, monday: CalendarDate): Promise<WeekGoal[]> {
  return tx.query<WeekGoal>(sql`
    select outcome_id as "outcomeId", words, care_act_item as "careActItem" from planning.published_outcome
     where person_id = ${personId} and agreed_on <= ${addDays(monday, 6)} order by agreed_on, outcome_id`)
}

async function budgetOf(tx: Tx, personId: string): Promise<Pence | undefined> {
  const [issued] = await tx.query<{ weekly: Pence }>(sql`
    select weekly_pence as weekly from allocation.published_indicative where person_id = ${personId} and issued_on is not null order by issued_on desc, indicative_budget_id desc limit 1`)
  return issued?.weekly
}

/** The charge in the books when the week is over; until then what it will come to if everything happens as planned. */
async function chargeOf(
  tx: Tx,
  personId: string,
  monday: CalendarDate,
  { sessions, lines }: { sessions: readonly SessionRow[]; lines: readonly LineRow[] },
): Promise<WeekCharge | undefined> {
  const notice = noticeOfWeek(await noticesOf(tx, personId), monday)
  if (!notice) return undefined
  const told = { told: notice.weekly, toldOn: notice.toldOn ?? undefined, upTo: notice.upTo }
  const posted = await tx.maybe<{ amount: Pence }>(sql`
    select charge_pence as amount from finance.published_charge where person_id = ${personId} and week_start = ${monday}`)
  if (posted) return { ...told, amount: posted.amount, final: true }
  const delivered = sessions.flatMap((session) =>
    lines
      .filter(({ occasionId }) => occasionId === session.occasionId)
      .map((line, at) => ({
        id: `${session.occasionId} ${at}`,
        on: session.on,
        cost: cameOrMay(session.happened) ? (line.chargeable ?? lineShare(line.price, line.payers).careAct) : pence(0),
        chargeable: !line.free,
      })),
  )
  const notices = [
    {
      toldOn: told.toldOn,
      firstDayCharged: notice.firstDayCharged,
      weekly: notice.weekly,
      until: notice.until ?? undefined,
    },
  ]
  const { charge } = chargeForWeek({ monday, told: notices, free: [], delivered })
  return { ...told, amount: charge, final: false }
}

/** The week's two sums, found by the database alone. */
async function totalsOf(tx: Tx, personId: string, monday: CalendarDate): Promise<WeekRows['totals']> {
  return tx.one<WeekRows['totals']>(sql`
    with line as (
      select o.happened, b.per_session_pence as price, b.council_share_pence as council, l.amount_pence as paid, b.route, e.free, e.price_from_pence as door,
             coalesce((select sum(s.share_pence) from planning.published_payer_share s where s.budget_line_id = b.budget_line_id and s.payer = 'person'), 0) as person
        from delivery.published_occasion o
        join planning.published_budget_line b on b.term_id = o.term_id and b.in_force @> o.on_date
        left join directory.published_session e on e.session_id = b.session_id
        left join finance.pay_line l on l.occasion_id = o.occasion_id and l.budget_line_id = b.budget_line_id
         and not exists (select from finance.pay_line later where later.replaces = l.id)
       where o.person_id = ${personId} and o.on_date between ${monday} and ${addDays(monday, 6)})
    select coalesce(sum(case when paid is null then council when price = person then 0 else floor(paid::numeric * council / (price - person)) end), 0)::bigint as used,
           coalesce(sum(case when happened is null or happened = 'attended'
                             then person + case when route = 'no_cost' and not coalesce(free, true) then coalesce(door, 0) else 0 end else 0 end), 0)::bigint as "onTheDay"
      from line`)
}

/** What the person likes to be called. */
export async function nameOf(tx: Tx, personId: string): Promise<string> {
  const person = await tx.maybe<{ name: string }>(
    sql`select given_name as name from people.published_person where person_id = ${personId}`,
  )
  return person?.name ?? ''
}

/** Reviews that are booked and not held yet, the next one first. */
export async function openReviews(tx: Tx, personId: string): Promise<{ on: CalendarDate }[]> {
  return tx.query(sql`
    select due_on as "on" from needs.published_review_due where person_id = ${personId} and settled_on is null and due_on >= ${tx.today} order by due_on limit 3`)
}

/** Of several people, the first who has dates; the first of all when none has. */
export async function firstWithDates(tx: Tx, personIds: readonly string[]): Promise<string | undefined> {
  const [found] = await tx.query<{ personId: string }>(sql`
    select w.person_id as "personId" from unnest(${personIds}::uuid[]) with ordinality as w (person_id, place)
     order by exists (select from delivery.published_occasion o where o.person_id = w.person_id) desc, w.place limit 1`)
  return found?.personId
}
