import { shortDate } from '../../core/calendar-date.ts'
import { kindTitle, runningWords, standsWords } from '../merge-words.ts'
import { formatNhsNumber, parseNhsNumber } from '../nhs-number.ts'
import { paths } from '../paths.ts'
import type { AlikePair, PersonLine, PersonRecord, PossiblySame, StandsOn, ToldApart } from '../store.ts'

/** Where a kind of thing on a person's record is ended: later steps say it. */
export type WhereEnded = (what: string, personId: string) => string

export interface Side {
  readonly record: PersonRecord
  readonly stands: readonly StandsOn[]
}

const legalName = ({ names }: PersonRecord): string => {
  const legal = names.find((one) => one.kind === 'legal' && one.until === null) ?? names[0]
  return legal === undefined ? 'Name not recorded' : `${legal.given_name} ${legal.family_name}`
}
const preferredName = ({ names }: PersonRecord): string => {
  const liked = names.find((one) => one.kind === 'preferred' && one.until === null)
  return liked === undefined ? '' : `${liked.given_name} ${liked.family_name}`
}
const nhsOf = ({ identifiers }: PersonRecord) => identifiers.find(({ kind }) => kind === 'nhs_number')?.value
const ownNumbers = ({ identifiers }: PersonRecord) =>
  identifiers.filter(({ kind }) => kind === 'local_id' || kind === 'other_system').map(({ value }) => value)
const homeOf = ({ home }: PersonRecord) =>
  home === undefined ? '' : [home.line_1, home.line_2, home.town, home.postcode].filter((line) => line).join(', ')

/** What the two records say of who it is; a row where both say the same is so marked in words. */
const said: readonly { title: string; of: (record: PersonRecord) => string }[] = [
  { title: 'Name', of: legalName },
  { title: 'Likes to be called', of: preferredName },
  { title: 'Born', of: ({ person }) => shortDate(person.born_on) },
  { title: 'NHS number', of: (record) => (nhsOf(record) === undefined ? '' : formatNhsNumber(nhsOf(record) ?? '')) },
  { title: 'Number in your other system', of: (record) => ownNumbers(record).join(', ') },
  { title: 'Team', of: ({ team }) => team?.name ?? '' },
  { title: 'Address', of: homeOf },
  { title: 'How to reach them', of: ({ ways }) => ways.map(({ value }) => value).join(', ') },
  {
    title: 'How to talk with them',
    of: ({ talk }) => talk.map(({ need, how_to_meet_it }) => `${need}: ${how_to_meet_it}`).join('. '),
  },
  { title: 'Has died', of: ({ person }) => (person.died_on === null ? '' : shortDate(person.died_on)) },
]

const countOf = (stands: readonly StandsOn[], what: string, of: 'whole' | 'running' | 'ends') =>
  stands.filter((one) => one.what === what).reduce((all, one) => all + one[of], 0)

function countWords(stands: readonly StandsOn[], what: string): string {
  const [whole, running, ends] = (['whole', 'running', 'ends'] as const).map((of) => countOf(stands, what, of)) as [
    number,
    number,
    number,
  ]
  const open = running > 0 ? 'open' : ends > 0 ? 'in force' : ''
  if (whole === 0) return open === '' ? '–' : open
  return `${whole.toLocaleString('en-GB')}${open === '' ? '' : `, ${open}`}`
}

/** What must be ended before a record can end, each with its page; and what ends by itself. */
function endingOf(side: Side, where: WhereEnded) {
  const open = side.stands.filter(({ running }) => running > 0)
  const [charges, reviews] = [countOf(side.stands, 'charge', 'ends'), countOf(side.stands, 'review', 'ends')]
  return {
    name: legalName(side.record),
    first: open.map((one) => ({
      words: `${runningWords(one.what, one.running)}${one.since === null ? '' : `, since ${shortDate(one.since)}`}`,
      todo: standsWords[one.what]?.todo ?? '',
      href: where(one.what, one.at_person),
    })),
    itself: [
      ...(charges > 0 ? ['What they pay a week ends. Without a plan nothing is charged'] : []),
      ...(reviews > 0 ? ['Reviews that are due are settled as no longer needed here'] : []),
    ],
  }
}

