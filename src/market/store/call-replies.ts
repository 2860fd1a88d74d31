import { createHash, randomBytes } from 'node:crypto'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { CallOffer } from '../call.ts'
import type { ProviderKind } from '../provider-state.ts'
import { beginApplication, saveDraftPage } from './applications.ts'

const hashOf = (link: string) => createHash('sha256').update(link).digest('hex')

/** A reply to a call; its offer is none while it is sealed from the asker. */
export interface CallReply {
  readonly id: string
  readonly callId: string
  readonly providerId: string | null
  readonly kind: ProviderKind | null
  readonly name: string
  readonly contact: string | null
  readonly reach: string | null
  readonly repliedOn: CalendarDate
  readonly withdrawnOn: CalendarDate | null
  readonly offer: (CallOffer & { readonly version: number; readonly sentOn: CalendarDate }) | null
  readonly decision: { readonly accepted: boolean; readonly reasons: string; readonly decidedBy: string } | null
  readonly messages: readonly CallMessage[]
  readonly applied: boolean
}

export interface CallMessage {
  readonly id: string
  readonly kind: 'corrected' | 'withdrawn' | 'outcome'
  readonly sentOn: CalendarDate
  readonly toldOn: CalendarDate | null
}

const repliesWhere = (condition: Sql) => sql`
  select r.id, r.call_id as "callId", r.provider_id as "providerId", coalesce(p.kind, r.kind) as kind, r.name, r.contact, r.reach, r.replied_on as "repliedOn",
         r.withdrawn_on as "withdrawnOn", r.application_id is not null as applied,
         (select jsonb_build_object('version', o.version, 'offers', o.offers, 'from', o.from_date, 'weekdays', o.weekdays, 'places', o.places,
             'leastWeeklyMinutes', o.least_weekly_minutes, 'pricePence', o.price_pence, 'unit', o.unit, 'words', o.words, 'sentOn', o.sent_on)
            from market.call_offer o where o.reply_id = r.id order by o.version desc limit 1) as offer,
         (select jsonb_build_object('accepted', d.accepted, 'reasons', d.reasons, 'decidedBy', coalesce(s.name, 'Daywell'))
            from market.call_decision d left join platform.published_staff s on s.staff_id = d.decided_by where d.reply_id = r.id) as decision,
         coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'kind', m.kind, 'sentOn', m.sent_on, 'toldOn', m.told_on) order by m.recorded_at, m.id)
            from market.call_message m where m.reply_id = r.id), '[]') as messages
    from market.call_reply r left join market.published_provider p on p.provider_id = r.provider_id where ${condition}`

/** Every reply to a call in the order it came, those taken back last. */
export async function callReplies(tx: Tx, callId: string): Promise<CallReply[]> {
  return tx.query<CallReply>(sql`
    ${repliesWhere(sql`r.call_id = ${callId}`)} order by r.withdrawn_on is not null, r.replied_on, r.recorded_at, r.id`)
}

/** One reply of a call. */
export async function callReply(tx: Tx, replyId: string): Promise<CallReply | undefined> {
  return tx.maybe<CallReply>(repliesWhere(sql`r.id = ${replyId}`))
}

/** The reply behind the secret end of an address. */
export async function replyByLink(tx: Tx, link: string): Promise<CallReply | undefined> {
  return tx.maybe<CallReply>(repliesWhere(sql`r.link_hash = decode(${hashOf(link)}, 'hex')`))
}

/** A provider's own reply to a call; to all calls where none is named. */
export async function repliesOfProvider(tx: Tx, providerId: string, callId?: string): Promise<CallReply[]> {
  return tx.query<CallReply>(sql`
    ${repliesWhere(sql`r.provider_id = ${providerId} and (${callId ?? null}::uuid is null or r.call_id = ${callId ?? null}::uuid)`)}
    order by r.replied_on desc, r.id`)
}

/** A call that a provider replied to, and what came of it as far as the asker may know. */
export interface CallRepliedTo {
  readonly callId: string
  readonly title: string
  readonly closesOn: CalendarDate
  readonly endedHow: 'closed' | 'withdrawn' | null
  readonly repliedOn: CalendarDate
  readonly withdrawnOn: CalendarDate | null
  readonly accepted: boolean | null
}

/** The calls that a provider replied to, the latest reply first. What was offered is not among it. */
export async function callsRepliedTo(tx: Tx, providerId: string): Promise<CallRepliedTo[]> {
  return tx.query<CallRepliedTo>(sql`
    select r.call_id as "callId", c.title, c.closes_on as "closesOn", c.ended_how as "endedHow", r.replied_on as "repliedOn", r.withdrawn_on as "withdrawnOn",
           (select d.accepted from market.call_decision d where d.reply_id = r.id and c.ended_how = 'closed') as accepted
      from market.call_reply r join market.current_call c on c.call_id = r.call_id where r.provider_id::text = ${providerId}
     order by r.replied_on desc, r.id`)
}

/** Who replies without an account, and how to reach them. */
export interface Stranger {
  readonly kind: ProviderKind
  readonly name: string
  readonly contact: string
  readonly reach: string
}

