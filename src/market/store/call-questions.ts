import type { CalendarDate } from '../../core/calendar-date.ts'
import { sessionsBegunSince } from '../../directory/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { mostWaiting } from '../../platform/waiting.ts'
import { actor } from '../../platform/who.ts'
import type { PublishedCall } from './calls.ts'

export interface CallQuestion {
  readonly id: string
  readonly asked: string
  readonly askedOn: CalendarDate
  readonly answer: string | null
  readonly leftOut: string | null
  readonly answeredOn: CalendarDate | null
}

/** Questions about a call, those without an answer first. Whoever may not answer sees answered ones only. */
export async function callQuestions(tx: Tx, callId: string): Promise<CallQuestion[]> {
  return tx.query<CallQuestion>(sql`
    select q.id, q.asked, q.asked_on as "askedOn", q.answer, q.left_out as "leftOut", q.answered_on as "answeredOn" from market.call_question q
     where q.call_id = ${callId} order by q.answered_on is not null, q.asked_on, q.id`)
}

/** Asks something about an open call. Nobody's name is kept with it. */
export async function askAboutCall(tx: Tx, callId: string, asked: string): Promise<string> {
  const id = newId()
  await tx.query(sql`
    insert into market.call_question (id, call_id, asked, asked_on) values (${id}, ${callId}, ${asked}, ${tx.today})`)
  return id
}

/** Answers a question for everybody to read, or leaves it out with the reason. Refused (call_answered_already). */
export async function answerQuestion(
  tx: Tx,
  { callId, questionId, answer, leftOut }: { callId: string; questionId: string; answer?: string; leftOut?: string },
): Promise<void> {
  const done = await tx.query(sql`
    update market.call_question set answer = ${answer ?? null}, left_out = ${leftOut ?? null}, answered_by = ${actor(tx)}, answered_on = ${tx.today}
     where id = ${questionId} and call_id = ${callId} and answered_on is null returning id`)
  if (done.length === 0) throw new Refused('call_answered_already')
  await audit(tx, { action: 'market/call-question-answered', subject: 'call', subjectId: callId })
}

/** What has begun since a call was published at the place, days and times it names: did the gap close? */
export async function begunSince(tx: Tx, call: PublishedCall) {
  return sessionsBegunSince(tx, {
    area: call.area,
    weekdays: call.weekdays,
    startMinute: call.startMinute,
    endMinute: call.endMinute,
    kind: call.kind,
    after: call.firstPublishedOn,
  })
}

/** What waits for a commissioner: questions without an answer, calls whose closing day is past, people to tell. */
export async function callsThatWait(tx: Tx): Promise<
  {
    id: string
    title: string
    closesOn: CalendarDate
    deciderId: string
    ended: boolean
    questions: number
    undecided: number
    untold: number
  }[]
> {
  return tx.query(sql`
    select * from (
      select c.call_id as id, c.title, c.closes_on as "closesOn", c.decider_id as "deciderId", c.ended_how is not null as ended,
             (select count(*)::int from market.call_question q where q.call_id = c.call_id and q.answered_on is null) as questions,
             (select count(*)::int from market.call_reply r where r.call_id = c.call_id and r.withdrawn_on is null
                 and not exists (select from market.call_decision d where d.reply_id = r.id)) as undecided,
             (select count(*)::int from market.call_reply r join market.call_message m on m.reply_id = r.id where r.call_id = c.call_id and r.provider_id is null and m.told_on is null) as untold
        from market.current_call c) w
     where (not w.ended and (w.questions > 0 or w."closesOn" < ${tx.today}::date)) or w.untold > 0
     order by w."closesOn", w.id limit ${mostWaiting}`)
}
