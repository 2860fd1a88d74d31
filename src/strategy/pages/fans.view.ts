import { chartColours } from '../../core/charts.ts'
import { fanChart } from '../../core/fan-chart.ts'
import { fansOf, triedFan } from '../scenario/fans.ts'
import type { Answered } from '../scenario/result-tables.ts'
import { rough, shortPounds } from '../scenario/said.ts'

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
        ...{ scroll: true, stacked: true },
        head: table.head.map((label, at) => ({ text: label, numeric: at > 0 })),
        rows: table.rows.map((cells) => ({ cells: cells.map((cell) => ({ text: cell })) })),
      },
      csv: csv(table.id),
    })),
  )

/** The fan chart of what is tried, drawn, with its table; the browser draws it again once its runs rest. */
export function triedFanView(answers: readonly Answered[]) {
  const tried = triedFan(answers)
  if (tried === undefined) return null
  const { id, caption, head, rows } = tried.table
  return {
    ...{ id, note: '', csv: null, title: tried.text.title, svg: fanChart(tried.text, tried.series, shortPounds) },
    table: {
      caption,
      ...{ scroll: true, stacked: true },
      head: head.map((label, at) => ({ text: label, numeric: at > 0 })),
      rows: rows.map((cells) => ({ cells: cells.map((cell) => ({ text: cell })) })),
    },
  }
}
