import { LEAST_SHOWN, type Shown, suppress } from '../../core/small-numbers.ts'
import type { DriftWatch, WatchLine } from './drift-watch.ts'

/** One line of the watch as it may leave: where the number of plans could point at somebody, both counts are hidden. */
export interface ShownLine extends Omit<WatchLine, 'plans' | 'enough' | 'least' | 'most'> {
  readonly plans: Shown
  readonly enough: Shown
  readonly least: Shown
  readonly most: Shown
}

function lineWith(line: WatchLine, plans: Shown): ShownLine {
  const of = (count: number): Shown => (plans === 'hidden' ? 'hidden' : count)
  return { ...line, plans, enough: of(line.enough), least: of(line.least), most: of(line.most) }
}

/** The watch as it may leave: counts of one to four plans are hidden, with what would give them away. */
export function shownWatch({ overall, bands, months, alarm }: DriftWatch) {
  const [plans = []] = suppress([bands.map((line) => line.plans)])
  const few = (count: number): Shown => (count > 0 && count < LEAST_SHOWN ? 'hidden' : count)
  return {
    overall: lineWith(overall, few(overall.plans)),
    bands: bands.map((line, at) => lineWith(line, plans[at] ?? 'hidden')),
    months: months.map((line) => lineWith(line, few(line.plans))),
    alarm,
  }
}
