import { amountsOfDay, nationalAmounts, regulationYearBegins } from '../../charging/index.ts'
import { chargeReviews, councilAmountsOn, standingSwitches } from '../../charging/store.ts'
import { financialYearSpan } from '../../core/financial-year.ts'
import { calendarPeriods } from '../../directory/store.ts'
import { budgetsOfYear } from '../../finance/store.ts'
import type { Tx } from '../../platform/db.ts'
import type { Waiting } from '../../platform/waiting.ts'
import { sortOut } from '../adopt/sort-out.ts'
import { calendarStanding, wantedCalendar } from '../adopt/wanted.ts'
import { budgetNamedFor, switchName, switchSays, wantedSwitches } from '../adopt/wanted-money.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'
import { figuresOf, nextYearWaiting, yearLookedAfter } from '../next-year.ts'

/** What the new year lacks, for finance and administrators: its budget, what the council's data says and nobody adopted, figures set by law, and how many charges it makes due. */
export async function waitingForNewYear(tx: Tx, policy: CouncilPolicy): Promise<Waiting[]> {
  const { role } = tx.who
  if (role !== 'finance' && role !== 'administrator') return []
  const { year } = yearLookedAfter(tx.today)
  return nextYearWaiting(
    {
      today: tx.today,
      hadBudget: (await budgetsOfYear(tx, year - 1)).length > 0,
      hasBudget: (await budgetsOfYear(tx, year)).length > 0,
      budgetNamed: budgetNamedFor(policy, year),
      ...(await figuresMissing(tx, year)),
      notAdopted: await notAdopted(tx, policy, year),
      chargesDue: role === 'finance' ? await chargesDue(tx, year) : 0,
    },
    role,
  )
}

/** Figures that nobody knows or entered for the year. One that a council entered without a last day before the year began is not taken for its figure. */
async function figuresMissing(tx: Tx, year: number) {
  const on = figuresOf(year)
  const council = (await councilAmountsOn(tx, on)).filter(({ from }) => from >= regulationYearBegins(year))
  const figures = amountsOfDay(on, { demo: true, council })
  for (const { key } of nationalAmounts) figures.take(key)
  return { figuresMissing: figures.missing.length, figures: nationalAmounts.length }
}

/** Charging switches, bank holidays and school terms of the year that the council's data gives and the records lack; those that are only assumed where the council adopted assumptions before. */
async function notAdopted(tx: Tx, policy: CouncilPolicy, year: number): Promise<string[]> {
  const { from, until } = financialYearSpan(year)
  const how = { acceptAssumptions: true, dated: true }
  const days = wantedCalendar(policy).filter(({ thing }) => thing.from <= until && thing.until >= from)
  const there = await calendarPeriods(tx)
  if (there.length === 0) return []
  const switches = await standingSwitches(tx)
  const held = wantedSwitches(policy).filter(({ thing }) => thing.from >= from && thing.from <= until)
  const assumes = switches.some(({ citation }) => citation.startsWith('assumption: '))
  return [
    ...sortOut(days, calendarStanding(days, there), how).toAdd,
    ...sortOut(held, new Map(switches.map((one) => [switchName(one), switchSays(one)])), how).toAdd.filter(
      ({ assumption }) => assumption === undefined || assumes,
    ),
  ].map(({ name }) => name)
}

async function chargesDue(tx: Tx, year: number): Promise<number> {
  const sixth = regulationYearBegins(year)
  if (tx.today >= sixth) return 0
  const by = async (until: typeof sixth) => (await chargeReviews(tx, { words: '', until, page: 1 })).found
  return (await by(sixth)) - (await by(tx.today))
}
