import { assert } from '../core/assert.ts'
import { type Pence, pence, scale, sum } from '../core/money.ts'
import { blockYear } from './block-income.ts'
import type { CostPart } from './cost-sheet.ts'
import type { RateUnit } from './rate.ts'
import { type IncomeLine, incomeByPayer, incomeInProportion, type ServiceUse, type StatedPayer } from './service-use.ts'

/** One cost of a year: how much of it falls when fewer come, and how much of it is pay of those who support people. */
export interface BookCost {
  readonly part: CostPart
  readonly label: string
  readonly amount: Pence
  readonly variable: Pence
  readonly pay: Pence
}

/** What a service can hold and what it costs in a year, transport apart. */
export interface ServiceBook {
  readonly unit: RateUnit
  readonly places: number
  /** Units a year if every place were always taken. */
  readonly capacity: number
  /** Units attended in the year that the costs are of. */
  readonly unitsAYear: number
  readonly lowestHourlyPay: Pence | null
  readonly costs: readonly BookCost[]
  /** What others than the council and its people pay in a year, as the provider states it. */
  readonly stated: readonly { readonly payer: StatedPayer; readonly amount: Pence }[]
  /** Units that those others use in a year. */
  readonly statedUnits: number
}

/** The lowest number of units in a year whose income covers the cost; none where a unit brings no more than it costs. */
export type BreakEven =
  | { readonly units: number }
  | { readonly refused: 'a_place_brings_less_than_it_costs' | 'nobody_comes' }

/** A year of a service as it runs: every figure of a year, in pence and units. */
export interface ServiceYear {
  readonly capacity: number
  readonly booked: number
  readonly attended: number
  readonly income: readonly IncomeLine[]
  readonly incomeTotal: Pence
  /** Income that comes whether or not people do: grants, and instalments of block contracts. */
  readonly fixedIncome: Pence
  readonly fixedCost: Pence
  /** What the costs that fall with people come to at today's attendance. */
  readonly variableCost: Pence
  /** The same for the year the costs are of. */
  readonly variableOfBook: Pence
  readonly unitsOfBook: number
  readonly cost: Pence
  /** Income less cost; below nothing is a loss. */
  readonly result: Pence
  readonly breakEven: BreakEven
}

export const viabilityRule = 'viability-4'

/**
 * A year of a service as it runs now: what came in over the known months, brought to twelve (the part-penny down), with
 * what the provider states beside it and what block contracts that still stand pay in the twelve months to come; its cost at today's attendance (the part-penny up); and the occupancy at which it
 * breaks even. Costs that fall with people fall in proportion; grants and instalments do not.
 */
export function serviceYear(book: ServiceBook, use: ServiceUse): ServiceYear {
  assert(use.months > 0, 'at least one month is known')
  assert(
    book.unitsAYear > 0 && book.capacity > 0,
    'a book has places, and its costs are of a year in which somebody came',
  )
  const aYear = (units: number) => Math.floor((units * 12) / use.months)
  const block = blockYear(use.blockMonths ?? [])
  const income = incomeByPayer([
    ...incomeInProportion(use.income, 12, use.months),
    ...book.stated,
    { payer: 'block' as const, amount: block },
  ])
  const attended = aYear(use.attended) + book.statedUnits
  const incomeTotal = sum(income.map(({ amount }) => amount))
  const grants = income.filter(({ payer }) => payer === 'grant').map(({ amount }) => amount)
  const fixedIncome = sum([...grants, block])
  const variableOfBook = sum(book.costs.map(({ variable }) => variable))
  const fixedCost = pence(sum(book.costs.map(({ amount }) => amount)) - variableOfBook)
  const variableCost = scale(variableOfBook, attended, book.unitsAYear, 'up')
  const cost = pence(fixedCost + variableCost)
  const year = {
    capacity: book.capacity,
    booked: aYear(use.booked) + book.statedUnits,
    attended,
    income,
    incomeTotal,
    fixedIncome,
    fixedCost,
    variableCost,
    variableOfBook,
    unitsOfBook: book.unitsAYear,
    cost,
    result: pence(incomeTotal - cost),
  }
  return { ...year, breakEven: breakEvenOf(year) }
}

