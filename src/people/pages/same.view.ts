import { shortDate } from '../../core/calendar-date.ts'
import { kindTitle, runningWords, standsWords } from '../merge-words.ts'
import { parseNhsNumber } from '../nhs-number.ts'
import { paths } from '../paths.ts'
import type { AlikePair, Merged, PersonLine, PersonRecord, PossiblySame, StandsOn, ToldApart } from '../store.ts'
import { legalName, nhsOf, ownNumbers, type SaidWords, saidRows } from './said.view.ts'

/** Where a kind of thing on a person's record is ended: later steps say it. */
export type WhereEnded = (what: string, personId: string) => string

export interface Side {
  readonly record: PersonRecord
  readonly stands: readonly StandsOn[]
  /** Records that were merged into this one: then it is this one that must go on. */
  readonly tookIn: readonly Merged[]
}

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

/** Without what is held and set aside for a place that runs: it ends with that place. */
function withoutHeld(stands: readonly StandsOn[]): readonly StandsOn[] {
  const places = stands.some(({ what, running }) => what === 'place' && running > 0)
  return places ? stands.filter(({ what }) => what !== 'place_held' && what !== 'place_date') : stands
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
      href: one.what === 'account' ? '' : where(one.what, one.at_person),
    })),
    itself: [
      ...(charges > 0 ? ['What they pay a week ends. Without a plan nothing is charged'] : []),
      ...(reviews > 0 ? ['Reviews that are due are settled as no longer needed here'] : []),
    ],
  }
}

/** Which records can end: not one into which another was merged. A sentence where only one can go on, or neither. */
function goesOnOf(one: Side, other: Side) {
  const before = ({ record, tookIn }: Side) =>
    `${tookIn.map(({ name }) => name).join(' and ')} ${tookIn.length === 1 ? 'was' : 'were'} merged into ${legalName(record)}`
  const [first, second] = [one, other].map(({ tookIn }) => tookIn.length > 0)
  if (first && second)
    return {
      only: `Neither can end: ${before(one)}, and ${before(other)}. Take one of those merges back first.`,
      options: [],
    }
  const option = (side: Side, ends: Side) => ({
    value: side.record.person.person_id,
    text: [legalName(side.record), ...ownNumbers(side.record), side.record.team?.name ?? 'no team'].join(', '),
    hint: {
      text: ends.stands.some(({ running }) => running > 0)
        ? 'Not yet: something still runs on the other record'
        : 'The other record ends and keeps its history',
    },
  })
  if (!first && !second) return { only: '', options: [option(one, other), option(other, one)] }
  const [stays, ends] = first ? [one, other] : [other, one]
  return {
    only: `Only the ${first ? 'first' : 'second'} record can go on: ${before(stays)} before.`,
    options: [option(stays, ends)],
  }
}

/** Two records side by side: who each is, what stands on each, and what must end before either can. */
export function besideView(given: {
  one: Side
  other: Side
  told: readonly Omit<ToldApart, 'otherId'>[]
  where: WhereEnded
  words: SaidWords
  manager: boolean
}) {
  const [one, other] = [given.one, given.other].map((side) => ({ ...side, stands: withoutHeld(side.stands) })) as [
    Side,
    Side,
  ]
  const { person_id: oneId, born_on: born } = one.record.person
  const { person_id: otherId, born_on: otherBorn } = other.record.person
  const kinds = Object.keys(standsWords).filter((what) =>
    [one, other].some(({ stands }) => stands.some((row) => row.what === what)),
  )
  const [nhs, otherNhs] = [nhsOf(one.record), nhsOf(other.record)]
  const goingOn = goesOnOf(one, other)
  return {
    names: [legalName(one.record), legalName(other.record)],
    head: [
      { text: 'What' },
      { text: `First: ${legalName(one.record)}` },
      { text: `Second: ${legalName(other.record)}` },
    ],
    identity: saidRows(one.record, other.record, given.words),
    counts: kinds.map((what) => ({
      cells: [
        { text: kindTitle(what) },
        { text: countWords(one.stands, what) },
        { text: countWords(other.stands, what) },
      ],
    })),
    twoNumbers: nhs !== undefined && otherNhs !== undefined && nhs !== otherNhs,
    ends: [endingOf(one, given.where), endingOf(other, given.where)],
    only: goingOn.only,
    goesOn: goingOn.options,
    bornApart: born !== otherBorn,
    told: given.told.map(({ reason, by, on }) => `${reason} (${by}, ${shortDate(on)})`),
    manager: given.manager,
    action: paths.beside(oneId, otherId),
    apart: paths.apart(oneId, otherId),
    withdraw: paths.withdrawApart(oneId, otherId),
    back: paths.same(oneId),
    details: [paths.details(oneId), paths.details(otherId)],
  }
}

/** Records that may be this person, and records found by what was typed. */
export function sameView(given: {
  personId: string
  likely: readonly PossiblySame[]
  apart: readonly (ToldApart & { name: string | undefined })[]
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
      name: one.name ?? 'Somebody of another team',
      href: one.name === undefined ? '' : paths.beside(personId, one.otherId),
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
