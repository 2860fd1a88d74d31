import { type Accuracy, accuracyOf, type BudgetWay } from './accuracy.ts'
import type { FitOptions, FittedTable } from './fit-table.ts'
import { isotonic } from './isotonic.ts'
import { addPlans, leftOver, normalEquations, noSums, UNKNOWNS } from './normal-sums.ts'
import { CODES, ITEMS, type Plans } from './plans.ts'
import { penceByPoints } from './quantile-curve.ts'
import { JUDGE } from './split.ts'
import { penceByCode, wholeWeights } from './steady-weights.ts'
import { countedByCode } from './whole-points.ts'

export interface Baseline {
  readonly name: string
  /** What it does, in a sentence. */
  readonly about: string
  readonly accuracy: Accuracy
}

const NONE = 255
const BANDS = 8
const PERCENTILES = 20

/** Points of a plan under a table of points by code. */
function scorer(table: ArrayLike<number>, base: number) {
  return (codes: Uint8Array, from: number) => {
    let points = base
    for (let i = 0; i < ITEMS; i++) points += table[i * CODES + codes[from + i]!]!
    return points
  }
}

interface Seen {
  readonly points: number
  readonly pence: number
}

/** £ for each point of the prior: one price for all points. */
function perPoint(seen: readonly Seen[], points: BudgetWay): BudgetWay {
  const over = seen.reduce((all, one) => all + one.points * one.pence, 0)
  const under = seen.reduce((all, one) => all + one.points ** 2, 0)
  const price = under === 0 ? 0 : over / under
  return (codes, from) => Math.round(points(codes, from) * price)
}

