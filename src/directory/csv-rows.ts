import { z } from 'zod'
import { codeCell, dateCell, filledCell, mayBeEmpty, wordsCell } from '../core/csv-cells.ts'
import { neededColumn, ofRatios, optionalColumn } from '../core/csv-column.ts'
import { type Pence, parseMoney } from '../core/money.ts'
import type { CsvKind } from '../platform/csv.ts'
import { accessFeatureCodes, isAccessCode } from './access-features.ts'
import { isPostcode, isWebAddress } from './feed-record.ts'
import { kinds, type OpportunityKind } from './kinds.ts'

const supportBandCodes = ['none', '2:1', '1:1', '1:2', '1:3', '1:4', '1:5', '1:6', '1:8', '1:10'] as const

const needed = (what: string, most: number) => filledCell(most, `Is empty. Every row needs ${what}`)

const MOST_PENCE = 9_999_999_99
const money = z.string().transform((text, context): Pence => {
  const amount = parseMoney(text)
  if (amount !== undefined && amount <= MOST_PENCE) return amount
  context.addIssue({ code: 'custom', message: 'Must be an amount of money, like 52 or 52.50' })
  return z.NEVER
})
const clock = z.string().transform((text, context): number => {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(text.trim()) ?? []
  const minutes = Number(hour) * 60 + Number(minute)
  const right = hour !== undefined && Number(minute) < 60 && minutes <= 1440
  if (!right) context.addIssue({ code: 'custom', message: 'Must be a time of the day, like 10:30' })
  return right ? minutes : z.NEVER
})
const whole = (least: number, most: number) =>
  z
    .string()
    .trim()
    .refine(
      (text) => /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most,
      `Must be a whole number from ${least} to ${most}`,
    )
    .transform(Number)
const degrees = (most: number) =>
  z.coerce
    .number('Must be a number')
    .min(-most, `Must be from -${most} to ${most}`)
    .max(most, `Must be from -${most} to ${most}`)
const yes = mayBeEmpty(codeCell(['yes', 'no'], 'Must be yes or no')).transform((said) => said === 'yes')
const several = (right: (code: string) => boolean, problem: string) =>
  z.string().transform((text, context) => {
    const codes = [
      ...new Set(
        text
          .toLowerCase()
          .split(/[;,]/)
          .map((code) => code.trim())
          .filter((code) => code !== ''),
      ),
    ].sort()
    if (!codes.every(right)) context.addIssue({ code: 'custom', message: problem })
    return codes
  })

const opportunityColumns = [
  neededColumn(
    'number',
    'Its number in your records. The same number is the same opportunity, today and in the next file',
    'OPP-1',
  ),
  neededColumn('name', 'What it is called', 'Copper Kettle cooking group'),
  neededColumn('organisation', 'Who offers it. The same name is the same organisation', 'Kettle Kitchens'),
  optionalColumn('summary', 'One sentence', 'Cook a meal with a small group, then eat it together.'),
  optionalColumn('what_happens', 'What happens there, in plain words'),
  optionalColumn('who_for', 'Who it suits, and who it may not'),
  optionalColumn('kind', `One of: ${kinds.map(({ code }) => code).join(', ')}`, 'cooking'),
  optionalColumn('site', 'The name of the place', 'Kettle kitchen'),
  optionalColumn('address_line_1', 'First line of the address', '1 Main Street'),
  optionalColumn('town', 'Town', 'Crewe'),
  optionalColumn('postcode', 'Postcode', 'CW1 2AB'),
  optionalColumn('latitude', 'In degrees', '53.09'),
  optionalColumn('longitude', 'In degrees', '-2.44'),
  optionalColumn(
    'access',
    `What it has, with semicolons; "no:" before what it has not: ${accessFeatureCodes.join(', ')}`,
    'step_free; quiet; no:hoist',
  ),
  ofRatios(
    optionalColumn('support_bands', `Workers to people, with semicolons: ${supportBandCodes.join(', ')}`, '1:2; 1:4'),
  ),
  optionalColumn('tier', 'The tier of support it is of: 1, 2 or 3. Empty means that anybody can go', '2'),
  optionalColumn('free', 'yes or no', 'no'),
  optionalColumn('price_from', 'The lowest price in pounds', '3.00'),
  optionalColumn('cost_words', 'About cost, in words', 'Tea is 50p'),
  optionalColumn('how_to_join', 'How to join'),
  optionalColumn('phone', 'Phone', '01632 960123'),
  optionalColumn('email', 'E-mail', 'hello@example.org'),
  optionalColumn('website', 'Website, from https://', 'https://example.org'),
  optionalColumn('audience', 'public, staff or hidden. Empty means public', 'public'),
  optionalColumn('last_checked_on', 'The day somebody last checked it', '2026-03-14'),
]

