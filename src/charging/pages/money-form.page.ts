import { z } from 'zod'
import type { Pence } from '../../core/money.ts'
import {
  choiceField,
  moneyField,
  optionalTextField,
  severalField,
  tickedField,
  wholeNumberField,
} from '../../platform/form.ts'
import { halfTold, MOST_OTHER_PAYMENTS, type OtherPayments } from '../another-payment.ts'
import { costLines, MOST_PENCE } from '../cost-lines.ts'
import { freeGrounds } from '../free-services.ts'
import { type IncomeCode, incomeKinds } from '../income-kinds.ts'
import { type SeldomBox, seldomBoxes } from '../money-answers.ts'
import { incomeFields } from './income-fields.ts'

const blank = (value: unknown) => (value === undefined || String(value).trim() === '' ? undefined : value)
/** An amount of money that may be left empty. */
export const optionalMoney = (label: string): z.ZodType<Pence | undefined> =>
  z.preprocess(
    blank,
    moneyField(label)
      .refine(
        (amount) => amount <= MOST_PENCE,
        `${label.charAt(0).toUpperCase()}${label.slice(1)} must be below £100 million`,
      )
      .optional(),
  )

const incomeShape = Object.fromEntries(incomeFields.map(({ id, words }) => [id, optionalMoney(words)])) as Record<
  `income-${IncomeCode}`,
  z.ZodType<Pence | undefined>
>

const several = <const Choice extends string>(choices: readonly Choice[]) =>
  severalField.transform((chosen) => choices.filter((choice) => chosen.includes(choice)))

/** "Alarm 5.20", one cost a line, as words and pence. */
const costsField = (most: number) =>
  z
    .preprocess(
      (value) => String(value ?? ''),
      z.string().max(4000, 'The list of costs must be 4,000 characters or fewer'),
    )
    .transform((text, ctx) => {
      const { lines, faults } = costLines(text)
      for (const message of faults) ctx.addIssue({ code: 'custom', message })
      if (lines.length > most)
        ctx.addIssue({ code: 'custom', message: `Enter ${most} costs or fewer: put small ones together` })
      return lines
    })

const seldomShape = Object.fromEntries(
  Object.entries(seldomBoxes).map(([id, words]) => [
    id,
    optionalMoney(`${words.charAt(0).toLowerCase()}${words.slice(1)}`),
  ]),
) as Record<SeldomBox, z.ZodType<Pence | undefined>>

const otherShape = Object.fromEntries(
  Array.from({ length: MOST_OTHER_PAYMENTS }, (_, at) => `other-${at + 1}`).flatMap((other) => [
    [`${other}-kind`, z.preprocess(blank, z.enum(incomeKinds, 'Select which payment this is').optional())],
    [`${other}-words`, optionalTextField('who pays it', { most: 100 })],
    [`${other}-weekly`, optionalMoney('how much it is a week')],
    [`${other}-joint`, tickedField],
  ]),
) as { [id in `other-${number}-kind`]: z.ZodType<IncomeCode | undefined> } & {
  [id in `other-${number}-words`]: z.ZodType<string | undefined>
} & { [id in `other-${number}-weekly`]: z.ZodType<Pence | undefined> } & {
  [id in `other-${number}-joint`]: z.ZodType<boolean>
}

/** The questions about money that the financial assessment and the public estimate both ask. */
export const moneyShape = {
  pensionAge: choiceField('yes if Pension Credit age has been reached', ['yes', 'no']),
  household: choiceField('who lives in the household', ['single', 'lone_parent', 'couple']),
  partnerPensionAge: tickedField,
  children: z.preprocess(
    (value) => blank(value) ?? '0',
    wholeNumberField('the number of children', { least: 0, most: 20 }),
  ),
  premiums: several(['disability', 'enhancedDisability', 'carer']),
  ...incomeShape,
  ...otherShape,
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
  jointHome: tickedField,
  groundRent: optionalMoney('ground rent'),
  ...seldomShape,
  disabilityCosts: costsField(60),
  nightCare: tickedField,
  chargeableCost: optionalMoney('what the support costs in a usual week'),
  livingCosts: costsField(20),
  journeysAWeek: z.preprocess(
    (value) => blank(value) ?? '0',
    wholeNumberField('the number of journeys a week', { least: 0, most: 100 }),
  ),
  partnerIncome: optionalMoney('what comes in for the partner'),
  partnerHousing: optionalMoney('the partner’s half of the housing costs'),
  partnerConsent: tickedField,
  forCarer: tickedField,
  asksToArrange: tickedField,
  freeBecause: z.preprocess(blank, z.enum(freeGrounds, 'Select why it is free').optional()),
}

/**
 * What one field alone cannot tell. The partner's own income must be told where their housing costs are: nothing told is not
 * nothing coming in. A further payment is told whole.
 */
export function checkMoney(
  read: OtherPayments & { partnerIncome?: Pence | undefined; partnerHousing?: Pence | undefined },
  ctx: z.RefinementCtx,
): void {
  for (const { id, message } of halfTold(read)) ctx.addIssue({ code: 'custom', path: [id], message })
  const { partnerIncome, partnerHousing } = read
  if (partnerHousing === undefined || partnerIncome !== undefined) return
  const message = 'Enter what comes in for the partner, or 0 if nothing does'
  ctx.addIssue({ code: 'custom', path: ['partnerIncome'], message })
}
