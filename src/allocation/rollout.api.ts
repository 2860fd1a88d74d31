import { z } from 'zod'
import type { StepApi } from '../platform/http.ts'
import { apiPage } from '../platform/list-asked.ts'
import { Refused } from '../platform/refused.ts'
import { allocationTable } from './allocation-table.ts'
import { ownTable } from './calibration/own-table.ts'
import {
  askComparison,
  calibrationById,
  calibrationOfHash,
  comparisonById,
  comparisons,
  dueStates,
  peopleDue,
  tableVersions,
} from './store.ts'

const tags = ['allocation']
const one = z.object({ comparisonId: z.uuid() })
const head = z.object({
  comparisonId: z.uuid(),
  tableVersion: z.string(),
  tableHash: z.string(),
  years: z.int().describe('Over how many years falls are eased; 0 is not at all'),
  gainersWait: z.boolean(),
  askedOn: z.string(),
  done: z.boolean(),
})
const asked = z.strictObject({
  table: z
    .union([
      z.strictObject({ calibrationId: z.uuid() }).describe('The table that a calibration made'),
      z.strictObject({ content: allocationTable }).describe('A table as data'),
    ])
    .describe('Which table everybody is held against'),
  years: z.int().min(0).max(20),
  gainersWait: z.boolean().default(false),
})
const shown = z.union([z.int(), z.literal('hidden')])
const headOf = (found: Awaited<ReturnType<typeof comparisonById>>) => ({
  ...found,
  tableVersion: found.table.version,
  tableHash: found.hash,
  done: found.result !== null,
})

/** How a new table comes in, as data: winners and losers, and the people who are due. Small numbers are hidden. */
export const rolloutApi: StepApi = async (app) => {
  await app.register(comparisonRoutes)
  await app.register(dueRoutes)
}

const comparisonRoutes: StepApi = async (app) => {
  const ask = { roles: ['finance', 'commissioner'], about: 'Compare everybody’s budget with a new table' } as const
  const read = { roles: ['team_manager', 'finance', 'commissioner'], about: 'Read winners and losers as data' } as const

  app.get(
    '/api/allocation/comparisons',
    {
      config: { policy: read },
      schema: {
        summary: 'Comparisons, the newest first, 20 a page',
        tags,
        querystring: z.object({ page: apiPage }),
        response: { 200: z.array(head) },
      },
    },
    async (request) => (await request.tx((tx) => comparisons(tx, request.query.page))).rows.map(headOf),
  )

  app.post(
    '/api/allocation/comparisons',
    {
      config: { policy: ask },
      schema: {
        summary: 'Ask for winners and losers under a table; it adopts nothing',
        tags,
        body: asked,
        response: { 201: z.object({ id: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { table, years, gainersWait } = request.body
      const id = await request.tx(async (tx) => {
        if ('content' in table) return askComparison(tx, { table: table.content, years, gainersWait })
        const own = ownTable(await calibrationById(tx, table.calibrationId))
        if (own === undefined) throw new Refused('calibration_without_table')
        return askComparison(tx, { table: allocationTable.parse(own), years, gainersWait })
      })
      return reply.code(201).send({ id })
    },
  )

  app.get(
    '/api/allocation/comparisons/:comparisonId',
    {
      config: { policy: read },
      schema: {
        summary: 'One comparison: counts under five are hidden, with what would give them away',
        tags,
        params: one,
        response: {
          200: head.extend({
            calibrationId: z.uuid().nullable().describe('The calibration that the table comes from'),
            people: shown.nullable(),
            result: z.unknown().describe('Every count and sum; null until it is worked out'),
          }),
        },
      },
    },
    async (request) =>
      request.tx(async (tx) => {
        const found = await comparisonById(tx, request.params.comparisonId)
        const calibrationId = (await calibrationOfHash(tx, found.hash))?.calibrationId ?? null
        return { ...headOf(found), calibrationId, people: found.result?.people ?? null, result: found.result }
      }),
  )
}

const dueRoutes: StepApi = async (app) => {
  const policy = { roles: ['practitioner', 'team_manager'], about: 'Read who comes to a new table, as data' } as const
  app.get(
    '/api/allocation/people-due',
    {
      config: { policy },
      schema: {
        summary: 'People of your teams on another table than the newest, fifty to a page',
        tags,
        querystring: z.object({
          words: z.string().trim().max(200).default(''),
          area: z.string().trim().min(1).max(200).optional(),
          state: z.enum(dueStates).default('all'),
          page: z.coerce.number().int().min(1).max(100_000).default(1),
        }),
        response: {
          200: z.object({
            tableVersion: z.string(),
            moved: z.int().describe('People who are on the newest table already'),
            due: z.int(),
            noReview: z.int(),
            found: z.int().describe('How many match, over all pages'),
            people: z.array(
              z.object({
                personId: z.uuid(),
                personName: z.string(),
                localArea: z.string().nullable(),
                budgetId: z.uuid(),
                ownTable: z.string(),
                weeklyPence: z.int(),
                reviewOn: z.string().nullable(),
                reviewKind: z.enum(['planned', 'unplanned']).nullable(),
              }),
            ),
          }),
        },
      },
    },
    async (request) =>
      request.tx(async (tx) => {
        const [newest] = await tableVersions(tx)
        if (newest === undefined) throw new Refused('no_table_in_force')
        return { tableVersion: newest.version, ...(await peopleDue(tx, { version: newest.version, ...request.query })) }
      }),
  )
}
