import { z } from 'zod'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { type Pence, parseMoney } from '../../core/money.ts'
import { choiceField, moneyField, wholeNumberField } from '../../platform/form.ts'
import type { CircumstancesSent } from '../circumstances.ts'
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
const costLines = z
  .preprocess(
    (value) => String(value ?? ''),
    z.string().max(4000, 'The list of costs must be 4,000 characters or fewer'),
  )
  .transform((text, ctx) => {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
    return lines.flatMap((line, at) => {
      const [, words = '', figure = ''] = /^(.*\S)\s+(\S+)$/.exec(line.trim()) ?? []
      const weekly = parseMoney(figure)
      if (weekly !== undefined && words.length <= 200) return [{ words, weekly }]
      ctx.addIssue({
        code: 'custom',
        message: `Line ${at + 1} must be what it is and its weekly cost, like Alarm 5.20`,
      })
      return []
    })
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
  disabilityCosts: costLines,
  nightCare: z.preprocess((value) => value === 'yes', z.boolean()),
  chargeableCost: optionalMoney('what the support costs in a usual week'),
}

const moneyObject = z.object(moneyShape)
/** The answers about money, read. */
export type MoneyRead = z.output<typeof moneyObject>

/** The answers as the calculator wants them. Nothing is added that was not said; an empty box is nothing. */
export function circumstancesOf(read: MoneyRead, about: { on: CalendarDate; born: CalendarDate }): CircumstancesSent {
  const share = read.jointHome ? 'half' : 'own'
  const housing = (
    [
      ['rent', read.rent, read.rentMet],
      ['council_tax', read.councilTax, read.councilTaxMet],
      ['mortgage', read.mortgage, undefined],
      ['service_charges', read.serviceCharges, undefined],
      ['local_extra', read.homeExtra, undefined],
    ] as const
  ).flatMap(([kind, weekly, met]) => (weekly ? [{ kind, weekly, metByBenefits: met ?? 0, share } as const] : []))
  const savings = (
    [
      [read.savings, 'own'],
      [read.jointSavings, 'half'],
    ] as const
  ).flatMap(([amount, half]) =>
    amount
      ? [{ kind: 'savings', amount, share: half, words: half === 'half' ? 'Joint savings' : 'Savings' } as const]
      : [],
  )
  return {
    ...about,
    reachedPensionCreditAge: read.pensionAge === 'yes',
    household: read.household,
    partnerReachedPensionCreditAge: read.household === 'couple' && read.partnerPensionAge,
    children: read.children,
    premiums: Object.fromEntries(read.premiums.map((premium) => [premium, true])),
    income: incomeFields.flatMap(({ kind, id }) => {
      const weekly = read[id as `income-${IncomeCode}`]
      return weekly
        ? [{ kind, weekly, share: read.jointIncome.includes(kind) ? ('half' as const) : ('own' as const) }]
        : []
    }),
    ...(read.incomeTax ? { incomeTax: read.incomeTax } : {}),
    ...(read.savingsCredit
      ? { savingsCredit: { received: read.savingsCredit, qualifyingIncome: read.qualifyingIncome ?? 0 } }
      : {}),
    savings,
    housing,
    disabilityCosts: read.disabilityCosts,
    nightCareFromCouncil: read.nightCare,
    ...(read.chargeableCost === undefined ? {} : { chargeableCost: read.chargeableCost }),
  }
}
