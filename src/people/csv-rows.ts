import { z } from 'zod'
import type { CalendarDate } from '../core/calendar-date.ts'
import { codeCell, filledCell, mayBeEmpty, readCsvDate, wordsCell } from '../core/csv-cells.ts'
import { type CsvColumn, neededColumn, optionalColumn } from '../core/csv-column.ts'
import type { CsvKind } from '../platform/csv.ts'
import { codesFor, type DetailKind } from './detail-codes.ts'
import { birthDay, isPhoneNumber, namePart, nhsNumber, phoneFault, postcode } from './person-fields.ts'

/** A value of national Client Level Data, by its exact words. */
const coded = (kind: DetailKind, example: string): CsvColumn => ({
  ...optionalColumn(kind, 'As in Client Level Data: see what may stand in it below', example),
  values: codesFor(kind) ?? [],
})

export const csvDetails = [
  'gender',
  'ethnicity',
  'primary_support_reason',
  'employment',
  'accommodation',
  'language',
] as const satisfies DetailKind[]

const columns = [
  neededColumn(
    'number',
    'The person’s number in your records. The same number is the same person, today and in the next file',
    'P-1001',
  ),
  neededColumn('given_name', 'First name', 'Nell'),
  neededColumn('family_name', 'Family name', 'Ashworth'),
  optionalColumn('preferred_name', 'The first name the person likes to be called', 'Nellie'),
  neededColumn('born_on', 'Date of birth, as 1994-03-14 or 14/03/1994', '1994-03-14'),
  neededColumn('team', 'The name of a team, as Daywell has it', 'Crewe'),
  optionalColumn('nhs_number', 'Ten digits', '943 476 5919'),
  optionalColumn('address_line_1', 'First line of the home address', '1 High Street'),
  optionalColumn('address_line_2', 'Second line'),
  optionalColumn('town', 'Town', 'Crewe'),
  optionalColumn('postcode', 'Postcode', 'CW1 2AB'),
  optionalColumn('phone', 'One phone number', '01270 000000'),
  optionalColumn('email', 'One email address', 'nell@example.org'),
  optionalColumn('gender', 'As in Client Level Data: Male, Female, Unknown', 'Female'),
  coded('ethnicity', 'White: Irish'),
  coded('primary_support_reason', 'Learning disability support'),
  coded('employment', 'Not in paid employment: Seeking work'),
  coded('accommodation', 'Shared Lives scheme'),
  optionalColumn('language', 'First language, in words', 'English'),
  optionalColumn(
    'someone_else',
    '“yes” when a record with this name and date of birth exists and this is another person',
  ),
]

/** Small and capital letters are the same; a value that is none is answered with those that hold it, or all where they are few. */
const code = (kind: DetailKind) =>
  mayBeEmpty(
    z
      .string()
      .trim()
      .transform((text, context) => {
        const codes = codesFor(kind)
        const found = codes?.find((one) => one.toLowerCase() === text.toLowerCase())
        if (found !== undefined) return found
        if (codes === undefined && text.length <= 100) return text
        context.addIssue({
          code: 'custom',
          message: codes === undefined ? 'Must be 100 characters or fewer' : noSuch(codes, text),
        })
        return z.NEVER
      }),
  )

const MOST_NAMED = 4
const LEAST_LETTERS = 4
const wordsOf = (text: string) => text.toLowerCase().match(/\p{L}+/gu) ?? []

/** The codes that hold a text; where none does, those that share most of its longer words. */
function nearTo(codes: readonly string[], text: string): readonly string[] {
  const holding = codes.filter((one) => one.toLowerCase().includes(text.toLowerCase()))
  if (holding.length > 0) return holding
  const asked = new Set(wordsOf(text).filter((word) => word.length >= LEAST_LETTERS))
  const shared = codes.map((one) => new Set(wordsOf(one).filter((word) => asked.has(word))).size)
  const most = Math.max(0, ...shared)
  return most === 0 ? [] : codes.filter((_, at) => shared[at] === most)
}

function noSuch(codes: readonly string[], text: string): string {
  const near = nearTo(codes, text)
  const named = near.length > 0 && near.length <= MOST_NAMED ? near : codes.length <= MOST_NAMED ? codes : []
  const end =
    named.length > 0
      ? `Write one of: ${named.map((one) => `“${one}”`).join(', ')}`
      : 'Write one exactly as it stands on the page “Bring in people”, under “What may stand in a column”'
  return `Is not a value of Client Level Data. ${end}`
}

const bornOn = z.string().transform((text, context): string => {
  const date = readCsvDate(text)
  if (date === undefined && text.trim() !== '')
    context.addIssue({ code: 'custom', message: 'Must be a real date, as 1994-03-14 or 14/03/1994' })
  return date ?? ''
})

const peopleRow = (today: CalendarDate) =>
  z
    .object({
      number: filledCell(50, 'Is empty. Every person needs a number'),
      given_name: namePart,
      family_name: namePart,
      preferred_name: mayBeEmpty(namePart),
      born_on: bornOn.pipe(birthDay(today)),
      team: z.string().trim().min(1, 'Is empty. Every person needs a team'),
      nhs_number: mayBeEmpty(nhsNumber),
      address_line_1: wordsCell(200),
      address_line_2: wordsCell(200),
      town: wordsCell(100),
      postcode: mayBeEmpty(postcode),
      phone: mayBeEmpty(z.string().trim().max(50, 'Must be 50 characters or fewer').refine(isPhoneNumber, phoneFault)),
      email: mayBeEmpty(z.email('An email address must look like name@example.org')),
      gender: code('gender'),
      ethnicity: code('ethnicity'),
      primary_support_reason: code('primary_support_reason'),
      employment: code('employment'),
      accommodation: code('accommodation'),
      language: code('language'),
      someone_else: mayBeEmpty(codeCell(['yes', 'no'], 'Must be yes or no')),
    })
    .superRefine(({ address_line_1: first, address_line_2: second, town, postcode: code }, context) => {
      if (first === undefined && [second, town, code].some((part) => part !== undefined))
        context.addIssue({
          code: 'custom',
          path: ['address_line_1'],
          message: 'Is empty, but more of the address is given. Enter it, or empty the rest of the address',
        })
    })

export type PeopleCsvRow = z.infer<ReturnType<typeof peopleRow>>

/** A row of another file names somebody who is not in the records. */
export const noSuchPerson = {
  column: 'person',
  reason:
    'There is no person of this number. Check it, also for zeros in front; or bring the people in first. If the record was merged into another, use the number of that one',
} as const

/** People: who they are, where they live, how to reach them, and which team looks after them. An empty cell says nothing. */
export const peopleCsv: CsvKind<PeopleCsvRow> = {
  name: 'people',
  title: 'People',
  about: 'Teams must be there first. An empty cell leaves the record as it is.',
  columns,
  key: ['number'],
  row: peopleRow,
}
