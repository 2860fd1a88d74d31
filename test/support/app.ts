import type { FastifyInstance, InjectOptions } from 'fastify'
import { z } from 'zod'
import { buildApp } from '../../src/app/build-app.ts'
import { day } from '../../src/core/calendar-date.ts'
import { openSession, passwordHash } from '../../src/platform/accounts.ts'
import { type Clock, stoppedClock } from '../../src/platform/clock.ts'
import { type Db, sql } from '../../src/platform/db.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Jobs } from '../../src/platform/jobs.ts'
import { plainFault } from '../../src/platform/plain-fault.ts'
import type { Role } from '../../src/platform/who.ts'
import { closeAfterTest } from './close-after.ts'
import { freshServer } from './databases.ts'
import { lent } from './lent-databases.ts'

export interface Answer {
  readonly status: number
  readonly body: string
  readonly bytes: Buffer
  readonly headers: Record<string, string>
  json(): unknown
}

export interface Visitor {
  readonly accountId: string
  get(url: string): Promise<Answer>
  /** Sends a form as a browser would: opens a page first to get the token that every form carries. */
  post(url: string, form: Record<string, string | string[]>): Promise<Answer>
  api(method: 'GET' | 'POST' | 'PUT', url: string, body?: object, key?: string): Promise<Answer>
}

export interface TestApp {
  readonly db: Db
  readonly web: FastifyInstance
  readonly jobs: Jobs
  /** Somebody signed in with a role; their teams, provider or person are recorded for them. */
  as(
    role: Exclude<Role, 'public'>,
    given?: { teamIds?: string[]; providerId?: string; personId?: string; name?: string },
  ): Promise<Visitor>
  stranger(): Visitor
  close(): Promise<void>
}

/** Each connection plans its first statements anew. */
const FEW_CONNECTIONS = 3

let anyPassword: Promise<string> | undefined

function visitorOn(web: FastifyInstance, session: string | undefined, accountId: string): Visitor {
  const base: Record<string, string> = session === undefined ? {} : { daywell_session: session }
  const answer = (res: { statusCode: number; body: string; rawPayload: Buffer; headers: object }): Answer => ({
    status: res.statusCode,
    body: res.body,
    bytes: res.rawPayload,
    headers: res.headers as Record<string, string>,
    json: () => JSON.parse(res.body) as unknown,
  })
  return {
    accountId,
    get: async (url) => answer(await web.inject({ method: 'GET', url, cookies: base })),
    post: async (url, form) => {
      const page = await web.inject({ method: 'GET', url: '/sign-in', cookies: base })
      const token = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
      const cookies = { ...base, ...Object.fromEntries(page.cookies.map(({ name, value }) => [name, value])) }
      const pairs = Object.entries({ ...form, _csrf: token }).flatMap(([name, value]) =>
        [value].flat().map((one) => [name, one] as [string, string]),
      )
      const payload = new URLSearchParams(pairs).toString()
      return answer(
        await web.inject({
          method: 'POST',
          url,
          cookies,
          payload,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        }),
      )
    },
    api: async (method, url, body, key = newId()) =>
      answer(
        await web.inject({
          method,
          url,
          headers: { 'idempotency-key': key, ...(session === undefined ? {} : { authorization: `Bearer ${session}` }) },
          ...(body === undefined ? {} : { payload: body }),
        }),
      ),
  }
}

interface Wanted {
  readonly today?: string
  readonly db?: Db
  readonly demo?: boolean
  readonly proxies?: readonly string[]
}

const built = (db: Db, { demo = false, proxies = [] }: Omit<Wanted, 'db'>) =>
  buildApp({
    db,
    secret: 'a secret for tests only, at least thirty-two characters',
    demo,
    proxies,
    log: { level: 'error' },
    council: { name: 'Test borough', phone: '0808 157 0123' },
  })

let loans = 0

/** The app as one test has it: whoever asks comes from an address of that test, so that none is throttled for another. */
function webOf(web: FastifyInstance, spend: () => void): FastifyInstance {
  loans++
  const remoteAddress = `10.${loans >> 16}.${(loans >> 8) & 255}.${loans & 255}`
  const asked = (given: InjectOptions | string) => (typeof given === 'string' ? { url: given } : given)
  return Object.assign(Object.create(web) as FastifyInstance, {
    inject: (given: InjectOptions | string) => web.inject({ remoteAddress, ...asked(given) }),
    listen: (...given: Parameters<FastifyInstance['listen']>) => {
      spend()
      return web.listen(...given)
    },
  })
}

/** The app that this process keeps from one test to the next, on an empty database. */
async function lentApp(clock: Clock, wanted: Wanted): Promise<Pick<TestApp, 'db' | 'web' | 'jobs' | 'close'>> {
  const loan = await lent(`app ${wanted.demo} ${wanted.proxies}`, clock, async (its, byWhomever) => {
    const { db } = await freshServer(its, FEW_CONNECTIONS)
    const { web, jobs } = await built(byWhomever(db), wanted)
    const close = async () => {
      await web.close()
      await db.close()
    }
    return { db, built: { web, jobs }, close }
  })
  const { web, jobs } = loan.built
  Object.assign(web, { db: loan.db })
  // Which addresses of visitors such a check takes is its own choice, so they cannot be kept apart from another's.
  if (wanted.proxies !== undefined) loan.spend()
  return { db: loan.db, web: webOf(web, loan.spend), jobs, close: loan.db.close }
}

async function appOn(db: Db, wanted: Wanted): Promise<Pick<TestApp, 'db' | 'web' | 'jobs' | 'close'>> {
  const { web, jobs } = await built(db, wanted)
  return { db, web, jobs, close: () => web.close() }
}

/**
 * The whole app on an empty database (or a given one), without a port; closed after each test. PostgreSQL, since it opens and
 * answers in half the time of the embedded database, on which the stores' own tests and the stories run.
 */
export async function testApp({ today = '2026-11-22', db: given, ...wanted }: Wanted = {}): Promise<TestApp> {
  const parts = await (given === undefined ? lentApp(stoppedClock(day(today)), wanted) : appOn(given, wanted))
  const { db, web } = parts
  // A server says faults in plain words to its whole process; one that was built for another file of tests does so again.
  z.config({ customError: plainFault })
  const app: TestApp = {
    ...parts,
    as: async (role, { teamIds = [], providerId, personId, name = `Test ${role}` } = {}) => {
      anyPassword ??= passwordHash('not used in tests')
      const id = newId()
      const hash = await anyPassword
      await db.owner(async (tx) => {
        await tx.query(sql`
          insert into platform.account (id, username, display_name, role, password_hash, provider_id, person_id)
          values (${id}, ${id}, ${name}, ${role}, ${hash}, ${providerId ?? null}, ${personId ?? null})`)
        for (const teamId of teamIds)
          await tx.query(
            sql`insert into people.team_of_staff (staff_id, team_id, from_date) values (${id}, ${teamId}, date '2000-01-01')`,
          )
      })
      return visitorOn(web, await openSession(db, id), id)
    },
    stranger: () => visitorOn(web, undefined, ''),
  }
  closeAfterTest(app.close)
  return app
}
