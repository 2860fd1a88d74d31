import { addMonths, type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { formatMoney, type Pence } from '../../core/money.ts'
import { weeklyThatCounts } from '../agreed-amount.ts'
import { amountOn } from '../rollout/relief.ts'
import type { Budget, Exception, Relief, TableVersion } from '../store.ts'

/** What may come after a budget: a newer table, the review at which it would count, and a relief that was decided. */
export interface Coming {
  readonly inForce: TableVersion | undefined
  readonly reviewOn: CalendarDate | undefined
  readonly relief: Relief | undefined
}

/** The weekly sum that counts today, and why it is more than the table gives, where it is. */
export function countsToday({
  budget,
  exceptions,
  coming: { relief },
  today,
}: {
  readonly budget: Pick<Budget, 'weeklyPence'>
  readonly exceptions: readonly Pick<Exception, 'agreedPence'>[]
  readonly coming: Pick<Coming, 'relief'>
  readonly today: CalendarDate
}): { readonly counts: Pence; readonly because: 'agreed' | 'eased' | undefined } {
  const eased = relief === undefined ? undefined : amountOn(relief, today)
  const counts = weeklyThatCounts(budget, exceptions, eased)
  if (counts === budget.weeklyPence) return { counts, because: undefined }
  return { counts, because: counts === eased ? 'eased' : 'agreed' }
}

/** The amounts of a relief with the day from which each counts; years with the same amount are one line. */
export function reliefSteps({ weeklyPence, from }: Relief): { from: CalendarDate; weeklyPence: Pence }[] {
  return weeklyPence.flatMap((amount, year) =>
    year > 0 && weeklyPence[year - 1] === amount ? [] : [{ from: addMonths(from, 12 * year), weeklyPence: amount }],
  )
}

/** What changes for me, when and why, in the person's words: nothing before the review. */
export function whatComes(budget: Budget, { inForce, reviewOn, relief }: Coming): string[] {
  const steps = relief === undefined ? [] : reliefSteps(relief)
  if (steps.length > 0)
    return [
      `The council has a new table, and my review moved me to it. It gives less than before. So my budget goes down step by step, and never below what my needs cost.`,
      ...steps.map((step) => `From ${longDate(step.from)}: ${formatMoney(step.weeklyPence)} a week.`),
      'If my needs change, we look at it again at once.',
    ]
  if (inForce === undefined || inForce.version === budget.tableVersion)
    return [
      'If the council makes a new table, nothing changes for me before my review. Then we look at my needs together first.',
    ]
  return [
    `The council has a new table since ${longDate(inForce.from)}. It changes nothing for me before my review. I keep ${formatMoney(budget.weeklyPence)} a week.`,
    reviewOn === undefined
      ? 'My review has no day yet. I am told before it is held.'
      : `My review is due on ${longDate(reviewOn)}. There we look at my needs together. Only then can my budget change.`,
    'It can go up or down. If it goes down, it goes down step by step.',
  ]
}
