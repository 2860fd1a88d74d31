import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { toCsv } from '../../../platform/csv.ts'
import { csvLines } from '../../../platform/csv-lines.ts'
import type { Tx } from '../../../platform/db.ts'
import { type FormErrors, readForm, textField } from '../../../platform/form.ts'
import type { StepPages } from '../../../platform/http.ts'
import { readAddress } from '../../../platform/read-address.ts'
import { NotFound } from '../../../platform/refused.ts'
import type { BoroughPolicyOn } from '../../borough-policy.ts'
import { paths } from '../../paths.ts'
import { endProjection, loadProjection, ownPopulation, ownRates, projectionFiles } from '../../store.ts'
import { cohortNames } from '../cohorts.ts'
import { needsAnalysis } from '../needs-analysis.ts'
import { needsRows } from '../needs-tables.ts'
import { type ProjectionKind, projectionKinds } from '../projection-file.ts'
import { projectionIn, rowsWords, templateRows } from '../read-text.ts'
import { type NeedsAsked, needsView, type UploadProblem } from './needs.view.ts'

const query = z.object({
  area: z
    .string()
    .max(200)
    .transform((text) => (text.trim() === '' ? undefined : text.trim()))
    .optional()
    .catch(undefined),
  cohort: z.enum(cohortNames).optional().catch(undefined),
})
const form = z.object({ reason: textField('why it ends', { most: 500 }) })
const params = z.object({ fileId: z.uuid() })
const MOST_BYTES = 2_000_000

const kindOf = (request: FastifyRequest): ProjectionKind => {
  const found = projectionKinds.find((one) => one === (request.params as { kind?: string }).kind)
  if (found === undefined) throw new NotFound('kind of file')
  return found
}

/** The text of the file that a form brought; a fault of the whole where there is none to read. */
async function textOf(
  request: FastifyRequest,
): Promise<{ fileName: string; text: string } | { fileName: string; why: string }> {
  const { upload } = request
  const bytes = await upload?.toBuffer()
  const fileName = upload?.filename.slice(0, 200) ?? ''
  if (upload === undefined || bytes === undefined || bytes.length === 0) return { fileName, why: 'Choose a file first' }
  if (upload.file.truncated)
    return { fileName, why: 'The file is larger than 2 megabytes. Use the command daywell strategy load-projection' }
  try {
    return { fileName, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { fileName, why: 'The file is not in UTF-8. Save it as “CSV UTF-8” and send it again' }
  }
}

/** Needs by cohort: what is printed, population by share, and the council's own projections. */
export const needsPages =
  (boroughPolicyOn: BoroughPolicyOn): StepPages =>
  async (app) => {
    const policy = {
      roles: ['commissioner', 'team_manager', 'finance', 'administrator'],
      about: 'Needs by cohort: population by share',
    } as const
    const loads = { roles: ['commissioner'], about: 'Load or end the council’s own projections' } as const
    const areasOf = () => [...boroughPolicyOn(app.db.clock.today()).residents.byArea.keys()]
    const analysisOf = async (tx: Tx, { area = '' }: NeedsAsked) =>
      needsAnalysis({
        ...{ council: boroughPolicyOn(tx.today).council, area: areasOf().includes(area) ? area : '' },
        ...{ ownPopulation: await ownPopulation(tx), ownRates: await ownRates(tx) },
      })
    const viewOf = async (request: FastifyRequest, asked: NeedsAsked, problem: UploadProblem) => {
      const { analysis, files } = await request.tx(async (tx) => ({
        analysis: await analysisOf(tx, asked),
        files: await projectionFiles(tx),
      }))
      return needsView({
        analysis,
        asked,
        areas: areasOf(),
        files,
        mayLoad: request.who.role === 'commissioner',
        problem,
      })
    }
    const template = 'strategy/needs-analysis/pages/needs.njk'

    app.get('/strategy/needs', { config: { policy } }, async (request, reply) =>
      reply.page(template, await viewOf(request, readAddress(query, request.query), null)),
    )
    app.get('/strategy/needs/needs.csv', { config: { policy } }, async (request, reply) => {
      const { head, rows } = needsRows(await request.tx((tx) => analysisOf(tx, readAddress(query, request.query))))
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="needs.csv"')
        .send(toCsv([head, ...rows]))
    })
    app.get('/strategy/needs/:kind/template', { config: { policy: loads } }, async (request, reply) => {
      const kind = kindOf(request)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${kind}.csv"`)
        .send(toCsv(templateRows(kind)))
    })
    app.post(
      '/strategy/needs/:kind/load',
      { config: { policy: loads, largestUploadBytes: MOST_BYTES } },
      async (request, reply) => {
        const kind = kindOf(request)
        const sent = await textOf(request)
        const { fileName } = sent
        const read =
          'why' in sent
            ? { ok: false as const, faults: [{ line: 1, column: '', value: '', reason: sent.why }] }
            : projectionIn(kind, csvLines(sent.text), areasOf())
        if (!read.ok)
          return reply.page(template, await viewOf(request, {}, { kind, fileName, faults: read.faults }), 400)
        const done = await request.tx((tx) => loadProjection(tx, read.file, fileName))
        return reply.done(
          paths.needs(),
          done.added ? `${rowsWords(done.rows)} now` : 'The same numbers stand already; nothing was changed',
        )
      },
    )
    endPages(app)
  }

/** Ending a file asks why first: what is printed stands again in its place. */
function endPages(app: Parameters<StepPages>[0]): void {
  const policy = { roles: ['commissioner'], about: 'End a file of the council’s own projections' } as const
  const url = '/strategy/needs/files/:fileId/end'
  const view = (fileId: string, fault?: FormErrors) => ({
    ...{ errors: [], at: {}, typed: {}, title: 'End this file', back: { href: paths.needs(), text: 'Needs' } },
    ...{
      action: paths.endProjection(fileId),
      button: 'End it',
      warning: 'The page will show what is printed, or a neighbour’s shares, in its place.',
    },
    lede: 'The file is kept with who ended it and why.',
    fields: [{ type: 'long', id: 'reason', label: 'Why does it end?', rows: 3 }],
    ...fault,
  })
  app.get(url, { config: { policy }, schema: { params } }, async (request, reply) =>
    reply.page('platform/pages/form.njk', view(params.parse(request.params).fileId)),
  )
  app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const { fileId } = params.parse(request.params)
    const read = readForm(form, request.body)
    if (!read.ok) return reply.page('platform/pages/form.njk', view(fileId, read), 400)
    await request.tx((tx) => endProjection(tx, fileId, read.value.reason))
    return reply.done(paths.needs(), 'The file is ended')
  })
}
