import type { CalendarDate } from '../core/calendar-date.ts'
import { type Pence, pence } from '../core/money.ts'
import { type OtherPayments, otherPayments } from './another-payment.ts'
import type { Circumstances } from './circumstances.ts'
import type { CostLine } from './cost-lines.ts'
import type { FreeGround } from './free-services.ts'
import { type IncomeCode, incomeKinds } from './income-kinds.ts'

/** Boxes that stand on a form only once something was told for them: few people need them, and no answer may get lost. */
export const seldomBoxes = {
  mortgageMet: 'What benefits pay of the mortgage',
  groundRentMet: 'What benefits pay of the ground rent',
  serviceChargesMet: 'What benefits pay of the service charges',
  homeExtraMet: 'What benefits pay of other costs of the home',
  homeWorth: 'What the home is worth: shown, not counted',
  savingsLeftOut: 'Other savings that are shown and not counted',
} as const
/** The name of such a box. */
export type SeldomBox = keyof typeof seldomBoxes

/** The answers about money that the financial assessment and the public estimate both ask. An empty box is undefined. */
export type MoneyAnswers = {
  readonly pensionAge: 'yes' | 'no'
  readonly household: Circumstances['household']
  readonly partnerPensionAge: boolean
  readonly children: number
  readonly premiums: readonly (keyof Circumstances['premiums'])[]
  readonly jointIncome: readonly string[]
  readonly incomeTax: Pence | undefined
  readonly savingsCredit: Pence | undefined
  readonly qualifyingIncome: Pence | undefined
  readonly savings: Pence | undefined
  readonly jointSavings: Pence | undefined
  readonly rent: Pence | undefined
  readonly rentMet: Pence | undefined
  readonly councilTax: Pence | undefined
  readonly councilTaxMet: Pence | undefined
  readonly mortgage: Pence | undefined
  readonly serviceCharges: Pence | undefined
  readonly homeExtra: Pence | undefined
  readonly groundRent: Pence | undefined
  readonly jointHome: boolean
  readonly disabilityCosts: readonly CostLine[]
  readonly nightCare: boolean
  readonly chargeableCost: Pence | undefined
  readonly livingCosts: readonly CostLine[]
  readonly journeysAWeek: number
  readonly partnerIncome: Pence | undefined
  readonly partnerHousing: Pence | undefined
  readonly partnerConsent: boolean
  readonly forCarer: boolean
  readonly asksToArrange: boolean
  readonly freeBecause?: FreeGround | undefined
} & OtherPayments & { readonly [box in SeldomBox]: Pence | undefined } & {
    readonly [id in `income-${IncomeCode}`]?: Pence | undefined
  }

/** The answers as the calculator wants them, whole. Nothing is added that was not said; an empty box is nothing. */
export function circumstancesOf(read: MoneyAnswers, about: { on: CalendarDate; born: CalendarDate }): Circumstances {
  const joint = (half: boolean) => (half ? ('half' as const) : ('own' as const))
  return {
    ...about,
    reachedPensionCreditAge: read.pensionAge === 'yes',
    household: read.household,
    partnerReachedPensionCreditAge: read.household === 'couple' && read.partnerPensionAge,
    children: read.children,
    premiums: {
      disability: read.premiums.includes('disability'),
      enhancedDisability: read.premiums.includes('enhancedDisability'),
      carer: read.premiums.includes('carer'),
    },
    ...partnerOf(read),
    income: [
      ...incomeKinds.flatMap((kind) => {
        const weekly = read[`income-${kind}`]
        return weekly ? [{ kind, weekly, share: joint(read.jointIncome.includes(kind)) }] : []
      }),
      ...otherPayments(read),
    ],
    incomeTax: read.incomeTax ?? pence(0),
    ...(read.savingsCredit
      ? { savingsCredit: { received: read.savingsCredit, qualifyingIncome: read.qualifyingIncome ?? pence(0) } }
      : {}),
    savings: [
      ...(read.savings ? [{ kind: 'savings', amount: read.savings, share: 'own', words: 'Savings' } as const] : []),
      ...(read.jointSavings
        ? [{ kind: 'savings', amount: read.jointSavings, share: 'half', words: 'Joint savings' } as const]
        : []),
      ...(read.homeWorth ? [{ kind: 'main_home', amount: read.homeWorth, share: 'own' } as const] : []),
      ...(read.savingsLeftOut ? [{ kind: 'other_left_out', amount: read.savingsLeftOut, share: 'own' } as const] : []),
    ],
    housing: housingOf(read),
    disabilityCosts: [...read.disabilityCosts],
    livingCosts: [...read.livingCosts],
    nightCareFromCouncil: read.nightCare,
    supportFor: read.forCarer ? 'carer' : 'adult',
    asksCouncilToArrange: read.asksToArrange,
    journeysAWeek: read.journeysAWeek,
    ...(read.freeBecause === undefined ? {} : { freeBecause: read.freeBecause }),
    wouldNotTakePart: false,
    ...(read.chargeableCost === undefined ? {} : { chargeableCost: read.chargeableCost }),
  }
}

/** The partner's own money, where anything was told of it. An empty box beside one that was filled is nothing. */
function partnerOf({ partnerIncome, partnerHousing, partnerConsent }: MoneyAnswers): Pick<Circumstances, 'partner'> {
  if (partnerIncome === undefined && partnerHousing === undefined) return {}
  return {
    partner: {
      consentToDisclose: partnerConsent,
      income: partnerIncome ?? pence(0),
      housing: partnerHousing ?? pence(0),
    },
  }
}

function housingOf(read: MoneyAnswers): Circumstances['housing'] {
  const share = read.jointHome ? 'half' : 'own'
  const costs = [
    ['rent', read.rent, read.rentMet],
    ['council_tax', read.councilTax, read.councilTaxMet],
    ['mortgage', read.mortgage, read.mortgageMet],
    ['ground_rent', read.groundRent, read.groundRentMet],
    ['service_charges', read.serviceCharges, read.serviceChargesMet],
    ['local_extra', read.homeExtra, read.homeExtraMet],
  ] as const
  return costs.flatMap(([kind, weekly, met]) =>
    weekly ? [{ kind, weekly, metByBenefits: met ?? pence(0), share } as const] : [],
  )
}
