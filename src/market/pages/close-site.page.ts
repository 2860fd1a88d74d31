import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { closeSite, closureRefusal, closuresOfSite, datesAtSite } from '../../directory/store.ts'
import type { Tx } from '../../platform/db.ts'
import { choiceField, dateField, type FormErrors, readForm, textField, typedOf } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { isId, newId } from '../../platform/ids.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { scenarioAt, siteSupply } from '../store.ts'
import { closeSiteView } from './close-site.view.ts'
import { refusedAt } from './refused-at.page.ts'
import { closes } from './site-policies.page.ts'

type AtSite = FastifyRequest<{ Params: { siteId: string } }>
const site = z.object({ siteId: z.uuid() })
const closing = z.object({
  id: z.string().refine(isId, 'This page is incomplete. Go back, reload it and try again'),
  from: dateField('the first day'),
  until: dateField('the last day'),
  reason: textField('why it is closed', { most: 200 }),
  sure: choiceField('that you have read who is affected', ['yes']),
})

/** Why the building cannot be closed on these days, before anybody is asked to confirm. */
async function refusalOf(tx: Tx, siteId: string, days: { from: CalendarDate; until: CalendarDate }) {
  const refusal = closureRefusal(tx.today, days)
  if (refusal !== undefined) return refusal
  const closed = (await closuresOfSite(tx, siteId)).some(
    ({ from, until, openFrom, takenBack }) =>
      !takenBack &&
      from <= days.until &&
      (openFrom === null ? until === null || until >= days.from : openFrom > days.from),
  )
  return closed ? 'closure_of_site_once' : undefined
}

/** Closing a building from a day until a day: who is affected stands on the page, and is confirmed. */
export const closeSitePages: StepPages = async (app) => {
  const url = '/market/sites/:siteId/close'
  const show = async (request: AtSite, reply: FastifyReply, asked: unknown, fault?: FormErrors) => {
    const days = readForm(closing.pick({ from: true, until: true }), asked)
    const { view, refusal } = await request.tx(async (tx) => {
      const supply = await siteSupply(tx, request.params.siteId, tx.today)
      if (supply === undefined) throw new NotFound('site')
      const refusal = days.ok ? await refusalOf(tx, supply.id, days.value) : undefined
      const wanted = days.ok && refusal === undefined ? days.value : undefined
      const answer = wanted === undefined ? undefined : await scenarioAt(tx, supply, { closed: true }, wanted)
      const view = closeSiteView({
        id: newId(),
        supply,
        wanted,
        answer,
        dates: wanted === undefined ? undefined : await datesAtSite(tx, supply.id, wanted),
        names: request.who.role !== 'commissioner',
      })
      return { view, refusal }
    })
    const none = { errors: [], at: {}, typed: typedOf(asked) }
    const found = fault ?? (refusal === undefined ? undefined : refusedAt(typedOf(asked), [refusal], 'from-day'))
    return reply.page('market/pages/close-site.njk', { ...view, ...none, ...found }, found === undefined ? 200 : 400)
  }
  app.get(url, { config: { policy: closes }, schema: { params: site } }, async (request, reply) => {
    const asked = typedOf(request.query)
    const days = readForm(closing.pick({ from: true, until: true }), asked)
    const wrong = !days.ok && Object.keys(asked).length > 0 ? days : undefined
    return show(request, reply, asked, wrong)
  })
  app.post(url, { config: { policy: closes }, schema: { params: site } }, async (request, reply) => {
    const { siteId } = request.params
    const form = readForm(closing, request.body)
    if (!form.ok) return show(request, reply, request.body, form)
    const { sure: _, ...wanted } = form.value
    const done = await request.attempt((tx) => closeSite(tx, { ...wanted, siteId }))
    return done.ok
      ? reply.done(
          paths.site(siteId),
          'The building is closed on these days. Its dates are being cancelled, and everybody affected will stand in the lists of people to tell in a few minutes',
        )
      : show(request, reply, request.body, refusedAt(form.typed, done.refusals, 'from-day'))
  })
}
