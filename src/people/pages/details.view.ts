import { type CalendarDate, shortDate } from '../../core/calendar-date.ts'
import { type DetailKind, detailKinds, detailTitles, detailWords } from '../detail-codes.ts'
import { formatNhsNumber } from '../nhs-number.ts'
import { paths } from '../paths.ts'
import type { PersonRecord, Restriction } from '../store.ts'

interface Words {
  readonly ways: Readonly<Record<string, string>>
  readonly grounds: Readonly<Record<string, string>>
  readonly coverings: Readonly<Record<string, string>>
  readonly purposes: Readonly<Record<string, string>>
}

interface Row {
  readonly key: string
  readonly value: string
  readonly note: string
  readonly href: string
  readonly act: string
}

const from = (date: CalendarDate) => `From ${shortDate(date)}`
const nameless = 'Somebody whose record you may not open'

/** A person's details, as their page shows them; each row with the page that changes it. */
export function detailsView(record: PersonRecord, words: Words) {
  const { person } = record
  const to = (part: string) => paths.change(person.person_id, part)
  return {
    personId: person.person_id,
    died: person.died_on,
    talk: record.talk.map((one) => ({ ...one, since: shortDate(one.from_date) })),
    identity: identityRows(record, to),
    reach: reachRows(record, words, to),
    details: detailRows(record, to),
    friends: record.ties.filter((tie) => tie.kind === 'friend').map(tieRow),
    apart: record.ties.filter((tie) => tie.kind === 'keep_apart').map(tieRow),
    carers: record.carers.map((one) => ({
      id: one.id,
      name: one.name ?? nameless,
      href: one.name === null ? '' : paths.record(one.carer_id),
      words: `${one.relation}${one.lives_with === true ? ', lives with the person' : ''}. ${from(one.from_date)}`,
    })),
    authorities: record.authorities.map((one) => ({
      id: one.id,
      name: one.name ?? nameless,
      words: `${words.grounds[one.ground] ?? one.ground}: ${one.covers.map((item) => (words.coverings[item] ?? item).toLowerCase()).join(', ')}. ${from(one.from_date)}${one.until_date === null ? '' : ` to ${shortDate(one.until_date)}`}`,
    })),
    consents: record.consents.map((one) => ({
      asked: words.purposes[one.purpose] ?? one.purpose,
      answer: one.given ? 'Yes' : 'No',
      how: `${one.how}. ${from(one.from_date)}`,
    })),
    earlier: record.names
      .filter((name) => name.until !== null)
      .map((name) => `${name.given_name} ${name.family_name}, until ${shortDate(name.until as CalendarDate)}`),
    links: {
      talk: to('talk'),
      friend: to('friend'),
      apart: to('keep-apart'),
      carer: to('carer'),
      authority: to('authority'),
      consent: to('consent'),
      contact: to('contact'),
      death: to('death'),
      end: to('end'),
    },
  }
}

const tieRow = (tie: PersonRecord['ties'][number]) => ({
  id: tie.id,
  name: tie.name ?? nameless,
  words: `${tie.reason}. ${from(tie.from_date)}`,
})

function identityRows(record: PersonRecord, to: (part: string) => string): Row[] {
  const nameOf = (kind: string) => record.names.find((name) => name.kind === kind && name.until === null)
  const row = (key: string, value: string, note: string, part: string): Row => ({
    key,
    value,
    note,
    href: part === '' ? '' : to(part),
    act: value === '' ? 'Add' : 'Change',
  })
  const legal = nameOf('legal')
  const preferred = nameOf('preferred')
  const nhs = record.identifiers.find((one) => one.kind === 'nhs_number')
  const own = record.identifiers.filter((one) => one.kind !== 'nhs_number')
  return [
    row('Name', legal === undefined ? '' : `${legal.given_name} ${legal.family_name}`, '', 'name'),
    row(
      'Likes to be called',
      preferred === undefined ? '' : `${preferred.given_name} ${preferred.family_name}`,
      '',
      'preferred-name',
    ),
    row('Born', shortDate(record.person.born_on), '', ''),
    row('NHS number', nhs === undefined ? '' : formatNhsNumber(nhs.value), '', nhs === undefined ? 'nhs-number' : ''),
    ...own.map((one) =>
      row(one.kind === 'synthetic' ? 'Synthetic number' : 'Number in your other system', one.value, '', ''),
    ),
    row('Team', record.team?.name ?? '', record.team === undefined ? '' : from(record.team.from_date), 'team'),
  ]
}

function reachRows(record: PersonRecord, words: Words, to: (part: string) => string) {
  const home = record.home
  return {
    address:
      home === undefined
        ? ''
        : [home.line_1, home.line_2, home.town, home.postcode]
            .filter((line) => line !== null && line !== '')
            .join(', '),
    addressNote: home === undefined ? '' : from(home.from_date),
    addressHref: to('address'),
    ways: record.ways.map((way) => ({
      id: way.id,
      kind: words.ways[way.kind] ?? way.kind,
      value: way.value,
      note: [
        way.preferred ? 'liked best' : '',
        way.safe_to_leave_message ? 'safe to leave a message' : 'do not leave a message',
      ]
        .filter(Boolean)
        .join(', '),
    })),
  }
}

function detailRows(record: PersonRecord, to: (part: string) => string): Row[] {
  const known = new Map(record.details.map((detail) => [detail.kind, detail]))
  return detailKinds.map((kind: DetailKind) => {
    const detail = known.get(kind)
    return {
      key: detailTitles[kind],
      value: detailWords(detail?.value ?? ''),
      note: detail === undefined ? '' : from(detail.from_date),
      href: to(kind.replaceAll('_', '-')),
      act: detail === undefined ? 'Add' : 'Change',
    }
  })
}

/** That the record is restricted, since when and to whom; and the page on which a manager changes it. */
export function restrictionView(personId: string, restriction: Restriction | undefined, manager: boolean) {
  return {
    words: restriction === undefined ? '' : `${from(restriction.from)}, only these staff see it:`,
    names: restriction?.named.map(({ name }) => name) ?? [],
    reason: restriction?.reason ?? '',
    href: manager ? paths.restriction(personId) : '',
    act: restriction === undefined ? 'Restrict this record' : 'Change who is named, or lift it',
  }
}
