import { longDate } from '../../core/calendar-date.ts'
import type { BarGroup } from '../../core/charts.ts'
import { formatMoney } from '../../core/money.ts'
import type { Shown } from '../../core/small-numbers.ts'
import { countWords } from '../borough-tables.ts'
import type { MarketFigures, SupplyDimension, SupplyLine } from '../market-figures.ts'
import {
  gapWords,
  kindOf,
  type MarketTableName,
  marketTable,
  priceWords,
  sourceOf,
  supplyWords,
  thereWords,
} from '../market-tables.ts'
import { paths } from '../paths.ts'
import { wideTable } from '../wide-table.ts'

const number = (count: number) => count.toLocaleString('en-GB')
const many = (count: number, one: string) => `${number(count)} ${one}${count === 1 ? '' : 's'}`
const bar = (value: Shown, colour: 'own' | 'outside', words = countWords(value)) => ({ value, words, colour })

const supplyBars = (dimension: SupplyDimension, lines: readonly SupplyLine[]): BarGroup[] =>
  lines.map((line) => ({
    label: supplyWords(dimension, line),
    bars: [
      bar(line.sessions, 'own', many(line.sessions, 'session')),
      bar(line.places, 'outside', many(line.places, 'place')),
    ],
  }))

/** The line that has most sessions, as a finding. */
function most(dimension: SupplyDimension, lines: readonly SupplyLine[], all: number): string {
  const first = [...lines].sort((one, other) => other.sessions - one.sessions)[0]
  if (first === undefined || all === 0) return 'No weekly session is found'
  return `${supplyWords(dimension, first)} has most: ${number(first.sessions)} of ${number(all)} weekly sessions`
}

const titles: Record<SupplyDimension, string> = {
  area: 'Supply by area',
  weekday: 'Supply by day',
  kind: 'Supply by kind',
  tier: 'Supply by tier of support',
  setting: 'Supply by setting',
  free: 'Free and paid',
}

function charts(
  figures: MarketFigures,
): { name: MarketTableName; title: string; finding: string; groups: BarGroup[] }[] {
  const supply = (Object.keys(titles) as SupplyDimension[]).map((one) => ({
    name: one,
    title: titles[one],
    finding: most(one, figures.supply[one], figures.sessions),
    groups: supplyBars(one, figures.supply[one]),
  }))
  const { prices, quality } = figures
  const widest = [...prices].sort((one, other) => other.highest - other.lowest - (one.highest - one.lowest))[0]
  return [
    ...supply,
    {
      name: 'prices',
      title: 'The middle price, with the lowest and the highest',
      finding:
        widest === undefined
          ? 'No price of the framework is in force'
          : `Prices lie furthest apart for ${priceWords(widest)}: ${formatMoney(widest.lowest)} to ${formatMoney(widest.highest)}`,
      groups: prices.map((one) => ({
        label: priceWords(one),
        bars: [
          bar(
            one.middle,
            'own',
            one.lowest === one.highest
              ? `${formatMoney(one.middle)}${one.count > 1 ? ' at each' : ''}`
              : `${formatMoney(one.middle)} (${formatMoney(one.lowest)} to ${formatMoney(one.highest)})`,
          ),
        ],
      })),
    },
    {
      name: 'quality',
      title: 'Ratings and how true the entries are',
      finding: `${number(quality.unrated)} of ${number(figures.services)} services have no published rating; ${number(quality.stale + quality.neverChecked)} entries were not checked for too long or never`,
      groups: marketTable(figures, 'quality').rows.map(([label = '', count = '0']) => ({
        label,
        bars: [bar(Number(count.replaceAll(',', '')), 'own')],
      })),
    },
    {
      name: 'unmet',
      title: 'What people wanted and did not find, by area',
      finding:
        figures.unmet.length === 0
          ? 'Nothing is kept that nobody met'
          : `${figures.unmet.length} areas have something that nobody met`,
      groups: figures.unmet.map(({ area, wishes, failed }) => ({
        label: area,
        bars: [bar(wishes, 'own'), bar(failed, 'outside')],
      })),
    },
  ]
}

