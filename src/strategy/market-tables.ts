import { shortDate, weekdayName } from '../core/calendar-date.ts'
import { formatMoney, type Pence } from '../core/money.ts'
import { accessFeatures, dayParts, kinds, unitWords } from '../directory/index.ts'
import { countWords } from './borough-tables.ts'
import type { Gap } from './gaps.ts'
import type { MarketFigures, SupplyDimension, SupplyLine } from './market-figures.ts'
import { LEAST_FOR_QUARTERS, type PriceSpread } from './price-spread.ts'
import type { TextTable } from './text-table.ts'

export const marketTableNames = [
  'area',
  'weekday',
  'kind',
  'tier',
  'setting',
  'free',
  'prices',
  'quality',
  'unmet',
  'gaps',
] as const
export type MarketTableName = (typeof marketTableNames)[number]

const tiers: Record<string, string> = {
  '1': 'Tier 1, specialist support',
  '2': 'Tier 2, personal support',
  '3': 'Tier 3, for a short time',
  '': 'No tier: open to anybody',
}
const settings: Record<string, string> = {
  in_person: 'In person',
  online: 'Online',
  outreach: 'Outreach: somebody comes along',
  at_home: 'At home',
}
const heads: Record<SupplyDimension, string> = {
  area: 'Area',
  weekday: 'Day',
  kind: 'Kind',
  tier: 'Tier of support',
  setting: 'Setting',
  free: 'Cost',
}

/** A kind in words; one that a council has for itself, by its own code. */
export function kindOf(code: string): string {
  if (code === '') return 'Kind not said'
  const words = kinds.find((one) => one.code === code)?.words ?? code.replaceAll('_', ' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** A row of supply in words. */
export function supplyWords(dimension: SupplyDimension, { code }: Pick<SupplyLine, 'code'>): string {
  if (dimension === 'weekday') return weekdayName(Number(code))
  if (dimension === 'kind') return kindOf(code)
  if (dimension === 'tier') return tiers[code] ?? code
  if (dimension === 'setting') return settings[code] ?? code
  return dimension === 'free' ? (code === 'true' ? 'Free' : 'Paid') : code
}

const number = (count: number) => count.toLocaleString('en-GB')
const dimensionOf = (name: MarketTableName): SupplyDimension | undefined =>
  name in heads ? (name as SupplyDimension) : undefined

/** "1:4" as people say it. */
export const priceWords = ({ lot, unit, supportBand }: Pick<PriceSpread, 'lot' | 'unit' | 'supportBand'>) =>
  `${lot}, ${unitWords(unit)}, ${supportBand === 'none' ? 'no support' : supportBand.replace(':', ' to ')}`
const money = (amount: Pence | null) =>
  amount === null ? `Fewer than ${LEAST_FOR_QUARTERS} prices` : formatMoney(amount)

/** Where and when a gap is, and what is needed, in words. */
export function gapWords({ area, weekday, part, need }: Pick<Gap, 'area' | 'weekday' | 'part' | 'need'>) {
  return {
    area: area ?? 'Area not said',
    day: weekday === null ? 'Any day' : weekdayName(weekday),
    part: part === null ? 'Any time' : (dayParts.find(({ code }) => code === part)?.words ?? part),
    need: needWords(need),
  }
}

function needWords(need: string | null): string {
  if (need === null) return 'Nothing special'
  if (need === 'staff') return 'Staff to help'
  if (need.startsWith('support ')) return `Workers to people: ${need.slice('support '.length).replace(':', ' to ')}`
  return accessFeatures.find(({ code }) => code === need)?.words ?? need.replaceAll('_', ' ')
}

/** "2 of 5 have room", "None", "3, not counted": what is there against a gap. */
export function thereWords({ sessions, counted, withRoom }: Pick<Gap, 'sessions' | 'counted' | 'withRoom'>): string {
  if (sessions === 0) return 'None'
  if (counted === 0) return `${number(sessions)}, places not counted`
  return withRoom === 0
    ? `${number(sessions)}, all counted ones full`
    : `${number(sessions)}, ${number(withRoom)} with room`
}

function qualityTable({ quality, services }: MarketFigures): TextTable {
  return {
    head: ['What is known', 'Services'],
    rows: [
      ...quality.ratings.map(({ rating, services: rated }) => [`Rated: ${rating}`, number(rated)]),
      ['No rating published', number(quality.unrated)],
      ['Entry not checked for too long', number(quality.stale)],
      ['Entry never checked', number(quality.neverChecked)],
      ['Closed for now', number(quality.closed)],
      ['All services', number(services)],
    ],
  }
}

/** One table of the market in words; c stands for a hidden number. */
export function marketTable(figures: MarketFigures, name: MarketTableName): TextTable {
  const dimension = dimensionOf(name)
  if (dimension !== undefined) {
    const days = dimension === 'weekday'
    return {
      head: [heads[dimension], ...(days ? [] : ['Services']), 'Weekly sessions', 'Counted places'],
      rows: figures.supply[dimension].map((line) => [
        supplyWords(dimension, line),
        ...(days ? [] : [number(line.services ?? 0)]),
        number(line.sessions),
        number(line.places),
      ]),
    }
  }
  if (name === 'prices')
    return {
      head: [
        'Lot, unit and workers to people',
        'Prices',
        'Lowest',
        'Lower quarter',
        'Middle',
        'Upper quarter',
        'Highest',
      ],
      rows: figures.prices.map((one) => [
        priceWords(one),
        number(one.count),
        ...[one.lowest, one.lowerQuarter, one.middle, one.upperQuarter, one.highest].map(money),
      ]),
    }
  if (name === 'quality') return qualityTable(figures)
  if (name === 'unmet')
    return {
      head: ['Area', 'Wishes nothing met', 'Failed matches'],
      rows: figures.unmet.map(({ area, wishes, failed }) => [area, countWords(wishes), countWords(failed)]),
    }
  return {
    head: ['Area', 'Day', 'Time', 'Need', 'Wishes nothing met', 'Failed matches', 'Sessions there'],
    rows: figures.gaps.map((gap) => {
      const { area, day, part, need } = gapWords(gap)
      return [area, day, part, need, countWords(gap.wishes), countWords(gap.failed), thereWords(gap)]
    }),
  }
}

/** Where the figures of a table come from, with the day. */
export function sourceOf(name: MarketTableName, { asOf }: Pick<MarketFigures, 'asOf'>): string {
  const on = shortDate(asOf)
  if (name === 'prices')
    return `Source: the published schedule of prices of the framework, in force on ${on}. A price counts once for each provider.`
  if (name === 'quality') return `Source: published ratings and checks of directory entries, as they stood on ${on}.`
  if (name === 'unmet' || name === 'gaps')
    return `Source: searches and wishes that found nothing, and places that could not be found, in the year to ${on}; sessions and places of the public directory on ${on}. Numbers under five are hidden (c).`
  return `Source: entries and weekly sessions of the public directory on ${on}. Places are those that somebody counts.`
}
