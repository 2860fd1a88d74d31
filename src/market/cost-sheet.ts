import { assert } from '../core/assert.ts'
import { type Pence, pence, scale, sum } from '../core/money.ts'
import { type RateUnit, rateUnits } from './rate.ts'

/** The parts of a cost sheet, in the order they are shown. Transport stands apart: it has a price of its own. */
export const costParts = ['direct', 'premises', 'overhead', 'transport'] as const
export type CostPart = (typeof costParts)[number]

export interface CostLine {
  readonly part: CostPart
  readonly label: string
  readonly amount: Pence
}

/** How much of a service is sold in a year, and what it costs. */
export interface CostSheet {
  readonly places: number
  readonly openDays: number
  /** Sessions or half days in one day; one for a whole day. */
  readonly unitsADay: number
  readonly occupancyPercent: number
  /** Journeys paid for in a year; none where the service gives no transport. */
  readonly journeysAYear?: number | undefined
  /** The lowest pay an hour of those who support people, where it is stated; it bears on no price. */
  readonly lowestHourlyPay?: Pence | undefined
  readonly lines: readonly CostLine[]
}

export interface DerivedPrice {
  readonly unitsAYear: number
  readonly costOf: Readonly<Record<CostPart, Pence>>
  /** Direct, premises and overhead together: what the unit price must recover. */
  readonly fullCost: Pence
  readonly unitPrice: Pence
  readonly journeyPrice?: Pence | undefined
}

/** What a cost sheet can price: it says how many days a service is open, so a week has no price of its own. */
export const unitsOfSheets = rateUnits.filter((unit) => unit !== 'week')

/** True where a unit can be sold so often in one day: a whole day once, a half day twice at most. The database holds the same rule. */
export const unitFits = (unit: RateUnit, unitsADay: number): boolean =>
  unit === 'day' ? unitsADay === 1 : unit === 'half_day' ? unitsADay <= 2 : unit !== 'week'

export type CostSheetRefusal =
  | 'cost_sheet_sells_nothing'
  | 'cost_sheet_costs_nothing'
  | 'journeys_without_cost'
  | 'cost_without_journeys'

export const costSheetRule = 'full-cost-1'

/**
 * The price of a unit at full cost: direct, premises and overhead over the units sold at the stated occupancy. A part-unit
 * is not sold, and the part-penny goes up, so that the cost is recovered; one penny less would not recover it. Transport is
 * worked out the same way over its journeys, and is in no unit price.
 */
export function derivePrice(sheet: CostSheet): DerivedPrice | { readonly refused: CostSheetRefusal } {
  const { places, openDays, unitsADay, occupancyPercent, journeysAYear, lines } = sheet
  assert(
    lines.every(({ amount }) => amount >= 0),
    'a cost is never below nothing',
  )
  const costOf = Object.fromEntries(
    costParts.map((part) => [part, sum(lines.filter((line) => line.part === part).map(({ amount }) => amount))]),
  ) as Record<CostPart, Pence>
  const unitsAYear = Math.floor((places * openDays * unitsADay * occupancyPercent) / 100)
  const fullCost = pence(costOf.direct + costOf.premises + costOf.overhead)
  if (unitsAYear < 1) return { refused: 'cost_sheet_sells_nothing' }
  if (fullCost === 0) return { refused: 'cost_sheet_costs_nothing' }
  if (journeysAYear !== undefined && costOf.transport === 0) return { refused: 'journeys_without_cost' }
  if (journeysAYear === undefined && costOf.transport > 0) return { refused: 'cost_without_journeys' }
  return {
    unitsAYear,
    costOf,
    fullCost,
    unitPrice: scale(fullCost, 1, unitsAYear, 'up'),
    journeyPrice: journeysAYear === undefined ? undefined : scale(costOf.transport, 1, journeysAYear, 'up'),
  }
}
