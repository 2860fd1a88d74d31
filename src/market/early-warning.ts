import { breakEvenTenths, occupancyTenths, type ServiceYear } from './viability.ts'
import type { FloorCheck } from './wage-floor.ts'

/** From which numbers on a service is shown as at risk: the council's own dated policy. */
export interface WarningPolicy {
  /** A loss within so many months is soon. */
  readonly soonMonths: number
  /** A loss within so many months is watched. */
  readonly watchMonths: number
  /** Points of occupancy above break-even below which a service is watched. */
  readonly nearPoints: number
}

export const warningLevels = ['loss', 'soon', 'watch', 'sound', 'not_known'] as const
export type WarningLevel = (typeof warningLevels)[number]

const notKnownReasons = ['no_open_book', 'too_few_months', 'nobody_comes'] as const
export type NotKnownReason = (typeof notKnownReasons)[number]

export type WarningReason =
  | 'costs_more_than_it_brings'
  | 'a_place_brings_less_than_it_costs'
  | 'loss_is_near'
  | 'loss_is_in_sight'
  | 'break_even_is_near'
  | 'pay_below_the_floor'

export interface Warning {
  readonly level: WarningLevel
  readonly reasons: readonly WarningReason[]
  /** Whole months until it first costs more than it brings; none within the horizon, or not known. */
  readonly months: number | undefined
  /** Tenths of a point of occupancy above break-even; below nothing when under it. Not known without a break-even. */
  readonly aboveTenths: number | undefined
}

/** Tenths of a point by which the attendance of a service lies above its break-even. */
function aboveBreakEven(year: ServiceYear): number | undefined {
  const even = breakEvenTenths(year)
  return even === undefined ? undefined : occupancyTenths(year.attended, year.capacity) - even
}

/** How much a service is at risk, with every reason for it. Pay below the floor is always shown, also of a service that earns its cost. */
export function warningOf(
  year: ServiceYear,
  months: number | undefined,
  floor: FloorCheck,
  { soonMonths, watchMonths, nearPoints }: WarningPolicy,
): Warning {
  const aboveTenths = aboveBreakEven(year)
  const inLoss = year.result < 0
  const near = !inLoss && aboveTenths !== undefined && aboveTenths < nearPoints * 10
  const soon = !inLoss && months !== undefined && months <= soonMonths
  const inSight = !inLoss && !soon && months !== undefined && months <= watchMonths
  const below = floor.state === 'below'
  const reasons: [boolean, WarningReason][] = [
    [inLoss, 'costs_more_than_it_brings'],
    ['refused' in year.breakEven && year.breakEven.refused !== 'nobody_comes', 'a_place_brings_less_than_it_costs'],
    [soon, 'loss_is_near'],
    [inSight, 'loss_is_in_sight'],
    [near, 'break_even_is_near'],
    [below, 'pay_below_the_floor'],
  ]
  const level = inLoss ? 'loss' : soon ? 'soon' : inSight || near || below ? 'watch' : 'sound'
  return { level, reasons: reasons.flatMap(([holds, reason]) => (holds ? [reason] : [])), months, aboveTenths }
}

/** The order of the list: loss first, then the nearest loss, then the least above break-even; what is not known comes last. */
export function byRisk(one: Warning, other: Warning): number {
  const level = (warning: Warning) => warningLevels.indexOf(warning.level)
  const far = (value: number | undefined) => value ?? Number.MAX_SAFE_INTEGER
  return (
    level(one) - level(other) || far(one.months) - far(other.months) || far(one.aboveTenths) - far(other.aboveTenths)
  )
}
