import { type CalendarDate, longDate, shortDate } from '../../core/calendar-date.ts'
import type { assess } from '../../market/index.ts'
import type { MarketFigures } from '../market-figures.ts'
import { type MarketTableName, marketTable, sourceOf } from '../market-tables.ts'
import { paths } from '../paths.ts'
import { sectionTitles } from './draft.ts'
import type { ReportLine, ReportPart, ReportSource, SectionMade } from './report-shape.ts'

export interface MarketGiven {
  readonly figures: MarketFigures
  /** What was found of each service that is sold. */
  readonly found: readonly ReturnType<typeof assess>[]
  /** Where the council's thresholds of risk come from, as a sentence. */
  readonly thresholds: string
}

const levels = [
  ['loss', 'Costs more than it brings, now'],
  ['soon', 'A loss is near'],
  ['watch', 'To be watched'],
  ['sound', 'Sound'],
  ['not_known', 'Not known'],
] as const
type Level = (typeof levels)[number][0]

const levelOf = (found: MarketGiven['found'][number]): Level => ('warning' in found ? found.warning.level : 'not_known')

const tables: readonly { readonly name: MarketTableName; readonly title: string; readonly source: string }[] = [
  { name: 'area', title: 'What there is to do, by area', source: 'directory' },
  { name: 'prices', title: 'Prices of the framework', source: 'prices' },
  { name: 'quality', title: 'Ratings, and how true the directory is', source: 'ratings' },
]

function viabilityPart(found: MarketGiven['found']): ReportPart {
  const rows = levels.map(([level, words]) => ({ words, count: found.filter((one) => levelOf(one) === level).length }))
  const shown = rows.map(({ words, count }) => [words, count.toLocaleString('en-GB')])
  return {
    title: 'How sound the services are',
    drawing: {
      shape: 'bars',
      text: {
        id: 'report-viability',
        title: 'How sound the services are',
        description: shown.map((row) => row.join(': ')).join('; '),
      },
      groups: rows.map(({ words, count }) => ({
        label: words,
        bars: [{ value: count, words: count.toLocaleString('en-GB'), colour: 'own' as const }],
      })),
    },
    key: [],
    table: {
      id: 'market-viability',
      caption: 'Services by how sound they are',
      head: ['State', 'Services'],
      rows: [...shown, ['All', found.length.toLocaleString('en-GB')]],
      note: 'No provider is named here: what they hand in is confidential. “Not known” means no open book, too few months, or nobody comes.',
      sources: ['viability', 'thresholds'],
    },
  }
}

/** What providers handed in and earned: the source of what is said of whether services can go on. */
export const openBooksSource = (asOf: CalendarDate): ReportSource => ({
  key: 'viability',
  what: 'Open books and cost sheets of services',
  version: 'Worked out for this report',
  on: shortDate(asOf),
  where: `What providers handed in, and income of the last twelve whole months before ${longDate(asOf)}`,
  href: '/market/viability',
})

function sourcesOf({ figures, thresholds }: MarketGiven): ReportSource[] {
  const on = shortDate(figures.asOf)
  const version = 'Worked out for this report'
  const href = paths.marketPosition()
  return [
    openBooksSource(figures.asOf),
    {
      key: 'thresholds',
      what: 'From when a service counts as at risk',
      version: 'Council policy, market.viability',
      on,
      where: thresholds,
      href: '/policy',
    },
    { key: 'directory', what: 'The public directory', version, on, where: sourceOf('area', figures), href },
    { key: 'prices', what: 'Published prices of the framework', version, on, where: sourceOf('prices', figures), href },
    {
      key: 'ratings',
      what: 'Published ratings and checks of entries',
      version,
      on,
      where: sourceOf('quality', figures),
      href,
    },
  ]
}

/** What there is, what it costs, and how many services may not last; no provider is named. */
export function marketSection(given: MarketGiven): SectionMade {
  const { figures, found } = given
  const atRisk = found.filter((one) => ['loss', 'soon'].includes(levelOf(one))).length
  const unknown = found.filter((one) => levelOf(one) === 'not_known').length
  const lines: ReportLine[] = [
    {
      text: `Of ${found.length.toLocaleString('en-GB')} services that are sold, ${atRisk.toLocaleString('en-GB')} cost more than they bring or soon will; for ${unknown.toLocaleString('en-GB')} too little is known to say.`,
      sources: ['viability', 'thresholds'],
    },
    {
      text: `Everybody can find ${figures.services.toLocaleString('en-GB')} services with ${figures.sessions.toLocaleString('en-GB')} weekly sessions.`,
      sources: ['directory'],
    },
  ]
  return {
    section: {
      kind: 'market',
      title: sectionTitles.market,
      lines: [...lines, ...figures.missing.map((text) => ({ text, sources: ['directory'] }))],
      parts: [
        viabilityPart(found),
        ...tables.flatMap(({ name, title, source }): ReportPart[] => {
          const table = marketTable(figures, name)
          return table.rows.length === 0
            ? []
            : [
                {
                  title,
                  drawing: null,
                  key: [],
                  table: { id: `market-${name}`, caption: title, ...table, note: '', sources: [source] },
                },
              ]
        }),
      ],
    },
    sources: sourcesOf(given),
    facts: lines,
    future: [],
    affected: [],
  }
}
