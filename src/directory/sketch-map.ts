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
  readonly marks: readonly { readonly number: number; readonly x: number; readonly y: number }[]
  /** The same in words: "1 and 2 Crewe, 3 Nantwich". */
  readonly words: string
}

const WIDTH = 400
const MARGIN = 44
const APART = 27

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
  return {
    width: WIDTH,
    height: Math.round(up * scale) + 2 * MARGIN,
    towns: towns.map(({ name, point }) => {
      const at = place(point)
      return { name, ...at, anchor: at.x > WIDTH / 2 ? 'end' : 'start' } as const
    }),
    marks: spread(marks.map((mark) => ({ number: mark.number, ...place(mark.point) }))),
    words: inWords(marks),
  }
}

/** Moves marks that would lie on one another a step along a widening circle. */
function spread<Mark extends { x: number; y: number }>(marks: readonly Mark[]): Mark[] {
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
        y: Math.max(Math.round(mark.y + radius * Math.sin(angle)), 16),
      }
    }
    placed.push(moved)
  }
  return placed
}

function inWords(marks: readonly MapMark[]): string {
  const towns = new Map<string, string[]>()
  for (const { number, town } of marks)
    towns.set(town ?? 'elsewhere', [...(towns.get(town ?? 'elsewhere') ?? []), String(number)])
  return [...towns].map(([town, numbers]) => `${listed(numbers)} ${town}`).join('; ')
}

const ends = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)]
