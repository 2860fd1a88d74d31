import { z } from 'zod'
import { type CalendarDate, monthNamed, parseCalendarDate } from '../core/calendar-date.ts'
import { parseNhsNumber } from './nhs-number.ts'

/** A part of a name: any script, no line breaks or control signs, at most 100 letters; spaces at the ends are dropped. */
export const namePart = z
  .string()
  .trim()
  .min(1, 'Enter the name')
  .max(100, 'A name must be 100 letters or fewer')
  .refine((text) => !/\p{Cc}/u.test(text), 'A name cannot hold line breaks or control signs')

/** A UK postcode in its usual form, "CW1 2AB"; refused when it has not the shape of one. */
export const postcode = z
  .string()
  .trim()
  .transform((text, context) => {
    const plain = text.toUpperCase().replace(/\s/g, '')
    if (/^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(plain)) return `${plain.slice(0, -3)} ${plain.slice(-3)}`
    context.addIssue({ code: 'custom', message: 'A postcode must look like CW1 2AB' })
    return z.NEVER
  })

/** True when a text can be a phone number, with words beside it if need be: "01270 123456 (ask for Jo)" has at least six digits. */
export function isPhoneNumber(text: string): boolean {
  return text.replace(/\D/g, '').length >= 6
}

/** What a page says to a text that cannot be one. */
export const phoneFault = 'A phone number has at least 6 digits, like 01270 123456'

/** A date of birth typed where one looks for somebody: "14 3 1994", "14/03/1994", "14 March 1994" or "1994-03-14"; undefined when it is none. */
export function birthDayTyped(text: string): CalendarDate | undefined {
  const [, day, month, year] = /^(\d{1,2})[\s./-]+(\d{1,2}|[a-z]+)[\s./-]+(\d{4})$/i.exec(text.trim()) ?? []
  if (day === undefined || month === undefined) return parseCalendarDate(text.trim())
  return parseCalendarDate(`${year}-${String(monthNamed(month) ?? month).padStart(2, '0')}-${day.padStart(2, '0')}`)
}

/** The day somebody was born: not after today, and not more than 120 years ago. */
export function birthDay(today: CalendarDate): z.ZodType<CalendarDate, string> {
  return z.string().transform((text, context) => {
    const date = parseCalendarDate(text)
    const earliest = `${Number(today.slice(0, 4)) - 120}${today.slice(4)}`
    if (date !== undefined && date <= today && date >= earliest) return date
    context.addIssue({ code: 'custom', message: text === '' ? 'Enter the date of birth' : birthFault(date, today) })
    return z.NEVER
  })
}

function birthFault(date: CalendarDate | undefined, today: CalendarDate): string {
  if (date === undefined) return 'The date of birth must be a real date, like 27 3 1985'
  return date > today
    ? 'The date of birth cannot be after today'
    : 'The date of birth cannot be more than 120 years ago'
}

/** An NHS number whose check digit is right, as ten digits. */
export const nhsNumber = z.string().transform((text, context) => {
  const digits = parseNhsNumber(text)
  if (digits !== undefined) return digits
  context.addIssue({
    code: 'custom',
    message: 'This is not an NHS number: it has ten digits, and the last must fit the others. Check each digit',
  })
  return z.NEVER
})
