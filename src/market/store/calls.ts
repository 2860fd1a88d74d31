import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { CallAsk } from '../call.ts'
import type { CallPolicy } from '../market-policy.ts'

/** A call as it was published last, with how it ended. */
export interface PublishedCall extends CallAsk {
  readonly id: string
  readonly number: number
  readonly version: number
  readonly lot: string | null
  readonly decider: string
  readonly sealed: boolean
  readonly whatChanged: string | null
  readonly publishedOn: CalendarDate
  readonly firstPublishedOn: CalendarDate
  readonly endedHow: 'closed' | 'withdrawn' | null
  readonly endReason: string | null
  readonly endedOn: CalendarDate | null
  /** How many replies stand; none where the asker may not know it. */
  readonly replies: number
}

const asked = sql`c.title, c.words, c.local_area as area, c.weekdays, c.start_minute as "startMinute", c.end_minute as "endMinute", c.kind, c.needs,
  c.support_band as "supportBand", c.wanted, c.wanted_unit as "wantedUnit", c.audience, c.lot_id as "lotId", c.further_lot_ids as "furtherLotIds",
  (select string_agg(l.name, ' or ' order by l.name, l.id) from market.lot l where l.id = c.lot_id or l.id = any (c.further_lot_ids)) as lot, c.price_basis as "priceBasis",
  c.closes_on as "closesOn", c.decider_id as "deciderId", c.decider, c.sealed, c.version, c.what_changed as "whatChanged", c.published_on as "publishedOn"`
const published = sql`select c.call_id as id, c.number, ${asked}, c.first_published_on as "firstPublishedOn", c.ended_how as "endedHow", c.end_reason as "endReason",
  c.ended_on as "endedOn", (select count(*)::int from market.call_reply r where r.call_id = c.call_id and r.withdrawn_on is null) as replies`

export interface CallFilter {
  readonly state: '' | 'open' | 'being decided' | 'closed' | 'withdrawn'
  readonly area: string
  readonly words: string
}

/** Published calls, those that close first on top and ended ones below; by state, area and words of the title. */
export async function publishedCalls(
  tx: Tx,
  { state, area, words }: CallFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ total: number; calls: PublishedCall[] }> {
  const rows = await tx.query<PublishedCall & { total: number }>(sql`
    ${published}, count(*) over ()::int as total from market.current_call c
     where (${area} = '' or c.local_area = ${area} or c.local_area is null) and strpos(lower(c.title), lower(${words})) > 0
       and (${state} = '' or ${state} = case when c.ended_how is not null then c.ended_how when c.closes_on < ${tx.today}::date then 'being decided' else 'open' end)
     order by c.ended_on desc nulls first, c.closes_on, c.number limit ${limit} offset ${offset}`)
  return { total: rows[0]?.total ?? 0, calls: rows.map(({ total: _, ...one }) => one) }
}

/** One published call as it stands; none when there is none, or only a draft. */
export async function publishedCall(tx: Tx, callId: string): Promise<PublishedCall | undefined> {
  return tx.maybe<PublishedCall>(sql`
    ${published} from market.current_call c where c.call_id = ${callId}`)
}

/** Earlier versions of a call and what each changed, the latest first. */
export async function callVersions(
  tx: Tx,
  callId: string,
): Promise<{ version: number; publishedOn: CalendarDate; whatChanged: string | null }[]> {
  return tx.query(sql`
    select v.version, v.published_on as "publishedOn", v.what_changed as "whatChanged" from market.call_version v
     where v.call_id = ${callId} and v.published_on is not null order by v.version desc`)
}

export interface DraftCall extends Omit<CallAsk, 'deciderId'> {
  readonly id: string
  readonly number: number
  readonly version: number
  readonly lot: string | null
  readonly deciderId: string
  readonly decider: string
  readonly whatChanged: string | null
  readonly fromGap: FromGap | null
}

/** The gap a call came from, as it was counted on a day; small numbers stand as they were shown. */
export interface FromGap {
  readonly on: CalendarDate
  readonly words: string
}

/** Drafts of calls and of corrections, the latest first, or the one of a call. */
export async function callDrafts(tx: Tx, callId: string | null = null): Promise<DraftCall[]> {
  return tx.query<DraftCall>(sql`
    select c.call_id as id, k.number, ${asked}, k.from_gap as "fromGap" from market.call_version c join market.call k on k.id = c.call_id
     where c.published_on is null and (${callId}::uuid is null or c.call_id = ${callId}::uuid) order by c.recorded_at desc, c.id`)
}

/** Those who may be named to decide: commissioners. */
export async function callDeciders(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx.query(sql`
    select s.staff_id as id, s.name from platform.published_staff s where s.role = 'commissioner' order by s.name, s.staff_id`)
}

async function deciderName(tx: Tx, deciderId: string): Promise<string> {
  const found = await tx.maybe<{ name: string }>(sql`
    select s.name from platform.published_staff s where s.staff_id = ${deciderId} and s.role = 'commissioner'`)
  if (found === undefined) throw new Refused('call_decider_unknown')
  return found.name
}

/** Begins a call as a draft that nobody else sees. */
export async function draftCall(tx: Tx, ask: CallAsk, fromGap: FromGap | null = null): Promise<string> {
  const id = newId()
  await tx.query(sql`
    insert into market.call (id, from_gap, began_by, began_on) values (${id}, ${fromGap === null ? null : JSON.stringify(fromGap)}::jsonb, ${actor(tx)}, ${tx.today})`)
  await addDraft(tx, id, 1, ask, null)
  await audit(tx, { action: 'market/call-drafted', subject: 'call', subjectId: id })
  return id
}