const numericFrom: Partial<Record<MarketTableName, number>> = { gaps: 99 }

/** A table for the page: its caption, its head and its rows. */
function tableFor(figures: MarketFigures, name: MarketTableName, caption: string, captionHidden = true) {
  const { head, rows } = marketTable(figures, name)
  return {
    caption,
    captionHidden,
    ...wideTable(head),
    head: head.map((text, at) => ({ text, numeric: at >= (numericFrom[name] ?? 1) })),
    rows: rows.map((cells) => ({ cells: cells.map((text) => ({ text })) })),
  }
}

/** The position of the market as charts with their tables; gaps stand on a page of their own. */
export function marketView(figures: MarketFigures, csv: (name: MarketTableName) => string | null) {
  return {
    asOf: longDate(figures.asOf),
    part: [figures.area, figures.kind === '' ? '' : kindOf(figures.kind)].filter((one) => one !== '').join(', '),
    counts: [
      { number: number(figures.services), text: 'Services', note: 'Entries that everybody can find' },
      { number: number(figures.sessions), text: 'Weekly sessions', note: '' },
      { number: number(figures.places), text: 'Counted places a week', note: 'Where somebody counts them' },
      { number: number(figures.gaps.length), text: 'Gaps', note: 'By area, day, time and need' },
    ],
    missing: figures.missing,
    charts: charts(figures).map(({ name, title, finding, groups }) => ({
      id: name,
      finding,
      sub: title,
      chart: {
        text: {
          id: `chart-${name}`,
          title,
          description: groups
            .map(({ label, bars }) => `${label}: ${bars.map(({ words }) => words).join(', ')}`)
            .join('; '),
        },
        groups,
      },
      key:
        name === 'unmet'
          ? [
              { colour: 'own' as const, text: 'Wishes nothing met' },
              { colour: 'outside' as const, text: 'Failed matches' },
            ]
          : [],
      note: sourceOf(name, figures),
      table: tableFor(figures, name, finding),
      csv: csv(name),
    })),
  }
}

/** The parts of a statement in words and tables, each with its source: read aloud, printed and as PDF. */
export function statementView(statement: {
  readonly number: number
  readonly words: string
  readonly publishedBy: string
  readonly figures: MarketFigures
}) {
  const { figures } = statement
  const view = marketView(figures, () => null)
  return {
    ...view,
    title: `Market position statement ${statement.number}`,
    words: statement.words.split(/\r?\n+/).filter((line) => line.trim() !== ''),
    by: statement.publishedBy,
    facts: view.counts.map(({ number: count, text }) => `${text}: ${count}`),
    prices: figures.prices.map((one) => ({
      cells: [
        { text: priceWords(one) },
        { text: number(one.count) },
        { text: formatMoney(one.middle) },
        {
          text:
            one.lowest === one.highest
              ? formatMoney(one.middle)
              : `${formatMoney(one.lowest)} to ${formatMoney(one.highest)}`,
        },
      ],
    })),
    priceSource: sourceOf('prices', figures),
    gaps: figures.gaps.slice(0, 25).map((gap) => {
      const { area, day, part, need } = gapWords(gap)
      return {
        cells: [
          { text: `${area}, ${day}, ${part}` },
          { text: need },
          { text: `${countWords(gap.wishes)} wishes, ${countWords(gap.failed)} failed matches` },
          { text: thereWords(gap) },
        ],
      }
    }),
    allGaps: figures.gaps.length,
    gapSource: sourceOf('gaps', figures),
    pdf: '',
  }
}

/** The issued statements as links, each with the day it speaks of. */
export const statementLinks = (list: readonly { id: string; number: number; asOf: MarketFigures['asOf'] }[]) =>
  list.map(({ id, number: nth, asOf }) => ({
    href: paths.marketStatement(id),
    text: `Statement ${nth}, as of ${longDate(asOf)}`,
  }))
