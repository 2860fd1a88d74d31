import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Shown } from '../../core/small-numbers.ts'
import { coverage, coverageNeeds, type HomeCell, type Way } from './coverage.ts'
import { coarse, type ShownCell, type ShownChange, shownCell, shownChange, wholeBorough } from './shown-coverage.ts'
import { type CoverageToday, missingOf, type Place, placesOf, sessionsAtPlaces } from './today.ts'
import { beforeAndAfter, coverageChange, peopleChanged, type Supposed } from './what-if.ts'

/** What may leave of the coverage of a day: counted cells, small numbers hidden, each to the nearest five. */
export interface CoverageFigures {
  readonly asOf: CalendarDate
  readonly countedAt: Date | null
  readonly way: Way
  readonly people: Shown
  /** People of whom no place on the map is known: they are counted as not reached. */
  readonly unplaced: Shown
  readonly areas: readonly ShownCell[]
  readonly whole: readonly ShownCell[]
  readonly places: readonly Place[]
  readonly missing: readonly string[]
}

const isEveryone = ({ need }: HomeCell) => need === null
const count = (homes: readonly HomeCell[]) => homes.reduce((all, { people }) => all + people, 0)

/** The coverage of a day as it may be shown, for every area, part of the week and need. */
export function coverageFigures(today: CoverageToday, way: Way): CoverageFigures {
  const cells = coverage(today.homes, sessionsAtPlaces(today), way)
  return {
    asOf: today.asOf,
    countedAt: today.countedAt,
    way,
    people: coarse(count(today.homes.filter(isEveryone))),
    unplaced: coarse(count(today.homes.filter((home) => isEveryone(home) && home.at === null))),
    areas: cells.map(shownCell),
    whole: wholeBorough(cells, ['people', 'reached']).map(shownCell),
    places: placesOf(today),
    missing: missingOf(today),
  }
}

/** What a supposed hub or closure changes, as it may be shown, beside the coverage of today. */
export interface WhatIfFigures extends CoverageFigures {
  readonly supposed: Supposed
  /** People who gain, and who lose, a suitable place within reach in some part of the week. */
  readonly gain: Shown
  readonly lose: Shown
  /** The same for each need that somebody has; who has two counts in both. */
  readonly needs: readonly { readonly need: string; readonly gain: Shown; readonly lose: Shown }[]
  readonly changes: readonly ShownChange[]
  readonly wholeChanges: readonly ShownChange[]
  /** People with a regular place in a building that closes, and the places a week they take. */
  readonly displaced: Shown
  readonly displacedPlaces: Shown
}

/** What would be, beside what is. People who go to two closed buildings count in each. */
export function whatIfFigures(today: CoverageToday, supposed: Supposed, way: Way): WhatIfFigures {
  const sessions = sessionsAtPlaces(today)
  const both = beforeAndAfter(today.homes, sessions, supposed, way)
  const changes = coverageChange(today.homes, both)
  const { gain, lose } = peopleChanged(today.homes, both)
  const closing = today.uses.filter(({ siteId }) => supposed.closed.includes(siteId))
  const people = closing.reduce((all, one) => all + one.people, 0)
  const places = closing.reduce((all, one) => all + one.weeklyPlaces, 0)
  return {
    ...coverageFigures(today, way),
    supposed,
    gain: coarse(gain),
    lose: coarse(lose),
    needs: coverageNeeds.flatMap((need) => {
      const some = peopleChanged(today.homes, both, need)
      return some.gain + some.lose === 0 ? [] : [{ need, gain: coarse(some.gain), lose: coarse(some.lose) }]
    }),
    changes: changes.map(shownChange),
    wholeChanges: wholeBorough(changes, ['people', 'reached', 'reachedThen', 'gains', 'loses']).map(shownChange),
    displaced: coarse(people),
    displacedPlaces: coarse(people) === 'hidden' ? 'hidden' : coarse(places),
  }
}

/** Where the areas lie on a map: the middle of the homes counted in each, by how many live about it. */
export function areaMiddles(homes: readonly HomeCell[]): { area: string; latitude: number; longitude: number }[] {
  const areas = new Map<string, { people: number; north: number; east: number }>()
  for (const { area, at, need, people } of homes) {
    if (at === null || need !== null) continue
    const sum = areas.get(area) ?? { people: 0, north: 0, east: 0 }
    areas.set(area, {
      people: sum.people + people,
      north: sum.north + at.latitude * people,
      east: sum.east + at.longitude * people,
    })
  }
  return [...areas].map(([area, { people, north, east }]) => ({
    area,
    latitude: Math.round((north / people) * 100) / 100,
    longitude: Math.round((east / people) * 100) / 100,
  }))
}
