import { z } from 'zod'
import { addDays, longDate } from '../../core/calendar-date.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import type { AssurancePolicyOn } from '../../directory/index.ts'
import { paths as market } from '../../market/paths.ts'
import { draftCall } from '../../market/store.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { NotFound } from '../../platform/refused.ts'
import type { Gap } from '../gaps.ts'
import { callsOnTheWay, marketChoices, marketToday } from '../store.ts'
import { askFromGap, gapsView } from './gaps.view.ts'

const policy = {
  roles: ['commissioner', 'team_manager', 'administrator'],
  about: 'Gaps by area, day and need, nobody named',
} as const
const calls = { roles: ['commissioner'], about: 'Turn a gap into a draft of a call' } as const
const text = z.string().max(200).catch('')
const query = z.object({ area: text, day: text, need: text, page: z.coerce.number().int().min(1).max(10_000).catch(1) })
const chosen = z.object({
  area: z.string().max(200),
  day: z.string().max(1),
  part: z.string().max(20),
  need: z.string().max(100),
})

/** The gaps, each of which can become a call for offers: the draft is made in the market, and stands there until it is published. */
export const gapsPages =
  (assurancePolicyOn: AssurancePolicyOn): StepPages =>
  async (app) => {
    app.get('/strategy/gaps', { config: { policy } }, async (request, reply) => {
      const asked = readAddress(query, request.query)
      const view = await request.tx(async (tx) => {
        const figures = await marketToday(tx, { area: asked.area, kind: '' }, assurancePolicyOn)
        const { areas } = await marketChoices(tx)
        return gapsView({
          figures,
          asked,
          perPage: ROWS_A_PAGE,
          areas,
          calls: await callsOnTheWay(tx, request.who),
          makes: request.who.role === 'commissioner',
        })
      })
      return reply.page('strategy/pages/gaps.njk', view)
    })
    app.post('/strategy/gaps/call', { config: { policy: calls } }, async (request, reply) => {
      const read = chosen.safeParse(request.body)
      if (!read.success) throw new NotFound('gap')
      const same = (gap: Gap) =>
        (gap.area ?? '') === read.data.area &&
        String(gap.weekday ?? '') === read.data.day &&
        (gap.part ?? '') === read.data.part &&
        (gap.need ?? '') === read.data.need
      const callId = await request.tx(async (tx) => {
        const gap = (await marketToday(tx, { area: '', kind: '' }, assurancePolicyOn)).gaps.find(same)
        if (gap === undefined) throw new NotFound('gap')
        const { areas } = await marketChoices(tx)
        const { ask, words } = askFromGap(gap, {
          areas,
          closesOn: addDays(tx.today, 28),
          deciderId: request.who.staffId ?? '',
        })
        return draftCall(tx, ask, { on: tx.today, words })
      })
      return reply.done(
        market.callWork(callId),
        `A draft is made from the gap of ${longDate(app.db.clock.today())}. Look it over, change it, then publish it`,
      )
    })
  }
