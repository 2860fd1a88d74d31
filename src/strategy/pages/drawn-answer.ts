import { chartColours } from '../../core/charts.ts'
import { rangeChart } from '../../core/range-chart.ts'
import { aloneWords } from '../scenario/said.ts'
import type { answerView } from './scenario.view.ts'

/** The answer with its charts drawn. */
export const drawnAnswer = (view: ReturnType<typeof answerView>) => ({
  ...view,
  savingChart: {
    svg: rangeChart(view.savingChart.chart.text, view.savingChart.chart.rows),
    alone: aloneWords(view.savingChart.chart.rows),
    key: view.savingChart.key.map(({ colour, text }) => ({ colour: chartColours[colour], text })),
  },
  demand: view.demand.map(({ chart, ...one }) => ({ ...one, svg: rangeChart(chart.text, chart.rows) })),
})
