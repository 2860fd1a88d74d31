import {
  type ChartColour,
  type ChartText,
  chartColours,
  escaped,
  frame,
  GRID,
  INK,
  type Quarters,
  round,
} from './charts.ts'
import { roundUp } from './round-up.ts'

/** What a series may be at one time: one number, between what half of the runs lie, and between what 95 in 100 lie. */
export interface FanPoint extends Quarters {
  readonly label: string
}

export interface FanSeries {
  readonly name: string
  readonly colour: ChartColour
  readonly points: readonly FanPoint[]
}

const HEIGHT = 230
const [LEFT, RIGHT, TOP, BOTTOM] = [62, 12, 10, 26]

/** A round step that cuts the whole into about four. */
const stepOf = (most: number) => roundUp(most / 4, [1, 2, 2.5, 5, 10])

/** The labels that have room: the first, the last and every fifth between. */
const isNamed = (at: number, count: number) => at === 0 || at === count - 1 || (at % 5 === 0 && count - 1 - at > 2)

/**
 * How series may go, from nought: the light band holds 95 in 100 runs, the dark one half of them, the line is the one number that stands for all, which the page names; the second
 * series is dashed. `words` says a number of the upright axis.
 */
export function fanChart(
  text: ChartText,
  series: readonly FanSeries[],
  words: (value: number) => string,
  { width = 420 }: { width?: number } = {},
): string {
  const labels = series[0]?.points.map(({ label }) => label) ?? []
  const most = Math.max(1, ...series.flatMap(({ points }) => points.map(({ high }) => high)))
  const step = stepOf(most)
  const top = Math.ceil(most / step) * step
  const x = (at: number) => round(LEFT + (at / Math.max(1, labels.length - 1)) * (width - LEFT - RIGHT))
  const y = (value: number) => round(TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM))
  const axis = Array.from({ length: Math.round(top / step) + 1 }, (_, nth) => nth * step).map(
    (value) =>
      `<line x1="${LEFT}" x2="${width - RIGHT}" y1="${y(value)}" y2="${y(value)}" stroke="${GRID}"/><text x="${LEFT - 6}" y="${round(y(value) + 4)}" text-anchor="end">${escaped(words(value))}</text>`,
  )
  const named = labels.map((label, at) => {
    const anchor = at === 0 ? 'start' : at === labels.length - 1 ? 'end' : 'middle'
    return isNamed(at, labels.length)
      ? `<text x="${x(at)}" y="${HEIGHT - 8}" text-anchor="${anchor}">${escaped(label)}</text>`
      : ''
  })
  const drawn = series.map(({ colour, points }, nth) => {
    const band = (low: (one: FanPoint) => number, high: (one: FanPoint) => number, opacity: number) => {
      const up = points.map((one, at) => `${x(at)},${y(high(one))}`)
      const down = points.map((one, at) => `${x(at)},${y(low(one))}`).reverse()
      return `<polygon points="${[...up, ...down].join(' ')}" fill="${chartColours[colour]}" fill-opacity="${opacity}"/>`
    }
    const line = points.map((one, at) => `${x(at)},${y(one.middle)}`).join(' ')
    return [
      band(
        ({ low }) => low,
        ({ high }) => high,
        0.16,
      ),
      band(
        ({ quarter }) => quarter,
        ({ threeQuarters }) => threeQuarters,
        0.3,
      ),
      `<polyline points="${line}" fill="none" stroke="${chartColours[colour]}" stroke-width="2.5"${nth === 0 ? '' : ' stroke-dasharray="7 4"'}/>`,
    ].join('')
  })
  const foot = `<line x1="${LEFT}" x2="${width - RIGHT}" y1="${y(0)}" y2="${y(0)}" stroke="${INK}"/>`
  return frame(text, width, HEIGHT, `${axis.join('')}${drawn.join('')}${foot}${named.join('')}`)
}
