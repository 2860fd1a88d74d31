import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { parseMoney, pence } from '../../core/money.ts'
import { refusalSentence } from '../../core/outcome.ts'
import { csvRecords } from '../../platform/csv-records.ts'
import { dateField, optionalDateField, optionalTextField, readForm, wholeNumberField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { actor } from '../../platform/who.ts'
import { ownTable } from '../calibration/own-table.ts'
import { faultWords, type PlanFile, planColumns, readPlanFile } from '../calibration/plan-file.ts'
import { paths } from '../paths.ts'
import { allocationSentences } from '../refusals.ts'
import {
  approveCalibration,
  askCalibration,
  calibrationById,
  calibrations,
  comparisonsOfTable,
  waitingCalibration,
} from '../store.ts'
import { calibrationView } from './calibration.view.ts'
import { calibrationListView } from './calibration-list.view.ts'

const optionalMoney = (label: string) =>
  optionalTextField(label, { most: 20 }).transform((text, context) => {
    const amount = text === undefined ? undefined : parseMoney(text)
    if (text !== undefined && amount === undefined)
      context.addIssue({ code: 'custom', message: `Enter ${label} as an amount of money, like 1200000` })
    return amount
  })

/** What asking for a calibration may send. The file comes beside it. */
const calibrationForm = z.object({
  version: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9.-]{1,39}$/, 'Enter a name of small letters, digits, dots and dashes, like 2027-1'),
  from: dateField('the first day'),
  quantile: wholeNumberField('for how many people in 100 a budget should be enough', { least: 50, most: 95 }),
  recovery: wholeNumberField('how much of unspent money comes back', { least: 0, most: 100 }),
  pricesOn: optionalDateField('the day whose prices count'),
  seed: wholeNumberField('the number for chance', { least: 0, most: 1_000_000 }),
  cashLimit: optionalMoney('the cash limit'),
  relief: optionalMoney('money for relief'),
  committed: optionalMoney('money committed already'),
})

const one = z.object({ calibrationId: z.uuid() })
const MOST_PLANS = 20_000
const LARGEST_PLAN_FILE_BYTES = 20_971_520
const sentence = (code: string | undefined) => `${refusalSentence(allocationSentences, code)}.`

interface Sent {
  readonly body: Record<string, string>
  readonly file?: { readonly name: string; readonly text: string }
  readonly problem?: string
}

/** The fields of the form and the file beside them, as the browser sent them. */
async function sentBy(request: FastifyRequest): Promise<Sent> {
  const { _csrf: _, ...body } = (request.body ?? {}) as Record<string, string>
  const { upload } = request
  const bytes = await upload?.toBuffer()
  if (upload === undefined || bytes === undefined) return { body }
  if (upload.file.truncated)
    return { body, problem: 'The file is too large. Use the command daywell allocation calibrate' }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { body, file: { name: upload.filename.slice(0, 200), text } }
  } catch {
    return { body, problem: 'The file is not in UTF-8. Save it as “CSV UTF-8” and send it again' }
  }
}

/** The plans of a file, or the first thing that is wrong in it. */
function plansIn(file: NonNullable<Sent['file']>): { plans: PlanFile } | { problem: string } {
  const csv = csvRecords(file.text)
  if (!csv.ok) return { problem: csv.why }
  if (csv.records.length > MOST_PLANS)
    return {
      problem: `The file has more than ${MOST_PLANS.toLocaleString('en-GB')} plans. Use the command daywell allocation calibrate`,
    }
  const read = readPlanFile(csv.records)
  if (read.ok) return { plans: read.value }
  const [first] = read.faults
  const more = read.faults.length > 1 ? ` (and ${read.faults.length - 1} more)` : ''
  return { problem: `${first === undefined ? '' : faultWords(first)}${more}` }
}

const asking = (typed: Record<string, string>, at: Record<string, string> = {}, errors: readonly object[] = []) => ({
  columns: planColumns,
  typed: { quantile: '60', recovery: '50', seed: '1', ...typed },
  at,
  errors,
})

