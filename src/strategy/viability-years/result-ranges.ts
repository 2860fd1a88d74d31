import type { ChartText } from '../../core/charts.ts'
import type { RangeRow } from '../../core/range-chart.ts'
import { AS_NOW, colourOf } from '../scenario/colours.ts'
import { yearWords } from '../scenario/main-assumptions.ts'
import { circleWords, roughPounds } from '../scenario/said.ts'
import { type RunLevel, runLevels } from './service-years.ts'

type Results = Readonly<Record<RunLevel, { readonly result: number }>>
interface YearOfBoth {
  readonly year: number
  readonly asNow: Results
  readonly scenario: Results
}

/** Pounds short enough for a chart's line: "−£1.60m", "£3,950". */
const brief = (pence: number) =>
  Math.abs(pence) < 100_000_000
    ? roughPounds(pence)
    : `${pence < 0 ? '−' : ''}£${(Math.abs(pence) / 100_000_000).toFixed(2)}m`

const rangeRow = (label: string, results: Results, colour: RangeRow['colour']): RangeRow => {
  const [low, quarter, middle, threeQuarters, high] = runLevels.map((level) => results[level].result) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const words = circleWords(brief(middle), brief(Math.min(low, high)), brief(Math.max(low, high)), low === high)
  return { label, low, quarter, middle, threeQuarters, high, words, colour }
}

/** Income less cost year by year, as ranges: the first three years and every fifth. */
export function resultRanges(
  title: string,
  years: readonly YearOfBoth[],
  id = 'chart-result',
  letter = 'A',
): { text: ChartText; rows: RangeRow[] } {
  const rows = years
    .filter((_, at) => at < 3 || (at + 1) % 5 === 0)
    .flatMap(({ year, asNow, scenario }) => [
      rangeRow(`${yearWords(year)}, nothing changes`, asNow, AS_NOW),
      rangeRow(`${yearWords(year)}, scenario`, scenario, colourOf(letter)),
    ])
  const description = rows.map(({ label, words }) => `${label}: ${words}`).join('; ')
  return { text: { id, title, description }, rows }
}
