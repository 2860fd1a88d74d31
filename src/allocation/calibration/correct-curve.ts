import { isotonic } from './isotonic.ts'
import { type Knot, penceByPoints, rising } from './quantile-curve.ts'
import { smallest } from './select.ts'
import { CORRECT, SET, type Split } from './split.ts'

const ROUNDS = 4
/** A band of need is told apart only when so many plans can correct it. */
const PLANS_A_BAND = 40
const MOST_BANDS = 4

/** Bands of need by points: band 0 up to and with the first end, and so on; the last has no end. */
export type BandEnds = readonly number[]

/** The band that points fall in. */
export function bandOf(ends: BandEnds, points: number): number {
  let band = 0
  while (band < ends.length && points > ends[band]!) band++
  return band
}

/** As many bands as the correcting plans can carry, each with about the same number of the plans that set the points. */
export function needBands(points: Int32Array, split: Split): number[] {
  const bands = Math.max(1, Math.min(MOST_BANDS, Math.floor(split.counts[CORRECT] / PLANS_A_BAND)))
  let most = 0
  for (let plan = 0; plan < points.length; plan++) if (points[plan]! > most) most = points[plan]!
  const having = new Float64Array(most + 1)
  for (let plan = 0; plan < points.length; plan++) if (split.use[plan] === SET) having[points[plan]!]!++
  const ends: number[] = []
  for (let at = 0, passed = 0; at < most && ends.length < bands - 1; at++) {
    passed += having[at]!
    if (passed >= ((ends.length + 1) / bands) * split.counts[SET]) ends.push(at)
  }
  return ends
}

/**
 * Moves the line so that, in each band of need, it is enough for at least the wanted share of plans that had no part in
 * making it: one-sided split conformal prediction (Vovk and others 2005; Romano and others 2019), by the ratio of cost to
 * budget. Each knot moves by its band's ratio and the line stays joined and never falling, so the bands are looked at again
 * a few times. Whether it worked is judged on plans that neither made nor corrected the line.
 */
export function correctCurve(
  knots: readonly Knot[],
  given: { points: Int32Array; weeklyPence: Int32Array; split: Split; ends: BandEnds; quantile: number },
): Knot[] {
  const { points, weeklyPence, split, ends, quantile } = given
  const plansOf: number[][] = Array.from({ length: ends.length + 1 }, () => [])
  let most = 0
  for (let plan = 0; plan < points.length; plan++) {
    if (split.use[plan] !== CORRECT || points[plan] === 0) continue
    plansOf[bandOf(ends, points[plan]!)]!.push(plan)
    if (points[plan]! > most) most = points[plan]!
  }
  const ratios = new Float64Array(Math.max(0, ...plansOf.map((plans) => plans.length)))
  let now = [...knots]
  for (let round = 0; round < ROUNDS; round++) {
    const pence = penceByPoints(now, most)
    const moves = plansOf.map((plans) => {
      if (plans.length === 0) return 1
      plans.forEach((plan, at) => {
        ratios[at] = weeklyPence[plan]! / Math.max(1, pence[points[plan]!]!)
      })
      const rank = Math.min(plans.length, Math.ceil((plans.length + 1) * quantile - 1e-9))
      return smallest(ratios, plans.length, rank - 1)
    })
    const moved = now.map((knot) => knot.weeklyPence * moves[bandOf(ends, knot.points)]!)
    const never = isotonic(
      moved,
      moved.map(() => 1),
    )
    now = rising(now.map(({ points: at }, i) => ({ points: at, weeklyPence: Math.round(never[i]!) })))
  }
  return now
}
