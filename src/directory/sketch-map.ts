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

/** The dot of a town, and where its name stands beside it. */
interface MapName {
  readonly name: string
  readonly x: number
  readonly y: number
  readonly nameX: number
  readonly nameY: number
  readonly anchor: 'start' | 'end'
}

/** A sketch: towns as dots with names, results as numbered circles. All positions are whole units of the drawing. */
export interface SketchMap {
  readonly width: number
  readonly height: number
  readonly towns: readonly MapName[]
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
  const placed = spread(
    together(marks).map(({ label, point }) => ({ label, width: 14 + 10 * label.length, ...place(point) })),
    height,
  )
  const taken = placed.map(({ x, y, width }) => ({
    left: x - width / 2,
    right: x + width / 2,
    top: y - 14,
    bottom: y + 14,
  }))
  const dots = towns.map(({ name, point }) => ({ name, ...place(point) }))
  return { width: WIDTH, height, towns: named(dots, taken, height), marks: placed, words: inWords(marks) }
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const LETTER = 9.5
/** Where a name may stand beside its dot, the nearest first: farther away there is room beside a mark. */
const beside = [9, 26].flatMap((away) => [-9, 20, 5, -20, 32].map((down) => ({ away, down })))
const meet = (one: Box, other: Box) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

/** Each town with its name where it lies on no other name, dot or mark. One without room has none, so that every name can be read. */
function named(
  dots: readonly { name: string; x: number; y: number }[],
  marks: readonly Box[],
  height: number,
): MapName[] {
  const taken = [...marks]
  return dots.flatMap(({ name, x, y }): MapName[] => {
    const sides = x > WIDTH / 2 ? (['end', 'start'] as const) : (['start', 'end'] as const)
    const others = dots.filter((dot) => dot.name !== name).map(around)
    for (const { away, down } of beside)
      for (const anchor of sides) {
        const [nameX, nameY] = [anchor === 'end' ? x - away : x + away, y + down]
        const long = name.length * LETTER
        const left = anchor === 'end' ? nameX - long : nameX
        const box = { left, right: left + long, top: nameY - 15, bottom: nameY + 5 }
        if (left < 0 || box.right > WIDTH || box.top < 0 || box.bottom > height) continue
        if ([...taken, ...others].some((one) => meet(one, box))) continue
        taken.push(box)
        return [{ name, x, y, nameX, nameY, anchor }]
      }
    return []
  })
}

/** The dot of another town, with so much room that no name seems to be its own. */
const around = ({ x, y }: { x: number; y: number }): Box => ({
  left: x - 14,
  right: x + 14,
  top: y - 17,
  bottom: y + 17,
})

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

const touch = (one: { x: number; y: number; width: number }, other: { x: number; y: number; width: number }) =>
  Math.abs(one.x - other.x) < (one.width + other.width) / 2 + 4 && Math.abs(one.y - other.y) < APART - 2

/** Moves marks that would lie on one another a step along a widening circle. */
function spread<Mark extends { x: number; y: number; width: number }>(marks: readonly Mark[], height: number): Mark[] {
  const placed: Mark[] = []
  for (const mark of marks) {
    let moved = mark
    for (let step = 1; step < 120 && placed.some((other) => touch(other, moved)); step++) {
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
