import { assert } from '../core/assert.ts'
import { type Pence, shareOut } from '../core/money.ts'

export interface ChargeableLine {
  readonly payLineId: string
  /** What this date cost and may be charged for. */
  readonly cost: Pence
}

export interface ChargeLine extends ChargeableLine {
  readonly charge: Pence
}

/**
 * Spreads one week's charge over what it is for, in proportion to cost, to the penny: each line gets its share rounded
 * down, the pennies left over go one each to the largest remainders. No line is charged more than it cost, and the
 * lines add up to the charge. A charge above the cost of the week is a mistake and stops here.
 */
export function chargeLines(charge: Pence, lines: readonly ChargeableLine[]): ChargeLine[] {
  const cost = lines.reduce((all, line) => all + line.cost, 0)
  assert(charge <= cost, `a charge of ${charge} is above the week's cost of ${cost}`)
  const shares = shareOut(
    charge,
    lines.map((line) => line.cost),
  )
  return lines.map((line, at) => ({ ...line, charge: shares[at] as Pence }))
}
