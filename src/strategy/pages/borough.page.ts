import { z } from 'zod'
import { barChart, chartColours, partsChart } from '../../core/charts.ts'
import { pence } from '../../core/money.ts'
import { adviceUse } from '../../directory/store.ts'
import { blockLeftBetween } from '../../finance/store.ts'
import { toCsv } from '../../platform/csv.ts'
import type { Tx } from '../../platform/db.ts'
import type { StepPages } from '../../platform/http.ts'
import { filterField } from '../../platform/list-asked.ts'
import { readAddress } from '../../platform/read-address.ts'
import { NotFound } from '../../platform/refused.ts'
import type { BoroughPolicyOn } from '../borough-policy.ts'
import { boroughTable, type TableName, tableNames } from '../borough-tables.ts'
import { besideRecords, factsOf, isPart, partFaults } from '../coarse-facts.ts'
import type { NotKnown } from '../not-known.ts'
import { paths } from '../paths.ts'
import { beganLate, booksBeginOn, boroughCells } from '../store.ts'
import { spanAsked, yearsOf } from '../year-asked.ts'
import { adviceUseView } from './advice-use.view.ts'
import { type BoroughAsked, boroughView } from './borough.view.ts'
import type { Drawing } from './fact-charts.ts'

const year = z.preprocess(
  (value) => (typeof value === 'string' && /^\d{4}$/.test(value) ? Number(value) : undefined),
  z.number().optional(),
)
const query = z.object({ area: filterField, reason: filterField, year })

const drawn = (drawing: Drawing) =>
  drawing.shape === 'bars'
    ? barChart(drawing.text, drawing.groups, drawing.room === undefined ? {} : { room: drawing.room })
    : partsChart(drawing.text, drawing.parts)

async function factsFor(tx: Tx, asked: BoroughAsked, boroughPolicyOn: BoroughPolicyOn) {
  const years = yearsOf(await booksBeginOn(tx), tx.today)
  const span = spanAsked(asked.year, years, tx.today)
  const cells = await boroughCells(tx, span)
  const names = <Key extends 'local_area' | 'support_reason'>(key: Key) =>
    [...new Set(cells.people.flatMap((cell) => cell[key] ?? []))].sort()
  return {
    facts: factsOf(cells, asked),
    beside: besideRecords(boroughPolicyOn(tx.today), asked),
    areas: names('local_area'),
    reasons: names('support_reason'),
    years,
    span,
    asked,
    faults: partFaults(cells, boroughPolicyOn(tx.today), asked),
    onDay: cells.onDay,
    // A kept count belongs to a borough in which this would take long; it is said for all others.
    late: span.year !== null && cells.countedAt === null && (await beganLate(tx, span)),
    countedAt: cells.countedAt,
    blockLeft: isPart(asked) ? pence(0) : await blockLeftBetween(tx, span),
  }
}

/** What a file is made of. One about an area or a reason that nobody knows leads nowhere: noughts would look like an answer. */
function known<Found extends { readonly faults: readonly NotKnown[] }>(found: Found): Found {
  if (found.faults.length > 0) throw new NotFound('part of the borough')
  return found
}

/** The borough's key facts beside what the papers print; nobody is named and small numbers are hidden. */
export const boroughPages =
  (boroughPolicyOn: BoroughPolicyOn): StepPages =>
  async (app) => {
    const policy = {
      roles: ['commissioner', 'team_manager', 'finance', 'administrator'],
      about: 'Key facts of the borough, nobody named',
    } as const
    const viewOf = async (tx: Tx, asked: BoroughAsked) => {
      const view = boroughView(await factsFor(tx, asked, boroughPolicyOn))
      const charts = view.charts.map(({ drawing, ...chart }) => ({
        ...chart,
        wide: '',
        narrow: drawn(drawing),
        key: chart.key.map(({ colour, text: words }) => ({ colour: chartColours[colour], text: words })),
      }))
      return { ...view, charts }
    }
    app.get('/strategy/borough', { config: { policy } }, async (request, reply) => {
      const asked = readAddress(query, request.query)
      const { view, used } = await request.tx(async (tx) => ({
        view: await viewOf(tx, asked),
        used: await adviceUse(tx),
      }))
      return reply.page(
        'strategy/pages/borough.njk',
        {
          ...view,
          advice: adviceUseView(used),
          needs: paths.needs(),
          market: request.who.role === 'finance' ? null : paths.marketPosition(),
        },
        view.errors.length === 0 ? 200 : 400,
      )
    })
    app.get('/strategy/borough/key-facts.pdf', { config: { policy } }, async (request, reply) => {
      const view = await request.tx((tx) => viewOf(tx, readAddress(query, request.query)))
      if (view.errors.length > 0) throw new NotFound('part of the borough')
      return reply.letter('strategy/pages/borough-letter.njk', view, {
        title: 'Borough key facts',
        fileName: 'borough-key-facts',
        easyRead: false,
      })
    })
    app.get('/strategy/borough/key-facts.csv', { config: { policy } }, async (request, reply) => {
      const { facts, beside } = known(
        await request.tx((tx) => factsFor(tx, readAddress(query, request.query), boroughPolicyOn)),
      )
      const rows = tableNames.flatMap((name) => {
        const table = boroughTable(facts, name, beside)
        return table.rows.length === 0 ? [] : [[name], table.head, ...table.rows, []]
      })
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="borough-key-facts.csv"')
        .send(toCsv(rows))
    })
    app.get('/strategy/borough/:table.csv', { config: { policy } }, async (request, reply) => {
      const name = tableNames.find((one): one is TableName => one === (request.params as { table?: string }).table)
      if (name === undefined) throw new NotFound('table')
      const { facts, beside } = known(
        await request.tx((tx) => factsFor(tx, readAddress(query, request.query), boroughPolicyOn)),
      )
      const { head, rows } = boroughTable(facts, name, beside)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="borough-${name}.csv"`)
        .send(toCsv([head, ...rows]))
    })
  }
