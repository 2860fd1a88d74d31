import { type CalendarDate, mondayOf } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { calendarFor } from '../../directory/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { appendFact } from '../../platform/facts.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { answerBy } from '../dispute-clock.ts'
import type { Correction, DisputeAbout, DisputeOutcome } from '../dispute-words.ts'

/** Asks a later step, which keeps the charges of weeks, what a week is charged; nothing while it is not. */
export type AskWeekCharge = (tx: Tx, personId: string, monday: CalendarDate) => Promise<Pence | undefined>

/** That a person says a charge is wrong, and what came of it. `weekly`: what they were told to pay at most a week. */
export interface Dispute extends DisputeAbout {
  readonly disputeId: string
  readonly personId: string
  readonly personName: string
  readonly contributionId: string
  /** The first day it is charged from. */
  readonly chargedFrom: CalendarDate
  readonly words: string
  readonly byPerson: boolean
  readonly chargeDecidedBy: string
}

const columns = sql`
  d.id as "disputeId", d.person_id as "personId", coalesce(p.name, 'Name not shown') as "personName", d.contribution_id as "contributionId", n.weekly_pence as weekly, n.first_day_charged as "chargedFrom", d.words,
  d.raised_on as "raisedOn", d.raised_by_person as "byPerson", d.answer_by as "answerBy", d.charge_decided_by as "chargeDecidedBy", o.outcome, o.reason,
  o.weekly_pence as "newWeekly", c.from_date as "newFrom", o.decided_on as "decidedOn",
  o.week_start as "weekStart", o.correction, k.done_on as "putRightOn", k.words as "putRight", k.given_back_pence as "givenBack",
  case when o.outcome = 'taken_back' then s.name else coalesce(s.name, 'Daywell') end as "decidedBy"`
const tables = sql`
  charging.dispute d join charging.notice n on n.id = d.notice_id left join people.published_person p on p.person_id = d.person_id
  left join charging.dispute_outcome o on o.dispute_id = d.id left join charging.contribution c on c.id = o.contribution_id
  left join charging.dispute_correction k on k.dispute_id = d.id left join platform.published_staff s on s.staff_id = o.decided_by`

/**
 * Records that a person, or somebody for them, says that a charge they were told is wrong: the one named, else the one they
 * were told last. From then on nothing is chased until it is answered. Refused: nothing_told_to_dispute; one_open_dispute.
 */
export async function raiseDispute(
  tx: Tx,
  { personId, words, noticeId }: { personId: string; words: string; noticeId?: string | undefined },
): Promise<string> {
  const notice = await tx.maybe<{ noticeId: string; contributionId: string; decidedBy: string }>(sql`
    select n.id as "noticeId", n.contribution_id as "contributionId", c.decided_by as "decidedBy"
      from charging.notice n join charging.contribution c on c.id = n.contribution_id
     where n.person_id = ${personId} and (${noticeId ?? null}::uuid is null or n.id = ${noticeId ?? null}::uuid)
     order by n.recorded_at desc, n.first_day_charged desc, n.id limit 1`)
  if (notice === undefined) throw new Refused('nothing_told_to_dispute')
  const disputeId = newId()
  const due = answerBy(tx.today, (await calendarFor(tx)).bankHolidays)
  await tx.query(sql`
    insert into charging.dispute (id, person_id, notice_id, contribution_id, charge_decided_by, raised_on, words, answer_by, raised_by_person, recorded_by)
    values (${disputeId}, ${personId}, ${notice.noticeId}, ${notice.contributionId}, ${notice.decidedBy}, ${tx.today}, ${words}, ${due}, ${tx.who.role === 'person'}, ${actor(tx)})`)
  await appendFact(tx, 'charging/challenged', disputeId, tx.today)
  await audit(tx, {
    action: 'charging/dispute-raised',
    subject: 'dispute',
    subjectId: disputeId,
    personId,
    detail: { answerBy: due },
  })
  return disputeId
}

/**
 * Answers a dispute with a reason, once. That one week was wrong names the week and what has to be put right, a task until it
 * is done; money is given back only for a week that is charged something. That the charge was changed names the charge that was
 * decided since; nothing that was decided before is altered. Whoever decided the charge neither answers it nor takes it back for
 * the person. Refused: dispute_decided_by_another, no_new_charge, week_wrong_names_its_week, wrong_week_to_come,
 * nothing_to_give_back, dispute_outcome_pkey.
 */
