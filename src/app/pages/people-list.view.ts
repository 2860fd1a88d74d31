import { ageOn, type CalendarDate } from '../../core/calendar-date.ts'
import { pagesOf, ROWS_A_PAGE } from '../../core/list-page.ts'
import { paths } from '../../people/paths.ts'
import { shortReason } from '../../people/support-reason.ts'
import type { Standing, Whereabouts } from '../store/where-they-are.ts'
import { type ReviewWindow, reviewWindows, standingCells, tiers, whereabouts } from './where-words.ts'

interface Line {
  readonly person_id: string
  readonly name: string
  readonly born_on: CalendarDate
  readonly died_on: CalendarDate | null
  readonly support_reason: string | null
  readonly team: string | null
  readonly local_area: string | null
}

interface Given {
  readonly people: readonly Line[]
  readonly total: number
  readonly closest: readonly Line[]
  readonly teams: readonly { id: string; name: string; local_area: string }[]
  readonly reasons: readonly string[]
  readonly asked: Asked
  /** The reader works in the person's team: sees where people are, and may open a record. */
  readonly team: boolean
  readonly manager: boolean
  readonly merged: readonly {
    readonly survivorId: string
    readonly name: string
    readonly numbers: readonly string[]
  }[]
  readonly numbers: ReadonlyMap<string, string>
  readonly standings: ReadonlyMap<string, Standing>
  readonly today: CalendarDate
}

interface Asked {
  readonly q?: string | undefined
  readonly team?: string | undefined
  readonly reason?: string | undefined
  readonly area?: string | undefined
  readonly step?: Whereabouts | undefined
  readonly tier: readonly string[]
  readonly review?: ReviewWindow | undefined
  readonly page: number
}

/** The address of the list without one filter, or without one of its values. */
const without = (asked: Asked, drop?: keyof Asked, value?: string) => {
  const pairs = Object.entries(asked).flatMap(([key, given]) =>
    key === 'page' || given === undefined ? [] : [given].flat().map((one): [string, string] => [key, String(one)]),
  )
  return `/people?${new URLSearchParams(pairs.filter(([key, one]) => key !== drop || (value !== undefined && one !== value)))}`
}

const tierWords = (tier: string) => (tier === '0' ? 'Tier not set' : `Tier ${tier} ${tiers[Number(tier)]?.words}`)

/** The list of people, as its page shows it. */
export function listView(given: Given) {
  const { asked, total } = given
  const teamName = given.teams.find((team) => team.id === asked.team)?.name
  const areas = [...new Set(given.teams.map((team) => team.local_area))].sort()
  const chosen = [
    ...(asked.q === undefined ? [] : [{ text: `“${asked.q}”`, href: without(asked, 'q') }]),
    ...(teamName === undefined ? [] : [{ text: teamName, href: without(asked, 'team') }]),
    ...(asked.reason === undefined ? [] : [{ text: asked.reason, href: without(asked, 'reason') }]),
    ...(asked.area === undefined ? [] : [{ text: asked.area, href: without(asked, 'area') }]),
    ...(!given.team || asked.step === undefined
      ? []
      : [{ text: whereabouts[asked.step].words, href: without(asked, 'step') }]),
    ...(given.team ? asked.tier.map((tier) => ({ text: tierWords(tier), href: without(asked, 'tier', tier) })) : []),
    ...(!given.team || asked.review === undefined
      ? []
      : [{ text: `Review: ${reviewWindows[asked.review].toLowerCase()}`, href: without(asked, 'review') }]),
  ]
  const option = (value: string, text: string, now: string | undefined) => ({
    value,
    text,
    selected: value === (now ?? ''),
  })
  return {
    q: asked.q ?? '',
    chosen,
    teams: [option('', 'Any team', asked.team), ...given.teams.map((team) => option(team.id, team.name, asked.team))],
    reasons: [
      option('', 'Any reason', asked.reason),
      ...given.reasons.map((reason) => option(reason, reason, asked.reason)),
    ],
    areas: [option('', 'Any area', asked.area), ...areas.map((area) => option(area, area, asked.area))],
    steps: given.team
      ? [
          option('', 'Any step', asked.step),
          ...Object.entries(whereabouts).map(([code, { words }]) => option(code, words, asked.step)),
        ]
      : [],
    tiers: ['1', '2', '3', '0'].map((tier) => ({
      value: tier,
      text: tierWords(tier),
      checked: asked.tier.includes(tier),
    })),
    reviews: [
      option('', 'Any time', asked.review),
      ...Object.entries(reviewWindows).map(([code, words]) => option(code, words, asked.review)),
    ],
    more: asked.tier.length > 0 || asked.review !== undefined,
    head: given.team ? [...columns, ...teamColumns] : [...columns, { text: 'Reason for support' }, { text: 'Team' }],
    lede: ledeFor(total, chosen.length > 0),
    caption: captionFor(given),
    table: tableOf(given.people, given),
    closest: tableOf(given.closest, given),
    found: given.people.length > 0,
    near: given.closest.length > 0,
    pager: { page: asked.page, pages: pagesOf(total), href: `${without(asked)}&page=` },
    actions: given.team ? [{ text: 'Open a new record', href: paths.new() }] : [],
    alike: given.manager ? paths.alike() : '',
  }
}

