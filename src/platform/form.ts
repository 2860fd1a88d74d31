import { z } from 'zod'
import { type CalendarDate, monthNamed, parseCalendarDate } from '../core/calendar-date.ts'
import { type Pence, parseMoney } from '../core/money.ts'
import { keepable } from './keepable.ts'

export { dateTyped } from '../core/calendar-date.ts'

export interface FormErrors {
  readonly ok: false
  /** For the error summary, in the order of the form. */
  readonly errors: { text: string; href: string }[]
  /** The message at each field. */
  readonly at: Record<string, string>
  /** What was typed, to be shown again. */
  readonly typed: Record<string, string>
}

export type FormReading<T> =
  | { readonly ok: true; readonly value: T; readonly typed: Record<string, string> }
  | FormErrors

/** What was typed, as text by field; a field sent more than once is joined by commas. */
export function typedOf(body: unknown): Record<string, string> {
  const typed: Record<string, string> = {}
  if (typeof body !== 'object' || body === null) return typed
  const kept = keepable(body)
  if (typeof kept !== 'object' || kept === null) return typed
  for (const [name, value] of Object.entries(kept)) {
    if (name === '_csrf') continue
    typed[name] = Array.isArray(value) ? value.map(String).join(',') : String(value ?? '')
  }
  return typed
}

/** "2026-04-06" from three boxes name-day, name-month, name-year; what was typed otherwise, so that the schema can refuse it. */
function withDates(body: Record<string, unknown>): Record<string, unknown> {
  const whole = { ...body }
  for (const name of Object.keys(body)) {
    if (!name.endsWith('-year')) continue
    const field = name.slice(0, -'-year'.length)
    const parts = ['day', 'month', 'year'].map((part) => String(body[`${field}-${part}`] ?? '').trim())
    if (parts.every((part) => part === '')) whole[field] = ''
    else {
      const [day = '', month = '', year = ''] = parts
      whole[field] =
        `${year.padStart(4, '0')}-${String(monthNamed(month) ?? month).padStart(2, '0')}-${day.padStart(2, '0')}`
    }
  }
  return whole
}

const incomplete = 'This page is incomplete. Go back, reload it and try again'

/** Checks what a form sent, once: either the values, or a sentence for each fault beside what was typed. */
export function readForm<T>(schema: z.ZodType<T>, sentBody: unknown): FormReading<T> {
  const body = keepable(sentBody)
  const sent = typeof body === 'object' && body !== null ? withDates(body as Record<string, unknown>) : {}
  const read = schema.safeParse(sent, { error: () => incomplete })
  const typed = typedOf(body)
  if (read.success) return { ok: true, value: read.data, typed }
  const at: Record<string, string> = {}
  const errors: { text: string; href: string }[] = []
  for (const { path, message } of read.error.issues) {
    const field = path.join('-')
    if (at[field] !== undefined) continue
    at[field] = message
    errors.push({ text: message, href: `#${`${field}-day` in typed ? `${field}-day` : field}` })
  }
  return { ok: false, errors, at, typed }
}

/**
 * Puts one more fault (found by a rule, not by the schema) at a field of a form that could be read. A field `from-day` is the first
 * box of the date `from`: the summary leads to the box, and the sentence stands at the date.
 */
export function faultAt(reading: { typed: Record<string, string> }, field: string, text: string): FormErrors {
  const at = { [field.replace(/-day$/, '')]: text }
  return { ok: false, errors: [{ text, href: `#${field}` }], at, typed: reading.typed }
}

type Done = { readonly ok: true } | { readonly ok: false; readonly refusals: readonly string[] } | undefined

/**
 * What a step's forms show after a "no": the form's own faults, or the sentence of the refusal at the field it is about
 * (`fieldOf`, by code), else at `otherwise`.
 */
export const refusalWith =
  (sentenceFor: (code: string | undefined) => string) =>
  (form: FormReading<unknown>, done: Done, otherwise: string, fieldOf: Readonly<Record<string, string>> = {}) => {
    if (!form.ok) return form
    const code = done !== undefined && !done.ok ? done.refusals[0] : undefined
    return faultAt(form, fieldOf[code ?? ''] ?? otherwise, sentenceFor(code))
  }

