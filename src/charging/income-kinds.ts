/** How a kind of income stands in the sum: counted, or left out under the rule named. `disability`: a benefit that opens disability costs. */
export interface IncomeKind {
  readonly words: string
  readonly counted: boolean
  readonly citation: string
  readonly disability?: true
}

const PART_FOUR = 'SI 2014/2672, Part 4'

/**
 * The kinds of income a form asks about. Only rules seen in the law or in an account of it are here; anything else a council
 * leaves out is `other_left_out`, with the ground in words. War widows keep the first £10 by entering it there.
 */
const kinds = {
  state_pension: { words: 'State Pension', counted: true, citation: PART_FOUR },
  private_pension: { words: 'Private or work pension', counted: true, citation: PART_FOUR },
  pension_credit: { words: 'Pension Credit', counted: true, citation: PART_FOUR },
  universal_credit: {
    words: 'Universal Credit',
    counted: true,
    citation: 'written answer UIN 69198, 11 November 2021',
  },
  employment_and_support_allowance: { words: 'Employment and Support Allowance', counted: true, citation: PART_FOUR },
  attendance_allowance_higher: {
    words: 'Attendance Allowance, higher rate',
    counted: true,
    citation: PART_FOUR,
    disability: true,
  },
  attendance_allowance_lower: {
    words: 'Attendance Allowance, lower rate',
    counted: true,
    citation: PART_FOUR,
    disability: true,
  },
  pip_daily_living_enhanced: {
    words: 'PIP daily living, enhanced rate',
    counted: true,
    citation: PART_FOUR,
    disability: true,
  },
  pip_daily_living_standard: {
    words: 'PIP daily living, standard rate',
    counted: true,
    citation: PART_FOUR,
    disability: true,
  },
  dla_care: { words: 'Disability Living Allowance, care part', counted: true, citation: PART_FOUR, disability: true },
  other_counted: { words: 'Other money coming in', counted: true, citation: PART_FOUR },
  mobility: { words: 'Mobility part of PIP or DLA', counted: false, citation: 'SI 2014/2672, Schedule 1 para 8' },
  earnings: { words: 'Pay from work', counted: false, citation: 'SI 2014/2672, reg 14' },
  guaranteed_income_payment: {
    words: 'Armed forces guaranteed income payment',
    counted: false,
    citation: 'SI 2014/2672, Schedule 1 para 18',
  },
  war_pension: {
    words: 'War pension of a veteran',
    counted: false,
    citation: 'SI 2014/2672, Schedule 1; guidance Annex C',
  },
  direct_payment: { words: 'Direct payment for care', counted: false, citation: 'SI 2014/2672, Schedule 1' },
  charitable: { words: 'Payment from a charity or a friend', counted: false, citation: 'SI 2014/2672, Schedule 1' },
  infected_blood: {
    words: 'Payment from an infected blood scheme',
    counted: false,
    citation: 'SI 2014/2672, Schedule 1',
  },
  other_left_out: {
    words: 'Other money left out',
    counted: false,
    citation: 'the council’s power to leave more out: guidance 8.46 to 8.47',
  },
} as const satisfies Record<string, IncomeKind>

/** The code of a kind of income. */
export type IncomeCode = keyof typeof kinds

/** Every code, in the order a form asks. */
export const incomeKinds = Object.keys(kinds) as [IncomeCode, ...IncomeCode[]]

/** What a kind of income is and how it stands in the sum. */
export const incomeKind = (code: IncomeCode): IncomeKind => kinds[code]