/** Matching percentiles: the n-th in points gets what the n-th in cost costs; nobody's own points and cost are looked at together. */
function matchedPercentiles(seen: readonly Seen[], points: BudgetWay): BudgetWay {
  const byPoints = seen.map((one) => one.points).sort((one, other) => one - other)
  const byCost = seen.map((one) => one.pence).sort((one, other) => one - other)
  const at = (sorted: number[], part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0
  const knots: Seen[] = [{ points: 0, pence: 0 }]
  for (let part = 0; part < PERCENTILES; part++) {
    const knot = { points: at(byPoints, (part + 0.5) / PERCENTILES), pence: at(byCost, (part + 0.5) / PERCENTILES) }
    if (knot.points > knots.at(-1)!.points) knots.push(knot)
  }
  return (codes, from) => along(knots, points(codes, from))
}

function along(knots: readonly Seen[], points: number): number {
  if (knots.length < 2) return knots[0]?.pence ?? 0
  let right = knots.findIndex((knot) => points <= knot.points)
  if (right < 1) right = right === 0 ? 1 : knots.length - 1
  const [low, high] = [knots[right - 1]!, knots[right]!]
  return Math.round(low.pence + ((high.pence - low.pence) * (points - low.points)) / (high.points - low.points))
}

/** Eight bands of the prior's points with as many plans each; everyone in a band gets its average cost. */
function banded(seen: readonly Seen[], points: BudgetWay): BudgetWay {
  const sorted = [...seen].sort((one, other) => one.points - other.points)
  const size = Math.max(1, Math.ceil(sorted.length / BANDS))
  const bands = Array.from({ length: Math.ceil(sorted.length / size) }, (_, at) =>
    sorted.slice(at * size, at * size + size),
  )
  const ends = bands.map((band) => band.at(-1)!.points)
  const pays = bands.map((band) => Math.round(band.reduce((all, one) => all + one.pence, 0) / band.length))
  return (codes, from) => {
    const scored = points(codes, from)
    const band = ends.findIndex((end) => scored <= end)
    return pays[band === -1 ? pays.length - 1 : band] ?? 0
  }
}

/** Solves a symmetric system in place (Gauss with the largest pivot); what cannot be told apart is left at zero. */
function solve(gram: Float64Array, right: Float64Array): Float64Array {
  const rows = Array.from({ length: UNKNOWNS }, (_, row) => [
    ...gram.subarray(row * UNKNOWNS, row * UNKNOWNS + UNKNOWNS),
    right[row]!,
  ])
  const least = 1e-9 * Math.max(...rows.map((row, at) => row[at]!))
  const free = new Set(rows.keys())
  const pivots: [row: number, column: number][] = []
  for (let column = 0; column < UNKNOWNS; column++) {
    const row = [...free].sort((one, other) => Math.abs(rows[other]![column]!) - Math.abs(rows[one]![column]!))[0]
    if (row === undefined || Math.abs(rows[row]![column]!) < least) continue
    free.delete(row)
    pivots.push([row, column])
    for (let other = 0; other < UNKNOWNS; other++) {
      const by = rows[other]![column]! / rows[row]![column]!
      if (other !== row && by !== 0)
        for (let at = column; at <= UNKNOWNS; at++) rows[other]![at]! -= by * rows[row]![at]!
    }
  }
  const solved = new Float64Array(UNKNOWNS)
  for (const [row, column] of pivots) solved[column] = rows[row]![UNKNOWNS]! / rows[row]![column]!
  return solved
}

/** Least squares on the square root of the cost, squared again: any step may come out below zero. */
function squareRoot(plans: Plans, fit: FittedTable, left: Float64Array): BudgetWay {
  const roots = { ...plans, weeklyPence: plans.weeklyPence.map((pence) => Math.round(Math.sqrt(pence) * 100)) }
  const sums = noSums()
  const into = fit.split.use.map((use) => (use === JUDGE ? NONE : 0))
  addPlans([sums], { plans: roots, left, into, weight: wholeWeights(plans.count) })
  const { gram, right } = normalEquations(sums)
  const steps = solve(gram, right)
  const root = scorer(penceByCode(steps, left), steps[0]!)
  return (codes, from) => Math.round((Math.max(0, root(codes, from)) / 100) ** 2)
}

/** The fitted points with the average cost of each piece of the line, never falling: what the points alone can explain. */
function middleWay(plans: Plans, fit: FittedTable, points: BudgetWay): BudgetWay {
  const { knots } = fit
  const totals = knots.map(() => ({ pence: 0, points: 0, plans: 0 }))
  for (let plan = 0; plan < plans.count; plan++) {
    if (fit.split.use[plan] === JUDGE) continue
    let at = knots.findIndex((knot) => fit.points[plan]! <= knot.points)
    if (at === -1) at = knots.length - 1
    const total = totals[Math.max(1, at)]!
    total.pence += plans.weeklyPence[plan]!
    total.points += fit.points[plan]!
    total.plans++
  }
  const had = totals.filter((total) => total.plans > 0)
  const never = isotonic(
    had.map((one) => one.pence / one.plans),
    had.map((one) => one.plans),
  )
  const line = had.map((one, at) => ({ points: one.points / one.plans, pence: never[at]! }))
  return (codes, from) => along([{ points: 0, pence: 0 }, ...line.filter((one) => one.points > 0)], points(codes, from))
}

/**
 * Other ways of setting budgets from the same answers, each made from the plans that made and corrected this table and
 * judged on the same unseen ones, beside this table itself.
 */
export function baselines(
  plans: Plans,
  fit: FittedTable,
  options: FitOptions,
  priorItems: Parameters<typeof countedByCode>[0],
): Baseline[] {
  const { split, whole, knots } = fit
  const left = leftOver(options.paidPerMille)
  const prior = scorer(countedByCode(priorItems, options.paidPerMille), options.prior[0]!)
  const own = scorer(countedByCode(whole.items, options.paidPerMille), whole.base)
  const seen: Seen[] = []
  for (let plan = 0; plan < plans.count; plan++)
    if (split.use[plan] !== JUDGE)
      seen.push({ points: prior(plans.codes, plan * ITEMS), pence: plans.weeklyPence[plan]! })
  const highest = whole.base + Object.values(whole.items).reduce((all, at) => all + at[4], 0)
  const pence = penceByPoints(knots, highest)
  const ways: [string, string, BudgetWay][] = [
    ['This table', 'Fitted points and the line at the wanted share', (codes, from) => pence[own(codes, from)]!],
    [
      'This table’s points at average cost',
      'The same points, with the average cost instead of the wanted share',
      middleWay(plans, fit, own),
    ],
    ['Pounds for each point', 'One price for every point of the table before', perPoint(seen, prior)],
    ['Matched percentiles', 'The n-th in points gets what the n-th in cost costs', matchedPercentiles(seen, prior)],
    ['Eight bands', 'Everyone in a band of points gets its average cost', banded(seen, prior)],
    [
      'Least squares on the square root',
      'Ordinary regression, squared back; steps may be below zero',
      squareRoot(plans, fit, left),
    ],
  ]
  return ways.map(([name, about, way]) => ({ name, about, accuracy: accuracyOf(plans, split, way) }))
}
