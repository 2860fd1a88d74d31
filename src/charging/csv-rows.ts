import { z } from 'zod'
import { addDays, type CalendarDate, longDate, mondayOf, weekdayOf } from '../core/calendar-date.ts'
import { parseMoney } from '../core/money.ts'
import { readCsvDate } from '../people/index.ts'
import type { CsvColumn, CsvKind } from '../platform/csv.ts'

const column = (name: string, about: string, example: string, needed = true): CsvColumn => ({
  name,
  about,
  needed,
  example,
})

const date = z.string().transform((text, context): CalendarDate => {
  const read = readCsvDate(text)
  if (read !== undefined) return read
  context.addIssue({ code: 'custom', message: 'Must be a real date, as 2026-03-14 or 14/03/2026' })
  return z.NEVER
})
const absent = <T>(schema: z.ZodType<T>) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() === '' ? undefined : value), schema.optional())

const chargeRow = (today: CalendarDate) =>
  z
    .object({
      person: z.string().trim().min(1, 'Is empty. Who pays it?').max(50, 'Must be 50 characters or fewer'),
      weekly: z.string().transform((text, context) => {
        const weekly = parseMoney(text)
        if (weekly !== undefined) return weekly
        context.addIssue({ code: 'custom', message: 'Must be nothing or more a week, in pounds, like 23.15' })
        return z.NEVER
      }),
      from: date
        .refine((from) => weekdayOf(from) === 1, {
          error: ({ input }) =>
            `Must be a Monday, since a week is charged as a whole, in one system only. The Monday of that week is ${longDate(mondayOf(input as CalendarDate))}`,
        })
        .refine((from) => from <= addDays(today, 366), 'Is more than a year ahead. Check the year'),
      told_on: absent(date.refine((toldOn) => toldOn <= today, 'Cannot be after today')),
      reason: z
        .string()
        .trim()
        .min(1, 'Is empty. Say where the charge comes from, for example: old system, assessed in April 2026')
        .max(500, 'Must be 500 characters or fewer'),
    })
    .refine(({ told_on, from }) => told_on === undefined || told_on <= from, {
      path: ['from'],
      message: 'Is before the day the person was told. Nothing is charged before that: write the Monday after it',
    })

export type ChargeCsvRow = z.infer<ReturnType<typeof chargeRow>>

/**
 * Charges of another system, each taken over at its old figure from a Monday on (told before charged: Care Act 2014 ss.14 and 17).
 * They are put right at the next review.
 */
export const chargesCsv: CsvKind<ChargeCsvRow> = {
  name: 'charges',
  title: 'Charges',
  about:
    'What people pay a week in the system before, as they were told there. The people must be there first. Each charge goes on at its old figure, never above what the support costs, and stands among the charges to review until it is worked out here.',
  columns: [
    column('person', 'The person’s number in your records', 'P-1001'),
    column('weekly', 'The most the person pays a week, in pounds; 0 for somebody who pays nothing', '23.15'),
    column(
      'from',
      'The first day charged in Daywell: the Monday of this week or a later one. The system before charges the weeks before it',
      '2027-01-04',
    ),
    column('told_on', 'The day the person was told, where you know it; no later than from', '', false),
    column('reason', 'Where the charge comes from, such as the name of the system before', 'Old system, April 2026'),
  ],
  key: ['person'],
  row: chargeRow,
}
