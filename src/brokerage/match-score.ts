import type { Candidate, Wanted } from './wanted-place.ts'

/** One part of a match's score: what it is about, how many points of how many. */
export interface ScorePart {
  readonly about: 'friends' | 'routine' | 'journey' | 'price'
  readonly points: number
  readonly of: number
}

/**
 * How well a place meets the wishes, out of 100: friends there 30 (15 each), the planned day 15 and the planned time 15 (one less
 * for each whole 20 minutes that start and end are off together), a short journey 20 (none at the limit, or where it is not known),
 * the price in the plan 20 (none at twice the price; a part of a point is lost whole). Assumption: the weights are Daywell's; a
 * broker sees the parts and decides the order.
 */
export function score(wanted: Wanted, candidate: Candidate, minutes: number | undefined): ScorePart[] {
  return [
    { about: 'friends', points: Math.min(30, candidate.friendsThere * 15), of: 30 },
    { about: 'routine', points: routine(wanted, candidate), of: 30 },
    { about: 'journey', points: journey(wanted.mostMinutes, minutes), of: 20 },
    { about: 'price', points: price(wanted.plannedPrice, candidate), of: 20 },
  ]
}

function routine(wanted: Wanted, candidate: Candidate): number {
  const sameDay = wanted.weekday === candidate.weekday ? 15 : 0
  const minutesOff =
    Math.abs(wanted.startMinute - candidate.startMinute) + Math.abs(wanted.endMinute - candidate.endMinute)
  return sameDay + Math.max(0, 15 - Math.floor(minutesOff / 20))
}

function journey(mostMinutes: number, minutes: number | undefined): number {
  if (minutes === undefined || mostMinutes <= 0) return 0
  return Math.max(0, Math.min(20, Math.round((20 * (mostMinutes - minutes)) / mostMinutes)))
}

function price(planned: number | undefined, { price: asked, free }: Candidate): number {
  if (free && asked === undefined) return 20
  if (asked === undefined) return 0
  if (planned === undefined || asked <= planned) return 20
  return Math.max(0, 20 - Math.ceil((20 * (asked - planned)) / Math.max(1, planned)))
}
