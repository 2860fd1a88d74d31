import { z } from 'zod'
import type { StepApi } from '../platform/http.ts'
import { accuracyInForce, calibrationById, calibrations } from './store.ts'

const tags = ['allocation']
const head = z.object({
  calibrationId: z.uuid(),
  source: z.enum(['file', 'records']),
  priorVersion: z.string(),
  version: z.string(),
  from: z.string(),
  quantilePerMille: z.int(),
  recoveryPerMille: z.int(),
  seed: z.int(),
  askedOn: z.string(),
  refusal: z.string().nullable(),
  standing: z.string().nullable(),
  usable: z.int().nullable(),
  adoptable: z.boolean().nullable(),
  adoptedOn: z.string().nullable(),
})
const whole = head.extend({
  tableHash: z.string().nullable(),
  madeUp: z.boolean().describe('The borough is made up, so the figures say nothing about a real council'),
  result: z.unknown().describe('The table, its gates and every figure of the audit'),
})

/** Calibrations as data for those who approve them; what is in force as data for everyone. */
export const calibrationsApi: StepApi = async (app) => {
  const read = { roles: ['team_manager', 'finance', 'commissioner'], about: 'Read calibrations as data' } as const
  const open = { roles: 'public', about: 'Read how accurate and fair budgets are, as data' } as const

  app.get(
    '/api/allocation/calibrations',
    {
      config: { policy: read },
      schema: {
        summary: 'Calibrations, the newest first, twenty to a page',
        tags,
        querystring: z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1) }),
        response: { 200: z.object({ pages: z.int(), found: z.array(head) }) },
      },
    },
    async (request) => request.tx((tx) => calibrations(tx, request.query.page)),
  )

  app.get(
    '/api/allocation/calibrations/:calibrationId',
    {
      config: { policy: read },
      schema: {
        summary: 'One calibration, whole',
        tags,
        params: z.object({ calibrationId: z.uuid() }),
        response: { 200: whole },
      },
    },
    async (request) => request.tx((tx) => calibrationById(tx, request.params.calibrationId)),
  )

  app.get(
    '/api/allocation/accuracy',
    {
      config: { policy: open },
      schema: {
        summary: 'The calibration behind the table in force; null where nothing can be claimed',
        tags,
        response: { 200: z.object({ tableVersion: z.string().nullable(), calibration: whole.nullable() }) },
      },
    },
    async (request) => {
      const { table, calibration } = await request.tx((tx) => accuracyInForce(tx))
      return { tableVersion: table?.version ?? null, calibration: calibration ?? null }
    },
  )
}
