import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { accept, refuse } from '../core/outcome.ts'
import { type Account, resumeSession, whoOf } from './accounts.ts'
import { allOf } from './all-of.ts'
import { goesOnAs, lookAt, maySee } from './audit.ts'
import type { TransactionOptions, Tx } from './db.ts'
import type { PersonBar, Policy } from './http.ts'
import { isApi } from './http-errors.ts'
import { beginOnce } from './idempotency.ts'
import { isId } from './ids.ts'
import { canBeKept } from './kept-form.ts'
import { MovedOn, NotAllowed, NotFound, Refused } from './refused.ts'
import { nobody, type Who } from './who.ts'

export interface SessionParts {
  /** What the steps know of an account: its teams, and the people it may act for today. */
  known(account: Account): Promise<{ teamIds: string[]; personIds: string[] }>
  /** The page that says of a record that it was merged into another. */
  mergedPage(personId: string): string
  personBar(tx: Tx, about: { personId: string; path: string; plain: boolean }): Promise<PersonBar | null>
}

export const SESSION = 'daywell_session'
const KEEP_MILLISECONDS = 5_000

/** What is known of an account, kept for five seconds so that a page costs one look, not several. */
function remembered(known: SessionParts['known']): SessionParts['known'] {
  const kept = new Map<string, { until: number; value: ReturnType<SessionParts['known']> }>()
  return (account) => {
    const now = performance.now()
    const held = kept.get(account.id)
    if (held !== undefined && held.until > now) return held.value
    const value = known(account)
    kept.set(account.id, { until: now + KEEP_MILLISECONDS, value })
    if (kept.size > 10_000) kept.clear()
    value.catch(() => kept.delete(account.id))
    return value
  }
}

function tokenOf(request: FastifyRequest): string | undefined {
  const bearer = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '')
  return (isApi(request) ? bearer?.[1] : undefined) ?? request.cookies[SESSION]
}

/**
 * Whether who asks may see the person of the page, and that they looked. Without a person in the address there is nothing to ask.
 * Of a record that was merged a program may read what stands there; every other page and every change is sent away. A person and
 * who acts for them are led on to the same page of the record that goes on.
 */
async function seen(tx: Tx, request: FastifyRequest, parts: SessionParts): Promise<void> {
  const personId = personOf(request)
  if (personId === undefined) return
  const may =
    request.method === 'GET' ? await lookAt(tx, personId, request.routeOptions.url ?? '') : await maySee(tx, personId)
  if (!may) {
    const on = request.who.role === 'person' ? await goesOnAs(tx, personId) : undefined
    if (on === undefined || !request.who.personIds.includes(on)) throw new NotFound('person')
    if (isApi(request)) throw new Refused('DW158')
    const leads = request.method === 'GET' && request.url.includes(personId)
    throw leads ? new MovedOn(request.url.replace(personId, on)) : new NotFound('person')
  }
  if (request.who.role === 'person' || request.routeOptions.config.ofMerged === true) return
  const reads = isApi(request) && request.method === 'GET'
  if (reads || (await goesOnAs(tx, personId)) === undefined) return
  if (isApi(request)) throw new Refused('DW158')
  throw new MovedOn(parts.mergedPage(personId))
}

async function showBar(tx: Tx, request: FastifyRequest, parts: SessionParts): Promise<void> {
  const personId = personOf(request)
  if (personId !== undefined && !isApi(request))
    request.personBar = await parts.personBar(tx, {
      personId,
      path: request.url.split('?')[0] ?? '/',
      plain: request.routeOptions.config.plainHead === true,
    })
}

const personOf = (request: FastifyRequest) => (request.params as Record<string, string> | undefined)?.['personId']

/**
 * The work of one request. A page that only shows asks for everything at once: who may not see the person gets nothing of
 * it, since the first "no" in order is the answer and the transaction is undone. What changes something waits for the yes.
 */
