import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { pagesOf, ROWS_A_PAGE } from '../../core/list-page.ts'
import { providersList } from '../../market/store.ts'
import type { Tx } from '../../platform/db.ts'
import { choiceField, type FormErrors, faultAt, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { isId, newId } from '../../platform/ids.ts'
import { readAddress } from '../../platform/read-address.ts'
import { paths } from '../paths.ts'
import { countMessages, messagesOf, noteRead, sendMessage, subjectsOf, threads, threadWith } from '../store.ts'
import { threadsTable, threadView } from './messages.view.ts'
import { sentenceFor } from './page-parts.ts'

const policy = {
  roles: ['provider', 'broker', 'commissioner'],
  about: 'Messages between a provider and the council',
} as const
const params = z.object({ providerId: z.uuid() })
const query = z.object({
  q: z.string().max(100).catch('').default(''),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
})
type Given = FastifyRequest<{ Params: { providerId: string } }>

const form = (about: readonly string[]) =>
  z.object({
    id: z.string().refine(isId, 'This page is incomplete. Go back, reload it and try again'),
    about: choiceField('what it is about', ['', ...about]),
    words: textField('your message', { most: 4000 }),
  })

async function load(tx: Tx, providerId: string, page: number) {
  const thread = await threadWith(tx, providerId)
  const total = await countMessages(tx, thread.providerId)
  const messages = await messagesOf(tx, thread.providerId, { limit: ROWS_A_PAGE, offset: (page - 1) * ROWS_A_PAGE })
  return { thread, total, messages, subjects: await subjectsOf(tx, thread.providerId) }
}

/** One thread between each provider and the council; the council's list of them. */
export const messagesPages: StepPages = async (app) => {
  app.get('/brokerage/messages', { config: { policy } }, async (request, reply) => {
    const { role, providerId } = request.who
    if (role === 'provider') return reply.redirect(paths.thread(providerId ?? newId()), 303)
    const { q, page } = readAddress(query, request.query)
    const words = q.trim()
    const { list, others } = await request.tx(async (tx) => {
      const found = await threads(tx, { words, limit: ROWS_A_PAGE, offset: (page - 1) * ROWS_A_PAGE })
      const all = words === '' ? [] : (await providersList(tx, { words, kind: '', limit: 20, offset: 0 })).providers
      return { list: found, others: all.filter(({ id }) => !found.some((one) => one.providerId === id)) }
    })
    return reply.page('brokerage/pages/messages.njk', {
      q: words,
      action: paths.messages(),
      table: threadsTable(list),
      others: others.map(({ id, name }) => ({ text: name, href: paths.thread(id) })),
      pager: {
        page,
        pages: pagesOf(list[0]?.total ?? 0),
        href: `${paths.messages()}?q=${encodeURIComponent(words)}&page=`,
      },
    })
  })

  const show = async (request: Given, reply: FastifyReply, fault?: FormErrors) => {
    const { page } = readAddress(query, request.query)
    const { providerId } = request.params
    const { total, ...rows } = await request.tx(async (tx) => {
      const found = await load(tx, providerId, page)
      await noteRead(tx, providerId)
      return found
    })
    const typed = fault?.typed ?? {}
    const { role } = request.who
    const id = isId(typed['id'] ?? '') ? (typed['id'] ?? '') : newId()
    const view = threadView({ ...rows, id, provider: role === 'provider', peopleToo: role !== 'commissioner' })
    return reply.page(
      'brokerage/pages/thread.njk',
      {
        ...view,
        pager: {
          page,
          pages: pagesOf(total),
          href: `${paths.thread(providerId)}?page=`,
        },
        errors: fault?.errors ?? [],
        at: fault?.at ?? {},
        typed,
      },
      fault === undefined ? 200 : 400,
    )
  }
  const url = '/brokerage/messages/:providerId'
  app.get(url, { config: { policy }, schema: { params } }, async (request, reply) => show(request, reply))
  app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const { providerId } = request.params
    const { sessions, people } = await request.tx(async (tx) => {
      await threadWith(tx, providerId)
      return subjectsOf(tx, providerId)
    })
    const about = [...sessions.map(({ id }) => `session:${id}`), ...people.map(({ id }) => `person:${id}`)]
    const read = readForm(form(about), request.body)
    if (!read.ok) return show(request, reply, read)
    const [kind, id] = read.value.about.split(':')
    const done = await request.attempt((tx) =>
      sendMessage(tx, {
        id: read.value.id,
        providerId,
        words: read.value.words,
        sessionId: kind === 'session' ? id : undefined,
        personId: kind === 'person' ? id : undefined,
      }),
    )
    return done.ok
      ? reply.done(paths.thread(providerId), 'Your message is sent')
      : show(request, reply, faultAt(read, 'words', sentenceFor(done.refusals[0])))
  })
}
