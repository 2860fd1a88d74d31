import { z } from 'zod'
import type { CalendarDate } from '../core/calendar-date.ts'
import { filledCell, NO_REAL_DATE, readCsvDate } from '../core/csv-cells.ts'
import { neededColumn } from '../core/csv-column.ts'
import type { CsvKind } from '../platform/csv.ts'

/** What a file can say of a date, by its code; that somebody came for part of the time is written on the register, with the times. */
export const whatHappened = [
  'appointment',
  'attended',
  'carer_unavailable',
  'chose_otherwise',
  'closed',
  'holiday',
  'in_hospital',
  'no_reason_given',
  'provider_cancelled',
  'transport_failed',
  'unwell',
] as const

const attendanceRow = (today: CalendarDate) =>
  z.object({
    person: filledCell(50, 'Is empty. Who was it?'),
    session: filledCell(50, 'Is empty. Which session was it?'),
    on_date: z.string().transform((text, context): CalendarDate => {
      const date = readCsvDate(text)
      if (date !== undefined && date <= today) return date
      context.addIssue({
        code: 'custom',
        message: date === undefined ? NO_REAL_DATE : 'Has not come yet',
      })
      return z.NEVER
    }),
    what_happened: z
      .string()
      .trim()
      .min(1, 'Is empty. Say what happened')
      .transform((text) => text.toLowerCase().replaceAll(/[ -]/g, '_')),
  })

export type AttendanceCsvRow = z.infer<ReturnType<typeof attendanceRow>>

/** Attendance: what happened on dates that were planned. Pay and charge follow from it. */
export const attendanceCsv: CsvKind<AttendanceCsvRow> = {
  name: 'attendance',
  title: 'Attendance',
  about:
    'What happened on dates that people were expected. People, sessions and their places must be there first. Pay and charge follow by themselves.',
  columns: [
    neededColumn('person', 'The person’s number in your records', 'P-1001'),
    neededColumn('session', 'The session’s number in your records', 'SES-1'),
    neededColumn('on_date', 'The day, as 2026-04-14 or 14/04/2026', '2026-04-14'),
    neededColumn('what_happened', `One of: ${whatHappened.join(', ')}`, 'attended'),
  ],
  key: ['person', 'session', 'on_date'],
  row: attendanceRow,
}
