import { expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { sql } from './db.ts'
import { newId } from './ids.ts'
import { job } from './who.ts'

const route = '/api/strategy/papers/figures/ce21.tier3.maxWeeks/readings'
const said = { thought: '13', paragraph: 'page 4', who: 'A reader' }

test('a change needs a key: of somebody with an account 8 characters, of a stranger 22 that nobody guesses', async () => {
  const { web, ...app } = await testApp()
  const none = await web.inject({ method: 'POST', url: route, payload: said })
  expect([none.statusCode, none.json()]).toEqual([400, expect.objectContaining({ code: 'idempotency_key_missing' })])
  const short = await app.stranger().api('POST', route, said, '123456789')
  expect([short.status, short.body]).toEqual([400, expect.stringContaining('of 22 to 200 characters')])
  expect((await (await app.as('broker')).api('POST', route, said, '123456789')).status).toBe(201)
})

test('the same again, or twice at once, changes things once; another body under the key is refused', async () => {
  const app = await testApp()
  for (const who of [app.stranger(), await app.as('broker')]) {
    const key = newId()
    const both = await Promise.all([who.api('POST', route, said, key), who.api('POST', route, said, key)])
    expect(both.map(({ status }) => status).sort()[0]).toBe(201)
    const later = await who.api('POST', route, said, key)
    expect([later.status, later.headers['idempotent-replayed'], later.json()]).toEqual([201, 'true', { done: true }])
    const other = await who.api('POST', route, { ...said, thought: '14' }, key)
    expect([other.status, other.json()]).toEqual([422, expect.objectContaining({ code: 'idempotency_key_used' })])
  }
  const reported = await app.db.transaction(job('test'), (tx) =>
    tx.one<{ n: number }>(sql`select count(*)::int as n from strategy.reading_report`),
  )
  expect(reported.n).toBe(2)
})

test('what was refused may be sent again under its key', async () => {
  const app = await testApp()
  const key = newId()
  const wrong = { ...said, thought: 'many' }
  for (const _ of [1, 2]) expect((await app.stranger().api('POST', route, wrong, key)).status).toBe(400)
  expect((await app.stranger().api('POST', route, said, key)).status).toBe(201)
})

test('a booking that was refused is refused again, never called made', async () => {
  const app = await testApp()
  const member = await app.as('finance')
  const asked = { occurrenceId: newId(), called: 'Nell', reach: 'nell@example.org' }
  const [at, key] = [`/api/directory/${newId()}/bookings`, newId()]
  const both = [await member.api('POST', at, asked, key), await member.api('POST', at, asked, key)]
  expect(both.map((one) => (one.json() as { code: string }).code)).toEqual(['cannot_be_booked', 'cannot_be_booked'])
})

test('the description says of each route who may, whether it signs in, and which key it sends', async () => {
  const { web } = await testApp()
  const { paths } = (await web.inject('/api/openapi.json')).json() as {
    paths: Record<string, Record<string, { security: object[]; description: string; parameters?: { $ref?: string }[] }>>
  }
  const described = web.routeTable.filter(({ method, url }) => method !== 'OPTIONS' && /^\/api\/(?!openapi)./.test(url))
  expect(described.length).toBeGreaterThan(200)
  for (const { method, url, policy, keyed } of described) {
    const operation = paths[url.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
    expect(operation?.description, `${method} ${url}`).toContain(policy.about)
    expect(operation?.security.length).toBe(policy.roles === 'public' ? 2 : 1)
    const asks = operation?.parameters?.some((one) => one.$ref === '#/components/parameters/key') ?? false
    expect([url, asks]).toEqual([url, keyed])
  }
  const free = described.filter(({ method, keyed }) => method !== 'GET' && !keyed).map(({ url }) => url)
  const worksOutOnly = [
    '/api/market/viability/:providerId/:lotId/what-if',
    '/api/market/sites/:siteId/scenario',
    '/api/allocation/quote',
    '/api/charging/assess',
    '/api/planning/cost',
    '/api/brokerage/match',
    '/api/delivery/people/:personId/pauses/preview',
    '/api/strategy/scenarios/simulate',
  ]
  const strangers = [
    '/api/directory/:opportunityId/bookings',
    '/api/directory/bookings/:link/take',
    '/api/directory/bookings/:link/again',
    '/api/directory/bookings/:link/give-back',
  ]
  expect([...free].sort()).toEqual(['/api/sessions', ...worksOutOnly, ...strangers].sort())
})
