import { ageOn, type CalendarDate } from '../../core/calendar-date.ts'
import { paths } from '../../people/paths.ts'
import { shortReason } from '../../people/support-reason.ts'

const PAGE = 50

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
  readonly mayOpen: boolean
  readonly today: CalendarDate
}

interface Asked {
  readonly q?: string | undefined
  readonly team?: string | undefined
  readonly reason?: string | undefined
  readonly area?: string | undefined
  readonly page: number
}

const without = (asked: Asked, drop?: keyof Asked) => {
  const kept = Object.entries(asked).filter(([key, value]) => key !== drop && key !== 'page' && value !== undefined)
  return `/people?${new URLSearchParams(Object.fromEntries(kept.map(([key, value]) => [key, String(value)])))}`
}

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
    lede: ledeFor(total, chosen.length > 0),
    caption: captionFor(given),
    table: tableOf(given.people, given.today),
    closest: tableOf(given.closest, given.today),
    found: given.people.length > 0,
    near: given.closest.length > 0,
    pager: { page: asked.page, pages: Math.max(1, Math.ceil(total / PAGE)), href: `${without(asked)}&page=` },
    actions: given.mayOpen ? [{ text: 'Open a new record', href: paths.new() }] : [],
  }
}

function ledeFor(total: number, filtered: boolean): string {
  const people = total === 1 ? '1 person' : `${total.toLocaleString('en-GB')} people`
  return filtered ? `${people} match${total === 1 ? 'es' : ''}.` : `${people} whose record you may see.`
}

function captionFor({ people, total, asked }: Given): string {
  if (people.length === 0) return ''
  const first = (asked.page - 1) * PAGE + 1
  return `${first} to ${first + people.length - 1} of ${total.toLocaleString('en-GB')}, by family name`
}

function tableOf(people: readonly Line[], today: CalendarDate) {
  return people.map((person) => ({
    cells: [
      {
        text: person.name,
        href: paths.record(person.person_id),
        ...(person.died_on === null ? {} : { note: 'Has died' }),
      },
      { text: ageOn({ born: person.born_on, on: person.died_on ?? today }) },
      { text: person.local_area ?? '–' },
      { text: shortReason(person.support_reason) },
      { text: person.team ?? 'No team' },
    ],
  }))
}
