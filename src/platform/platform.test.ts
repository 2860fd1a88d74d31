import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { allOf } from './all-of.ts'
import { audit, auditFaults, auditLength } from './audit.ts'
import { sql } from './db.ts'
import { appendFact } from './facts.ts'
import { newId } from './ids.ts'
import { openJobs, type Subscription } from './jobs.ts'
import { migrate, proveSecurityBinds } from './migrate.ts'
import type { Refused } from './refused.ts'

onBothDatabases('the database door', (open) => {
  test('gives dates as text, whole numbers for bigint, instants as Date, and lists', async () => {
    const db = await open()
    const row = await db.transaction(jobWho(), (tx) =>
      tx.one<Record<string, unknown>>(sql`
        select date '2026-04-06' as day, 12345678901::bigint as amount, array[date '2026-04-06', null] as days, array[1::bigint] as amounts,
          timestamptz '2026-04-06T10:00:00Z' as at, '{"a":[1]}'::jsonb as json, array['x','y z'] as words, ${null}::text as nothing`),
    )
    expect(row).toEqual({
      day: '2026-04-06',
      amount: 12345678901,
      days: ['2026-04-06', null],
      amounts: [1],
      at: new Date('2026-04-06T10:00:00Z'),
      json: { a: [1] },
      words: ['x', 'y z'],
      nothing: null,
    })
  })

  test('takes lists of ids, days and amounts for bulk work', async () => {
    const db = await open()
    const ids = [newId(), newId()]
    const rows = await db.transaction(jobWho(), (tx) =>
      tx.query<{ id: string; day: string; amount: number }>(sql`
        select * from unnest(${ids}::uuid[], ${['2026-04-06', '2026-04-07']}::date[], ${[1, 2]}::bigint[]) as t(id, day, amount) order by amount`),
    )
    expect(rows).toEqual([
      { id: ids[0], day: '2026-04-06', amount: 1 },
      { id: ids[1], day: '2026-04-07', amount: 2 },
    ])
  })

  test('asks several things in one trip, each list in its own order, dates as text and pence as numbers', async () => {
    const db = await open()
    const asked = await db.transaction(jobWho(), (tx) =>
      tx.together<{ days: { on: string; pence: number }; nothing: { n: number } }>({
        days: sql`select d::date as "on", ${250}::bigint * n as pence
                    from unnest(array['2026-04-07', '2026-04-06', '2026-04-08']) with ordinality as t(d, n) order by n desc`,
        nothing: sql`select ${1}::int as n where false`,
      }),
    )
    expect(asked).toEqual({
      days: [
        { on: '2026-04-08', pence: 750 },
        { on: '2026-04-06', pence: 500 },
        { on: '2026-04-07', pence: 250 },
      ],
      nothing: [],
    })
  })

  test('asked at once, the first of two wrong statements is the one that is told, and nothing stays', async () => {
    const db = await open()
    const both = db.transaction(jobWho(), async (tx) => {
      await appendFact(tx, 'test/thing', newId(), tx.today)
      await allOf([tx.query(sql`select no_such_thing`), tx.query(sql`select 1 / ${0}::int`)])
    })
    await expect(both).rejects.toThrow('no_such_thing')
    const { n } = await db.owner((tx) => tx.one<{ n: number }>(sql`select count(*) as n from platform.fact`))
    expect(n).toBe(0)
  })

  test('a statement outside a transaction is the application’s, which owns nothing', async () => {
    const db = await open()
    const [as] = await db.statement<{ name: string }>('select current_user::text as name', [])
    expect(as?.name).toBe('daywell_app')
  })

  test('a request looks for names where functions of the owner do, so that neither has the other’s statements planned again', async () => {
    const db = await open()
    const looked = (at: string) => sql`select current_setting('search_path') as path, ${at}::text as at`
    expect(await db.transaction(jobWho(), (tx) => tx.query(looked('request')))).toEqual([
      { path: 'pg_catalog', at: 'request' },
    ])
    const elsewhere = await db.owner((tx) =>
      tx.query(sql`
        select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') and not 'search_path=pg_catalog' = any (coalesce(p.proconfig, '{}'))`),
    )
    expect(elsewhere).toEqual([])
  })

  test('after a failed query, twenty queries get their own rows', async () => {
    const db = await open()
    await expect(db.transaction(jobWho(), (tx) => tx.query(sql`select 1 / ${0}::int`))).rejects.toThrow()
    for (let n = 0; n < 20; n++) {
      const row = await db.transaction(jobWho(), (tx) => tx.one<{ n: number }>(sql`select ${n}::int as n`))
      expect(row.n).toBe(n)
    }
  })

  test('turns a broken rule into its name, and rolls everything back', async () => {
    const db = await open()
    const write = db.transaction(jobWho(), async (tx) => {
      await appendFact(tx, 'test/thing', newId(), tx.today)
      await tx.query(
        sql`insert into platform.account (username, display_name, role, password_hash) values ('Upper', 'x', 'broker', 'x')`,
      )
    })
    await expect(write).rejects.toMatchObject({
      name: 'Refused',
      code: 'account_username_lower_case',
    } satisfies Partial<Refused>)
    const { n } = await db.owner((tx) => tx.one<{ n: number }>(sql`select count(*) as n from platform.fact`))
    expect(n).toBe(0)
  })

  test('lets nobody see accounts, and proves at start that it is so', async () => {
    const db = await open()
    await db.owner((tx) =>
      tx.query(
        sql`insert into platform.account (username, display_name, role, password_hash) values ('a', 'x', 'broker', 'x')`,
      ),
    )
    await proveSecurityBinds(db)
    const seen = await db.transaction(who('finance'), (tx) => tx.query(sql`select id from platform.account`))
    expect(seen).toEqual([])
  })

  test('applies no migration twice', async () => {
    expect(await migrate(await open())).toEqual([])
  })
})

