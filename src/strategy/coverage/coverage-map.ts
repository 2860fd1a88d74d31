import type { Point } from '../../core/geography.ts'

export type PlaceState = 'room' | 'full' | 'closed' | 'new'

/** An area at the middle of its people: how many of a hundred are reached, or nothing where that is hidden or nobody is there. */
export interface MapArea {
  readonly name: string
  readonly at: Point
  readonly label: string
  readonly percent: number | null
  readonly loses: boolean
}

export interface MapPlace {
  readonly at: Point
  readonly state: PlaceState
}

/** A drawing in whole units, north up: areas as circles with their share, places as small marks, towns as dots with names. */
export interface CoverageMap {
  readonly width: number
  readonly height: number
  readonly areas: readonly {
    readonly name: string
    readonly label: string
    readonly x: number
    readonly y: number
    readonly fill: string
    readonly ink: string
    readonly loses: boolean
  }[]
  readonly places: readonly { readonly x: number; readonly y: number; readonly state: PlaceState }[]
  readonly towns: readonly {
    readonly name: string
    readonly x: number
    readonly y: number
    readonly anchor: 'start' | 'end'
  }[]
  /** The same in words. */
  readonly words: string
}

const WIDTH = 480
const MARGIN = 60
const APART = 46
/** From nobody reached to everybody: each with the ink that is read on it. */
const shades = [
  { from: 0, fill: '#ffffff', ink: '#172b2d' },
  { from: 1, fill: '#d5e8e6', ink: '#172b2d' },
  { from: 50, fill: '#8fc1bd', ink: '#172b2d' },
  { from: 75, fill: '#2f7f7d', ink: '#ffffff' },
  { from: 95, fill: '#0d4649', ink: '#ffffff' },
] as const
const unknownShade = { fill: '#eceded', ink: '#172b2d' }

/** Draws coverage; nothing when there are not two points to tell apart. */
export function coverageMap(
  areas: readonly MapArea[],
  places: readonly MapPlace[],
  towns: readonly { readonly name: string; readonly point: Point }[],
): CoverageMap | undefined {
  const points = [...areas.map(({ at }) => at), ...places.map(({ at }) => at)]
  if (points.length < 2) return undefined
  const [west, east] = ends(points.map(({ longitude }) => longitude))
  const [south, north] = ends(points.map(({ latitude }) => latitude))
  const squeeze = Math.cos((((north + south) / 2) * Math.PI) / 180)
  const across = (east - west) * squeeze
  const up = north - south
  if (!(across > 0) || !(up > 0)) return undefined
  const scale = Math.min((WIDTH - 2 * MARGIN) / across, 420 / up)
  const height = Math.round(up * scale) + 2 * MARGIN
  const place = ({ latitude, longitude }: Point) => ({
    x: Math.round(MARGIN + (WIDTH - 2 * MARGIN - across * scale) / 2 + (longitude - west) * squeeze * scale),
    y: Math.round(MARGIN + (north - latitude) * scale),
  })
  const circles = apart(
    areas.map((area) => ({ ...area, ...place(area.at) })),
    height,
  )
  return {
    width: WIDTH,
    height,
    areas: circles.map(({ name, label, percent, loses, x, y }) => ({ name, label, x, y, loses, ...shadeOf(percent) })),
    places: places.map(({ at, state }) => ({ ...place(at), state })),
    towns: townsBetween(towns, circles, place, height),
    words: areas.map(({ name, label, loses }) => `${name} ${label}${loses ? ', loses' : ''}`).join('; '),
  }
}

const shadeOf = (percent: number | null) => {
  const shade = percent === null ? unknownShade : (shades.findLast(({ from }) => percent >= from) ?? unknownShade)
  return { fill: shade.fill, ink: shade.ink }
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const LETTER = 10
const meet = (one: Box, other: Box) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

/** Names of towns that are on the drawing and do not lie on an area, its name or one another. */
function townsBetween(
  towns: readonly { readonly name: string; readonly point: Point }[],
  circles: readonly { readonly name: string; readonly x: number; readonly y: number }[],
  place: (at: Point) => { x: number; y: number },
  height: number,
): CoverageMap['towns'] {
  const kept: CoverageMap['towns'][number][] = []
  const taken: Box[] = circles.flatMap(({ name, x, y }) => {
    const half = (name.length * LETTER) / 2
    return [
      { left: x - 24, right: x + 24, top: y - 24, bottom: y + 24 },
      { left: x - half, right: x + half, top: y + 24, bottom: y + 46 },
    ]
  })
  for (const { name, point } of towns) {
    const { x, y } = place(point)
    if (y < 16 || y > height - 8 || circles.some((one) => one.name === name)) continue
    const long = name.length * LETTER
    const anchor = x + 8 + long > WIDTH ? 'end' : 'start'
    const box = {
      left: anchor === 'end' ? x - 8 - long : x - 4,
      right: anchor === 'end' ? x + 4 : x + 8 + long,
      top: y - 12,
      bottom: y + 12,
    }
    if (box.left < 0 || box.right > WIDTH || taken.some((one) => meet(one, box))) continue
    taken.push(box)
    kept.push({ name, x, y, anchor })
  }
  return kept
}

/** Moves circles that would lie on one another a step along a widening circle. */
function apart<Mark extends { x: number; y: number }>(marks: readonly Mark[], height: number): Mark[] {
  const placed: Mark[] = []
  for (const mark of marks) {
    let moved = mark
    for (let step = 1; step < 120 && placed.some((other) => near(other, moved)); step++) {
      const radius = APART * Math.ceil(step / 8)
      const turn = (step * Math.PI) / 4
      moved = {
        ...mark,
        x: Math.min(Math.max(Math.round(mark.x + radius * Math.cos(turn)), 40), WIDTH - 40),
        y: Math.min(Math.max(Math.round(mark.y + radius * Math.sin(turn)), 24), height - 44),
      }
    }
    placed.push(moved)
  }
  return placed
}

const near = (one: { x: number; y: number }, other: { x: number; y: number }) =>
  Math.abs(one.x - other.x) < APART && Math.abs(one.y - other.y) < APART + 8
const ends = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)]
