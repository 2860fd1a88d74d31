import { assert } from '../core/assert.ts'
import { type Pence, pence, scale } from '../core/money.ts'
import type { AllocationTable } from './allocation-table.ts'

type Curve = AllocationTable['curve']

/** Which straight piece of the line the points fall on, and what they give. */
export interface PoundsForPoints {
  readonly weeklyPence: Pence
  /** 1 for the piece after the first knot, and so on. */
  readonly piece: number
  /** How many pieces the line has. */
  readonly pieces: number
  /** True above the last knot: the last piece goes on at its slope, and a person should check by hand. */
  readonly aboveTheLine: boolean
}

/**
 * Points to pence a week: straight lines between the published knots, to the nearest penny (half up). Beyond the last
 * knot the last piece goes on, so there is no upper limit.
 */
export function poundsForPoints(curve: Curve, points: number): PoundsForPoints {
  assert(Number.isSafeInteger(points) && points >= 0, 'points are whole and not below zero')
  const { knots } = curve
  const pieces = knots.length - 1
  const beyond = knots.findIndex((knot) => points <= knot.points)
  const piece = beyond === -1 ? pieces : Math.max(1, beyond)
  const [left, right] = [knots[piece - 1], knots[piece]]
  assert(left !== undefined && right !== undefined, 'a line has at least two knots')
  const rise = scale(
    pence(right.weeklyPence - left.weeklyPence),
    points - left.points,
    right.points - left.points,
    'half-up',
  )
  return { weeklyPence: pence(left.weeklyPence + rise), piece, pieces, aboveTheLine: beyond === -1 }
}
