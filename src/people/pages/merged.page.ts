import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { countWords, pageOf, pagerOf } from '../../core/list-page.ts'
import { type FormErrors, faultAt, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { pageAsked } from '../../platform/list-asked.ts'
import { paths } from '../paths.ts'
import { peopleSentences } from '../sentences.ts'
import { mergeOf, nameOf, takeMergeBack, whatWas } from '../store.ts'
import { historyRows, mergedView } from './merged.view.ts'

const reads = {
  roles: ['practitioner', 'team_manager', 'broker', 'finance'],
  about: 'See that a record was merged into another',
} as const
const readsHistory = {
  roles: ['practitioner', 'team_manager', 'finance'],
  about: 'Read what stands under a record that was merged; finance: what is of money',
} as const
const decides = { roles: ['team_manager'], about: 'Take back that two records were merged' } as const
const params = z.object({ personId: z.uuid() })
const ofMerged = true
const PAGE = 100

const takingBack = z.object({
  reason: textField('why it is taken back', { most: 500 }),
  sure: z.preprocess((value) => value ?? '', z.literal('yes', 'Tick the box to say that you are sure')),
})

/** What is said of the merge, with what the reader may do; undefined when the record stands for itself. */
async function asked(request: FastifyRequest) {
  const { personId } = params.parse(request.params)
  const { role } = request.who
  return request.tx(async (tx) => {
    const merge = await mergeOf(tx, personId)
    if (merge === undefined) return undefined
    const survivor = (await nameOf(tx, merge.survivorId)) ?? 'Name not shown'
    const view = mergedView(merge, {
      survivor,
      history: role !== 'broker',
      manager: role === 'team_manager',
      why: role === 'practitioner' || role === 'team_manager',
    })
    return { view, was: await whatWas(tx, personId) }
  })
}

async function show(request: FastifyRequest, reply: FastifyReply, wrong?: FormErrors, status = 200) {
  const found = await asked(request)
  if (found === undefined) return reply.redirect(paths.record(params.parse(request.params).personId), 303)
  return reply.page('people/pages/merged.njk', { ...wrong, ...found.view }, status)
}

/** A record that was merged into another: what came of it, its history for reading, and taking the merge back. */
export const mergedPages: StepPages = async (app) => {
  app.get('/people/:personId/merged', { config: { policy: reads, ofMerged } }, (request, reply) => show(request, reply))
  app.get(
    '/people/:personId/merged/history',
    { config: { policy: readsHistory, ofMerged } },
    async (request, reply) => {
      const found = await asked(request)
      if (found === undefined) return reply.redirect(paths.record(params.parse(request.params).personId), 303)
      const page = pageAsked(request.query)
      const shown = pageOf(found.was, { page, perPage: PAGE })
      return reply.page('people/pages/history.njk', {
        ...found.view,
        money: request.who.role === 'finance',
        count: countWords(shown.all, 'entry', 'entries'),
        rows: historyRows(shown.rows),
        pager: pagerOf({ page, all: shown.all, perPage: PAGE, href: `${found.view.history}?page=` }),
      })
    },
  )
  app.post('/people/:personId/merged/take-back', { config: { policy: decides, ofMerged } }, async (request, reply) => {
    const { personId } = params.parse(request.params)
    const read = readForm(takingBack, request.body)
    if (!read.ok) return show(request, reply, read, 400)
    const done = await request.attempt((tx) => takeMergeBack(tx, { mergedId: personId, reason: read.value.reason }))
    if (!done.ok) {
      const sentence = peopleSentences[done.refusals[0] ?? ''] ?? 'Look at the record again'
      return show(request, reply, faultAt(read, 'reason', sentence), 409)
    }
    return reply.done(paths.details(personId), 'The merge is taken back. This record is open again as it was')
  })
}
