import type { Answers, ChosenAddOn } from '../../allocation/index.ts'
import { type CalendarDate, day } from '../../core/calendar-date.ts'
import { type Pence, parseMoney } from '../../core/money.ts'
import { type AssessedItem, assessedItems, type Level, type Quarters } from '../../needs/index.ts'
import type { Circumstances } from '../circumstances.ts'
import { costLines } from '../cost-lines.ts'
import { incomeKinds } from '../income-kinds.ts'
import { circumstancesOf, type MoneyAnswers } from '../money-answers.ts'
import { type Typed, ticked } from './field.ts'
import { itemsTicked } from './help-pages.ts'
import type { EstimateSettings } from './settings.ts'

const numberOf = (text: string | undefined) => (/^\d{1,3}$/.test(text ?? '') ? Number(text) : 0)
const moneyOf = (typed: Typed, id: string): Pence | undefined => parseMoney(typed[id] ?? '')

/** The answers about help as the budget's formula wants them: what was not ticked is level 0. Expects screens without faults. */
export function answersOf(typed: Typed, { table }: Pick<EstimateSettings, 'table'>): Answers {
  const named = itemsTicked(typed)
  const of = <T extends number>(before: string) =>
    Object.fromEntries(
      assessedItems.map((item) => [item, named.includes(item) ? numberOf(typed[`${before}-${item}`]?.trim()) : 0]),
    ) as Record<AssessedItem, T>
  const addOns = (table?.addOns ?? []).flatMap(({ code }): ChosenAddOn[] => {
    const units = numberOf(typed[`addon-${code}`]?.trim())
    return units === 0 ? [] : [{ code, units }]
  })
  return { levels: of<Level>('level'), carer: of<Quarters>('carer'), addOns }
}

/** What only the council's own forms ask: the estimate keeps to what decides a likely charge. */
const notAsked = {
  groundRent: undefined,
  livingCosts: [],
  forCarer: false,
  mortgageMet: undefined,
  groundRentMet: undefined,
  serviceChargesMet: undefined,
  homeExtraMet: undefined,
  homeWorth: undefined,
  savingsLeftOut: undefined,
} as const

/**
 * The answers about money as the charge's calculator wants them, with a birth date that makes the age right today. The partner's
 * own money counts only where the partner agrees.
 */
export function factsOf(typed: Typed, { on }: Pick<EstimateSettings, 'on'>): Circumstances {
  const household = typed['household']
  const ofPartner = household === 'couple' && typed['partnerAgrees'] === 'yes'
  const read: MoneyAnswers = {
    pensionAge: typed['pensionAge'] === 'yes' ? 'yes' : 'no',
    household: household === 'couple' || household === 'lone_parent' ? household : 'single',
    partnerPensionAge: typed['partnerPensionAge'] === 'yes',
    children: numberOf(typed['children']?.trim()),
    premiums: (['disability', 'enhancedDisability', 'carer'] as const).filter((one) =>
      ticked(typed, 'premiums').includes(one),
    ),
    ...Object.fromEntries(incomeKinds.map((kind) => [`income-${kind}`, moneyOf(typed, `income-${kind}`)])),
    jointIncome: ticked(typed, 'jointIncome'),
    incomeTax: moneyOf(typed, 'incomeTax'),
    savingsCredit: moneyOf(typed, 'savingsCredit'),
    qualifyingIncome: moneyOf(typed, 'qualifyingIncome'),
    savings: moneyOf(typed, 'savings'),
    jointSavings: moneyOf(typed, 'jointSavings'),
    rent: moneyOf(typed, 'rent'),
    rentMet: moneyOf(typed, 'rentMet'),
    councilTax: moneyOf(typed, 'councilTax'),
    councilTaxMet: moneyOf(typed, 'councilTaxMet'),
    mortgage: moneyOf(typed, 'mortgage'),
    serviceCharges: moneyOf(typed, 'serviceCharges'),
    homeExtra: moneyOf(typed, 'homeExtra'),
    jointHome: typed['jointHome'] === 'yes',
    disabilityCosts: costLines(typed['disabilityCosts'] ?? '').lines,
    nightCare: typed['nightCare'] === 'yes',
    chargeableCost: undefined,
    journeysAWeek: numberOf(typed['journeysAWeek']?.trim()),
    asksToArrange: typed['asksToArrange'] === 'yes',
    partnerIncome: ofPartner ? moneyOf(typed, 'partnerIncome') : undefined,
    partnerHousing: ofPartner ? moneyOf(typed, 'partnerHousing') : undefined,
    partnerConsent: ofPartner,
    ...notAsked,
  }
  return circumstancesOf(read, { on, born: bornFor(on, numberOf(typed['age']?.trim())) })
}

/** A birth date that makes somebody exactly this old today; on 29 February the day before, since not every year has one. */
function bornFor(on: CalendarDate, age: number): CalendarDate {
  const rest = on.slice(4) === '-02-29' ? '-02-28' : on.slice(4)
  return day(`${Number(on.slice(0, 4)) - age}${rest}`)
}
