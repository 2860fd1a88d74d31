import { type Pence, pence, scale } from '../../core/money.ts'
import { type ServiceBook, type ServiceUse, type ServiceYear, serviceYear } from '../../market/index.ts'

/** Parts of the first year in millionths: 1,000,000 is as much as then. */
export const WHOLE = 1_000_000

/** What a year of a scenario makes of a service, each in millionths of today. */
export interface Move {
  /** How many come. */
  readonly use: number
  /** What they are paid for with, at today's prices: less than `use` where a tier pays less for a day. */
  readonly worth: number
  /** Prices of care, pay, and other prices. */
  readonly care: number
  readonly wages: number
  readonly prices: number
  /** Of the costs that do not fall with people: what has left. */
  readonly gone: number
}

/** A year of a service in a scenario: what it earns and costs, and the dates in the year for which it has no place. */
export interface MovedYear extends ServiceYear {
  readonly withoutPlace: number
}

const of = (amount: Pence, part: number, rounding: 'down' | 'up') => scale(amount, part, WHOLE, rounding)

/** A cost in a year: pay follows wages, the rest other prices (the part-penny up), then a part of what does not fall with people leaves. */
function costIn(cost: ServiceBook['costs'][number], { wages, prices, gone }: Move): ServiceBook['costs'][number] {
  const pay = of(cost.pay, wages, 'up')
  const whole = pence(pay + of(pence(cost.amount - cost.pay), prices, 'up'))
  const variable = cost.amount === 0 ? cost.variable : scale(cost.variable, whole, cost.amount, 'up')
  const left = of(pence(Math.max(0, whole - variable)), gone, 'down')
  return { ...cost, amount: pence(whole - left), variable, pay: pence(Math.min(pay, whole - left)) }
}

/** The most that can come, in millionths of today: every place taken, those of others first; never less than come today. */
function mostUse(book: ServiceBook, { attended, months }: ServiceUse): number {
  if (attended === 0) return WHOLE
  return Math.max(WHOLE, Math.floor(((book.capacity - book.statedUnits) * months * WHOLE) / (attended * 12)))
}

/**
 * A service as it runs in a year of a scenario, by the same rule as today's viability: dates and income move with people (the part-penny
 * down), income then with the price of care; what others pay moves with other prices, and their dates stay. It never sells more than
 * it holds: who finds no place brings nothing here, and the dates are told. Nothing moved is the service as it is, to the penny.
 */
export function movedYear(book: ServiceBook, use: ServiceUse, move: Move): MovedYear {
  const used = Math.min(move.use, mostUse(book, use))
  const worth = used === move.use ? move.worth : Math.floor((move.worth * used) / move.use)
  const dates = (count: number, part: number) => Math.floor((count * part) / WHOLE)
  const income = use.income.map(({ payer, amount }) => ({
    payer,
    amount: of(of(amount, worth, 'down'), move.care, 'down'),
  }))
  const moved = { ...use, booked: dates(use.booked, used), attended: dates(use.attended, used), income }
  const stated = book.stated.map(({ payer, amount }) => ({ payer, amount: of(amount, move.prices, 'down') }))
  const year = serviceYear({ ...book, stated, costs: book.costs.map((cost) => costIn(cost, move)) }, moved)
  const wanted = Math.floor((dates(use.attended, move.use) * 12) / use.months)
  return { ...year, withoutPlace: Math.max(0, wanted + book.statedUnits - year.attended) }
}
