import { z } from 'zod'
import { parseMoney } from '../../core/money.ts'
import { dateField, optionalTextField, wholeNumberField } from '../../platform/form.ts'

const optionalMoney = (label: string) =>
  optionalTextField(label, { most: 20 }).transform((text, context) => {
    const amount = text === undefined ? undefined : parseMoney(text)
    if (text !== undefined && amount === undefined)
      context.addIssue({ code: 'custom', message: `Enter ${label} as an amount of money, like 1200000` })
    return amount
  })

/** What asking for a calibration may send. The file comes beside it. */
export const calibrationForm = z.object({
  version: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9.-]{1,39}$/, 'Enter a name of small letters, digits, dots and dashes, like 2027-1'),
  from: dateField('the first day'),
  quantile: wholeNumberField('for how many people in 100 a budget should be enough', { least: 50, most: 95 }),
  recovery: wholeNumberField('how much of unspent money comes back', { least: 0, most: 100 }),
  seed: wholeNumberField('the number for chance', { least: 0, most: 1_000_000 }),
  cashLimit: optionalMoney('the cash limit'),
  relief: optionalMoney('money for relief'),
  committed: optionalMoney('money committed already'),
})
