import { isotonic } from './isotonic.ts'

/** One end of a straight piece of the line. */
export interface Knot {
  readonly points: number
  readonly weeklyPence: number
}

/** How finely costs are told apart when the line is looked for: a two-thousandth of the cost. */
const FINENESS = 2000
const MOST_PIECES = 11
/** A piece of the line rests on at least so many plans. */
const LEAST_PLANS = 15
/** Where the eleven pieces end, as shares of the plans; finer at the dear end. */
const ENDS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.88, 0.95, 1] as const

/** Costs as cells a two-thousandth wide, and the largest cost of each cell, so that a cell's plans can all be met by it. */
export interface CostCells {
  readonly cell: Int32Array
  readonly top: Int32Array
}

/** Puts each weekly cost, in pence, into its cell; costs below a penny count as one. */
export function costCells(weeklyPence: Int32Array): CostCells {
  const cell = new Int32Array(weeklyPence.length)
  let least = Number.POSITIVE_INFINITY
  let most = 0
  for (let at = 0; at < cell.length; at++) {
    const is = Math.round(Math.log(Math.max(1, weeklyPence[at]!)) * FINENESS)
    cell[at] = is
    if (is < least) least = is
    if (is > most) most = is
  }
  const top = new Int32Array(cell.length === 0 ? 0 : most - least + 1)
  for (let at = 0; at < cell.length; at++) {
    const is = cell[at]! - least
    cell[at] = is
    if (weeklyPence[at]! > top[is]!) top[is] = weeklyPence[at]!
  }
  return { cell, top }
}

/** Which plans the line is made from: how often each block of plans counts, for each of 256 blocks. */
export interface CurvePlans {
  readonly points: Int32Array
  readonly costs: CostCells
  readonly block: Uint8Array
  /** Plans that count have this in `use`. */
  readonly use: Uint8Array
  readonly which: number
  readonly times?: ArrayLike<number>
}

interface Piece {
  readonly last: number
  readonly plans: number
  readonly middle: number
}

/** Parts the points into pieces with enough plans each, by how many plans have each number of points. */
function piecesOf(having: Float64Array): Piece[] {
  const all = having.reduce((sum, plans) => sum + plans, 0) - having[0]!
  const count = Math.max(1, Math.min(MOST_PIECES, Math.floor(all / LEAST_PLANS)))
  const end = (at: number) => (count === MOST_PIECES ? ENDS[at]! : (at + 1) / count)
  const pieces: Piece[] = []
  let [before, plans, total] = [0, 0, 0]
  for (let points = 1; points < having.length; points++) {
    const here = having[points]!
    if (here === 0) continue
    plans += here
    total += here * points
    const full = before + plans >= end(pieces.length) * all - 1e-9
    if (!full || plans < Math.min(LEAST_PLANS, all)) continue
    pieces.push({ last: points, plans, middle: total / plans })
    before += plans
    plans = 0
    total = 0
  }
  const last = pieces.at(-1)
  if (plans > 0 && last === undefined) pieces.push({ last: having.length, plans, middle: total / plans })
  else if (plans > 0 && last !== undefined)
    pieces[pieces.length - 1] = {
      last: having.length,
      plans: last.plans + plans,
      middle: (last.middle * last.plans + total) / (last.plans + plans),
    }
  return pieces
}

/**
 * The published line: in each piece of the points, the cost that `quantile` of its plans do not exceed, made never-falling
 * and joined by straight lines from no points and no pence. At most twelve knots. The last piece always rises, so
 * that the line goes on without an upper limit.
 */
export function quantileCurve(from: CurvePlans, quantile: number): Knot[] {
  const { points, costs, block, use, which, times } = from
  let most = 0
  for (let plan = 0; plan < points.length; plan++) if (points[plan]! > most) most = points[plan]!
  const having = new Float64Array(most + 2)
  const counts = (plan: number) => (use[plan] !== which ? 0 : times === undefined ? 1 : times[block[plan]!]!)
  for (let plan = 0; plan < points.length; plan++) having[points[plan]!]! += counts(plan)
  const pieces = piecesOf(having)
  const pieceOf = new Uint8Array(most + 2)
  for (let at = 0, piece = 0; at < pieceOf.length; at++) {
    while (piece < pieces.length - 1 && at > pieces[piece]!.last) piece++
    pieceOf[at] = piece
  }
  const cells = costs.top.length
  const found = new Float64Array(pieces.length * cells)
  for (let plan = 0; plan < points.length; plan++) {
    const weight = counts(plan)
    if (weight !== 0 && points[plan]! > 0) found[pieceOf[points[plan]!]! * cells + costs.cell[plan]!]! += weight
  }
  const costsMet = pieces.map((piece, at) => {
    let left = Math.max(1, Math.ceil(quantile * piece.plans - 1e-9))
    let cell = at * cells
    while (left > found[cell]! && cell < (at + 1) * cells - 1) left -= found[cell++]!
    return costs.top[cell - at * cells]!
  })
  const never = isotonic(
    costsMet,
    pieces.map(({ plans }) => plans),
  )
  return rising([
    { points: 0, weeklyPence: 0 },
    ...pieces.map(({ middle }, at) => ({ points: Math.round(middle), weeklyPence: Math.round(never[at]!) })),
  ])
}

/** The same line with its last piece rising: flat ends would be an upper limit. */
export function rising(knots: readonly Knot[]): Knot[] {
  const kept = [...knots]
  while (kept.length > 2 && kept.at(-2)!.weeklyPence >= kept.at(-1)!.weeklyPence) kept.splice(-2, 1)
  return kept
}

/** Pence for each whole number of points up to `most`, exactly as the published line gives them. */
export function penceByPoints(knots: readonly Knot[], most: number): Int32Array {
  const table = new Int32Array(most + 1)
  let piece = 1
  for (let points = 0; points <= most; points++) {
    while (piece < knots.length - 1 && points > knots[piece]!.points) piece++
    const [left, right] = [knots[piece - 1]!, knots[piece]!]
    const [run, rise] = [right.points - left.points, right.weeklyPence - left.weeklyPence]
    table[points] = left.weeklyPence + Math.floor((rise * (points - left.points) * 2 + run) / (2 * run))
  }
  return table
}