async function addDraft(tx: Tx, callId: string, version: number, ask: CallAsk, whatChanged: string | null) {
  if (ask.closesOn < tx.today) throw new Refused('call_closes_in_the_past')
  const decider = await deciderName(tx, ask.deciderId)
  await tx.query(sql`
    insert into market.call_version (id, call_id, version, title, words, local_area, weekdays, start_minute, end_minute, kind, needs, support_band, wanted, wanted_unit,
        audience, lot_id, further_lot_ids, price_basis, closes_on, decider_id, decider, what_changed, written_by)
    values (${newId()}, ${callId}, ${version}, ${ask.title}, ${ask.words}, ${ask.area}, ${ask.weekdays}::smallint[], ${ask.startMinute}, ${ask.endMinute}, ${ask.kind},
        ${ask.needs}::text[], ${ask.supportBand}, ${ask.wanted}, ${ask.wantedUnit}, ${ask.audience}, ${ask.lotId}, ${[...(ask.furtherLotIds ?? [])]}::uuid[], ${ask.priceBasis}, ${ask.closesOn}, ${ask.deciderId}, ${decider},
        ${whatChanged}, ${actor(tx)})`)
}

/** Changes a draft. Refused (call_no_draft) when it was published meanwhile. */
export async function saveCallDraft(
  tx: Tx,
  callId: string,
  ask: CallAsk,
  whatChanged: string | null = null,
): Promise<void> {
  const draft = await tx.maybe<{ version: number }>(sql`
    delete from market.call_version where call_id = ${callId} and published_on is null returning version`)
  if (draft === undefined) throw new Refused('call_no_draft')
  await addDraft(tx, callId, draft.version, ask, draft.version === 1 ? null : (whatChanged ?? 'Not said'))
}

/** Throws a draft away: a call that was never published is gone from every list, a correction leaves the call as it stands. */
export async function dropCallDraft(tx: Tx, callId: string): Promise<void> {
  const gone = await tx.query(sql`
    delete from market.call_version where call_id = ${callId} and published_on is null returning id`)
  if (gone.length === 0) throw new Refused('call_no_draft')
  await audit(tx, { action: 'market/call-draft-dropped', subject: 'call', subjectId: callId })
}

/** Begins a correction of a published call: another version, which replaces the one in force once it is published. */
export async function correctCall(tx: Tx, callId: string, ask: CallAsk, whatChanged: string): Promise<void> {
  const now = await publishedCall(tx, callId)
  if (now === undefined || now.endedHow !== null || now.closesOn < tx.today) throw new Refused('DW061')
  await addDraft(tx, callId, now.version + 1, ask, whatChanged)
}

/**
 * Publishes the draft of a call. A first version stays open for at least the days that the council's policy says; a correction is
 * told to everybody who replied. Refused: call_no_draft, call_too_short, call_too_long, call_closes_in_the_past, DW061.
 */
export async function publishCall(tx: Tx, callId: string, rule: CallPolicy): Promise<void> {
  const [draft] = await callDrafts(tx, callId)
  if (draft === undefined) throw new Refused('call_no_draft')
  const first = addDays(tx.today, draft.version === 1 ? rule.leastDaysOpen : 0)
  if (draft.closesOn < first) throw new Refused(draft.version === 1 ? 'call_too_short' : 'call_closes_in_the_past')
  if (draft.closesOn > addDays(tx.today, rule.mostDaysOpen)) throw new Refused('call_too_long')
  await tx.query(sql`
    update market.call_version set published_on = ${tx.today}, published_by = ${actor(tx)}, sealed = ${rule.repliesSealed}
     where call_id = ${callId} and published_on is null`)
  if (draft.version > 1) await tellRepliers(tx, callId, 'corrected', draft.version)
  await audit(tx, {
    action: draft.version === 1 ? 'market/call-published' : 'market/call-corrected',
    subject: 'call',
    subjectId: callId,
    detail: { version: draft.version, closesOn: draft.closesOn },
  })
}

/** Ends a call: withdrawn before anything is decided, or closed when every reply is. Everybody who replied is told. */
export async function endCall(
  tx: Tx,
  callId: string,
  { how, reason }: { how: 'withdrawn' | 'closed'; reason: string },
): Promise<void> {
  await tx.query(sql`
    insert into market.call_end (call_id, how, reason, ended_on, ended_by) values (${callId}, ${how}, ${reason}, ${tx.today}, ${actor(tx)})`)
  await tellRepliers(tx, callId, how === 'closed' ? 'outcome' : 'withdrawn', null)
  await audit(tx, { action: `market/call-${how}`, subject: 'call', subjectId: callId, detail: { reason } })
}

async function tellRepliers(
  tx: Tx,
  callId: string,
  kind: 'corrected' | 'withdrawn' | 'outcome',
  version: number | null,
): Promise<void> {
  await tx.query(sql`
    insert into market.call_message (reply_id, kind, version, sent_on)
    select r.id, ${kind}, ${version}::smallint, ${tx.today}::date from market.call_reply r where r.call_id = ${callId} and r.withdrawn_on is null`)
}
