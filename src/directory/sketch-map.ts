import type { Point } from '../core/geography.ts'
import { listed } from './entry-words.ts'

export interface MapTown {
  readonly name: string
  readonly point: Point
}
export interface MapMark {
  readonly number: number
  readonly town: string | null
  readonly point: Point
}

/** A sketch: towns as dots with names, results as numbered circles. All positions are whole units of the drawing. */
export interface SketchMap {
  readonly width: number
  readonly height: number
  readonly towns: readonly {
    readonly name: string
    readonly x: number
    readonly y: number
    readonly anchor: 'start' | 'end'
  }[]
  /** One for each town: "1", "2–5" or "6 …", as wide as its words. */
  readonly marks: readonly { readonly label: string; readonly x: number; readonly y: number; readonly width: number }[]
  /** The same in words: "1 and 2 Crewe, 3 Nantwich". */
  readonly words: string
}

const WIDTH = 400
const MARGIN = 44
const APART = 34

/** Draws the results among the towns, north up; nothing when there are fewer than two places to tell apart. */
export function sketchMap(towns: readonly MapTown[], marks: readonly MapMark[]): SketchMap | undefined {
  const points = [...towns.map(({ point }) => point), ...marks.map(({ point }) => point)]
  const [west, east] = ends(points.map(({ longitude }) => longitude))
  const [south, north] = ends(points.map(({ latitude }) => latitude))
  // A degree of longitude is shorter than one of latitude, by the cosine of where we are.
  const squeeze = Math.cos((((north + south) / 2) * Math.PI) / 180)
  const across = (east - west) * squeeze
  const up = north - south
  if (marks.length === 0 || !(across > 0) || !(up > 0)) return undefined
  const scale = Math.min((WIDTH - 2 * MARGIN) / across, 420 / up)
  const place = ({ latitude, longitude }: Point) => ({
    x: Math.round(MARGIN + (WIDTH - 2 * MARGIN - across * scale) / 2 + (longitude - west) * squeeze * scale),
    y: Math.round(MARGIN + (north - latitude) * scale),
  })
  const height = Math.round(up * scale) + 2 * MARGIN
  return {
    width: WIDTH,
    height,
    towns: towns.map(({ name, point }) => {
      const at = place(point)
      return { name, ...at, anchor: at.x > WIDTH / 2 ? 'end' : 'start' } as const
    }),
    marks: spread(
      together(marks).map(({ label, point }) => ({ label, width: 14 + 10 * label.length, ...place(point) })),
      height,
    ),
    words: inWords(marks),
  }
}

/** The results of one town as one mark, at the middle of their places. */
function together(marks: readonly MapMark[]): { label: string; point: Point }[] {
  return [...byTown(marks).values()].map((group) => {
    const numbers = group.map(({ number }) => number)
    const [first, last] = [numbers[0], numbers.at(-1)]
    const inRow = numbers.every((number, at) => number === (first ?? 0) + at)
    const mean = (of: (point: Point) => number) => group.reduce((sum, { point }) => sum + of(point), 0) / group.length
    return {
      label: first === last ? `${first}` : inRow ? `${first}–${last}` : `${first} …`,
      point: { latitude: mean(({ latitude }) => latitude), longitude: mean(({ longitude }) => longitude) },
    }
  })
}

function byTown(marks: readonly MapMark[]): Map<string, MapMark[]> {
  const towns = new Map<string, MapMark[]>()
  for (const mark of marks) towns.set(mark.town ?? 'elsewhere', [...(towns.get(mark.town ?? 'elsewhere') ?? []), mark])
  return towns
}

/** Moves marks that would lie on one another a step along a widening circle. */
function spread<Mark extends { x: number; y: number }>(marks: readonly Mark[], height: number): Mark[] {
  const placed: Mark[] = []
  for (const mark of marks) {
    let moved = mark
    for (
      let step = 1;
      step < 120 && placed.some((other) => Math.hypot(other.x - moved.x, other.y - moved.y) < APART);
      step++
    ) {
      const angle = (step * Math.PI) / 4
      const radius = APART * Math.ceil(step / 8)
      const x = Math.round(mark.x + radius * Math.cos(angle))
      moved = {
        ...mark,
        x: Math.min(Math.max(x, 16), WIDTH - 16),
        y: Math.min(Math.max(Math.round(mark.y + radius * Math.sin(angle)), 16), height - 16),
      }
    }
    placed.push(moved)
  }
  return placed
}

function inWords(marks: readonly MapMark[]): string {
  return [...byTown(marks)]
    .map(([town, group]) => `${listed(group.map(({ number }) => String(number)))} ${town}`)
    .join('; ')
}

const ends = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)]
