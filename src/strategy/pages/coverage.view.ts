import { longDate, weekdayName } from '../../core/calendar-date.ts'
import type { Point } from '../../core/geography.ts'
import { pagesOf } from '../../core/list-page.ts'
import { dayParts, type TravelMode, type TravelPolicy, travelModes } from '../../directory/index.ts'
import { countWords } from '../borough-tables.ts'
import { countedAtWords } from '../counted-at.ts'
import { coverageNeeds } from '../coverage/coverage.ts'
import { coverageMap } from '../coverage/coverage-map.ts'
import { coverageSource, reachWords, shareWords, slotWithin, slotWords } from '../coverage/coverage-tables.ts'
import type { areaMiddles, CoverageFigures } from '../coverage/figures.ts'
import { type ShownCell, WHOLE } from '../coverage/shown-coverage.ts'
import { featureWords } from '../coverage/today.ts'
import { type Calls, coveringCall } from '../covering-call.ts'
import { paths } from '../paths.ts'
import { type CoverageAsked, cellsFor, listedCells, needOf, slotOf } from './asked-cells.ts'

export interface Towns {
  readonly middles: ReturnType<typeof areaMiddles>
  readonly towns: readonly { readonly name: string; readonly point: Point }[]
}

const modeWords: Record<TravelMode, string> = {
  walk: 'On foot',
  wheelchair: 'In a wheelchair',
  bus: 'By bus',
  car: 'By car',
  shared_vehicle: 'By shared transport',
  taxi: 'By taxi',
}
const option = (value: string, text: string, now: string) => ({ value, text, selected: value === now })

/** The choices of the way of travel and the limit, for both pages. */
export const wayChoices = (asked: Pick<CoverageAsked, 'by' | 'minutes'>, travel: TravelPolicy) => ({
  ways: travelModes.map((mode) => option(mode, modeWords[mode], asked.by)),
  limits: [
    option('', `${travel.limitMinutes} minutes, the council’s limit`, asked.minutes),
    ...['15', '20', '45', '60', '90']
      .filter((one) => Number(one) !== travel.limitMinutes)
      .map((one) => option(one, `${one} minutes`, asked.minutes)),
  ],
})

const cellRow = (cell: ShownCell) => ({
  cells: [
    { text: cell.area },
    { text: countWords(cell.people) },
    { text: countWords(cell.reached) },
    { text: countWords(cell.left) },
    { text: shareWords(cell) },
  ],
  total: cell.area === WHOLE,
})

interface CoverageShown {
  readonly figures: CoverageFigures
  readonly asked: CoverageAsked
  readonly page: number
  readonly perPage: number
  readonly on: Towns
  readonly travel: TravelPolicy
  /** Whether who reads may make a call of a gap. */
  readonly makes: boolean
  readonly calls: Calls
}

/** Who has a suitable place with room within reach: a map with its table, and every cell as a list. */
export function coverageView(shown: CoverageShown) {
  const { figures, asked, page, perPage, on, travel } = shown
  const listed = listedCells(figures.areas, asked)
  const areas = cellsFor(figures.areas, asked)
  const whole = cellsFor(figures.whole, asked)
  const about = `${featureWords(needOf(asked.need))}, ${slotWithin(slotOf(asked))}`
  const address = (extra: Record<string, string>) =>
    new URLSearchParams({ ...(asked as unknown as Record<string, string>), ...extra }).toString()
  return {
    asOf: longDate(figures.asOf),
    counted: countedAtWords(figures.countedAt),
    reach: reachWords(figures),
    travelSource: travel.source,
    source: coverageSource(figures),
    missing: figures.missing,
    ...filters(figures, asked),
    ...wayChoices(asked, travel),
    counts: countsOf(figures, whole[0], about),
    about,
    map: mapOf(areas, figures, on),
    table: areaTable([...areas, ...whole], about),
    unplaced: figures.unplaced === 0 ? '' : countWords(figures.unplaced),
    total: listed.length,
    list: cellList(listed.slice((page - 1) * perPage, page * perPage), shown),
    csv: `${paths.coverageSpreadsheet()}?${address({})}`,
    pager: {
      page,
      pages: pagesOf(listed.length, perPage),
      href: `${paths.coverage()}?${address({ page: '' })}`,
    },
    links: {
      action: paths.coverage(),
      whatIf: `${paths.coverageWhatIf()}?${new URLSearchParams({ by: asked.by, minutes: asked.minutes })}`,
      gaps: paths.gaps(),
    },
  }
}

