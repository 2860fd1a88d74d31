import type { CalendarDate } from '../../core/calendar-date.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { mostTogether, type RoomUse } from '../room-use.ts'

/** A session and the rooms it is to be in, with how many of their places; null is the whole room. */
export interface RoomsWanted {
  readonly sessionId: string
  readonly rooms: readonly { readonly id: string; readonly places: number | null }[]
}

/** A room with too few places for a session beside those that are in it at the same time. */
export interface RoomInTheWay {
  readonly roomId: string
  readonly name: string
  readonly places: number
  readonly most: number
  readonly others: readonly { readonly name: string; readonly startMinute: number; readonly endMinute: number }[]
}

interface Row extends Omit<RoomUse, 'places'> {
  readonly roomId: string
  readonly room: string
  readonly roomPlaces: number
  readonly sessionId: string
  readonly name: string
  readonly places: number | null
}

/** When a session runs that is not there yet: its day, minutes and weeks. */
export interface SessionPattern {
  readonly weekday: number
  readonly startMinute: number
  readonly endMinute: number
  readonly everyWeeks: number
  readonly firstMonday: CalendarDate
  readonly season: string
  readonly from: CalendarDate
  readonly until: CalendarDate | null
}

/** The rooms of a plan that have too few places for all who would be in them at once from today, with who is there. */
export const roomsInTheWay = (tx: Tx, { sessionId, rooms }: RoomsWanted): Promise<RoomInTheWay[]> =>
  inTheWay(
    tx,
    sql`
    select id, weekday, start_minute, end_minute, every_weeks, first_monday, season, in_force from directory.session where id = ${sessionId}`,
    {
      sessionId,
      rooms,
    },
  )

/** The same for a session that is not there yet; where it is added again under its id, it does not stand in its own way. */
export const roomsInTheWayOf = (tx: Tx, pattern: SessionPattern, wanted: RoomsWanted): Promise<RoomInTheWay[]> =>
  inTheWay(
    tx,
    sql`
    select ${wanted.sessionId}::uuid as id, ${pattern.weekday}::smallint as weekday, ${pattern.startMinute}::smallint as start_minute, ${pattern.endMinute}::smallint as end_minute,
           ${pattern.everyWeeks}::integer as every_weeks, ${pattern.firstMonday}::date as first_monday, ${pattern.season}::text as season,
           platform.period(${pattern.from}::date, ${pattern.until}::date, null) as in_force`,
    wanted,
  )

async function inTheWay(tx: Tx, mine: Sql, { sessionId, rooms }: RoomsWanted): Promise<RoomInTheWay[]> {
  const rows = await tx.query<Row>(sql`
    with mine as (select w.*, w.in_force * daterange(${tx.today}::date, null) as days from (${mine}) w),
    rooms as (select r.id, r.name, r.places from market.room r where r.id = any (${rooms.map(({ id }) => id)}::uuid[])),
    uses as (
      select r.id as room_id, r.name as room, r.places as room_places, m.id as session_id, '' as name, null::smallint as places, m.start_minute, m.end_minute, m.every_weeks, m.first_monday, m.season, m.days
        from mine m cross join rooms r
      union all
      select r.id, r.name, r.places, s.id, coalesce(nullif(btrim(s.name), ''), o.name), l.places, s.start_minute, s.end_minute, s.every_weeks, s.first_monday, s.season,
             s.in_force * daterange(${tx.today}::date, null) * l.in_force
        from mine m join directory.session s on s.weekday = m.weekday and s.id <> m.id join directory.opportunity o on o.id = s.opportunity_id
        join market.session_room l on l.session_id = s.id join rooms r on r.id = l.room_id)
    select u.room_id as "roomId", u.room, u.room_places as "roomPlaces", u.session_id as "sessionId", u.name, u.places, u.start_minute as "startMinute", u.end_minute as "endMinute",
           array(select c from generate_series(0, 23) c where directory.cells(u.every_weeks, u.first_monday, u.season) @> c) as cells, lower(u.days) as "from", upper(u.days) - 1 as until
      from uses u where not isempty(u.days) order by u.room, u.room_id, u.start_minute, u.session_id`)
  return rooms.flatMap(({ id, places }) => {
    const here = rows.filter(({ roomId }) => roomId === id)
    const mine = here.find((row) => row.sessionId === sessionId)
    if (mine === undefined) return []
    const whole = (taken: number | null) => taken ?? mine.roomPlaces
    const wanted = { ...mine, places: whole(places) }
    const others = here
      .filter((row) => row.sessionId !== sessionId)
      .filter((row) => mostTogether({ ...wanted, places: 1 }, [{ ...row, places: 1 }]) > 1)
      .map((row) => ({ ...row, places: whole(row.places) }))
    const most = mostTogether(wanted, others)
    return most <= mine.roomPlaces ? [] : [{ roomId: id, name: mine.room, places: mine.roomPlaces, most, others }]
  })
}
