import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { addSession, firstMondayOf, type SessionToAdd } from '../../directory/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { Room } from '../capacity.ts'
import { changePlaces, mySession, type PlacesWanted } from './own-service.ts'
import {
  type RoomInTheWay,
  type RoomsWanted,
  roomsInTheWay,
  roomsInTheWayOf,
  type SessionPattern,
} from './rooms-in-the-way.ts'

/** A room of a place, with what it holds. */
export interface RoomOfSite extends Room {
  readonly siteId: string
}

/** The rooms of some places, by place and name. */
export async function roomsOfSites(tx: Tx, siteIds: readonly string[]): Promise<RoomOfSite[]> {
  return tx.query(sql`
    select r.id, r.site_id as "siteId", r.name, r.places, r.distanced_places as "distancedPlaces", r.hoists, r.changing_places as "changingPlaces", r.wheelchair_spaces as "wheelchairSpaces"
      from market.room r where r.site_id = any (${[...siteIds]}::uuid[]) and r.in_force @> ${tx.today}::date order by r.site_id, r.name, r.id`)
}

interface InRoom extends SessionPattern {
  readonly sessionId: string
  readonly siteId: string | null
  readonly places: number
}

/** What stands in the way of a session in a room: too few places for it, or other sessions there at the same time; nothing where it fits. */
export async function roomInTheWayOf(tx: Tx, session: InRoom, roomId: string): Promise<RoomInTheWay | undefined> {
  const room = (await roomsOfSites(tx, session.siteId === null ? [] : [session.siteId])).find(({ id }) => id === roomId)
  if (room === undefined) throw new NotFound('room')
  if (session.places > room.places)
    return { roomId, name: room.name, places: room.places, most: session.places, others: [] }
  const wanted: RoomsWanted = { sessionId: session.sessionId, rooms: [{ id: roomId, places: session.places }] }
  return (await roomsInTheWayOf(tx, session, wanted))[0]
}

/**
 * Adds a weekly session in a room of its place, or in none. Refused as `addSession` refuses, where the room has fewer places than the session
 * (`room_too_small`), and where other sessions are in it at the same time and it has too few for all (`room_is_taken`; the database
 * refuses it too). Sent again, it changes nothing.
 */
export async function addSessionInRoom(tx: Tx, session: SessionToAdd, roomId: string | null): Promise<void> {
  if (roomId !== null) refuse(await roomInTheWayOf(tx, patternOf(session), roomId))
  await addSession(tx, session)
  if (roomId !== null) await putInRoom(tx, { sessionId: session.id, roomId, places: session.places })
}

/** When a session that is to be added runs, and where. */
export const patternOf = (session: SessionToAdd): InRoom => ({
  ...session,
  sessionId: session.id,
  firstMonday: firstMondayOf(session),
})

const refuse = (full: RoomInTheWay | undefined): void => {
  if (full !== undefined) throw new Refused(full.others.length === 0 ? 'room_too_small' : 'room_is_taken')
}

interface RoomTaken {
  readonly id: string
  readonly name: string
  readonly places: number
}

/** The rooms a session is in from today, and how many of its places it takes up in each; none where nobody said. */
async function roomsOfSession(tx: Tx, sessionId: string): Promise<RoomTaken[]> {
  return tx.query(sql`
    select r.id, r.name, least(coalesce(l.places, r.places), r.places) as places from market.session_room l join market.room r on r.id = l.room_id
     where l.session_id = ${sessionId} and l.ended_on is null order by r.name, r.id`)
}

/** The room a session is in, the first by name where it is in several. */
export const roomOfSession = async (tx: Tx, sessionId: string): Promise<RoomTaken | undefined> =>
  (await roomsOfSession(tx, sessionId))[0]

/** Moves a session of one's own to another room of its place from today, or to none. Refused as `addSessionInRoom` refuses. */
export async function moveMySession(tx: Tx, sessionId: string, roomId: string | null): Promise<void> {
  const session = await mySession(tx, sessionId)
  if (roomId === null) return endRooms(tx, sessionId)
  const [full] = await myRoomInTheWay(tx, sessionId, roomId)
  refuse(full)
  await putInRoom(tx, { sessionId, roomId, places: session.places })
}