/** One calibration as the page shows it, with what was compared under its table. */
const shown = (request: FastifyRequest, calibrationId: string, problem = '') =>
  request.tx(async (tx) => {
    const found = await calibrationById(tx, calibrationId)
    const compared =
      found.tableHash === null || ownTable(found) === undefined ? [] : await comparisonsOfTable(tx, found.tableHash)
    const waits =
      found.result === null && found.refusal === null ? await waitingCalibration(tx, calibrationId) : undefined
    return calibrationView(found, compared, { role: request.who.role, id: actor(request) }, { problem, waits })
  })

/** Calibrations: asked for with a file or the recorded evidence, read with their gates, approved by two people and adopted. */
export const calibrationPages: StepPages = async (app) => {
  const read = {
    roles: ['team_manager', 'finance', 'commissioner'],
    about: 'Calibrate the allocation table, and approve it',
  } as const

  app.get('/allocation/calibrations', { config: { policy: read } }, async (request, reply) => {
    const { page } = readAddress(
      z.object({ page: z.coerce.number().int().min(1).max(100_000).catch(1) }),
      request.query,
    )
    const { found, pages } = await request.tx((tx) => calibrations(tx, page))
    return reply.page('allocation/pages/calibration-list.njk', calibrationListView(found, page, pages))
  })

  app.get('/allocation/calibrations/new', { config: { policy: read } }, async (_request, reply) =>
    reply.page('allocation/pages/new-calibration.njk', asking({})),
  )

  const asked = { policy: read, largestUploadBytes: LARGEST_PLAN_FILE_BYTES }
  app.post('/allocation/calibrations/new', { config: asked }, async (request, reply) => {
    const sent = await sentBy(request)
    const form = readForm(calibrationForm, sent.body)
    const file = sent.file === undefined ? undefined : plansIn(sent.file)
    const again = (field: string, problem: string) =>
      reply.page(
        'allocation/pages/new-calibration.njk',
        asking(form.ok ? sent.body : form.typed, { [field]: problem }, [{ text: problem, href: `#${field}` }]),
        400,
      )
    if (!form.ok)
      return reply.page(
        'allocation/pages/new-calibration.njk',
        { ...asking({}), ...form, typed: { ...asking({}).typed, ...form.typed } },
        400,
      )
    if (sent.problem !== undefined) return again('file', sent.problem)
    if (file !== undefined && 'problem' in file) return again('file', file.problem)
    const { value } = form
    const done = await request.attempt((tx) =>
      askCalibration(tx, {
        version: value.version,
        from: value.from,
        quantilePerMille: value.quantile * 10,
        recoveryPerMille: value.recovery * 10,
        seed: value.seed,
        pricesOn: value.pricesOn,
        ...(file === undefined || sent.file === undefined ? {} : { file: { name: sent.file.name, plans: file.plans } }),
        cash: cashOf(value),
      }),
    )
    if (!done.ok) return again('version', sentence(done.refusals[0]))
    return reply.done(paths.calibration(done.value), 'The calibration is asked for. It is worked out in the background')
  })

  app.get('/allocation/calibrations/:calibrationId', { config: { policy: read } }, async (request, reply) => {
    const { calibrationId } = one.parse(request.params)
    return reply.page('allocation/pages/calibration.njk', await shown(request, calibrationId))
  })

  app.post('/allocation/calibrations/:calibrationId/approve', { config: { policy: read } }, async (request, reply) => {
    const { calibrationId } = one.parse(request.params)
    const done = await request.attempt((tx) => approveCalibration(tx, calibrationId))
    if (done.ok) return reply.done(paths.calibration(calibrationId), 'You have approved this table')
    const view = await shown(request, calibrationId, sentence(done.refusals[0]))
    return reply.page('allocation/pages/calibration.njk', view, 409)
  })
}

function cashOf({ cashLimit, relief, committed }: z.output<typeof calibrationForm>) {
  if (cashLimit === undefined) return undefined
  const none = pence(0)
  return { cashLimitPence: cashLimit, reliefPence: relief ?? none, committedPence: committed ?? none }
}
