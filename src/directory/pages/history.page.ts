import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type FormErrors, faultAt, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { wholeAsked } from '../../platform/list-asked.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { directorySentences } from '../sentences.ts'
import { entryPauses, entryVersions, looksOf, proposalsOf, restoreVersion, standingContent } from '../store.ts'
import { historyView, versionView } from './history.view.ts'

const policy = {
  roles: ['commissioner', 'broker'],
  about: 'Who looked at an entry, and its approved versions',
} as const
const params = z.object({ opportunityId: z.uuid() })
const versionParams = params.extend({ number: z.coerce.number().int().min(1).max(1_000_000) })
const form = z.object({ reason: textField('why it is restored', { most: 1000 }) })

/** What an entry said and who looked at it; an earlier approved version can be made public again. */
export const historyPages: StepPages = async (app) => {
  app.get('/directory/:opportunityId/history', { config: { policy }, schema: { params } }, async (request, reply) => {
    const { opportunityId } = request.params
    const view = await request.tx(async (tx) =>
      historyView(
        opportunityId,
        {
          stands: await standingContent(tx, opportunityId),
          versions: await entryVersions(tx, opportunityId),
          looks: await looksOf(tx, opportunityId),
          proposals: await proposalsOf(tx, opportunityId),
          pauses: await entryPauses(tx, opportunityId),
        },
        wholeAsked(request.query),
      ),
    )
    return reply.page('directory/pages/history.njk', view)
  })
  const where = { config: { policy }, schema: { params: versionParams } }
  app.get('/directory/:opportunityId/history/:number', where, show)
  app.post('/directory/:opportunityId/history/:number', where, async (request, reply) => {
    const { opportunityId, number } = request.params
    const read = readForm(form, request.body)
    if (!read.ok) return show(request, reply, read)
    const done = await request.attempt((tx) => restoreVersion(tx, opportunityId, { number, reason: read.value.reason }))
    if (done.ok)
      return reply.done(paths.history(opportunityId), 'The earlier version is public again. What stood before is kept')
    const [code = ''] = done.refusals
    return show(request, reply, faultAt(read, 'reason', directorySentences[code] ?? 'Look at the page again'))
  })
}

async function show(
  request: FastifyRequest<{ Params: { opportunityId: string; number: number } }>,
  reply: FastifyReply,
  fault?: FormErrors,
) {
  const { opportunityId, number } = request.params
  const view = await request.tx(async (tx) => {
    const stands = await standingContent(tx, opportunityId)
    const version = (await entryVersions(tx, opportunityId)).find((one) => one.number === number)
    if (version === undefined) throw new NotFound('version')
    return versionView(opportunityId, version, stands)
  })
  const fresh = { errors: [], at: {}, typed: {} }
  return reply.page('directory/pages/version.njk', { ...fresh, ...view, ...fault }, fault === undefined ? 200 : 400)
}
