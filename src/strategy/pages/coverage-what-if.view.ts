import { longDate, weekdayName } from '../../core/calendar-date.ts'
import { pagesOf } from '../../core/list-page.ts'
import { dayParts, listed, type TravelPolicy } from '../../directory/index.ts'
import { countWords } from '../borough-tables.ts'
import { countedAtWords } from '../counted-at.ts'
import { type ChangedGroup, changedGroups } from '../coverage/changed-groups.ts'
import { coverageNeeds } from '../coverage/coverage.ts'
import {
  changed,
  changeWords,
  coverageSource,
  shareWords,
  slotWithin,
  slotWords,
  supposedWords,
} from '../coverage/coverage-tables.ts'
import type { WhatIfFigures } from '../coverage/figures.ts'
import { newGapSentences } from '../coverage/new-gaps.ts'
import { type ShownChange, WHOLE } from '../coverage/shown-coverage.ts'
import { featureWords, type Place } from '../coverage/today.ts'
import { builtIn, type WhatIfTyped } from '../coverage/what-if-input.ts'
import { type Calls, coveringCall } from '../covering-call.ts'
import { paths } from '../paths.ts'
import { type CoverageAsked, cellsFor } from './asked-cells.ts'
import { callAddress, mapOf, type Towns, wayChoices } from './coverage.view.ts'

type Way = Pick<CoverageAsked, 'by' | 'minutes'>

/** The form: which building closes, where a hub opens, and how people travel. The address holds it. */
export const whatIfForm = (places: readonly Place[], asked: Way, travel: TravelPolicy) => ({
  action: paths.coverageWhatIf(),
  back: `${paths.coverage()}?${new URLSearchParams({ by: asked.by, minutes: asked.minutes })}`,
  ...wayChoices(asked, travel),
  sites: places.map(({ id, name, town }) => ({ value: id, text: town === null ? name : `${name}, ${town}` })),
  days: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), text: weekdayName(day) })),
  parts: dayParts.map(({ code, words }) => ({ value: code, text: words })),
  needs: coverageNeeds
    .filter((need) => !(builtIn as readonly string[]).includes(need))
    .map((need) => ({ value: need, text: featureWords(need) })),
})

const everyone: CoverageAsked = { area: '', day: '', part: '', need: '', by: 'bus', minutes: '', show: 'all' }

interface WhatIfShown {
  readonly figures: WhatIfFigures
  readonly typed: WhatIfTyped
  readonly asked: Way & { readonly need: string; readonly day: string; readonly part: string }
  readonly page: number
  readonly perPage: number
  readonly on: Towns
  /** Whether who reads may make a call of a new gap. */
  readonly makes: boolean
  readonly calls: Calls
}

/** What is supposed beside today: the map, each area, and every cell that changes, those that become gaps first. */
export function whatIfView(given: WhatIfShown) {
  const { figures, typed, asked, page, perPage, on } = given
  const { supposed } = figures
  const focus = focusOf(figures, { ...everyone, ...asked })
  const areas = cellsFor(figures.changes, focus)
  const whole = cellsFor(figures.wholeChanges, focus)
  const groups = changedGroups([...changed(figures.changes)].filter(isPartOfDay).sort(worstFirst))
  const rest = { ...(typed as Record<string, string>), by: asked.by, minutes: asked.minutes }
  const address = (extra: Record<string, string>) =>
    new URLSearchParams(
      Object.entries({ ...rest, ...extra }).filter(([name, value]) => value !== '' || name === 'page'),
    ).toString()
  const about = `${featureWords(areas[0]?.need ?? null)}, ${slotWithin(areas[0] ?? { weekday: null, part: null })}`
  const then = areas.map((cell) => ({ ...cell, reached: cell.reachedThen, percent: percentThen(cell) }))
  return {
    title: supposedWords(figures),
    about,
    results: resultsOf(figures),
    sentences: [...sentencesOf(figures), ...newGapSentences(figures.changes)],
    today: mapOf(areas, figures, on),
    later: mapOf(then, figures, on, { closed: supposed.closed, hub: supposed.hub?.at ?? null }),
    table: areaTable([...areas, ...whole], about),
    total: groups.length,
    list: groupList(groups.slice((page - 1) * perPage, page * perPage), given, rest),
    csv: `${paths.coverageWhatIfSpreadsheet()}?${address({})}`,
    pager: {
      page,
      pages: pagesOf(groups.length, perPage),
      href: `${paths.coverageWhatIf()}?${address({ page: '' })}`,
    },
    source: coverageSource(figures) + countedAtWords(figures.countedAt),
    asOf: longDate(figures.asOf),
  }
}

const isPartOfDay = ({ weekday, part }: ShownChange) => weekday !== null && part !== null

/** Who gains, who loses, and the gaps that open and close. */
function resultsOf({ gain, lose, changes }: WhatIfFigures) {
  const count = (of: (cell: ShownChange) => boolean) =>
    changes.filter((cell) => isPartOfDay(cell) && of(cell)).length.toLocaleString('en-GB')
  const people = 'of all people, in some part of the week'
  const cells = 'areas, parts of the week and needs'
  return [
    { label: 'Gain a place within reach', value: countWords(gain), note: people },
    { label: 'Lose every place within reach', value: countWords(lose), note: people },
    { label: 'New gaps', value: count(({ becomesGap }) => becomesGap), note: cells },
    { label: 'Gaps that close', value: count(({ stopsBeingGap }) => stopsBeingGap), note: cells },
  ]
}

