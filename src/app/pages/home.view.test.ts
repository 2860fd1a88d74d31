import { expect, test } from 'vitest'
import { day } from '../../core/calendar-date.ts'
import { mostWaiting, type Waiting } from '../../platform/waiting.ts'
import { homeView } from './home.view.ts'

const who = { kind: 'account', role: 'practitioner', name: 'Zac', personIds: [], teamIds: [] } as never
const review = (number: number): Waiting => ({
  what: 'Review',
  personId: `0000-${number}`,
  personName: `Person ${number}`,
  why: 'Yearly review',
  href: '/x',
  act: 'Hold the review',
})
const shown = (waiting: readonly Waiting[], page: number) =>
  homeView({ waiting, who, today: day('2026-11-25'), what: '', page })

test('More than fifty things that wait are all counted and reached page by page', () => {
  const waiting = Array.from({ length: 120 }, (_, at) => review(at))
  const pages = [1, 2, 3].map((page) => shown(waiting, page))
  expect(pages[0]).toMatchObject({ counts: [{ number: 120, note: '' }], pager: { pages: 3 } })
  expect(pages.flatMap(({ rows }) => rows.map(({ person }) => person))).toEqual(
    waiting.map(({ personName }) => personName),
  )
})

test('The person’s record is one click away, and a list that may be cut says so', () => {
  const { rows, counts } = shown(
    Array.from({ length: mostWaiting }, (_, at) => review(at)),
    1,
  )
  expect(rows[0]?.record).toBe('/people/0000-0')
  expect(counts[0]?.note).toBe('there may be more')
})

test('A line that stands for several things counts as many', () => {
  const voices = {
    what: 'What people say',
    kind: 'Voice to read',
    count: 27,
    why: '27 to read',
    href: '/x',
    act: 'Read',
  }
  const { counts, lede } = homeView({ waiting: [voices, review(1)], who, today: day('2026-11-25'), what: '', page: 1 })
  expect(counts).toMatchObject([
    { number: 27, text: 'Voices to read' },
    { number: 1, text: 'Review' },
  ])
  expect(lede).toContain('28 things wait')
})

test('Where nothing that waits is about a person, there is no column for one', () => {
  expect(shown([review(1)], 1).named).toBe(true)
  expect(shown([{ what: 'Insurance', why: 'It runs out', href: '/x', act: 'Send it' }], 1).named).toBe(false)
})

test('Who belongs into a team and is in none is told why there is nobody to see', () => {
  const noTeamOf = (more: object) =>
    homeView({
      waiting: [],
      who: { ...(who as object), ...more } as never,
      today: day('2026-11-25'),
      what: '',
      page: 1,
    }).noTeam
  expect(noTeamOf({})).toContain('You are in no team')
  expect(noTeamOf({ role: 'team_manager' })).toContain('You are in no team')
  expect(noTeamOf({ teamIds: ['t'] })).toBe('')
  expect(noTeamOf({ role: 'finance' })).toBe('')
})
