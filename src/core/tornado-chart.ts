import { type ChartText, chartColours, escaped, frame, INK, round } from './charts.ts'

/** One bar of a tornado: where a measure lies when one thing alone is low, and when it is high. */
export interface TornadoRow {
  readonly label: string
  readonly low: number
  readonly high: number
  readonly lowWords: string
  readonly highWords: string
}

const LINE = 15
const BARS = 26

/** Words in lines of at most so many letters, so that none is cut off. */
function linesOf(text: string, most: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

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
  let y = 0
  const parts = rows.map((row) => {
    const label = linesOf(row.label, Math.floor(width / 6.6))
    const words = [row.lowWords, row.highWords].flatMap((one) => linesOf(one, Math.floor(width / 6)))
    const line = (said: string, nth: number, bold: boolean) =>
      `<text x="0" y="${y + nth * LINE - 3}"${bold ? ' font-weight="700"' : ''}>${escaped(said)}</text>`
    const named = label.map((said, nth) => line(said, nth + 1, true))
    y += label.length * LINE
    const bars = [
      bar(row.low, y + 3, chartColours.own),
      bar(row.high, y + 12, chartColours.outside),
      `<line x1="${at(middle)}" x2="${at(middle)}" y1="${y + 1}" y2="${y + 23}" stroke="${INK}" stroke-width="2"/>`,
    ]
    y += BARS
    const told = words.map((said, nth) => line(said, nth + 1, false))
    y += words.length * LINE + 8
    return [...named, ...bars, ...told].join('')
  })
  return frame(text, width, Math.max(58, y), parts.join(''))
}
