import { expect, test } from 'vitest'
import { type TestApp, testApp } from '../../test/support/app.ts'
import { closeAfterTest } from '../../test/support/close-after.ts'
import { freshServer } from '../../test/support/databases.ts'
import { jobWho } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { openAccount } from './accounts.ts'
import { sql } from './db.ts'
import { readKept, writeKept } from './kept-form.ts'

type Pairs = [string, string][]
const newTeam = '/admin/teams/new'
const password = 'a long password'
const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' }
const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
const hidden = (body: string, name: string) => {
  const found = [...body.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, 'g'))]
  return found.map(([, value = '']) => unescaped(value))
}

/** A browser with its cookies, that follows a form to where it is led with its fields, as browsers do on 307. */
async function browserOn(app: TestApp) {
  const first = await app.web.inject('/sign-in')
  const jar = Object.fromEntries(first.cookies.map(({ name, value }) => [name, value]))
  const [token = ''] = hidden(first.body, '_csrf')
  const send = async (url: string, pairs: Pairs) => {
    const payload = new URLSearchParams(pairs).toString()
    const sent = await app.web.inject({ method: 'POST', url, cookies: jar, payload, headers: urlencoded })
    for (const { name, value } of sent.cookies) jar[name] = value
    return sent
  }
  return { jar, token, send }
}

/** Ann at a form of her own, and a clock that moves on while she types. */
async function annAtForm() {
  const clock = { at: Date.parse('2026-11-22T06:00:00Z') }
  const { db } = await freshServer({ now: () => new Date(clock.at), today: () => day('2026-11-22') }, 3)
  closeAfterTest(() => db.close())
  const app = await testApp({ db })
  await db.transaction(jobWho(), (tx) =>
    openAccount(tx, { username: 'ann', displayName: 'Ann', role: 'administrator', password }),
  )
  const browser = await browserOn(app)
  const { token } = browser
  const signIn = (more: Pairs = [], secret = password) =>
    browser.send('/sign-in', [['_csrf', token], ['username', 'ann'], ['password', secret], ...more])
  await signIn()
  clock.at += 31 * 60_000
  const teams = () =>
    db.transaction(jobWho(), (tx) => tx.query<{ name: string }>(sql`select name from people.team order by name`))
  return { ...browser, signIn, teams }
}

test('who was signed out over a form signs in and sends what they entered, and it is kept once', async () => {
  const { token, send, signIn, teams } = await annAtForm()
  const typed: Pairs = [
    ['_csrf', token],
    ['name', 'Team “North” & <South>'],
    ['localArea', 'Crewe'],
  ]
  const led = await send(newTeam, typed)
  expect([led.statusCode, led.headers['location']]).toEqual([307, `/sign-in/kept?next=${encodeURIComponent(newTeam)}`])
  const asked = await send(String(led.headers['location']), typed)
  expect(asked.body).toContain('what you entered is not saved yet')
  const [kept = ''] = hidden(asked.body, 'kept')
  const wrong = await signIn([['kept', kept]], 'a wrong one')
  expect([wrong.statusCode, hidden(wrong.body, 'kept')]).toEqual([400, [kept]])
  const again = await signIn([['kept', kept]])
  expect(again.body).toContain('You are signed in again')
  expect(again.body).toContain(`<form action="${newTeam}" method="post">`)
  expect([hidden(again.body, 'name'), hidden(again.body, '_csrf')]).toEqual([['Team “North” & <South>'], [token]])
  expect(await teams()).toEqual([])
  expect((await send(newTeam, typed)).statusCode).toBe(303)
  expect(await teams()).toEqual([{ name: 'Team “North” & <South>' }])
})

test('a form that another site made up is refused also on this way', async () => {
  const { send, signIn, teams } = await annAtForm()
  const made: Pairs = [
    ['_csrf', 'made up'],
    ['name', 'Theirs'],
  ]
  expect((await send('/sign-in/kept?next=/admin', made)).statusCode).toBe(403)
  await signIn([['kept', writeKept({ action: newTeam, fields: made.map(([name, value]) => ({ name, value })) })]])
  expect((await send(newTeam, made)).statusCode).toBe(403)
  expect(await teams()).toEqual([])
})

test('a form with a password, or with nothing in it, leads to the sign-in page alone', async () => {
  const { token, send } = await annAtForm()
  for (const more of [[['password', 'secret']], [['name', ' ']], []] as Pairs[]) {
    const led = await send(newTeam, [['_csrf', token], ...more])
    expect([led.statusCode, led.headers['location']]).toEqual([303, '/sign-in'])
  }
})

test('a kept form is read as it was written, and goes nowhere but here', () => {
  const form = { action: '/people/new?from=1', fields: [{ name: 'words', value: 'a\r\nb "c" ’' }] }
  expect(readKept(writeKept(form))).toEqual(form)
  for (const action of ['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', 'people', ''])
    expect([action, readKept(writeKept({ ...form, action }))]).toEqual([action, undefined])
  for (const text of ['', 'nonsense', '[]', '["/a",[["b"]]]', '["/a",[[1,2]]]', undefined])
    expect([text, readKept(text)]).toEqual([text, undefined])
  expect(writeKept({ ...form, fields: [{ name: 'words', value: 'x'.repeat(400_000) }] })).toBe('')
})
