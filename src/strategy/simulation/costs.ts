import type { Values } from './draw-values.ts'
import { NEEDS, reader, STATES } from './limits.ts'
import type { Scenario } from './scenario-shape.ts'
import { needs, reasons, stateNumber, states } from './words.ts'

/**
 * Columns of a month, four times the ten states: the place by itself; the place while transitional relief runs for somebody who had an
 * outside place; the same for somebody who had one of the council's own; the place that somebody in paid work keeps in part.
 */
export const COLUMNS = 4 * STATES
/** Reason × need × column. */
export const CELLS = reasons.length * NEEDS * COLUMNS
/** Where a sum of a month stands in a table of CELLS, by reason, need and column. */
export const cellAt = (reason: number, need: number, column: number): number =>
  (reason * NEEDS + need) * COLUMNS + column
const IN_WORK = 3 * STATES

/** The column of a month: what place, whether in paid work, and whether relief runs. */
export function columnOf(place: number, inJob: boolean, relief: boolean, inHouse: number): number {
  if (inJob) return IN_WORK + place
  return relief && place >= stateNumber.tier1InHouse && place <= stateNumber.card
    ? STATES * (1 + inHouse) + place
    : place
}

/** What somebody has in the month of a column. */
export const stateOfColumn = (column: number): number => (column >= IN_WORK ? stateNumber.job : column % STATES)
export type PlaceKind = 'own' | 'outside' | 'tier2'
const placeKinds: ReadonlyMap<number, PlaceKind> = new Map([
  [stateNumber.inHouse, 'own'],
  [stateNumber.tier1InHouse, 'own'],
  [stateNumber.outside, 'outside'],
  [stateNumber.tier1Outside, 'outside'],
  [stateNumber.tier2Alone, 'tier2'],
  [stateNumber.tier2Shared, 'tier2'],
])
/** In what kind of place the month of a column is spent, at least in part: the council's own, outside, or support of tier 2; none in tier 3 and without paid support. */
export const placeKindOf = (column: number): PlaceKind | undefined => placeKinds.get(column % STATES)

/** Whole numbers for one person in one month: pence by year × cell; hundredths of hours and attendances by cell, alike in all years. */
export interface MonthTables {
  readonly support: Int32Array
  readonly transport: Int32Array
  /** What relief adds; nothing outside its columns. */
  readonly relief: Int32Array
  /** Support, transport and relief together. */
  readonly all: Int32Array
  /** Hours away from home, supported or at work. */
  readonly hours: Int32Array
  readonly attendances: Int32Array
}

/** How much dearer each year is than the year of the prices: what follows wages, other prices, and care, which follows both. */
export function indices({ startYear, years, priceYear, paths }: Scenario, value: (key: string) => number) {
  const [wages, prices]: [number[], number[]] = [[], []]
  let [wage, price] = [1, 1]
  for (let year = priceYear; year < startYear + years; year++) {
    if (year > priceYear) {
      wage *= Math.max(0, 1 + (paths.wages[year - priceYear - 1]?.value ?? 0) + value('path.wagePoints'))
      price *= Math.max(0, 1 + (paths.inflation[year - priceYear - 1]?.value ?? 0) + value('path.inflationPoints'))
    }
    if (year >= startYear) {
      wages.push(wage)
      prices.push(price)
    }
  }
  const share = value('price.wageShare')
  return { care: wages.map((wages_, at) => share * wages_ + (1 - share) * (prices[at] as number)), wages, prices }
}

interface MonthOf {
  readonly attendances: number
  readonly hours: number
  /** At the price year's level; the card follows other prices, everything else care. */
  readonly pence: number
  readonly transported: number
}

const keysOf = reasons.map((reason) => ({ attendance: `attendance.${reason}`, price: `price.${reason}` }))
const timesKeys = needs.map((need) => `attendanceTimes.${need}`)
const tier1Keys = needs.map((need) => `price.tier1.${need}`)

/** What a state means for one person in one month. */
function monthOf(
  state: number,
  reason: number,
  need: number,
  { weeksPerYear }: Scenario,
  value: (key: string) => number,
): MonthOf {
  const name = states[state] as (typeof states)[number]
  const level = needs[need] as (typeof needs)[number]
  const keys = keysOf[reason] as (typeof keysOf)[number]
  const times = level === 'medium' ? 1 : value(timesKeys[need] as string)
  const now = (value(keys.attendance) * times * weeksPerYear) / 12
  const asNow = (own: boolean): MonthOf => ({
    attendances: now,
    hours: now * value('attendance.hours'),
    pence: now * value(keys.price) * value(own ? 'priceTimes.inHouse' : 'priceTimes.outside'),
    transported: now * value('transport.days'),
  })
  if (name === 'inHouse' || name === 'outside') return asNow(name === 'inHouse')
  if (name === 'tier1InHouse' || name === 'tier1Outside') {
    const days = now * value('attendanceTimes.tier1')
    const pence = days * value(tier1Keys[need] as string)
    return {
      attendances: days,
      hours: days * value('attendance.hours'),
      pence,
      transported: days * value('transport.days'),
    }
  }
  if (name === 'tier2Alone' || name === 'tier2Shared') {
    const sessions = now * value('attendanceTimes.tier2')
    const hours = sessions * value('session.hours')
    const pence = (hours * value('price.tier2Hour')) / (name === 'tier2Shared' ? value('sharing.people') : 1)
    return { attendances: sessions, hours, pence, transported: sessions * value('transport.sessions') }
  }
  const weekly = (key: string) => (value(key) * 52) / 12
  if (name === 'enabling')
    return { attendances: 0, hours: weekly('enabling.hoursWeekly'), pence: value('price.enabling'), transported: 0 }
  if (name === 'card')
    return {
      attendances: 0,
      hours: weekly('card.hoursWeekly'),
      pence: (value('price.card') * value('card.used')) / 12,
      transported: 0,
    }
  return { attendances: 0, hours: weekly('card.hoursWeekly'), pence: 0, transported: 0 }
}

