import { z } from 'zod'
import { parseCalendarDate } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { freeGrounds } from './free-services.ts'
import { incomeKinds } from './income-kinds.ts'

/** More than this is a slip of the keyboard: £100 million in pence. */
const MOST = 10_000_000_000

const money = z
  .int()
  .min(0, 'An amount cannot be below zero')
  .max(MOST, 'An amount must be below £100 million')
  .transform(pence)
  .describe('whole pence')
const calendarDate = z
  .string()
  .transform((text, ctx) => {
    const parsed = parseCalendarDate(text)
    if (parsed === undefined) ctx.addIssue({ code: 'custom', message: 'Must be a real day, like 2026-04-06' })
    return parsed ?? z.NEVER
  })
  .describe('a day, like 2026-04-06')
const words = z.string().trim().max(200)
/** Whose it is: the person's own, or joint with a partner (then half of it is theirs, guidance Annex C para 5, reg 24). */
const share = z.enum(['own', 'half']).default('own')

/** Everything a financial assessment for care at home needs to know about one adult, on one day. Money is whole pence. */
export const circumstances = z.strictObject({
  on: calendarDate.describe('the day the assessment is for'),
  born: calendarDate,
  reachedPensionCreditAge: z.boolean(),
  household: z.enum(['single', 'lone_parent', 'couple']),
  partnerReachedPensionCreditAge: z.boolean().default(false),
  partner: z
    .strictObject({
      consentToDisclose: z.boolean().describe('the partner agreed that their own money is used here'),
      income: money,
      housing: money.default(pence(0)).describe('the partner’s own half of the housing costs'),
    })
    .optional()
    .describe('the partner’s own money; only some councils ask, to see that both can live'),
  children: z.int().min(0).max(20).default(0).describe('children in the household the adult is responsible for'),
  premiums: z
    .strictObject({
      disability: z.boolean().default(false),
      enhancedDisability: z.boolean().default(false),
      carer: z.boolean().default(false),
    })
    .prefault({})
    .describe('the council’s own finding: has the premium, or would have it on Income Support (reg 7(5) to (7))'),
  income: z
    .array(z.strictObject({ kind: z.enum(incomeKinds), weekly: money, share, words: words.optional() }))
    .max(60)
    .default([]),
  incomeTax: money.default(pence(0)).describe('tax a week on the income that counts'),
  savingsCredit: z
    .strictObject({ received: money, qualifyingIncome: money })
    .optional()
    .describe('only for people who get Savings Credit; the credit itself also stands under income'),
  savings: z
    .array(
      z.strictObject({
        kind: z.enum(['savings', 'main_home', 'other_left_out']),
        amount: money,
        share,
        words: words.optional(),
      }),
    )
    .max(60)
    .default([]),
  housing: z
    .array(
      z.strictObject({
        kind: z.enum(['rent', 'ground_rent', 'mortgage', 'council_tax', 'service_charges', 'local_extra']),
        weekly: money,
        metByBenefits: money
          .default(pence(0))
          .describe('Housing Benefit, housing in another benefit, council tax reduction'),
        share,
        words: words.optional(),
      }),
    )
    .max(30)
    .default([]),
  disabilityCosts: z
    .array(z.strictObject({ words: words.min(1), weekly: money }))
    .max(60)
    .default([]),
  livingCosts: z
    .array(z.strictObject({ words: words.min(1), weekly: money }))
    .max(20)
    .default([])
    .describe('ordinary living costs, such as a meal: shown apart, never part of the charge'),
  nightCareFromCouncil: z.boolean().default(false),
  supportFor: z
    .enum(['adult', 'carer'])
    .default('adult')
    .describe('whose needs it meets: the adult’s, or a carer’s own'),
  asksCouncilToArrange: z
    .boolean()
    .default(false)
    .describe('asked the council to arrange the care, though over the limit'),
  freeBecause: z.enum(freeGrounds).optional(),
  wouldNotTakePart: z.boolean().default(false).describe('refused or did not cooperate (reg 10(1))'),
  notTold: z
    .array(z.enum(['reachedPensionCreditAge', 'household']))
    .optional()
    .describe('answers above that nobody gave, because the person would not take part; they play no part in the sum'),
  lightTouch: z
    .strictObject({
      treatedAs: z.enum(['below_limit', 'above_limit']),
      agreedWeekly: money.default(pence(0)),
      consent: z.literal(true, 'A light-touch assessment needs the person’s consent'),
      evidence: words.min(1, 'Say what shows that the person can pay this'),
    })
    .optional(),
  chargeableCost: money.optional().describe('what the support that can be charged costs in a usual week'),
  journeysAWeek: z.int().min(0).max(100).default(0).describe('journeys the council charges a flat sum for'),
})

/** One adult's circumstances, checked. */
export type Circumstances = z.infer<typeof circumstances>
/** What may be sent in: the same with its defaults left out. */
export type CircumstancesSent = z.input<typeof circumstances>
