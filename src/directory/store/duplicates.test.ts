import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { jobWho } from '../../../test/support/who.ts'
import { type Db, sql } from '../../platform/db.ts'
import { lastOfEachId, readEntries } from '../read-feed.ts'
import { alikePairs, findAlike, keepApart, mergedInto, mergeEntries } from './duplicates.ts'
import { saveEntries } from './import.ts'

const id = (n: number) => `5e000000-0000-4000-8000-00000000000${n}`
const service = (n: number, name: string, postcode: string) => ({
  id: id(n),
  name,
  status: 'active',
  organization: { id: `o${n}`, name: `Society ${n}` },
  service_at_locations: [
    { location: { name: 'Hall', addresses: [{ address_1: '1 Main Street', city: 'Crewe', postal_code: postcode }] } },
  ],
})
const bring = (db: Db, feed: string, services: unknown[]) =>
  db.transaction(jobWho(), (tx) =>
    saveEntries(tx, { name: feed, version: '3.0' }, lastOfEachId(readEntries({ version: '3.0', services }))),
  )
const names = (db: Db) =>
  db.owner((tx) => tx.query(sql`select name from directory.opportunity where withdrawn_on is null order by name`))

async function three(db: Db): Promise<void> {
  await bring(db, 'one feed', [service(1, 'Walking club', 'CW1 2AB'), service(2, 'Choir', 'CW1 2AB')])
  await bring(db, 'another feed', [service(3, 'The Walking Club', 'cw1 2ab')])
  expect(await db.transaction(jobWho(), findAlike)).toBe(1)
  expect(await db.transaction(jobWho(), findAlike)).toBe(0)
}
const [first, third] = [id(1), id(3)]

onBothDatabases('entries that may be one', (open) => {
  test('are found once; kept apart, they are not asked about again', async () => {
    const db = await open()
    await three(db)
    const { total, pairs } = await db.transaction(jobWho(), (tx) => alikePairs(tx, { limit: 50, offset: 0 }))
    expect([total, pairs]).toMatchObject([
      1,
      [{ one: { name: 'Walking club' }, other: { name: 'The Walking Club' }, reasons: ['name', 'postcode'] }],
    ])
    await db.transaction(jobWho(), (tx) => keepApart(tx, { oneId: first, otherId: third }))
    expect(await db.transaction(jobWho(), findAlike)).toBe(0)
    expect((await db.transaction(jobWho(), (tx) => alikePairs(tx, { limit: 50, offset: 0 }))).pairs).toEqual([])
    await expect(db.transaction(jobWho(), (tx) => mergeEntries(tx, { keptId: first, otherId: third }))).rejects.toThrow(
      'alike_decided_already',
    )
  })

  test('made one, the other leads to it, and its feed brings it back no more', async () => {
    const db = await open()
    await three(db)
    await db.transaction(jobWho(), (tx) => mergeEntries(tx, { keptId: third, otherId: first }))
    expect(await names(db)).toEqual([{ name: 'Choir' }, { name: 'The Walking Club' }])
    expect(await db.transaction(jobWho(), (tx) => mergedInto(tx, first))).toBe(third)
    expect(await db.transaction(jobWho(), (tx) => mergedInto(tx, third))).toBeUndefined()
    expect(await bring(db, 'one feed', [service(1, 'Walking club, new name', 'CW1 2AB')])).toMatchObject({
      updated: 0,
      unchanged: 1,
    })
    expect(await names(db)).toHaveLength(2)
  })

  test('an entry in which people can be booked is the one that stays', async () => {
    const db = await open()
    await three(db)
    await db.owner((tx) =>
      tx.query(
        sql`insert into directory.session (opportunity_id, weekday, first_monday, start_minute, end_minute, from_date) values (${first}, 1, '2026-01-05', 600, 660, '2026-01-05')`,
      ),
    )
    await expect(db.transaction(jobWho(), (tx) => mergeEntries(tx, { keptId: third, otherId: first }))).rejects.toThrow(
      'merged_entry_has_sessions',
    )
    await db.transaction(jobWho(), (tx) => mergeEntries(tx, { keptId: first, otherId: third }))
    expect(await db.transaction(jobWho(), (tx) => mergedInto(tx, third))).toBe(first)
  })
})

test('a keeper sees both beside each other, decides on the page, and the old address leads on', async () => {
  const app = await testApp()
  const keeper = await app.as('commissioner')
  expect((await keeper.get('/directory/alike')).body).toContain('No two entries look alike.')
  await three(app.db)
  const { body } = await keeper.get('/directory/alike')
  for (const words of [
    '1 pair to look at',
    'The same name. The same postcode.',
    'From one feed',
    'From another feed',
    'are shown here if',
  ])
    expect(body).toContain(words)
  const address = `/directory/alike/${first}/${third}`
  expect((await keeper.post(address, {})).body).toContain('Select what you decide')
  expect((await keeper.post(address, { decision: 'other' })).status).toBe(303)
  expect((await keeper.post(address, { decision: 'one' })).body).toContain('has decided this pair already')
  const old = await app.stranger().get(`/directory/${first}`)
  expect([old.status, old.headers['location']]).toEqual([301, `/directory/${third}`])
  const oldService = await app.stranger().get(`/api/open-referral/services/${first}`)
  expect([oldService.status, oldService.headers['location']]).toEqual([301, `/api/open-referral/services/${third}`])
  expect((await app.stranger().get('/directory/not-an-id')).status).toBe(404)
  expect((await keeper.post('/directory/alike/x/y', { decision: 'one' })).status).toBe(404)
})
