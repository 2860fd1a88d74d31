import { z } from 'zod'
import type { StepPages } from '../../platform/http.ts'
import { isId } from '../../platform/ids.ts'
import { readAddress } from '../../platform/read-address.ts'
import { type AssurancePolicyOn, oldBefore } from '../assurance-policy.ts'
import { listCookie, listCookieKept } from '../list-cookie.ts'
import { paths } from '../paths.ts'
import { asText, savedIn, withOneMore } from '../saved-list.ts'
import { councilSymbols, opportunityDetails } from '../store.ts'
import { type ListShown, listView, withPictures } from './list.view.ts'

const policy = { roles: 'public', about: 'A list of things to do, kept in one’s own browser' } as const
const text = (most: number) =>
  z.preprocess((value) => (Array.isArray(value) ? value[0] : value), z.string().max(most).optional().catch(undefined))
const listQuery = z.object({ items: text(2_000), size: text(10), as: text(10) })
const change = z.object({ add: text(36), remove: text(36), keep: text(2_000), back: text(1_000) })

/** An address of our own search or list to go back to; anything else leads to the list. */
const backTo = (back: string | undefined) =>
  back !== undefined && /^\/directory(\?|\/|$)/.test(back) && !/[\\\r\n]/.test(back) ? back : paths.list()

/** What somebody saved, or a list that somebody sent them. No account is needed, and the council keeps nothing of it. */
export const savedListPages =
  (assurancePolicyOn: AssurancePolicyOn): StepPages =>
  async (app) => {
    app.get('/directory/list', { config: { policy } }, async (request, reply) => {
      const { items, size, as } = readAddress(listQuery, request.query)
      const own = savedIn(request.cookies[listCookie])
      const shown: ListShown = {
        ids: items === undefined ? own : savedIn(items),
        shared: items !== undefined && asText(savedIn(items)) !== asText(own),
        large: size === 'large',
        easy: as === 'easy',
        address: `${request.protocol}://${request.host}`,
      }
      const view = await request.tx(async (tx) => {
        const found = []
        for (const id of shown.ids) found.push(await opportunityDetails(tx, id))
        const whole = listView(
          found.filter((one) => one !== undefined),
          shown,
          oldBefore(assurancePolicyOn(tx.today), tx.today),
        )
        return { ...whole, ...withPictures(whole.easy, shown.easy ? await councilSymbols(tx) : []) }
      })
      return reply.page(shown.easy ? 'directory/pages/easy-read.njk' : 'directory/pages/list.njk', view)
    })

    app.post('/directory/list', { config: { policy } }, async (request, reply) => {
      const { add, remove, keep, back } = change.parse(request.body ?? {})
      const own = savedIn(request.cookies[listCookie])
      const [added] = savedIn(add)
      if (keep !== undefined) {
        reply.setCookie(listCookie, asText(savedIn(keep)), listCookieKept)
        return reply.done(paths.list(), 'This is now your list')
      }
      if (remove !== undefined && isId(remove)) {
        reply.setCookie(listCookie, asText(own.filter((id) => id !== remove.toLowerCase())), listCookieKept)
        return reply.done(backTo(back), 'It is off your list')
      }
      if (added === undefined) return reply.redirect(backTo(back), 303)
      reply.setCookie(listCookie, asText(withOneMore(own, added)), listCookieKept)
      return reply.done(backTo(back), 'It is on your list. We keep the list in this browser for 30 days')
    })
  }
