import { z } from 'zod'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { pageField } from '../../platform/list-asked.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { datesOfPayment, datesToBePaid, isInHouse, paidBacksFound, providerPayments, sentBackToPay } from '../store.ts'
import { paidDatesView, providerPayView } from './provider-pay.view.ts'

const policy: Policy = { roles: ['provider'], about: 'A provider sees what it is paid, and for which dates' }
const params = z.object({ runId: z.uuid() })
const listAsked = z.object({ page: pageField, back: pageField })

/** What a provider is paid: the payments it had, the dates of each, and what is still to come. */
export const providerPayPages: StepPages = async (app) => {
  app.get(paths.myPay(), { config: { policy } }, async (request, reply) => {
    const { providerId = '' } = request.who
    const asked = listAsked.parse(request.query)
    const view = await request.tx(async (tx) =>
      providerPayView({
        inHouse: await isInHouse(tx, providerId),
        open: await datesToBePaid(tx, providerId),
        sentBack: await sentBackToPay(tx, providerId),
        payments: await providerPayments(tx, { providerId, page: asked.page }),
        back: await paidBacksFound(tx, { providerId, page: asked.back, perPage: ROWS_A_PAGE }),
        asked: { ...asked, perPage: ROWS_A_PAGE },
      }),
    )
    return reply.page('finance/pages/provider-pay.njk', view)
  })

  app.get(paths.myPayToCome(), { config: { policy } }, async (request, reply) => {
    const { providerId = '' } = request.who
    const found = await request.tx((tx) => datesToBePaid(tx, providerId))
    return reply.page('finance/pages/paid-dates.njk', paidDatesView(found, undefined))
  })

  app.get('/finance/my-pay/:runId', { config: { policy }, schema: { params } }, async (request, reply) => {
    const { providerId = '' } = request.who
    const { runId } = request.params
    const [payment, found] = await request.tx(
      async (tx) =>
        [
          (await providerPayments(tx, { providerId, runId, page: 1 })).rows[0],
          await datesOfPayment(tx, { providerId, runId }),
        ] as const,
    )
    if (payment === undefined) throw new NotFound('payment')
    return reply.page('finance/pages/paid-dates.njk', paidDatesView(found, payment))
  })
}
