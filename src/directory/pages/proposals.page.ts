import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { type FormErrors, faultAt, readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { pageField, wordsField } from '../../platform/list-asked.ts'
import { paths } from '../paths.ts'
import { directorySentences } from '../sentences.ts'
import {
  decideProposal,
  proposalDetails,
  proposalsOf,
  waitingPlaceChanges,
  waitingPlaces,
  waitingProposals,
} from '../store.ts'
import { decisionForm } from './decision-form.page.ts'
import { keeperLinks } from './keeper-links.view.ts'
import { placeChangesRows } from './place-changes.view.ts'
import { proposalsView, proposalView } from './proposals.view.ts'
import { placesAskedForRows } from './site-proposals.view.ts'

const policy = {
  roles: ['commissioner', 'broker'],
  about: 'Look at what providers change, before it is public',
} as const
const params = z.object({ proposalId: z.uuid() })
const listAsked = z.object({ words: wordsField, page: pageField })

/** What providers propose to say of their own entries: before and after, field by field, and a decision. */
export const proposalsPages: StepPages = async (app) => {
  app.get('/directory/proposals', { config: { policy } }, async (request, reply) => {
    const { words, page } = listAsked.parse(request.query)
    const { total, proposals, places, changes } = await request.tx(async (tx) => ({
      ...(await waitingProposals(tx, { words, limit: ROWS_A_PAGE, offset: (page - 1) * ROWS_A_PAGE })),
      places: page === 1 && words === '' ? await waitingPlaces(tx) : [],
      changes: page === 1 && words === '' ? await waitingPlaceChanges(tx) : [],
    }))
    const view = proposalsView(proposals, total, { words, page, perPage: ROWS_A_PAGE })
    return reply.page('directory/pages/proposals.njk', {
      ...view,
      places: placesAskedForRows(places),
      placeChanges: placeChangesRows(changes),
      links: keeperLinks(request.who.role),
    })
  })
  app.get('/directory/proposals/:proposalId', { config: { policy }, schema: { params } }, show)
  app.post('/directory/proposals/:proposalId', { config: { policy }, schema: { params } }, async (request, reply) => {
    const read = readForm(decisionForm, request.body)
    if (!read.ok) return show(request, reply, read)
    const done = await request.attempt((tx) => decideProposal(tx, request.params.proposalId, read.value))
    if (done.ok)
      return reply.done(
        paths.proposals(),
        read.value.decision === 'approved'
          ? 'The change is public. What stood before is kept'
          : 'The change is not approved. Whoever proposed it reads your reason',
      )
    const [code = ''] = done.refusals
    return show(request, reply, faultAt(read, 'decision', directorySentences[code] ?? 'Look at the list again'))
  })
}

async function show(
  request: FastifyRequest<{ Params: { proposalId: string } }>,
  reply: FastifyReply,
  fault?: FormErrors,
) {
  const view = await request.tx(async (tx) => {
    const proposal = await proposalDetails(tx, request.params.proposalId)
    return proposalView(proposal, await proposalsOf(tx, proposal.opportunityId))
  })
  const fresh = { errors: [], at: {}, typed: {} }
  return reply.page('directory/pages/proposal.njk', { ...fresh, ...view, ...fault }, fault === undefined ? 200 : 400)
}
