import { describe, expect, test, vi } from 'vitest'
import { openAccount } from '../../src/platform/accounts.ts'
import { sql } from '../../src/platform/db.ts'
import { newId } from '../../src/platform/ids.ts'
import { testApp } from '../support/app.ts'
import { placedPerson } from '../support/placed-person.ts'
import { jobWho } from '../support/who.ts'

describe('the web server', () => {
  test('sends strict security headers with every answer', async () => {
    const app = await testApp()
    for (const url of ['/sign-in', '/health', '/nothing-here', '/api/openapi.json', '/assets/daywell.css']) {
      const { headers } = await app.stranger().get(url)
      expect(headers['content-security-policy'], url).toMatch(/default-src 'none'.*script-src 'self' 'nonce-[^']+'/)
      expect(headers['x-content-type-options']).toBe('nosniff')
    }
  })

  test('answers health and readiness', async () => {
    const app = await testApp()
    expect((await app.stranger().get('/health')).json()).toEqual({ status: 'ok' })
    expect((await app.stranger().get('/ready')).json()).toEqual({ status: 'ready' })
  })

  test('says that it runs also to who signed in, while the records cannot be reached', async () => {
    const app = await testApp()
    const asha = await app.as('practitioner')
    const gone = vi.spyOn(app.web.db, 'statement').mockRejectedValue(new Error('gone'))
    try {
      expect((await asha.get('/health')).json()).toEqual({ status: 'ok' })
      expect((await asha.get('/ready')).status).toBe(503)
    } finally {
      gone.mockRestore()
    }
  })

  test('says in plain words that a page is not there, and as problem+json to a program', async () => {
    const app = await testApp()
    const page = await app.stranger().get('/nothing-here')
    expect([page.status, page.body]).toEqual([404, expect.stringContaining('We could not find that page or record')])
    const json = await app.stranger().get('/api/nothing-here')
    expect(json.headers['content-type']).toContain('application/problem+json')
    expect(json.json()).toMatchObject({ status: 404, code: 'not_found' })
    for (const url of ['/%zz', '/%ff', '/directory/advice/nonsense', '/directory/symbols/%00'])
      expect([url, (await app.stranger().get(url)).status]).toEqual([url, 404])
    expect((await app.stranger().get('/directory/?what=choir')).status).toBe(200)
  })

  test('says to whoever sends a form about something that is gone that nothing is saved, and gives back what they wrote', async () => {
    const app = await testApp()
    const asha = await app.as('practitioner')
    const gone = await asha.post(`/people/${newId()}/outcomes/reviews/${newId()}`, {
      method: 'visit',
      notHeardBecause: 'She sleeps & <b>must</b> rest',
    })
    expect(gone.status).toBe(404)
    expect(gone.body).toContain('Nothing was saved. Somebody may have changed or ended it')
    expect(gone.body).toContain('She sleeps &amp; &lt;b&gt;must&lt;/b&gt; rest')
    expect(gone.body).not.toContain('>visit<')
  })

  test('says of an address that is there what may be sent to it', async () => {
    const { web } = await testApp()
    const send = async (method: 'POST' | 'DELETE', url: string) => {
      const { statusCode, headers } = await web.inject({ method, url })
      return [statusCode, headers['allow']]
    }
    expect(await send('POST', '/api/open-referral/services')).toEqual([405, 'GET, HEAD, OPTIONS'])
    expect(await send('POST', '/directory')).toEqual([405, 'GET, HEAD'])
    expect(await send('DELETE', '/directory/list')).toEqual([405, 'GET, HEAD, POST'])
    expect(await send('POST', '/api/open-referral/nothing')).toEqual([404, undefined])
  })

  test('counts visitors behind a proxy apart where the proxy is named, and together where it is not', async () => {
    const named = await testApp({ proxies: ['10.0.0.0/8'] })
    const signInFor = async (visitor: string, proxy: string) => {
      const payload = { username: 'nobody', password: 'wrong' }
      const headers = { 'x-forwarded-for': visitor }
      return (await named.web.inject({ method: 'POST', url: '/api/sessions', payload, headers, remoteAddress: proxy }))
        .statusCode
    }
    const statuses = async (proxy: string, visitor: (n: number) => string) => {
      const all = []
      for (let n = 1; n <= 31; n++) all.push(await signInFor(visitor(n), proxy))
      return all.filter((status) => status === 429).length
    }
    expect(await statuses('10.0.0.5', (n) => `192.0.2.${n}`)).toBe(0)
    expect(await statuses('10.0.0.5', () => '192.0.2.99')).toBe(1)
    expect(await statuses('203.0.113.7', (n) => `198.51.100.${n}`)).toBe(1)
  })

  test('refuses a form without its token', async () => {
    const app = await testApp()
    const res = await app.web.inject({ method: 'POST', url: '/sign-in', payload: { username: 'a', password: 'b' } })
    expect(res.statusCode).toBe(403)
    expect(res.body).toContain('This page was open for too long')
  })

  test('sends a stranger to sign in, and back to where they were going', async () => {
    const app = await testApp()
    const { status, headers } = await app.stranger().get('/home?what=x')
    expect([status, headers['location']]).toEqual([303, '/sign-in?next=%2Fhome%3Fwhat%3Dx'])
  })

  test('never sends anyone to another site after sign-in', async () => {
    const app = await testApp()
    await app.db.transaction(jobWho(), (tx) =>
      openAccount(tx, { username: 'Ann', displayName: 'Ann', role: 'broker', password: 'a long password' }),
    )
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
      const res = await app.stranger().post('/sign-in', { username: 'ann', password: 'a long password', next })
      expect([res.status, res.headers['location']]).toEqual([303, '/home'])
    }
  })

  test('locks an account after ten wrong passwords, even for the right one', async () => {
    const app = await testApp()
    await app.db.transaction(jobWho(), (tx) =>
      openAccount(tx, { username: 'ann', displayName: 'Ann', role: 'broker', password: 'a long password' }),
    )
    for (let n = 1; n <= 10; n++) await app.stranger().post('/sign-in', { username: 'ann', password: 'wrong' })
    const res = await app.stranger().post('/sign-in', { username: 'ann', password: 'a long password' })
    expect([res.status, res.body]).toEqual([400, expect.stringContaining('locked after ten wrong passwords')])
  })

  test('greets each role with what waits, and keeps it out of caches', async () => {
    const app = await testApp()
    const page = await (await app.as('broker')).get('/home')
    expect([page.status, page.headers['cache-control']]).toEqual([200, 'no-store'])
    expect(page.body).toContain('Nothing waits for you')
  })

  test('lets only an administrator look after accounts', async () => {
    const app = await testApp()
    expect((await (await app.as('finance')).get('/admin')).status).toBe(403)
    const admin = await app.as('administrator')
    expect((await admin.get('/admin')).body).toContain('Check the audit trail now')
    expect((await admin.get('/admin?check=trail')).body).toContain('The audit trail is whole')
    const made = await admin.post('/admin/accounts/new', {
      username: 'new',
      displayName: 'New',
      role: 'finance',
      belongsTo: '',
      password: 'twelve letters',
    })
    expect(made.status).toBe(303)
    const again = await admin.post('/admin/accounts/new', {
      username: 'new',
      displayName: 'New',
      role: 'finance',
      belongsTo: '',
      password: 'twelve letters',
    })
    expect([again.status, again.body]).toEqual([400, expect.stringContaining('That user name is taken')])
    expect((await admin.get('/admin?search=new')).body).toContain('finance officer')
  })

  test('opens no account for a record that is not there, and takes the address of one that is', async () => {
    const app = await testApp()
    const admin = await app.as('administrator')
    const { personId } = await placedPerson(app.db)
    const open = (belongsTo: string, role = 'person') =>
      admin.post('/admin/accounts/new', {
        username: 'nell',
        displayName: 'Nell',
        role,
        belongsTo,
        password: 'twelve letters',
      })
    for (const role of ['person', 'provider']) {
      const none = await open(newId(), role)
      expect([none.status, none.body]).toEqual([400, expect.stringContaining('No provider or person has that record')])
    }
    expect((await open('abc')).body).toContain('Enter the address of the page')
    expect((await open(`http://localhost/people/${personId}/needs`)).status).toBe(303)
  })

  test('finds accounts by name, role and state, and locks and unlocks one: its sessions end', async () => {
    const app = await testApp()
    const admin = await app.as('administrator', { name: 'Ada' })
    const worker = await app.as('practitioner', { name: 'Will 100% Worker' })
    await app.as('provider', { name: 'Pat Provider', providerId: newId() })
    // A social worker stands after a provider: by the words that are read.
    expect((await admin.get('/admin')).body).toMatch(/Pat Provider[\s\S]*Will 100% Worker/)
    for (let at = 0; at < 51; at++) await app.as('finance', { name: `Fin ${at}` })
    expect((await admin.get('/admin?role=finance')).body).toContain('1 to 50 of 51')
    expect((await admin.get('/admin?role=finance&page=2')).body).toContain('51 to 51 of 51')
    const found = (await admin.get('/admin?search=100%25')).body
    expect(found).toContain('1 to 1 of 1')
    expect(found).toContain(`/admin/accounts/${worker.accountId}/lock`)
    expect((await worker.get('/home')).status).toBe(200)
    expect((await admin.post(`/admin/accounts/${worker.accountId}/lock`, {})).status).toBe(303)
    expect((await worker.get('/home')).status).toBe(303)
    expect((await admin.get('/admin?state=locked')).body).toContain(`/admin/accounts/${worker.accountId}/unlock`)
    expect((await admin.post(`/admin/accounts/${worker.accountId}/unlock`, {})).status).toBe(303)
    expect((await admin.get('/admin?state=locked')).body).toContain('No account matches')
    expect((await admin.post(`/admin/accounts/${admin.accountId}/lock`, {})).status).toBe(403)
  })

  test('finds the person or provider of a new account by what whoever asks must know, and records the look', async () => {
    const app = await testApp()
    const admin = await app.as('administrator', { name: 'Ada Admin' })
    const { personId, providerId } = await placedPerson(app.db, { name: 'Nell' })
    await app.db.owner((tx) =>
      tx.query(sql`
        insert into people.identifier (person_id, kind, value, recorded_by) values (${personId}, 'local_id', 'P-1001', ${newId()})`),
    )
    const pick = (form: Record<string, string>) => admin.post('/admin/accounts/pick/person', form)
    expect((await pick({ familyName: 'Nobody' })).body).toContain('Enter a number, or the family name and the date')
    expect((await pick({ number: 'P-1' })).body).toContain('Nobody was found')
    const found = await pick({ number: 'P-1001' })
    expect(found.body).toContain(`value="${personId}"`)
    const form = await admin.get(`/admin/accounts/new?role=person&record=${personId}`)
    expect(form.body).toContain(`value="${personId}"`)
    expect(form.body).toMatch(/value="person"[^>]*checked/)
    const looks = await app.db.transaction(jobWho(), (tx) =>
      tx.query(
        sql`select actor_name from platform.audit_entry where person_id = ${personId} and action = 'people/looked-at'`,
      ),
    )
    expect(looks).toEqual([{ actor_name: 'Ada Admin' }])
    await app.db.owner((tx) =>
      tx.query(sql`
        insert into people.restriction (person_id, from_date, recorded_by, reason) values (${personId}, '2026-11-01', ${newId()}, 'at risk')`),
    )
    expect((await pick({ number: 'P-1001' })).body).toContain('Nobody was found')
    const provider = await admin.post('/admin/accounts/pick/provider', { name: '' })
    expect(provider.body).toContain('Enter a part of the provider')
    const named = await app.db.transaction(jobWho(), (tx) =>
      tx.one<{ name: string }>(sql`select name from market.published_provider where provider_id = ${providerId}`),
    )
    const right = await admin.post('/admin/accounts/pick/provider', { name: named.name.slice(1, 5).toUpperCase() })
    expect(right.body).toContain(`value="${providerId}"`)
  })

  test('closes no account that is not there, nor one’s own, and is not thrown by an odd address', async () => {
    const app = await testApp()
    const admin = await app.as('administrator')
    expect((await admin.post(`/admin/accounts/${newId()}/close`, {})).status).toBe(404)
    expect((await admin.post(`/admin/jobs/${newId()}/retry`, {})).status).toBe(404)
    expect((await admin.get('/admin?search=a&search=b')).status).toBe(200)
    expect((await admin.get('/admin?page=99')).body).toContain('administrator')
    const page = (await admin.get('/admin')).body
    expect(page).toContain('Your own')
    expect(page).not.toContain(`/admin/accounts/${admin.accountId}/close`)
    expect((await admin.post(`/admin/accounts/${admin.accountId}/close`, {})).status).toBe(403)
    expect((await admin.get('/admin')).status).toBe(200)
  })

  test('gives a token to a program, and the API description to anyone', async () => {
    const app = await testApp()
    await app.db.transaction(jobWho(), (tx) =>
      openAccount(tx, { username: 'ann', displayName: 'Ann', role: 'broker', password: 'a long password' }),
    )
    const res = await app.stranger().api('POST', '/api/sessions', { username: 'ann', password: 'a long password' })
    expect(res.json()).toEqual({ token: expect.stringMatching(/^[\w-]{40,}$/) })
    const description = (await app.stranger().get('/api/openapi.json')).json() as { openapi: string; paths: object }
    expect(description.openapi).toBe('3.1.0')
    expect(Object.keys(description.paths)).toContain('/api/sessions')
  })
})
