import { column } from '../../core/column.ts'

/**
 * Lists of many people, one after another in one column: those of row r run from `start[r]` up to, not including, `start[r + 1]`.
 * So any number of incomes, savings or costs of a person fit, and none takes room that is not there.
 */
interface ListColumns {
  readonly start: Uint32Array
}

/** What comes in. `kind` is the place in `incomeKinds` × 2, and one more where half of a joint amount is theirs. Pence a week. */
export interface IncomeColumns extends ListColumns {
  readonly kind: Uint8Array
  readonly weekly: Float64Array
}

/** Savings. `kind` is the place in `savingsKinds` × 2, and one more where it is joint. Pence. */
export interface SavingsColumns extends ListColumns {
  readonly kind: Uint8Array
  readonly amount: Float64Array
}

/** Costs of the home. `kind` is the place in `housingKinds` × 2, and one more where it is joint. Pence a week. */
export interface HousingColumns extends ListColumns {
  readonly kind: Uint8Array
  readonly weekly: Float64Array
  readonly metByBenefits: Float64Array
}

/** Costs of illness or disability, pence a week. */
export interface DisabilityCostColumns extends ListColumns {
  readonly weekly: Float64Array
}

export const savingsKinds = ['savings', 'main_home', 'other_left_out'] as const
export const housingKinds = [
  'rent',
  'ground_rent',
  'mortgage',
  'council_tax',
  'service_charges',
  'local_extra',
] as const
export const households = ['single', 'lone_parent', 'couple'] as const
export const partnerWays = ['none', 'consents', 'does_not_consent'] as const
export const lightTouchWays = ['none', 'below_limit', 'above_limit'] as const
/** Bits of the column `premiums`. */
export const premiumBits = { disability: 1, enhancedDisability: 2, carer: 4 } as const

/** Stands for "there is none" in a column of money. */
export const NONE = -1

/**
 * The circumstances of many people on one day: one row a person, one column an answer, as `Circumstances` has them. Yes is 1.
 * Money is whole pence in numbers that hold up to 2^53 exactly; days are whole numbers like 19940314.
 */
export interface PeopleColumns {
  readonly rows: number
  readonly born: Int32Array
  readonly reachedPensionCreditAge: Uint8Array
  readonly partnerReachedPensionCreditAge: Uint8Array
  /** The place in `households`. */
  readonly household: Uint8Array
  /** The place in `partnerWays`: whether a partner's own money is given, and with consent. */
  readonly partner: Uint8Array
  readonly partnerIncome: Float64Array
  readonly partnerHousing: Float64Array
  readonly children: Uint8Array
  readonly premiums: Uint8Array
  readonly nightCareFromCouncil: Uint8Array
  /** 1 where the support is for a carer's own needs. */
  readonly forCarer: Uint8Array
  readonly asksCouncilToArrange: Uint8Array
  /** 0 for none, else the place in `freeGrounds` and one more. */
  readonly freeBecause: Uint8Array
  readonly wouldNotTakePart: Uint8Array
  /** The place in `lightTouchWays`. */
  readonly lightTouch: Uint8Array
  readonly agreedWeekly: Float64Array
  readonly incomeTax: Float64Array
  /** Savings Credit received and income for it; `NONE` where there is none. */
  readonly savingsCreditReceived: Float64Array
  readonly savingsCreditIncome: Float64Array
  /** What the support costs in a usual week; `NONE` when it has no price. */
  readonly chargeableCost: Float64Array
  readonly journeysAWeek: Uint8Array
  /** Ordinary living costs, all together. */
  readonly livingCosts: Float64Array
  readonly income: IncomeColumns
  readonly savings: SavingsColumns
  readonly housing: HousingColumns
  readonly disabilityCosts: DisabilityCostColumns
}

/** How many incomes, savings, costs of the home and disability costs all people have together. */
export interface ListLengths {
  readonly income: number
  readonly savings: number
  readonly housing: number
  readonly disabilityCosts: number
}

/** Columns for so many people with lists of these lengths in all. */
export function peopleColumns(rows: number, lengths: ListLengths): PeopleColumns {
  const small = () => column(Uint8Array, rows)
  const money = (length = rows) => column(Float64Array, length)
  const start = () => column(Uint32Array, rows + 1)
  const { income, savings, housing, disabilityCosts } = lengths
  return {
    rows,
    born: column(Int32Array, rows),
    reachedPensionCreditAge: small(),
    partnerReachedPensionCreditAge: small(),
    household: small(),
    partner: small(),
    partnerIncome: money(),
    partnerHousing: money(),
    children: small(),
    premiums: small(),
    nightCareFromCouncil: small(),
    forCarer: small(),
    asksCouncilToArrange: small(),
    freeBecause: small(),
    wouldNotTakePart: small(),
    lightTouch: small(),
    agreedWeekly: money(),
    incomeTax: money(),
    savingsCreditReceived: money(),
    savingsCreditIncome: money(),
    chargeableCost: money(),
    journeysAWeek: small(),
    livingCosts: money(),
    income: { start: start(), kind: column(Uint8Array, income), weekly: money(income) },
    savings: { start: start(), kind: column(Uint8Array, savings), amount: money(savings) },
    housing: {
      start: start(),
      kind: column(Uint8Array, housing),
      weekly: money(housing),
      metByBenefits: money(housing),
    },
    disabilityCosts: { start: start(), weekly: money(disabilityCosts) },
  }
}
