import type { CalendarDate } from '../core/calendar-date.ts'
import { financialYear } from '../core/financial-year.ts'
import type { Pence } from '../core/money.ts'
import { type IndexFigure, nationalLivingWage } from './price-indices.ts'

/** The National Living Wage in force on a day; none where nobody has read the figure of that April in a source. */
export const wageFloorOn = (on: CalendarDate): IndexFigure | undefined =>
  nationalLivingWage.find(({ year }) => year === financialYear(on))

/** The floor that follows the one in force on a day; none until its figure has been read in a source. */
export const nextWageFloor = (on: CalendarDate): IndexFigure | undefined =>
  nationalLivingWage.find(({ year }) => year === financialYear(on) + 1)

export type FloorCheck =
  | { readonly state: 'met' | 'below'; readonly floor: IndexFigure; readonly lowest: Pence }
  | { readonly state: 'pay_not_stated'; readonly floor: IndexFigure | undefined }
  | { readonly state: 'floor_not_known'; readonly year: number }

/** Whether the lowest hourly pay of a service meets the floor on a day. Without a figure for the day nothing is said. */
export function floorCheck(lowest: Pence | null, on: CalendarDate): FloorCheck {
  const floor = wageFloorOn(on)
  if (lowest === null) return { state: 'pay_not_stated', floor }
  if (floor === undefined) return { state: 'floor_not_known', year: financialYear(on) }
  return { state: lowest >= floor.value ? 'met' : 'below', floor, lowest }
}
