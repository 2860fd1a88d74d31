import { expect, test } from 'vitest'
import { type Db, sql } from '../../src/platform/db.ts'
import { onBothDatabases } from '../support/databases.ts'
import { jobWho } from '../support/who.ts'

const ask = (db: Db, n: number) =>
  db.transaction(jobWho(), (tx) =>
    tx.one<{ n: number; words: string }>(sql`select ${n}::int as n, ${`row ${n}`}::text as words`),
  )

onBothDatabases('each query gets its own rows', (open) => {
  test('after a parameter that cannot be read, a broken rule and a lost savepoint, twenty queries in turn', async () => {
    const db = await open()
    await expect(db.transaction(jobWho(), (tx) => tx.query(sql`select ${'not a date'}::date`))).rejects.toThrow()
    await expect(
      db.transaction(jobWho(), (tx) =>
        tx.query(sql`insert into people.team (name, local_area) values (${null}, ${'x'})`),
      ),
    ).rejects.toThrow()
    await db.transaction(jobWho(), async (tx) => {
      await tx.query(sql`savepoint here`)
      await expect(tx.query(sql`select 1 / ${0}::int`)).rejects.toThrow()
      await tx.query(sql`rollback to savepoint here`)
      expect(await tx.one(sql`select ${7}::int as n`)).toEqual({ n: 7 })
    })
    for (let n = 0; n < 20; n++) expect(await ask(db, n)).toEqual({ n, words: `row ${n}` })
  })

  test('with a failing one among twenty at once', async () => {
    const db = await open()
    const failing = db.transaction(jobWho(), (tx) => tx.query(sql`select 1 / ${0}::int`)).catch(() => 'failed')
    const rows = await Promise.all(Array.from({ length: 20 }, (_, n) => ask(db, n)))
    expect(await failing).toBe('failed')
    expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 20 }, (_, n) => n))
  })
})
