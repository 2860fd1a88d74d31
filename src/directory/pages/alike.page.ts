import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { pagerOf } from '../../core/list-page.ts'
import { choiceField, readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { isId } from '../../platform/ids.ts'
import { pageAsked } from '../../platform/list-asked.ts'
import { NotFound } from '../../platform/refused.ts'
import { likenessRule, likenessWords } from '../likeness.ts'
import { paths } from '../paths.ts'
import { type AlikeEntry, type AlikePair, alikePairs, keepApart, mergeEntries } from '../store.ts'

const policy = { roles: ['commissioner'], about: 'Entries of the directory that may be one' } as const
const params = z.object({ oneId: z.string(), otherId: z.string() })
const form = z.object({ decision: choiceField('what you decide', ['one', 'other', 'apart'] as const) })
const perPage = 20

const sideOf = (entry: AlikeEntry) => ({
  name: entry.name,
  href: paths.opportunity(entry.id),
  said: [
    entry.organisation,
    entry.postcode ?? 'No postcode',
    entry.phone ?? 'No phone',
    entry.source === null ? 'Entered here' : `From ${entry.source}`,
    ...(entry.sessions > 0 ? ['People can be booked in'] : []),
  ],
})

const pairView = ({ one, other, reasons }: AlikePair) => ({
  one: sideOf(one),
  other: sideOf(other),
  reasons: reasons.map((reason) => likenessWords[reason]).join('. '),
  action: paths.decideAlike(one.id, other.id),
})

async function shown(request: Pick<FastifyRequest, 'tx'>, page: number) {
  const { total, pairs } = await request.tx((tx) => alikePairs(tx, { limit: perPage, offset: (page - 1) * perPage }))
  return {
    total,
    beyond: page > 1,
    rule: likenessRule,
    pairs: pairs.map(pairView),
    pager: pagerOf({ page, all: total, perPage, href: `${paths.alike()}?page=` }),
  }
}

/** Entries that may be one: a human keeps one of them, or says that they are not the same. */
export const alikePages: StepPages = async (app) => {
  app.get('/directory/alike', { config: { policy } }, async (request, reply) => {
    return reply.page('directory/pages/alike.njk', await shown(request, pageAsked(request.query)))
  })
  app.post('/directory/alike/:oneId/:otherId', { config: { policy }, schema: { params } }, async (request, reply) => {
    const { oneId, otherId } = request.params
    if (!isId(oneId) || !isId(otherId)) throw new NotFound('pair')
    const read = readForm(form, request.body)
    if (!read.ok) {
      return reply.page('directory/pages/alike.njk', { ...(await shown(request, 1)), ...read }, 400)
    }
    const { decision } = read.value
    await request.tx((tx) =>
      decision === 'apart'
        ? keepApart(tx, { oneId, otherId })
        : mergeEntries(tx, decision === 'one' ? { keptId: oneId, otherId } : { keptId: otherId, otherId: oneId }),
    )
    return reply.done(
      paths.alike(),
      decision === 'apart' ? 'They stay two entries' : 'They are one entry now. The old address leads to it',
    )
  })
}
