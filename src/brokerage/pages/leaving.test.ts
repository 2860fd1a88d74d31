import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { anAgreedTerm, aReadyPerson, aSession } from '../../../test/support/planned-week.ts'
import { sql } from '../../platform/db.ts'
import { paths } from '../paths.ts'

test('a suspension and an exit are read by the provider, and who needs another place by brokers', async () => {
  const app = await testApp()
  const nell = await aReadyPerson(app.db)
  const session = await aSession(app.db)
  const { providerId, lotId } = session
  await app.db.owner((tx) =>
    tx.query(
      sql`insert into market.admission (provider_id, lot_id, decided_by, reason, from_date) values (${providerId}, ${lotId}, ${lotId}, 'brought in', '2022-04-01')`,
    ),
  )
  const { termId } = await anAgreedTerm(app.db, nell, session)
  const [commissioner, broker] = [await app.as('commissioner'), await app.as('broker')]
  const provider = await app.as('provider', { providerId })
  expect((await broker.post(paths.place(nell.personId, termId), {})).status).toBe(303)
  expect((await broker.get(paths.leaving())).body).toContain('Nobody has a place that outlasts its provider')

  const on = (name: string, year: string) => ({
    [`${name}-day`]: '1',
    [`${name}-month`]: '3',
    [`${name}-year`]: year,
  })
  const at = `/market/providers/${providerId}`
  const suspends = { ...on('from', '2027'), reason: 'A fire door is blocked' }
  expect((await commissioner.post(`${at}/suspend`, suspends)).status).toBe(303)
  const home = (await provider.get('/home')).body
  for (const words of ['Nothing new is bought from you', 'A fire door is blocked']) expect(home).toContain(words)
  expect((await commissioner.get(at)).body).toContain('End the suspension')
  expect((await commissioner.post(`${at}/lift`, { reason: 'It is free again' })).status).toBe(303)
  expect((await provider.get('/home')).body).not.toContain('Nothing new is bought from you')

  expect((await commissioner.get(`${at}/leave`)).body).toContain('brokers and social workers read so')
  const leaves = { ...on('lastDay', '2027'), reason: 'The hall is sold' }
  expect((await commissioner.post(`${at}/leave`, leaves)).status).toBe(303)
  for (const [who, url] of [
    [provider, '/home'],
    [provider, '/market/my-service'],
    [commissioner, at],
  ] as const)
    expect((await who.get(url)).body).toContain('The hall is sold')
  expect((await commissioner.get(at)).body).not.toContain('It leaves the framework')
  expect((await broker.get('/home')).body).toContain('1 person needs another place')
  const list = (await broker.get(paths.leaving())).body
  for (const words of ['Nell Ashworth', 'Woodwork CIC: last day', paths.places(nell.personId)])
    expect(list).toContain(words)
})
