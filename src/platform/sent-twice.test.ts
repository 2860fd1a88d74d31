import { expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { aPerson } from '../../test/support/assessed-person.ts'
import { jobWho } from '../../test/support/who.ts'
import { openSession } from './accounts.ts'
import { sql } from './db.ts'

/** A social worker with one page open: the form is sent as that rendering of it sends it. */
async function onePage() {
  const app = await testApp()
  const { personId, teamId } = await aPerson(app.db)
  const { accountId } = await app.as('practitioner', { teamIds: [teamId] })
  const session = { daywell_session: await openSession(app.db, accountId) }
  const url = `/people/${personId}/needs/contacts/new`
  const open = async () => {
    const page = await app.web.inject({ url, cookies: session })
    const token = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
    const cookies = { ...session, ...Object.fromEntries(page.cookies.map(({ name, value }) => [name, value])) }
    return (more: Record<string, string> = {}) =>
      app.web.inject({ method: 'POST', url, cookies, payload: { ...asked, ...more, _csrf: token } })
  }
  const contacts = () =>
    app.db.transaction(jobWho(), (tx) =>
      tx.one<{ n: number }>(sql`select count(*)::int as n from needs.contact where person_id = ${personId}`),
    )
  return { open, contacts }
}
const asked = {
  'receivedOn-day': '20',
  'receivedOn-month': '11',
  'receivedOn-year': '2026',
  route: 'community',
  askedBy: 'her sister',
  whatWasAsked: 'Something on Saturdays',
}

test('a form sent twice from one page counts once, and both are led to the same record', async () => {
  const { open, contacts } = await onePage()
  const { n } = await contacts()
  const send = await open()
  const answers = [...(await Promise.all([send(), send()])), await send()]
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303])
  expect(new Set(answers.map(({ headers }) => headers['location'])).size).toBe(1)
  expect((await contacts()).n).toBe(n + 1)
})

test('another page, other words, and what was refused before are sent as they are', async () => {
  const { open, contacts } = await onePage()
  const { n } = await contacts()
  const send = await open()
  for (const _ of [1, 2]) expect((await send({ route: 'nowhere' })).statusCode).toBe(400)
  expect((await send()).statusCode).toBe(303)
  expect((await send({ askedBy: 'her mother' })).statusCode).toBe(303)
  expect((await (await open())()).statusCode).toBe(303)
  expect((await contacts()).n).toBe(n + 3)
})
