import { describe, expect, test } from 'vitest'
import { openAccount } from '../../src/platform/accounts.ts'
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

  test('says in plain words that a page is not there, and as problem+json to a program', async () => {
    const app = await testApp()
    const page = await app.stranger().get('/nothing-here')
    expect([page.status, page.body]).toEqual([404, expect.stringContaining('We could not find that page or record')])
    const json = await app.stranger().get('/api/nothing-here')
    expect(json.headers['content-type']).toContain('application/problem+json')
    expect(json.json()).toMatchObject({ status: 404, code: 'not_found' })
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
