import { type CalendarDate, day, daysBetween } from '../core/calendar-date.ts'
import type { Point } from '../core/geography.ts'
import { accessBits, askedBits, factBits } from './search/search-entry.ts'
import type { SearchQuery } from './search/search-index.ts'
import type { Understood } from './search/understand.ts'
import { minutesAsked, type SearchCriteria, weekdaysAsked } from './search-criteria.ts'
import { metresWithin } from './travel-minutes.ts'
import type { TravelPolicy } from './travel-policy.ts'

const METRES_PER_MILE = 1_609.344
const EPOCH = day('1970-01-01')

/** Where a search is from: the middle of the places that bear the name, and whether anything here bears it at all. */
export interface SearchPlace {
  readonly known: boolean
  readonly point: Point | null
  /** The town, or the first part of the postcode: all of a place that a wish may keep. */
  readonly area?: string
  /** The name it was found by, where a slip was put right. */
  readonly instead?: string
  /** Which of several places of the name was taken, and the others. */
  readonly taken?: string
  readonly also?: readonly string[]
}

export const nowhere: SearchPlace = { known: false, point: null }

/** What somebody looks for, as the index is asked. Where the place is known but not where it lies, only what is in it fits. */
export function searchQuery(
  criteria: SearchCriteria,
  place: SearchPlace,
  words: Understood,
  oldBefore: CalendarDate,
  travel: TravelPolicy | undefined,
): SearchQuery {
  const metres = farthestMetres(criteria, travel)
  return {
    words,
    near: place.point === null ? null : { point: place.point, metres },
    town: place.known && place.point === null ? criteria.place.toLowerCase() : null,
    when: askedBits(weekdaysAsked(criteria), criteria.times),
    must: mustBits(criteria),
    oneOf: tierBits(criteria.tiers),
    age: criteria.age,
    staleBefore: daysBetween(EPOCH, oldBefore),
  }
}

/** How fast the council reckons people get about the way that was chosen. */
export function speedAsked(
  { by }: Pick<SearchCriteria, 'by'>,
  { kilometresPerHour, detourPercent }: TravelPolicy,
): { kilometresPerHour: number; detourPercent: number } {
  return { kilometresPerHour: kilometresPerHour[by], detourPercent }
}

/** The straight line in metres that is far enough; null for any. Minutes count only where the council's speeds are known. */
function farthestMetres(criteria: SearchCriteria, travel: TravelPolicy | undefined): number | null {
  const minutes = minutesAsked(criteria)
  if (minutes === undefined) return criteria.far === 'any' ? null : Number(criteria.far) * METRES_PER_MILE
  return travel === undefined ? null : Math.floor(metresWithin(minutes, speedAsked(criteria, travel)))
}

/** The same search for what lies beyond the distance asked, up to twice as far; nothing where no distance was asked. */
export function searchBeyond(query: SearchQuery): SearchQuery | undefined {
  const { near } = query
  if (near === null || near.metres === null) return undefined
  return { ...query, near: { point: near.point, metres: 2 * near.metres, beyondMetres: near.metres } }
}

const costBits = { any: 0, free: factBits.free, '5': factBits.upToFivePounds, budget: factBits.budgetPays }
const settingBits = { any: 0, in_person: factBits.inPerson, online: factBits.online }

const mustBits = ({ cost, setting, needs }: SearchCriteria) =>
  costBits[cost] | settingBits[setting] | accessBits(needs) | (needs.includes('staff') ? factBits.staffThere : 0)

const tierBits = (tiers: readonly string[]) =>
  [factBits.tier1, factBits.tier2, factBits.tier3].reduce(
    (bits, bit, at) => (tiers.includes(String(at + 1)) ? bits | bit : bits),
    0,
  )