type Margin = Pick<
  ServiceYear,
  'attended' | 'incomeTotal' | 'fixedIncome' | 'fixedCost' | 'variableOfBook' | 'unitsOfBook'
>

/** True when so many units in a year bring at least what they cost, without rounding. */
export function covers(year: Margin, units: number): boolean {
  const { fixed, perUnit, divisor } = margin(year)
  return perUnit * BigInt(units) >= fixed * divisor
}

/** What stays of one more unit after its own cost, and what must be covered before anything is left: as one fraction. */
function margin({ attended, incomeTotal, fixedIncome, fixedCost, variableOfBook, unitsOfBook }: Margin) {
  const [came, ofBook] = [BigInt(attended), BigInt(unitsOfBook)]
  return {
    fixed: BigInt(fixedCost) - BigInt(fixedIncome),
    perUnit: BigInt(incomeTotal - fixedIncome) * ofBook - BigInt(variableOfBook) * came,
    divisor: came * ofBook,
  }
}

/** The fewest units whose income covers their cost, at the income and cost of a unit as they are now. */
function breakEvenOf(year: Margin): BreakEven {
  if (year.attended === 0) return { refused: 'nobody_comes' }
  const { fixed, perUnit, divisor } = margin(year)
  if (fixed <= 0n) return { units: 0 }
  if (perUnit <= 0n) return { refused: 'a_place_brings_less_than_it_costs' }
  return { units: Number((fixed * divisor + perUnit - 1n) / perUnit) }
}

/** Of a hundred places, how many are taken; in tenths, rounded down. */
export const occupancyTenths = (units: number, capacity: number) => Math.floor((units * 1000) / capacity)

/**
 * The occupancy at which a service breaks even, in tenths: rounded up for a service in loss and down for any other, so that the two
 * occupancies, as they are shown, never say the opposite of the sum. None where no occupancy would help, or nobody comes.
 */
export function breakEvenTenths({
  breakEven,
  attended,
  capacity,
}: Pick<ServiceYear, 'breakEven' | 'attended' | 'capacity'>): number | undefined {
  if ('refused' in breakEven) return undefined
  const { units } = breakEven
  return attended < units ? Math.ceil((units * 1000) / capacity) : occupancyTenths(units, capacity)
}

/** How far ahead a loss is looked for. */
export const horizonMonths = 60

/** What a forecast rests on: how a month's income changes each month, and how fast cost rises in a year. */
export interface LossTrend {
  readonly monthlyIncomeChange: Pence
  /** Hundredths of a per cent in a year. */
  readonly yearlyCostRise: number
  /** What block contracts that still stand pay from this month on, month by month. */
  readonly blockMonths?: readonly Pence[] | undefined
}

/**
 * In how many months the service first costs more than it brings, if the trend goes on: 0 when it does so now; none within
 * five years otherwise. Income moves by the same sum each month, cost by a twelfth of the yearly rise;
 * of block contracts only what is due in the twelve months from then on is left.
 */
export function monthsToLoss(
  { incomeTotal, cost }: Pick<ServiceYear, 'incomeTotal' | 'cost'>,
  trend: LossTrend,
): number | undefined {
  const whole = 120_000n
  const block = trend.blockMonths ?? []
  for (let month = 0; month <= horizonMonths; month++) {
    const gone = BigInt(blockYear(block) - blockYear(block, month))
    const income = BigInt(incomeTotal) - gone + 12n * BigInt(month) * BigInt(trend.monthlyIncomeChange)
    if (income * whole < BigInt(cost) * (whole + BigInt(month) * BigInt(trend.yearlyCostRise))) return month
  }
  return undefined
}