/** Two records side by side: who each is, what stands on each, and what must end before either can. */
export function besideView(given: { one: Side; other: Side; where: WhereEnded; manager: boolean }) {
  const { one, other } = given
  const kinds = Object.keys(standsWords).filter((what) =>
    [one, other].some(({ stands }) => stands.some((row) => row.what === what)),
  )
  const [nhs, otherNhs] = [nhsOf(one.record), nhsOf(other.record)]
  const option = (side: Side, ends: Side) => ({
    value: side.record.person.person_id,
    text: [legalName(side.record), ...ownNumbers(side.record), side.record.team?.name ?? 'no team'].join(', '),
    hint: {
      text: ends.stands.some(({ running }) => running > 0)
        ? 'Not yet: something still runs on the other record'
        : 'The other record ends and keeps its history',
    },
  })
  return {
    names: [legalName(one.record), legalName(other.record)],
    head: [
      { text: 'What' },
      { text: `First: ${legalName(one.record)}` },
      { text: `Second: ${legalName(other.record)}` },
    ],
    identity: said
      .map(({ title, of }) => ({ title, one: of(one.record), other: of(other.record) }))
      .filter((row) => row.one !== '' || row.other !== '')
      .map((row) => ({
        cells: [
          { text: row.title, note: row.one === row.other ? 'the same on both' : '' },
          { text: row.one || '–' },
          { text: row.other || '–' },
        ],
      })),
    counts: kinds.map((what) => ({
      cells: [
        { text: kindTitle(what) },
        { text: countWords(one.stands, what) },
        { text: countWords(other.stands, what) },
      ],
    })),
    twoNumbers: nhs !== undefined && otherNhs !== undefined && nhs !== otherNhs,
    ends: [endingOf(one, given.where), endingOf(other, given.where)],
    goesOn: [option(one, other), option(other, one)],
    manager: given.manager,
    action: paths.beside(one.record.person.person_id, other.record.person.person_id),
    apart: paths.apart(one.record.person.person_id, other.record.person.person_id),
    back: paths.same(one.record.person.person_id),
    details: [paths.details(one.record.person.person_id), paths.details(other.record.person.person_id)],
  }
}

/** Records that may be this person, and records found by what was typed. */
export function sameView(given: {
  personId: string
  likely: readonly PossiblySame[]
  apart: readonly (ToldApart & { name: string })[]
  found: readonly PersonLine[]
  total: number
  q: string
}) {
  const { personId } = given
  return {
    action: paths.same(personId),
    back: paths.details(personId),
    q: given.q,
    likely: given.likely.map((one) => ({
      name: one.name,
      words: `born ${shortDate(one.born_on)}${one.team === null ? '' : `, ${one.team}`}: ${one.why}`,
      href: one.may_open ? paths.beside(personId, one.person_id) : '',
    })),
    apart: given.apart.map((one) => ({
      name: one.name,
      words: `${one.reason} (${one.by}, ${shortDate(one.on)})`,
    })),
    found: given.found.map((one) => ({
      cells: [
        { text: one.name, href: paths.beside(personId, one.person_id) },
        { text: shortDate(one.born_on) },
        { text: one.team ?? 'No team' },
      ],
    })),
    more: given.total > given.found.length + 1 ? given.total : 0,
    nhs: parseNhsNumber(given.q) !== undefined,
  }
}

/** Pairs of records that may be one person, as their list shows them. */
export function alikeView(pairs: readonly AlikePair[]) {
  return pairs.map(({ one, other, mayOpen, why }) => ({
    cells: [
      {
        text: one.name,
        href: paths.record(one.personId),
        note: `born ${shortDate(one.bornOn)}, ${one.team ?? 'no team'}`,
      },
      {
        text: other.name,
        href: mayOpen ? paths.record(other.personId) : '',
        note: `born ${shortDate(other.bornOn)}${other.team === null ? '' : `, ${other.team}`}`,
      },
      { text: why },
      mayOpen
        ? { text: 'Look at both', href: paths.beside(one.personId, other.personId), hidden: `records of ${one.name}` }
        : { text: 'Ask the other team', note: 'You may open one of them only' },
    ],
  }))
}
