import { z } from 'zod'
import { minuteOfDay } from '../../core/calendar-date.ts'
import { parseMoney, pence } from '../../core/money.ts'
import { countedCodes } from '../../directory/index.ts'
import { choiceField, dateField, optionalDateField, optionalTextField, textField } from '../../platform/form.ts'
import { type Payer, payerNames } from '../payers.ts'
import { bands } from '../support-bands.ts'
import { routes } from '../week-session.ts'
import { everyWeeksAllowed } from '../weekly-pattern.ts'

const grounds = {
  nhs: 'section_117',
  education: 'education_health_care_plan',
  person: 'own_choice',
  other: 'top_up',
} as const

const money = z
  .preprocess((value) => String(value ?? '').trim(), z.string())
  .transform((text, context) => {
    if (text === '') return undefined
    const amount = parseMoney(text)
    if (amount !== undefined) return amount
    context.addIssue({ code: 'custom', message: 'Enter an amount of money, like 12 or 12.50' })
    return z.NEVER
  })
const time = (label: string) =>
  z
    .preprocess((value) => String(value ?? '').trim(), z.string())
    .transform((text, context) => {
      const minute = minuteOfDay(text)
      if (minute !== undefined && minute < 1440) return minute
      context.addIssue({
        code: 'custom',
        message:
          text === ''
            ? `Enter ${label}`
            : `${label.charAt(0).toUpperCase()}${label.slice(1)} must be a time, like 13:30 or 1.30pm`,
      })
      return z.NEVER
    })

const shared = {
  purpose: choiceField('what it is for', ['support', 'carer_break', 'taster']),
  outcomeId: z.uuid('Select the outcome it serves'),
  supportBand: choiceField('the support', bands),
  characteristics: z
    .preprocess(
      (sent) => [sent ?? []].flat().filter((one) => (countedCodes as unknown[]).includes(one)),
      z.array(z.string()),
    )
    .default([]),
  everyWeeks: choiceField('how often', everyWeeksAllowed.map(String)).transform(Number),
  from: dateField('the first day'),
  until: optionalDateField('the last day'),
  route: choiceField('the route of the money', routes),
  otherPayer: choiceField('who else pays', ['', ...payerNames.filter((payer) => payer !== 'council')]),
  otherShare: money,
  reason: textField('why this session', { most: 300 }),
}

/** A session of the directory put into the week: its day, times and price are its own. */
export const placedForm = z.object(shared)

/** An own arrangement: what, when, and what one session costs. */
export const ownForm = z.object({
  ...shared,
  words: textField('what it is', { most: 120 }),
  weekday: choiceField('the day', ['1', '2', '3', '4', '5', '6', '7']).transform(Number),
  starts: time('the start'),
  ends: time('the end'),
  season: choiceField('which weeks', ['all', 'term', 'holiday']),
  price: money,
  providerId: optionalTextField('who provides it', { most: 40 }),
})

/** The share somebody else pays, with its legal ground; nothing when nobody else does. */
export function otherPayersOf(form: { otherPayer: string; otherShare?: number | undefined }): Payer[] {
  if (form.otherPayer === '' || form.otherShare === undefined || form.otherShare === 0) return []
  const payer = form.otherPayer as keyof typeof grounds
  return [{ payer, ground: grounds[payer], share: pence(form.otherShare) }]
}
