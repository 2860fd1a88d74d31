import { shortDate } from '../../core/calendar-date.ts'
import { detailKinds, detailTitles, detailWords } from '../detail-codes.ts'
import { formatNhsNumber } from '../nhs-number.ts'
import type { PersonRecord } from '../store.ts'

/** Codes of a record in words. */
export interface SaidWords {
  readonly ways: Readonly<Record<string, string>>
  readonly grounds: Readonly<Record<string, string>>
  readonly purposes: Readonly<Record<string, string>>
}

const named = (record: PersonRecord, kind: 'legal' | 'preferred') =>
  record.names.find((one) => one.kind === kind && one.until === null)

/** The legal name of today, or else the newest one. */
export const legalName = (record: PersonRecord): string => {
  const legal = named(record, 'legal') ?? record.names[0]
  return legal === undefined ? 'Name not recorded' : `${legal.given_name} ${legal.family_name}`
}
const preferredName = (record: PersonRecord): string => {
  const liked = named(record, 'preferred')
  return liked === undefined ? '' : `${liked.given_name} ${liked.family_name}`
}
/** The NHS number of a record, if it has one. */
export const nhsOf = ({ identifiers }: PersonRecord) => identifiers.find(({ kind }) => kind === 'nhs_number')?.value
/** The numbers by which the council's other systems know the person. */
export const ownNumbers = ({ identifiers }: PersonRecord) =>
  identifiers.filter(({ kind }) => kind === 'local_id' || kind === 'other_system').map(({ value }) => value)
const homeOf = ({ home }: PersonRecord) =>
  home === undefined ? '' : [home.line_1, home.line_2, home.town, home.postcode].filter((line) => line).join(', ')
const somebody = 'somebody whose record you may not open'

interface Said {
  readonly title: string
  readonly of: (record: PersonRecord) => string
}

/** All that a record says of a person, in the order of the page of details. */
const said = (words: SaidWords): readonly Said[] => [
  { title: 'Name', of: legalName },
  { title: 'Likes to be called', of: preferredName },
  { title: 'Born', of: ({ person }) => shortDate(person.born_on) },
  { title: 'NHS number', of: (record) => (nhsOf(record) === undefined ? '' : formatNhsNumber(nhsOf(record) ?? '')) },
  { title: 'Number in your other system', of: (record) => ownNumbers(record).join(', ') },
  { title: 'Team', of: ({ team }) => team?.name ?? '' },
  { title: 'Address', of: homeOf },
  {
    title: 'How to reach them',
    of: ({ ways }) => ways.map(({ kind, value }) => `${words.ways[kind] ?? kind}: ${value}`).join('. '),
  },
  {
    title: 'How to talk with them',
    of: ({ talk }) => talk.map(({ need, how_to_meet_it }) => `${need}: ${how_to_meet_it}`).join('. '),
  },
  ...detailKinds.map((kind) => ({
    title: detailTitles[kind],
    of: ({ details }: PersonRecord) => detailWords(details.find((one) => one.kind === kind)?.value ?? ''),
  })),
  { title: 'Friends', of: (record) => tied(record, 'friend') },
  { title: 'To be kept apart from', of: (record) => tied(record, 'keep_apart') },
  {
    title: 'Unpaid carers',
    of: ({ carers }) => carers.map(({ name, relation }) => `${name ?? somebody}, ${relation}`).join('. '),
  },
  {
    title: 'Who may act for them',
    of: ({ authorities }) =>
      authorities.map(({ name, ground }) => `${name ?? somebody}: ${words.grounds[ground] ?? ground}`).join('. '),
  },
  {
    title: 'What they agreed to',
    of: ({ consents }) =>
      consents.map(({ purpose, given }) => `${words.purposes[purpose] ?? purpose}: ${given ? 'yes' : 'no'}`).join('. '),
  },
  { title: 'Has died', of: ({ person }) => (person.died_on === null ? '' : shortDate(person.died_on)) },
]

const tied = ({ ties }: PersonRecord, kind: 'friend' | 'keep_apart') =>
  ties
    .filter((tie) => tie.kind === kind)
    .map(({ name }) => name ?? somebody)
    .join(', ')

const noteOf = (one: string, other: string): string => {
  if (one === other) return 'the same on both'
  return one === '' || other === '' ? 'on one of them only' : 'different'
}

/** What the two records say, row by row: the same, different, or on one record only, in words. What neither says is left out. */
export const saidRows = (one: PersonRecord, other: PersonRecord, words: SaidWords) =>
  said(words)
    .map(({ title, of }) => ({ title, one: of(one), other: of(other) }))
    .filter((row) => row.one !== '' || row.other !== '')
    .map((row) => ({
      cells: [
        { text: row.title, note: noteOf(row.one, row.other) },
        { text: row.one || '–' },
        { text: row.other || '–' },
      ],
    }))
