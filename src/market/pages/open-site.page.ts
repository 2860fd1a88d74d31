import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { latestDay } from '../../core/calendar-date.ts'
import { closureToEnd, datesToLayAgain, endClosure, openingRefusal } from '../../directory/store.ts'
import { dateField, type FormErrors, readForm, textField, typedOf } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { siteSupply } from '../store.ts'
import { openSiteView } from './close-site.view.ts'
import { refusedAt } from './refused-at.page.ts'
import { closes } from './site-policies.page.ts'

const params = z.object({ siteId: z.uuid(), closureId: z.uuid() })
type AtClosure = FastifyRequest<{ Params: z.output<typeof params> }>
const opening = z.object({
  openFrom: dateField('the first day it is open again'),
  endReason: textField('why it opens earlier', { most: 200 }),
})

/** Opening a building again before its closure is over, or taking the closure back before it begins. */
export const openSitePages: StepPages = async (app) => {
  const url = '/market/sites/:siteId/closures/:closureId/open'
  const show = async (request: AtClosure, reply: FastifyReply, fault?: FormErrors) => {
    const { siteId, closureId } = request.params
    const asked = fault?.typed ?? typedOf(request.query)
    const day = readForm(opening.pick({ openFrom: true }), asked)
    const { view, refusal, ended } = await request.tx(async (tx) => {
      const supply = await siteSupply(tx, siteId, tx.today)
      const closure = await closureToEnd(tx, closureId)
      if (supply === undefined || closure === undefined || closure.siteId !== siteId) throw new NotFound('closure')
      const wanted = day.ok ? day.value.openFrom : latestDay(tx.today, closure.from)
      const refusal = day.ok ? openingRefusal(tx.today, closure, wanted) : undefined
      const counted = refusal === undefined ? await datesToLayAgain(tx, closureId, wanted) : undefined
      const view = openSiteView({ name: supply.name, closure, wanted, counted })
      return { view, refusal, ended: closure.endedOn !== null }
    })
    if (ended) return reply.done(paths.site(siteId), 'This closure was ended already')
    const none = { errors: [], at: {}, typed: { ...view.typed, ...asked } }
    const wrong = refusal === undefined || fault !== undefined ? fault : refusedAt(asked, [refusal], 'openFrom-day')
    return reply.page('platform/pages/form.njk', { ...view, ...none, ...wrong }, wrong === undefined ? 200 : 400)
  }
  app.get(url, { config: { policy: closes }, schema: { params } }, async (request, reply) => show(request, reply))
  app.post(url, { config: { policy: closes }, schema: { params } }, async (request, reply) => {
    const { siteId, closureId } = request.params
    const form = readForm(opening, request.body)
    if (!form.ok) return show(request, reply, form)
    const { openFrom, endReason: reason } = form.value
    const done = await request.attempt(async (tx) => {
      if ((await closureToEnd(tx, closureId))?.siteId !== siteId) throw new NotFound('closure')
      await endClosure(tx, { closureId, openFrom, reason })
    })
    return done.ok
      ? reply.done(
          paths.site(siteId),
          'The building opens again. Its dates are being laid again, and whoever was told that they are cancelled will stand in the lists of people to tell in a few minutes',
        )
      : show(request, reply, refusedAt(form.typed, done.refusals, 'openFrom-day'))
  })
}
