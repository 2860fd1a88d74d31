import { assert } from '../../core/assert.ts'
import type { PaidShare } from './attendance.ts'
import { type DemoTargets, type SpendGroup, spendGroups } from './targets.ts'
import type { DemoLine } from './weeks.ts'

/** How often a line is paid in full and in half over its dates. */
interface Paid {
  readonly full: number
  readonly half: number
}

/** How often a line of the demo is paid in full and in half, by the council’s pay rules for each missed date. */
export function paidTimes(line: DemoLine, share: PaidShare): Paid {
  const missed = line.absences.map(({ reason, short }) => share(line.lot, reason, short))
  const attended = share(line.lot, 'attended', false) === 1000 ? line.dates.length - missed.length : 0
  return {
    full: attended + missed.filter((part) => part === 1000).length,
    half: missed.filter((part) => part === 500).length,
  }
}

/** What a line cost over its dates at a price in even pence, so that half of it is whole. */
const cost = ({ full, half }: Paid, price: number) => full * price + half * (price / 2)
const even = (price: number) => Math.max(2, Math.round(price / 2) * 2)

const greatestCommon = (one: number, other: number): number => (other === 0 ? one : greatestCommon(other, one % other))

/** Bands and unit for the two lines of a group whose own price closes the sum; nobody else is sold at them. */
const closing: Record<SpendGroup, { unit: string; bands: readonly [string, string] }> = {
  learning_disability: { unit: 'day', bands: ['1:3', '1:2'] },
  older: { unit: 'session', bands: ['1:8', '1:3'] },
  physical_sensory: { unit: 'session', bands: ['1:6', '1:4'] },
  mental_health: { unit: 'session', bands: ['1:4', '1:3'] },
}

/**
 * Sets prices so that what was paid for over the year equals the targets to the penny: every price of a group is moved
 * by the same factor (printed prices stay), and two lines of each group, at a price of their own, take up the rest. The
 * printed in-house total is met by the largest group, whose prices may differ a little inside and outside.
 * Changes the lines it is given.
 */
export function balancePrices(lines: readonly DemoLine[], targets: DemoTargets, share: PaidShare): void {
  const paidFor = lines.filter((line) => line.lot !== undefined)
  const times = new Map(paidFor.map((line) => [line, paidTimes(line, share)]))
  const paid = (line: DemoLine) => times.get(line) ?? { full: 0, half: 0 }
  let inHouseLeft = targets.inHousePence
  for (const group of spendGroups.toReversed()) {
    const own = paidFor.filter((line) => line.resident.group === group && line.inHouse)
    const others = paidFor.filter((line) => line.resident.group === group && !line.inHouse)
    const whole = targets.spendPence[group]
    const inside = group === 'learning_disability' ? inHouseLeft : partInside(own, others, whole, paid)
    inHouseLeft -= inside
    if (own.length > 0) balanceCell(own, inside, paid, closing[group])
    if (others.length > 0) balanceCell(others, whole - inside, paid, closing[group])
  }
}

type PaidOf = (line: DemoLine) => Paid
const worth = (some: readonly DemoLine[], paid: PaidOf) =>
  some.reduce((all, line) => all + cost(paid(line), line.nominal), 0)

/** The part of a group's spend that falls inside when all its prices move by one factor. */
function partInside(own: readonly DemoLine[], others: readonly DemoLine[], whole: number, paid: PaidOf): number {
  const moving = (some: readonly DemoLine[]) => some.filter((line) => !line.fixed)
  const fixed = (some: readonly DemoLine[]) => some.filter((line) => line.fixed)
  const kept = worth(fixed(own), paid) + worth(fixed(others), paid)
  const factor = (whole - kept) / (worth(moving(own), paid) + worth(moving(others), paid))
  return Math.round(worth(fixed(own), paid) + factor * worth(moving(own), paid))
}

function balanceCell(
  cell: readonly DemoLine[],
  target: number,
  paid: PaidOf,
  close: (typeof closing)[SpendGroup],
): void {
  const [one, other] = closingPair(cell, paid)
  const rest = cell.filter((line) => line !== one && line !== other)
  const fixed = rest.filter((line) => line.fixed)
  const moving = [...rest.filter((line) => !line.fixed), one, other]
  const factor = (target - worth(fixed, paid)) / worth(moving, paid)
  assert(
    factor > 0.8 && factor < 1.25,
    `prices would have to move by ${factor.toFixed(3)}: targets and weeks do not fit`,
  )
  for (const line of rest) line.pence = line.fixed ? line.nominal : even(line.nominal * factor)
  const left = target - rest.reduce((all, line) => all + cost(paid(line), line.pence), 0)
  const [first, second] = twoPrices(left, paid(one).full, paid(other).full)
  Object.assign(one, { pence: first, band: close.bands[0], rateUnit: close.unit })
  Object.assign(other, { pence: second, band: close.bands[1], rateUnit: close.unit })
}

function closingPair(cell: readonly DemoLine[], paid: PaidOf): [DemoLine, DemoLine] {
  const fit = cell.filter(
    (line) => !line.fixed && line.session !== undefined && paid(line).half === 0 && paid(line).full > 20,
  )
  for (const one of fit)
    for (const other of fit)
      if (one !== other && one.resident !== other.resident && greatestCommon(paid(one).full, paid(other).full) === 1)
        return [one, other]
  throw new Error('Bug: no two lines of the group can close its sum')
}

/** Two prices, as near each other as can be, with `times × first + otherTimes × second = left`. */
function twoPrices(left: number, times: number, otherTimes: number): [number, number] {
  const middle = Math.round(left / (times + otherTimes))
  for (let away = 0; away <= otherTimes; away++)
    for (const first of [middle + away, middle - away])
      if ((left - times * first) % otherTimes === 0) return [first, (left - times * first) / otherTimes]
  throw new Error('Bug: counts without a common factor always have two such prices')
}
