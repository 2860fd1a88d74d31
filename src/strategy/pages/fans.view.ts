import { chartColours } from '../../core/charts.ts'
import { fanChart } from '../../core/fan-chart.ts'
import { fansOf } from '../scenario/fans.ts'
import type { Answered } from '../scenario/result-tables.ts'
import { rough, roughPounds } from '../scenario/said.ts'

const shortPounds = (pence: number) =>
  pence >= 100_000_000 ? `£${Number((pence / 100_000_000).toFixed(2))}m` : roughPounds(pence)

/** With its letter where there are several, so that no two tables of a page have one name. */
const named = (title: string, { letter }: Answered, answers: readonly Answered[]) =>
  answers.length > 1 ? `${title}, ${letter}` : title

/** The fan charts of answers, drawn, each beside its table. */
export const fansView = (answers: readonly Answered[], csv: (table: string) => string) =>
  answers.flatMap((answer) =>
    fansOf(answer).map(({ text, series, money, table }) => ({
      finding: named(text.title, answer, answers),
      wide: '',
      narrow: fanChart(text, series, money ? shortPounds : rough),
      key: series.length < 2 ? [] : series.map(({ name, colour }) => ({ colour: chartColours[colour], text: name })),
      table: {
        caption: named(table.caption, answer, answers),
        scroll: true,
        head: table.head.map((label, at) => ({ text: label, numeric: at > 0 })),
        rows: table.rows.map((cells) => ({ cells: cells.map((cell) => ({ text: cell })) })),
      },
      csv: csv(table.id),
    })),
  )
