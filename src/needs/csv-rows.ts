import { z } from 'zod'
import type { CalendarDate } from '../core/calendar-date.ts'
import { filledCell, NO_REAL_DATE, readCsvDate } from '../core/csv-cells.ts'
import { neededColumn } from '../core/csv-column.ts'
import type { CsvKind } from '../platform/csv.ts'
import { type AssessedItem, assessedItems, careActOutcomes, type Level } from './assessed-items.ts'
import { itemWords } from './item-words.ts'

const dateUntil = (today: CalendarDate) =>
  z.string().transform((text, context): CalendarDate => {
    const date = readCsvDate(text)
    if (date !== undefined && date <= today) return date
    context.addIssue({
      code: 'custom',
      message: date === undefined ? NO_REAL_DATE : 'Cannot be after today',
    })
    return z.NEVER
  })
const level = z
  .string()
  .trim()
  .regex(/^[0-4]$/, 'Must be a level from 0 to 4, as if no carer helped')
  .transform((text) => Number(text) as Level)
const items = z.string().transform((text, context) => {
  const said = text.split(/[;\s]+/).filter((item) => item !== '')
  if (said.every((item) => (careActOutcomes as readonly string[]).includes(item))) return [...new Set(said)].sort()
  context.addIssue({ code: 'custom', message: 'Must be letters from a to j with semicolons between them' })
  return z.NEVER
})

/** Whether these columns could be read, so that they can be compared although another column is wrong. */
const readable =
  (...columns: string[]) =>
  ({ issues }: { issues: readonly { path?: PropertyKey[] | undefined }[] }) =>
    !issues.some(({ path }) => columns.includes(String(path?.[0])))

const needsRow = (today: CalendarDate) =>
  z
    .object({
      person: filledCell(50, 'Is empty. Whose assessment is it?'),
      started_on: dateUntil(today),
      completed_on: dateUntil(today),
      ...(Object.fromEntries(assessedItems.map((item) => [item, level])) as Record<AssessedItem, typeof level>),
      eligible: z.preprocess((value) => String(value).trim().toLowerCase(), z.enum(['yes', 'no'], 'Must be yes or no')),
      eligible_items: items,
      decided_on: dateUntil(today),
      reason: filledCell(1000, 'Is empty. Say why it was so decided'),
    })
    .refine((row) => row.completed_on >= row.started_on, {
      path: ['completed_on'],
      when: readable('started_on', 'completed_on'),
      message: 'Cannot be before the day it started',
    })
    .refine((row) => row.decided_on >= row.completed_on, {
      path: ['decided_on'],
      when: readable('completed_on', 'decided_on'),
      message: 'Cannot be before the assessment was completed',
    })
    .refine((row) => row.eligible === 'no' || row.eligible_items.length >= 2, {
      path: ['eligible_items'],
      when: readable('eligible', 'eligible_items'),
      message: 'Somebody eligible is unable in two or more outcomes: name them',
    })

export type NeedsCsvRow = z.infer<ReturnType<typeof needsRow>>

/** Completed assessments of another system, each with its fourteen levels and its eligibility decision. */
export const needsCsv: CsvKind<NeedsCsvRow> = {
  name: 'needs',
  title: 'Needs',
  about:
    'Completed assessments from another system. The people must be there first. They are marked as migrated until the next review.',
  columns: [
    neededColumn('person', 'The person’s number in your records', 'P-1001'),
    neededColumn('started_on', 'The day the assessment started, as 2026-03-14 or 14/03/2026', '2026-03-02'),
    neededColumn('completed_on', 'The day it was completed', '2026-03-12'),
    ...assessedItems.map((item) =>
      neededColumn(
        item,
        `${itemWords[item].name}: level from 0 to 4, as if no carer helped`,
        item === 'g' || item === 'i' ? '3' : '0',
      ),
    ),
    neededColumn('eligible', 'yes or no, as it was decided', 'yes'),
    neededColumn('eligible_items', 'The outcomes the person is unable to achieve, with semicolons', 'g;i'),
    neededColumn('decided_on', 'The day of the eligibility decision', '2026-03-12'),
    neededColumn('reason', 'Why it was so decided', 'Cannot see friends or go out alone'),
  ],
  key: ['person', 'completed_on'],
  row: needsRow,
}
