import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { choiceField, faultAt, optionalTextField, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { pageAsked, pageField, wholeAsked, wordsField } from '../../platform/list-asked.ts'
import { saysPublicAddress } from '../../platform/outside-address.ts'
import { Refused } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import {
  addSource,
  askToRead,
  changeSource,
  decideChange,
  feedNameOf,
  feedPolicies,
  feedRuns,
  feedSource,
  feedSources,
  feedStandards,
  READINGS_A_PAGE,
  stopSource,
  waitingChange,
  waitingChanges,
} from '../store.ts'
import { changesView, changeView, policyWords, sourcesView, sourceView, standardWords } from './sources.view.ts'

const policy = { roles: ['commissioner'], about: 'Where entries of the directory come from' } as const
const params = z.object({ sourceId: z.string() })
const changeParams = z.object({ changeId: z.string() })
const listAsked = z.object({ words: wordsField, page: pageField })

const everyHours = optionalTextField('how often', { most: 5 }).transform((text, context) => {
  const hours = text === undefined ? null : Number(text)
  if (hours === null || (Number.isInteger(hours) && hours >= 1 && hours <= 8_784)) return hours
  context.addIssue({ code: 'custom', message: 'Enter how many hours, such as 24 for once a day, or leave it empty' })
  return z.NEVER
})
const kept = { everyHours, policy: choiceField('what happens to its changes', feedPolicies) }
const sourceForm = z.object({
  name: textField('a name', { most: 100 }),
  address: textField('the address', { most: 500 })
    .refine(
      (text) => /^https?:\/\//i.test(text) && URL.canParse(text),
      'Enter the full address, which begins with https://',
    )
    .refine(
      (text) => !URL.canParse(text) || saysPublicAddress(text),
      'This address leads to a private network, which is not read. Enter the public address of the feed',
    ),
  standard: choiceField('the standard', feedStandards),
  ...kept,
})
const changeForm = z.object(kept)
const decisionForm = z.object({ decision: choiceField('what you decide', ['approved', 'declined'] as const) })

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))
const newSourcePage = {
  title: 'Add a source',
  lede: 'A feed that other people keep, from which entries come by themselves.',
  back: { href: paths.sources(), text: 'Sources' },
  action: paths.newSource(),
  button: 'Add the source',
  warning: '',
  now: '',
  hidden: [],
  fields: [
    { type: 'text', id: 'name', label: 'Name', hint: 'For example, Active Cheshire' },
    { type: 'text', id: 'address', label: 'Address of the list of services', hint: 'It begins with https://' },
    { type: 'radios', id: 'standard', label: 'Standard', options: options(standardWords) },
    {
      type: 'text',
      id: 'everyHours',
      label: 'Read every so many hours',
      hint: '24 is once a day. Leave it empty to read only when you ask',
      width: '4',
    },
    { type: 'radios', id: 'policy', label: 'Its changes', options: options(policyWords) },
  ],
}

/** The keepers of the directory: where entries come from, reading them now, and stopping. */
export const sourcesPages: StepPages = async (app) => {
  app.get('/directory/sources', { config: { policy } }, async (request, reply) => {
    const view = await request.tx(async (tx) =>
      sourcesView(await feedSources(tx), (await waitingChanges(tx, { words: '', limit: 1, offset: 0 })).total),
    )
    return reply.page('directory/pages/sources.njk', view)
  })
  app.get('/directory/sources/new', { config: { policy } }, async (_request, reply) =>
    reply.page('platform/pages/form.njk', newSourcePage),
  )
  app.post('/directory/sources/new', { config: { policy } }, async (request, reply) => {
    const form = readForm(sourceForm, request.body)
    if (!form.ok) return reply.page('platform/pages/form.njk', { ...newSourcePage, ...form }, 400)
    try {
      const sourceId = await request.tx((tx) => addSource(tx, { ...form.value, feed: feedNameOf(form.value.address) }))
      return reply.done(paths.source(sourceId), 'The source is added')
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'feed_source_once') throw error
      const again = faultAt(form, 'address', 'This source is in the list already. Open it there')
      return reply.page('platform/pages/form.njk', { ...newSourcePage, ...again }, 400)
    }
  })
  app.get('/directory/sources/:sourceId', { config: { policy }, schema: { params } }, async (request, reply) =>
    reply.page(
      'directory/pages/source.njk',
      await sourcePage(request, request.params.sourceId, pageAsked(request.query)),
    ),
  )
  app.post('/directory/sources/:sourceId/read', { config: { policy }, schema: { params } }, async (request, reply) => {
    const { sourceId } = request.params
    await request.tx(async (tx) => askToRead(tx, (await feedSource(tx, sourceId)).id))
    return reply.done(paths.source(sourceId), 'It is being read. Open this page again in a minute')
  })
  app.post('/directory/sources/:sourceId/stop', { config: { policy }, schema: { params } }, async (request, reply) => {
    const { sourceId } = request.params
    await request.tx(async (tx) => stopSource(tx, (await feedSource(tx, sourceId)).id))
    return reply.done(paths.source(sourceId), 'It is stopped. What came from it stays')
  })
  app.post(
    '/directory/sources/:sourceId/change',
    { config: { policy }, schema: { params } },
    async (request, reply) => {
      const { sourceId } = request.params
      const form = readForm(changeForm, request.body)
      if (!form.ok)
        return reply.page('directory/pages/source.njk', { ...(await sourcePage(request, sourceId)), ...form }, 400)
      await request.tx(async (tx) => changeSource(tx, (await feedSource(tx, sourceId)).id, form.value))
      return reply.done(paths.source(sourceId), 'The source is changed')
    },
  )
}

const sourcePage = (request: FastifyRequest, sourceId: string, page = 1) =>
  request.tx(async (tx) => {
    const source = await feedSource(tx, sourceId)
    const [last] = (await feedRuns(tx, source.id)).rows
    return sourceView(source, {
      last,
      runs: await feedRuns(tx, source.id, page),
      page,
      perPage: READINGS_A_PAGE,
      all: wholeAsked(request.query) === 'findings',
    })
  })

/** Changes of feeds that wait: old beside new, approve or decline. */
export const changesPages: StepPages = async (app) => {
  app.get('/directory/changes', { config: { policy } }, async (request, reply) => {
    const { words, page } = listAsked.parse(request.query)
    const { total, changes } = await request.tx((tx) =>
      waitingChanges(tx, { words, limit: ROWS_A_PAGE, offset: (page - 1) * ROWS_A_PAGE }),
    )
    return reply.page('directory/pages/changes.njk', changesView(changes, total, { words, page, perPage: ROWS_A_PAGE }))
  })
  app.get(
    '/directory/changes/:changeId',
    { config: { policy }, schema: { params: changeParams } },
    async (request, reply) =>
      reply.page(
        'directory/pages/change.njk',
        changeView(await request.tx((tx) => waitingChange(tx, request.params.changeId))),
      ),
  )
  app.post(
    '/directory/changes/:changeId',
    { config: { policy }, schema: { params: changeParams } },
    async (request, reply) => {
      const { changeId } = request.params
      const form = readForm(decisionForm, request.body)
      if (!form.ok) {
        const view = changeView(await request.tx((tx) => waitingChange(tx, changeId)))
        return reply.page('directory/pages/change.njk', { ...view, ...form }, 400)
      }
      await request.tx((tx) => decideChange(tx, changeId, form.value.decision))
      return reply.done(
        paths.changes(),
        form.value.decision === 'approved' ? 'The change is public' : 'The change is declined. What stood stays',
      )
    },
  )
}
