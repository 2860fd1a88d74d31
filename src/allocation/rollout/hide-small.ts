import type { Pence } from '../../core/money.ts'
import { LEAST_SHOWN, type Shown, suppress } from '../../core/small-numbers.ts'
import type { Dimension, GroupRow, TableComparison } from './comparison.ts'

/** A comparison as it may be kept and shown: counts under five are hidden, with what would give them away. */
export interface ShownComparison {
  readonly people: Shown
  readonly counts: { readonly winners: Shown; readonly same: Shown; readonly losers: Shown }
  readonly oldPence: Pence | 'hidden'
  readonly newPence: Pence | 'hidden'
  readonly gainPence: Pence | 'hidden'
  readonly lossPence: Pence | 'hidden'
  readonly steps: readonly Shown[]
  readonly groups: Readonly<Record<Dimension, readonly ShownGroup[]>>
  readonly short: { readonly people: Shown; readonly yearlyPence: Pence | 'hidden' }
  readonly relief: readonly { readonly year: number; readonly people: Shown; readonly yearlyPence: Pence | 'hidden' }[]
  /** Absent in what was compared before money was counted by financial year. */
  readonly reliefByFinancialYear?: readonly {
    readonly financialYear: number
    readonly people: Shown
    readonly pence: Pence | 'hidden'
  }[]
  readonly reliefUndated?: Shown
  readonly notCompared: Shown
}

export interface ShownGroup {
  readonly name: string
  readonly winners: Shown
  readonly same: Shown
  readonly losers: Shown
  readonly changePence: Pence | 'hidden'
}

const small = (count: number) => count > 0 && count < LEAST_SHOWN
const shown = (count: number): Shown => (small(count) ? 'hidden' : count)
const money = (amount: Pence, of: Shown): Pence | 'hidden' => (of === 'hidden' ? 'hidden' : amount)

/**
 * The steps of one side, whose sum is the count of winners or of losers. Where that count is hidden, at least one of its steps is
 * hidden too: steps that are all shown would add up to it.
 */
function hideSide(side: readonly number[], count: Shown): readonly Shown[] {
  if (count !== 'hidden') return suppress([side])[0] ?? []
  if (side.some(small)) return side.map(shown)
  const least = Math.min(...side.filter((people) => people > 0))
  const at = side.indexOf(least)
  return side.map((people, step) => (step === at ? 'hidden' : people))
}

function hideGroups(rows: readonly GroupRow[]): ShownGroup[] {
  const counts = suppress(rows.map(({ winners, same, losers }) => [winners, same, losers]))
  const [sums = []] = suppress([rows.map(({ winners, same, losers }) => winners + same + losers)])
  return rows.map(({ name, changePence }, at) => {
    const [winners = 'hidden', same = 'hidden', losers = 'hidden'] = counts[at] ?? []
    return { name, winners, same, losers, changePence: money(changePence, sums[at] ?? 'hidden') }
  })
}

/**
 * Hides what could point at somebody: every count of one to four, as few others as it takes that none can be worked out
 * from a total, and each sum of money of a hidden group. Nought is shown.
 */
export function hideSmall(found: TableComparison): ShownComparison {
  const { groups } = found
  const people = shown(found.people)
  const [[winners = 'hidden', same = 'hidden', losers = 'hidden'] = []] = suppress([
    [found.winners, found.same, found.losers],
  ])
  const middle = (found.steps.length - 1) / 2
  const steps = [
    ...hideSide(found.steps.slice(0, middle), losers),
    same,
    ...hideSide(found.steps.slice(middle + 1), winners),
  ]
  const lack = shown(found.short.people)
  return {
    people,
    counts: { winners, same, losers },
    oldPence: money(found.oldPence, people),
    newPence: money(found.newPence, people),
    gainPence: money(found.gainPence, winners),
    lossPence: money(found.lossPence, losers),
    steps,
    groups: {
      area: hideGroups(groups.area),
      reason: hideGroups(groups.reason),
      ageBand: hideGroups(groups.ageBand),
      ethnicity: hideGroups(groups.ethnicity),
    },
    short: { people: lack, yearlyPence: money(found.short.yearlyPence, lack) },
    relief: found.relief.map(({ year, people: eased, yearlyPence }) => ({
      year,
      people: shown(eased),
      yearlyPence: money(yearlyPence, shown(eased)),
    })),
    reliefByFinancialYear: found.reliefByFinancialYear.map(({ financialYear, people: eased, pence }) => ({
      ...{ financialYear, people: shown(eased), pence: money(pence, shown(eased)) },
    })),
    reliefUndated: shown(found.reliefUndated),
    notCompared: shown(found.notCompared),
  }
}
