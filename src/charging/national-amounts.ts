import { addDays, type CalendarDate } from '../core/calendar-date.ts'
import type { AmountKey, NationalAmount } from './amount.ts'
import { benefitRates } from './benefit-rates.ts'
import { benefitYearBegins, regulationYearBegins } from './benefit-year.ts'
import { capitalAmounts } from './capital-amounts.ts'
import { guaranteeAmounts } from './guarantee-amounts.ts'
import { premiumAmounts } from './premium-amounts.ts'

/** Every national figure the rules use, with its dates, citations and evidence. */
export const nationalAmounts: readonly NationalAmount[] = [
  ...guaranteeAmounts,
  ...premiumAmounts,
  ...capitalAmounts,
  ...benefitRates,
]

/** The last April whose figures were looked for. Past its year nothing is known, so nothing is decided. */
const LAST_YEAR_LOOKED_FOR = 2026

/** The last day for which a figure of this calendar is known: the day before the next April change. */
export function knownUntil(amount: NationalAmount): CalendarDate {
  const next = LAST_YEAR_LOOKED_FOR + 1
  return addDays(amount.calendar === 'benefits' ? benefitYearBegins(next) : regulationYearBegins(next), -1)
}

/** The figure of that name. Every key has one; a test walks them all. */
export function nationalAmount(key: AmountKey): NationalAmount {
  return nationalAmounts.find((amount) => amount.key === key) as NationalAmount
}