const text = z.preprocess((value) => (value === undefined || value === null ? '' : String(value).trim()), z.string())

/** A line or paragraph of text that must be filled in. */
export function textField(label: string, { most = 500 }: { most?: number } = {}): z.ZodType<string> {
  return text.pipe(
    z
      .string()
      .min(1, `Enter ${label}`)
      .max(most, `${capital(label)} must be ${most.toLocaleString('en-GB')} characters or fewer`),
  )
}

/** Text that may be left empty; an empty one is undefined. */
export function optionalTextField(
  label: string,
  { most = 500 }: { most?: number } = {},
): z.ZodType<string | undefined> {
  return text
    .pipe(z.string().max(most, `${capital(label)} must be ${most.toLocaleString('en-GB')} characters or fewer`))
    .transform((value) => (value === '' ? undefined : value))
}

/** An amount of pounds and pence, as whole pence. */
export function moneyField(label: string): z.ZodType<Pence> {
  return text.transform((value, context) => {
    const amount = parseMoney(value)
    if (amount !== undefined) return amount
    context.addIssue({
      code: 'custom',
      message: value === '' ? `Enter ${label}` : `${capital(label)} must be an amount of money, like 52 or 52.50`,
    })
    return z.NEVER
  })
}

/** A day from an address or a form: a real one that a record can be about, from 1880 to 2199; nothing otherwise. */
export function dayWithinReach(text: unknown): CalendarDate | undefined {
  const date = typeof text === 'string' ? parseCalendarDate(text) : undefined
  return date !== undefined && date >= '1880-01-01' && date <= '2199-12-31' ? date : undefined
}

/** A real day, typed in three boxes (`name-day`, `name-month`, `name-year`) or sent as 2026-04-06. */
export function dateField(label: string): z.ZodType<CalendarDate> {
  return text.transform((value, context) => {
    const date = dayWithinReach(value)
    if (date !== undefined) return date
    context.addIssue({
      code: 'custom',
      message: value === '' ? `Enter ${label}` : `${capital(label)} must be a real date, like 27 3 2026`,
    })
    return z.NEVER
  })
}

/** A day that may be left empty. */
export function optionalDateField(label: string): z.ZodType<CalendarDate | undefined> {
  return z.preprocess((value) => (value === '' ? undefined : value), dateField(label).optional())
}

/** A whole number between two limits. */
export function wholeNumberField(label: string, { least, most }: { least: number; most: number }): z.ZodType<number> {
  return text.transform((value, context) => {
    const number = /^-?\d{1,9}$/.test(value) ? Number(value) : Number.NaN
    if (number >= least && number <= most) return number
    context.addIssue({
      code: 'custom',
      message: value === '' ? `Enter ${label}` : `${capital(label)} must be a whole number from ${least} to ${most}`,
    })
    return z.NEVER
  })
}

/** One of the choices offered on the page. */
export function choiceField<const Choice extends string>(label: string, choices: readonly Choice[]): z.ZodType<Choice> {
  return text.transform((value, context) => {
    const choice = choices.find((one) => one === value)
    if (choice !== undefined) return choice
    context.addIssue({ code: 'custom', message: `Select ${label}` })
    return z.NEVER
  })
}

/** One box that is ticked or not. */
export const tickedField = z.preprocess((value) => value === 'yes', z.boolean())

/** What is ticked among boxes of one name: a browser sends nothing, one text or a list of them. */
export const severalField = z.preprocess(
  (value) => (value === undefined || value === '' ? [] : [value].flat()),
  z.array(z.string()),
)

/** What is chosen by its id; `choose` is what the page says when nothing is. */
export const idField = (choose: string) => z.preprocess((value) => value ?? '', z.uuid(choose))

/** The version of a record that a page showed, so that two people editing at once is noticed. */
export function versionField(): z.ZodType<string> {
  return text.pipe(z.string().min(1, incomplete).max(100, incomplete))
}

function capital(label: string): string {
  return `${label.charAt(0).toUpperCase()}${label.slice(1)}`
}
