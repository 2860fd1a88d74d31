import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { offerSummary } from '../offer-summary.ts'
import { termToPlace } from './queue.ts'

/** An offer to a provider, as the broker sees it. */
export interface Offer {
  readonly offerId: string
  readonly termId: string
  readonly providerId: string
  readonly provider: string
  readonly sentAt: Date
  readonly answerBy: Date
  readonly answer: 'accepted' | 'declined' | 'change_proposed' | null
  readonly answeredAt: Date | null
  readonly answerReason: string | null
  readonly pricePence: Pence | null
  readonly withdrawn: boolean
}

/** The offers made for a planned session, the newest first. */
export async function offersFor(tx: Tx, termId: string): Promise<Offer[]> {
  return tx.query<Offer>(sql`
    select o.id as "offerId", o.term_id as "termId", o.provider_id as "providerId", p.name as provider, o.sent_at as "sentAt", o.answer_by as "answerBy", o.answer,
           o.answered_at as "answeredAt", o.answer_reason as "answerReason", o.price_pence as "pricePence", o.withdrawn_at is not null as withdrawn
      from brokerage.offer o join market.published_provider p on p.provider_id = o.provider_id
     where o.term_id = ${termId} order by o.sent_at desc, o.id`)
}

/** The open referral of a planned session; one is made with the first act. Refused before the contents of the plan are approved. */
export async function referralFor(tx: Tx, termId: string, needsToKnow: string): Promise<string> {
  const open = await tx.maybe<{ id: string }>(
    sql`select r.id from brokerage.referral r where r.term_id = ${termId} and r.closed_on is null`,
  )
  if (open !== undefined) return open.id
  const term = await termToPlace(tx, termId)
  if (term === undefined) throw new NotFound('planned session')
  const id = newId()
  await tx.query(sql`
    insert into brokerage.referral (id, term_id, person_id, outcome_id, approval_id, needs_to_know, opened_on, recorded_by)
    values (${id}, ${termId}, ${term.personId}, ${term.outcomeId}, ${term.contentsApprovalId}, ${needsToKnow}, ${tx.today}, ${actor(tx)})`)
  return id
}

/** Sends an offer to a provider, who sees what it must know to answer and nothing that names the person. One open offer each. */
export async function sendOffer(
  tx: Tx,
  offer: { termId: string; providerId: string; answerBy: Date; needsToKnow: string },
): Promise<string> {
  const term = await termToPlace(tx, offer.termId)
  if (term === undefined) throw new NotFound('planned session')
  const referralId = await referralFor(tx, offer.termId, offer.needsToKnow)
  const id = newId()
  await tx.query(sql`
    insert into brokerage.offer (id, referral_id, term_id, provider_id, sent_at, answer_by, recorded_by)
    values (${id}, ${referralId}, ${offer.termId}, ${offer.providerId}, ${tx.now.toISOString()}::timestamptz, ${offer.answerBy.toISOString()}::timestamptz, ${actor(tx)})`)
  await audit(tx, {
    action: 'brokerage/offer-sent',
    subject: 'offer',
    subjectId: id,
    personId: term.personId,
    detail: { providerId: offer.providerId },
  })
  return id
}

/** Takes back an offer that was not answered. */
export async function withdrawOffer(tx: Tx, offerId: string): Promise<void> {
  const taken = await tx.query<{ id: string }>(sql`
    update brokerage.offer set withdrawn_at = ${tx.now.toISOString()}::timestamptz where id = ${offerId} and answer is null and withdrawn_at is null returning id`)
  if (taken.length === 0) throw new Refused('offer_already_answered')
  await audit(tx, { action: 'brokerage/offer-withdrawn', subject: 'offer', subjectId: offerId })
}