/** The place of somebody who found paid work: so much less is paid, never below nothing, and as much less is used. */
function inWork(place: MonthOf, value: (key: string) => number): MonthOf {
  const pence = Math.max(0, place.pence - value('job.savingPence') / 12)
  const left = place.pence === 0 ? 0 : pence / place.pence
  return {
    attendances: place.attendances * left,
    hours: place.hours * left + (value('job.hoursWeekly') * 52) / 12,
    pence,
    transported: place.transported * left,
  }
}

const PLACES = STATES - 1
/** Where the columns of a place begin: by itself, in relief from outside, in relief from an own place, in paid work. */
const BLOCKS = [0, STATES, 2 * STATES, IN_WORK] as const

/** What one kind of person costs by column at the price year's level, and how many ways a month brings. */
interface KindCosts {
  readonly pences: Float64Array
  readonly transports: Float64Array
}

/** Fills hours and attendances of one kind of person, and gives what each column costs at the price year's level. */
function fillHours(
  { hours, attendances }: MonthTables,
  cells: number,
  { pences, transports }: KindCosts,
  monthOfColumn: (column: number) => MonthOf,
): void {
  for (const block of BLOCKS)
    for (let place = 0; place < PLACES; place++) {
      const month = monthOfColumn(block + place)
      hours[cells + block + place] = Math.round(month.hours * 100)
      attendances[cells + block + place] = Math.round(month.attendances * 100)
      pences[block + place] = month.pence
      transports[block + place] = month.transported
    }
}

/** The nearest whole penny of an amount that is not below nothing; a half goes up. */
const wholePence = (amount: number): number => Math.floor(amount + 0.5)

/** How dear each year is: what care and other prices stand at, and what one way costs. */
interface YearPrices {
  readonly care: Float64Array
  readonly prices: Float64Array
  readonly fares: Float64Array
}

const isCard = Uint8Array.from({ length: COLUMNS }, (_, column) => (column % STATES === stateNumber.card ? 1 : 0))

/** The pence of one kind of person in all years, but for relief. One plain loop, which a browser makes fast soon. */
function fillPence(tables: MonthTables, cells: number, kind: KindCosts, years: YearPrices): void {
  const { support, transport, all } = tables
  const { pences, transports } = kind
  const { care, prices, fares } = years
  for (let year = 0; year < care.length; year++) {
    const [cared, priced, fare] = [care[year] as number, prices[year] as number, fares[year] as number]
    const base = year * CELLS + cells
    for (let column = 0; column < COLUMNS; column++) {
      const dear = isCard[column] === 1 ? priced : cared
      const paid = wholePence((pences[column] as number) * dear)
      const carried = wholePence((transports[column] as number) * fare)
      support[base + column] = paid
      transport[base + column] = carried
      all[base + column] = paid + carried
    }
  }
}

/** Relief of one kind of person in one year: a part of what the place before cost more. */
function fillRelief({ support, relief, all }: MonthTables, base: number, share: number): void {
  for (let column = STATES; column < IN_WORK; column++) {
    if (column % STATES === stateNumber.job) continue
    const before = support[base + (column < 2 * STATES ? stateNumber.outside : stateNumber.inHouse)] as number
    const paid = support[base + column] as number
    const kept = before > paid ? wholePence(share * (before - paid)) : 0
    relief[base + column] = kept
    all[base + column] = (all[base + column] as number) + kept
  }
}

/** Tables to be filled: one draw after another may use the same ones, for new memory costs a browser more than the sums. */
export function emptyMonthTables({ years }: Pick<Scenario, 'years'>): MonthTables {
  const byYear = () => new Int32Array(years * CELLS)
  return {
    support: byYear(),
    transport: byYear(),
    relief: byYear(),
    all: byYear(),
    hours: new Int32Array(CELLS),
    attendances: new Int32Array(CELLS),
  }
}

/**
 * All tables of a draw. Each amount of one person in one month is rounded to the nearest whole penny (a half goes up) once, here; all
 * that follows adds whole pence, so that every split adds up to its whole. Tables that are given are written over.
 */
export function monthTablesOf(scenario: Scenario, values: Values, tables = emptyMonthTables(scenario)): MonthTables {
  const value = reader(values)
  const { care, prices } = indices(scenario, value)
  const [fare, relief] = [value('price.transport'), value('relief.share')]
  const levels = {
    care: Float64Array.from(care),
    prices: Float64Array.from(prices),
    fares: Float64Array.from(care, (index) => fare * index),
  }
  const kind = { pences: new Float64Array(COLUMNS), transports: new Float64Array(COLUMNS) }
  for (let reason = 0; reason < reasons.length; reason++)
    for (let need = 0; need < NEEDS; need++) {
      const places = Array.from({ length: PLACES }, (_, place) => monthOf(place, reason, need, scenario, value))
      const cells = cellAt(reason, need, 0)
      fillHours(tables, cells, kind, (column) => {
        const place = places[column % STATES] as MonthOf
        return column >= IN_WORK ? inWork(place, value) : place
      })
      fillPence(tables, cells, kind, levels)
      for (let year = 0; year < scenario.years; year++) fillRelief(tables, year * CELLS + cells, relief)
    }
  return tables
}
