import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { serveScript, workingPage } from '../../platform/browser-script.ts'
import { toCsv } from '../../platform/csv.ts'
import type { Tx } from '../../platform/db.ts'
import { readForm, textField, typedOf } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { FITTED, ratesFor, startOf } from '../rates/rates-asked.ts'
import { runsPages } from '../runs/pages/runs.page.ts'
import { changeScenario, type FieldFault, type Typed } from '../scenario/change-scenario.ts'
import { fansOf } from '../scenario/fans.ts'
import { resultTables } from '../scenario/result-tables.ts'
import { LIVE_DRAWS, SEED, type Simulate, type StartingScenarios } from '../scenario/simulate-type.ts'
import type { Scenario } from '../simulation/scenario-shape.ts'
import {
  countsOf,
  endScenario,
  type KeptScenario,
  keepScenario,
  keptScenario,
  SCENARIOS_PER_PAGE,
  scenarioStates,
  scenarios,
  scenariosFound,
} from '../store.ts'
import { drawnAnswer } from './drawn-answer.ts'
import { driversPages } from './drivers.page.ts'
import { fansView, triedFanView } from './fans.view.ts'
import { neededPages } from './needed.page.ts'
import {
  answerView,
  assumptionRows,
  differencesView,
  goneWords,
  keptView,
  scenarioForm,
  shortView,
  unseenDemand,
} from './scenario.view.ts'
import { scenariosListView } from './scenarios-list.view.ts'
import { answersOf, besideSuffix, differencesOf, sideBySide } from './side-by-side.ts'

const reads = {
  roles: ['commissioner', 'team_manager', 'finance', 'administrator'],
  about: 'What may happen in the years to come, nobody named',
} as const
const keeps = { roles: ['commissioner'], about: 'Keep a scenario, or take one off the list' } as const
const params = z.object({ scenarioId: z.uuid() })
const tableParams = params.extend({ table: z.string().max(40) })
const naming = z.object({
  name: textField('a name for the scenario', { most: 200 }),
  about: textField('what the scenario is about', { most: 2000 }),
})
const sentences: Readonly<Record<string, string>> = {
  scenario_name_once: 'A scenario on the list has this name already. Give this one another.',
}

/** Where a scenario comes from: a saved one, or a variant of the council's own start. */
interface Base {
  readonly from: string
  readonly scenario: Scenario
  readonly name: string
  readonly keptId?: string
}

export type StartingOn = (on: Tx['today']) => StartingScenarios | undefined

/** The council's own start with the rates that were counted. */
async function fittedBase(tx: Tx, starting: StartingScenarios | undefined): Promise<Base> {
  const [start, counts] = [startOf(starting), await countsOf(tx, false)]
  if (start === undefined || counts === undefined) throw new NotFound('scenario')
  const { changed } = ratesFor(start, counts)
  return { from: FITTED, scenario: changed, name: changed.name }
}

async function baseOf(tx: Tx, from: string, startingOn: StartingOn): Promise<Base> {
  if (z.uuid().safeParse(from).success) {
    const kept = await keptScenario(tx, from)
    return { from, scenario: kept.content, name: kept.name, keptId: kept.id }
  }
  const starting = startingOn(tx.today)
  if (from === FITTED) return fittedBase(tx, starting)
  const variant = starting?.variants.find(({ code }) => code === (from === '' ? 'a' : from)) ?? starting?.variants[0]
  if (variant === undefined) throw new NotFound('scenario')
  return { from: variant.code, scenario: variant.scenario, name: variant.scenario.name }
}

/** What was worked out, for a form of its own that saves exactly that; Enter in its name saves, also without script. */
const workedFields = ({ name: _name, about: _about, _csrf, ...worked }: Typed) =>
  Object.entries(worked).map(([name, value]) => ({ name, value }))

