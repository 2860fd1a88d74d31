import { addDays, type CalendarDate, weekdayOf } from '../../core/calendar-date.ts'
import {
  type Days,
  fullestDates,
  type PlaceTaken,
  peopleWithPlaces,
  placesTaken,
  type SiteInUse,
  type SiteSession,
  sessionsOfSite,
  setCapacity,
  siteInUse,
} from '../../directory/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { type Amounts, overBy, type Room, type Scenario, type SessionSupply, sessionCapacity } from '../capacity.ts'
import { partOf } from '../room-use.ts'
import { type RoomsWanted, roomsInTheWay } from './rooms-in-the-way.ts'

/** A session of a site: its rooms, its rota, what is on sale. */
export interface SessionAtSite extends SiteSession, SessionSupply {
  readonly onSale: Amounts
}

export interface SiteSupply extends SiteInUse {
  readonly rooms: readonly Room[]
  readonly atSite: readonly SessionAtSite[]
}

/** A site with its rooms, what runs there on or after a day, and what each session has. None when nothing runs there. */
export async function siteSupply(tx: Tx, siteId: string, on: CalendarDate): Promise<SiteSupply | undefined> {
  const site = await siteInUse(tx, siteId)
  if (site === undefined) return undefined
  const rooms = await tx.query<Room>(sql`
    select r.id, r.name, r.places, r.distanced_places as "distancedPlaces", r.hoists, r.changing_places as "changingPlaces", r.wheelchair_spaces as "wheelchairSpaces"
      from market.room r where r.site_id = ${siteId} and r.in_force @> ${on}::date order by r.name, r.id`)
  const sessions = await sessionsOfSite(tx, siteId, on)
  const ids = sessions.map(({ id }) => id)
  const links = await tx.query<{ sessionId: string; roomId: string; places: number | null }>(sql`
    select l.session_id as "sessionId", l.room_id as "roomId", l.places from market.session_room l where l.session_id = any (${ids}::uuid[]) and l.in_force @> ${on}::date order by 1, 2`)
  const rota = await tx.query<{ sessionId: string; workers: number; largestGroup: number | null }>(sql`
    select r.session_id as "sessionId", r.workers, r.largest_group as "largestGroup" from market.roster r where r.session_id = any (${ids}::uuid[]) and r.in_force @> ${on}::date order by 1`)
  const atSite = sessions.map((session) => {
    const works = rota.find(({ sessionId }) => sessionId === session.id)
    const inRooms = links.filter(({ sessionId }) => sessionId === session.id)
    return {
      ...session,
      rooms: rooms.flatMap((room) => {
        const link = inRooms.find(({ roomId }) => roomId === room.id)
        return link === undefined ? [] : [partOf(room, link.places)]
      }),
      workers: works?.workers ?? null,
      largestGroup: works?.largestGroup ?? null,
    }
  })
  return { ...site, rooms, atSite }
}

/** What a scenario does to one session: what is left, and by how much its fullest date goes over. */
export interface SessionUnder {
  readonly session: SessionAtSite
  readonly usual: Amounts
  readonly left: Amounts
  readonly taken: Amounts
  readonly over: Amounts
}

export interface ScenarioAnswer {
  readonly sessions: readonly SessionUnder[]
  /** How many people have a place, in that span, at a session that goes over, and those of them the asker may see. */
  readonly people: number
  readonly named: readonly PlaceTaken[]
}

/** Whether a weekly session has its weekday in a span of days. */
const runsWithin =
  ({ from, until }: Days) =>
  ({ weekday }: SiteSession): boolean =>
    until === null || addDays(from, (weekday - weekdayOf(from) + 7) % 7) <= until

/** Who is affected by less capacity at a site in a span of days, and what is left. Nothing changes by it. */
export async function scenarioAt(tx: Tx, supply: SiteSupply, scenario: Scenario, days: Days): Promise<ScenarioAnswer> {
  const ids = supply.atSite.map(({ id }) => id)
  const fullest = await fullestDates(tx, ids, days)
  const sessions = supply.atSite.map((session) => {
    const taken = Object.fromEntries(
      fullest.filter(({ sessionId }) => sessionId === session.id).map((one) => [one.resource, one.taken]),
    )
    const left = sessionCapacity(session, scenario)
    return { session, usual: sessionCapacity(session), left, taken, over: overBy(taken, left) }
  })
  const hit = sessions
    .filter(({ over }) => scenario.closed === true || Object.keys(over).length > 0)
    .filter(({ session }) => runsWithin(days)(session))
    .map(({ session }) => session.id)
  return { sessions, people: await peopleWithPlaces(tx, hit, days), named: await placesTaken(tx, hit, days) }
}

