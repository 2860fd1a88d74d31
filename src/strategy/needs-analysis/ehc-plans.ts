/**
 * Education, health and care plans by age in January 2025: Department for Education, "Education, health and care plans", reporting
 * year 2025, Open Government Licence v3.0. The numbers of ages 10 to 17 are those who reach 18 in the years after; 18 and over are adults now.
 */
const plans2025: Readonly<Record<string, { readonly ages: readonly number[]; readonly adults: number }>> = {
  'cheshire-east': { ages: [340, 396, 380, 381, 390, 387, 346, 266], adults: 442 },
  nottinghamshire: { ages: [359, 436, 439, 458, 480, 429, 408, 350], adults: 640 },
}

export const ehcPlansSource = 'DfE, Education, health and care plans, January 2025'
const COUNTED = 2025
const OLDEST_CHILD = 17
const YOUNGEST = 10

export interface ReachingEighteen {
  readonly year: number
  readonly age: number
  readonly people: number
}

/** How many people with a plan in January 2025 have reached 18 by January of each year that follows and not of the year before, if every plan goes on; of a council whose plans are not known, none. */
export function reachingEighteen(
  council: string,
): { readonly years: readonly ReachingEighteen[]; readonly adults: number } | null {
  const known = plans2025[council]
  if (known === undefined) return null
  const years = known.ages.map((people, at) => ({
    year: COUNTED + OLDEST_CHILD + 1 - YOUNGEST - at,
    age: YOUNGEST + at,
    people,
  }))
  return { years: years.sort((one, other) => one.year - other.year), adults: known.adults }
}
