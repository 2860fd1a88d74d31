import type { Point } from '../../core/geography.ts'
import { dayParts, type TravelSpeed, travelMinutes } from '../../directory/index.ts'

/** Needs that are counted: those that a step records of people, by the code of the feature that a place must have. */
export const coverageNeeds = [
  'step_free',
  'wheelchair',
  'changing_place',
  'hoist',
  'personal_care',
  'communication',
  'quiet',
  'hearing_loop',
] as const

/** So many people of an area who live about one place and have one need; a need of nothing means all of them. */
export interface HomeCell {
  readonly area: string
  /** The middle of the square, town or area in which they live; none where no place on the map is known. */
  readonly at: Point | null
  /** The longest journey they want to make, in minutes; none where they said nothing of it. */
  readonly longestMinutes: number | null
  readonly need: string | null
  readonly people: number
}

/** A weekly session at a place, and whether one of its dates in the next four weeks has room. */
export interface PlaceSession {
  readonly placeId: string
  readonly at: Point
  readonly weekday: number
  readonly startMinute: number
  readonly endMinute: number
  readonly features: readonly string[]
  readonly room: boolean
  /** Things of which each date has only so many, and those of which one is free together with a place. */
  readonly thingsCounted: readonly string[]
  readonly thingsFree: readonly string[]
}

/** How people get there, and how long a journey may take them who said nothing of it. */
export interface Way {
  readonly speed: TravelSpeed
  readonly limitMinutes: number
}

/** A part of the week; nothing for both means at any time of it. */
export interface Slot {
  readonly weekday: number | null
  readonly part: string | null
}

/** Of the people of an area with a need: how many there are, and how many have a suitable place within reach. Counts as they are, not yet to be shown. */
export interface CoverageCell extends Slot {
  readonly area: string
  readonly need: string | null
  readonly people: number
  readonly reached: number
}

const LEAST_OVERLAP_MINUTES = 60

/** Every day and part of the day, and what is wider: any part of a day, a part of any day, any time of the week. */
export const slots: readonly Slot[] = [null, 1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
  [null, ...dayParts.map(({ code }) => code)].map((part) => ({ weekday, part })),
)

/** True when a session begins in the part of the day, or gives an hour of it. */
export function isAt({ weekday, part }: Slot, session: PlaceSession): boolean {
  if (weekday !== null && session.weekday !== weekday) return false
  if (part === null) return true
  const hours = dayParts.find(({ code }) => code === part)
  if (hours === undefined) return false
  const begins = session.startMinute >= hours.from && session.startMinute < hours.until
  const shared = Math.min(session.endMinute, hours.until) - Math.max(session.startMinute, hours.from)
  return begins || shared >= LEAST_OVERLAP_MINUTES
}

/** True when a session has room for somebody with the need: the feature is there, and where the thing is counted, one is free. */
export function isSuitable(session: PlaceSession, need: string | null): boolean {
  if (!session.room) return false
  if (need === null) return true
  if (!session.features.includes(need)) return false
  return !session.thingsCounted.includes(need) || session.thingsFree.includes(need)
}

/** True when the journey takes people no longer than their own limit, or than the council's where they have none. A home that is not known reaches nothing. */
function isWithinReach(home: HomeCell, at: Point, { speed, limitMinutes }: Way): boolean {
  return home.at !== null && travelMinutes({ from: home.at, to: at, speed }) <= (home.longestMinutes ?? limitMinutes)
}

/** The rule in its plain form: somebody is covered who has a suitable session, at that time, with room, within reach. */
export const isCovered = (home: HomeCell, sessions: readonly PlaceSession[], slot: Slot, way: Way): boolean =>
  sessions.some((one) => isAt(slot, one) && isSuitable(one, home.need) && isWithinReach(home, one.at, way))

/** Says of each home and part of the week whether it is covered, working out each distance once. Agrees with `isCovered`. */
export function coveredBy(
  homes: readonly HomeCell[],
  sessions: readonly PlaceSession[],
  way: Way,
): (home: HomeCell, slot: Slot) => boolean {
  const needs = [...new Set(homes.map(({ need }) => need))]
  const from = numbered(homes.flatMap(({ at }) => at ?? []))
  const to = numbered(sessions.map(({ at }) => at))
  const minutes = from.points.map((home) =>
    to.points.map((place) => travelMinutes({ from: home, to: place, speed: way.speed })),
  )
  const open = sessions.filter(({ room }) => room)
  const nearest = new Map<string, readonly number[]>()
  for (const slot of slots) {
    const there = open.filter((one) => isAt(slot, one))
    for (const need of needs) {
      const places = [...new Set(there.filter((one) => isSuitable(one, need)).map(({ at }) => to.numberOf(at)))]
      nearest.set(
        slotKey(slot, need),
        minutes.map((row) => leastOf(row, places)),
      )
    }
  }
  return (home, slot) =>
    home.at !== null &&
    (nearest.get(slotKey(slot, home.need))?.[from.numberOf(home.at)] ?? Number.POSITIVE_INFINITY) <=
      (home.longestMinutes ?? way.limitMinutes)
}

function leastOf(minutes: readonly number[], places: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY
  for (const place of places) least = Math.min(least, minutes[place] ?? Number.POSITIVE_INFINITY)
  return least
}

/** Points on the map, each once, by numbers from nought. */
function numbered(all: readonly Point[]): { readonly points: readonly Point[]; numberOf(point: Point): number } {
  const numbers = new Map<string, number>()
  const points: Point[] = []
  for (const point of all) {
    if (numbers.has(pointKey(point))) continue
    numbers.set(pointKey(point), points.length)
    points.push(point)
  }
  return { points, numberOf: (point) => numbers.get(pointKey(point)) ?? -1 }
}

const pointKey = ({ latitude, longitude }: Point) => `${latitude},${longitude}`
const slotKey = ({ weekday, part }: Slot, need: string | null) => `${weekday ?? ''} ${part ?? ''} ${need ?? ''}`

/** The areas in which people are counted, by name. */
const areasOf = (homes: readonly HomeCell[]): string[] =>
  [...new Set(homes.map(({ area }) => area))].sort((one, other) => one.localeCompare(other))

/** For every area, part of the week and need: how many people there are, and how many have a suitable place with room within reach. */
export function coverage(homes: readonly HomeCell[], sessions: readonly PlaceSession[], way: Way): CoverageCell[] {
  const covered = coveredBy(homes, sessions, way)
  return cellsOf(homes, (home, slot) => ({ reached: covered(home, slot) ? home.people : 0 }))
}

/** Adds up what is worked out of each home into a cell for every area, part of the week and need. */
export function cellsOf<Counts extends Record<string, number>>(
  homes: readonly HomeCell[],
  counts: (home: HomeCell, slot: Slot) => Counts,
): (Slot & { readonly area: string; readonly need: string | null; readonly people: number } & Counts)[] {
  const needs = [null, ...coverageNeeds]
  return areasOf(homes).flatMap((area) =>
    needs.flatMap((need) => {
      const there = homes.filter((home) => home.area === area && home.need === need)
      const people = there.reduce((all, home) => all + home.people, 0)
      if (people === 0) return []
      return slots.map((slot) => ({ ...slot, area, need, people, ...added(there.map((home) => counts(home, slot))) }))
    }),
  )
}

function added<Counts extends Record<string, number>>(all: readonly Counts[]): Counts {
  const sum: Record<string, number> = {}
  for (const one of all) for (const [name, count] of Object.entries(one)) sum[name] = (sum[name] ?? 0) + count
  return sum as Counts
}