onBothDatabases('the audit trail', (open) => {
  test('is whole after work, and says so when an entry was changed', async () => {
    const db = await open()
    for (let n = 0; n < 5; n++)
      await db.transaction(who('finance'), (tx) => audit(tx, { action: 'test/looked', subject: 'test', detail: { n } }))
    const look = () =>
      db.transaction(jobWho(), async (tx) => ({ faults: await auditFaults(tx), length: await auditLength(tx) }))
    expect(await look()).toEqual({ faults: [], length: 5 })
    await expect(
      db.transaction(jobWho(), (tx) => tx.query(sql`update platform.audit_entry set action = 'x'`)),
    ).rejects.toThrow()
    await db.owner(async (tx) => {
      await tx.query(sql`alter table platform.audit_entry disable trigger end_only`)
      await tx.query(
        sql`update platform.audit_entry set action = 'test/nothing' where (lane, sequence) in (select lane, sequence from platform.audit_entry order by at limit 1)`,
      )
    })
    expect((await look()).faults.map(({ fault }) => fault)).toEqual(['the entry was changed'])
    await db.owner((tx) =>
      tx.query(
        sql`delete from platform.audit_entry where (lane, sequence) in (select lane, max(sequence) from platform.audit_entry group by lane)`,
      ),
    )
    expect((await look()).faults.map(({ fault }) => fault)).toContain('the newest entries are missing')
  })

  test('names an entry that was taken out of the middle or put in by hand', async () => {
    const db = await open()
    await db.transaction(who('finance'), async (tx) => {
      for (let n = 0; n < 3; n++) await audit(tx, { action: 'test/looked', subject: 'test', detail: { n } })
    })
    const faults = async () =>
      (await db.transaction(jobWho(), auditFaults)).map(({ sequence, fault }) => `${sequence}: ${fault}`)
    await db.owner((tx) => tx.query(sql`alter table platform.audit_entry disable trigger end_only`))
    await db.owner((tx) =>
      tx.query(sql`
        insert into platform.audit_entry select lane, 4, at, actor_id, actor_role, 'Somebody', action, subject, subject_id, person_id, detail, hash, hash
          from platform.audit_entry where sequence = 3`),
    )
    expect(await faults()).toEqual(['3: the newest entries are missing', '4: the entry was changed'])
    await db.owner((tx) => tx.query(sql`delete from platform.audit_entry where sequence in (2, 4)`))
    expect((await faults()).toSorted()).toEqual([
      '3: entries before this one are missing',
      '3: the link to the entry before is broken',
    ])
  })
})

onBothDatabases('jobs', (open) => {
  test('a fact reaches every subscriber once, and one that fails is tried again', async () => {
    const db = await open()
    const seen: string[] = []
    let fails = true
    const subscriptions: Subscription[] = [
      { fact: 'test/happened', name: 'one', handle: async (_tx, fact) => void seen.push(`one ${fact.onDate}`) },
      {
        fact: 'test/happened',
        name: 'two',
        handle: async () => {
          if (fails) throw new Error('not yet')
          seen.push('two')
        },
      },
    ]
    const jobs = await openJobs(db, { jobs: [], subscriptions, failed: () => {} })
    const subject = newId()
    await db.transaction(jobWho(), (tx) => appendFact(tx, 'test/happened', subject, day('2026-11-22')))
    await db.transaction(jobWho(), (tx) => appendFact(tx, 'test/happened', subject, day('2026-11-22')))
    expect(await jobs.drain()).toBe(2)
    expect(seen).toEqual(['one 2026-11-22'])
    fails = false
    await db.owner((tx) =>
      tx.query(sql`update pgboss.job set start_after = now() - interval '1 second' where state = 'retry'`),
    )
    expect(await jobs.drain()).toBe(1)
    expect(seen).toEqual(['one 2026-11-22', 'two'])
  })

  test('work that a killed process had in hand is taken up again', async () => {
    const db = await open()
    let done = 0
    const subscriptions: Subscription[] = [
      { fact: 'test/happened', name: 'one', handle: async () => void done++ },
      { fact: 'test/happened', name: 'two', handle: async () => Promise.reject(new Error('killed')) },
    ]
    const registry = { jobs: [], subscriptions, failed: () => {} }
    const killed = await openJobs(db, registry)
    await db.transaction(jobWho(), (tx) => appendFact(tx, 'test/happened', newId(), day('2026-11-22')))
    expect(await killed.drain()).toBe(2)
    const long = db.kind === 'embedded' ? '1 second' : '16 minutes'
    await db.owner((tx) =>
      tx.query(
        sql`update pgboss.job set state = 'active', started_on = now() - ${long}::interval where state = 'retry'`,
      ),
    )
    subscriptions[1] = { fact: 'test/happened', name: 'two', handle: async () => void done++ }
    const next = await openJobs(db, registry)
    await db.owner((tx) =>
      tx.query(sql`update pgboss.job set start_after = now() - interval '1 second' where state = 'retry'`),
    )
    expect(await next.drain()).toBe(1)
    expect(done).toBe(2)
  })
})
