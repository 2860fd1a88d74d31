import type { ChartText } from '../../core/charts.ts'
import type { FanSeries } from '../../core/fan-chart.ts'
import { type PeopleGroupName, peopleGroupNames } from '../simulation/people-groups.ts'
import type { SimulationResult, Spread } from '../simulation/result.ts'
import { AS_NOW, colourOf } from './colours.ts'
import { yearWords } from './main-assumptions.ts'
import { type Answered, RANGE, type ResultTable } from './result-tables.ts'
import { rough, roughPounds } from './said.ts'

/** One chart of how something may go over the years, with its table. */
export interface Fan {
  readonly text: ChartText
  readonly series: readonly FanSeries[]
  readonly money: boolean
  readonly table: ResultTable
}

const groupWords: Readonly<Record<PeopleGroupName, string>> = {
  placeAsNow: 'People with a place as now',
  tier1: 'People in tier 1, specialist',
  tier2: 'People in tier 2, personal and community',
  tier3: 'People in tier 3, enablement and cards',
}

const seriesOf = (
  name: string,
  colour: FanSeries['colour'],
  { years }: SimulationResult,
  of: (year: SimulationResult['years'][number]) => Spread,
): FanSeries => ({
  name,
  colour,
  points: years.map((year) => {
    const { q025, q25, mean, q75, q975 } = of(year)
    return { label: yearWords(year.year), low: q025, quarter: q25, middle: mean, threeQuarters: q75, high: q975 }
  }),
})

function fan(id: string, title: string, series: readonly FanSeries[], money: boolean): Fan {
  const said = money ? roughPounds : rough
  const many = series.length > 1
  const rows = (series[0]?.points ?? []).flatMap(({ label }, at) =>
    series.map(({ name, points }) => {
      const { low, quarter, middle, threeQuarters, high } = points[at] ?? {
        low: 0,
        quarter: 0,
        middle: 0,
        threeQuarters: 0,
        high: 0,
      }
      return [
        many ? `${label}, ${name.toLowerCase()}` : label,
        said(middle),
        `${said(quarter)} to ${said(threeQuarters)}`,
        `${said(low)} to ${said(high)}`,
      ]
    }),
  )
  const last = rows.slice(-series.length).map(([label, middle, , range]) => `${label}: ${middle} (${range})`)
  return {
    text: { id: `chart-${id}`, title, description: last.join('; ') },
    series,
    money,
    table: { id, caption: title, head: ['Year', 'Average', 'Half of the runs', RANGE], rows },
  }
}

const costSeries = ({ letter, result }: Answered): readonly FanSeries[] => [
  seriesOf('Nothing changes', AS_NOW, result, ({ figures }) => figures.costAsNow),
  seriesOf('Scenario', colourOf(letter), result, ({ figures }) => figures.cost),
]

/** How the cost may go over the years in what is tried: of the last answer, which is the changed one where something was changed. */
export function triedFan(answers: readonly Answered[]): Fan | undefined {
  const tried = answers.at(-1)
  if (tried === undefined) return undefined
  const title = `Cost of day opportunities a year, ${tried.letter} beside no change`
  return fan('fan-tried', title, costSeries(tried), true)
}

/** How cost and people in each tier may go over the years; answers that were kept before people were told together show the cost only. */
export function fansOf(answer: Answered): Fan[] {
  const { letter, result } = answer
  const cost = fan(`fan-cost-${letter}`, 'Cost of day opportunities a year', costSeries(answer), true)
  const told = result.years.every(({ groups }) => groups !== undefined)
  const groups = told ? peopleGroupNames : []
  return [
    cost,
    ...groups.map((name) =>
      fan(
        `fan-${name}-${letter}`,
        groupWords[name],
        [seriesOf(groupWords[name], colourOf(letter), result, (year) => year.groups?.[name] as Spread)],
        false,
      ),
    ),
  ]
}
