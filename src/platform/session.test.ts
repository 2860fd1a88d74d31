import { expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { closeAfterTest } from '../../test/support/close-after.ts'
import { freshServer } from '../../test/support/databases.ts'
import { jobWho } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { openAccount } from './accounts.ts'

const password = 'a long password'

/** The app by a clock that a test moves, with an account that anybody may sign in to. */
async function byHand() {
  const clock = { at: Date.parse('2026-11-22T06:00:00Z') }
  const { db } = await freshServer({ now: () => new Date(clock.at), today: () => day('2026-11-22') }, 3)
  closeAfterTest(() => db.close())
  const app = await testApp({ db })
  await db.transaction(jobWho(), (tx) =>
    openAccount(tx, { username: 'ann', displayName: 'Ann', role: 'finance', password }),
  )
  const minutes = (more: number) => {
    clock.at += more * 60_000
  }
  return { app, minutes }
}

test('a session ends after 30 minutes without a request', async () => {
  const { app, minutes } = await byHand()
  const ann = await app.as('finance')
  minutes(29)
  expect((await ann.get('/home')).status).toBe(200)
  minutes(29)
  expect((await ann.get('/home')).status).toBe(200)
  minutes(31)
  expect((await ann.get('/home')).headers['location']).toContain('/sign-in')
  expect((await ann.api('GET', '/api/people')).status).toBe(401)
})

test('a session ends after 12 hours, however much it is used', async () => {
  const { app, minutes } = await byHand()
  const ann = await app.as('finance')
  for (let at = 0; at < 12 * 60 - 20; at += 20) {
    minutes(20)
    expect([at, (await ann.get('/home')).status]).toEqual([at, 200])
  }
  minutes(20)
  expect((await ann.get('/home')).status).toBe(303)
})

test('signing in ends the session that the browser had and begins another', async () => {
  const { app } = await byHand()
  const page = await app.web.inject('/sign-in')
  const token = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  const csrf = Object.fromEntries(page.cookies.map(({ name, value }) => [name, value]))
  const signIn = async (session?: string) => {
    const cookies = session === undefined ? csrf : { ...csrf, daywell_session: session }
    const payload = { username: 'ann', password, _csrf: token }
    const sent = await app.web.inject({ method: 'POST', url: '/sign-in', cookies, payload })
    return sent.cookies.find(({ name }) => name === 'daywell_session')
  }
  const first = await signIn()
  expect(first).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  const second = await signIn(first?.value)
  expect(second?.value).not.toBe(first?.value)
  const home = async (session = '') =>
    (await app.web.inject({ url: '/home', cookies: { daywell_session: session } })).statusCode
  expect([await home(first?.value), await home(second?.value)]).toEqual([303, 200])
})

test('what is read by somebody who signed in stays in no cache, as a page or as data', async () => {
  const { app } = await byHand()
  const ann = await app.as('finance')
  for (const url of ['/people', '/api/people', '/api/finance/pay-runs'])
    expect([url, (await ann.get(url)).headers['cache-control']]).toEqual([url, 'no-store'])
  expect((await ann.get('/assets/daywell.css')).headers['cache-control']).not.toBe('no-store')
})
