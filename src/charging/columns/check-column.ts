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
  const {
    born_after_the_day: bornAfterTheDayRefusal,
    not_an_adult: notAnAdultRefusal,
    partner_without_consent: partnerWithoutConsentRefusal,
    partner_without_couple: partnerWithoutCoupleRefusal,
    pension_age_does_not_fit: pensionAgeDoesNotFitRefusal,
    two_ways_at_once: twoWaysAtOnceRefusal,
  } = refusalBits
  const { born, reachedPensionCreditAge, wouldNotTakePart, lightTouch, partner, household } = people
  const { refusals } = results
  const [youngest, oldest] = [NEVER_UNDER, SURELY_FROM]
  for (let row = from; row < to; row++) {
    const birth = born[row] as number
    if (birth > on) {
      refusals[row] = bornAfterTheDayRefusal
      continue
    }
    const age = yearsBetween(birth, on)
    const pensionAgeFits = reachedPensionCreditAge[row] === 1 ? age >= youngest : age < oldest
    const twoWays = wouldNotTakePart[row] === 1 && lightTouch[row] !== 0
    refusals[row] =
      (age < 18 ? notAnAdultRefusal : 0) |
      (pensionAgeFits ? 0 : pensionAgeDoesNotFitRefusal) |
      (twoWays ? twoWaysAtOnceRefusal : 0) |
      (partner[row] !== 0 && household[row] !== COUPLE ? partnerWithoutCoupleRefusal : 0) |
      (partner[row] === WITHOUT_CONSENT ? partnerWithoutConsentRefusal : 0)
  }
}
