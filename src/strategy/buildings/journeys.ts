import { distanceMetres, type Point } from '../../core/geography.ts'
import type { Burning, ClimatePolicy } from './climate-policy.ts'

/** People who live about one place and get to one building in one way: how many, and how often a week they go. */
export interface JourneyCell {
  readonly siteId: string
  /** How they get there, as the plan decided; "not decided" where it did not. */
  readonly mode: string
  readonly from: Point | null
  readonly people: number
  readonly visitsAWeek: number
}

/** Where a building is. */
export interface BuildingPlace {
  readonly siteId: string
  readonly at: Point | null
}

/** What the journeys of a week come to: there and back, along the road. */
export interface Journeys {
  readonly people: number
  readonly visits: number
  readonly metres: number
  readonly grams: number
  /** Visits whose distance or way of travel is not known: they are in no distance and in no CO₂. */
  readonly unknown: number
}

/** What burns fuel in each way that a plan can choose; nothing for a way that burns none. */
const burns: Readonly<Record<string, Burning | null>> = {
  walk: null,
  wheelchair: null,
  bus: 'bus',
  travel_training: 'bus',
  family: 'car',
  motability: 'car',
  shared_transport: 'shared_vehicle',
  taxi: 'taxi',
}

export const nothing: Journeys = { people: 0, visits: 0, metres: 0, grams: 0, unknown: 0 }
const addJourneys = (one: Journeys, other: Journeys): Journeys => ({
  people: one.people + other.people,
  visits: one.visits + other.visits,
  metres: one.metres + other.metres,
  grams: one.grams + other.grams,
  unknown: one.unknown + other.unknown,
})

/** The way there and back in metres along the road: the straight line with the council's detour, twice. */
export const roadMetres = (from: Point, to: Point, detourPercent: number): number =>
  (2 * distanceMetres({ from, to }) * (100 + detourPercent)) / 100

/**
 * The journeys of one cell in a week. A kilometre by bus, shared transport or taxi counts with what one person of it puts into the air, one by car with
 * the whole car; that a car drives back empty in between is not counted, since nobody records it. On foot nothing is burnt.
 */
export function journeysOf(
  cell: JourneyCell,
  places: readonly BuildingPlace[],
  { detourPercent, climate }: { detourPercent: number; climate: ClimatePolicy },
): Journeys {
  const to = places.find(({ siteId }) => siteId === cell.siteId)?.at ?? null
  const { people, visitsAWeek: visits } = cell
  const fuel = burns[cell.mode]
  if (cell.from === null || to === null) return { ...nothing, people, visits, unknown: visits }
  const metres = roadMetres(cell.from, to, detourPercent) * visits
  if (fuel === undefined) return { people, visits, metres, grams: 0, unknown: visits }
  const grams = fuel === null ? 0 : (metres / 1000) * climate[fuel].gramsPerKilometre
  return { people, visits, metres, grams, unknown: 0 }
}

/** Journeys added up under a key of each cell. */
export function journeysBy(
  cells: readonly JourneyCell[],
  keyOf: (cell: JourneyCell) => string,
  of: (cell: JourneyCell) => Journeys,
): Map<string, Journeys> {
  const sums = new Map<string, Journeys>()
  for (const cell of cells) {
    const key = keyOf(cell)
    sums.set(key, addJourneys(sums.get(key) ?? nothing, of(cell)))
  }
  return sums
}
