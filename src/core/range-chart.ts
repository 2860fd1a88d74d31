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

/**
 * One range: a box for half of the draws, a line for 95 in 100, a circle for the one number that stands for all (the page says which),
 * and a target as an upright line. A range of no width is a circle alone.
 */
export interface RangeRow extends Quarters {
  readonly label: string
  readonly words: string
  readonly colour: ChartColour
  readonly target?: number | undefined
}

/** Ranges below each other on one scale that has nought in it, each under its name and its words: a line for each, so that none is cut off on a phone. */
export function rangeChart(
  text: ChartText,
  rows: readonly RangeRow[],
  { width = 360 }: { width?: number } = {},
): string {
  const ends = rows.flatMap(({ low, high, target }) => (target === undefined ? [low, high] : [low, high, target]))
  const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)]
  const whole = most - least === 0 ? 1 : most - least
  const at = (value: number) => round(4 + ((value - least) / whole) * (width - 8))
  const STEP = 66
  const parts = rows.map((row, index) => {
    const y = index * STEP
    const colour = chartColours[row.colour]
    const nought = `<line x1="${at(0)}" x2="${at(0)}" y1="${y + 32}" y2="${y + 60}" stroke="${GRID}" stroke-width="1.5"/>`
    const ranges = row.low !== row.high
    const line = `<line x1="${at(row.low)}" x2="${at(row.high)}" y1="${y + 46}" y2="${y + 46}" stroke="${colour}" stroke-width="2"/>`
    const box = `<rect x="${at(row.quarter)}" y="${y + 38}" width="${round(Math.max(2, at(row.threeQuarters) - at(row.quarter)))}" height="16" fill="${colour}"/>`
    const middle = `<circle cx="${at(row.middle)}" cy="${y + 46}" r="5" fill="#fff" stroke="${INK}" stroke-width="2"/>`
    const target =
      row.target === undefined
        ? ''
        : `<line x1="${at(row.target)}" x2="${at(row.target)}" y1="${y + 34}" y2="${y + 58}" stroke="${INK}" stroke-width="3"/>`
    return `<text x="0" y="${y + 12}">${escaped(row.label)}</text><text x="0" y="${y + 29}" font-weight="700">${escaped(row.words)}</text>${nought}${ranges ? line + box : ''}${target}${middle}`
  })
  const height = Math.max(STEP, rows.length * STEP)
  return frame(text, width, height, parts.join(''))
}
