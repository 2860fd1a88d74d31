import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Tx } from '../../platform/db.ts'
import { type FormErrors, faultAt, readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { paths } from '../paths.ts'
import { directorySentences } from '../sentences.ts'
import { decidePlace, decidePlaceChange, placeAskedFor, placeChange } from '../store.ts'
import { decisionForm } from './decision-form.page.ts'
import { placeChangeView } from './place-changes.view.ts'
import { placeAskedForView } from './site-proposals.view.ts'

interface AskedFor {
  readonly url: string
  readonly about: string
  readonly template: string
  readonly view: (tx: Tx, id: string) => Promise<object>
  readonly decide: (tx: Tx, id: string, given: z.infer<typeof decisionForm>) => Promise<unknown>
  readonly approved: string
  readonly refused: string
}

/** A place that a provider asks for, with what else is at that postcode; a change of one, with what stands. */
const askedFor: readonly AskedFor[] = [
  {
    url: '/directory/proposals/places/:askedId',
    about: 'Look at places that providers ask for',
    template: 'directory/pages/place-asked-for.njk',
    view: async (tx, id) => placeAskedForView(await placeAskedFor(tx, id)),
    decide: decidePlace,
    approved: 'The place is approved. Sessions can be added there',
    refused: 'The place is not approved. Whoever asked reads your reason',
  },
  {
    url: '/directory/proposals/place-changes/:askedId',
    about: 'Look at changes of places that providers ask for',
    template: 'directory/pages/place-change.njk',
    view: async (tx, id) => placeChangeView(await placeChange(tx, id)),
    decide: decidePlaceChange,
    approved: 'The change is approved',
    refused: 'The change is not approved. Whoever asked reads your reason',
  },
]
const params = z.object({ askedId: z.uuid() })
type Given = FastifyRequest<{ Params: { askedId: string } }>

/** What a provider asks for about a place, one by one, each with a decision. */
export const placesAskedForPages: StepPages = async (app) => {
  for (const { url, about, template, view, decide, approved, refused } of askedFor) {
    const policy = { roles: ['commissioner', 'broker'], about } as const
    const show = async (request: Given, reply: FastifyReply, fault?: FormErrors) => {
      const shown = await request.tx((tx) => view(tx, request.params.askedId))
      const fresh = { errors: [], at: {}, typed: {} }
      return reply.page(template, { ...fresh, ...shown, ...fault }, fault === undefined ? 200 : 400)
    }
    app.get(url, { config: { policy }, schema: { params } }, async (request, reply) => show(request, reply))
    app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
      const read = readForm(decisionForm, request.body)
      if (!read.ok) return show(request, reply, read)
      const done = await request.attempt((tx) => decide(tx, request.params.askedId, read.value))
      if (done.ok) return reply.done(paths.proposals(), read.value.decision === 'approved' ? approved : refused)
      const [code = ''] = done.refusals
      return show(request, reply, faultAt(read, 'decision', directorySentences[code] ?? 'Look at the list again'))
    })
  }
}
