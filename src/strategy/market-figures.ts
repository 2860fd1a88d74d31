import type { CalendarDate } from '../core/calendar-date.ts'
import type { Shown } from '../core/small-numbers.ts'
import { type Gap, gapsOf, type SupplyCell, type Unmet, unmetByArea } from './gaps.ts'
import { grouped } from './grouped.ts'
import { type PriceInForce, type PriceSpread, priceSpreads } from './price-spread.ts'

/** Weekly sessions of one kind of supply, with the places that are counted. */
export interface SupplyRow {
  readonly area: string
  readonly weekday: number
  readonly kind: string | null
  readonly tier: number | null
  readonly setting: string
  readonly free: boolean
  readonly sessions: number
  readonly places: number
}

/** Entries of the directory of one kind of supply, with how true and how good they are. */
export interface EntryRow extends Omit<SupplyRow, 'weekday' | 'sessions' | 'places'> {
  readonly services: number
  readonly stale: number
  readonly neverChecked: number
  readonly closed: number
  readonly rating: string | null
}

export interface SupplyLine {
  readonly code: string
  /** None for a day: a service can be on several. */
  readonly services: number | null
  readonly sessions: number
  readonly places: number
}

export type SupplyDimension = 'area' | 'weekday' | 'kind' | 'tier' | 'setting' | 'free'

/** What the market looks like on a day. A statement keeps it as it was. */
export interface MarketFigures {
  readonly asOf: CalendarDate
  readonly area: string
  readonly kind: string
  readonly services: number
  readonly sessions: number
  readonly places: number
  readonly supply: Readonly<Record<SupplyDimension, readonly SupplyLine[]>>
  readonly prices: readonly PriceSpread[]
  readonly quality: {
    readonly ratings: readonly { readonly rating: string; readonly services: number }[]
    readonly unrated: number
    readonly stale: number
    readonly neverChecked: number
    readonly closed: number
  }
  readonly unmet: readonly { readonly area: string; readonly wishes: Shown; readonly failed: Shown }[]
  readonly gaps: readonly Gap[]
  /** What could not be told, in sentences. */
  readonly missing: readonly string[]
}

interface Given {
  readonly asOf: CalendarDate
  readonly area: string
  readonly kind: string
  readonly sessions: readonly SupplyRow[]
  readonly entries: readonly EntryRow[]
  readonly prices: readonly PriceInForce[]
  readonly cells: readonly SupplyCell[]
  readonly unmet: readonly Unmet[]
}

const sum = <T>(rows: readonly T[], of: (row: T) => number) => rows.reduce((total, row) => total + of(row), 0)

function supplyBy(
  dimension: SupplyDimension,
  sessions: readonly SupplyRow[],
  entries: readonly EntryRow[],
): SupplyLine[] {
  const code = (row: object) => String((row as Record<string, unknown>)[dimension] ?? '')
  const codes = [...new Set([...sessions.map(code), ...(dimension === 'weekday' ? [] : entries.map(code))])].sort()
  return codes.map((one) => {
    const there = sessions.filter((row) => code(row) === one)
    return {
      code: one,
      services:
        dimension === 'weekday'
          ? null
          : sum(
              entries.filter((row) => code(row) === one),
              ({ services }) => services,
            ),
      sessions: sum(there, ({ sessions: count }) => count),
      places: sum(there, ({ places }) => places),
    }
  })
}

function missingOf({ cells, unmet, prices }: Given, rated: number): string[] {
  const wishes = unmet.some(({ source }) => source === 'wish')
  const failed = unmet.some(({ source }) => source === 'failed match')
  const uncounted = sum(cells, ({ sessions, counted }) => sessions - counted)
  return [
    ...(rated === 0
      ? ['No rating of a service is published. Quality is told by how long ago entries were checked alone.']
      : []),
    ...(wishes ? [] : ['No wish that nothing met is kept in the year before. Gaps come from other sources.']),
    ...(failed ? [] : ['No failed match is kept in the year before. Gaps come from other sources.']),
    ...(prices.length === 0 ? ['No price of the framework is in force.'] : []),
    ...(uncounted > 0
      ? [
          `Nobody counts the places of ${uncounted.toLocaleString('en-GB')} weekly ${uncounted === 1 ? 'session' : 'sessions'}: whether ${uncounted === 1 ? 'it is' : 'they are'} full is not known.`,
        ]
      : []),
  ]
}

/** Works out what the market looks like from counted rows; small numbers of people are hidden, those of services are not. */
export function marketFigures(given: Given): MarketFigures {
  const { asOf, area, kind, sessions, entries, prices, cells, unmet } = given
  const rated = entries.filter((row) => row.rating !== null)
  const ratings = [...grouped(rated, ({ rating }) => rating ?? '')].map(([rating, rows]) => ({
    rating,
    services: sum(rows, ({ services }) => services),
  }))
  const gaps = gapsOf(unmet, cells)
  const by = (dimension: SupplyDimension) => supplyBy(dimension, sessions, entries)
  return {
    asOf,
    area,
    kind,
    services: sum(entries, ({ services }) => services),
    sessions: sum(sessions, ({ sessions: count }) => count),
    places: sum(sessions, ({ places }) => places),
    supply: {
      area: by('area'),
      weekday: by('weekday'),
      kind: by('kind'),
      tier: by('tier'),
      setting: by('setting'),
      free: by('free'),
    },
    prices: priceSpreads(prices),
    quality: {
      ratings: ratings.sort((one, other) => one.rating.localeCompare(other.rating)),
      unrated: sum(entries, ({ services, rating }) => (rating === null ? services : 0)),
      stale: sum(entries, ({ stale }) => stale),
      neverChecked: sum(entries, ({ neverChecked }) => neverChecked),
      closed: sum(entries, ({ closed }) => closed),
    },
    unmet: unmetByArea(unmet).filter((row) => area === '' || row.area === area),
    gaps: area === '' ? gaps : gaps.filter((gap) => gap.area === area),
    missing: missingOf(given, rated.length),
  }
}
