import { housingKinds, savingsKinds } from '../../charging/columns/people-columns.ts'
import { freeGrounds } from '../../charging/free-services.ts'
import { incomeKind, incomeKinds } from '../../charging/income-kinds.ts'
import { type CsvColumn, neededColumn, optionalColumn } from '../../core/csv-column.ts'

const money = (name: string, about: string) => optionalColumn(name, `${about}; pounds, like 12.50`)
const yes = (name: string, about: string) => optionalColumn(name, `${about}: yes or no; empty is no`)

/** Where several amounts may stand in one cell. */
const SEVERAL = 'pounds a week, several with + between them'

/** The columns that stand for one answer each. */
const answers: readonly CsvColumn[] = [
  neededColumn('number', 'The person’s number; it stands in the result', 'P-1001'),
  neededColumn('born', 'Date of birth, like 1994-03-14', '1994-03-14'),
  neededColumn('reached_pension_credit_age', 'yes or no', 'no'),
  neededColumn('household', 'single, lone_parent or couple', 'single'),
  yes('partner_reached_pension_credit_age', 'The partner reached Pension Credit age'),
  optionalColumn('partner_consents', 'yes or no where a partner’s own money is given; else empty'),
  money('partner_income', 'The partner’s own income a week'),
  money('partner_housing', 'The partner’s own half of the housing costs a week'),
  optionalColumn('children', 'Children in the household, 0 to 20; empty is 0'),
  yes('premium_disability', 'Has, or would have, the disability premium'),
  yes('premium_enhanced_disability', 'Has, or would have, the enhanced disability premium'),
  yes('premium_carer', 'Has, or would have, the carer premium'),
  yes('night_care_from_council', 'The council gives care at night'),
  optionalColumn('support_for', 'adult or carer; empty is adult'),
  yes('asks_council_to_arrange', 'Asked the council to arrange the care, though over the limit'),
  optionalColumn('free_because', `Why it is free: ${freeGrounds.join(', ')}; empty if it is not`),
  yes('would_not_take_part', 'Refused the assessment or did not help with it'),
  optionalColumn('light_touch', 'below_limit or above_limit where it was agreed lightly, with consent and evidence'),
  money('agreed_weekly', 'The weekly sum agreed lightly'),
  money('income_tax', 'Tax a week on the income that counts'),
  money('savings_credit_received', 'Savings Credit a week; empty if there is none'),
  money('savings_credit_income', 'Income for Pension Credit; needed with Savings Credit'),
  money('chargeable_cost', 'What the support costs in a usual week; empty if it has no price'),
  optionalColumn('journeys_a_week', 'Journeys the council charges a flat sum for, 0 to 100; empty is 0'),
  money('living_costs', 'Ordinary living costs a week, all together'),
]

/** A column of a list: the entries in its cells are of this kind, and half theirs where it says so. */
export interface ListColumn {
  readonly name: string
  /** Kind × 2, and one more for half of a joint amount. */
  readonly kind: number
}

const both = (prefix: string, kinds: readonly string[]): ListColumn[] =>
  kinds.flatMap((kind, at) => [
    { name: `${prefix}_${kind}`, kind: at * 2 },
    { name: `${prefix}_${kind}_half`, kind: at * 2 + 1 },
  ])
export const incomeColumns = both('income', incomeKinds)
export const savingsColumns = both('savings', savingsKinds)
export const housingColumns = both('housing', housingKinds)

const half = (name: string) => (name.endsWith('_half') ? '; the joint amount, half of which is theirs' : '')

/** Every column that `daywell charging run` reads. */
export const circumstancesCsv: readonly CsvColumn[] = [
  ...answers,
  ...incomeColumns.map(({ name, kind }) =>
    optionalColumn(name, `${incomeKind(incomeKinds[kind >> 1] ?? 'other_counted').words}; ${SEVERAL}${half(name)}`),
  ),
  ...savingsColumns.map(({ name }) =>
    optionalColumn(name, `Savings; pounds, several with + between them${half(name)}`),
  ),
  ...housingColumns.flatMap(({ name }) => [
    optionalColumn(name, `Cost of the home, ${SEVERAL}${half(name)}`),
    optionalColumn(`${name}_met`, `What benefits meet of ${name}, in the same order`),
  ]),
  optionalColumn('disability_costs', `Costs of illness or disability; ${SEVERAL}`),
]
