import { assert } from '../../core/assert.ts'
import { LEAST_SHOWN } from '../../core/small-numbers.ts'
import { binomialLimits } from './binomial-limits.ts'

/** Budgets of one kind that people were told, and on which a plan was agreed. */
export interface EvidenceCell {
  /** Month in which the first plan on the budget was agreed: "2026-11". */
  readonly month: string
  readonly points: number
  /** True when the agreed week costs no more than the budget. */
  readonly enough: boolean
  readonly plans: number
}

/** What a council wants of its table, and from when it trusts a count. */
export interface WatchRule {
  /** In so many of a thousand plans the budget should be enough. */
  readonly enoughPerMille: number
  /** Fewer plans than this say nothing. */
  readonly leastPlans: number
  /** So many of a thousand quiet tables should raise no alarm. */
  readonly quietPerMille: number
}

export type WatchState = 'too_few' | 'inside' | 'below' | 'above'

/** So many plans, how often the budget was enough, and between which counts that is usual. */
export interface WatchLine {
  readonly name: string
  readonly plans: number
  readonly enough: number
  readonly least: number
  readonly most: number
  readonly state: WatchState
}

export interface DriftWatch {
  readonly overall: WatchLine
  /** Quarters of the published line, by points. */
  readonly bands: readonly WatchLine[]
  /** Everything agreed up to the end of each month; a month with fewer than five plans goes with the next. */
  readonly months: readonly WatchLine[]
  readonly alarm: boolean
}

const BANDS = 4

function line(name: string, cells: readonly EvidenceCell[], rule: WatchRule): WatchLine {
  const plans = cells.reduce((all, cell) => all + cell.plans, 0)
  const enough = cells.reduce((all, cell) => all + (cell.enough ? cell.plans : 0), 0)
  if (plans === 0) return { name, plans, enough, least: 0, most: 0, state: 'too_few' }
  const outside = (1000 - rule.quietPerMille) / 1000 / (1 + BANDS)
  const { least, most } = binomialLimits(plans, rule.enoughPerMille, outside)
  const judged = enough < least ? 'below' : enough > most ? 'above' : 'inside'
  return { name, plans, enough, least, most, state: plans < rule.leastPlans ? 'too_few' : judged }
}

/** Four bands of points: quarters of the published line, the last going on beyond its end. */
export function needBands(lastKnotPoints: number): { name: string; from: number; below: number }[] {
  assert(lastKnotPoints >= BANDS, 'the line is long enough for four bands')
  const cut = (band: number) => Math.floor((lastKnotPoints * band) / BANDS)
  return Array.from({ length: BANDS }, (_, band) => {
    const last = band === BANDS - 1
    const [from, below] = [cut(band), last ? Number.POSITIVE_INFINITY : cut(band + 1)]
    return { name: last ? `${from} points and over` : `${from} to ${below - 1} points`, from, below }
  })
}

/** What was agreed up to the end of each month, the months in order. */
function running(cells: readonly EvidenceCell[], rule: WatchRule): WatchLine[] {
  const months = [...new Set(cells.map((cell) => cell.month))].sort()
  const lines: WatchLine[] = []
  for (const [at, month] of months.entries()) {
    const now = line(
      month,
      cells.filter((cell) => cell.month <= month),
      rule,
    )
    const added = now.plans - (lines.at(-1)?.plans ?? 0)
    if (added >= LEAST_SHOWN || at === months.length - 1) lines.push(now)
  }
  const [last, before] = [lines.at(-1), lines.at(-2)]
  if (last !== undefined && before !== undefined && last.plans - before.plans < LEAST_SHOWN) lines.splice(-2, 1)
  return lines
}

/**
 * How often budgets of one table were enough for the plans agreed on them, over all, by need and month by month, beside
 * what would be usual if the table did what the council wants. Outside the limits is an alarm: the prices moved, or the
 * table never fitted. The limits share one chance of a false alarm among all five counts (Bonferroni), and are exact.
 * Each budget counts once, with the first plan agreed on it. Too few plans say nothing, whichever way they point.
 *
 * Source: Florida's table decayed for ten years before anyone saw it; none of the published systems watches (research of
 * 2026). The wish and the least number are the council's own.
 */
export function driftWatch(cells: readonly EvidenceCell[], lastKnotPoints: number, rule: WatchRule): DriftWatch {
  const overall = line('All budgets', cells, rule)
  const bands = needBands(lastKnotPoints).map(({ name, from, below }) =>
    line(
      name,
      cells.filter(({ points }) => points >= from && points < below),
      rule,
    ),
  )
  const outside = ({ state }: WatchLine) => state === 'below' || state === 'above'
  return { overall, bands, months: running(cells, rule), alarm: [overall, ...bands].some(outside) }
}