/** How many places, and the room they are in where nobody has said it yet: null is in no room, outside for example. */
export interface PlacesInRoom extends PlacesWanted {
  readonly roomId?: string | null | undefined
}

/**
 * Says how many places a session of one's own has, as `changePlaces` does; where it is in a room and has more than before, it takes up more
 * of it. More places of a session in no room of a place with rooms ask which one it is in (`room_not_said`). Refused where the rooms have
 * too few, as `addSessionInRoom` refuses.
 */
export async function changePlacesInRoom(tx: Tx, sessionId: string, wanted: PlacesInRoom): Promise<void> {
  const rooms = await roomsOfSession(tx, sessionId)
  const before = (await mySession(tx, sessionId)).places
  await changePlaces(tx, sessionId, wanted)
  if (wanted.places <= rooms.reduce((all, { places }) => all + places, 0)) return
  if (rooms.length > 1) throw new Refused('room_too_small')
  const roomId = rooms[0]?.id ?? (wanted.places > before ? await roomSaid(tx, sessionId, wanted.roomId) : null)
  if (roomId === null) return
  const [full] = await myRoomInTheWay(tx, sessionId, roomId, wanted.places)
  refuse(full)
  await putInRoom(tx, { sessionId, roomId, places: wanted.places })
}

/** The room that was named for more places; null where it is in none, or its place has no rooms. */
async function roomSaid(tx: Tx, sessionId: string, roomId: string | null | undefined): Promise<string | null> {
  if (roomId !== undefined) return roomId
  if ((await roomsOfMySession(tx, sessionId)).length > 0) throw new Refused('room_not_said')
  return null
}

/** What stands in the way of moving a session of one's own to a room, or of its having so many places there. */
export async function myRoomInTheWay(
  tx: Tx,
  sessionId: string,
  roomId: string,
  wanted?: number,
): Promise<RoomInTheWay[]> {
  const places = wanted ?? (await mySession(tx, sessionId)).places
  const room = (await roomsOfMySession(tx, sessionId)).find(({ id }) => id === roomId)
  if (room === undefined) throw new NotFound('room')
  if (places > room.places) return [{ roomId, name: room.name, places: room.places, most: places, others: [] }]
  return roomsInTheWay(tx, { sessionId, rooms: [{ id: roomId, places: Math.max(1, places) }] })
}

/** The rooms of the place at which a session of one's own is. */
export async function roomsOfMySession(tx: Tx, sessionId: string): Promise<RoomOfSite[]> {
  await mySession(tx, sessionId)
  const { siteId } = await tx.one<{ siteId: string | null }>(
    sql`select site_id as "siteId" from directory.session where id = ${sessionId}`,
  )
  return roomsOfSites(tx, siteId === null ? [] : [siteId])
}

async function endRooms(tx: Tx, sessionId: string): Promise<void> {
  const yesterday: CalendarDate = addDays(tx.today, -1)
  await tx.query(
    sql`update market.session_room set ended_on = ${yesterday} where session_id = ${sessionId} and ended_on is null`,
  )
}

/** Puts a session into a room from today with so many of its places; where it was before ends. False where it was so already. */
export async function putInRoom(
  tx: Tx,
  { sessionId, roomId, places }: { sessionId: string; roomId: string; places: number },
): Promise<boolean> {
  const now = await roomOfSession(tx, sessionId)
  if (now?.id === roomId && now.places === places) return false
  await endRooms(tx, sessionId)
  await tx.query(sql`
    insert into market.session_room (session_id, room_id, places, from_date, recorded_by)
    select ${sessionId}, r.id, nullif(${Math.max(1, places)}::smallint, r.places), ${tx.today}, ${actor(tx)}::uuid from market.room r
      join directory.session s on s.id = ${sessionId} and s.site_id = r.site_id where r.id = ${roomId}`)
  await audit(tx, {
    action: 'market/session-in-room',
    subject: 'session',
    subjectId: sessionId,
    detail: { roomId, places },
  })
  return true
}