/** Trying a scenario: assumptions at the left, what follows beside them; the address holds what was typed. */
const tryScenarioPages =
  (startingOn: StartingOn, simulate: Simulate): StepPages =>
  async (app) => {
    const script = serveScript(app, 'scenario.js', 'src/strategy/browser/scenario.browser.ts')
    const worker = serveScript(app, 'scenario-worker.js', 'src/strategy/simulation/draw-worker.browser.ts')
    const show = async (
      request: FastifyRequest,
      reply: FastifyReply,
      typed: Typed,
      found: { base: Base; errors: { text: string; href: string }[] },
    ) => {
      const { base, errors } = found
      const asked = changeScenario(base.scenario, typed)
      const faults: readonly FieldFault[] = 'faults' in asked ? asked.faults : []
      const before = { letter: 'A', name: base.name, result: await simulate(base.scenario, SEED, LIVE_DRAWS) }
      const after =
        'faults' in asked || asked.changed.length === 0
          ? []
          : [{ letter: 'B', name: 'With your changes', result: await simulate(asked.scenario, SEED, LIVE_DRAWS) }]
      const answer = drawnAnswer(answerView([before, ...after], () => null))
      const nonce = reply.cspNonce.script
      reply.header('content-security-policy', workingPage(nonce))
      const mayKeep = request.who.role === 'commissioner'
      const all = [...errors, ...faults.map(({ key, fault }) => ({ text: fault, href: `#${key || 'name'}` }))]
      return reply.page(
        'strategy/pages/scenario-try.njk',
        {
          from: base.from,
          name: base.name,
          back: base.keptId === undefined ? paths.scenarios() : paths.scenario(base.keptId),
          groups: scenarioForm(base.scenario, typed, faults),
          errors: all,
          typed,
          mayKeep,
          worked: mayKeep && typed['name'] && all.length === 0 ? workedFields(typed) : null,
          save: paths.saveScenario(),
          gone: goneWords('faults' in asked ? base.scenario : asked.scenario, app.db.clock.today()),
          fan: triedFanView([before, ...after]),
          short: shortView([before, ...after]),
          answer: {
            ...answer,
            demand: after.length === 0 ? [...answer.demand, unseenDemand] : answer.demand,
          },
          script: script(),
          worker: worker(),
          nonce,
          scenario: JSON.stringify(base.scenario),
        },
        all.length === 0 ? 200 : 400,
      )
    }
    app.get('/strategy/scenarios/try', { config: { policy: reads } }, async (request, reply) => {
      const typed = typedOf(request.query)
      const base = await request.tx((tx) => baseOf(tx, typed['from'] ?? '', startingOn))
      return show(request, reply, typed, { base, errors: [] })
    })
    app.post('/strategy/scenarios/save', { config: { policy: keeps } }, async (request, reply) => {
      const typed = typedOf(request.body)
      const base = await request.tx((tx) => baseOf(tx, typed['from'] ?? '', startingOn))
      const read = readForm(naming, request.body)
      const asked = changeScenario(base.scenario, typed)
      if (!read.ok || 'faults' in asked)
        return show(request, reply, typed, { base, errors: read.ok ? [] : read.errors })
      const scenario = { ...asked.scenario, ...read.value }
      const kept = await request.attempt((tx) => keepScenario(tx, { scenario, basedOn: base.keptId }))
      if (!kept.ok) {
        const text = sentences[kept.refusals[0] ?? '']
        if (text === undefined) throw new NotFound('scenario')
        return show(request, reply, typed, { base, errors: [{ text, href: '#name' }] })
      }
      return reply.done(paths.scenario(kept.value), 'The scenario is saved')
    })
  }

