import { z } from 'zod'
import { toCsv } from '../../../platform/csv.ts'
import { type FormErrors, faultAt, readForm, typedOf } from '../../../platform/form.ts'
import type { StepPages } from '../../../platform/http.ts'
import { pageField, wordsField } from '../../../platform/list-asked.ts'
import { NotFound } from '../../../platform/refused.ts'
import { drawnAnswer } from '../../pages/drawn-answer.ts'
import { fansView } from '../../pages/fans.view.ts'
import { answerView } from '../../pages/scenario.view.ts'
import { paths } from '../../paths.ts'
import { fansOf } from '../../scenario/fans.ts'
import { resultTables } from '../../scenario/result-tables.ts'
import { SEED } from '../../scenario/simulate-type.ts'
import { strategySentences } from '../../sentences.ts'
import type { SimulationResult } from '../../simulation/result.ts'
import {
  askRunOf,
  cancelSimulation,
  type KeptScenario,
  keptScenario,
  RUNS_A_PAGE,
  resumeSimulation,
  simulation,
  simulations,
} from '../../store.ts'
import { runsTyped, USUAL_RUNS } from '../most-runs.ts'
import { runsView, runView } from './runs.view.ts'

const reads = {
  roles: ['commissioner', 'team_manager', 'finance', 'administrator'],
  about: 'Large runs of scenarios, nobody named',
} as const
const asks = { roles: ['commissioner'], about: 'Ask for a large run of a scenario, or end one' } as const
const params = z.object({ runId: z.uuid() })
const tableParams = params.extend({ table: z.string().max(40) })
const ofScenario = z.object({ scenarioId: z.uuid() })
const listAsked = z.object({ words: wordsField, page: pageField })
const asking = z.object({ draws: runsTyped })

const answersOf = (name: string, result: SimulationResult) => [{ letter: 'A', name, result }]

/** A run's moment in England's time, for its page. */
function momentOf(at: Date) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: 'Europe/London', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit' },
  }).formatToParts(at)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return {
    day: `${of('year')}-${of('month')}-${of('day')}` as never,
    minute: Number(of('hour')) * 60 + Number(of('minute')),
  }
}

/** Large runs: the list, one with its progress or its answer, ending it, having it go on, and asking for one of a saved scenario. */
export const runsPages: StepPages = async (app) => {
  const one = '/strategy/scenarios/runs/:runId'
  app.get('/strategy/scenarios/runs', { config: { policy: reads } }, async (request, reply) => {
    const asked = listAsked.parse(request.query)
    const found = await request.tx((tx) => simulations(tx, asked))
    return reply.page('strategy/runs/pages/runs.njk', runsView(found, { ...asked, perPage: RUNS_A_PAGE }))
  })
  app.get(one, { config: { policy: reads }, schema: { params } }, async (request, reply) => {
    const run = await request.tx((tx) => simulation(tx, request.params.runId))
    if (run.state === 'running') reply.header('refresh', '5')
    return reply.page('strategy/runs/pages/run.njk', {
      ...runView(run, momentOf(run.askedAt), request.who.role === 'commissioner'),
      answer:
        run.result === null
          ? null
          : drawnAnswer(answerView(answersOf(run.name, run.result), (table) => paths.runTable(run.id, table))),
      fans:
        run.result === null ? [] : fansView(answersOf(run.name, run.result), (table) => paths.runTable(run.id, table)),
    })
  })
  app.get(
    `${one}/:table.csv`,
    { config: { policy: reads }, schema: { params: tableParams } },
    async (request, reply) => {
      const { name, result } = await request.tx((tx) => simulation(tx, request.params.runId))
      const answers = result === null ? [] : answersOf(name, result)
      const tables = [...resultTables(answers), ...answers.flatMap((one) => fansOf(one).map(({ table: fan }) => fan))]
      const table = tables.find(({ id }) => id === request.params.table)
      if (table === undefined) throw new NotFound('table')
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="large-run-${table.id}.csv"`)
        .send(toCsv([table.head, ...table.rows]))
    },
  )
  app.post(`${one}/cancel`, { config: { policy: asks }, schema: { params } }, async (request, reply) => {
    await request.tx((tx) => cancelSimulation(tx, request.params.runId))
    return reply.done(paths.run(request.params.runId), 'The run is ended')
  })
  app.post(`${one}/go-on`, { config: { policy: asks }, schema: { params } }, async (request, reply) => {
    await request.tx((tx) => resumeSimulation(tx, request.params.runId))
    return reply.done(paths.run(request.params.runId), 'The run goes on where it stopped')
  })
  askingPages(app)
}

function askingPages(app: Parameters<StepPages>[0]): void {
  const url = '/strategy/scenarios/:scenarioId/run'
  const view = (kept: KeptScenario, typed: Readonly<Record<string, string>>, fault?: FormErrors) => ({
    ...{ errors: [], at: {}, typed, title: 'Run it more often', lede: kept.name },
    ...{
      back: { href: paths.scenario(kept.id), text: kept.name },
      action: paths.askRun(kept.id),
      button: 'Ask for it',
    },
    fields: [
      {
        type: 'text',
        id: 'draws',
        label: 'How many runs?',
        width: 5,
        inputmode: 'numeric',
        hint: 'Four times as many runs halve what a number may be off by. 10,000 runs of 500 people over 15 years take about a minute on two processors.',
      },
    ],
    ...fault,
  })
  app.get(url, { config: { policy: asks }, schema: { params: ofScenario } }, async (request, reply) => {
    const kept = await request.tx((tx) => keptScenario(tx, request.params.scenarioId))
    return reply.page('platform/pages/form.njk', view(kept, { draws: String(USUAL_RUNS) }))
  })
  app.post(url, { config: { policy: asks }, schema: { params: ofScenario } }, async (request, reply) => {
    const read = readForm(asking, request.body)
    const kept = await request.tx((tx) => keptScenario(tx, request.params.scenarioId))
    if (!read.ok) return reply.page('platform/pages/form.njk', view(kept, typedOf(request.body), read), 400)
    const asked = await request.attempt((tx) =>
      askRunOf(tx, { scenarioId: kept.id, seed: SEED, draws: read.value.draws }),
    )
    if (!asked.ok) {
      const sentence = strategySentences[asked.refusals[0] ?? ''] ?? 'Try again later'
      return reply.page(
        'platform/pages/form.njk',
        view(kept, typedOf(request.body), faultAt(read, 'draws', sentence)),
        400,
      )
    }
    return reply.done(paths.run(asked.value), 'The run has begun')
  })
}