const opportunityRow = z
  .object({
    number: needed('a number', 50),
    name: needed('a name', 200),
    organisation: needed('an organisation', 200),
    summary: wordsCell(500),
    what_happens: wordsCell(5000),
    who_for: wordsCell(2000),
    kind: mayBeEmpty(
      codeCell(
        kinds.map(({ code }) => code) as [OpportunityKind, ...OpportunityKind[]],
        `Must be one of: ${kinds.map(({ code }) => code).join(', ')}`,
      ),
    ),
    site: wordsCell(200),
    address_line_1: wordsCell(200),
    town: wordsCell(100),
    postcode: mayBeEmpty(z.string().trim().toUpperCase().refine(isPostcode, 'Does not look like a UK postcode')),
    latitude: mayBeEmpty(degrees(90)),
    longitude: mayBeEmpty(degrees(180)),
    access: mayBeEmpty(
      several(isAccessCode, `Must be words of this list, with semicolons: ${accessFeatureCodes.join(', ')}`),
    ),
    support_bands: mayBeEmpty(
      several(
        (code) => (supportBandCodes as readonly string[]).includes(code),
        `Must be of this list, with semicolons: ${supportBandCodes.join(', ')}`,
      ),
    ),
    tier: mayBeEmpty(
      z
        .string()
        .trim()
        .pipe(z.enum(['1', '2', '3'], 'Must be 1, 2 or 3'))
        .transform(Number),
    ),
    free: yes,
    price_from: mayBeEmpty(money),
    cost_words: wordsCell(1000),
    how_to_join: wordsCell(1000),
    phone: wordsCell(50),
    email: mayBeEmpty(z.email('An e-mail address must look like name@example.org')),
    website: mayBeEmpty(z.string().trim().refine(isWebAddress, 'Must begin with https:// or http://')),
    audience: mayBeEmpty(codeCell(['public', 'staff', 'hidden'], 'Must be public, staff or hidden')),
    last_checked_on: mayBeEmpty(dateCell),
  })
  .refine(({ latitude, longitude }) => (latitude === undefined) === (longitude === undefined), {
    path: ['longitude'],
    message: 'Give both latitude and longitude, or neither',
  })

export type OpportunityCsvRow = z.infer<typeof opportunityRow>

/** Opportunities: what there is to do, who offers it, where. A row is the whole entry: an empty cell empties the field. */
export const opportunitiesCsv: CsvKind<OpportunityCsvRow> = {
  name: 'opportunities',
  title: 'Opportunities',
  about: 'What there is to do. A row is the whole entry: an empty cell empties what was there.',
  columns: opportunityColumns,
  key: ['number'],
  row: () => opportunityRow,
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
const sessionColumns = [
  neededColumn('number', 'Its number in your records. The same number is the same session', 'SES-1'),
  neededColumn('opportunity', 'The number of the opportunity it belongs to', 'OPP-1'),
  neededColumn('weekday', 'Monday to Sunday', 'Tuesday'),
  neededColumn('start', 'When it begins', '10:00'),
  neededColumn('end', 'When it ends', '14:00'),
  optionalColumn('every_weeks', 'Every how many weeks: 1, 2, 3, 4 or 6. Empty means every week', '1'),
  optionalColumn('season', 'all, term or holiday. Empty means all', 'all'),
  neededColumn('from', 'First day', '2026-04-06'),
  optionalColumn('until', 'Last day. Empty means until further notice'),
  neededColumn('places', 'How many people each date can take', '12'),
  optionalColumn('workers', 'How many workers are there. Empty means nobody gives support', '3'),
  optionalColumn('public_may_book', 'yes when anybody may book a place', 'no'),
  optionalColumn('room', 'The room of its place, by its name there, for example Hall. Empty means that nobody says'),
]

const sessionRow = z
  .object({
    number: needed('a number', 50),
    opportunity: needed('the number of an opportunity', 50),
    weekday: z
      .preprocess(
        (value) => String(value).trim().toLowerCase(),
        z.enum(weekdays, 'Must be a day from Monday to Sunday'),
      )
      .transform((name) => weekdays.indexOf(name) + 1),
    start: clock,
    end: clock,
    every_weeks: mayBeEmpty(
      z
        .string()
        .trim()
        .refine((text) => ['1', '2', '3', '4', '6'].includes(text), 'Must be 1, 2, 3, 4 or 6')
        .transform(Number),
    ),
    season: mayBeEmpty(codeCell(['all', 'term', 'holiday'], 'Must be all, term or holiday')),
    from: dateCell,
    until: mayBeEmpty(dateCell),
    places: whole(0, 10_000),
    workers: mayBeEmpty(whole(0, 1_000)),
    public_may_book: yes,
    room: wordsCell(100),
  })
  .refine(({ start, end }) => start < end, { path: ['end'], message: 'Must be later than the start' })
  .refine(({ from, until }) => until === undefined || from <= until, {
    path: ['until'],
    message: 'Must be the first day or later',
  })

export type SessionCsvRow = z.infer<typeof sessionRow>

/** Sessions: the days and times of opportunities, and how many each date can take. */
export const sessionsCsv: CsvKind<SessionCsvRow> = {
  name: 'sessions',
  title: 'Sessions',
  about:
    'Days and times of opportunities, which must be there first. A day or time is never changed: give the old session a last day and add another number.',
  columns: sessionColumns,
  key: ['number'],
  row: () => sessionRow,
}
