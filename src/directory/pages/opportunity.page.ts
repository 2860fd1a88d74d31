import { z } from 'zod'
import { type FormErrors, faultAt, readForm, textField } from '../../platform/form.ts'
import type { RouteRow, StepPages } from '../../platform/http.ts'
import { isId } from '../../platform/ids.ts'
import { NotFound } from '../../platform/refused.ts'
import { type AssurancePolicyOn, oldBefore } from '../assurance-policy.ts'
import { listCookie } from '../list-cookie.ts'
import { paths } from '../paths.ts'
import { savedIn } from '../saved-list.ts'
import { directorySentences } from '../sentences.ts'
import {
  calendarEvents,
  councilSymbols,
  isMyEntry,
  mergedInto,
  type OpportunityDetails,
  opportunityDetails,
  reportFault,
  symbolPicture,
} from '../store.ts'
import { toICalendar } from '../to-icalendar.ts'
import { easyEntry, withPictures } from './list.view.ts'
import { opportunityView } from './opportunity.view.ts'

const policy = { roles: 'public', about: 'What there is to do, in full' } as const
const params = z.object({ opportunityId: z.string() })
/** Nobody says so many things in so short a time; a program that fills the list does. */
const throttled = { rateLimit: { max: 10, timeWindow: '10 minutes' } }
const faultForm = z.object({ words: textField('what is wrong', { most: 1000 }) })

function found(details: OpportunityDetails | undefined): OpportunityDetails {
  if (details === undefined) throw new NotFound('opportunity')
  return details
}

/** A page of a later step: found in the table of routes, never named here as sure. */
const pageOfMarket = (routes: readonly RouteRow[], url: string, id: string): string | null =>
  routes.some((route) => route.url === url) ? url.replace(':opportunityId', id) : null

/** What whoever keeps or runs an entry can do about it, as links on its page; nothing for anybody else. */
function actsOf(role: string, id: string, own: boolean): { href: string; text: string }[] {
  if (own) return [{ href: paths.myEntry(id), text: 'Your entry: still right, or change it' }]
  if (role !== 'commissioner' && role !== 'broker') return []
  return [
    ...(role === 'commissioner' ? [{ href: paths.check(id), text: 'Record a check' }] : []),
    { href: paths.history(id), text: 'Its history' },
    { href: paths.closeForAWhile(id), text: 'Close it for a while' },
  ]
}

/** One opportunity, and a way for anybody to say what is wrong with its page. */
export const opportunityPages =
  (assurancePolicyOn: AssurancePolicyOn): StepPages =>
  async (app) => {
    app.get('/directory/:opportunityId', { config: { policy }, schema: { params } }, async (request, reply) => {
      const { opportunityId } = request.params
      const large = 'size' in Object(request.query) && Object(request.query).size === 'large'
      const saved = savedIn(request.cookies[listCookie])
      const into = isId(opportunityId) ? await request.tx((tx) => mergedInto(tx, opportunityId)) : undefined
      if (into !== undefined) return reply.redirect(paths.opportunity(into), 301)
      const view = await request.tx(async (tx) =>
        opportunityView(
          found(await opportunityDetails(tx, opportunityId)),
          oldBefore(assurancePolicyOn(tx.today), tx.today),
        ),
      )
      const own = await request.tx((tx) => isMyEntry(tx, view.id))
      const acts = actsOf(request.who.role, view.id, own)
      const quality = pageOfMarket(app.routeTable, `/market/quality/:opportunityId`, view.id)
      const more = { quality, large, saved: saved.includes(view.id), acts }
      return reply.page('directory/pages/opportunity.njk', { ...view, ...more })
    })

    app.get(
      '/directory/:opportunityId/easy-read',
      { config: { policy: { roles: 'public', about: 'What there is to do, in Easy Read' } }, schema: { params } },
      async (request, reply) => {
        const view = await request.tx(async (tx) => {
          const details = found(await opportunityDetails(tx, request.params.opportunityId))
          const quality = pageOfMarket(app.routeTable, '/market/quality/:opportunityId/easy-read', details.id)
          const links = { standard: paths.opportunity(details.id), search: paths.search(), quality }
          return { ...withPictures([easyEntry(details)], await councilSymbols(tx)), links }
        })
        return reply.page('directory/pages/easy-read.njk', { title: 'Something to do', ...view })
      },
    )

    app.get(
      '/directory/symbols/:name',
      {
        config: { policy: { roles: 'public', about: 'A picture of the council’s own for Easy Read' } },
        schema: { params: z.object({ name: z.string() }) },
      },
      async (request, reply) => {
        const picture = await request.tx((tx) => symbolPicture(tx, request.params.name))
        if (picture === undefined) throw new NotFound('picture')
        return reply.header('cache-control', 'public, max-age=3600').type('image/png').send(picture)
      },
    )

    app.get(
      '/directory/:opportunityId/sessions.ics',
      { config: { policy: { roles: 'public', about: 'Its dates for a calendar' } }, schema: { params } },
      async (request, reply) => {
        const file = await request.tx(async (tx) => {
          const { id, name, summary } = found(await opportunityDetails(tx, request.params.opportunityId))
          const address = `${request.protocol}://${request.host}${paths.opportunity(id)}`
          return toICalendar({ name, summary, address, madeAt: tx.now, events: await calendarEvents(tx, id) })
        })
        return reply
          .header('content-disposition', 'attachment; filename="sessions.ics"')
          .type('text/calendar; charset=utf-8')
          .send(file)
      },
    )

    app.get('/directory/:opportunityId/fault', { config: { policy }, schema: { params } }, async (request, reply) => {
      const { id, name } = await request.tx(async (tx) =>
        found(await opportunityDetails(tx, request.params.opportunityId)),
      )
      return reply.page('directory/pages/fault.njk', { name, back: paths.opportunity(id) })
    })

    app.post(
      '/directory/:opportunityId/fault',
      {
        config: { policy: { roles: 'public', about: 'Say what is wrong with an entry' }, ...throttled },
        schema: { params },
      },
      async (request, reply) => {
        const form = readForm(faultForm, request.body)
        const { id, name } = await request.tx(async (tx) =>
          found(await opportunityDetails(tx, request.params.opportunityId)),
        )
        const again = (fault: FormErrors) =>
          reply.page('directory/pages/fault.njk', { name, back: paths.opportunity(id), ...fault }, 400)
        if (!form.ok) return again(form)
        const done = await request.attempt((tx) => reportFault(tx, id, form.value.words))
        if (!done.ok)
          return again(faultAt(form, 'words', directorySentences[done.refusals[0] ?? ''] ?? 'Try again later'))
        return reply.done(paths.opportunity(id), 'Thank you. We will look at this page and put it right')
      },
    )
  }
