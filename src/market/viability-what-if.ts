import { type Pence, pence, scale } from '../core/money.ts'
import { incomeInProportion, type ServiceUse } from './service-use.ts'
import { type BookCost, type ServiceBook, type ServiceYear, serviceYear } from './viability.ts'

/** What is supposed of a service. All nothing is the service as it is. */
export interface Supposition {
  /** People who come more (above nothing) or leave (below). */
  readonly people: number
  /** Hundredths of a per cent on every price the council decides. */
  readonly rateBasisPoints: number
  /** The lowest pay an hour rises to this; nobody's pay falls. */
  readonly lowestPay: Pence | null
  /** Hundredths of a per cent on every cost. */
  readonly costBasisPoints: number
}

export const nothingSupposed: Supposition = { people: 0, rateBasisPoints: 0, lowestPay: null, costBasisPoints: 0 }

export type SuppositionRefusal = 'more_leave_than_come' | 'more_than_it_holds' | 'nobody_comes_yet' | 'pay_not_stated'

export interface Supposed {
  readonly book: ServiceBook
  readonly use: ServiceUse
  readonly year: ServiceYear
}

const whole = 10_000

/**
 * A service under a supposition: people come and go with the mean income and attendance of one person (the part-penny down);
 * prices move what the council, its people and the health service pay, never grants, instalments of block contracts or what a provider charges others; pay
 * moves in the proportion in which the lowest pay rises (the part-penny up); then every cost moves. Refused when more leave
 * than come, when more would come than there are places, and for a rise of pay where no pay is stated.
 */
export function suppose(
  book: ServiceBook,
  use: ServiceUse,
  asked: Supposition,
): Supposed | { readonly refused: SuppositionRefusal } {
  const people = use.people + asked.people
  if (people < 0) return { refused: 'more_leave_than_come' }
  if (use.people === 0 && asked.people > 0) return { refused: 'nobody_comes_yet' }
  if (asked.lowestPay !== null && book.lowestHourlyPay === null) return { refused: 'pay_not_stated' }
  const of = (units: number) => (asked.people === 0 ? units : Math.floor((units * people) / use.people))
  const moved: ServiceUse = {
    ...use,
    people,
    booked: of(use.booked),
    attended: of(use.attended),
    income: incomeInProportion(
      asked.people === 0 ? use.income : incomeInProportion(use.income, people, use.people),
      whole + asked.rateBasisPoints,
      whole,
    ),
  }
  const dearer = { ...book, ...withPay(book, asked.lowestPay) }
  const costs = dearer.costs.map((cost) => times(cost, whole + asked.costBasisPoints, whole))
  const supposed = { ...dearer, costs }
  const year = serviceYear(supposed, moved)
  if (asked.people > 0 && year.attended > book.capacity) return { refused: 'more_than_it_holds' }
  return { book: supposed, use: moved, year }
}

/** Pay lifted so that the lowest is as supposed, everybody's in proportion; the rest of each cost stays. */
function withPay(book: ServiceBook, lowestPay: Pence | null): Pick<ServiceBook, 'costs' | 'lowestHourlyPay'> {
  const { lowestHourlyPay: now, costs } = book
  if (lowestPay === null || now === null || lowestPay <= now) return { costs, lowestHourlyPay: now }
  const lifted = costs.map((cost) => {
    const pay = scale(cost.pay, lowestPay, now, 'up')
    const amount = pence(cost.amount - cost.pay + pay)
    return {
      ...cost,
      pay,
      amount,
      variable: cost.amount === 0 ? cost.variable : scale(cost.variable, amount, cost.amount, 'up'),
    }
  })
  return { costs: lifted, lowestHourlyPay: lowestPay }
}

/** A cost that rises in a proportion, the part-penny up; what falls with people and what is pay rise with it. */
function times(cost: BookCost, numerator: number, denominator: number): BookCost {
  const of = (amount: Pence) => scale(amount, numerator, denominator, 'up')
  return { ...cost, amount: of(cost.amount), variable: of(cost.variable), pay: of(cost.pay) }
}

/** Years on end, each with its own supposition upon the year before; stops at the first that is refused, and says which. */
export function overYears(
  book: ServiceBook,
  use: ServiceUse,
  years: readonly Supposition[],
): {
  readonly years: readonly Supposed[]
  readonly refused?: { readonly at: number; readonly code: SuppositionRefusal }
} {
  const done: Supposed[] = []
  let now: { book: ServiceBook; use: ServiceUse } = { book, use }
  for (const [at, asked] of years.entries()) {
    const next = suppose(now.book, now.use, asked)
    if ('refused' in next) return { years: done, refused: { at, code: next.refused } }
    done.push(next)
    now = { book: next.book, use: { ...next.use, blockMonths: next.use.blockMonths?.slice(12) } }
  }
  return { years: done }
}