/** A reply of somebody without an account; gives the secret end of the address under which it is found again. */
export async function replyAsStranger(
  tx: Tx,
  callId: string,
  stranger: Stranger,
  offer: CallOffer,
): Promise<{ id: string; link: string }> {
  const id = newId()
  const link = randomBytes(18).toString('base64url')
  await tx.query(sql`
    insert into market.call_reply (id, call_id, link_hash, kind, name, contact, reach, replied_on, recorded_by)
    values (${id}, ${callId}, decode(${hashOf(link)}, 'hex'), ${stranger.kind}, ${stranger.name}, ${stranger.contact}, ${stranger.reach}, ${tx.today}, ${actor(tx)})`)
  await addOffer(tx, id, offer)
  return { id, link }
}

/** A provider's reply, or a change of the one it sent. Refused (call_reply_taken_back) once it was taken back. */
export async function replyAsProvider(tx: Tx, callId: string, providerId: string, offer: CallOffer): Promise<string> {
  const [before] = await repliesOfProvider(tx, providerId, callId)
  if (before?.withdrawnOn) throw new Refused('call_reply_taken_back')
  const id = before?.id ?? newId()
  if (before === undefined)
    await tx.query(sql`
      insert into market.call_reply (id, call_id, provider_id, name, replied_on, recorded_by)
      select ${id}, ${callId}, p.provider_id, p.name, ${tx.today}::date, ${actor(tx)} from market.published_provider p where p.provider_id = ${providerId}`)
  await addOffer(tx, id, offer)
  return id
}

/** Says it anew: what was said before stands below it, the last one counts. Only while the call is open. */
export async function changeReply(tx: Tx, replyId: string, offer: CallOffer): Promise<void> {
  await addOffer(tx, replyId, offer)
}

async function addOffer(tx: Tx, replyId: string, offer: CallOffer): Promise<void> {
  if (offer.from < tx.today) throw new Refused('call_offer_in_the_past')
  await tx.query(sql`
    insert into market.call_offer (id, reply_id, version, offers, from_date, weekdays, places, least_weekly_minutes, price_pence, unit, words, sent_by, sent_on)
    select ${newId()}, ${replyId}, coalesce(max(o.version), 0) + 1, ${offer.offers}::text, ${offer.from}::date, ${offer.weekdays}::smallint[], ${offer.places}::smallint, ${offer.leastWeeklyMinutes}::integer,
           ${offer.pricePence}::bigint, ${offer.unit}::text, ${offer.words}::text, ${actor(tx)}::uuid, ${tx.today}::date
      from market.call_offer o where o.reply_id = ${replyId}`)
  await audit(tx, { action: 'market/call-replied', subject: 'call_reply', subjectId: replyId })
}

/** Takes a reply back before it is decided. */
export async function withdrawReply(tx: Tx, replyId: string): Promise<void> {
  const done = await tx.query(sql`
    update market.call_reply set withdrawn_on = ${tx.today} where id = ${replyId} and withdrawn_on is null returning id`)
  if (done.length === 0) throw new Refused('call_reply_taken_back')
  await audit(tx, { action: 'market/call-reply-taken-back', subject: 'call_reply', subjectId: replyId })
}

/** Decides one reply, after the closing day, by the person whom the call names, who says that they have no connection. */
export async function decideReply(
  tx: Tx,
  { replyId, accepted, reasons }: { replyId: string; accepted: boolean; reasons: string },
): Promise<void> {
  await tx.query(sql`
    insert into market.call_decision (reply_id, accepted, reasons, no_interest, decided_by, decided_on)
    values (${replyId}, ${accepted}, ${reasons}, true, ${actor(tx)}, ${tx.today})`)
  await audit(tx, {
    action: 'market/call-reply-decided',
    subject: 'call_reply',
    subjectId: replyId,
    detail: { accepted },
  })
}

/** Somebody was told, or has read it themselves. Told already: nothing happens. */
export async function toldReplier(tx: Tx, messageId: string): Promise<void> {
  await tx.query(sql`
    update market.call_message set told_on = ${tx.today}, told_by = ${actor(tx)} where id = ${messageId} and told_on is null`)
}

/**
 * Begins the application to join of somebody whose reply was accepted, with what they said of themselves filled in. Gives the secret
 * end of its address. Refused (call_not_accepted) for anybody else, or when it was begun before.
 */
export async function applyAfterReply(tx: Tx, reply: CallReply, shortPath: boolean): Promise<string> {
  if (reply.decision?.accepted !== true || reply.applied || reply.kind === null) throw new Refused('call_not_accepted')
  const begun = await beginApplication(tx, { kind: reply.kind, shortPath })
  const email = reply.reach?.includes('@') ? reply.reach : ''
  await saveDraftPage(tx, begun.id, 'who', {
    name: reply.name,
    contact: reply.contact ?? '',
    phone: email === '' ? (reply.reach ?? '') : '',
    email,
  })
  await tx.query(sql`
    update market.call_reply set application_id = ${begun.id} where id = ${reply.id} and application_id is null`)
  return begun.link
}
