import { addDays, latestDay } from '../../core/calendar-date.ts'
import { claimStanding, confirm, hold, releaseStanding, seatsOf, sessionFacts } from '../../directory/store.ts'
import { addSession, scheduledPrices } from '../../planning/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { appendFact } from '../../platform/facts.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { daysToPause, pauseWith, timesAway } from './away.ts'
import { referralFor } from './offers.ts'
import { type ToPlace, termToPlace } from './queue.ts'

const HOLD_HOURS = 24

async function needed(tx: Tx, termId: string): Promise<ToPlace> {
  const term = await termToPlace(tx, termId)
  if (term === undefined) throw new NotFound('planned session')
  if (!term.agreed && term.contentsApprovalId === null) throw new Refused('no_referral_without_approval')
  return term
}

/** The same while nobody has placed it yet: two brokers may have the page open. */
async function unplaced(tx: Tx, termId: string): Promise<ToPlace> {
  const term = await needed(tx, termId)
  const placed = await tx.maybe(sql`
    select 1 as one from brokerage.placement p
     where p.term_id = ${termId} and not isempty(p.in_force) and (upper_inf(p.in_force) or upper(p.in_force) > ${tx.today}::date)`)
  if (placed !== undefined) throw new Refused('one_placement_at_a_time')
  return term
}

/** From when a seat can be taken: the first day of the line, or tomorrow when that is past. */
function seatOf(tx: Tx, term: ToPlace & { sessionId: string }) {
  return {
    sessionId: term.sessionId,
    personId: term.personId,
    supportBand: term.supportBand,
    characteristics: term.characteristics,
    everyWeeks: term.everyWeeks,
    firstMonday: term.firstMonday,
    season: term.season,
    from: latestDay(term.fromDate, tx.today),
    until: term.untilDate,
  }
}

/** Holds the planned place for 24 hours: it counts as taken and is given back by itself. */
export async function holdPlace(tx: Tx, termId: string): Promise<{ heldUntil: Date }> {
  const term = await needed(tx, termId)
  if (term.sessionId === null) throw new Refused('nothing_to_hold')
  await referralFor(tx, termId, '')
  const heldUntil = new Date(tx.now.getTime() + HOLD_HOURS * 3_600_000)
  const seat = await hold(tx, { ...seatOf(tx, { ...term, sessionId: term.sessionId }), heldUntil })
  await audit(tx, {
    action: 'brokerage/place-held',
    subject: 'standing_place',
    subjectId: seat.standingPlaceId,
    personId: term.personId,
  })
  return { heldUntil }
}

/** Gives a held place back before its time. */
export async function giveBack(tx: Tx, termId: string): Promise<void> {
  const term = await needed(tx, termId)
  const seat = await heldSeat(tx, term)
  if (seat === undefined) throw new Refused('hold_has_expired')
  await releaseStanding(tx, seat.standingPlaceId, { lastDay: addDays(seat.fromDate, -1), reason: 'given back' })
  await audit(tx, {
    action: 'brokerage/place-given-back',
    subject: 'standing_place',
    subjectId: seat.standingPlaceId,
    personId: term.personId,
  })
}

async function heldSeat(tx: Tx, term: ToPlace) {
  const seats = await seatsOf(tx, term.personId, tx.today)
  return seats.find(({ sessionId, heldUntil }) => sessionId === term.sessionId && heldUntil !== null)
}

/** A placement as it was made. */
export interface Placed {
  readonly placementId: string
  readonly standingPlaceId: string | null
  readonly dates: number
  /** It is paused from its beginning, with what is paused already. */
  readonly paused: boolean
}

/**
 * Places a person: takes the seat on every date to the horizon and ties it to the agreed line, in one transaction. When the
 * last place went in the meantime nothing is written and the refusal says so (`stock_not_oversold`). Own arrangements have no seat.
 * While all their support is paused the place is paused with it, unless whoever places says that it begins; while named places are, it
 * is paused only where they say so.
 */