function ledeFor(total: number, filtered: boolean): string {
  const people = total === 1 ? '1 person' : `${total.toLocaleString('en-GB')} people`
  return filtered ? `${people} match${total === 1 ? 'es' : ''}.` : `${people} whose record you may see.`
}

function captionFor({ people, total, asked }: Given): string {
  if (people.length === 0) return ''
  const first = (asked.page - 1) * ROWS_A_PAGE + 1
  return `${first} to ${first + people.length - 1} of ${total.toLocaleString('en-GB')}, by family name`
}

const columns = [{ text: 'Name' }, { text: 'Number' }, { text: 'Age', numeric: true }, { text: 'Area' }]
const teamColumns = [{ text: 'Where they are' }, { text: 'Tier' }, { text: 'Next review' }, { text: 'Next for you' }]

/** How many of a worker's people their first page shows; the list has the others, with its filters. */
export const FIRST_PEOPLE = 10

/** A worker's own people on their first page: the first by family name, where each is, and the way to all. */
export const myPeopleView = (
  people: readonly Line[],
  { total, ...shown }: Pick<Given, 'total' | 'numbers' | 'standings' | 'today'>,
) => ({
  count:
    total === 1 ? '1 person, by family name' : `${people.length} of ${total.toLocaleString('en-GB')}, by family name`,
  all: total > people.length ? `All ${total.toLocaleString('en-GB')} people` : '',
  head: [...columns, ...teamColumns],
  rows: tableOf(people, { ...shown, team: true }),
})

const alsoRecorded = ({ name, numbers }: Given['merged'][number]) => `Also recorded as ${[name, ...numbers].join(', ')}`

function tableOf(
  people: readonly Line[],
  {
    today,
    team,
    numbers,
    standings,
    merged = [],
  }: Pick<Given, 'today' | 'team' | 'numbers' | 'standings'> & Partial<Pick<Given, 'merged'>>,
) {
  return people.map((person) => ({
    cells: [
      {
        text: person.name,
        href: paths.record(person.person_id),
        note: [
          ...(person.died_on === null ? [] : ['Has died']),
          ...merged.filter(({ survivorId }) => survivorId === person.person_id).map(alsoRecorded),
        ].join('. '),
      },
      { text: numbers.get(person.person_id) ?? '–' },
      { text: ageOn({ born: person.born_on, on: person.died_on ?? today }) },
      { text: person.local_area ?? '–' },
      ...(team
        ? standingCells(person.died_on === null ? standings.get(person.person_id) : undefined, person.person_id, today)
        : [{ text: shortReason(person.support_reason) }, { text: person.team ?? 'No team' }]),
    ],
  }))
}