const listQuery = z.object({
  words: z.string().max(200).catch(''),
  state: z.enum(scenarioStates).catch('listed'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

/** The list of saved scenarios, and where to start. */
const listPage =
  (startingOn: StartingOn): StepPages =>
  async (app) => {
    app.get('/strategy/scenarios', { config: { policy: reads } }, async (request, reply) => {
      const asked = readAddress(listQuery, request.query)
      const { found, starting } = await request.tx(async (tx) => ({
        found: await scenariosFound(tx, asked),
        starting: startingOn(tx.today),
      }))
      const more = { perPage: SCENARIOS_PER_PAGE, starting }
      return reply.page('strategy/pages/scenarios.njk', scenariosListView(found, asked, more))
    })
  }

/** A saved scenario with its answer, beside another if asked; its assumptions, its file; and taking it off the list. */
const keptScenarioPages: StepPages = async (app) => {
  const chosen = z.uuid().or(z.literal('')).catch('')
  const besideQuery = z.object({ beside: chosen, and: chosen })
  const one = '/strategy/scenarios/:scenarioId'
  app.get(one, { config: { policy: reads }, schema: { params } }, async (request, reply) => {
    const { scenarioId } = request.params
    const { both, ...more } = await request.tx(async (tx) => ({
      both: await sideBySide((id) => keptScenario(tx, id), scenarioId, readAddress(besideQuery, request.query)),
      list: await scenarios(tx),
      today: tx.today,
    }))
    const { kept, others } = both
    if (kept.result === null) reply.header('refresh', '5')
    const csv = (table: string) => paths.scenarioTable(scenarioId, table) + besideSuffix(others)
    return reply.page('strategy/pages/scenario.njk', {
      ...keptView(kept, others, more),
      mayKeep: request.who.role === 'commissioner',
      maySeeServices: ['commissioner', 'finance'].includes(request.who.role),
      different: differencesView(differencesOf(both), csv),
      answer: kept.result === null ? null : drawnAnswer(answerView(answersOf(both), csv)),
      fans: fansView(answersOf(both), csv),
    })
  })
  app.get(
    `${one}/:table.csv`,
    { config: { policy: reads }, schema: { params: tableParams } },
    async (request, reply) => {
      const both = await request.tx((tx) =>
        sideBySide((id) => keptScenario(tx, id), request.params.scenarioId, readAddress(besideQuery, request.query)),
      )
      const answers = answersOf(both)
      const fans = answers.flatMap((answer) => fansOf(answer).map(({ table: one }) => one))
      const tables = [...resultTables(answers), ...fans, differencesOf(both)]
      const table = tables.find((one) => one?.id === request.params.table)
      if (both.kept.result === null || !table) throw new NotFound('table')
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="scenario-${table.id}.csv"`)
        .send(toCsv([table.head, ...table.rows]))
    },
  )
  app.get(`${one}/assumptions`, { config: { policy: reads }, schema: { params } }, async (request, reply) => {
    const kept = await request.tx((tx) => keptScenario(tx, request.params.scenarioId))
    return reply.page('strategy/pages/scenario-assumptions.njk', {
      name: kept.name,
      back: paths.scenario(kept.id),
      json: paths.scenarioJson(kept.id),
      rows: assumptionRows(kept.content),
    })
  })
  app.get(`${one}/scenario.json`, { config: { policy: reads }, schema: { params } }, async (request, reply) => {
    const kept = await request.tx((tx) => keptScenario(tx, request.params.scenarioId))
    return reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="scenario.json"')
      .send(JSON.stringify(kept.content, null, 1))
  })
  const reason = z.object({ why: textField('why it leaves the list', { most: 500 }) })
  const endView = (kept: KeptScenario) => ({
    title: 'Take this scenario off the list',
    lede: kept.name,
    back: { href: paths.scenario(kept.id), text: 'Scenario' },
    action: paths.endScenario(kept.id),
    button: 'Take it off the list',
    warning: 'Nobody finds it in the list afterwards. Its link and its answer stay.',
    fields: [{ type: 'text', id: 'why', label: 'Why?' }],
    errors: [],
    at: {},
    typed: {},
  })
  app.get(`${one}/end`, { config: { policy: keeps }, schema: { params } }, async (request, reply) => {
    const kept = await request.tx((tx) => keptScenario(tx, request.params.scenarioId))
    if (kept.endedOn !== null) throw new NotFound('scenario')
    return reply.page('platform/pages/form.njk', endView(kept))
  })
  app.post(`${one}/end`, { config: { policy: keeps }, schema: { params } }, async (request, reply) => {
    const read = readForm(reason, request.body)
    const { scenarioId } = request.params
    if (!read.ok) {
      const kept = await request.tx((tx) => keptScenario(tx, scenarioId))
      return reply.page('platform/pages/form.njk', { ...endView(kept), ...read }, 400)
    }
    await request.tx((tx) => endScenario(tx, scenarioId, read.value.why))
    return reply.done(paths.scenarios(), 'The scenario is off the list')
  })
}

/** Every page of scenarios. */
export const scenarioPages = (startingOn: StartingOn, simulate: Simulate): readonly StepPages[] => [
  listPage(startingOn),
  tryScenarioPages(startingOn, simulate),
  keptScenarioPages,
  driversPages,
  runsPages,
  neededPages(simulate),
]
