import { z } from 'zod'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { type ExceptionReason, exceptionReasons } from '../exception-reason.ts'
import { bankHolidays, exceptionList, exceptionStates } from '../store.ts'
import { exceptionListView } from './exception-list.view.ts'

const query = z.object({
  q: z.string().trim().max(200).catch(''),
  state: z.enum(exceptionStates).catch('waiting'),
  reason: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z
      .enum(Object.keys(exceptionReasons) as ExceptionReason[])
      .optional()
      .catch(undefined),
  ),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

/** Exceptions of a team: what waits for a decision, how long, and what was decided. */
export const exceptionListPages: StepPages = async (app) => {
  const policy = { roles: ['practitioner', 'team_manager'], about: 'See which exceptions wait for a decision' } as const
  app.get('/allocation/exceptions', { config: { policy } }, async (request, reply) => {
    const asked = readAddress(query, request.query)
    const view = await request.tx(async (tx) => {
      const holidays = await bankHolidays(tx)
      const found = await exceptionList(tx, { words: asked.q, ...asked }, holidays)
      return exceptionListView(
        { ...found, holidays, today: tx.today, mayDecide: tx.who.role === 'team_manager' },
        asked,
      )
    })
    return reply.page('allocation/pages/exception-list.njk', view)
  })
}
