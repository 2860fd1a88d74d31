import { z } from 'zod'
import { parseMoney } from '../core/money.ts'
import type { CsvKind } from '../platform/csv.ts'
import { absent, column, date } from './csv-rows.ts'
import { rateUnits } from './rate.ts'

const needed = (most: number, empty: string) =>
  z.string().trim().min(1, empty).max(most, `Must be ${most} characters or fewer`)

const row = z
  .object({
    provider: needed(200, 'Is empty. Write the number that the provider has in your file of providers, or its name'),
    lot: needed(200, 'Is empty. Write the lot as Daywell names it'),
    support: needed(20, 'Is empty. Write how many people share one worker, like 1:4, or none'),
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
    from: absent(date),
    until: absent(date),
    why: needed(500, 'Is empty. Say why, for example: price of our list of April 2026'),
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
    column('provider', 'The number of the provider in your file of providers, or its name', 'PRO-1', true),
    column('lot', 'The lot as Daywell names it', 'Support in the community', true),
    column('support', 'How many people share one worker: none, 2:1, 1:1, 1:2 and so on', '1:4', true),
    column('unit', `One of: ${rateUnits.join(', ')}`, 'session', true),
    column('price', 'In pounds', '42.50', true),
    column('from', 'The first day it holds, today or later. Empty: today'),
    column('until', 'The last day. Empty: until another price is decided'),
    column('why', 'Why this price', 'Our list of April 2026', true),
  ],
  key: ['provider', 'lot', 'support', 'unit', 'from'],
  row: () => row,
}
