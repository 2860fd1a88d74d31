import { longDate, shortDate } from '../../core/calendar-date.ts'
import type { TravelPolicy } from '../../directory/index.ts'
import { countWords } from '../borough-tables.ts'
import { coverageSource, reachWords, shareWords, slotWords } from '../coverage/coverage-tables.ts'
import type { CoverageFigures } from '../coverage/figures.ts'
import type { ShownCell } from '../coverage/shown-coverage.ts'
import { featureWords } from '../coverage/today.ts'
import { mapOf, type Towns } from '../pages/coverage.view.ts'
import { paths } from '../paths.ts'
import type { TextTable } from '../text-table.ts'
import { sectionTitles } from './draft.ts'
import type { ReportLine, ReportPart, ReportSource, SectionMade } from './report-shape.ts'

export interface CoverageGiven {
  readonly figures: CoverageFigures
  readonly towns: Towns
  readonly travel: TravelPolicy
}

const MOST_GAPS = 25
/** So that an area with many does not hide the others. */
const MOST_GAPS_OF_AREA = 5
const sources = ['coverage', 'travel']
const everybody = ({ need, weekday, part }: ShownCell) => need === null && weekday === null && part === null
const sizeOf = ({ left }: ShownCell) => (left === 'hidden' ? 1 : left)

const areasTable = (cells: readonly ShownCell[]): TextTable => ({
  head: ['Area', 'People', 'Within reach', 'Not within reach', 'Share within reach'],
  rows: cells.map((cell) => [cell.area, ...[cell.people, cell.reached, cell.left].map(countWords), shareWords(cell)]),
})
const gapsTable = (cells: readonly ShownCell[]): TextTable => ({
  head: ['Area', 'When', 'Need', 'People without a place within reach'],
  rows: cells.map((cell) => [cell.area, slotWords(cell), featureWords(cell.need), countWords(cell.left)]),
})

/** The largest gaps, but few of each area. */
function gapsPart(gaps: readonly ShownCell[]): ReportPart {
  const shown = gaps
    .filter((cell, at) => gaps.slice(0, at).filter(({ area }) => area === cell.area).length < MOST_GAPS_OF_AREA)
    .slice(0, MOST_GAPS)
  return {
    title: 'Times and needs for which nobody there has a suitable place with room within reach',
    drawing: null,
    key: [],
    table: {
      id: 'coverage-gaps',
      caption:
        shown.length < gaps.length
          ? `The largest gaps: ${shown.length} of ${gaps.length}, at most ${MOST_GAPS_OF_AREA} of an area`
          : 'Gaps',
      ...gapsTable(shown),
      note: 'A gap is an area, a day, a part of the day and a need for which nobody is within reach.',
      sources,
    },
  }
}

/** Who has a suitable place with room within reach: in a sentence, on a map, by area, and where nobody has one. */
export function coverageSection({ figures, towns, travel }: CoverageGiven): SectionMade {
  const areas = figures.areas.filter(everybody)
  const whole = figures.whole.filter(everybody)
  const gaps = figures.areas
    .filter((cell) => cell.gap && cell.weekday !== null && cell.part !== null)
    .sort((one, other) => sizeOf(other) - sizeOf(one))
  const lines = linesOf(figures, whole[0], gaps.length)
  const map = mapOf(areas, figures, towns)
  return {
    section: {
      kind: 'coverage',
      title: sectionTitles.coverage,
      lines: [...lines, ...figures.missing.map((text) => ({ text, sources: [] }))],
      parts: [
        {
          title: 'Share of people with a suitable place within reach, at any time of the week',
          drawing:
            map === null
              ? null
              : {
                  shape: 'map',
                  title: 'Share within reach: everyone, at any time of the week',
                  legend:
                    'A circle is an area: the darker, the more of its people are within reach. A filled square is a place with room, an empty one is full.',
                  map,
                },
          key: [],
          table: {
            id: 'coverage-areas',
            caption: 'Within reach, by area',
            ...areasTable([...areas, ...whole]),
            note: coverageSource(figures),
            sources,
          },
        },
        gapsPart(gaps),
      ],
    },
    sources: sourcesOf(figures, travel),
    facts: lines.slice(0, 1),
    future: [],
    affected: lines.slice(0, 1),
  }
}

const sourcesOf = (figures: CoverageFigures, travel: TravelPolicy): ReportSource[] => [
  {
    key: 'coverage',
    what: 'Who is within reach of a place with room',
    version: 'Worked out for this report; numbers are to the nearest five, under five hidden (c)',
    on: shortDate(figures.asOf),
    where: `Records and public directory on ${longDate(figures.asOf)}`,
    href: paths.coverage(),
  },
  {
    key: 'travel',
    what: 'How far is within reach',
    version: 'Council policy, travel.limitMinutes, travel.detourPercent and travel.speeds',
    on: shortDate(figures.asOf),
    where: `${reachWords(figures)}. ${travel.source}`,
    href: '/policy',
  },
]

function linesOf(figures: CoverageFigures, whole: ShownCell | undefined, gaps: number): ReportLine[] {
  const reach = reachWords(figures)
  return [
    ...(whole === undefined
      ? []
      : [
          {
            text: `Of ${countWords(whole.people)} people who have a day opportunity or wait for one, ${shareWords(whole)} have a suitable place with room within ${reach}; ${countWords(whole.left)} do not.`,
            sources,
          },
        ]),
    {
      text: `${gaps.toLocaleString('en-GB')} times and needs are gaps: nobody there has a place within reach. A share within reach counts who has a place at one time of the week or more; a gap is of one time, so an area with a share of 100% can have gaps.`,
      sources,
    },
    ...(figures.unplaced === 0
      ? []
      : [
          {
            text: `${countWords(figures.unplaced)} people have no address on the map and count as not within reach.`,
            sources,
          },
        ]),
  ]
}
