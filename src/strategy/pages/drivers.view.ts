import type { ChartText } from '../../core/charts.ts'
import type { TornadoRow } from '../../core/tornado-chart.ts'
import { paths } from '../paths.ts'
import { type DriverMeasure, type Drivers, driverMeasures } from '../scenario/ask-drivers.ts'
import {
  amountWords,
  barSentence,
  besideSentences,
  type DriverTable,
  driverTable,
  informationSentences,
  informationTable,
  isSaid,
  measureWords,
  periodWords,
  spanWords,
} from '../scenario/driver-tables.ts'
import { roughPounds } from '../scenario/said.ts'
import { valueWords } from '../scenario/value-words.ts'
import { isTold } from '../simulation/tornado.ts'
import type { KeptScenario } from '../store.ts'
import { wideTable } from '../wide-table.ts'

const IN_CHART = 10
const IN_WORDS = 3

const tableOf = ({ caption, head, rows }: DriverTable) => ({
  caption,
  ...wideTable(head),
  head: head.map((text, at) => ({ text, numeric: at > 0 && at < head.length - 1 })),
  rows: rows.map((cells) => ({ cells: cells.map((text) => ({ text })) })),
})

function chartOf(
  kept: KeptScenario,
  measure: DriverMeasure,
  drivers: Drivers,
): { text: ChartText; rows: TornadoRow[] } {
  const rows = drivers.measures[measure].bars.filter(isTold).slice(0, IN_CHART)
  const words = (key: string, { value, mean }: { value: number; mean: number }) =>
    `${valueWords(kept.content, key, value)}: ${amountWords(measure, mean, drivers)}`
  const said = rows.map(({ key, name, low, high }) => ({
    label: name,
    low: low.mean,
    high: high.mean,
    lowWords: `low ${words(key, low)}`,
    highWords: `high ${words(key, high)}`,
  }))
  return {
    text: {
      id: `chart-drivers-${measure}`,
      title: measureWords[measure].heading,
      description: said.map(({ label, lowWords, highWords }) => `${label}, ${lowWords}; ${highWords}`).join('. '),
    },
    rows: said,
  }
}

/** How sure the differences are, in sentences. */
function errorSentences(measure: DriverMeasure, drivers: Drivers): string[] {
  const { bars, error } = drivers.measures[measure]
  const lost = bars.filter((bar) => !isTold(bar)).length
  const head = `${drivers.draws} runs at each end, all with the same chances, so that a difference is the assumption’s. The middle itself may be off by ${amountWords(measure, 2 * error, drivers)} because of their number.`
  if (bars.length === 0) return ['No assumption of this scenario is in doubt: low and high are the same everywhere.']
  if (lost === bars.length)
    return [
      head,
      'No assumption moves the answer by more than chance alone may. More runs could tell them apart; this scenario’s differences are small.',
    ]
  return [
    head,
    lost === 0
      ? 'Every difference is larger than chance alone makes it.'
      : `${lost} of ${bars.length} assumptions move the answer by no more than chance alone may: their order says nothing. The table marks them.`,
  ]
}

/** What is worth something to know, as a table, and how many are not. */
function worthOf(kept: KeptScenario, drivers: Drivers) {
  const table = informationTable(kept.content, drivers)
  const rows = table.rows.filter(([, worth]) => worth !== roughPounds(0))
  const rest = table.rows.length - rows.length
  return {
    informationTable: rows.length === 0 ? null : tableOf({ ...table, rows }),
    informationRest:
      rest === 0
        ? ''
        : `To know ${rows.length === 0 ? 'any one' : `any one of ${rest} others`} exactly would be worth nothing by itself. The spreadsheet lists every assumption.`,
  }
}

/** What moves the answer of a saved scenario, and what it would be worth to know more. */
export function driversView(kept: KeptScenario, measure: DriverMeasure, drivers: Drivers) {
  const { middle, bars } = drivers.measures[measure]
  return {
    heading: measureWords[measure].heading,
    span: spanWords(drivers),
    measures: driverMeasures.map((one) => ({ value: one, text: measureWords[one].name, selected: one === measure })),
    beside: besideSentences(drivers),
    sentences: bars
      .filter(isTold)
      .slice(0, IN_WORDS)
      .map((bar) => barSentence(kept.content, measure, bar, drivers)),
    errors: errorSentences(measure, drivers),
    period: periodWords(measure, drivers),
    middle: `Everything at its middle: ${isSaid(measure, middle, drivers)}.`,
    chart: chartOf(kept, measure, drivers),
    middleAt: middle,
    table: tableOf(driverTable(kept.content, measure, drivers)),
    csv: paths.scenarioDriversTable(kept.id, measure),
    information: informationSentences(kept.content, drivers),
    ...worthOf(kept, drivers),
    informationCsv: paths.scenarioDriversTable(kept.id, 'information'),
  }
}
