import type { Point } from '../../core/geography.ts'
import { searchPlace } from '../../directory/store.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { HomeCell, Way } from '../coverage/coverage.ts'
import { type WhatIfFigures, whatIfFigures } from '../coverage/figures.ts'
import { type CoverageToday, placesOf, type SessionRow, type SiteUse } from '../coverage/today.ts'
import { readSupposed, supposedOf, type WhatIfFault, type WhatIfTyped } from '../coverage/what-if-input.ts'
import { askToKeepPlaces, placesCounted } from './kept-places.ts'

interface Place {
  readonly latitude: number | null
  readonly longitude: number | null
}

const pointOf = ({ latitude, longitude }: Place): Point | null =>
  latitude === null || longitude === null ? null : { latitude, longitude }

/** What earlier steps publish for what people want and do not find, and for how they travel, by the name that a page can give it. */
const published = [
  { view: 'directory.published_wish', words: 'wishes that nothing met' },
  { view: 'brokerage.published_failed_match', words: 'places that could not be found' },
  { view: 'delivery.published_journey', words: 'journeys as they were made' },
] as const

/** People in counted cells, sessions with their places, who goes where, and what no step publishes. For working out only: nothing of it leaves before small numbers are hidden. */
export async function coverageToday(tx: Tx): Promise<CoverageToday> {
  const counted = await placesCounted(tx)
  const homes = await tx.query<Omit<HomeCell, 'at'> & Place>(sql`
    select c.local_area as area, c.latitude, c.longitude, c.longest_minutes as "longestMinutes", c.need, c.people from ${counted.from('homes')} c
     order by c.local_area, c.latitude, c.longitude, c.longest_minutes, c.need`)
  const sessions = await tx.query<Omit<SessionRow, 'at'> & Place>(sql`
    select s.session_id as "sessionId", s.site_id as "siteId", s.site, s.town, s.local_area as area, s.latitude, s.longitude, s.setting, s.weekday, s.start_minute as "startMinute", s.end_minute as "endMinute",
           s.features, coalesce(s.counted, false) as counted, s.room, s.things_counted as "thingsCounted", s.things_free as "thingsFree"
      from ${counted.from('sessions')} s order by s.site, s.site_id, s.weekday, s.start_minute, s.session_id`)
  const uses = await tx.query<SiteUse>(sql`
    select p.site_id as "siteId", p.people, p.weekly_places as "weeklyPlaces" from ${counted.from('uses')} p order by p.site_id`)
  await askToKeepPlaces(
    tx,
    homes.reduce((all, { need, people }) => all + (need === null ? people : 0), 0),
    counted,
  )
  return {
    asOf: counted.asOf,
    countedAt: counted.countedAt,
    homes: homes.map(({ latitude, longitude, ...one }) => ({ ...one, at: pointOf({ latitude, longitude }) })),
    sessions: sessions.map(({ latitude, longitude, ...one }) => ({ ...one, at: pointOf({ latitude, longitude }) })),
    uses,
    unpublished: await unpublished(tx),
  }
}

/** In words, what no earlier step publishes. */
async function unpublished(tx: Tx): Promise<string[]> {
  const found = await tx.query<{ view: string }>(sql`
    select v.name as view from unnest(${published.map(({ view }) => view)}::text[]) as v(name) where to_regclass(v.name) is not null order by v.name`)
  const there = new Set(found.map(({ view }) => view))
  return published.filter(({ view }) => !there.has(view)).map(({ words }) => words)
}

/** What is supposed, worked out beside today; nothing supposed gives no figures, and what cannot be is told field by field. */
export async function supposedCoverage(
  tx: Tx,
  today: CoverageToday,
  typed: WhatIfTyped,
  way: Way,
): Promise<{ readonly figures: WhatIfFigures | null } | { readonly faults: readonly WhatIfFault[] }> {
  const read = readSupposed(typed, { siteIds: placesOf(today).map(({ id }) => id) })
  if ('faults' in read) return read
  if (read.asked === null) return { figures: null }
  const { hub } = read.asked
  const place = hub === null ? null : await searchPlace(tx, hub.place)
  const supposed = supposedOf(read.asked, {
    point: place?.point ?? null,
    name: place?.instead ?? place?.taken ?? hub?.place ?? '',
  })
  return 'faults' in supposed ? supposed : { figures: whatIfFigures(today, supposed, way) }
}
