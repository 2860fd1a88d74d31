import type { Point } from '../../core/geography.ts'
import { dayParts } from '../../directory/index.ts'
import { type CoverageCell, cellsOf, coveredBy, type HomeCell, type PlaceSession, slots, type Way } from './coverage.ts'

/** A place that might open: where, on which days and parts of the day, for how many people, and what it would have. */
export interface Hub {
  readonly name: string
  readonly at: Point
  readonly weekdays: readonly number[]
  readonly parts: readonly string[]
  readonly places: number
  readonly features: readonly string[]
}

/** What is supposed: a hub that opens, buildings that close, or both. Nothing changes by it. */
export interface Supposed {
  readonly hub: Hub | null
  readonly closed: readonly string[]
}

/** The key under which a supposed hub stands among the places. */
const HUB_ID = 'new hub'

/** One cell before and after: who gains and who loses a suitable place within reach. */
export interface ChangedCell extends CoverageCell {
  readonly reachedThen: number
  readonly gains: number
  readonly loses: number
}

/** The sessions of a hub: one in each part of the day on each day, with room where it has places. */
function sessionsOfHub({ at, weekdays, parts, places, features }: Hub): PlaceSession[] {
  return dayParts
    .filter(({ code }) => parts.includes(code))
    .flatMap(({ from, until }) =>
      weekdays.map((weekday) => ({
        placeId: HUB_ID,
        at,
        weekday,
        startMinute: from,
        endMinute: until,
        features,
        room: places > 0,
        thingsCounted: [],
        thingsFree: [],
      })),
    )
}

/** The sessions as they would be: those of closed buildings gone, those of the hub added. */
export const supposedSessions = (sessions: readonly PlaceSession[], { hub, closed }: Supposed): PlaceSession[] => [
  ...sessions.filter(({ placeId }) => !closed.includes(placeId)),
  ...(hub === null ? [] : sessionsOfHub(hub)),
]

/** Who is covered as it is, and as it would be; worked out once for all questions of a page. */
export interface BeforeAndAfter {
  readonly now: ReturnType<typeof coveredBy>
  readonly later: ReturnType<typeof coveredBy>
}

/** Both answers for the same homes and way of travel; only the sessions differ. */
export const beforeAndAfter = (
  homes: readonly HomeCell[],
  sessions: readonly PlaceSession[],
  supposed: Supposed,
  way: Way,
): BeforeAndAfter => ({
  now: coveredBy(homes, sessions, way),
  later: coveredBy(homes, supposedSessions(sessions, supposed), way),
})

/** Every cell as it is and as it would be. Whoever loses one place and gains another within reach neither gains nor loses. */
export const coverageChange = (homes: readonly HomeCell[], { now, later }: BeforeAndAfter): ChangedCell[] =>
  cellsOf(homes, (home, slot) => {
    const [before, after] = [now(home, slot), later(home, slot)]
    const { people } = home
    return {
      reached: before ? people : 0,
      reachedThen: after ? people : 0,
      gains: after && !before ? people : 0,
      loses: before && !after ? people : 0,
    }
  })

/** People with a need (none: all people) who gain, and who lose, a suitable place in at least one part of the week. Both can be true of somebody. */
export function peopleChanged(
  homes: readonly HomeCell[],
  { now, later }: BeforeAndAfter,
  need: string | null = null,
): { gain: number; lose: number } {
  const count = (changes: (home: HomeCell) => boolean) =>
    homes.filter((home) => home.need === need && changes(home)).reduce((all, { people }) => all + people, 0)
  return {
    gain: count((home) => partsOfWeek.some((slot) => later(home, slot) && !now(home, slot))),
    lose: count((home) => partsOfWeek.some((slot) => now(home, slot) && !later(home, slot))),
  }
}

const partsOfWeek = slots.filter(({ weekday, part }) => weekday !== null && part !== null)
