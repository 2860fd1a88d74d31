import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type FormErrors, faultAt, readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { type AssurancePolicyOn, oldBefore } from '../assurance-policy.ts'
import { withProposed } from '../entry-content.ts'
import { paths } from '../paths.ts'
import { directorySentences } from '../sentences.ts'
import {
  entryPauses,
  myEntries,
  ownEntry,
  proposalsOf,
  proposeChange,
  sayStillRight,
  standingContent,
  withdrawProposal,
} from '../store.ts'
import { contentForm, contentFormFields, contentOf, typedContent } from './content-form.page.ts'
import { myEntriesView, myEntryView } from './my-entries.view.ts'

const policy = { roles: ['provider'], about: 'My own entries in the directory: still right, or changed' } as const
const params = z.object({ opportunityId: z.uuid() })
type Given = FastifyRequest<{ Params: { opportunityId: string } }>

/** A provider's own entries: what is asked, saying that all is right, proposing a change and taking it back. */
export const myEntriesPages =
  (assurancePolicyOn: AssurancePolicyOn): StepPages =>
  async (app) => {
    app.get('/directory/mine', { config: { policy } }, async (request, reply) => {
      const view = await request.tx(async (tx) =>
        myEntriesView(await myEntries(tx), oldBefore(assurancePolicyOn(tx.today), tx.today), tx.today),
      )
      return reply.page('directory/pages/my-entries.njk', view)
    })

    app.get('/directory/mine/:opportunityId', { config: { policy }, schema: { params } }, async (request, reply) => {
      const { opportunityId } = request.params
      const view = await request.tx(async (tx) => {
        const days = { oldBefore: oldBefore(assurancePolicyOn(tx.today), tx.today), today: tx.today }
        const entry = await ownEntry(tx, opportunityId)
        return myEntryView(entry, await proposalsOf(tx, opportunityId), await entryPauses(tx, opportunityId), days)
      })
      return reply.page('directory/pages/my-entry.njk', view)
    })

    app.post(
      '/directory/mine/:opportunityId/right',
      { config: { policy }, schema: { params } },
      async (request, reply) => {
        const { opportunityId } = request.params
        await request.tx((tx) => sayStillRight(tx, opportunityId))
        return reply.done(paths.myEntry(opportunityId), 'Thank you. The page now says that you checked it today')
      },
    )

    app.get('/directory/mine/:opportunityId/change', { config: { policy }, schema: { params } }, showForm)
    app.post(
      '/directory/mine/:opportunityId/change',
      { config: { policy }, schema: { params } },
      async (request, reply) => {
        const { opportunityId } = request.params
        const form = readForm(contentForm, request.body)
        if (!form.ok) return showForm(request, reply, form)
        const { note } = form.value
        const done = await request.attempt(async (tx) => {
          const stands = await standingContent(tx, opportunityId)
          // a form without the field leaves the words as they are
          const timesWords = 'timesWords' in form.typed ? form.value.timesWords : stands.timesWords
          const replaces = z.uuid().safeParse(form.typed['replaces']).data
          return proposeChange(tx, opportunityId, {
            proposed: { ...contentOf(form.value), timesWords },
            note,
            replaces,
          })
        })
        if (done.ok)
          return reply.done(
            paths.myEntry(opportunityId),
            'Your change is sent. It is public once the council has looked',
          )
        const [code = ''] = done.refusals
        const fault = faultAt(form, 'name', directorySentences[code] ?? 'Look at the page again')
        return showForm(request, reply, { ...fault, at: {} })
      },
    )

    app.post(
      '/directory/mine/:opportunityId/withdraw',
      { config: { policy }, schema: { params } },
      async (request, reply) => {
        const { opportunityId } = request.params
        const done = await request.attempt((tx) => withdrawProposal(tx, opportunityId))
        const words = done.ok ? 'Your change is taken back' : directorySentences[done.refusals[0] ?? '']
        return reply.done(paths.myEntry(opportunityId), words ?? 'Nothing was changed')
      },
    )
  }

async function showForm(request: Given, reply: FastifyReply, fault?: FormErrors) {
  const { opportunityId } = request.params
  const { entry, content, waiting } = await request.tx(async (tx) => ({
    entry: await ownEntry(tx, opportunityId),
    content: await standingContent(tx, opportunityId),
    waiting: (await proposalsOf(tx, opportunityId)).find(({ decision }) => decision === null),
  }))
  const shown = waiting === undefined ? content : withProposed(content, waiting)
  const page = {
    title: `Change ${entry.name}`,
    lede: 'The council looks at what you change before people read it. Until then what stands stays.',
    back: { href: paths.myEntry(opportunityId), text: entry.name },
    action: paths.propose(opportunityId),
    button: 'Send to the council',
    warning: '',
    now: waiting === undefined ? '' : 'You see what you proposed. What you send now takes its place.',
    hidden: waiting === undefined ? [] : [{ name: 'replaces', value: fault?.typed['replaces'] ?? waiting.id }],
    fields: contentFormFields(entry.sessions > 0),
    errors: [],
    at: {},
    typed: { ...typedContent(shown), note: waiting?.note ?? '' },
  }
  return reply.page('platform/pages/form.njk', { ...page, ...fault }, fault === undefined ? 200 : 400)
}
