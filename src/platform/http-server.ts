import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import csrf from '@fastify/csrf-protection'
import formbody from '@fastify/formbody'
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import pino from 'pino'
import { z } from 'zod'
import type { IdentityPort } from './accounts.ts'
import { readableAddress } from './allowed-methods.ts'
import { apiDocs } from './api-docs.ts'
import type { Db } from './db.ts'
import type { RouteRow, StepApi, StepPages } from './http.ts'
import { errorPages } from './http-errors.ts'
import { type Appearance, rendering } from './http-render.ts'
import { type SessionParts, sessions } from './http-session.ts'
import { idempotency, needsKey } from './idempotency.ts'
import { plainFault } from './plain-fault.ts'
import { formsSentTwice } from './sent-twice.ts'
import { type SignInParts, signInPages } from './sign-in.page.ts'
import { formTokens } from './upload.ts'

export interface ServerParts extends Appearance, SessionParts, Omit<SignInParts, 'identity'> {
  readonly db: Db
  readonly identity: IdentityPort
  /** Signs cookies; the same in every process that serves one council. */
  readonly secret: string
  readonly secureCookies: boolean
  /** Addresses of reverse proxies elsewhere: what they say of who asks is believed, so that limits count each visitor apart. */
  readonly proxies: readonly string[]
  readonly log: { level: string; stream?: { write(line: string): void } }
  readonly pages: readonly StepPages[]
  readonly apis: readonly StepApi[]
  readonly sentences: Readonly<Record<string, string>>
}

const LARGEST_BODY_BYTES = 1_048_576
const LARGEST_FILE_BYTES = 104_857_600

/** Nothing but our own files may load; no page may be framed; HTTPS for a year where cookies are secure. */
function securityHeaders(secure: boolean): FastifyHelmetOptions {
  return {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
  }
}

/** Builds the web server: every route with a policy, every response with its security headers, every fault as a page. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: pino(
      { level: parts.log.level, serializers: { req: withoutPersons } },
      parts.log.stream ?? pino.destination(1),
    ) as FastifyBaseLogger,
    genReqId: () => randomUUID(),
    bodyLimit: LARGEST_BODY_BYTES,
    trustProxy: ['loopback', ...parts.proxies],
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    rewriteUrl: ({ url }) => readableAddress(url ?? '/'),
  })
  z.config({ customError: plainFault })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.decorate('db', parts.db)
  app.decorate('demo', parts.demo)
  app.decorate('council', parts.council)
  app.decorate('routeTable', [] as RouteRow[])
  app.addHook('onRoute', ({ method, url, config }) => {
    const policy = config?.policy
    if (policy === undefined)
      throw new Error(`The route ${String(method)} ${url} declares no policy: say who may use it`)
    for (const one of [method].flat())
      if (one !== 'HEAD')
        app.routeTable.push({ method: one, url, policy, keyed: needsKey({ method: one, url, config }) })
  })
  await app.register(cookie, { secret: parts.secret })
  await app.register(csrf, {
    cookieOpts: { path: '/', httpOnly: true, sameSite: 'lax', signed: true, secure: parts.secureCookies },
    getToken: (request) => (request.body as { _csrf?: string } | undefined)?._csrf,
  })
  await app.register(formbody)
  await app.register(multipart, {
    limits: { fileSize: LARGEST_FILE_BYTES, files: 1 },
    throwFileSizeLimit: false,
  })
  await app.register(helmet, securityHeaders(parts.secureCookies))
  await app.register(rateLimit, { global: false })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Daywell',
        version: '0.1.0',
        description: 'Personalised day opportunities: the records and rules of a council, as JSON.',
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  await app.register(errorPages, parts)
  await app.register(rendering, parts)
  await app.register(sessions, parts)
  await app.register(formTokens)
  await app.register(formsSentTwice)
  await app.register(idempotency)
  await app.register(health)
  await app.register(signInPages(parts))
  for (const page of parts.pages) await app.register(page)
  for (const api of parts.apis) await app.register(api)
  await app.register(apiDocs)
  return app
}

/** What a log line says of a request: never an address's own words, since they may name a person. */
function withoutPersons(request: FastifyRequest): object {
  return { method: request.method, route: request.routeOptions?.url ?? 'unknown' }
}

const health: StepPages = async (app) => {
  const policy = { roles: 'public', about: 'Whether the program runs and can reach its records' } as const
  app.get('/health', { config: { policy }, schema: { hide: true } }, async () => ({ status: 'ok' }))
  app.get('/ready', { config: { policy }, schema: { hide: true } }, async (_request, reply) => {
    try {
      await app.db.statement('select 1 as one', [])
      return { status: 'ready' }
    } catch {
      return reply.code(503).send({ status: 'the database does not answer' })
    }
  })
}
