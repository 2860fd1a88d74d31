import type { CalendarDate } from '../../core/calendar-date.ts'

/** What one kilometre of a way of travel puts into the air, and where the figure comes from. */
export interface ClimateFactor {
  readonly gramsPerKilometre: number
  /** The source, or that it is assumed and why, as a sentence. */
  readonly from: string
}

/** The ways of travel that burn fuel. On foot and in a wheelchair nothing is burnt. */
export const burning = ['bus', 'car', 'shared_vehicle', 'taxi'] as const
export type Burning = (typeof burning)[number]

/** The council's factors of a day: CO₂ equivalents of one person by bus, shared transport and taxi, and of a whole car; and the weeks it opens in a year. */
export interface ClimatePolicy extends Readonly<Record<Burning, ClimateFactor>> {
  readonly weeksPerYear: number
  readonly weeksFrom: string
}

/** Gives the climate policy of a day; the app hands it over, since a council's own figures live outside the steps. */
export type ClimatePolicyOn = (on: CalendarDate) => ClimatePolicy
