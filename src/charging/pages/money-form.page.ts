import { z } from 'zod'
import type { Pence } from '../../core/money.ts'
import { choiceField, moneyField, wholeNumberField } from '../../platform/form.ts'
import { costLines } from '../cost-lines.ts'
import { type IncomeCode, incomeKinds } from '../income-kinds.ts'
import { incomeFields } from './income-fields.ts'

const blank = (value: unknown) => (value === undefined || String(value).trim() === '' ? undefined : value)
/** An amount of money that may be left empty. */
export const optionalMoney = (label: string): z.ZodType<Pence | undefined> =>
  z.preprocess(blank, moneyField(label).optional())

const incomeShape = Object.fromEntries(incomeFields.map(({ id, words }) => [id, optionalMoney(words)])) as Record<
  `income-${IncomeCode}`,
  z.ZodType<Pence | undefined>
>

const several = <const Choice extends string>(choices: readonly Choice[]) =>
  z
    .preprocess((value) => (value === undefined || value === '' ? [] : [value].flat()), z.array(z.string()))
    .transform((chosen) => choices.filter((choice) => chosen.includes(choice)))

/** "Alarm 5.20", one cost a line, as words and pence. */
const costsField = z
  .preprocess(
    (value) => String(value ?? ''),
    z.string().max(4000, 'The list of costs must be 4,000 characters or fewer'),
  )
  .transform((text, ctx) => {
    const { lines, faults } = costLines(text)
    for (const message of faults) ctx.addIssue({ code: 'custom', message })
    return lines
  })

/** The questions about money that the financial assessment and the public estimate both ask. */
export const moneyShape = {
  pensionAge: choiceField('yes if Pension Credit age has been reached', ['yes', 'no']),
  household: choiceField('who lives in the household', ['single', 'lone_parent', 'couple']),
  partnerPensionAge: z.preprocess((value) => value === 'yes', z.boolean()),
  children: z.preprocess(
    (value) => blank(value) ?? '0',
    wholeNumberField('the number of children', { least: 0, most: 20 }),
  ),
  premiums: several(['disability', 'enhancedDisability', 'carer']),
  ...incomeShape,
  jointIncome: several(incomeKinds),
  incomeTax: optionalMoney('the tax on this income'),
  savingsCredit: optionalMoney('Savings Credit'),
  qualifyingIncome: optionalMoney('the income that counts for Pension Credit'),
  savings: optionalMoney('savings'),
  jointSavings: optionalMoney('joint savings'),
  rent: optionalMoney('rent'),
  rentMet: optionalMoney('what benefits pay of the rent'),
  councilTax: optionalMoney('council tax'),
  councilTaxMet: optionalMoney('council tax reduction'),
  mortgage: optionalMoney('the mortgage'),
  serviceCharges: optionalMoney('service charges'),
  homeExtra: optionalMoney('other costs of the home'),
  jointHome: z.preprocess((value) => value === 'yes', z.boolean()),
  disabilityCosts: costsField,
  nightCare: z.preprocess((value) => value === 'yes', z.boolean()),
  chargeableCost: optionalMoney('what the support costs in a usual week'),
}
