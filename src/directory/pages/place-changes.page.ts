import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type FormErrors, faultAt, readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { paths } from '../paths.ts'
import { directorySentences } from '../sentences.ts'
import { decidePlaceChange, placeChange } from '../store.ts'
import { decisionForm } from './decision-form.page.ts'
import { placeChangeView } from './place-changes.view.ts'

const policy = { roles: ['commissioner', 'broker'], about: 'Look at changes of places that providers ask for' } as const
const params = z.object({ changeId: z.uuid() })
type Given = FastifyRequest<{ Params: { changeId: string } }>

/** A change of a place that a provider asks for: what stands, what it should be, and a decision. */
export const placeChangesPages: StepPages = async (app) => {
  const url = '/directory/proposals/place-changes/:changeId'
  const show = async (request: Given, reply: FastifyReply, fault?: FormErrors) => {
    const view = placeChangeView(await request.tx((tx) => placeChange(tx, request.params.changeId)))
    const fresh = { errors: [], at: {}, typed: {} }
    return reply.page(
      'directory/pages/place-change.njk',
      { ...fresh, ...view, ...fault },
      fault === undefined ? 200 : 400,
    )
  }
  app.get(url, { config: { policy }, schema: { params } }, async (request, reply) => show(request, reply))
  app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const read = readForm(decisionForm, request.body)
    if (!read.ok) return show(request, reply, read)
    const done = await request.attempt((tx) => decidePlaceChange(tx, request.params.changeId, read.value))
    if (done.ok)
      return reply.done(
        paths.proposals(),
        read.value.decision === 'approved'
          ? 'The change is approved'
          : 'The change is not approved. Whoever asked reads your reason',
      )
    const [code = ''] = done.refusals
    return show(request, reply, faultAt(read, 'decision', directorySentences[code] ?? 'Look at the list again'))
  })
}
