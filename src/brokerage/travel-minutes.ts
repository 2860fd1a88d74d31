import { distanceMetres, type Point } from '../core/geography.ts'

export type TravelMode = 'walk' | 'bus' | 'car'

/** How fast people get about, as the council sets it: dated, cited or marked as an assumption. */
export interface TravelSpeed {
  readonly mode: TravelMode
  /** Metres a minute on the way. */
  readonly metresPerMinute: number
  /** Roads wind: a journey is this many thousandths of the straight line. 1,300 means 1.3 times. */
  readonly windingPerMille: number
  /** Minutes on top: walking to the stop and waiting, or parking. */
  readonly fixedMinutes: number
}

/**
 * A journey's minutes: the straight line times how much roads wind, at the council's speed for the way of travel, plus its
 * fixed minutes, rounded up. An estimate, shown as one; nobody is refused a place because of a map alone.
 */
export function travelMinutes({ from, to, speed }: { from: Point; to: Point; speed: TravelSpeed }): number {
  const metres = (distanceMetres({ from, to }) * speed.windingPerMille) / 1000
  return Math.ceil(metres / speed.metresPerMinute) + speed.fixedMinutes
}
