import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { choiceField, type FormErrors, faultAt, readForm, typedOf } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { groupsToTell, peopleOfGroup, peopleToTellOf, recordSeveralTold, recordToldCancelled } from '../store.ts'
import { groupView, tellView } from './to-tell.view.ts'

const policy = {
  roles: ['provider', 'practitioner', 'team_manager'],
  about: 'Tell people that a date is cancelled, or takes place after all',
} as const
const ways = ['phone', 'in person', 'in writing'] as const
const how = choiceField('how they were told', ways)
const toldForm = z.object({ occasionId: z.uuid(), how })
const params = z.object({ closureId: z.uuid(), kind: z.enum(['closed', 'open-again']) })
type AtGroup = FastifyRequest<{ Params: z.output<typeof params> }>
const list = z.object({
  q: z.string().trim().max(100).catch(''),
  way: z.string().max(20).catch(''),
  page: z.coerce.number().int().min(1).max(1_000).catch(1),
})
const listOf = (sent: unknown) =>
  Array.isArray(sent)
    ? sent
    : String(sent ?? '')
        .split(',')
        .filter(Boolean)
/** The people who were ticked; or everybody who stood on the page, where that button was pressed. */
const several = z.preprocess(
  (sent) => {
    const body = typeof sent === 'object' && sent !== null ? { ...sent } : {}
    const { all, shown, people } = body as Record<string, unknown>
    return { ...body, people: listOf(all === 'yes' ? shown : people) }
  },
  z.object({
    people: z
      .array(z.uuid('This page is incomplete. Go back, reload it and try again'))
      .min(1, 'Choose at least one person')
      .max(ROWS_A_PAGE, 'Choose people of this page only'),
    how,
  }),
)
const groupOf = ({ closureId, kind }: z.output<typeof params>) =>
  ({ closureId, kind: kind === 'closed' ? 'closed' : 'open again' }) as const

/** Whom a provider, or the team of a person, has still to tell of a date: those of a closed building together, the others one by one. */
export const toTellPages: StepPages = async (app) => {
  app.get('/delivery/to-tell', { config: { policy } }, async (request, reply) => {
    const { people, groups } = await request.tx(async (tx) => ({
      people: await peopleToTellOf(tx),
      groups: await groupsToTell(tx),
    }))
    return reply.page('delivery/pages/to-tell.njk', tellView({ people, groups, ways, whole: whole(request) }))
  })
  app.post('/delivery/to-tell', { config: { policy } }, async (request, reply) => {
    const read = readForm(toldForm, request.body)
    if (!read.ok) throw new NotFound('person to tell')
    await request.tx((tx) => recordToldCancelled(tx, read.value.occasionId, read.value.how))
    return reply.done(paths.toTell(), 'It is noted that they were told')
  })

  const url = '/delivery/to-tell/:closureId/:kind'
  const show = async (request: AtGroup, reply: FastifyReply, fault?: FormErrors) => {
    const asked = list.parse(request.query)
    const group = groupOf(request.params)
    const { found, one } = await request.tx(async (tx) => ({
      one: (await groupsToTell(tx)).find(({ closureId, kind }) => closureId === group.closureId && kind === group.kind),
      found: await peopleOfGroup(tx, {
        ...group,
        search: asked.q,
        way: asked.way,
        page: asked.page,
        perPage: ROWS_A_PAGE,
      }),
    }))
    if (one === undefined) return reply.done(paths.toTell(), 'Everybody of this closure is told')
    const view = groupView({ group: one, found, asked, ways, whole: whole(request) })
    const none = { errors: [], at: {}, typed: {} }
    return reply.page(
      'delivery/pages/to-tell-group.njk',
      { ...view, ...none, ...fault },
      fault === undefined ? 200 : 400,
    )
  }
  app.get(url, { config: { policy }, schema: { params } }, async (request, reply) => show(request, reply))
  app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const read = readForm(several, request.body)
    if (!read.ok) return show(request, reply, read)
    const group = groupOf(request.params)
    const told = await request.tx((tx) =>
      recordSeveralTold(tx, group, { personIds: read.value.people, how: read.value.how }),
    )
    if (told === 0)
      return show(
        request,
        reply,
        faultAt({ typed: typedOf(request.body) }, 'people', 'They were told already. Look at who is left'),
      )
    return reply.done(
      paths.toTellOf(group.closureId, group.kind),
      told === 1 ? 'It is noted that 1 person was told' : `It is noted that ${told} people were told`,
    )
  })
}

/** Staff read whole names; a provider reads the first name and an initial. */
const whole = (request: FastifyRequest) => request.who.role !== 'provider'
