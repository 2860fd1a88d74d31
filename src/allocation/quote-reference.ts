import type { AssessedItem, Level, Quarters } from '../needs/index.ts'
import type { AllocationTable } from './allocation-table.ts'
import type { Answers } from './answers.ts'

/** An exact fraction; nothing here is ever a rounded number until it must be. */
type Fraction = { over: bigint; under: bigint }

const nearest = ({ over, under }: Fraction) => Number((over * 2n + under) / (under * 2n))

/**
 * The formula a second time, written to be read and not to be fast, sharing no code with `quote`: exact fractions,
 * the line found by walking it, the pennies given out one at a time. It is what the tests hold `quote` against.
 */
export function quoteReference(table: AllocationTable, answers: Answers) {
  const counted: [string, bigint][] = [['base', BigInt(table.base.points)]]
  for (const [item, level] of Object.entries(answers.levels) as [AssessedItem, Level][]) {
    const quarters: Quarters = answers.carer[item]
    const over = BigInt(table.points.items[item][level]) * BigInt(table.carerShare.paidPerMille[quarters])
    counted.push([item, BigInt(nearest({ over, under: 1000n }))])
  }
  const points = counted.reduce((all, [, more]) => all + more, 0n)
  const fromPoints = nearest(alongTheLine(table, points))
  const lines = new Map(shares(fromPoints, counted, points))
  let weekly = fromPoints
  for (const { code, units } of answers.addOns) {
    const each = table.addOns.find((one) => one.code === code)?.perUnitPence ?? 0
    let cost = 0
    for (let unit = 0; unit < units; unit += 1) cost += each
    lines.set(code, cost)
    weekly += cost
  }
  return { weekly, lines, points: Number(points), yearly: nearest({ over: BigInt(weekly) * 365n, under: 7n }) }
}

/** Walks from knot to knot, adding each piece's slope for the points that lie on it. */
function alongTheLine(table: AllocationTable, points: bigint): Fraction {
  let height: Fraction = { over: 0n, under: 1n }
  for (let at = 1; at < table.curve.knots.length; at += 1) {
    const [left, right] = [table.curve.knots[at - 1], table.curve.knots[at]]
    if (left === undefined || right === undefined || points <= BigInt(left.points)) break
    const last = at === table.curve.knots.length - 1
    const upTo = last || points < BigInt(right.points) ? points : BigInt(right.points)
    const slope = { over: BigInt(right.weeklyPence - left.weeklyPence), under: BigInt(right.points - left.points) }
    const run = upTo - BigInt(left.points)
    height = {
      over: height.over * slope.under + slope.over * run * height.under,
      under: height.under * slope.under,
    }
  }
  return height
}

/** Whole pennies first, then one each to whoever is furthest short of their exact share. */
function shares(whole: number, weights: [string, bigint][], all: bigint): [string, number][] {
  const given = weights.map(([name, weight]): [string, number] => [
    name,
    all === 0n ? 0 : Number((BigInt(whole) * weight) / all),
  ])
  let left = whole - given.reduce((sum, [, pennies]) => sum + pennies, 0)
  const got = new Set<number>()
  while (left > 0) {
    let best = -1
    let most = -1n
    weights.forEach(([, weight], at) => {
      const short = (BigInt(whole) * weight) % all
      if (!got.has(at) && short > most) [best, most] = [at, short]
    })
    const line = given[best]
    if (line === undefined) break
    line[1] += 1
    got.add(best)
    left -= 1
  }
  return given
}
