import type { CalendarDate } from '../core/calendar-date.ts'
import { type Pence, pence } from '../core/money.ts'
import { byRisk, type NotKnownReason, type Warning, type WarningPolicy, warningOf } from './early-warning.ts'
import {
  monthlyChange,
  type PeopleTrend,
  peopleTrend,
  type ServiceMonth,
  type ServiceUse,
  useOver,
} from './service-use.ts'
import { type LossTrend, monthsToLoss, type ServiceBook, type ServiceYear, serviceYear } from './viability.ts'
import { type FloorCheck, floorCheck } from './wage-floor.ts'

/** What is known of a service before anything is worked out: its book, and its whole months, the earliest first. */
export interface KnownService {
  readonly book: ServiceBook | undefined
  readonly months: readonly ServiceMonth[]
  /** What block contracts that still stand pay it from this month on, month by month. */
  readonly blockMonths?: readonly Pence[] | undefined
}

export interface ForecastPolicy extends WarningPolicy {
  readonly yearlyCostRiseBasisPoints: number
  readonly trendMonths: number
  readonly leastMonths: number
}

/** A service worked out, with everything its figures rest on. */
export interface Viability {
  readonly book: ServiceBook
  readonly use: ServiceUse
  readonly year: ServiceYear
  readonly trend: PeopleTrend | undefined
  readonly lossTrend: LossTrend
  readonly monthsToLoss: number | undefined
  readonly floor: FloorCheck
  readonly warning: Warning
}

/** The forecast of a year: months to loss under the trend of people (none known counts as no change) and the yearly rise of cost. */
export function forecast(
  given: { book: ServiceBook; use: ServiceUse; year: ServiceYear; trend: PeopleTrend | undefined },
  policy: ForecastPolicy,
  on: CalendarDate,
): Viability {
  const { book, year, trend } = given
  const following = pence(year.incomeTotal - year.fixedIncome)
  const monthly: Pence = pence(Math.floor(following / 12))
  const lossTrend = {
    monthlyIncomeChange: trend === undefined ? pence(0) : monthlyChange(monthly, trend),
    yearlyCostRise: policy.yearlyCostRiseBasisPoints,
    blockMonths: given.use.blockMonths,
  }
  const months = monthsToLoss(year, lossTrend)
  const floor = floorCheck(book.lowestHourlyPay, on)
  return { ...given, lossTrend, monthsToLoss: months, floor, warning: warningOf(year, months, floor, policy) }
}

/** A service as it stands on a day; what is not known is said, never guessed. */
export function assess(
  { book, months, blockMonths }: KnownService,
  policy: ForecastPolicy,
  on: CalendarDate,
): Viability | { readonly notKnown: NotKnownReason } {
  if (book === undefined) return { notKnown: 'no_open_book' }
  if (months.length < policy.leastMonths) return { notKnown: 'too_few_months' }
  const use = { ...useOver(book.unit, months), blockMonths }
  if (use.attended === 0 && book.statedUnits === 0) return { notKnown: 'nobody_comes' }
  const year = serviceYear(book, use)
  return forecast({ book, use, year, trend: peopleTrend(months, policy.trendMonths) }, policy, on)
}

const notKnown: Warning = { level: 'not_known', reasons: [], months: undefined, aboveTenths: undefined }

/** The warning of a service, also where nothing is known. */
export const warningFrom = (found: ReturnType<typeof assess>): Warning =>
  'notKnown' in found ? notKnown : found.warning

/** Services by risk: losses first, what is not known last; equal ones by name. */
export function inOrderOfRisk<T extends { readonly name: string; readonly found: ReturnType<typeof assess> }>(
  services: readonly T[],
): T[] {
  return [...services].sort(
    (one, other) => byRisk(warningFrom(one.found), warningFrom(other.found)) || one.name.localeCompare(other.name),
  )
}
