import { z } from 'zod'
import { type BarGroup, barChart, barCharts, type ChartText, chartColours } from '../../core/charts.ts'
import type { AssurancePolicyOn } from '../../directory/index.ts'
import { toCsv } from '../../platform/csv.ts'
import type { Tx } from '../../platform/db.ts'
import { type FormErrors, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { NotFound } from '../../platform/refused.ts'
import type { BoroughPolicyOn } from '../borough-policy.ts'
import { marketPartFaults } from '../market-part.ts'
import { kindOf, type MarketTableName, marketTable, marketTableNames } from '../market-tables.ts'
import { notKnownErrors } from '../not-known.ts'
import { paths } from '../paths.ts'
import { marketChoices, marketStatement, marketStatements, marketToday, publishMarketStatement } from '../store.ts'
import { marketView, statementLinks, statementView } from './market.view.ts'

const policy = {
  roles: ['commissioner', 'team_manager', 'administrator'],
  about: 'What the market looks like, nobody named',
} as const
const publishes = { roles: ['commissioner'], about: 'Publish a market position statement' } as const
const anybody = { roles: 'public', about: 'Market position statements as they were published' } as const
const text = z.string().max(200).catch('')
const query = z.object({ area: text, kind: text })
const params = z.object({ statementId: z.uuid() })
const form = z.object({ words: textField('what the council says of these figures', { most: 5000 }) })

type Draws = (text: ChartText, groups: readonly BarGroup[]) => string
const onScreen: Draws = (text, groups) => barChart(text, groups, { room: 200 })
/** As many groups in one drawing as can be read on a page of paper. */
const onPaper: Draws = (text, groups) => barCharts(text, groups, { room: 200, groupsEach: 9 }).join('')

const drawn = <View extends ReturnType<typeof marketView>>(view: View, draws: Draws = onScreen) => ({
  ...view,
  charts: view.charts.map(({ chart, key, ...one }) => ({
    ...one,
    wide: '',
    narrow: draws(chart.text, chart.groups),
    key: key.map(({ colour, text: words }) => ({ colour: chartColours[colour], text: words })),
  })),
})

/** What the market looks like today: supply, prices, quality and gaps, as charts with their tables. */
export const marketPositionPages =
  (assurancePolicyOn: AssurancePolicyOn, boroughPolicyOn: BoroughPolicyOn): StepPages =>
  async (app) => {
    const areasOf = (tx: Tx) => [...boroughPolicyOn(tx.today).residents.byArea.keys()]
    app.get('/strategy/market-position', { config: { policy } }, async (request, reply) => {
      const asked = readAddress(query, request.query)
      const { figures, choices, statements, faults } = await request.tx(async (tx) => {
        const choices = await marketChoices(tx)
        const faults = marketPartFaults(asked, choices, areasOf(tx))
        const shown = faults.length === 0 ? asked : { area: '', kind: '' }
        const figures = await marketToday(tx, shown, assurancePolicyOn)
        return { figures, choices, faults, statements: await marketStatements(tx) }
      })
      const errors = notKnownErrors(faults)
      const option = (value: string, words: string, now: string) => ({ value, text: words, selected: value === now })
      const address = asked.area === '' && asked.kind === '' ? '' : `?${new URLSearchParams(asked)}`
      const view = {
        ...drawn(marketView(figures, (name) => paths.marketSpreadsheet(name) + address)),
        errors,
        areas: [
          option('', 'Whole borough', asked.area),
          ...choices.areas.map((area) => option(area, area, asked.area)),
        ],
        kinds: [
          option('', 'Every kind', asked.kind),
          ...choices.kinds.map((kind) => option(kind, kindOf(kind), asked.kind)),
        ],
        gaps: paths.gaps(),
        publish: request.who.role === 'commissioner' ? paths.newMarketStatement() : null,
        statements: statementLinks(statements),
      }
      return reply.page('strategy/pages/market.njk', view, errors.length === 0 ? 200 : 400)
    })
    app.get('/strategy/market-position/:table.csv', { config: { policy } }, async (request, reply) => {
      const name = marketTableNames.find(
        (one): one is MarketTableName => one === (request.params as { table?: string }).table,
      )
      if (name === undefined) throw new NotFound('table')
      const asked = readAddress(query, request.query)
      const figures = await request.tx(async (tx) => {
        if (marketPartFaults(asked, await marketChoices(tx), areasOf(tx)).length > 0)
          throw new NotFound('part of the market')
        return marketToday(tx, asked, assurancePolicyOn)
      })
      const { head, rows } = marketTable(figures, name)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="market-${name}-${figures.asOf}.csv"`)
        .send(toCsv([head, ...rows]))
    })
  }

/** Statements: a commissioner publishes what the figures are today, and everybody reads them as they were. */
export const marketStatementPages =
  (assurancePolicyOn: AssurancePolicyOn): StepPages =>
  async (app) => {
    const formView = {
      title: 'Publish a market position statement',
      lede: 'The figures of the whole borough as they are today, with your words. It stands as it is: next time you publish another.',
      back: { href: paths.marketPosition(), text: 'Market position' },
      action: paths.newMarketStatement(),
      button: 'Publish it',
      warning: 'Everybody can read it, without signing in.',
      fields: [
        {
          type: 'long',
          id: 'words',
          label: 'What do these figures mean for those who provide?',
          hint: 'What you want more of, what less, and what you will do',
          rows: 8,
        },
      ],
    }
    const show = (fault?: FormErrors) => ({ errors: [], at: {}, typed: {}, ...formView, ...fault })
    const url = '/strategy/market-statements/new'
    app.get(url, { config: { policy: publishes } }, async (_request, reply) =>
      reply.page('platform/pages/form.njk', show()),
    )
    app.post(url, { config: { policy: publishes } }, async (request, reply) => {
      const read = readForm(form, request.body)
      if (!read.ok) return reply.page('platform/pages/form.njk', show(read), 400)
      const id = await request.tx((tx) => publishMarketStatement(tx, read.value.words, assurancePolicyOn))
      return reply.done(paths.marketStatement(id), 'The statement is published')
    })
    app.get('/strategy/market-statements', { config: { policy: anybody } }, async (request, reply) => {
      const list = await request.tx((tx) => marketStatements(tx))
      return reply.page('strategy/pages/statements.njk', { statements: statementLinks(list) })
    })
    const found = async (tx: Tx, statementId: string) => {
      const statement = await marketStatement(tx, statementId)
      if (statement === undefined) throw new NotFound('statement')
      return drawn(statementView(statement), onPaper)
    }
    const one = '/strategy/market-statements/:statementId'
    app.get(one, { config: { policy: anybody }, schema: { params } }, async (request, reply) => {
      const { statementId } = request.params
      const view = await request.tx((tx) => found(tx, statementId))
      return reply.page('strategy/pages/statement.njk', { ...view, pdf: `${paths.marketStatement(statementId)}/pdf` })
    })
    app.get(`${one}/pdf`, { config: { policy: anybody }, schema: { params } }, async (request, reply) => {
      const view = await request.tx((tx) => found(tx, request.params.statementId))
      return reply.letter('strategy/pages/statement.njk', view, {
        title: view.title,
        fileName: 'market-position',
        easyRead: false,
      })
    })
  }
