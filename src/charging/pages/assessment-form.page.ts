import { z } from 'zod'
import { addMonths, ageOn, type CalendarDate } from '../../core/calendar-date.ts'
import { choiceField, dateField, optionalTextField, textField, tickedField } from '../../platform/form.ts'
import { type ChargingRefusal, toldRefusals } from '../charging-refusal.ts'
import { SURELY_FROM } from '../check-circumstances.ts'
import { type Circumstances, circumstances } from '../circumstances.ts'
import { circumstancesOf } from '../money-answers.ts'
import { checkMoney, moneyShape, optionalMoney } from './money-form.page.ts'

const ways = ['full', 'refused', 'light_below', 'light_above'] as const

const given = (value: unknown) => typeof value === 'string' && value.trim() !== ''

/**
 * Who does not take part pays the full cost, whatever their age and household (reg 10(1)): neither is asked of them. Boxes left
 * empty are noted as not told.
 */
const withoutWhatIsRefused = (sent: unknown) => {
  const boxes = sent as Record<string, unknown>
  if (boxes['way'] !== 'refused') return boxes
  const { pensionAge, household } = boxes
  return {
    ...boxes,
    pensionAge: given(pensionAge) ? pensionAge : 'no',
    household: given(household) ? household : 'single',
    notTold: [...(given(pensionAge) ? [] : ['reachedPensionCreditAge']), ...(given(household) ? [] : ['household'])],
  }
}

/** What the page of a financial assessment may send. */
export const assessmentForm = (today: CalendarDate) => z.preprocess(withoutWhatIsRefused, wholeForm(today))

const wholeForm = (today: CalendarDate) =>
  z
    .object({
      notTold: circumstances.shape.notTold,
      on: dateField('the day the assessment is for').refine(
        (on) => on <= addMonths(today, 12),
        'The day must be within a year from now',
      ),
      way: choiceField('how the assessment is made', ways),
      agreedWeekly: optionalMoney('the agreed sum'),
      consent: tickedField,
      lightEvidence: optionalTextField('what shows that they can pay', { most: 200 }),
      ...moneyShape,
      reason: textField('what you saw and who told you', { most: 500 }),
    })
    .superRefine((read, ctx) => {
      checkMoney(read, ctx)
      if (!read.way.startsWith('light')) return
      if (!read.consent)
        ctx.addIssue({
          code: 'custom',
          path: ['consent'],
          message: 'A light-touch assessment needs the person’s consent',
        })
      if (read.lightEvidence === undefined)
        ctx.addIssue({ code: 'custom', path: ['lightEvidence'], message: 'Enter what shows that they can pay this' })
      if (read.way === 'light_below' && read.agreedWeekly === undefined)
        ctx.addIssue({ code: 'custom', path: ['agreedWeekly'], message: 'Enter the sum that was agreed' })
    })

/** The form as read. */
export type AssessmentRead = z.output<ReturnType<typeof assessmentForm>>

/** The form's answers as the calculator's circumstances. */
export function factsOf(read: AssessmentRead, born: CalendarDate): Circumstances {
  const light = read.way.startsWith('light')
  return circumstances.parse({
    ...circumstancesOf(read, { on: read.on, born }),
    wouldNotTakePart: read.way === 'refused',
    ...notToldOf(read, born),
    ...(light
      ? {
          lightTouch: {
            treatedAs: read.way === 'light_below' ? 'below_limit' : 'above_limit',
            agreedWeekly: read.agreedWeekly ?? 0,
            consent: true,
            evidence: read.lightEvidence ?? '',
          },
        }
      : {}),
  })
}

/** What was not told; the law's oldest pension age stands in where nobody said it, so that it fits the birth date. */
function notToldOf({ way, notTold, on }: AssessmentRead, born: CalendarDate) {
  if (way !== 'refused' || notTold === undefined || notTold.length === 0) return {}
  const old = ageOn({ born, on }) >= SURELY_FROM
  return { notTold, ...(notTold.includes('reachedPensionCreditAge') ? { reachedPensionCreditAge: old } : {}) }
}

/** A refusal of the calculator as faults of the form: each at the field that can mend it. */
export function faultsOf(refusals: readonly ChargingRefusal[]): { text: string; href: string }[] {
  const field: Record<string, string> = {
    partner_without_consent: 'partnerConsent',
    partner_without_couple: 'household',
    cost_needed: 'chargeableCost',
    pension_age_does_not_fit: 'pensionAge',
    two_ways_at_once: 'way',
    amount_not_enacted: 'missing',
  }
  return toldRefusals(refusals).map(({ code, why, whatToDo }) => ({
    text: `${sentence(why)} ${whatToDo}`,
    href: `#${field[code] ?? 'on-day'}`,
  }))
}

const sentence = (text: string) => {
  const capital = `${text.charAt(0).toUpperCase()}${text.slice(1)}`
  return capital.endsWith('.') ? capital : `${capital}.`
}
