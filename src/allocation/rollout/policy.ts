import type { CalendarDate } from '../../core/calendar-date.ts'
import type { WatchRule } from '../drift/drift-watch.ts'
import type { RolloutStep } from './phases.ts'

/** A council's own way of bringing in a table, of easing falls, and of watching: each with where it comes from. */
export interface RolloutPolicy {
  readonly steps: readonly RolloutStep[]
  readonly stepsFrom: string
  readonly reliefYears: number
  readonly reliefFrom: string
  readonly watch: WatchRule
  readonly watchFrom: string
}

/** The council's policy of a day; the app reads it from the council's folder. */
export type RolloutPolicyOn = (on: CalendarDate) => RolloutPolicy
