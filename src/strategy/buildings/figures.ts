import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { LEAST_SHOWN, type Shown, suppress } from '../../core/small-numbers.ts'
import {
  addCosts,
  type Building,
  type Costs,
  costByBuilding,
  costPerAttended,
  noCost,
  perMille,
  type Sheet,
  type SheetPlaces,
} from './building.ts'
import type { ClimatePolicy } from './climate-policy.ts'
import { type JourneyCell, type Journeys, journeysBy, journeysOf, nothing } from './journeys.ts'
import { type BuildingsSupposed, supposedCosts, supposedJourneys, visitsOf } from './what-if.ts'

/** The weeks before today in which use is counted. */
export const USE_WEEKS = 12

/** What journeys come to in a week, as it may be shown: none of it where fewer than five people make them. */
export interface ShownJourneys {
  readonly name: string
  readonly people: Shown
  readonly visits: Shown
  readonly kilometres: Shown
  readonly kilograms: Shown
  /** Of a hundred visits, how many have no known distance or way of travel. */
  readonly unknownPercent: number
}

/** A building as it may be shown. */
export interface BuildingLine extends ShownJourneys {
  readonly siteId: string
  readonly area: string
  readonly town: string | null
  readonly offered: number
  readonly planned: Shown
  readonly attended: Shown
  /** Per thousand of what is on sale; none where it is hidden or nothing is on sale. */
  readonly plannedPerMille: number | null
  readonly attendedPerMille: number | null
  readonly costs: Costs
  readonly perAttendedPlace: Pence | null
  readonly closes: boolean
}

export interface BuildingFigures {
  readonly asOf: CalendarDate
  /** When its use and journeys were counted, where that was not just now. */
  readonly countedAt: Date | null
  readonly lines: readonly BuildingLine[]
  readonly byMode: readonly ShownJourneys[]
  readonly all: ShownJourneys
  readonly costs: Costs
  readonly nobodysCosts: Costs
  readonly climate: ClimatePolicy
  readonly missing: readonly string[]
}

/** The buildings as they are and as they would be, with the cost of a year that leaves. */
export interface BuildingsWhatIf {
  readonly supposed: BuildingsSupposed
  readonly now: BuildingFigures
  readonly later: BuildingFigures
  readonly leaves: Costs
  /** Visits a week that go to another building. */
  readonly moved: Shown
  /** Buildings that would have more visits a week than places on sale, by name, and by how many. */
  readonly tooFull: readonly { readonly name: string; readonly over: number }[]
}

export interface BuildingsGiven {
  readonly asOf: CalendarDate
  /** When its use and journeys were counted, where that was not just now. */
  readonly countedAt: Date | null
  readonly buildings: readonly Building[]
  readonly sheets: readonly Sheet[]
  readonly sheetPlaces: readonly SheetPlaces[]
  readonly journeys: readonly JourneyCell[]
}

export interface By {
  readonly detourPercent: number
  readonly climate: ClimatePolicy
}

const whole = (count: number) => Math.round(count)
const isSmall = (people: number) => people > 0 && people < LEAST_SHOWN

/** A list of journeys as it may leave: whoever is hidden by the rule of small numbers has nothing told of them. */
function shownJourneys(rows: readonly (Journeys & { readonly name: string })[]): ShownJourneys[] {
  const [people = []] = suppress([rows.map((row) => whole(row.people))])
  return rows.map(({ name, visits, metres, grams, unknown }, at) => {
    const count = people[at] ?? 'hidden'
    const told = (number: number): Shown => (count === 'hidden' ? 'hidden' : whole(number))
    return {
      name,
      people: count,
      visits: told(visits),
      kilometres: told(metres / 1000),
      kilograms: told(grams / 1000),
      unknownPercent: visits === 0 || count === 'hidden' ? 0 : Math.round((unknown * 100) / visits),
    }
  })
}

