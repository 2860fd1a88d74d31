import { z } from 'zod'
import { type CalendarDate, parseCalendarDate } from '../core/calendar-date.ts'
import type { CsvColumn, CsvKind } from '../platform/csv.ts'
import { providerKinds } from './provider-state.ts'

/** A column of a file: its name, what it holds, an example, and whether a row must have it. */
export const column = (name: string, about: string, example = '', needed = false): CsvColumn => ({
  name,
  about,
  needed,
  example,
})
/** An empty cell as nothing, else what the schema reads. */
export const absent = <T>(schema: z.ZodType<T>): z.ZodType<T | undefined> =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() === '' ? undefined : value), schema.optional())

export const date = z.string().transform((text, context): CalendarDate => {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim()) ?? []
  const parsed = parseCalendarDate(
    year === undefined ? text.trim() : `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`,
  )
  if (parsed === undefined)
    context.addIssue({ code: 'custom', message: 'Must be a real date, as 2026-03-14 or 14/03/2026' })
  return parsed ?? z.NEVER
})

const row = z
  .object({
    number: z
      .string()
      .trim()
      .min(1, 'Is empty. Every provider needs a number')
      .max(50, 'Must be 50 characters or fewer'),
    name: z.string().trim().min(1, 'Is empty. Every provider needs a name').max(200, 'Must be 200 characters or fewer'),
    kind: z.preprocess(
      (value) => String(value).trim(),
      z.enum(providerKinds, `Must be one of: ${providerKinds.join(', ')}`),
    ),
    cqc_id: absent(z.string().trim().max(50, 'Must be 50 characters or fewer')),
    lots: absent(
      z.string().transform((text) => [
        ...new Set(
          text
            .split(';')
            .map((lot) => lot.trim())
            .filter((lot) => lot !== ''),
        ),
      ]),
    ),
    admitted_from: absent(date),
  })
  .refine(({ lots, admitted_from }) => lots === undefined || admitted_from !== undefined, {
    path: ['admitted_from'],
    message: 'Is empty. A provider in a lot was admitted on a day',
  })

export type ProviderCsvRow = z.infer<typeof row>

/** Providers: who can provide, of what kind, in which lots. */
export const providersCsv: CsvKind<ProviderCsvRow> = {
  name: 'providers',
  title: 'Providers',
  about: 'Who can provide. Lots must be there first. Their prices are a file of their own.',
  columns: [
    column('number', 'Its number in your records. The same number is the same provider', 'PRO-1', true),
    column('name', 'The name of the organisation', 'Kettle Kitchens', true),
    column('kind', `One of: ${providerKinds.join(', ')}`, 'framework', true),
    column('cqc_id', 'Location number of the Care Quality Commission, where it has one'),
    column('lots', 'The lots it is in, with semicolons, as Daywell names them', 'Support in the community'),
    column('admitted_from', 'The day it joined those lots', '2026-04-06'),
  ],
  key: ['number'],
  row: () => row,
}
