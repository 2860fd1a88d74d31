import { z } from 'zod'
import { pence } from '../core/money.ts'
import { apiDay } from '../platform/api-day.ts'
import type { StepApi } from '../platform/http.ts'
import { type PlanFile, readPlanFile } from './calibration/plan-file.ts'
import {
  accuracyInForce,
  adoptCalibration,
  approveCalibration,
  askCalibration,
  calibrationById,
  calibrations,
} from './store.ts'

const tags = ['allocation']
const one = z.object({ calibrationId: z.uuid() })
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

/** Plans as records, with the columns of the plans file; the first fault of each row is named by its place and column. */
const plans = z
  .array(z.record(z.string().max(60), z.union([z.string().max(1000), z.int()])))
  .min(1)
  .transform((records, context): PlanFile => {
    const read = readPlanFile(
      records.map((record) => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, String(value)]))),
    )
    if (read.ok) return read.value
    for (const { line, column, reason } of read.faults)
      context.addIssue({ code: 'custom', path: [Math.max(0, line - 2), column], message: reason })
    return z.NEVER
  })
  .describe(
    'Evidenced plans with the columns of the plans file (daywell allocation calibrate --schema); none: the evidence recorded here',
  )
const wholePence = z.int().min(0).transform(pence)
const asked = z.strictObject({
  version: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,39}$/, 'must be a name of small letters, digits, dots and dashes, like 2027-1'),
  from: apiDay,
  quantilePerMille: z
    .int()
    .min(500)
    .max(950)
    .default(600)
    .describe('For how many people in 1000 a budget should be enough'),
  recoveryPerMille: z
    .int()
    .min(0)
    .max(1000)
    .default(500)
    .describe('How much of unspent money comes back, in thousandths'),
  seed: z.int().min(0).max(1_000_000).default(1),
  pricesOn: apiDay
    .optional()
    .describe('The day whose rates recorded plans are priced again at, where known; none: the first day of the table'),
  cash: z.strictObject({ cashLimitPence: wholePence, reliefPence: wholePence, committedPence: wholePence }).optional(),
  plans: plans.optional(),
})

const read = {
  roles: ['team_manager', 'finance', 'commissioner'],
  about: 'Start, read and approve calibrations as data',
} as const

/** Calibrations as data for those who approve them; what is in force as data for everyone. */
export const calibrationsApi: StepApi = async (app) => {
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

  app.post(
    '/api/allocation/calibrations',
    {
      config: { policy: read },
      schema: {
        summary: 'Start a calibration, from plans that are sent or from the recorded evidence; it adopts nothing',
        tags,
        body: asked,
        response: { 201: z.object({ id: z.uuid() }) },
      },
    },
    async (request, reply) => {
      const { plans: sent, ...wanted } = request.body
      const file = sent === undefined ? {} : { file: { name: 'sent as data', plans: sent } }
      const id = await request.tx((tx) => askCalibration(tx, { ...wanted, ...file }))
      return reply.code(201).send({ id })
    },
  )

  app.get(
    '/api/allocation/calibrations/:calibrationId',
    {
      config: { policy: read },
      schema: {
        summary: 'One calibration, whole',
        tags,
        params: one,
        response: { 200: whole },
      },
    },
    async (request) => request.tx((tx) => calibrationById(tx, request.params.calibrationId)),
  )

  await app.register(deciding)

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

/** Approving a calibration, once each by two people, and adopting its table after that. */
const deciding: StepApi = async (app) => {
  app.post(
    '/api/allocation/calibrations/:calibrationId/approve',
    {
      config: { policy: read },
      schema: {
        summary:
          'Approve a calibration that passed every gate; two different people are needed before it can be adopted',
        tags,
        params: one,
        response: { 200: z.object({ approvals: z.int() }) },
      },
    },
    async (request) =>
      request.tx(async (tx) => {
        await approveCalibration(tx, request.params.calibrationId)
        return { approvals: (await calibrationById(tx, request.params.calibrationId)).approvals.length }
      }),
  )
  app.post(
    '/api/allocation/calibrations/:calibrationId/adopt',
    {
      config: { policy: { roles: ['commissioner'], about: 'Adopt a calibrated table that two people approved' } },
      schema: {
        summary: 'Adopt the table of a calibration that two different people approved; from then on it is public',
        tags,
        params: one,
        body: z
          .strictObject({
            withoutComparison: z
              .string()
              .trim()
              .min(1)
              .max(2000)
              .optional()
              .describe('Why it is adopted though winners and losers were not compared'),
          })
          .nullish(),
        response: { 200: z.object({ tableVersion: z.string() }) },
      },
    },
    async (request) => ({
      tableVersion: await request.tx((tx) => adoptCalibration(tx, { ...request.params, ...request.body })),
    }),
  )
}
