import type { CalendarDate } from '../../core/calendar-date.ts'
import { sharesOfAWorker } from '../../directory/index.ts'
import {
  datesAbove,
  endSession,
  type OwnSession,
  ownSessions,
  placesBefore,
  setCapacity,
} from '../../directory/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { NotFound, Refused } from '../../platform/refused.ts'

/** The organisation of the provider who asks. Nobody else has one. */
export async function myOrganisation(tx: Tx): Promise<string> {
  const mine = await tx.maybe<{ organisationId: string }>(
    sql`select organisation_id as "organisationId" from market.my_organisation`,
  )
  if (mine === undefined) throw new NotFound('provider')
  return mine.organisationId
}

/** The sessions of the provider who asks. */
export const mySessions = async (tx: Tx, dates: number): Promise<OwnSession[]> =>
  ownSessions(tx, await myOrganisation(tx), dates)

/** One session of the provider who asks; another's is not found. */
export async function mySession(tx: Tx, sessionId: string, dates = 0): Promise<OwnSession> {
  const mine = (await mySessions(tx, dates)).find(({ id }) => id === sessionId)
  if (mine === undefined) throw new NotFound('session')
  return mine
}

export interface PlacesWanted {
  readonly places: number
  readonly workers: number
  readonly from: CalendarDate
  readonly reason: string
}

/** The dates on which more people are booked, or more workers needed, than a session would have. */
export async function datesInTheWay(
  tx: Tx,
  sessionId: string,
  { places, workers, from }: Omit<PlacesWanted, 'reason'>,
): Promise<{ resource: 'place' | 'staff'; dates: { onDate: CalendarDate; taken: number }[] }> {
  const seats = await datesAbove(tx, sessionId, { resource: 'place', amount: places, from })
  if (seats.length > 0) return { resource: 'place', dates: seats }
  const staff = { resource: 'staff', amount: workers * sharesOfAWorker, from }
  return { resource: 'staff', dates: await datesAbove(tx, sessionId, staff) }
}

/**
 * Says how many places and workers a session of one's own has from a day on. Never below what is booked (`capacity_below_booked`;
 * the database refuses it too). Refused before today (`capacity_in_the_past`) and when nothing would change (`places_are_the_same`).
 */
export async function changePlaces(tx: Tx, sessionId: string, wanted: PlacesWanted): Promise<void> {
  const { places, workers, from, reason } = wanted
  const session = await mySession(tx, sessionId)
  if (from < tx.today) throw new Refused('capacity_in_the_past')
  if ((await datesInTheWay(tx, sessionId, wanted)).dates.length > 0) throw new Refused('capacity_below_booked')
  const shares = workers * sharesOfAWorker
  const changed = [
    ...(places === session.places ? [] : [{ sessionId, resource: 'place', amount: places, from, reason }]),
    ...(shares === session.workerShares ? [] : [{ sessionId, resource: 'staff', amount: shares, from, reason }]),
  ]
  if (changed.length === 0) throw new Refused('places_are_the_same')
  await setCapacity(tx, changed)
  await audit(tx, {
    action: 'market/places-changed',
    subject: 'session',
    subjectId: sessionId,
    detail: { places, workers, from },
  })
}

/**
 * Says that a session of one's own is full: from today it has as many places as its fullest date has people, and no other date has
 * one for anybody new. Refused where that was said (`places_are_the_same`).
 */
export async function sayFull(tx: Tx, sessionId: string): Promise<void> {
  const { mostTaken, saidFull } = await mySession(tx, sessionId)
  if (saidFull) throw new Refused('places_are_the_same')
  await sayPlaces(tx, sessionId, { amount: mostTaken, reason: 'Full, its provider said', full: true })
}

/** Takes people again: the places it had before the last change that took some away. Refused when it never had more (`nobody_fits_more`). */
export async function takePeopleAgain(tx: Tx, sessionId: string): Promise<void> {
  await mySession(tx, sessionId)
  const before = await placesBefore(tx, sessionId)
  if (before === undefined) throw new Refused('nobody_fits_more')
  await sayPlaces(tx, sessionId, { amount: before, reason: 'Takes people again, its provider said', full: false })
}

async function sayPlaces(
  tx: Tx,
  sessionId: string,
  { amount, reason, full }: { amount: number; reason: string; full: boolean },
): Promise<void> {
  await setCapacity(tx, [{ sessionId, resource: 'place', amount, from: tx.today, reason, full }])
  await audit(tx, {
    action: 'market/places-changed',
    subject: 'session',
    subjectId: sessionId,
    detail: { places: amount, full, from: tx.today },
  })
}

/** Ends a session of one's own after its last day. Refused as `endSession` refuses. */
export async function endMySession(
  tx: Tx,
  sessionId: string,
  wanted: { lastDay: CalendarDate; reason: string },
): Promise<void> {
  await mySession(tx, sessionId)
  await endSession(tx, sessionId, wanted)
}
