import { assert } from '../../core/assert.ts'
import { addDays, addMonths, type CalendarDate, daysBetween } from '../../core/calendar-date.ts'
import type { Period } from '../../core/period.ts'
import { isWorkingDay } from '../working-days.ts'

/** On what occasion a person comes to a table. */
export const occasions = {
  new_person: 'New people',
  unscheduled_review: 'People whose review comes unplanned',
  planned_review: 'Everybody else, at their planned review',
} as const
export type Occasion = keyof typeof occasions

/** From a day on, people of an area come to the new table on an occasion. */
export interface Phase {
  /** Null for the whole borough. */
  readonly localArea: string | null
  readonly moves: Occasion
  readonly from: CalendarDate
  /** By when it should be done, if that was said; reviews are booked up to that day. */
  readonly until: CalendarDate | null
}

/** One step of a council's way of bringing in a table: areas by name, or everywhere; months counted from the start. */
export interface RolloutStep {
  readonly areas: readonly string[] | 'everywhere'
  readonly moves: readonly Occasion[]
  readonly afterMonths: number
  readonly lastsMonths?: number | undefined
}

/** The phases that a council's way gives for a table that starts on a day. */
export function phasesFrom(steps: readonly RolloutStep[], start: CalendarDate): Phase[] {
  return steps.flatMap(({ areas, moves, afterMonths, lastsMonths }) => {
    const from = addMonths(start, afterMonths)
    const until = lastsMonths === undefined ? null : addDays(addMonths(from, lastsMonths), -1)
    const places = areas === 'everywhere' ? [null] : areas
    return places.flatMap((localArea) => moves.map((one) => ({ localArea, moves: one, from, until })))
  })
}

const covers = (phase: Phase, area: string | null, moves: Occasion) =>
  phase.moves === moves && (phase.localArea === null || phase.localArea === area)

/**
 * Whether a person of an area comes to the table on this occasion on a day. Without phases everybody does; with phases,
 * who is in none of them stays with the table they have.
 */
export function mayMove(
  phases: readonly Phase[],
  { area, moves, on }: { area: string | null; moves: Occasion; on: CalendarDate },
): boolean {
  return phases.length === 0 || phases.some((phase) => covers(phase, area, moves) && phase.from <= on)
}

/** When planned reviews of an area bring people to the table: from the first of its phases, to the last day said for any. */
export function reviewWindow(phases: readonly Phase[], area: string | null): Phase | undefined {
  const own = phases.filter((phase) => covers(phase, area, 'planned_review'))
  return [...own].sort((one, other) => (one.from < other.from ? -1 : 1))[0]
}

/** So many reviews are booked at a time, so that whoever books them can look them over. A project choice. */
export const mostBooked = 200

/**
 * Days for so many reviews, spread evenly over a span and moved on to the next working day, the last back into the span.
 * Source: Cheshire East Cabinet, 16 June 2009, 3.16: remaining people move at review by the end of the second year.
 */
export function spreadReviews(
  count: number,
  { from, until }: { from: CalendarDate; until: CalendarDate },
  bankHolidays: readonly Period[],
): CalendarDate[] {
  assert(from <= until, 'a span of days does not end before it begins')
  const days = Array.from({ length: daysBetween(from, until) + 1 }, (_, at) => addDays(from, at))
  const working = days.filter((one) => isWorkingDay(one, bankHolidays))
  const open = working.length === 0 ? days : working
  return Array.from({ length: count }, (_, at) => {
    const place = Math.floor(((2 * at + 1) * open.length) / (2 * count))
    return open[place] ?? until
  })
}
