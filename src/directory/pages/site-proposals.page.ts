import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type FormErrors, faultAt, readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { paths } from '../paths.ts'
import { directorySentences } from '../sentences.ts'
import { decidePlace, placeAskedFor } from '../store.ts'
import { decisionForm } from './decision-form.page.ts'
import { placeAskedForView } from './site-proposals.view.ts'

const policy = { roles: ['commissioner', 'broker'], about: 'Look at places that providers ask for' } as const
const params = z.object({ proposalId: z.uuid() })
type Given = FastifyRequest<{ Params: { proposalId: string } }>

/** A place that a provider asks for: what it says, what else is at that postcode, and a decision. */
export const siteProposalsPages: StepPages = async (app) => {
  const url = '/directory/proposals/places/:proposalId'
  const show = async (request: Given, reply: FastifyReply, fault?: FormErrors) => {
    const view = placeAskedForView(await request.tx((tx) => placeAskedFor(tx, request.params.proposalId)))
    const fresh = { errors: [], at: {}, typed: {} }
    return reply.page(
      'directory/pages/place-asked-for.njk',
      { ...fresh, ...view, ...fault },
      fault === undefined ? 200 : 400,
    )
  }
  app.get(url, { config: { policy }, schema: { params } }, async (request, reply) => show(request, reply))
  app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const read = readForm(decisionForm, request.body)
    if (!read.ok) return show(request, reply, read)
    const done = await request.attempt((tx) => decidePlace(tx, request.params.proposalId, read.value))
    if (done.ok)
      return reply.done(
        paths.proposals(),
        read.value.decision === 'approved'
          ? 'The place is approved. Sessions can be added there'
          : 'The place is not approved. Whoever asked reads your reason',
      )
    const [code = ''] = done.refusals
    return show(request, reply, faultAt(read, 'decision', directorySentences[code] ?? 'Look at the list again'))
  })
}
