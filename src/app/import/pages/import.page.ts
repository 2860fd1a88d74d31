import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { StepPages } from '../../../platform/http.ts'
import { pageAsked } from '../../../platform/list-asked.ts'
import { NotFound } from '../../../platform/refused.ts'
import { job } from '../../../platform/who.ts'
import { bringIn } from '../bring-in.ts'
import { csvFileName } from '../file-name.ts'
import { type Bringable, bringableNamed, bringables } from '../kinds.ts'
import { UnreadableFile } from '../read-lines.ts'
import { rejectedRowsCsv, templateCsv } from '../rejects.ts'
import { importById, importsOf, recordImport } from '../store.ts'
import { importListView, importResultView } from './import.view.ts'

const policy = { roles: ['administrator'], about: 'Bring files of records in' } as const
const params = z.object({ importId: z.uuid() })

function kindOf(value: unknown): Bringable {
  const found = bringableNamed(String((value as { kind?: string }).kind ?? ''))
  if (found === undefined) throw new NotFound('kind of file')
  return found
}

const kinds = bringables.map((one) => one.kind)

/** Choose what to bring in, send the file, see what arrived and take the rest away as a file. */
export const importPages: StepPages = async (app) => {
  const show = (
    chosen: Bringable | undefined,
    problem: string,
    imports: Awaited<ReturnType<typeof importsOf>>,
    page = 1,
  ) => importListView({ kinds, chosen: chosen?.kind, problem, imports, page })

  const before = async (request: FastifyRequest) => {
    const page = pageAsked(request.query)
    return [await request.tx((tx) => importsOf(tx, page)), page] as const
  }

  app.get('/import', { config: { policy } }, async (request, reply) =>
    reply.page('app/import/pages/import.njk', show(undefined, '', ...(await before(request)))),
  )

  app.get('/import/:kind', { config: { policy } }, async (request, reply) =>
    reply.page('app/import/pages/import.njk', show(kindOf(request.params), '', ...(await before(request)))),
  )

  app.get('/import/:kind/template', { config: { policy } }, async (request, reply) => {
    const { kind } = kindOf(request.params)
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${kind.name}.csv"`)
      .send(templateCsv(kind))
  })

  app.post('/import/:kind', { config: { policy } }, async (request, reply) => {
    const what = kindOf(request.params)
    const refuse = async (problem: string) =>
      reply.page('app/import/pages/import.njk', show(what, problem, await request.tx((tx) => importsOf(tx, 1))), 400)
    const sent = request.upload
    if (sent === undefined) return refuse('Choose a file first.')
    const by = request.who.accountId ?? ''
    const who = { ...job('bringing a file in'), accountId: by, staffId: by, name: request.who.name }
    try {
      const id = await app.db.transaction(who, async (tx) => {
        const done = await bringIn(tx, what, sent.file)
        if (sent.file.truncated)
          throw new UnreadableFile(
            'The file is too large for this page. Part it into smaller files, or use the command line.',
          )
        return recordImport(tx, { fileName: csvFileName(sent.filename), by, done })
      })
      return reply.redirect(`/import/done/${id}`, 303)
    } catch (error) {
      if (error instanceof UnreadableFile) return refuse(error.message)
      throw error
    }
  })

  app.get('/import/done/:importId', { config: { policy } }, async (request, reply) => {
    const found = await request.tx((tx) => importById(tx, params.parse(request.params).importId))
    return reply.page('app/import/pages/result.njk', importResultView(found, kinds))
  })

  app.get('/import/done/:importId/rejects', { config: { policy } }, async (request, reply) => {
    const found = await request.tx((tx) => importById(tx, params.parse(request.params).importId))
    const name = csvFileName(found.file_name).replace(/\.csv$/, '')
    return reply
      .type('text/csv; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${name}-rejects.csv"`)
      .send(rejectedRowsCsv(found))
  })
}
