import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../../src/app/build-app.ts'
import { openSession } from '../../src/platform/accounts.ts'
import { type Db, sql } from '../../src/platform/db.ts'
import type { RouteRow } from '../../src/platform/http.ts'
import { newId } from '../../src/platform/ids.ts'
import { type Role, roles } from '../../src/platform/who.ts'
import { freshServer } from '../support/databases.ts'

type App = Awaited<ReturnType<typeof buildApp>>

interface Whose {
  readonly own: string
  readonly other: string
}

let db: Db
let app: App
let people: Whose
const sessions = new Map<Role, string>()
let csrf: { cookies: Record<string, string>; token: string }

/** Two teams with a person each; everybody with teams or a person of their own belongs to the first. */
async function twoTeams(): Promise<Whose> {
  const staff = newId()
  const ids = { own: newId(), other: newId() }
  await db.owner(async (tx) => {
    for (const [name, personId] of Object.entries(ids)) {
      const teamId = newId()
      await tx.query(sql`insert into people.team (id, name, local_area) values (${teamId}, ${name}, 'Test area')`)
      await tx.query(
        sql`insert into people.person (id, born_on, recorded_by) values (${personId}, date '1980-01-01', ${staff})`,
      )
      await tx.query(sql`
        insert into people.person_name (person_id, kind, given_name, family_name, from_date, recorded_by)
        values (${personId}, 'legal', 'Test', ${name}, date '2000-01-01', ${staff})`)
      await tx.query(
        sql`insert into people.team_of_person (person_id, team_id, from_date) values (${personId}, ${teamId}, date '2000-01-01')`,
      )
    }
    for (const role of roles) {
      if (role === 'public') continue
      const accountId = newId()
      await tx.query(sql`
        insert into platform.account (id, username, display_name, role, password_hash, provider_id, person_id)
        values (${accountId}, ${role}, ${role}, ${role}, 'none', ${role === 'provider' ? newId() : null}, ${role === 'person' ? ids.own : null})`)
      await tx.query(
        sql`insert into people.team_of_staff (staff_id, team_id, from_date) select ${accountId}, id, date '2000-01-01' from people.team where name = 'own'`,
      )
    }
  })
  const accounts = await db.owner((tx) =>
    tx.query<{ id: string; role: Role }>(sql`select id, role from platform.account`),
  )
  for (const { id, role } of accounts) sessions.set(role, await openSession(db, id))
  return ids
}

beforeAll(async () => {
  db = (await freshServer()).db
  people = await twoTeams()
  app = await buildApp({
    db,
    secret: 'a secret for tests only, at least thirty-two characters',
    demo: false,
    log: { level: 'silent' },
    council: { name: 'Test', phone: '' },
  })
  const page = await app.web.inject({ method: 'GET', url: '/sign-in' })
  csrf = {
    token: /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '',
    cookies: Object.fromEntries(page.cookies.map(({ name, value }) => [name, value])),
  }
})
afterAll(async () => {
  await app.web.close()
  await db.close()
})

const addressOf = (route: RouteRow, personId: string) =>
  route.url
    .replace(/:personId/g, personId)
    .replace(/:\w*Id\b/g, newId())
    .replace(/:\w+/g, 'x')
    .replace('*', 'x')

async function visit(route: RouteRow, role: Role, personId: string): Promise<{ status: number; location: string }> {
  const api = route.url.startsWith('/api/')
  const session = sessions.get(role)
  const res = await app.web.inject({
    method: route.method as 'GET',
    url: addressOf(route, personId),
    cookies: { ...csrf.cookies, ...(session === undefined ? {} : { daywell_session: session }) },
    ...(route.method === 'GET' ? {} : { payload: api ? {} : { _csrf: csrf.token } }),
    headers: api ? { 'idempotency-key': newId() } : {},
  })
  return { status: res.statusCode, location: String(res.headers['location'] ?? '') }
}

const allowed = (route: RouteRow, role: Role) => route.policy.roles === 'public' || route.policy.roles.includes(role)
const isHarmless = (route: RouteRow) => route.url !== '/sign-out' && !route.url.startsWith('/admin/accounts/:')

describe('roles × routes × own or other people, from the live route table', () => {
  test('every route says in a sentence what it is for', () => {
    expect(app.web.routeTable.length).toBeGreaterThan(15)
    for (const { url, policy } of app.web.routeTable) expect(policy.about.length, url).toBeGreaterThan(5)
  })

  test.each(roles)('%s', async (role) => {
    const faults: string[] = []
    for (const route of app.web.routeTable.filter(isHarmless)) {
      const api = route.url.startsWith('/api/')
      const name = `${route.method} ${route.url}`
      const own = await visit(route, role, people.own)
      if (own.status >= 500) faults.push(`${name} answers ${own.status}`)
      if (!allowed(route, role)) {
        const shut =
          role === 'public'
            ? api
              ? own.status === 401
              : own.status === 303 && own.location.startsWith('/sign-in')
            : own.status === 403
        if (!shut) faults.push(`${name} lets ${role} in: ${own.status} ${own.location}`)
        continue
      }
      if (own.status === 403 && role !== 'public') faults.push(`${name} shuts ${role} out`)
      if (
        route.url.includes(':personId') &&
        ['practitioner', 'team_manager', 'person', 'provider', 'commissioner', 'administrator', 'public'].includes(role)
      ) {
        const other = await visit(route, role, people.other)
        if (other.status !== 404 && !(route.method !== 'GET' && other.status === 400))
          faults.push(`${name} shows another's person to ${role}: ${other.status}`)
      }
    }
    expect(faults).toEqual([])
  })
})

/** What somebody may type behind an address, or a program may send: days that are none, numbers past every end, names twice. */
const nonsense =
  'page=99999999999999999999&on=31/02/2026&from=2026-13-45&until=x&week=2026-02-30&year=abc&day=0&q=%00%ff&what[]=1&what=2&area=%27%3B--&by=__proto__&minutes=-1&from-day=31&from-month=2'

test('nonsense behind an address is never our fault', async () => {
  const faults: string[] = []
  for (const route of app.web.routeTable.filter(({ method }) => method === 'GET')) {
    const role = route.policy.roles === 'public' ? 'public' : (route.policy.roles[0] ?? 'public')
    const session = sessions.get(role)
    const cookies = session === undefined ? {} : { daywell_session: session }
    const { statusCode } = await app.web.inject({ url: `${addressOf(route, people.own)}?${nonsense}`, cookies })
    if (statusCode >= 500) faults.push(`${route.url} answers ${statusCode}`)
  }
  expect(faults).toEqual([])
}, 120_000)
