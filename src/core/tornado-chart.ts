import { type ChartText, chartColours, escaped, frame, INK, round } from './charts.ts'

/** One bar of a tornado: where a measure lies when one thing alone is low, and when it is high. */
export interface TornadoRow {
  readonly label: string
  readonly low: number
  readonly high: number
  readonly lowWords: string
  readonly highWords: string
}

const STEP = 58
const cut = (text: string, most: number) => (text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`)

/** Bars on one scale, one above the other, around the upright line of the middle. The end for low is green, that for high is orange. */
export function tornadoChart(
  text: ChartText,
  rows: readonly TornadoRow[],
  middle: number,
  { width = 360 }: { width?: number } = {},
): string {
  const ends = rows.flatMap(({ low, high }) => [low, high])
  const [least, most] = [Math.min(middle, ...ends), Math.max(middle, ...ends)]
  const whole = most - least === 0 ? 1 : most - least
  const at = (value: number) => round(4 + ((value - least) / whole) * (width - 8))
  const bar = (value: number, y: number, colour: string) => {
    const [from, until] = [Math.min(at(value), at(middle)), Math.max(at(value), at(middle))]
    return `<rect x="${from}" y="${y}" width="${round(Math.max(1, until - from))}" height="9" fill="${colour}"/>`
  }
  const parts = rows.map((row, index) => {
    const y = index * STEP
    return [
      `<text x="0" y="${y + 12}" font-weight="700">${escaped(cut(row.label, Math.floor(width / 6.6)))}</text>`,
      bar(row.low, y + 18, chartColours.own),
      bar(row.high, y + 27, chartColours.outside),
      `<text x="0" y="${y + 49}">${escaped(cut(`${row.lowWords}; ${row.highWords}`, Math.floor(width / 6)))}</text>`,
    ].join('')
  })
  const height = Math.max(STEP, rows.length * STEP)
  const marks = rows.map(
    (_, index) =>
      `<line x1="${at(middle)}" x2="${at(middle)}" y1="${index * STEP + 16}" y2="${index * STEP + 38}" stroke="${INK}" stroke-width="2"/>`,
  )
  return frame(text, width, height, `${parts.join('')}${marks.join('')}`)
}
