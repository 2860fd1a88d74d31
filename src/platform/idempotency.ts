import { createHash } from 'node:crypto'
import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { sql, type Tx } from './db.ts'
import { Refused } from './refused.ts'
import { job } from './who.ts'

const changes = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])
const nobodyId = '00000000-0000-0000-0000-000000000000'
/** Strangers share one book of keys, so theirs must be hard to guess. */
const leastLength = { account: 8, stranger: 22 } as const
const mostLength = 200

/** Whether a route wants an `Idempotency-Key`: every JSON route that changes something and does not itself see to being asked twice. */
export function needsKey({
  method,
  url,
  config,
}: {
  method: string
  url: string
  config: FastifyContextConfig | undefined
}): boolean {
  if (!url.startsWith('/api/') || !changes.has(method) || url === '/api/sessions') return false
  return config?.pure !== true && config?.ownKey !== true
}

const hashOf = (request: FastifyRequest) =>
  createHash('sha256')
    .update(JSON.stringify([request.method, request.url, request.body ?? null]))
    .digest('hex')

/** Takes the key in the transaction that makes the change: two requests with one key can never both change something. */
export async function beginOnce(tx: Tx, request: FastifyRequest): Promise<void> {
  if (request.idempotencyKey === null || request.keyTaken) return
  await tx.query(sql`
    insert into platform.idempotency (account_id, key, route, request_hash)
    values (${request.who.accountId ?? nobodyId}, ${request.idempotencyKey}, ${request.url}, ${hashOf(request)})
    on conflict on constraint idempotency_key_used do nothing`)
  const row = await tx.maybe<{ mine: boolean }>(sql`
    select request_hash = ${hashOf(request)} and status is null and xmin::text = pg_current_xact_id_if_assigned()::xid::text as mine
      from platform.idempotency where account_id = ${request.who.accountId ?? nobodyId} and key = ${request.idempotencyKey}`)
  if (row?.mine !== true) throw new Refused('idempotency_key_used')
}

/** Who looks keys up: the account itself; for strangers the system, since a stranger sees no row. */
const keeperOf = ({ who }: FastifyRequest) => (who.accountId === undefined ? job('the same request twice') : who)

/**
 * The same request sent twice changes things once: a JSON route that changes something needs an `Idempotency-Key`
 * (8 to 200 characters, of a stranger 22 or more); sent again with the same body it gets the first answer, with another
 * body it is refused.
 */
export const idempotency = fp(async (app: FastifyInstance) => {
  app.addHook('preHandler', async (request, reply) => {
    const { url = '', config } = request.routeOptions
    if (!needsKey({ method: request.method, url, config })) return
    const least = leastLength[request.who.accountId === undefined ? 'stranger' : 'account']
    const key = request.headers['idempotency-key']
    if (typeof key !== 'string' || key.length < least || key.length > mostLength)
      return problem(
        reply,
        400,
        'idempotency_key_missing',
        `Send an Idempotency-Key header of ${least} to ${mostLength} characters, new for each change.`,
      )
    const stored = await app.db.transaction(keeperOf(request), (tx) =>
      tx.maybe<{ status: number | null; body: string | null; request_hash: string }>(sql`
        select status, body, request_hash from platform.idempotency where account_id = ${request.who.accountId ?? nobodyId} and key = ${key}`),
    )
    if (stored === undefined) request.idempotencyKey = key
    else if (stored.request_hash !== hashOf(request))
      return problem(reply, 422, 'idempotency_key_used', 'This key was used for another request. Use a new key.')
    else if (stored.status === null)
      return problem(
        reply,
        409,
        'idempotency_key_used',
        'This change was made, but its answer was lost. Read the record to see it.',
      )
    else
      return reply.code(stored.status).header('idempotent-replayed', 'true').type('application/json').send(stored.body)
  })

  app.addHook('onSend', async (request, reply, payload) => {
    if (request.idempotencyKey === null || reply.statusCode >= 400 || typeof payload !== 'string') return payload
    await app.db.transaction(keeperOf(request), (tx) =>
      tx.query(sql`
        update platform.idempotency set status = ${reply.statusCode}, body = ${payload}
         where account_id = ${request.who.accountId ?? nobodyId} and key = ${request.idempotencyKey} and status is null`),
    )
    return payload
  })
})

function problem(reply: FastifyReply, status: number, code: string, detail: string): FastifyReply {
  return reply
    .code(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({ type: `urn:daywell:problem:${code}`, title: 'The change was not made', status, detail, code }),
    )
}
