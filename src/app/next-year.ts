import { benefitYearBegins, regulationYearBegins } from '../charging/index.ts'
import { paths as chargingPaths } from '../charging/paths.ts'
import { type CalendarDate, day, longDate } from '../core/calendar-date.ts'
import { financialYearWords } from '../core/financial-year.ts'
import { paths as financePaths } from '../finance/paths.ts'
import type { Waiting } from '../platform/waiting.ts'

/** From this day of a year what the next one needs is looked for: councils settle their budgets, and the figures set by law are made known, in the weeks from then on. */
const LOOKED_FOR_FROM = '02-01'

/** The year that is looked after on a day, by the April in which it begins: from February on the coming one. */
export function yearLookedAfter(today: CalendarDate): { year: number; begun: boolean } {
  const year = Number(today.slice(0, 4))
  if (today.slice(5) < LOOKED_FOR_FROM) return { year: year - 1, begun: true }
  return { year, begun: today.slice(5) >= '04-01' }
}

/** The day for whose figures the new year is asked: the first on which all of them have changed. */
export const figuresOf = (year: number): CalendarDate => benefitYearBegins(year)

/** What stands for a year, and what does not. */
export interface YearStands {
  readonly today: CalendarDate
  /** Whether the year before has a budget in the books: where none was ever adopted, nothing is missed. */
  readonly hadBudget: boolean
  readonly hasBudget: boolean
  /** Whether the council's data has an amount that begins in the year. */
  readonly budgetNamed: boolean
  /** Figures set by law of which none is known for the year, and how many there are. */
  readonly figuresMissing: number
  readonly figures: number
  /** What the council's data says of its calendar and its charging for the year and the records do not: by name. */
  readonly notAdopted: readonly string[]
  /** Charges that fall due by 6 April of the year and are not due today; none for whoever may not look at them. */
  readonly chargesDue: number
}

const kind = 'Thing for the new year'

/** What the new year lacks, each in a line for finance and administrators. */
export function nextYearWaiting(stands: YearStands, role: 'finance' | 'administrator'): Waiting[] {
  const { year, begun } = yearLookedAfter(stands.today)
  const words = financialYearWords(year)
  const sixth = regulationYearBegins(year)
  const home = role === 'finance' ? financePaths.home() : '/policy'
  const budget = budgetWords(stands, begun, words)
  return [
    ...(budget === undefined
      ? []
      : [{ what: `Budget for ${words}`, kind, why: budget, dueOn: day(`${year}-04-01`), href: home, act: 'See' }]),
    ...(stands.notAdopted.length === 0
      ? []
      : [
          {
            what: 'The council’s data',
            kind,
            why: `Not adopted yet: ${stands.notAdopted.slice(0, 3).join('; ')}${stands.notAdopted.length > 3 ? ` and ${stands.notAdopted.length - 3} more` : ''}. Ask whoever runs Daywell to take it in (daywell policy adopt)`,
            href: '/policy',
            act: 'See',
          },
        ]),
    ...(stands.figuresMissing === 0
      ? []
      : [
          {
            what: `Amounts set by law from ${longDate(sixth)}`,
            kind,
            why: `${stands.figuresMissing} of ${stands.figures} are not entered: from their day on no charge can be worked out without them`,
            dueOn: sixth,
            href: chargingPaths.amounts(figuresOf(year)),
            act: 'Enter',
          },
        ]),
    ...(stands.chargesDue === 0
      ? []
      : [
          {
            what: `What people pay from ${longDate(sixth)}`,
            kind,
            why: `${stands.chargesDue} ${stands.chargesDue === 1 ? 'charge falls' : 'charges fall'} due by then, when new figures begin`,
            dueOn: sixth,
            href: chargingPaths.reviews(),
            act: 'See',
          },
        ]),
  ]
}

function budgetWords(stands: YearStands, begun: boolean, words: string): string | undefined {
  if (stands.hasBudget || !stands.hadBudget) return undefined
  if (begun || stands.budgetNamed)
    return 'Not adopted yet. Ask whoever runs Daywell to take in the council’s data (daywell policy adopt)'
  return `The council’s data names none for ${words}: the amount of the year before would go on`
}
