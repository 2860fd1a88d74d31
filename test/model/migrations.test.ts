import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, inject, test } from 'vitest'
import { journey } from '../../src/journey.ts'
import { type Db, raw } from '../../src/platform/db.ts'
import { openEmbedded } from '../../src/platform/db-embedded.ts'
import { openServer } from '../../src/platform/db-server.ts'
import { migrate, migrations } from '../../src/platform/migrate.ts'
import { schemaSnapshot } from '../../src/platform/schema-snapshot.ts'
import { embeddedWithFull, freshEmbedded, testClock } from '../support/databases.ts'
import { jobWho, who } from '../support/who.ts'
import { needsAndBudget, peopleAndSupply } from './story-a.ts'
import { count, walk } from './walk.ts'

const schemas = ['platform', ...journey]
const snapshot = (db: Db) => db.owner((tx) => schemaSnapshot(tx, schemas))
const opened: Db[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((db) => db.close()))
})

/** A database in which nothing has run yet. */
async function untouched(kind: 'embedded' | 'PostgreSQL'): Promise<Db> {
  if (kind === 'embedded') {
    opened.push(await openEmbedded({ clock: testClock }))
  } else {
    const name = `test_${randomBytes(6).toString('hex')}`
    const admin = openServer({ url: inject('postgresUrl'), connections: 1 })
    await admin.script(`create database ${name}`)
    await admin.close()
    opened.push(
      openServer({ url: inject('postgresUrl').replace(/\/postgres$/, `/${name}`), clock: testClock, connections: 2 }),
    )
  }
  return opened.at(-1) as Db
}

describe('migrations', () => {
  test('have a number each, so that their order is plain', () => {
    const numbers = migrations().map(({ name }) => name.slice(0, 4))
    expect([...new Set(numbers)]).toEqual(numbers)
  })
  test('the schema they leave is the one reviewed in migrations/schema.sql; `npm run schema` writes it anew', async () => {
    const db = await freshEmbedded()
    opened.push(db)
    const reviewed = readFileSync(new URL('../../migrations/schema.sql', import.meta.url), 'utf8')
    expect((await snapshot(db)).split('\n')).toEqual(reviewed.split('\n'))
  })

  test.each(embeddedWithFull)(
    'run once each, part of the way or all at once, to the same schema (%s)',
    async (kind) => {
      const all = migrations()
      const half = all.findIndex(({ name }) => name.startsWith('0008'))
      expect(half).toBeGreaterThan(4)
      const db = await untouched(kind)
      expect((await migrate(db, all.slice(0, half))).length).toBe(half)
      await db.owner((tx) => walk(tx, `${peopleAndSupply}\n${needsAndBudget}`))
      expect(await migrate(db, all)).toEqual(all.slice(half).map(({ name }) => name))
      expect(await migrate(db, all)).toEqual([])
      const kept = await db.transaction(jobWho(), (tx) =>
        count(
          tx,
          `select count(*) from people.person p join needs.assessment a on a.person_id = p.id where p.id = @ann`,
        ),
      )
      expect(kept).toBe(1)
      expect(await db.transaction(who('practitioner'), (tx) => count(tx, `select count(*) from people.person`))).toBe(0)
      const whole = await untouched(kind)
      await migrate(whole, all)
      expect((await snapshot(db)) === (await snapshot(whole))).toBe(true)
    },
    300_000,
  )

  test('two providers that shared an organisation have one each after 0182; the first keeps it with its sessions', async () => {
    const all = migrations()
    const db = await untouched('embedded')
    await migrate(
      db,
      all.slice(
        0,
        all.findIndex(({ name }) => name.startsWith('0182')),
      ),
    )
    await db.owner((tx) =>
      tx.query(
        raw(`with one as (insert into directory.organisation (name, email) values ('Oak', 'oak@example.org') returning id)
          insert into market.provider (organisation_id, in_house, local_ref, recorded_at)
          select id, false, r, now() + make_interval(days => n::int) from one, unnest(array['first', 'second']) with ordinality x (r, n)`),
      ),
    )
    const before = await db.owner((tx) => tx.query<{ id: string }>(raw(`select id from directory.organisation`)))
    await migrate(db, all)
    const after = await db.owner((tx) =>
      tx.query<{ ref: string; kept: boolean; name: string; email: string }>(
        raw(`select p.local_ref as ref, o.id = '${before[0]?.id}' as kept, o.name, o.email
               from market.provider p join directory.organisation o on o.id = p.organisation_id order by 1`),
      ),
    )
    const same = { name: 'Oak', email: 'oak@example.org' }
    expect(after).toEqual([
      { ref: 'first', kept: true, ...same },
      { ref: 'second', kept: false, ...same },
    ])
  }, 120_000)

  test('a migration changed after it ran, or one unknown here, stops the start', async () => {
    const db = await untouched('embedded')
    const [first, second] = migrations()
    if (first === undefined || second === undefined) throw new Error('there are no migrations')
    await migrate(db, [first, second])
    await expect(migrate(db, [first, { ...second, hash: 'another' }])).rejects.toMatchObject({
      code: 'database_of_another_version',
    })
    await expect(migrate(db, [first])).rejects.toMatchObject({ code: 'database_of_another_version' })
  })

  test('a migration that fails leaves nothing of itself', async () => {
    const db = await untouched('embedded')
    const [first] = migrations()
    if (first === undefined) throw new Error('there are no migrations')
    await migrate(db, [first])
    const broken = { name: '0002_broken.sql', text: 'create table people.half (id int); select 1 / 0', hash: 'x' }
    await expect(migrate(db, [first, broken])).rejects.toThrow()
    const [left] = await db.owner((tx) =>
      tx.query<{ there: string | null }>(raw(`select to_regclass('people.half')::text as there`)),
    )
    expect(left?.there).toBe(null)
  })
})
