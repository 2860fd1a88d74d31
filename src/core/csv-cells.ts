import { z } from 'zod'
import { type CalendarDate, parseCalendarDate } from './calendar-date.ts'

/** "14/03/1994" as people write it in spreadsheets, or "1994-03-14". Undefined when it is no day of the calendar. */
export function readCsvDate(text: string): CalendarDate | undefined {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim()) ?? []
  return parseCalendarDate(
    year === undefined ? text.trim() : `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`,
  )
}

/** What is said of a cell that `readCsvDate` does not understand. */
export const NO_REAL_DATE = 'Must be a real date, as 2026-03-14 or 14/03/2026'

/** A cell that holds a day. */
export const dateCell = z.string().transform((text, context): CalendarDate => {
  const date = readCsvDate(text)
  if (date === undefined) context.addIssue({ code: 'custom', message: NO_REAL_DATE })
  return date ?? z.NEVER
})

/** A cell that holds one of these codes, in small or capital letters. */
export const codeCell = <Code extends string>(codes: readonly [Code, ...Code[]], problem: string) =>
  z.string().trim().toLowerCase().pipe(z.enum(codes, problem))

/** A cell that holds some text, at most so many characters; `empty` says what to write when there is none. */
export const filledCell = (most: number, empty: string) =>
  z
    .string()
    .trim()
    .min(1, empty)
    .max(most, `Must be ${most.toLocaleString('en-GB')} characters or fewer`)

/** A cell that may be empty, which says nothing; else what the schema reads. */
export const mayBeEmpty = <T>(cell: z.ZodType<T>): z.ZodType<T | undefined> =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() === '' ? undefined : value), cell.optional())

/** A cell that may be empty, or hold some text of at most so many characters. */
export const wordsCell = (most: number) =>
  mayBeEmpty(
    z
      .string()
      .trim()
      .max(most, `Must be ${most.toLocaleString('en-GB')} characters or fewer`),
  )
