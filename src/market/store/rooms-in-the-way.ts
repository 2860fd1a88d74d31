import { sql, type Tx } from '../../platform/db.ts'
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

/** The rooms of a plan that have too few places for all who would be in them at once from today, with who is there. */
export async function roomsInTheWay(tx: Tx, { sessionId, rooms }: RoomsWanted): Promise<RoomInTheWay[]> {
  const rows = await tx.query<Row>(sql`
    select r.id as "roomId", r.name as room, r.places as "roomPlaces", s.id as "sessionId", coalesce(nullif(btrim(s.name), ''), o.name) as name, l.places,
           s.start_minute as "startMinute", s.end_minute as "endMinute", array(select c from generate_series(0, 23) c where directory.cells(s.every_weeks, s.first_monday, s.season) @> c) as cells,
           lower(x.days) as "from", upper(x.days) - 1 as until
      from directory.session mine join directory.session s on s.weekday = mine.weekday join directory.opportunity o on o.id = s.opportunity_id
      join market.room r on r.id = any (${rooms.map(({ id }) => id)}::uuid[])
      left join market.session_room l on l.session_id = s.id and l.room_id = r.id and l.in_force && daterange(${tx.today}::date, null)
      cross join lateral (select s.in_force * daterange(${tx.today}::date, null) * case when s.id = mine.id then daterange(null, null) else l.in_force end as days) x
     where mine.id = ${sessionId} and not isempty(x.days) and (s.id = mine.id or l.id is not null) order by r.name, r.id, s.start_minute, s.id`)
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
