import { type CalendarDate, latestDay } from '../core/calendar-date.ts'
import type { Room } from './capacity.ts'

/** A session in a room: how many places it takes up, at which minutes of its weekday, in which weeks of a cycle, on which days. */
export interface RoomUse {
  readonly places: number
  readonly startMinute: number
  readonly endMinute: number
  /** The weeks of the twelve-week cycle in which it runs, in term (0 to 11) and out of term (12 to 23). */
  readonly cells: readonly number[]
  readonly from: CalendarDate
  /** The last day; none when it goes on. */
  readonly until: CalendarDate | null
}

/**
 * The most places of a room that are taken up at one moment of one more session on the same weekday, its own included. Sessions
 * one after the other do not add up. The fullest moment is one at which somebody begins, so only those are looked at.
 */
export function mostTogether(wanted: RoomUse, others: readonly RoomUse[]): number {
  const days = [wanted, ...others].map(({ from }) => latestDay(from, wanted.from))
  const minutes = [wanted, ...others].map(({ startMinute }) => Math.max(startMinute, wanted.startMinute))
  const moments = days.flatMap((day) =>
    minutes.flatMap((minute) => wanted.cells.map((cell) => ({ day, minute, cell }))),
  )
  const at = (one: RoomUse, { day, minute, cell }: (typeof moments)[number]) =>
    one.from <= day &&
    (one.until === null || day <= one.until) &&
    one.startMinute <= minute &&
    minute < one.endMinute &&
    one.cells.includes(cell)
  const together = moments
    .filter((moment) => at(wanted, moment))
    .map((moment) => others.reduce((sum, one) => sum + (at(one, moment) ? one.places : 0), wanted.places))
  return Math.max(wanted.places, ...together)
}

/**
 * The part of a room that a session has when it takes up only so many places. What the room has once is shared in the same
 * measure and rounded down, so that two parts never have more than the whole.
 */
export function partOf(room: Room, places: number | null): Room {
  if (places === null || places >= room.places) return room
  const share = (amount: number) => Math.floor((amount * places) / room.places)
  return {
    ...room,
    places,
    distancedPlaces: room.distancedPlaces === null ? null : share(room.distancedPlaces),
    hoists: share(room.hoists),
    changingPlaces: share(room.changingPlaces),
    wheelchairSpaces: share(room.wheelchairSpaces),
  }
}
