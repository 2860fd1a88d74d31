import type { Point } from '../../core/geography.ts'
import { grown } from './growing.ts'
import type { EntrySpot } from './search-entry.ts'

const EARTH_RADIUS_METRES = 6_371_000
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** A direction from the middle of the earth. Two of them are as far apart as the chord between them says. */
type Direction = readonly [number, number, number]

function directionOf({ latitude, longitude }: Point): Direction {
  const [north, east] = [radians(latitude), radians(longitude)]
  return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)]
}

const metresOfChord = (square: number) =>
  Math.round(2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(square) / 2)))
const chordOfMetres = (metres: number) => (2 * Math.sin(Math.min(metres / EARTH_RADIUS_METRES, Math.PI) / 2)) ** 2

/** Where somebody looks from, ready to be held against many places. */
export interface From {
  readonly direction: Direction
  readonly farthest: number
  readonly chord: number
}

/** Looking from a point, as far as so many metres; without end when none are given. */
export function lookFrom(point: Point, metres: number | null): From {
  // one metre more, since metres are rounded: whoever passes is measured
  return {
    direction: directionOf(point),
    farthest: metres ?? Number.POSITIVE_INFINITY,
    chord: metres === null ? 5 : chordOfMetres(metres + 1),
  }
}

/** Too far, or nowhere. */
export const NOWHERE = -1

/** Where entries are. Most are in one place; of the others, each place is kept with the times it has. */
export class Spots {
  #x = new Float64Array(1024)
  #y = new Float64Array(1024)
  #z = new Float64Array(1024)
  readonly #several = new Map<number, readonly { readonly direction: Direction; readonly when: number }[]>()

  add(entry: number, spots: readonly EntrySpot[]): void {
    if (entry >= this.#x.length) {
      this.#x = grown(this.#x, entry + 1)
      this.#y = grown(this.#y, entry + 1)
      this.#z = grown(this.#z, entry + 1)
    }
    const [first] = spots
    const [x, y, z] = first === undefined ? [Number.NaN, 0, 0] : directionOf(first.point)
    this.#x[entry] = x
    this.#y[entry] = y
    this.#z[entry] = z
    if (spots.length > 1)
      this.#several.set(
        entry,
        spots.map(({ point, when }) => ({ direction: directionOf(point), when })),
      )
  }

  forget(entry: number): void {
    this.#several.delete(entry)
  }

  /** Metres to the only place of an entry, or NOWHERE. */
  metresTo(entry: number, from: From): number {
    const [fx, fy, fz] = from.direction
    const x = (this.#x[entry] as number) - fx
    const y = (this.#y[entry] as number) - fy
    const z = (this.#z[entry] as number) - fz
    return within(x * x + y * y + z * z, from)
  }

  /** Metres to the nearest of an entry's places that has a time asked for, or NOWHERE. */
  metresToNearest(entry: number, from: From, asked: number): number {
    let nearest = NOWHERE
    for (const { direction, when } of this.#several.get(entry) ?? []) {
      if (asked !== 0 && (when & asked) === 0) continue
      const [x, y, z] = [0, 1, 2].map((axis) => (direction[axis] as number) - (from.direction[axis] as number))
      const metres = within((x ?? 0) ** 2 + (y ?? 0) ** 2 + (z ?? 0) ** 2, from)
      if (metres !== NOWHERE && (nearest === NOWHERE || metres < nearest)) nearest = metres
    }
    return nearest
  }
}

function within(square: number, from: From): number {
  if (!(square <= from.chord)) return NOWHERE
  const metres = metresOfChord(square)
  return metres <= from.farthest ? metres : NOWHERE
}
