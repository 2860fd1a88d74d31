import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Point } from '../../core/geography.ts'
import { countWords } from '../../core/list-page.ts'
import { accessFeatures, listed, type TravelMode, type TravelPolicy } from '../../directory/index.ts'
import { coverageNeeds, type HomeCell, type PlaceSession, type Way } from './coverage.ts'

/** A weekly session as it is published, at a place or not. */
export interface SessionRow extends Omit<PlaceSession, 'placeId' | 'at'> {
  readonly sessionId: string
  readonly siteId: string | null
  readonly site: string | null
  readonly town: string | null
  readonly area: string
  readonly at: Point | null
  readonly setting: string
  /** Whether anybody counts its places. */
  readonly counted: boolean
}

/** How many people have a regular place at a site, and how many places a week those are. */
export interface SiteUse {
  readonly siteId: string
  readonly people: number
  readonly weeklyPlaces: number
}

/** Everything that coverage is worked out from, as it stands on a day. */
export interface CoverageToday {
  readonly asOf: CalendarDate
  /** When the cells were counted, where that was not just now. */
  readonly countedAt: Date | null
  readonly homes: readonly HomeCell[]
  readonly sessions: readonly SessionRow[]
  readonly uses: readonly SiteUse[]
  /** In words, what no earlier step publishes. */
  readonly unpublished: readonly string[]
}

/** A place people can go to. */
export interface Place {
  readonly id: string
  readonly name: string
  readonly town: string | null
  readonly area: string
  readonly at: Point
  readonly sessions: number
  readonly withRoom: number
}

/** The sessions that are at a place on the map, where people go to: what comes to people, and what is online, is no place. */
export function sessionsAtPlaces({ sessions }: CoverageToday): PlaceSession[] {
  return sessions.flatMap(({ siteId, at, setting, ...one }) =>
    siteId !== null && at !== null && setting === 'in_person' ? [{ ...one, placeId: siteId, at }] : [],
  )
}

/** The places, by name. */
export function placesOf({ sessions }: CoverageToday): Place[] {
  const places = new Map<string, Place>()
  for (const { siteId, site, town, area, at, setting, room } of sessions) {
    if (siteId === null || at === null || setting !== 'in_person') continue
    const known = places.get(siteId)
    places.set(siteId, {
      id: siteId,
      name: site ?? 'Not named',
      town,
      area,
      at,
      sessions: (known?.sessions ?? 0) + 1,
      withRoom: (known?.withRoom ?? 0) + (room ? 1 : 0),
    })
  }
  return [...places.values()].sort((one, other) => one.name.localeCompare(other.name) || (one.id < other.id ? -1 : 1))
}

/** The way that is asked, at the council's speed, with the limit that is asked or else the council's. */
export const wayOf = (travel: TravelPolicy, asked: { mode: TravelMode; minutes: number | null }): Way => ({
  speed: {
    mode: asked.mode,
    kilometresPerHour: travel.kilometresPerHour[asked.mode],
    detourPercent: travel.detourPercent,
  },
  limitMinutes: asked.minutes ?? travel.limitMinutes,
})

/** A need of access in words, as the directory has them; no need means everyone. */
export const featureWords = (need: string | null): string =>
  need === null ? 'Everyone' : (accessFeatures.find(({ code }) => code === need)?.words ?? need.replaceAll('_', ' '))

/** What could not be told, in sentences. */
export function missingOf(today: CoverageToday): string[] {
  const { homes, sessions, unpublished } = today
  const told = new Set(homes.map(({ need }) => need))
  const silent = coverageNeeds.filter((need) => !told.has(need)).map((need) => featureWords(need).toLowerCase())
  const elsewhere = sessions.filter(({ setting }) => setting !== 'in_person').length
  const lost = sessions.filter(({ setting, at }) => setting === 'in_person' && at === null).length
  const uncounted = sessions.filter(
    ({ setting, at, counted }) => setting === 'in_person' && at !== null && !counted,
  ).length
  const ownLimit = homes.some(({ need, longestMinutes }) => need === null && longestMinutes !== null)
  return [
    ...unpublished.map((words) => `Not known here yet: ${words}.`),
    ...(silent.length > 0 ? [`No record says that anybody needs: ${listed(silent)}.`] : []),
    ...(ownLimit
      ? []
      : ['Nobody’s record says how long a journey they want to make. The council’s limit counts for all.']),
    ...(elsewhere > 0
      ? [
          `${countWords(elsewhere, 'weekly session comes', 'weekly sessions come')} to people or are online: they are at no place and not counted.`,
        ]
      : []),
    ...(lost > 0
      ? [`${countWords(lost, 'weekly session has', 'weekly sessions have')} no place on the map and cannot be counted.`]
      : []),
    ...(uncounted > 0
      ? [
          `Nobody counts the places of ${countWords(uncounted, 'weekly session', 'weekly sessions')}: whether there is room is not known, so it does not count as room.`,
        ]
      : []),
  ]
}
