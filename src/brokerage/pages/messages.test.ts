import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { placedPerson } from '../../../test/support/placed-person.ts'
import { who } from '../../../test/support/who.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { messagesOf, noteRead, sendMessage, threads, unreadThreads } from '../store.ts'

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.code : `${error}`.split(':')[0]),
  )
const page = { limit: 50, offset: 0 }

onBothDatabases('messages between a provider and the council', (open) => {
  test('what is about a person reaches brokers alone; another provider’s thread, session and people stay shut', async () => {
    const db = await open()
    const ann = await placedPerson(db)
    const bob = await placedPerson(db, { name: 'Bob' })
    const provider = who('provider', { providerId: ann.providerId })
    const other = who('provider', { providerId: bob.providerId })
    const [broker, commissioner] = [who('broker'), who('commissioner')]
    const send = (as: typeof provider, more: object, id = newId()) =>
      code(
        db.transaction(as, (tx) =>
          sendMessage(tx, { id, providerId: ann.providerId, words: 'The minibus is broken', ...more }),
        ),
      )
    const id = newId()
    expect([await send(provider, {}, id), await send(provider, {}, id)]).toEqual(['done', 'done'])
    expect(await send(provider, { sessionId: ann.sessionId })).toBe('done')
    expect(await send(provider, { personId: ann.personId, words: 'Ann moves well' })).toBe('done')
    expect(await send(provider, { sessionId: bob.sessionId })).toBe('DW063')
    expect(await send(broker, { personId: bob.personId })).toBe('DW063')
    expect(await send(other, {})).toBe('NotAllowed')
    expect(await send(commissioner, { personId: ann.personId })).toBe('NotAllowed')
    expect(await send(who('practitioner', { teamIds: [ann.teamId] }), {})).toBe('NotAllowed')

    const seen = async (as: typeof provider) =>
      (await db.transaction(as, (tx) => messagesOf(tx, ann.providerId, page))).length
    expect([await seen(provider), await seen(broker), await seen(commissioner), await seen(other)]).toEqual([
      3, 3, 2, 0,
    ])
    const unread = async (as: typeof provider) =>
      (await db.transaction(as, (tx) => unreadThreads(tx))).map((one) => one.unread)
    expect([await unread(broker), await unread(commissioner), await unread(provider)]).toEqual([[3], [2], []])
    await db.transaction(commissioner, (tx) => noteRead(tx, ann.providerId))
    expect([await unread(broker), await unread(commissioner)]).toEqual([[1], []])
    expect((await db.transaction(provider, (tx) => threads(tx, { words: '', ...page })))[0]?.unread).toBe(0)
    expect(await code(db.owner((tx) => tx.query(sql`update brokerage.message set words = 'other'`)))).toBe('DW002')
    expect(await code(db.owner((tx) => tx.query(sql`delete from brokerage.message`)))).toBe('DW001')
  })
})

test('a provider writes from its phone, the broker reads it on the first page and answers, and each sees what is read', async () => {
  const app = await testApp({ today: '2026-04-07' })
  const ann = await placedPerson(app.db)
  const provider = await app.as('provider', { providerId: ann.providerId, name: 'Oak House' })
  const broker = await app.as('broker', { name: 'Bea Broker' })
  const commissioner = await app.as('commissioner')
  const url = `/brokerage/messages/${ann.providerId}`
  expect((await provider.get('/brokerage/messages')).headers['location']).toBe(url)
  const form = (await provider.get(url)).body
  expect(form).toContain('Ann E.')
  expect(form).not.toContain('Example')
  const id = /name="id" value="([^"]+)"/.exec(form)?.[1] ?? ''
  expect((await provider.post(url, { id, about: '', words: ' ' })).body).toContain('Enter your message')
  expect((await provider.post(url, { id, about: `person:${newId()}`, words: 'x' })).status).toBe(400)
  const about = `person:${ann.personId}`
  expect((await provider.post(url, { id, about, words: 'Is Ann coming\nnext week?' })).status).toBe(303)
  expect((await provider.get(url)).body).toContain('Not read yet')

  expect((await broker.get('/home')).body).toContain('Message from Oak House')
  expect((await commissioner.get('/home')).body).not.toContain('Message from Oak House')
  expect((await commissioner.get(url)).body).not.toContain('Is Ann coming')
  expect((await broker.get('/brokerage/messages')).body).toContain('1 unread')
  expect((await broker.get(url)).body).toContain('About: Ann Example')
  expect((await provider.get(url)).body).toContain('Read 7 Apr 2026')
  expect((await broker.post(url, { id: newId(), about: '', words: 'Yes' })).status).toBe(303)
  expect((await provider.get('/home')).body).toContain('Message from the council')
  expect((await provider.get(url)).body).toContain('Bea Broker')
  expect((await provider.get('/home')).body).not.toContain('Message from the council')
  expect((await commissioner.get('/brokerage/messages?q=oak')).body).toContain('Oak House')

  const other = await app.as('provider', { providerId: newId() })
  expect((await other.get(url)).status).toBe(404)
  const sent = await provider.api('POST', `/api${url}`, { words: 'Thank you', sessionId: ann.sessionId })
  expect(sent.status).toBe(201)
  expect((await broker.api('GET', `/api${url}`)).json()).toMatchObject([
    { words: 'Thank you', session: 'Woodwork' },
    {},
    {},
  ])
  expect((await broker.api('GET', '/api/brokerage/messages')).json()).toHaveLength(1)
  expect((await other.api('POST', `/api${url}`, { words: 'x' })).status).toBe(404)
})