export async function answerDispute(
  tx: Tx,
  answer: {
    personId: string
    disputeId: string
    outcome: DisputeOutcome
    reason: string
    /** A day in the week that was wrong, and how it is put right. */
    wrong?: { week: CalendarDate; correction: Correction } | undefined
  },
  weekCharge: AskWeekCharge,
): Promise<void> {
  const { personId, disputeId, outcome, reason } = answer
  const wrong = outcome === 'week_wrong' ? answer.wrong : undefined
  if (wrong !== undefined && mondayOf(wrong.week) > tx.today) throw new Refused('wrong_week_to_come')
  const one = await disputeOf(tx, personId, disputeId)
  if (wrong?.correction === 'refund' && !(await weekCharge(tx, personId, mondayOf(wrong.week))))
    throw new Refused('nothing_to_give_back')
  const changed = outcome === 'changed' ? await newChargeFor(tx, personId, disputeId) : undefined
  if (outcome === 'changed' && changed === undefined) throw new Refused('no_new_charge')
  await tx.query(sql`
    insert into charging.dispute_outcome (dispute_id, person_id, charge_decided_by, outcome, reason, contribution_id, weekly_pence, week_start, correction, decided_on, decided_by)
    values (${disputeId}, ${personId}, ${one.chargeDecidedBy}, ${outcome}, ${reason}, ${changed?.contributionId ?? null}, ${changed?.weekly ?? null},
      ${wrong === undefined ? null : mondayOf(wrong.week)}, ${wrong?.correction ?? null}, ${tx.today}, ${actor(tx)})`)
  await audit(tx, {
    action: outcome === 'taken_back' ? 'charging/dispute-taken-back' : 'charging/dispute-answered',
    subject: 'dispute',
    subjectId: disputeId,
    personId,
    detail: { outcome, weekly: changed?.weekly ?? null },
  })
}

/** The charge that was decided since a person said that the one before is wrong; none while nobody has. */
export function newChargeFor(
  tx: Tx,
  personId: string,
  disputeId: string,
): Promise<{ contributionId: string; weekly: Pence; from: CalendarDate } | undefined> {
  return tx.maybe(sql`
    select c.id as "contributionId", c.weekly_pence as weekly, c.from_date as "from" from charging.contribution c
      join charging.dispute d on d.id = ${disputeId} and d.person_id = c.person_id
     where c.person_id = ${personId} and c.id <> d.contribution_id and c.recorded_at > d.recorded_at and not isempty(c.in_force)
     order by c.recorded_at desc, c.id limit 1`)
}

/** One dispute of a person. */
export async function disputeOf(tx: Tx, personId: string, disputeId: string): Promise<Dispute> {
  const one = await tx.maybe<Dispute>(
    sql`select ${columns} from ${tables} where d.person_id = ${personId} and d.id = ${disputeId}`,
  )
  if (one === undefined) throw new NotFound('dispute')
  return one
}

/** What a person said is wrong, newest first. */
export function disputesOf(tx: Tx, personId: string): Promise<Dispute[]> {
  return tx.query<Dispute>(
    sql`select ${columns} from ${tables} where d.person_id = ${personId} order by d.raised_on desc, d.recorded_at desc, d.id`,
  )
}

export const disputeStates = ['open', 'late', 'answered', 'all'] as const
export type DisputeState = (typeof disputeStates)[number]

/** Disputes of everyone the caller may see: those open first, the first due first. */
export async function disputeList(
  tx: Tx,
  { state, page }: { state: DisputeState; page: number },
): Promise<{ disputes: Dispute[]; found: number; open: number; late: number }> {
  const open = sql`o.dispute_id is null`
  const late = sql`o.dispute_id is null and d.answer_by < ${tx.today}::date`
  const wanted = { open, late, answered: sql`o.dispute_id is not null`, all: sql`true` }[state]
  const disputes = await tx.query<Dispute>(sql`
    select ${columns} from ${tables} where ${wanted}
     order by o.dispute_id is not null, case when o.dispute_id is null then d.answer_by end, o.decided_on desc, d.id limit 50 offset ${(page - 1) * 50}`)
  const counts = await tx.one<{ found: number; open: number; late: number }>(sql`
    select count(*) filter (where ${wanted})::int as found, count(*) filter (where ${open})::int as open, count(*) filter (where ${late})::int as late
      from charging.dispute d left join charging.dispute_outcome o on o.dispute_id = d.id`)
  return { disputes, ...counts }
}

/** The open dispute of a person: while it is there, nothing of their charges is chased. */
export function openDisputeOf(
  tx: Tx,
  personId: string,
): Promise<{ disputeId: string; raisedOn: CalendarDate; answerBy: CalendarDate } | undefined> {
  return tx.maybe(sql`
    select dispute_id as "disputeId", raised_on as "raisedOn", answer_by as "answerBy" from charging.published_open_dispute where person_id = ${personId}`)
}
