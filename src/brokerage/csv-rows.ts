import { z } from 'zod'
import { dateCell, filledCell, mayBeEmpty } from '../core/csv-cells.ts'
import { neededColumn, ofRatios, optionalColumn } from '../core/csv-column.ts'
import { parseMoney } from '../core/money.ts'
import { everyWeeksAllowed, routes } from '../planning/index.ts'
import type { CsvKind } from '../platform/csv.ts'

const row = z
  .object({
    person: filledCell(50, 'Is empty. Whose week is it?'),
    session: filledCell(50, 'Is empty. Which session is it?'),
    support: filledCell(20, 'Is empty. Write how many people share one worker, like 1:4, or none').toLowerCase(),
    route: z.preprocess(
      (value) => String(value).trim().toLowerCase().replaceAll(/[ -]/g, '_'),
      z.enum(routes, `Must be one of: ${routes.join(', ')}`),
    ),
    price: z.string().transform((text, context) => {
      const price = parseMoney(text)
      if (price === undefined) context.addIssue({ code: 'custom', message: 'Must be in pounds, like 42.50' })
      return price ?? z.NEVER
    }),
    every_weeks: mayBeEmpty(
      z
        .string()
        .trim()
        .refine(
          (text) => everyWeeksAllowed.some((weeks) => String(weeks) === text),
          `Must be one of: ${everyWeeksAllowed.join(', ')}`,
        )
        .transform(Number),
    ),
    from: mayBeEmpty(dateCell),
    until: mayBeEmpty(dateCell),
    review_on: dateCell,
    taken_from: filledCell(100, 'Is empty. Write the name of the system that this comes from'),
  })
  .refine(({ route, price }) => (route === 'no_cost') === (price === 0), {
    path: ['price'],
    message: 'Is 0 for the route no_cost, and more than 0 for every other',
  })
  .refine(({ from, until }) => from === undefined || until === undefined || from <= until, {
    path: ['until'],
    message: 'The last day must be the first day or later',
  })

export type PackageCsvRow = z.infer<typeof row>

/** Packages: the weekly sessions that people have in another system today, each at its old figure until a review puts it right. */
export const packagesCsv: CsvKind<PackageCsvRow> = {
  name: 'packages',
  title: 'Running weeks',
  about:
    'What people have each week in another system today, one row for each session of a person. People, providers and sessions must be there first. Each runs on at its old price, without outcome or approval, until the review that puts it right.',
  columns: [
    neededColumn('person', 'The person’s number in your records', 'P-1001'),
    neededColumn('session', 'The session’s number in your records. Its day and times are the person’s', 'SES-1'),
    ofRatios(neededColumn('support', 'How many people share one worker: none, 2:1, 1:1, 1:2 and so on', '1:4')),
    neededColumn('route', `How it is paid. One of: ${routes.join(', ')}`, 'council_managed'),
    neededColumn('price', 'What one session costs in the old system, in pounds. 0 for the route no_cost', '42.50'),
    optionalColumn('every_weeks', 'Every how many weeks: 1, 2, 3, 4 or 6. Empty: as often as the session runs'),
    optionalColumn('from', 'The first day in Daywell, today or later. Empty: today'),
    optionalColumn('until', 'The last day. Empty: until it is changed'),
    neededColumn('review_on', 'The day of the review that puts it right. Of several the earliest counts', '2027-03-01'),
    neededColumn('taken_from', 'The system it comes from', 'Our old case system'),
  ],
  key: ['person', 'session'],
  row: () => row,
}
