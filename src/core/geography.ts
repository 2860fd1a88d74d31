/** A point on the earth, in degrees (WGS 84). */
export interface Point {
  readonly latitude: number
  readonly longitude: number
}

const EARTH_RADIUS_METRES = 6_371_000
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Straight-line distance over the ground in whole metres (haversine formula on a sphere). */
export function distanceMetres({ from, to }: { from: Point; to: Point }): number {
  const north = radians(to.latitude - from.latitude)
  const east = radians(to.longitude - from.longitude)
  const a =
    Math.sin(north / 2) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(east / 2) ** 2
  return Math.round(2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(a))))
}
