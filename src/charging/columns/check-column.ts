import { NEVER_UNDER, SURELY_FROM } from '../check-circumstances.ts'
import type { BlockOfPeople } from './block-of-people.ts'
import { refusalBits } from './contribution-columns.ts'
import { households, partnerWays } from './people-columns.ts'
import type { RulesOfDay } from './rules-of-day.ts'

const COUPLE = households.indexOf('couple')
const WITHOUT_CONSENT = partnerWays.indexOf('does_not_consent')

/** Completed years between two days written as 19940314: the months and days settle whether the last year is complete. */
export const yearsBetween = (born: number, on: number) => Math.floor((on - born) / 10_000)

/** `checkCircumstances` for a block: answers that contradict each other. */
export function checkColumn({ on }: RulesOfDay, { people, results, from, to }: BlockOfPeople): void {
  const { born, reachedPensionCreditAge, wouldNotTakePart, lightTouch, partner, household } = people
  const { refusals } = results
  for (let row = from; row < to; row++) {
    const birth = born[row] as number
    if (birth > on) {
      refusals[row] = refusalBits.born_after_the_day
      continue
    }
    const age = yearsBetween(birth, on)
    const pensionAgeFits = reachedPensionCreditAge[row] === 1 ? age >= NEVER_UNDER : age < SURELY_FROM
    const twoWays = wouldNotTakePart[row] === 1 && lightTouch[row] !== 0
    refusals[row] =
      (age < 18 ? refusalBits.not_an_adult : 0) |
      (pensionAgeFits ? 0 : refusalBits.pension_age_does_not_fit) |
      (twoWays ? refusalBits.two_ways_at_once : 0) |
      (partner[row] !== 0 && household[row] !== COUPLE ? refusalBits.partner_without_couple : 0) |
      (partner[row] === WITHOUT_CONSENT ? refusalBits.partner_without_consent : 0)
  }
}
