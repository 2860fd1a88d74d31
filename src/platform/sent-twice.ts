import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { isApi } from './http-errors.ts'

interface Told {
  readonly location: string
  readonly cookies: string | string[] | undefined
}

/** One form as one rendering of its page sent it, and where whoever sent it was led. */
interface Once {
  readonly key: string
  readonly told: Promise<Told | undefined>
  tell(told: Told | undefined): void
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What the same form, sent again, waits for; null where that does not matter. */
    sentOnce: Once | null
  }
}

const KEEP_MILLISECONDS = 60_000
const MOST_KEPT = 5_000
const signing = new Set(['/sign-in', '/sign-out'])

/** Each rendering of a form carries another token, so the same body is the same page sent again, as by a double click. */
const keyOf = ({ who, url, body }: FastifyRequest) =>
  createHash('sha256')
    .update(JSON.stringify([who.accountId ?? '', url, body]))
    .digest('base64')

function once(key: string): Once {
  let tell: Once['tell'] = () => {}
  const told = new Promise<Told | undefined>((resolve) => {
    tell = resolve
  })
  return { key, told, tell: (one) => tell(one) }
}

/**
 * A form that was sent twice from one page, within a minute and in this process, counts once: the second is led where the
 * first was. What was refused or failed may be sent again.
 */
export const formsSentTwice = fp(async (app: FastifyInstance) => {
  const sent = new Map<string, Once>()
  app.decorateRequest('sentOnce', null)

  app.addHook('preHandler', async (request, reply) => {
    if (request.method !== 'POST' || isApi(request) || request.is404 || request.upload !== undefined) return
    if (signing.has(request.routeOptions.url ?? '')) return
    const key = keyOf(request)
    const told = await sent.get(key)?.told
    if (told !== undefined) {
      if (told.cookies !== undefined) reply.header('set-cookie', told.cookies)
      return reply.redirect(told.location, 303)
    }
    request.sentOnce = once(key)
    sent.set(key, request.sentOnce)
    for (const [oldest] of sent) {
      if (sent.size <= MOST_KEPT) break
      sent.delete(oldest)
    }
  })

  app.addHook('onSend', async (request, reply, payload) => {
    const { sentOnce } = request
    if (sentOnce === null) return payload
    const led = reply.statusCode === 303
    sentOnce.tell(
      led
        ? { location: String(reply.getHeader('location')), cookies: reply.getHeader('set-cookie') as Told['cookies'] }
        : undefined,
    )
    const forget = () => {
      if (sent.get(sentOnce.key) === sentOnce) sent.delete(sentOnce.key)
    }
    if (led) setTimeout(forget, KEEP_MILLISECONDS).unref()
    else forget()
    return payload
  })

  // Where nothing was sent after all, nobody waits for ever.
  app.addHook('onResponse', async ({ sentOnce }) => sentOnce?.tell(undefined))
})