/**
 * Puts what rooms and rota give, under a scenario, on sale from a day on. Refused (capacity_below_booked) when any date would
 * hold fewer than have a place: the affected must be placed elsewhere first, and the database refuses it too.
 */
export async function putOnSale(
  tx: Tx,
  siteId: string,
  scenario: Scenario,
  wanted: { from: CalendarDate; reason: string },
): Promise<number> {
  if (wanted.from < tx.today) throw new Refused('capacity_in_the_past')
  const supply = await siteSupply(tx, siteId, wanted.from)
  if (supply === undefined) throw new NotFound('site')
  const { sessions, people } = await scenarioAt(tx, supply, scenario, { from: wanted.from, until: null })
  if (sessions.some(({ over }) => Object.keys(over).length > 0)) throw new Refused('capacity_below_booked', { people })
  const changed = sessions.flatMap(({ session, left }) =>
    Object.entries(left)
      .filter(([resource, amount]) => session.onSale[resource] !== amount)
      .map(([resource, amount]) => ({ sessionId: session.id, resource, amount, ...wanted })),
  )
  await setCapacity(tx, changed)
  await audit(tx, {
    action: 'market/capacity-set',
    subject: 'site',
    subjectId: siteId,
    detail: { ...scenario, ...wanted, reason: null },
  })
  return changed.length
}

/** Records a room of a site. Refused (one_room_of_a_name) when the site has one of that name. */
export async function addRoom(tx: Tx, siteId: string, room: Omit<Room, 'id'>): Promise<string> {
  const id = newId()
  await tx.query(sql`
    insert into market.room (id, site_id, name, places, distanced_places, hoists, changing_places, wheelchair_spaces, from_date, recorded_by)
    values (${id}, ${siteId}, ${room.name}, ${room.places}, ${room.distancedPlaces}, ${room.hoists}, ${room.changingPlaces}, ${room.wheelchairSpaces}, ${tx.today}, ${actor(tx)})`)
  await audit(tx, { action: 'market/room-added', subject: 'room', subjectId: id, detail: { siteId } })
  return id
}

/** In which rooms a session is to be, with how many of their places (null: the whole room), and who works at it. */
export interface SessionPlan extends RoomsWanted {
  readonly workers: number
  readonly largestGroup: number | null
}

/**
 * Says in which rooms a session is and who works at it, from today; what was said before ends the day before. Refused
 * (room_is_taken) where other sessions are in a room at the same time and it has too few places for all; the database refuses it too.
 */
export async function planSession(tx: Tx, wanted: SessionPlan): Promise<void> {
  const { sessionId, rooms, workers, largestGroup } = wanted
  if ((await roomsInTheWay(tx, wanted)).length > 0) throw new Refused('room_is_taken')
  const yesterday = addDays(tx.today, -1)
  await tx.query(
    sql`update market.session_room set ended_on = ${yesterday} where session_id = ${sessionId} and ended_on is null`,
  )
  await tx.query(sql`
    insert into market.session_room (session_id, room_id, places, from_date, recorded_by)
    select ${sessionId}, r.id, nullif(g.places, r.places), ${tx.today}, ${actor(tx)}::uuid from market.room r join directory.session s on s.id = ${sessionId} and s.site_id = r.site_id
      join unnest(${rooms.map(({ id }) => id)}::uuid[], ${rooms.map(({ places }) => places)}::smallint[]) as g(id, places) on g.id = r.id`)
  await tx.query(
    sql`update market.roster set ended_on = ${yesterday} where session_id = ${sessionId} and ended_on is null`,
  )
  await tx.query(sql`
    insert into market.roster (session_id, workers, largest_group, from_date, recorded_by) values (${sessionId}, ${workers}, ${largestGroup}, ${tx.today}, ${actor(tx)})`)
  await audit(tx, {
    action: 'market/session-planned',
    subject: 'session',
    subjectId: sessionId,
    detail: { workers, largestGroup },
  })
}
