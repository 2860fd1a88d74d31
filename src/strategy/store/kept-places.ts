import type { CalendarDate } from '../../core/calendar-date.ts'
import { raw, type Sql, sql, type Tx } from '../../platform/db.ts'
import { enqueue } from '../../platform/queue.ts'
import { KEPT_MINUTES, MANY_PEOPLE } from './key-facts.ts'

/** What is counted for coverage and buildings, each by the view that counts it and the column it is kept in. */
const counted = {
  homes: 'strategy.coverage_people',
  sessions: 'directory.published_session_place',
  uses: 'strategy.site_people',
  buildings: 'strategy.building_line',
  journeys: 'strategy.building_journeys',
} as const

export const countPlacesJob = 'strategy/count-places'

/** Where the cells are read from, of which day they are, and when they were counted, if that was not just now. */
export interface PlacesCounted {
  readonly from: (what: keyof typeof counted) => Sql
  readonly asOf: CalendarDate
  readonly countedAt: Date | null
  /** Nothing is kept yet, of so few people or of many. */
  readonly none: boolean
}

/**
 * The cells of today, counted as they are asked for. In a borough of thousands of people those that were kept, of today or
 * yesterday: older ones than a quarter of an hour are counted again meanwhile.
 */
export async function placesCounted(tx: Tx): Promise<PlacesCounted> {
  const kept = await tx.maybe<{ onDay: CalendarDate; countedAt: Date; many: boolean; old: boolean }>(sql`
    select c.on_day as "onDay", c.counted_at as "countedAt", c.people_counted >= ${MANY_PEOPLE} as many,
           c.on_day < ${tx.today}::date or c.counted_at < ${tx.now.toISOString()}::timestamptz - make_interval(mins => ${KEPT_MINUTES}) as old
      from strategy.places_counted c where c.on_day between ${tx.today}::date - 1 and ${tx.today}::date order by c.on_day desc limit 1`)
  if (!kept?.many)
    return { from: (what) => raw(counted[what]), asOf: tx.today, countedAt: null, none: kept === undefined }
  if (kept.old) await enqueue(tx, countPlacesJob, {})
  const from = (what: keyof typeof counted) =>
    sql`(select r.* from strategy.places_counted c cross join lateral jsonb_populate_recordset(null::${raw(counted[what])}, c.${raw(what)}) r where c.on_day = ${kept.onDay}::date)`
  return { from, asOf: kept.onDay, countedAt: kept.countedAt, none: false }
}

/** Asks for a count to be kept, where there are so many people that the next reader should not wait for one. */
export async function askToKeepPlaces(tx: Tx, people: number, { none }: PlacesCounted): Promise<void> {
  if (none && people >= MANY_PEOPLE) await enqueue(tx, countPlacesJob, {})
}

/** Counts today and keeps it, unless that was done within the last five minutes. */
export async function keepPlaces(tx: Tx): Promise<void> {
  const fresh = await tx.query(sql`
    select c.on_day from strategy.places_counted c where c.on_day = ${tx.today} and c.counted_at > ${tx.now.toISOString()}::timestamptz - interval '5 minutes'`)
  if (fresh.length === 0) await tx.query(sql`select strategy.count_places_again(${tx.now.toISOString()}::timestamptz)`)
}
