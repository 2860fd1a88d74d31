import { ageOn } from '../core/calendar-date.ts'
import type { ChargingRefusal } from './charging-refusal.ts'
import type { Circumstances } from './circumstances.ts'

/** Pension age has never been below 60 and is nowhere above 67 yet; outside these ages the answer or the birth date is a slip. */
export const NEVER_UNDER = 60
export const SURELY_FROM = 68

/** Answers that contradict each other, each with what to do. An empty list means the sum may be worked out. */
export function checkCircumstances(facts: Circumstances): ChargingRefusal[] {
  if (facts.born > facts.on) {
    return [
      {
        code: 'born_after_the_day',
        why: 'The birth date is after the day asked for.',
        whatToDo: 'Check the birth date and the day.',
      },
    ]
  }
  const age = ageOn({ born: facts.born, on: facts.on })
  const refusals: ChargingRefusal[] = []
  if (age < 18) {
    refusals.push({
      code: 'not_an_adult',
      why: `The person is ${age} on that day. The charging rules are for people aged 18 or over.`,
      whatToDo: 'Check the birth date, or ask for a day on or after the 18th birthday.',
    })
  }
  if (facts.reachedPensionCreditAge ? age < NEVER_UNDER : age >= SURELY_FROM) {
    refusals.push({
      code: 'pension_age_does_not_fit',
      why: `The person is ${age} on that day, which does not fit the answer about Pension Credit age.`,
      whatToDo: 'Check the birth date, and look up their Pension Credit age on gov.uk.',
    })
  }
  if (facts.wouldNotTakePart && facts.lightTouch) {
    refusals.push({
      code: 'two_ways_at_once',
      why: 'A person cannot have refused the assessment and agreed to a light-touch one.',
      whatToDo: 'Keep one of the two.',
    })
  }
  return [...refusals, ...aboutThePartner(facts)]
}

/** A partner's own money is used only with the partner's consent, and only in a couple. */
function aboutThePartner({ partner, household }: Circumstances): ChargingRefusal[] {
  if (partner === undefined) return []
  const refusals: ChargingRefusal[] = []
  if (household !== 'couple') {
    refusals.push({
      code: 'partner_without_couple',
      why: 'There is money of a partner, but the household is not a couple.',
      whatToDo: 'Check the household, or leave the partner’s money out.',
    })
  }
  if (!partner.consentToDisclose) {
    refusals.push({
      code: 'partner_without_consent',
      why: 'The partner has not agreed that their own money is used.',
      whatToDo: 'Ask the partner, or leave their money out: the person is assessed alone.',
    })
  }
  return refusals
}