/** What a provider sees of an offer made to it. */
export interface OfferSeen {
  readonly offerId: string
  readonly sentAt: Date
  readonly answerBy: Date
  readonly answer: Offer['answer']
  readonly answeredAt: Date | null
  readonly withdrawn: boolean
  readonly session: string
  readonly weekday: number
  readonly everyWeeks: number
  readonly season: 'all' | 'term' | 'holiday'
  readonly startMinute: number
  readonly endMinute: number
  readonly supportBand: string
  readonly characteristics: readonly string[]
  readonly fromDate: CalendarDate
  readonly untilDate: CalendarDate | null
  readonly needsToKnow: string | null
  readonly careActItem: string | null
  readonly highestPricePence: Pence
  readonly pricePence: Pence | null
}

/** The offers to whoever asks as a provider: those to answer first, the most urgent on top; then the newest. */
export async function offersToMe(tx: Tx): Promise<OfferSeen[]> {
  return tx.query<OfferSeen>(sql`
    select v.offer_id as "offerId", v.sent_at as "sentAt", v.answer_by as "answerBy", v.answer, v.answered_at as "answeredAt", v.withdrawn_at is not null as withdrawn,
           coalesce(s.name, op.name, v.own_arrangement) as session, v.weekday, v.every_weeks as "everyWeeks", v.season, v.start_minute as "startMinute", v.end_minute as "endMinute",
           v.support_band as "supportBand", v.characteristics, v.from_date as "fromDate", v.until_date as "untilDate", v.needs_to_know as "needsToKnow", v.care_act_item as "careActItem",
           v.highest_price_pence as "highestPricePence", v.price_pence as "pricePence"
      from brokerage.offer_for_provider v left join directory.session s on s.id = v.session_id left join directory.opportunity op on op.id = s.opportunity_id
     order by (v.answer is null and v.withdrawn_at is null) desc,
           case when v.answer is null and v.withdrawn_at is null then v.answer_by end, v.answer_by desc, v.offer_id`)
}

/** A provider's answer: yes at a price, no with a reason, or a change it proposes. Once, and in time. */
export async function answerOffer(
  tx: Tx,
  answer: {
    offerId: string
    answer: 'accepted' | 'declined' | 'change_proposed'
    reason: string
    pricePence?: Pence | undefined
  },
): Promise<void> {
  const answered = await tx.query<{ id: string }>(sql`
    update brokerage.offer set answer = ${answer.answer}, answered_at = ${tx.now.toISOString()}::timestamptz, answered_by = ${actor(tx)},
           answer_reason = ${answer.reason}, price_pence = ${answer.pricePence ?? null}
     where id = ${answer.offerId} and answer is null and withdrawn_at is null returning id`)
  if (answered.length === 0) throw new Refused('offer_already_answered')
  await audit(tx, {
    action: 'brokerage/offer-answered',
    subject: 'offer',
    subjectId: answer.offerId,
    detail: { answer: answer.answer },
  })
}

/** Who would be asked for a planned session: the provider named in the plan, or whoever runs the planned place. */
export async function providerFor(tx: Tx, termId: string): Promise<{ providerId: string; name: string } | undefined> {
  return tx.maybe<{ providerId: string; name: string }>(sql`
    select p.provider_id as "providerId", p.name from market.published_provider p
     where p.provider_id = coalesce(
       (select b.provider_id from planning.budget_line b where b.term_id = ${termId} and b.component = 'support' and not isempty(b.in_force) order by b.recorded_at desc limit 1),
       (select q.provider_id from planning.session_term t join directory.session s on s.id = t.session_id join directory.opportunity o on o.id = s.opportunity_id
          join market.published_provider q on q.organisation_id = o.organisation_id where t.id = ${termId} order by q.provider_id limit 1))`)
}

/** What may be told of a person before a provider accepts: an age band and an area. */
export async function summaryOf(tx: Tx, personId: string) {
  const person = await tx.one<{ born: CalendarDate; postcode: string | null; localArea: string | null }>(sql`
    select p.born_on as born, p.postcode, p.local_area as "localArea" from people.published_person p where p.person_id = ${personId}`)
  return offerSummary(person, tx.today)
}