/** The four numbers at the top: people, who of them has a place within reach, places with room, and gaps. */
function countsOf(figures: CoverageFigures, whole: ShownCell | undefined, about: string) {
  const gaps = figures.areas.filter((cell) => cell.weekday !== null && cell.part !== null && cell.gap).length
  return [
    {
      number: countWords(figures.people),
      text: 'People counted',
      note: 'With a day opportunity, or found eligible and waiting',
    },
    { number: whole === undefined ? '0' : shareWords(whole), text: 'Within reach', note: about },
    {
      number: String(figures.places.filter(({ withRoom }) => withRoom > 0).length),
      text: 'Places with room',
      note: `of ${figures.places.length} on the map`,
    },
    {
      number: gaps.toLocaleString('en-GB'),
      text: 'Gaps',
      note: 'A day, a part of it, an area and a need that nobody there can reach',
    },
  ]
}

/** The map as a table: each area, and the whole borough under them. */
const areaTable = (cells: readonly ShownCell[], about: string) => ({
  caption: `Within reach: ${about}`,
  captionHidden: false,
  stacked: true,
  head: [
    { text: 'Area' },
    { text: 'People', numeric: true },
    { text: 'Within reach', numeric: true },
    { text: 'Not within reach', numeric: true },
    { text: 'Share', numeric: true },
  ],
  rows: cells.map(cellRow),
})

/** One page of the cells that were asked for, each with the call that covers it or a way to make one. */
const cellList = (cells: readonly ShownCell[], { asked, makes, calls }: CoverageShown) => ({
  caption: asked.show === 'all' ? 'Areas, days and needs' : 'Gaps',
  captionHidden: true,
  stacked: true,
  head: [
    { text: 'Area' },
    { text: 'When' },
    { text: 'Need' },
    { text: 'People', numeric: true },
    { text: 'Within reach', numeric: true },
    ...(makes ? [{ text: 'Call' }] : []),
  ],
  rows: cells.map((cell) => ({
    cells: [
      { text: cell.area },
      { text: slotWords(cell) },
      { text: featureWords(cell.need) },
      { text: countWords(cell.people) },
      { text: shareWords(cell) },
      ...(makes ? [coveringCall(calls, cell) ?? makeCall(cell, asked)] : []),
    ],
  })),
})

/** The address of the form that makes a call of a cell. */
export const callAddress = (
  cell: Pick<ShownCell, 'area' | 'weekday' | 'part' | 'need'>,
  rest: Readonly<Record<string, string>>,
): string =>
  `${paths.coverageCall()}?${new URLSearchParams({
    area: cell.area,
    day: String(cell.weekday ?? ''),
    part: cell.part ?? '',
    need: cell.need ?? '',
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== '')),
  })}`

const makeCall = (cell: ShownCell, { by, minutes }: CoverageAsked) => ({
  text: 'Make a call',
  hidden: `for ${cell.area}, ${slotWords(cell)}, ${featureWords(cell.need)}`,
  href: callAddress(cell, { by, minutes }),
})

function filters(figures: CoverageFigures, asked: CoverageAsked) {
  const areas = [...new Set(figures.areas.map(({ area }) => area))]
  return {
    areas: [option('', 'Whole borough', asked.area), ...areas.map((area) => option(area, area, asked.area))],
    days: [
      option('', 'Every day', asked.day),
      ...[1, 2, 3, 4, 5, 6, 7].map((day) => option(String(day), weekdayName(day), asked.day)),
    ],
    parts: [option('', 'All day', asked.part), ...dayParts.map(({ code, words }) => option(code, words, asked.part))],
    needs: [
      option('', 'Every need', asked.need),
      option('everyone', 'Everyone, whatever they need', asked.need),
      ...coverageNeeds.map((need) => option(need, featureWords(need), asked.need)),
    ],
    shows: [option('gaps', 'Gaps only', asked.show), option('all', 'All of them', asked.show)],
  }
}

/** The map of a part of the week and need. */
export function mapOf(
  cells: readonly (ShownCell & { readonly loses?: ShownCell['people'] })[],
  figures: Pick<CoverageFigures, 'places'>,
  { middles, towns }: Towns,
  supposed: { readonly closed: readonly string[]; readonly hub: Point | null } = { closed: [], hub: null },
) {
  const areas = middles.flatMap(({ area, latitude, longitude }) => {
    const cell = cells.find((one) => one.area === area)
    if (cell === undefined) return []
    const percent = cell.reached === 0 ? 0 : cell.percent
    const loses = cell.loses !== undefined && cell.loses !== 0
    return [{ name: area, at: { latitude, longitude }, label: percent === 0 ? '0%' : shareWords(cell), percent, loses }]
  })
  const places = figures.places.map(({ id, at, withRoom }) => ({
    at,
    state: supposed.closed.includes(id) ? ('closed' as const) : withRoom > 0 ? ('room' as const) : ('full' as const),
  }))
  const opened = supposed.hub === null ? [] : [{ at: supposed.hub, state: 'new' as const }]
  return coverageMap(areas, [...places, ...opened], towns) ?? null
}
