import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { standard, withStandards } from '../../../test/support/standards.ts'
import { jobWho } from '../../../test/support/who.ts'
import { type Db, sql } from '../../platform/db.ts'
import { lastOfEachId, readEntries } from '../read-feed.ts'
import { saveEntries } from './import.ts'

const feed = { name: 'a test feed', version: '3.0' }
const service = {
  id: 'ac148810-d857-441c-9679-408f346de14b',
  name: 'Walking club',
  status: 'active',
  description: 'Slow walks. Tea after.',
  organization: { id: 'o1', name: 'Walkers' },
  schedules: [{ freq: 'WEEKLY', byday: 'TU', opens_at: '10:00', closes_at: '12:00' }],
  service_at_locations: [
    {
      location: {
        id: 'l1',
        name: 'Hall',
        addresses: [{ address_1: '1 Main Street', city: 'Crewe', postal_code: 'CW1 2AB' }],
      },
    },
  ],
  attributes: [{ taxonomy_term: { id: 't1', name: 'Walking', taxonomy: 'sport' } }],
}
const save = (db: Db, services: readonly unknown[], name = feed.name) =>
  db.transaction(jobWho(), (tx) =>
    saveEntries(tx, { ...feed, name }, lastOfEachId(readEntries({ version: '3.0', services }))),
  )
const count = (db: Db, table: 'opportunity' | 'organisation' | 'site' | 'feed_import') =>
  db.transaction(jobWho(), (tx) =>
    table === 'opportunity'
      ? tx.one<{ n: number }>(sql`select count(*) as n from directory.opportunity`)
      : table === 'site'
        ? tx.one<{ n: number }>(sql`select count(*) as n from directory.site`)
        : table === 'organisation'
          ? tx.one<{ n: number }>(sql`select count(*) as n from directory.organisation`)
          : tx.one<{ n: number }>(sql`select count(*) as n from directory.feed_import`),
  )

onBothDatabases('importing a feed', (open) => {
  test('a service arrives once, keeps its id, and the second time is unchanged', async () => {
    const db = await open()
    expect(await save(db, [service])).toMatchObject({ imported: 1, updated: 0, unchanged: 0, rejected: 0 })
    expect(await save(db, [service])).toMatchObject({ imported: 0, updated: 0, unchanged: 1, rejected: 0 })
    const row = await db.transaction(jobWho(), (tx) =>
      tx.one<object>(sql`select o.id, o.name, o.said_weekdays as days, o.times_words as times, s.town, t.name as term
        from directory.opportunity o join directory.opportunity_site os on os.opportunity_id = o.id join directory.site s on s.id = os.site_id
        join directory.opportunity_term ot on ot.opportunity_id = o.id join directory.taxonomy_term t on t.id = ot.term_id`),
    )
    expect(row).toEqual({
      id: service.id,
      name: 'Walking club',
      days: [2],
      times: 'Tuesday, 10am to noon',
      town: 'Crewe',
      term: 'Walking',
    })
  })

  test('a changed service is updated in place, and one that becomes defunct is withdrawn', async () => {
    const db = await open()
    await save(db, [service])
    const moved = { ...service, name: 'Walkers’ club', service_at_locations: [], attributes: [] }
    expect(await save(db, [moved])).toMatchObject({ imported: 0, updated: 1 })
    expect(await save(db, [{ ...moved, status: 'defunct' }])).toMatchObject({ updated: 1 })
    const row = await db.transaction(jobWho(), (tx) =>
      tx.one<object>(
        sql`select name, withdrawn_on, version, (select count(*) from directory.opportunity_site) as sites from directory.opportunity`,
      ),
    )
    expect(row).toEqual({ name: 'Walkers’ club', withdrawn_on: '2026-11-22', version: 3, sites: 0 })
  })

  test('the same id from another feed is another opportunity; services without an organisation get one of their own name', async () => {
    const db = await open()
    await save(db, [service, { id: 'x', name: 'Choir', status: 'active' }])
    expect(await save(db, [service], 'another feed')).toMatchObject({ imported: 1 })
    expect([await count(db, 'opportunity'), await count(db, 'organisation')]).toEqual([{ n: 3 }, { n: 3 }])
  })

  test('one import is one transaction: when a later service cannot be written, none is', async () => {
    const db = await open()
    const broken = db.transaction(jobWho(), async (tx) => {
      await saveEntries(tx, feed, lastOfEachId(readEntries({ version: '3.0', services: [service] })))
      await tx.query(
        sql`insert into directory.opportunity (organisation_id, name) values (gen_random_uuid(), 'nowhere')`,
      )
    })
    await expect(broken).rejects.toThrow()
    expect([await count(db, 'opportunity'), await count(db, 'feed_import')]).toEqual([{ n: 0 }, { n: 0 }])
  })

  withStandards('on the real sample', () => {
    test('every service of the real sample arrives, and the second time nothing changes', async () => {
      const db = await open()
      const { content } = JSON.parse(standard('oruk/real-feeds/well-aware-v1-sample.json')) as {
        content: { id: string }[]
      }
      const read = lastOfEachId(readEntries({ version: '1.0', services: content }))
      const once = await db.transaction(jobWho(), (tx) => saveEntries(tx, feed, read))
      expect(once).toMatchObject({ imported: content.length, updated: 0, unchanged: 0, rejected: 0 })
      const twice = await db.transaction(jobWho(), (tx) => saveEntries(tx, feed, read))
      expect(twice).toMatchObject({ imported: 0, updated: 0, unchanged: content.length, rejected: 0 })
      expect(await count(db, 'opportunity')).toEqual({ n: content.length })
    })
  })
})
