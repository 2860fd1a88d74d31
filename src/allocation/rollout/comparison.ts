import type { CalendarDate } from '../../core/calendar-date.ts'
import { type Pence, pence } from '../../core/money.ts'
import type { AllocationTable } from '../allocation-table.ts'
import { type Answers, checkAddOns } from '../answers.ts'
import { yearly } from '../quote.ts'
import { weeklyBudget } from '../weekly-budget.ts'
import { changeSteps, stepOf } from './change-steps.ts'
import { amountInYear, type ReliefRule } from './relief.ts'
import { reliefByFinancialYear } from './relief-by-financial-year.ts'

/** The ways in which winners and losers are looked at. They are never inputs of a budget; here they show whom it meets. */
export const dimensions = {
  area: 'Area',
  reason: 'Main reason for support',
  ageBand: 'Age',
  ethnicity: 'Ethnicity',
} as const
export type Dimension = keyof typeof dimensions

/** A person with a budget today, as a comparison needs them: no name. */
export interface ComparedPerson extends Readonly<Record<Dimension, string>> {
  readonly answers: Answers
  /** What they have each week. */
  readonly oldPence: Pence
  /** What a week that meets their needs costs, from the plan agreed on the budget; 0 where none is. */
  readonly sufficientPence: Pence
  /** The day of the review that would move them to the new table, if one is known. */
  readonly movesOn?: CalendarDate | undefined
}

/** So many people of one kind, and how much more or less all of them together have each week under the new table. */
export interface GroupRow {
  readonly name: string
  readonly winners: number
  readonly same: number
  readonly losers: number
  readonly changePence: Pence
}

/** What relief costs in one year after everybody's review, beyond the new table and what needs cost. */
export interface ReliefYear {
  readonly year: number
  /** People who have another amount than the new one because of relief. */
  readonly people: number
  readonly yearlyPence: Pence
}

/** What relief costs in one financial year, of those whose review has a day. */
export interface ReliefFinancialYear {
  /** The April it begins in: 2027 is 1 April 2027 to 31 March 2028. */
  readonly financialYear: number
  readonly people: number
  readonly pence: Pence
}

export interface TableComparison {
  readonly people: number
  readonly winners: number
  readonly same: number
  readonly losers: number
  readonly oldPence: Pence
  readonly newPence: Pence
  readonly gainPence: Pence
  readonly lossPence: Pence
  /** People by change a week, from the largest fall to the largest rise (`changeSteps`). */
  readonly steps: readonly number[]
  readonly groups: Readonly<Record<Dimension, readonly GroupRow[]>>
  /** People for whom the new table is less than a week costs that meets their needs, and the yearly sum it lacks. */
  readonly short: { readonly people: number; readonly yearlyPence: Pence }
  readonly relief: readonly ReliefYear[]
  readonly reliefByFinancialYear: readonly ReliefFinancialYear[]
  /** People with relief whose review has no day yet: in no financial year. */
  readonly reliefUndated: number
  /** People whose add-ons the new table does not know: they are in no other number. */
  readonly notCompared: number
}

interface Pair {
  readonly person: ComparedPerson
  readonly newPence: Pence
}

const total = (amounts: readonly number[]) => pence(amounts.reduce((all, amount) => all + amount, 0))
const change = ({ person, newPence }: Pair) => newPence - person.oldPence

function groupRows(pairs: readonly Pair[], dimension: Dimension): GroupRow[] {
  const groups = new Map<string, Pair[]>()
  for (const pair of pairs) {
    const there = groups.get(pair.person[dimension])
    if (there === undefined) groups.set(pair.person[dimension], [pair])
    else there.push(pair)
  }
  const names = [...groups.keys()].sort()
  return names.map((name) => {
    const changes = (groups.get(name) ?? []).map(change)
    return {
      name,
      winners: changes.filter((amount) => amount > 0).length,
      same: changes.filter((amount) => amount === 0).length,
      losers: changes.filter((amount) => amount < 0).length,
      changePence: total(changes),
    }
  })
}

function reliefYear(pairs: readonly Pair[], year: number, rule: ReliefRule): ReliefYear {
  const beyond = pairs.map(({ person, newPence }) => {
    const move = { ...person, newPence }
    return amountInYear(move, year, rule) - amountInYear(move, rule.years, rule)
  })
  return {
    year,
    people: beyond.filter((amount) => amount !== 0).length,
    yearlyPence: total(beyond.map((amount) => yearly(pence(amount)))),
  }
}

/** Relief by the years of the council's accounts, and how many are in none of them because their review has no day. */
function byFinancialYear(pairs: readonly Pair[], rule: ReliefRule) {
  const years = new Map<number, { people: number; pence: number }>()
  let reliefUndated = 0
  for (const { person, newPence } of pairs) {
    const move = { ...person, newPence }
    if (rule.years === 0 || amountInYear(move, 0, rule) === amountInYear(move, rule.years, rule)) continue
    if (person.movesOn === undefined) {
      reliefUndated++
      continue
    }
    for (const [year, amount] of reliefByFinancialYear(move, rule, person.movesOn)) {
      const there = years.get(year) ?? { people: 0, pence: 0 }
      years.set(year, { people: there.people + 1, pence: there.pence + amount })
    }
  }
  const found = [...years].sort(([one], [other]) => one - other)
  return {
    reliefByFinancialYear: found.map(([financialYear, { people, pence: sum }]) => ({
      ...{ financialYear, people, pence: pence(sum) },
    })),
    reliefUndated,
  }
}

/**
 * Everybody with a budget under the table they have and under a new one: who would have more, who less, how much, and
 * what relief would cost year by year, counted from each person's own review. Nothing is adopted and nobody's budget
 * changes. Every sum adds up to the penny: new − old = gains − losses = the changes of every group.
 */
export function compareTables(
  newTable: AllocationTable,
  everybody: readonly ComparedPerson[],
  rule: ReliefRule,
): TableComparison {
  const pairs: Pair[] = everybody.flatMap((person) =>
    checkAddOns(newTable, person.answers.addOns).ok
      ? [{ person, newPence: weeklyBudget(newTable, person.answers) }]
      : [],
  )
  const changes = pairs.map(change)
  const lacks = pairs.map(({ person, newPence }) => Math.max(0, person.sufficientPence - newPence))
  const steps = changeSteps.map(() => 0)
  for (const amount of changes) steps[stepOf(amount)] = (steps[stepOf(amount)] ?? 0) + 1
  return {
    people: pairs.length,
    winners: changes.filter((amount) => amount > 0).length,
    same: changes.filter((amount) => amount === 0).length,
    losers: changes.filter((amount) => amount < 0).length,
    oldPence: total(pairs.map(({ person }) => person.oldPence)),
    newPence: total(pairs.map(({ newPence }) => newPence)),
    gainPence: total(changes.filter((amount) => amount > 0)),
    lossPence: total(changes.filter((amount) => amount < 0).map((amount) => -amount)),
    steps,
    groups: {
      area: groupRows(pairs, 'area'),
      reason: groupRows(pairs, 'reason'),
      ageBand: groupRows(pairs, 'ageBand'),
      ethnicity: groupRows(pairs, 'ethnicity'),
    },
    short: {
      people: lacks.filter((amount) => amount > 0).length,
      yearlyPence: total(lacks.map((amount) => yearly(pence(amount)))),
    },
    relief: Array.from({ length: rule.years }, (_, year) => reliefYear(pairs, year, rule)),
    ...byFinancialYear(pairs, rule),
    notCompared: everybody.length - pairs.length,
  }
}
