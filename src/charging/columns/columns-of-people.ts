import type { CalendarDate } from '../../core/calendar-date.ts'
import { sum } from '../../core/money.ts'
import type { Circumstances } from '../circumstances.ts'
import { freeGrounds } from '../free-services.ts'
import { incomeKinds } from '../income-kinds.ts'
import {
  households,
  housingKinds,
  lightTouchWays,
  NONE,
  type PeopleColumns,
  partnerWays,
  peopleColumns,
  premiumBits,
  savingsKinds,
} from './people-columns.ts'

const half = ({ share }: { share: 'own' | 'half' }) => (share === 'half' ? 1 : 0)
const dayNumber = (day: CalendarDate) => Number(day.replaceAll('-', ''))

/** Circumstances, one after another, as columns. The day they are for is not a column: columns hold people of one day. */
export function columnsOfPeople(facts: readonly Circumstances[]): PeopleColumns {
  const length = (of: (one: Circumstances) => readonly unknown[]) => facts.reduce((sum, one) => sum + of(one).length, 0)
  const people = peopleColumns(facts.length, {
    income: length((one) => one.income),
    savings: length((one) => one.savings),
    housing: length((one) => one.housing),
    disabilityCosts: length((one) => one.disabilityCosts),
  })
  for (const [row, one] of facts.entries()) {
    putAnswers(people, row, one)
    putLists(people, row, one)
  }
  return people
}

function partnerWay({ partner }: Circumstances): (typeof partnerWays)[number] {
  if (partner === undefined) return 'none'
  return partner.consentToDisclose ? 'consents' : 'does_not_consent'
}

function putAnswers(people: PeopleColumns, row: number, one: Circumstances): void {
  const { disability, enhancedDisability, carer } = one.premiums
  people.born[row] = dayNumber(one.born)
  people.reachedPensionCreditAge[row] = Number(one.reachedPensionCreditAge)
  people.partnerReachedPensionCreditAge[row] = Number(one.partnerReachedPensionCreditAge)
  people.household[row] = households.indexOf(one.household)
  people.partner[row] = partnerWays.indexOf(partnerWay(one))
  people.partnerIncome[row] = one.partner?.income ?? 0
  people.partnerHousing[row] = one.partner?.housing ?? 0
  people.children[row] = one.children
  people.premiums[row] =
    (disability ? premiumBits.disability : 0) |
    (enhancedDisability ? premiumBits.enhancedDisability : 0) |
    (carer ? premiumBits.carer : 0)
  people.nightCareFromCouncil[row] = Number(one.nightCareFromCouncil)
  people.forCarer[row] = Number(one.supportFor === 'carer')
  people.asksCouncilToArrange[row] = Number(one.asksCouncilToArrange)
  people.freeBecause[row] = one.freeBecause === undefined ? 0 : freeGrounds.indexOf(one.freeBecause) + 1
  people.wouldNotTakePart[row] = Number(one.wouldNotTakePart)
  people.lightTouch[row] = lightTouchWays.indexOf(one.lightTouch?.treatedAs ?? 'none')
  people.agreedWeekly[row] = one.lightTouch?.agreedWeekly ?? 0
  people.incomeTax[row] = one.incomeTax
  people.savingsCreditReceived[row] = one.savingsCredit?.received ?? NONE
  people.savingsCreditIncome[row] = one.savingsCredit?.qualifyingIncome ?? NONE
  people.chargeableCost[row] = one.chargeableCost ?? NONE
  people.journeysAWeek[row] = one.journeysAWeek
  people.livingCosts[row] = sum(one.livingCosts.map(({ weekly }) => weekly))
}

function putLists({ income, savings, housing, disabilityCosts }: PeopleColumns, row: number, one: Circumstances): void {
  putList(income.start, row, one.income, (at, entry) => {
    income.kind[at] = incomeKinds.indexOf(entry.kind) * 2 + half(entry)
    income.weekly[at] = entry.weekly
  })
  putList(savings.start, row, one.savings, (at, entry) => {
    savings.kind[at] = savingsKinds.indexOf(entry.kind) * 2 + half(entry)
    savings.amount[at] = entry.amount
  })
  putList(housing.start, row, one.housing, (at, entry) => {
    housing.kind[at] = housingKinds.indexOf(entry.kind) * 2 + half(entry)
    housing.weekly[at] = entry.weekly
    housing.metByBenefits[at] = entry.metByBenefits
  })
  putList(disabilityCosts.start, row, one.disabilityCosts, (at, { weekly }) => {
    disabilityCosts.weekly[at] = weekly
  })
}

function putList<T>(start: Uint32Array, row: number, entries: readonly T[], put: (at: number, entry: T) => void): void {
  let at = start[row] as number
  for (const entry of entries) put(at++, entry)
  start[row + 1] = at
}
