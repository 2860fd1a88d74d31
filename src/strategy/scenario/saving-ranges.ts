import type { ChartColour, ChartText } from '../../core/charts.ts'
import type { RangeRow } from '../../core/range-chart.ts'
import type { SimulationResult, Spread } from '../simulation/result.ts'
import { AS_NOW, colourOf } from './colours.ts'
import { yearWords } from './main-assumptions.ts'
import type { Answered } from './result-tables.ts'
import { circleWords, roughPounds } from './said.ts'

/** The circle is the average of all runs, as in the tables beside it. */
const rangeOf = (label: string, spread: Spread, colour: ChartColour, target?: number): RangeRow => ({
  label,
  low: spread.q025,
  quarter: spread.q25,
  middle: spread.mean,
  threeQuarters: spread.q75,
  high: spread.q975,
  words: circleWords(
    roughPounds(spread.mean),
    roughPounds(spread.q025),
    roughPounds(spread.q975),
    spread.q025 === spread.q975,
  ),
  colour,
  target,
})

const targetOf = ({ targets }: SimulationResult, year: number) =>
  targets.find(({ fromYear, untilYear }) => fromYear === year && untilYear === year)?.pence

/** What leaves the budget in each of the first three years, as ranges with the year's target. */
export function savingRanges(answers: readonly Answered[]): { text: ChartText; rows: RangeRow[] } {
  const rows = (answers[0]?.result.years ?? []).slice(0, 3).flatMap(({ year }, at) =>
    answers.flatMap(({ letter, result }) => {
      const figures = result.years[at]?.figures
      return figures === undefined
        ? []
        : [rangeOf(`${yearWords(year)}, ${letter}`, figures.cashable, colourOf(letter), targetOf(result, year))]
    }),
  )
  return {
    text: {
      id: 'chart-saving',
      title: 'What leaves the budget each year',
      description: rows.map(({ label, words }) => `${label}: ${words}`).join('; '),
    },
    rows,
  }
}

/** What it costs each year with and without the scenario, as ranges. */
export function costRanges({ letter, result }: Answered): { text: ChartText; rows: RangeRow[] } {
  const shown = result.years.filter((_, at) => at < 3 || (at + 1) % 5 === 0)
  const rows = shown.flatMap(({ year, figures }) => [
    rangeOf(`${yearWords(year)}, nothing changes`, figures.costAsNow, AS_NOW),
    rangeOf(`${yearWords(year)}, ${letter}`, figures.cost, colourOf(letter)),
  ])
  return {
    text: {
      id: `chart-cost-${letter}`,
      title: `Cost of day opportunities a year, ${letter} beside no change`,
      description: rows.map(({ label, words }) => `${label}: ${words}`).join('; '),
    },
    rows,
  }
}
