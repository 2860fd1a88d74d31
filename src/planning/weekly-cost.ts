import { type Pence, pence, scale, sum } from '../core/money.ts'
import type { Season } from './weekly-pattern.ts'

/** One line of the week with what it costs each time it happens. */
export interface WeeklyLine {
  readonly everyWeeks: number
  readonly season: Season
  readonly perSession: Pence
}

/**
 * What the plan costs in a usual week: every session at its price, a session every N weeks at one Nth of it (half a penny
 * goes up). With sessions that run only in term or only in holidays, the dearer of the two kinds of week.
 */
export function weeklyCost(lines: readonly WeeklyLine[]): Pence {
  const inWeek = (part: 'term' | 'holiday') =>
    sum(
      lines
        .filter(({ season }) => season === 'all' || season === part)
        .map(({ perSession, everyWeeks }) => scale(perSession, 1, everyWeeks, 'half-up')),
    )
  return pence(Math.max(inWeek('term'), inWeek('holiday')))
}
