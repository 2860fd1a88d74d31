import { addDays, addMonths, type CalendarDate, daysBetween, earliestDay } from '../../core/calendar-date.ts'
import { financialYear, financialYearSpan } from '../../core/financial-year.ts'
import { type Pence, pence, scale } from '../../core/money.ts'
import { amountInYear, type Move, type ReliefRule } from './relief.ts'

/**
 * What relief costs in each financial year, beyond what stands when it is over: day by day from the review that moves a person, each year
 * of relief from anniversary to anniversary, a week's pence ÷ 7 a day, half a penny up once a financial year. The
 * council's accounts run from 1 April to 31 March, so this is the money that a budget has to hold. A financial year in which nothing
 * is eased is not named.
 *
 * Example: £200 falls to £140 over two years from 1 October 2027: £60, then £30 a week beyond the new amount. 183 days of the first
 * year fall in 2027 to 2028: £1,568.57.
 */
export function reliefByFinancialYear(move: Move, rule: ReliefRule, on: CalendarDate): Map<number, Pence> {
  const end = amountInYear(move, rule.years, rule)
  const sevenths = new Map<number, number>()
  for (let year = 0; year < rule.years; year++) {
    const beyond = amountInYear(move, year, rule) - end
    if (beyond === 0) continue
    const after = addMonths(on, 12 * (year + 1))
    for (let from = addMonths(on, 12 * year); from < after; ) {
      const named = financialYear(from)
      const until = earliestDay(addDays(after, -1), financialYearSpan(named).until)
      sevenths.set(named, (sevenths.get(named) ?? 0) + beyond * (daysBetween(from, until) + 1))
      from = addDays(until, 1)
    }
  }
  return new Map([...sevenths].map(([year, sum]) => [year, scale(pence(sum), 1, 7, 'half-up')]))
}