async function asAsked<T>(tx: Tx, request: FastifyRequest, parts: SessionParts, work: (tx: Tx) => Promise<T>) {
  if (request.method === 'GET') {
    try {
      const [, , shown] = await allOf([seen(tx, request, parts), showBar(tx, request, parts), work(tx)])
      return shown
    } catch (error) {
      // A head made without asking whether there is such a person must not stand over the words that there is none.
      if (request.routeOptions.config.plainHead) request.personBar = null
      throw error
    }
  }
  await seen(tx, request, parts)
  await showBar(tx, request, parts)
  await beginOnce(tx, request)
  return work(tx)
}

/** What is said of the program, whoever asks: it is answered also while the records cannot be reached. */
const saysOfProgram: ReadonlySet<string> = new Set(['/health', '/ready'])

/** Who asks, whether they may, and transactions in their name. */
export const sessions = fp(async (app: FastifyInstance, parts: SessionParts) => {
  const known = remembered(parts.known)
  app.decorateRequest('who', null as unknown as Who)
  app.decorateRequest('personBar', null)
  app.decorateRequest('idempotencyKey', null)
  app.decorateRequest('keyTaken', false)

  app.addHook('onRequest', async (request) => {
    request.who = nobody
    const { url } = request.routeOptions
    if (url === undefined || url.startsWith('/assets/') || saysOfProgram.has(url)) return
    const token = tokenOf(request)
    const account = token === undefined ? undefined : await resumeSession(app.db, token)
    if (account !== undefined) request.who = whoOf(account, await known(account))
  })

  // Whatever somebody who signed in is answered may be about a person: as a page, as data or as a file, it stays in no cache.
  app.addHook('onSend', async (request, reply) => {
    if (request.who?.accountId !== undefined && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store')
  })

  app.addHook('preValidation', async (request, reply) => {
    const policy: Policy | undefined = request.routeOptions.config.policy
    if (policy === undefined || policy.roles === 'public') return checkIds(request)
    if (request.who.role === 'public') {
      if (isApi(request))
        return reply
          .code(401)
          .type('application/problem+json')
          .send(
            JSON.stringify({
              type: 'urn:daywell:problem:sign_in',
              title: 'Sign in first',
              status: 401,
              detail: 'Send the token of a session as "Authorization: Bearer …".',
              code: 'sign_in',
            }),
          )
      return toSignIn(request, reply)
    }
    if (!policy.roles.includes(request.who.role as never)) throw new NotAllowed(policy.about)
    checkIds(request)
  })

  app.decorateRequest('tx', function <T>(
    this: FastifyRequest,
    work: (tx: Tx) => Promise<T>,
    options?: TransactionOptions,
  ) {
    const done = app.db.transaction(this.who, (tx) => asAsked(tx, this, parts, work), options)
    return done.then((value) => {
      this.keyTaken = true
      return value
    })
  } as FastifyRequest['tx'])

  app.decorateRequest('attempt', async function <T>(
    this: FastifyRequest,
    work: (tx: Tx) => Promise<T>,
    options?: TransactionOptions,
  ) {
    try {
      return accept(await this.tx(work, options))
    } catch (error) {
      if (error instanceof Refused) return refuse(error.code)
      throw error
    }
  } as FastifyRequest['attempt'])
})

/** To the sign-in page, and back; what was typed goes along, so that half an hour over a form does not lose it. */
function toSignIn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const back = `?next=${encodeURIComponent(request.url)}`
  if (request.method === 'GET') return reply.redirect(`/sign-in${back}`, 303)
  return canBeKept(request) ? reply.redirect(`/sign-in/kept${back}`, 307) : reply.redirect('/sign-in', 303)
}

/** An id in an address that is not an id is nobody's page. */
function checkIds(request: FastifyRequest): void {
  for (const [name, value] of Object.entries((request.params ?? {}) as Record<string, string>)) {
    if (value.includes('\u0000') || (name.endsWith('Id') && !isId(value))) throw new NotFound(name)
  }
}