/** The two maps as a table: each area, and the whole borough under them. */
const areaTable = (cells: readonly ShownChange[], about: string) => ({
  caption: `Today and then: ${about}`,
  stacked: true,
  head: [
    { text: 'Area' },
    { text: 'People', numeric: true },
    { text: 'Within reach today', numeric: true },
    { text: 'Then', numeric: true },
    { text: 'Gain', numeric: true },
    { text: 'Lose', numeric: true },
  ],
  rows: cells.map((cell) => ({
    cells: [cell.area, ...[cell.people, cell.reached, cell.reachedThen, cell.gains, cell.loses].map(countWords)].map(
      (text) => ({ text }),
    ),
    total: cell.area === WHOLE,
  })),
})

/** One page of what changes, with a way to make a call of it where that may be. */
const groupList = (
  groups: readonly ChangedGroup[],
  { makes, calls }: WhatIfShown,
  rest: Readonly<Record<string, string>>,
) => ({
  caption: 'What changes, new gaps first',
  captionHidden: true,
  stacked: true,
  head: [
    { text: 'Area' },
    { text: makes ? 'When (follow one to make a call)' : 'When' },
    { text: 'Need' },
    { text: 'Today' },
    { text: 'Then' },
    { text: 'Gain', numeric: true },
    { text: 'Lose', numeric: true },
    { text: 'What becomes of it' },
  ],
  rows: groups.map((group) => ({ cells: rowOf(group, makes ? calls : null, rest) })),
})

const percentThen = ({ reachedThen, people }: ShownChange) =>
  reachedThen === 'hidden' || people === 'hidden' || people === 0
    ? null
    : Math.min(100, Math.round((reachedThen / people) * 100))

function rowOf(
  { first: cell, cells, when }: ChangedGroup,
  calls: Calls | null,
  rest: Readonly<Record<string, string>>,
) {
  const then = { people: cell.people, reached: cell.reachedThen, percent: percentThen(cell) }
  return [
    { text: cell.area },
    calls === null ? { text: when } : { links: cells.map((one) => callLink(one, calls, rest)) },
    { text: featureWords(cell.need) },
    { text: shareWords(cell) },
    { text: shareWords(then) },
    { text: countWords(cell.gains) },
    { text: countWords(cell.loses) },
    cell.becomesGap ? { tag: 'Becomes a gap', colour: 'red' } : { text: changeWords(cell) },
  ]
}

/** The way to a call for one part of the week: to the one that asks for it already, else to a new one. */
function callLink(cell: ShownChange, calls: Calls, rest: Readonly<Record<string, string>>) {
  const call = coveringCall(calls, cell)
  if (call !== null) return { ...call, before: '', text: `${slotWords(cell)}. ${call.text}` }
  return {
    before: `Make a call for ${cell.area}, ${featureWords(cell.need)}:`,
    text: slotWords(cell),
    href: callAddress(cell, rest),
  }
}

/** What the map shows where nothing is asked: the part of the week and need in which most lose, else any time and everyone. */
function focusOf(figures: WhatIfFigures, asked: CoverageAsked): CoverageAsked {
  if (asked.day !== '' || asked.part !== '' || asked.need !== '') return asked
  const size = ({ gains, loses }: ShownChange) =>
    (loses === 'hidden' ? 1 : loses) * 2 + (gains === 'hidden' ? 1 : gains)
  const [most] = [...figures.wholeChanges].sort((one, other) => size(other) - size(one))
  if (most === undefined || size(most) === 0) return asked
  return { ...asked, day: String(most.weekday ?? ''), part: most.part ?? '', need: most.need ?? '' }
}

function worstFirst(one: ShownChange, other: ShownChange): number {
  const size = (count: ShownChange['loses']) => (count === 'hidden' ? 1 : count)
  return (
    Number(other.becomesGap) - Number(one.becomesGap) ||
    size(other.loses) - size(one.loses) ||
    size(other.gains) - size(one.gains) ||
    one.area.localeCompare(other.area) ||
    (one.weekday ?? 0) - (other.weekday ?? 0)
  )
}

/** A count within a sentence: one that may not leave is said to be small. */
const manyWords = (count: ShownChange['gains'], few = 'fewer than five') =>
  count === 'hidden' ? few : countWords(count)

function sentencesOf({ supposed, displaced, displacedPlaces, gain, needs }: WhatIfFigures): string[] {
  const some = needs.map(
    ({ need, gain, lose }) =>
      `${featureWords(need)}: ${listed([...(gain === 0 ? [] : [`${manyWords(gain)} gain`]), ...(lose === 0 ? [] : [`${manyWords(lose)} lose`])])}`,
  )
  return [
    ...(some.length === 0
      ? []
      : [`Of people with a need, a place that suits it in some part of the week. ${some.join('; ')}.`]),
    ...(supposed.closed.length === 0
      ? []
      : [
          `${manyWords(displaced, 'Fewer than five')} people have a regular place there today${displacedPlaces === 'hidden' ? '' : `, ${countWords(displacedPlaces)} places a week`}. Closing it takes those places away, whatever is within reach.`,
        ]),
    ...(supposed.hub === null
      ? []
      : [
          `The hub has ${supposed.hub.places} places at a time. ${manyWords(gain, 'Fewer than five')} people would have it within reach where they have nothing today: it cannot hold more than its places.`,
        ]),
  ]
}