export async function place(
  tx: Tx,
  termId: string,
  { pausedToo }: { pausedToo?: boolean | undefined } = {},
): Promise<Placed> {
  const term = await unplaced(tx, termId)
  const referralId = await referralFor(tx, termId, '')
  const providerId = term.providerId ?? (await providerOf(tx, term))
  if (providerId === undefined) throw new Refused('no_provider_known')
  const seat = term.sessionId === null ? undefined : await takeSeat(tx, { ...term, sessionId: term.sessionId })
  const placementId = newId()
  const days = { from: term.fromDate, until: term.untilDate }
  const away = await timesAway(tx, term.personId, daysToPause(tx, days))
  const support = away.filter(({ supportPauseId }) => supportPauseId !== null)
  const paused = pausedToo ?? support.length > 0
  await tx.query(sql`
    insert into brokerage.placement (id, term_id, person_id, offer_id, standing_place_id, provider_id, from_date, until_date, begins_in_pause, recorded_by)
    values (${placementId}, ${termId}, ${term.personId},
      (select o.id from brokerage.offer o where o.term_id = ${termId} and o.provider_id = ${providerId} and o.answer = 'accepted' order by o.answered_at desc limit 1),
      ${seat?.standingPlaceId ?? null}, ${providerId}, ${term.fromDate}, ${term.untilDate}, ${!paused && support.length > 0}, ${actor(tx)})`)
  const pauseIds = paused
    ? await pauseWith(tx, { placementId, personId: term.personId, ...days }, support.length > 0 ? support : away)
    : []
  await tx.query(
    sql`update brokerage.referral set closed_on = ${tx.today}, close_reason = 'placed' where id = ${referralId} and closed_on is null`,
  )
  await appendFact(tx, 'brokerage/placed', placementId, term.fromDate)
  await audit(tx, {
    action: 'brokerage/placed',
    subject: 'placement',
    subjectId: placementId,
    personId: term.personId,
    detail: { termId, providerId, ...(away.length > 0 ? { paused } : {}) },
  })
  return {
    placementId,
    standingPlaceId: seat?.standingPlaceId ?? null,
    dates: seat?.dates ?? 0,
    paused: pauseIds.length > 0,
  }
}

async function takeSeat(
  tx: Tx,
  term: ToPlace & { sessionId: string },
): Promise<{ standingPlaceId: string; dates: number }> {
  const held = await heldSeat(tx, term)
  if (held !== undefined)
    return { standingPlaceId: held.standingPlaceId, dates: await confirm(tx, held.standingPlaceId) }
  const seat = await claimStanding(tx, seatOf(tx, term))
  return { standingPlaceId: seat.standingPlaceId, dates: seat.claimIds.length }
}

/** Who runs the session, when its organisation is a provider. */
async function providerOf(tx: Tx, term: ToPlace): Promise<string | undefined> {
  const [session] = await sessionFacts(tx, term.sessionId === null ? [] : [term.sessionId])
  if (session === undefined) return undefined
  const found = await tx.query<{ providerId: string }>(sql`
    select p.provider_id as "providerId" from market.published_provider p where p.organisation_id = ${session.organisationId} order by p.provider_id limit 1`)
  return found[0]?.providerId
}

/** Another place than the planned one: it goes into the draft of the plan in its stead, to be approved like any change. */
export async function proposePlace(
  tx: Tx,
  wanted: { termId: string; sessionId: string; reason: string },
): Promise<string> {
  const term = await needed(tx, wanted.termId)
  if (term.outcomeId === null) throw new Refused('no_session_without_outcome')
  const [session] = await sessionFacts(tx, [wanted.sessionId])
  if (session === undefined) throw new NotFound('session')
  const prices = await scheduledPrices(tx, {
    sessions: [{ ...session, minutes: session.endMinute - session.startMinute }],
    supportBand: term.supportBand,
    on: term.fromDate,
  })
  const { termId } = await addSession(tx, {
    personId: term.personId,
    purpose: 'support',
    outcomeId: term.outcomeId,
    sessionId: wanted.sessionId,
    everyWeeks: Math.max(term.everyWeeks, session.everyWeeks),
    supportBand: term.supportBand,
    characteristics: term.characteristics,
    from: latestDay(term.fromDate, tx.today),
    until: term.untilDate ?? undefined,
    route: prices.has(wanted.sessionId) ? 'council_managed' : 'no_cost',
    otherPayers: [],
    replacesTermId: wanted.termId,
    reason: wanted.reason,
  })
  return termId
}

export const failedCauses = [
  'no_capacity',
  'too_far',
  'ratio',
  'access',
  'time',
  'price',
  'provider_declined',
  'person_declined',
  'keep_apart',
] as const

/** Keeps what could not be found: where, when, what was needed and why it failed. It feeds the gaps the council buys for. */
export async function recordFailedMatch(
  tx: Tx,
  failed: { termId: string; cause: (typeof failedCauses)[number] },
): Promise<string> {
  const term = await unplaced(tx, failed.termId)
  const id = newId()
  const need = [
    term.supportBand === 'none' ? 'no support' : `support ${term.supportBand}`,
    ...term.characteristics,
  ].join(', ')
  await tx.query(sql`
    insert into brokerage.failed_match (id, person_id, term_id, weekday, start_minute, local_area, need, cause, found_on, recorded_by)
    values (${id}, ${term.personId}, ${failed.termId}, ${term.weekday}, ${term.startMinute}, ${term.localArea ?? 'not recorded'}, ${need}, ${failed.cause}, ${tx.today}, ${actor(tx)})`)
  await audit(tx, {
    action: 'brokerage/failed-match',
    subject: 'failed_match',
    subjectId: id,
    personId: term.personId,
    detail: { cause: failed.cause },
  })
  return id
}
