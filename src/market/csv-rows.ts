import { z } from 'zod'
import { dateCell, filledCell, mayBeEmpty, wordsCell } from '../core/csv-cells.ts'
import { neededColumn, optionalColumn } from '../core/csv-column.ts'
import type { CsvKind } from '../platform/csv.ts'
import { providerKinds } from './provider-state.ts'

const row = z
  .object({
    number: filledCell(50, 'Is empty. Every provider needs a number'),
    name: filledCell(200, 'Is empty. Every provider needs a name'),
    kind: z.preprocess(
      (value) => String(value).trim().toLowerCase().replaceAll(/[ -]/g, '_'),
      z.enum(providerKinds, `Must be one of: ${providerKinds.join(', ')}`),
    ),
    cqc_id: wordsCell(50),
    lots: mayBeEmpty(
      z.string().transform((text) => [
        ...new Set(
          text
            .split(';')
            .map((lot) => lot.trim())
            .filter((lot) => lot !== ''),
        ),
      ]),
    ),
    admitted_from: mayBeEmpty(dateCell),
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
    neededColumn('number', 'Its number in your records. The same number is the same provider', 'PRO-1'),
    neededColumn('name', 'The name of the organisation', 'Kettle Kitchens'),
    neededColumn('kind', `One of: ${providerKinds.join(', ')}`, 'framework'),
    optionalColumn('cqc_id', 'Location number of the Care Quality Commission, where it has one'),
    optionalColumn('lots', 'The lots it is in, with semicolons, as Daywell names them', 'Support in the community'),
    optionalColumn('admitted_from', 'The day it joined those lots', '2026-04-06'),
  ],
  key: ['number'],
  row: () => row,
}
