import type { Circumstances } from '../../src/charging/circumstances.ts'
import { freeGrounds } from '../../src/charging/free-services.ts'
import { incomeKinds } from '../../src/charging/income-kinds.ts'
import type { LocalPolicy } from '../../src/charging/local-policy.ts'
import { type CalendarDate, day } from '../../src/core/calendar-date.ts'
import { pence } from '../../src/core/money.ts'
import type { Random } from '../../src/core/random.ts'

const citation = 'assumption: made by the test'
const set = <T>(value: T) => ({ value, citation })

/** Now and then: true so many times in a hundred. */
const oftenIn = (chance: Random, hundred: number) => chance.next() * 100 < hundred
const money = (chance: Random, most: number) =>
  pence(oftenIn(chance, 5) ? 0 : oftenIn(chance, 1) ? chance.whole(0, 9_999_999_999) : chance.whole(1, most))
const share = (chance: Random) => (oftenIn(chance, 20) ? ('half' as const) : ('own' as const))
const several = <T>(chance: Random, most: number, one: () => T): T[] =>
  Array.from({ length: chance.whole(0, most) }, one)

function anyBirth(chance: Random, on: CalendarDate): CalendarDate {
  const age = oftenIn(chance, 3) ? chance.whole(-2, 17) : chance.whole(18, 95)
  const year = Number(on.slice(0, 4)) - age
  const two = (value: number) => String(value).padStart(2, '0')
  const sameDay = oftenIn(chance, 3) && on.slice(5) !== '02-29'
  return day(sameDay ? `${year}-${on.slice(5)}` : `${year}-${two(chance.whole(1, 12))}-${two(chance.whole(1, 28))}`)
}

function lists(chance: Random): Pick<Circumstances, 'income' | 'savings' | 'housing' | 'disabilityCosts'> {
  const near = [14_250_00, 14_250_01, 14_500_00, 23_250_00, 23_250_01]
  return {
    income: several(chance, 5, () => ({
      kind: chance.pick(incomeKinds),
      weekly: money(chance, 300_00),
      share: share(chance),
    })),
    savings: several(chance, 2, () => ({
      kind: oftenIn(chance, 80) ? ('savings' as const) : chance.pick(['main_home', 'other_left_out'] as const),
      amount: oftenIn(chance, 10) ? pence(chance.pick(near)) : money(chance, 20_000_00),
      share: share(chance),
    })),
    housing: several(chance, 3, () => ({
      kind: chance.pick(['rent', 'ground_rent', 'mortgage', 'council_tax', 'service_charges', 'local_extra'] as const),
      weekly: money(chance, 150_00),
      metByBenefits: oftenIn(chance, 50) ? pence(0) : money(chance, 150_00),
      share: share(chance),
    })),
    disabilityCosts: several(chance, 3, () => ({ words: 'alarm', weekly: money(chance, 40_00) })),
  }
}

/** Anybody's circumstances, now and then contradictory: every way the rules know occurs. */
export function drawCircumstances(chance: Random, on: CalendarDate): Circumstances {
  const born = anyBirth(chance, on)
  const age = Number(on.slice(0, 4)) - Number(born.slice(0, 4))
  const treatedAs = chance.pick(['below_limit', 'above_limit'] as const)
  const light = { treatedAs, agreedWeekly: money(chance, 90_00), consent: true as const, evidence: 'a letter' }
  return {
    on,
    born,
    reachedPensionCreditAge: oftenIn(chance, 2) ? oftenIn(chance, 50) : age > 66,
    household: chance.pick(['single', 'single', 'lone_parent', 'couple'] as const),
    partnerReachedPensionCreditAge: oftenIn(chance, 20),
    partner: oftenIn(chance, 80)
      ? undefined
      : { consentToDisclose: oftenIn(chance, 95), income: money(chance, 200_00), housing: money(chance, 50_00) },
    children: oftenIn(chance, 80) ? 0 : chance.whole(1, 4),
    premiums: {
      disability: oftenIn(chance, 40),
      enhancedDisability: oftenIn(chance, 20),
      carer: oftenIn(chance, 10),
    },
    ...lists(chance),
    incomeTax: oftenIn(chance, 70) ? pence(0) : money(chance, 60_00),
    savingsCredit: oftenIn(chance, 80)
      ? undefined
      : { received: money(chance, 20_00), qualifyingIncome: money(chance, 500_00) },
    nightCareFromCouncil: oftenIn(chance, 20),
    supportFor: oftenIn(chance, 6) ? 'carer' : 'adult',
    asksCouncilToArrange: oftenIn(chance, 30),
    livingCosts: several(chance, 2, () => ({ words: 'a meal', weekly: money(chance, 30_00) })),
    journeysAWeek: oftenIn(chance, 60) ? 0 : chance.whole(1, 10),
    freeBecause: oftenIn(chance, 94) ? undefined : chance.pick(freeGrounds),
    wouldNotTakePart: oftenIn(chance, 3),
    lightTouch: oftenIn(chance, 94) ? undefined : light,
    chargeableCost: oftenIn(chance, 40) ? undefined : money(chance, 600_00),
  }
}

/** Any policy a council may set: each switch three times in ten. */
export function drawPolicy(chance: Random): LocalPolicy {
  const guarantee = chance.pick([
    { morePercent: chance.whole(0, 50) },
    { morePence: pence(chance.whole(0, 40_00)) },
    { totalPence: pence(chance.whole(0, 300_00)) },
  ])
  const all: LocalPolicy = {
    percentTaken: set(chance.whole(0, 100)),
    upperLimit: set(pence(chance.whole(0, 40_000_00))),
    guarantee: set(guarantee),
    standardDisabilityCosts: set(pence(chance.whole(0, 40_00))),
    disabilityCostsAlways: set(oftenIn(chance, 50)),
    nightElementLeftOut: set(
      chance.pick([
        ['attendance_allowance_higher'],
        ['attendance_allowance_higher', 'pip_daily_living_enhanced'],
        [],
      ]) as ('attendance_allowance_higher' | 'pip_daily_living_enhanced')[],
    ),
    housingExtras: set(oftenIn(chance, 50)),
    savingsCreditLeftOut: set(oftenIn(chance, 50)),
    transportJourney: set(pence(chance.whole(0, 6_00))),
    couplesThreshold: set(pence(chance.whole(0, 500_00))),
    carersCharged: set(oftenIn(chance, 50)),
    arrangementFee: set({
      feePence: pence(chance.whole(0, 2) * 50_00),
      costPence: pence(200_00),
      each: 'year' as const,
    }),
    mostWeekly: set(pence(chance.whole(0, 400_00))),
    smallestCollected: set(pence(chance.whole(0, 10_00))),
  }
  return Object.fromEntries(Object.entries(all).filter(() => oftenIn(chance, 30)))
}
