import { assert } from '../core/assert.ts'
import { type Pence, pence, scale, sum } from '../core/money.ts'
import type { CostPart } from './cost-sheet.ts'
import type { RateUnit } from './rate.ts'
import { type StatedPayer, unitsIn } from './service-use.ts'
import type { ServiceBook } from './viability.ts'

/** The units a service can be counted in; a week has no fixed number of dates. */
export const bookUnits = ['day', 'half_day', 'session', 'hour'] as const satisfies readonly RateUnit[]
export type BookUnit = (typeof bookUnits)[number]

/** The parts of a service's cost without transport, which has a price of its own. */
export const bookParts = ['direct', 'premises', 'overhead'] as const satisfies readonly CostPart[]

export interface OpenBookCost {
  readonly part: (typeof bookParts)[number]
  readonly label: string
  readonly amount: Pence
  /** It falls when fewer come. */
  readonly varies: boolean
  /** It is pay, with on-costs, of those who support people. */
  readonly isPay: boolean
}

/** What a provider tells the council of one service: what it can hold, what a year costs, what others pay. */
export interface OpenBook {
  readonly unit: BookUnit
  readonly places: number
  readonly openDays: number
  readonly unitsADay: number
  readonly occupancyPercent: number
  readonly lowestHourlyPay: Pence | null
  /** Hours paid for in a year, of those whose pay is told. */
  readonly paidHours: number | null
  readonly costs: readonly OpenBookCost[]
  readonly stated: readonly { readonly payer: StatedPayer; readonly amount: Pence }[]
  readonly statedUnits: number
}

export type OpenBookRefusal =
  | 'open_book_without_places'
  | 'open_book_serves_nobody'
  | 'open_book_costs_nothing'
  | 'stated_units_above_use'
  | 'hours_without_pay'
  | 'hours_and_pay_do_not_add_up'

/** Units attended in a year at the stated occupancy; a part-unit is left out. */
export const unitsServed = ({
  places,
  openDays,
  unitsADay,
  occupancyPercent,
}: Pick<OpenBook, 'places' | 'openDays' | 'unitsADay' | 'occupancyPercent'>) =>
  Math.floor((places * openDays * unitsADay * occupancyPercent) / 100)

/**
 * What is wrong with an open book, the first fault; nothing when its figures can be worked with. Hours paid at the lowest
 * pay can never cost more than the pay that was entered.
 */
export function openBookFault(book: OpenBook): OpenBookRefusal | undefined {
  const { costs, lowestHourlyPay, paidHours } = book
  assert(
    costs.every(({ amount }) => amount >= 0),
    'a cost is never below nothing',
  )
  if (book.places * book.openDays * book.unitsADay < 1) return 'open_book_without_places'
  if (unitsServed(book) < 1) return 'open_book_serves_nobody'
  if (sum(costs.map(({ amount }) => amount)) === 0) return 'open_book_costs_nothing'
  if (book.statedUnits > unitsServed(book)) return 'stated_units_above_use'
  if (paidHours === null) return undefined
  if (lowestHourlyPay === null) return 'hours_without_pay'
  const pay = sum(costs.filter(({ isPay }) => isPay).map(({ amount }) => amount))
  return paidHours * lowestHourlyPay > pay ? 'hours_and_pay_do_not_add_up' : undefined
}

/** A provider's open book as the calculation takes it. */
export function bookOf(book: OpenBook): ServiceBook {
  return {
    unit: book.unit,
    places: book.places,
    capacity: book.places * book.openDays * book.unitsADay,
    unitsAYear: unitsServed(book),
    lowestHourlyPay: book.lowestHourlyPay,
    costs: book.costs.map(({ part, label, amount, varies, isPay }) => ({
      part,
      label,
      amount,
      variable: varies ? amount : pence(0),
      pay: isPay ? amount : pence(0),
    })),
    stated: book.stated,
    statedUnits: book.statedUnits,
  }
}

/** A cost sheet of the council's own service, as it stands behind a price in force. */
export interface SheetInForce {
  readonly costSheetId: string
  readonly supportBand: string
  readonly unit: RateUnit
  readonly places: number
  readonly openDays: number
  readonly unitsADay: number
  readonly unitsAYear: number
  readonly lowestHourlyPay: Pence | null
  readonly lines: readonly { readonly part: CostPart; readonly label: string; readonly amount: Pence }[]
}

/** How much of a cost sheet's lines falls with people, and how much is pay: the council's own policy. */
export interface SheetRule {
  readonly variableOfDirectPercent: number
  readonly wagePercent: number
}

/**
 * The open book of the council's own service in a lot: its cost sheets added up, transport left out. They are counted in the
 * unit of the one that sells most. The lowest pay is known only when every sheet states one. None without a sheet.
 */
export function bookOfSheets(sheets: readonly SheetInForce[], rule: SheetRule): ServiceBook | undefined {
  const sold = (sheet: SheetInForce) => sheet.places * sheet.openDays * sheet.unitsADay
  const [largest] = [...sheets].sort(
    (one, other) => sold(other) - sold(one) || one.costSheetId.localeCompare(other.costSheetId),
  )
  if (largest === undefined) return undefined
  const inUnit = (of: (sheet: SheetInForce) => number) =>
    unitsIn(
      largest.unit,
      sheets.map((sheet) => ({
        unit: sheet.unit,
        booked: of(sheet),
        attended: of(sheet),
        bookedMinutes: of(sheet) * 60,
        attendedMinutes: of(sheet) * 60,
      })),
    ).attended
  const pays = sheets.map(({ lowestHourlyPay }) => lowestHourlyPay)
  return {
    unit: largest.unit,
    places: sheets.reduce((all, { places }) => all + places, 0),
    capacity: inUnit(sold),
    unitsAYear: inUnit(({ unitsAYear }) => unitsAYear),
    lowestHourlyPay: pays.includes(null) ? null : pence(Math.min(...pays.map(Number))),
    costs: addedUp(sheets, rule),
    stated: [],
    statedUnits: 0,
  }
}

/** Lines of several sheets by part and label, in the order they first appear. */
function addedUp(
  sheets: readonly SheetInForce[],
  { variableOfDirectPercent, wagePercent }: SheetRule,
): ServiceBook['costs'] {
  const lines = new Map<string, { part: CostPart; label: string; amount: Pence }>()
  for (const { part, label, amount } of sheets.flatMap((sheet) => sheet.lines)) {
    if (part === 'transport') continue
    const there = lines.get(`${part} ${label}`)
    lines.set(`${part} ${label}`, { part, label, amount: pence(amount + (there?.amount ?? 0)) })
  }
  return [...lines.values()].map((line) => ({
    ...line,
    variable: line.part === 'direct' ? scale(line.amount, variableOfDirectPercent, 100, 'half-up') : pence(0),
    pay: scale(line.amount, wagePercent, 100, 'half-up'),
  }))
}
