import { distanceMetres, type Point } from '../core/geography.ts'

export const travelModes = ['walk', 'wheelchair', 'bus', 'car', 'shared_vehicle', 'taxi'] as const
export type TravelMode = (typeof travelModes)[number]

/** How fast people get about, as the council sets it: dated, cited or marked as an assumption. */
export interface TravelSpeed {
  readonly mode: TravelMode
  readonly kilometresPerHour: number
  /** How much longer the road is than the straight line: 30 means 1.3 times. */
  readonly detourPercent: number
}

/**
 * A journey's minutes: the straight line times how much roads wind, at the council's speed for the way of travel, rounded
 * up. An estimate, shown as one; nobody is refused a place because of a map alone.
 */
export function travelMinutes({ from, to, speed }: { from: Point; to: Point; speed: TravelSpeed }): number {
  return minutesOver(distanceMetres({ from, to }), speed)
}

/** The same for a straight line of so many metres. */
export function minutesOver(metres: number, { kilometresPerHour, detourPercent }: Omit<TravelSpeed, 'mode'>): number {
  return Math.ceil((((metres * (100 + detourPercent)) / 100) * 60) / (kilometresPerHour * 1000))
}

/** "50 minutes", "1 hour", "2 hours 40 minutes". */
export function durationWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  const parts = [hours === 0 ? '' : `${hours} ${hours === 1 ? 'hour' : 'hours'}`]
  if (rest > 0 || hours === 0) parts.push(`${rest} ${rest === 1 ? 'minute' : 'minutes'}`)
  return parts.filter((part) => part !== '').join(' ')
}

/** How far, in metres of the straight line, somebody gets in so many minutes: everything nearer takes no longer. */
export function metresWithin(minutes: number, { kilometresPerHour, detourPercent }: Omit<TravelSpeed, 'mode'>): number {
  return (minutes * kilometresPerHour * 1000 * 100) / (60 * (100 + detourPercent))
}
