import { z } from 'zod'
import { addDays, type CalendarDate, longDate, mondayOf, weekdayOf } from '../core/calendar-date.ts'
import { dateCell, filledCell, mayBeEmpty } from '../core/csv-cells.ts'
import { neededColumn, optionalColumn } from '../core/csv-column.ts'
import { parseMoney } from '../core/money.ts'
import type { CsvKind } from '../platform/csv.ts'

const chargeRow = (today: CalendarDate) =>
  z
    .object({
      person: filledCell(50, 'Is empty. Who pays it?'),
      weekly: z.string().transform((text, context) => {
        const weekly = parseMoney(text)
        if (weekly !== undefined) return weekly
        context.addIssue({ code: 'custom', message: 'Must be nothing or more a week, in pounds, like 23.15' })
        return z.NEVER
      }),
      from: dateCell
        .refine((from) => weekdayOf(from) === 1, {
          error: ({ input }) =>
            `Must be a Monday, since a week is charged as a whole, in one system only. The Monday of that week is ${longDate(mondayOf(input as CalendarDate))}`,
        })
        .refine((from) => from <= addDays(today, 366), 'Is more than a year ahead. Check the year'),
      told_on: mayBeEmpty(dateCell.refine((toldOn) => toldOn <= today, 'Cannot be after today')),
      reason: filledCell(
        500,
        'Is empty. Say where the charge comes from, for example: old system, assessed in April 2026',
      ),
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
    neededColumn('person', 'The person’s number in your records', 'P-1001'),
    neededColumn('weekly', 'The most the person pays a week, in pounds; 0 for somebody who pays nothing', '23.15'),
    neededColumn(
      'from',
      'The first day charged in Daywell: the Monday of this week or a later one. The system before charges the weeks before it',
      '2027-01-04',
    ),
    optionalColumn('told_on', 'The day the person was told, where you know it; no later than from'),
    neededColumn(
      'reason',
      'Where the charge comes from, such as the name of the system before',
      'Old system, April 2026',
    ),
  ],
  key: ['person'],
  row: chargeRow,
}
