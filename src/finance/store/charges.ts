import { chargeForWeek } from '../../charging/index.ts'
import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { type Pence, pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { type Asked, sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import { chargeCentre } from '../cost-centre.ts'
import { firstNoticeOfWeek, type NoticeRow, toldInWeek } from '../notice-of-week.ts'
import { charging } from '../postings.ts'
import { post } from './ledger.ts'
import { bookYearEnd } from './year-end.ts'

/** The version of the weekly rule: lower of what was told and what chargeable support cost, spread by largest remainder. */
const chargeRuleVersion = 'weekly-charge-1'

interface WeekLine {
  payLineId: string
  on: CalendarDate
  amount: Pence
  chargeable: Pence
}
interface StandingCharge {
  id: string
  amount: Pence
  noticeId: string
  delivered: Pence
}

/**
 * The charge of a person's week, from what was delivered: at most what they were told, at most what it cost, nothing for
 * what was not attended, nothing on free days. Worked out again when a mark changes: the charge is replaced and the
 * difference posted. Safe to repeat. No notice, no charge. Gives the charge that stands.
 */
export async function chargeWeek(tx: Tx, personId: string, monday: CalendarDate): Promise<Pence | undefined> {
  const lines = await weekLines(tx, personId, monday)
  const standing = await standingCharge(tx, personId, monday)
  const notices = await tx.query(noticesAsked(personId))
  const notice = firstNoticeOfWeek(notices, monday)
  if (!notice || (lines.length === 0 && !standing)) return standing?.amount
  const result = chargeForWeek({
    monday,
    givenBack: await givenBackFor(tx, personId, monday),
    told: toldInWeek(notices, monday),
    free: [],
    delivered: lines.map(({ payLineId, on, chargeable }) => ({
      id: payLineId,
      on,
      cost: chargeable,
      chargeable: chargeable > 0,
    })),
  })
  const delivered = pence(lines.reduce((all, { amount }) => all + amount, 0))
  const same =
    standing?.amount === result.charge && standing.delivered === delivered && standing.noticeId === notice.noticeId
  if (same) return result.charge
  const chargeId = newId()
  await tx.query(sql`
    insert into finance.charge (id, person_id, week_start, notice_id, first_day_charged, told_weekly_pence, delivered_cost_pence, charge_pence, rule_version, replaces, recorded_by, reason)
    values (${chargeId}, ${personId}, ${monday}, ${notice.noticeId}, ${notice.firstDayCharged}, ${notice.told}, ${delivered}, ${result.charge}, ${chargeRuleVersion},
      ${standing?.id ?? null}, ${actor(tx)}, ${standing ? 'worked out again' : 'week complete'})`)
  const onDay = new Map(lines.map(({ payLineId, on }) => [payLineId, on]))
  await tx.query(sql`
    insert into finance.charge_line (charge_id, pay_line_id, person_id, week_start, first_day_charged, on_date, cost_pence, charge_pence)
    select ${chargeId}::uuid, l.id, ${personId}::uuid, ${monday}::date, ${notice.firstDayCharged}::date, l.on_date, l.cost, l.charge
      from unnest(${result.lines.map(({ id }) => id)}::uuid[], ${result.lines.map(({ id }) => onDay.get(id) ?? null)}::date[],
        ${result.lines.map(({ cost }) => cost)}::bigint[], ${result.lines.map(({ charge }) => charge)}::bigint[]) as l (id, on_date, cost, charge)`)
  await post(
    tx,
    charging({
      chargeId,
      personId,
      costCentre: chargeCentre,
      weekStart: monday,
      was: standing?.amount ?? pence(0),
      now: result.charge,
    }),
  )
  await bookYearEnd(tx, personId, monday)
  await audit(tx, {
    action: 'finance/charged',
    subject: 'charge',
    subjectId: chargeId,
    personId,
    detail: { weekStart: monday, charge: result.charge, was: standing?.amount ?? 0 },
  })
  return result.charge
}

/** The pay lines of a week as they stand; a day that is free for the person is not chargeable. */
async function weekLines(tx: Tx, personId: string, monday: CalendarDate): Promise<WeekLine[]> {
  return tx.query<WeekLine>(sql`
    select l.id as "payLineId", l.on_date as "on", l.amount_pence as amount,
           case when charging.free_on(t.free_period_id, l.on_date) or exists (
             select from charging.published_free_period f where f.person_id = l.person_id and charging.free_on(f.free_period_id, l.on_date)
                and not exists (select from planning.published_term x where x.free_period_id = f.free_period_id)) then 0 else l.chargeable_pence end as chargeable
      from finance.pay_line l join planning.published_term t on t.term_id = l.term_id
     where l.person_id = ${personId} and l.on_date between ${monday} and ${addDays(monday, 6)}
       and not exists (select from finance.pay_line later where later.replaces = l.id)
     order by l.on_date, l.id`)
}

async function standingCharge(tx: Tx, personId: string, monday: CalendarDate): Promise<StandingCharge | undefined> {
  return tx.maybe<StandingCharge>(sql`
    select c.id, c.charge_pence as amount, c.notice_id as "noticeId", c.delivered_cost_pence as delivered from finance.charge c
     where c.person_id = ${personId} and c.week_start = ${monday} and not exists (select from finance.charge later where later.replaces = c.id)`)
}

/**
 * What the person may be asked for, and on which days: each notice holds until the next one's first day, never above the
 * contribution in force. So a sum settled downward holds for days that were told more, and a higher one waits until it is told.
 * What was told of a decision that never began gives way once what took its place was told from the same first day.
 */
export const noticesAsked = (personId: string): Asked<NoticeRow> => sql`
    select n.notice_id as "noticeId", n.told_on as "toldOn", n.first_day_charged as "firstDayCharged", n.told_pence as told, n.up_to as "upTo", n.taken_over as "takenOver",
           n.weekly_pence as weekly, n.from_date as "from", n.until_date as "until"
      from charging.published_told n where n.person_id = ${personId} order by n.first_day_charged, n.decided_from, n.notice_id`

/** Weeks charged already that a change from a day may alter, the earliest first. */
export async function weeksChargedSince(tx: Tx, personId: string, from: CalendarDate): Promise<CalendarDate[]> {
  const weeks = await tx.query<{ monday: CalendarDate }>(sql`
    select c.week_start as monday from finance.charge c
     where c.person_id = ${personId} and c.week_start + 6 >= ${from} and c.replaces is null order by c.week_start`)
  return weeks.map(({ monday }) => monday)
}

/** Weeks that are over, have pay, and no charge yet although the person was told one; the earliest first, at most a year back. */
export async function weeksToCharge(tx: Tx, most = 1000): Promise<{ personId: string; monday: CalendarDate }[]> {
  return tx.query(sql`
    select distinct l.person_id as "personId", date_trunc('week', l.on_date::timestamp)::date as monday
      from finance.pay_line l
     where l.on_date >= ${tx.today}::date - 371 and date_trunc('week', l.on_date::timestamp)::date + 6 < ${tx.today}::date
       and exists (select from charging.published_notice n where n.person_id = l.person_id and n.first_day_charged <= date_trunc('week', l.on_date::timestamp)::date + 6)
       and not exists (select from finance.charge c where c.person_id = l.person_id and c.week_start = date_trunc('week', l.on_date::timestamp)::date)
     order by monday, "personId" limit ${most}`)
}

/** What a week is charged as it stands; nothing while it is not charged. */
export const weekChargeOf = async (tx: Tx, personId: string, monday: CalendarDate): Promise<Pence | undefined> =>
  (await standingCharge(tx, personId, monday))?.amount

/** What the council gave back for a week because something in it was wrong. */
async function givenBackFor(tx: Tx, personId: string, monday: CalendarDate): Promise<Pence | undefined> {
  const row = await tx.maybe<{ amount: Pence }>(sql`
    select given_back_pence as amount from charging.published_week_given_back where person_id = ${personId} and week_start = ${monday}`)
  return row?.amount
}
