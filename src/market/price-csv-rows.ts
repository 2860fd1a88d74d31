import { z } from 'zod'
import { dateCell, filledCell, mayBeEmpty } from '../core/csv-cells.ts'
import { neededColumn, ofRatios, optionalColumn } from '../core/csv-column.ts'
import { parseMoney } from '../core/money.ts'
import type { CsvKind } from '../platform/csv.ts'
import { rateUnits } from './rate.ts'

const row = z
  .object({
    provider: filledCell(
      200,
      'Is empty. Write the number that the provider has in your file of providers, or its name',
    ),
    lot: filledCell(200, 'Is empty. Write the lot as Daywell names it'),
    support: filledCell(20, 'Is empty. Write how many people share one worker, like 1:4, or none'),
    unit: z.preprocess(
      (value) => String(value).trim().toLowerCase().replaceAll(' ', '_'),
      z.enum(rateUnits, `Must be one of: ${rateUnits.join(', ')}`),
    ),
    price: z.string().transform((text, context) => {
      const price = parseMoney(text)
      if (price === undefined || price <= 0)
        context.addIssue({ code: 'custom', message: 'Must be more than nothing, in pounds, like 42.50' })
      return price ?? z.NEVER
    }),
    from: mayBeEmpty(dateCell),
    until: mayBeEmpty(dateCell),
    why: filledCell(500, 'Is empty. Say why, for example: price of our list of April 2026'),
  })
  .refine(({ from, until }) => from === undefined || until === undefined || from <= until, {
    path: ['until'],
    message: 'The last day must be the first day or later',
  })

export type PriceCsvRow = z.infer<typeof row>

/** Prices: what a provider is paid for a unit in a lot at a support band, from a day. Each is decided with its reason, as on its page. */
export const pricesCsv: CsvKind<PriceCsvRow> = {
  name: 'prices',
  title: 'Prices',
  about:
    'What each provider is paid, from today or a later day. Providers and their lots must be there first. A price in force ends the day before a new one begins. Services of the council itself are priced from their cost sheets, not by file.',
  columns: [
    neededColumn('provider', 'The number of the provider in your file of providers, or its name', 'PRO-1'),
    neededColumn('lot', 'The lot as Daywell names it', 'Support in the community'),
    ofRatios(neededColumn('support', 'How many people share one worker: none, 2:1, 1:1, 1:2 and so on', '1:4')),
    neededColumn('unit', `One of: ${rateUnits.join(', ')}`, 'session'),
    neededColumn('price', 'In pounds', '42.50'),
    optionalColumn('from', 'The first day it holds, today or later. Empty: today'),
    optionalColumn('until', 'The last day. Empty: until another price is decided'),
    neededColumn('why', 'Why this price', 'Our list of April 2026'),
  ],
  key: ['provider', 'lot', 'support', 'unit', 'from'],
  row: () => row,
}