function figuresOf(
  given: BuildingsGiven,
  cells: readonly JourneyCell[],
  bySite: ReadonlyMap<string, Costs>,
  { by, closed, nobodysCosts }: { by: By; closed: string | null; nobodysCosts: Costs },
): BuildingFigures {
  const { buildings } = given
  const of = (cell: JourneyCell) => journeysOf(cell, buildings, by)
  const sites = journeysBy(cells, ({ siteId }) => siteId, of)
  const modes = journeysBy(cells, ({ mode }) => mode, of)
  const all = journeysBy(cells, () => 'All', of).get('All') ?? nothing
  const before = visitsOf(given.journeys)
  const after = visitsOf(cells)
  const shown = shownJourneys(buildings.map(({ siteId, name }) => ({ name, ...(sites.get(siteId) ?? nothing) })))
  const lines = buildings.map((building, at): BuildingLine => {
    const { siteId, area, town, people } = building
    const scale = (before.get(siteId) ?? 0) === 0 ? 1 : (after.get(siteId) ?? 0) / (before.get(siteId) ?? 1)
    const [offered, planned, attended] = [
      siteId === closed ? 0 : building.offered,
      building.planned * scale,
      building.attended * scale,
    ]
    const small = isSmall(people) || shown[at]?.people === 'hidden'
    const costs = bySite.get(siteId) ?? noCost
    const told = (count: number): Shown => (small ? 'hidden' : whole(count))
    return {
      ...(shown[at] as ShownJourneys),
      siteId,
      area,
      town,
      offered,
      planned: told(planned),
      attended: told(attended),
      plannedPerMille: small ? null : perMille(planned, offered),
      attendedPerMille: small ? null : perMille(attended, offered),
      costs,
      perAttendedPlace: small ? null : costPerAttended(costs, { attended, weeks: USE_WEEKS }, by.climate.weeksPerYear),
      closes: siteId === closed,
    }
  })
  return {
    asOf: given.asOf,
    countedAt: given.countedAt,
    lines,
    byMode: shownJourneys(
      [...modes].sort(([one], [other]) => one.localeCompare(other)).map(([name, one]) => ({ name, ...one })),
    ),
    all: shownJourneys([{ name: 'All', ...all }])[0] as ShownJourneys,
    costs: lines.reduce((sum, line) => addCosts(sum, line.costs), noCost),
    nobodysCosts,
    climate: by.climate,
    missing: missingOf(given, all),
  }
}

function missingOf({ buildings, sheets }: BuildingsGiven, all: Journeys): string[] {
  const sum = (of: (one: Building) => number) => buildings.reduce((total, one) => total + of(one), 0)
  const [planned, marked, uncounted] = [
    sum((one) => one.planned),
    sum((one) => one.marked),
    sum((one) => one.uncounted),
  ]
  const percent = (part: number, of: number) => Math.round((part * 100) / of)
  return [
    'What a building itself burns and uses (gas, electricity) is not recorded: CO₂ is of journeys alone.',
    'Journeys are counted as planned: how people really travelled is not recorded.',
    ...(sheets.length === 0 ? ['No cost sheet of the council’s own service is in force.'] : []),
    ...(planned > 0 && marked < planned
      ? [
          `The register is silent about ${percent(planned - marked, planned)} of a hundred places taken: they do not count as attended.`,
        ]
      : []),
    ...(uncounted > 0
      ? [`Nobody counts the places of ${uncounted.toLocaleString('en-GB')} dates: they are not on sale here.`]
      : []),
    ...(all.visits > 0 && all.unknown > 0
      ? [
          `Of a hundred visits ${percent(all.unknown, all.visits)} have no distance or no decided way of travel: they are in no CO₂.`,
        ]
      : []),
  ]
}

/** The buildings as they are. */
export function buildingFigures(given: BuildingsGiven, by: By): BuildingFigures {
  const { bySite, nobodys } = costByBuilding(given.sheets, given.sheetPlaces)
  return figuresOf(given, given.journeys, bySite, { by, closed: null, nobodysCosts: nobodys })
}

/** The buildings as they would be, beside as they are. */
export function buildingsWhatIf(given: BuildingsGiven, supposed: BuildingsSupposed, by: By): BuildingsWhatIf {
  const { bySite, nobodys } = costByBuilding(given.sheets, given.sheetPlaces)
  const cells = supposedJourneys(given.journeys, given.buildings, supposed)
  const [before, after] = [visitsOf(given.journeys), visitsOf(cells)]
  const then = supposedCosts(bySite, { before, after }, supposed.closed)
  const moved = given.buildings.reduce(
    (sum, { siteId }) => sum + Math.max(0, (before.get(siteId) ?? 0) - (after.get(siteId) ?? 0)),
    0,
  )
  const later = figuresOf(given, cells, then.bySite, { by, closed: supposed.closed, nobodysCosts: nobodys })
  return {
    supposed,
    now: figuresOf(given, given.journeys, bySite, { by, closed: null, nobodysCosts: nobodys }),
    later,
    leaves: then.leaves,
    moved: isSmall(whole(moved)) ? 'hidden' : whole(moved),
    tooFull: given.buildings.flatMap(({ siteId, name, offered }) => {
      const over = whole((after.get(siteId) ?? 0) - offered / USE_WEEKS)
      const grows = (after.get(siteId) ?? 0) > (before.get(siteId) ?? 0)
      return grows && over > 0 && siteId !== supposed.closed ? [{ name, over }] : []
    }),
  }
}
