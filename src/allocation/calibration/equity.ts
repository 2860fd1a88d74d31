import { random } from '../../core/random.ts'
import { spreadsFor } from './coverage.ts'
import type { GroupColumn } from './plans.ts'
import { JUDGE, type Split } from './split.ts'

/** Groups under this many plans show no figure: they could point at a person. */
export const LEAST_SHOWN = 10
/** A gap of up to five in a hundred is told and does not fail the gate. A project choice. */
export const TOLERATED_GAP = 0.05
const BLOCKS = 256
const DRAWS = 200

/** How a group fares, on plans that had no part in making the table. */
export interface GroupAudit {
  readonly column: string
  readonly value: string
  /** Not told when fewer than ten, or when it would give such a number away. */
  readonly plans: number | null
  readonly enough: number | null
  readonly enoughLow: number | null
  readonly enoughHigh: number | null
  /** Share of the group's cost that its budgets fall short by, all shortfalls together. */
  readonly shortfall: number | null
  readonly shortfallLow: number | null
  readonly shortfallHigh: number | null
  /** Its share with enough less everybody else's. */
  readonly gap: number | null
  readonly gapLow: number | null
  readonly gapHigh: number | null
  readonly worseThanChance: boolean
}

/** Plans, plans with enough, cost, shortfall: in each block, so that blocks can be drawn again. */
const FIGURES = 4

function sumsOf(
  column: GroupColumn,
  given: { weeklyPence: Int32Array; budgets: Int32Array; split: Split },
): Float64Array {
  const { weeklyPence, budgets, split } = given
  const values = column.values.length
  const sums = new Float64Array(BLOCKS * values * FIGURES)
  for (let plan = 0; plan < weeklyPence.length; plan++) {
    if (split.use[plan] !== JUDGE) continue
    const at = (split.block[plan]! * values + column.of[plan]!) * FIGURES
    const short = weeklyPence[plan]! - budgets[plan]!
    sums[at]!++
    if (short <= 0) sums[at + 1]!++
    sums[at + 2]! += weeklyPence[plan]!
    if (short > 0) sums[at + 3]! += short
  }
  return sums
}

interface Figures {
  readonly plans: number
  readonly enough: number
  readonly shortfall: number
  readonly gap: number
}

/** Each value's figures when every block counts `times` often. */
function figures(sums: Float64Array, values: number, times: (block: number) => number): Figures[] {
  const each = new Float64Array(values * FIGURES)
  for (let block = 0; block < BLOCKS; block++) {
    const count = times(block)
    if (count !== 0) for (let i = 0; i < each.length; i++) each[i]! += count * sums[block * each.length + i]!
  }
  let [all, allEnough] = [0, 0]
  for (let i = 0; i < each.length; i += FIGURES) {
    all += each[i]!
    allEnough += each[i + 1]!
  }
  return Array.from({ length: values }, (_, value) => {
    const [plans, enough, cost, short] = each.subarray(value * FIGURES, value * FIGURES + FIGURES) as unknown as [
      number,
      number,
      number,
      number,
    ]
    const share = plans === 0 ? 0 : enough / plans
    const others = all - plans
    return {
      plans,
      enough: share,
      shortfall: cost === 0 ? 0 : short / cost,
      gap: others === 0 || plans === 0 ? 0 : share - (allEnough - enough) / others,
    }
  })
}

function between(drawn: readonly number[]): [low: number, high: number, spread: number] {
  const sorted = [...drawn].sort((one, other) => one - other)
  const mean = drawn.reduce((all, one) => all + one, 0) / drawn.length
  const spread = Math.sqrt(drawn.reduce((all, one) => all + (one - mean) ** 2, 0) / drawn.length)
  return [sorted[Math.floor(drawn.length * 0.025)]!, sorted[Math.ceil(drawn.length * 0.975) - 1]!, spread]
}

/** Which values show no figure: those under ten, and one more when a single one could be found by taking away. */
export function hidden(counts: readonly number[]): boolean[] {
  const hide = counts.map((plans) => plans < LEAST_SHOWN)
  if (hide.filter(Boolean).length === 1 && counts.length > 1) {
    const next = counts
      .map((plans, at) => ({ plans, at }))
      .filter(({ at }) => !hide[at])
      .sort((one, other) => one.plans - other.plans)[0]
    if (next !== undefined) hide[next.at] = true
  }
  return hide
}

/**
 * How often budgets are enough, and by how much they fall short, for each group beside everybody else, with 95% intervals
 * from drawing blocks of plans again (bootstrap). Groups are looked at here only; nothing of them goes into the table.
 */
export function equity(
  columns: readonly GroupColumn[],
  given: { weeklyPence: Int32Array; budgets: Int32Array; split: Split; seed: number },
): GroupAudit[] {
  const looks = Math.max(
    1,
    columns.reduce((all, column) => all + column.values.length, 0),
  )
  return columns.flatMap((column, which) => {
    const values = column.values.length
    const sums = sumsOf(column, given)
    const are = figures(sums, values, () => 1)
    const chance = random(given.seed + which + 1)
    const drawn = Array.from({ length: DRAWS }, () => {
      const times = new Uint16Array(BLOCKS)
      for (let block = 0; block < BLOCKS; block++) times[chance.whole(0, BLOCKS - 1)]!++
      return figures(sums, values, (block) => times[block]!)
    })
    const hide = hidden(are.map(({ plans }) => plans))
    return column.values.map((value, at): GroupAudit => {
      const nothing = null
      const { plans, enough, shortfall, gap } = are[at]!
      const of = (key: keyof Figures) => between(drawn.map((one) => one[at]![key]))
      if (hide[at]) {
        const none = {
          plans: nothing,
          enough: nothing,
          enoughLow: nothing,
          enoughHigh: nothing,
          shortfall: nothing,
          shortfallLow: nothing,
        }
        return {
          column: column.name,
          value,
          ...none,
          shortfallHigh: nothing,
          gap: nothing,
          gapLow: nothing,
          gapHigh: nothing,
          worseThanChance: false,
        }
      }
      const [enoughLow, enoughHigh] = of('enough')
      const [shortfallLow, shortfallHigh] = of('shortfall')
      const [gapLow, gapHigh, spread] = of('gap')
      const worseThanChance = gap < -TOLERATED_GAP && gap + spreadsFor(looks) * spread < 0
      return {
        column: column.name,
        value,
        plans,
        enough,
        enoughLow,
        enoughHigh,
        shortfall,
        shortfallLow,
        shortfallHigh,
        gap,
        gapLow,
        gapHigh,
        worseThanChance,
      }
    })
  })
}
