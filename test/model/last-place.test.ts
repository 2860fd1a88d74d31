import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import type { Db } from '../../src/platform/db.ts'
import { freshEmbedded, freshServer } from '../support/databases.ts'
import { full } from '../support/full.ts'
import { claimMany, claimOne, type Ending } from './claimants.ts'
import { count, datesOf, walk } from './walk.ts'

const rounds = full ? { one: 40, many: 7 } : { one: 3, many: 1 }

/** Fifty people, a session with one place, and sessions of 26 dates with three workers. */
async function stage(db: Db): Promise<{ single: string[]; sessions: string[] }> {
  return db.owner(async (tx) => {
    await walk(
      tx,
      `insert into people.person (id, born_on, recorded_by) select md5('p' || n)::uuid, '1990-01-01', @staff from generate_series(1, 50) n;
       insert into directory.organisation (id, name) values (@org, 'Hall');
       insert into directory.opportunity (id, organisation_id, name) values (@club, @org, 'Club');
       insert into directory.session (id, opportunity_id, weekday, first_monday, start_minute, end_minute, from_date) values (@single, @club, 2, '2026-01-05', 600, 700, '2026-01-05');
       insert into directory.capacity (session_id, resource, amount, from_date, recorded_by, reason) values (@single, 'place', 1, '2026-01-05', @staff, 'x'), (@single, 'staff', 5040, '2026-01-05', @staff, 'x');
       ${datesOf('single', '2026-01-05', '2026-12-31')}`,
    )
    for (let n = 1; n <= rounds.many; n++)
      await walk(
        tx,
        `insert into directory.session (id, opportunity_id, weekday, first_monday, start_minute, end_minute, from_date) values (@many${n}, @club, 4, '2026-01-05', ${n * 120}, ${n * 120 + 60}, '2026-01-05');
         insert into directory.capacity (session_id, resource, amount, from_date, recorded_by, reason) values (@many${n}, 'place', 20, '2026-01-05', @staff, 'x'), (@many${n}, 'staff', 3 * 5040, '2026-01-05', @staff, 'x');
         ${datesOf(`many${n}`, '2026-01-05', '2026-07-05')}`,
      )
    const single = await walk<{ id: string }>(
      tx,
      `select id from directory.occurrence where session_id = @single order by on_date limit ${rounds.one}`,
    )
    const sessions = await walk<{ id: string }>(
      tx,
      `select id from directory.session where id <> @single order by start_minute`,
    )
    return { single: single.map(({ id }) => id), sessions: sessions.map(({ id }) => id) }
  })
}

const untrueStock = (db: Db) =>
  db.owner((tx) =>
    count(
      tx,
      `select count(*) from directory.stock s left join (
         select c.occurrence_id, n.resource, sum(n.amount) as amount from directory.place_claim c cross join lateral directory.needed(c.support_band, c.characteristics) n
          where c.released_at is null group by 1, 2) held on held.occurrence_id = s.occurrence_id and held.resource = s.resource
        where s.taken <> coalesce(held.amount, 0)`,
    ),
  )
const freeWorkerTime = (db: Db, session: string) =>
  db.owner((tx) =>
    count(
      tx,
      `select sum(s.capacity - s.taken) from directory.stock s join directory.occurrence o on o.id = s.occurrence_id where o.session_id = '${session}' and s.resource = 'staff'`,
    ),
  )

type Ask = (what: 'one' | 'many', id: string) => Promise<Ending[]>

async function race(db: Db, ask: Ask): Promise<void> {
  const { single, sessions } = await stage(db)
  for (const id of single) {
    const endings = await ask('one', id)
    expect(endings.length).toBe(50)
    expect(endings.filter((end) => end === 'won').length).toBe(1)
    expect([...new Set(endings.filter((end) => end !== 'won'))]).toEqual(['stock_not_oversold'])
  }
  for (const id of sessions) {
    const endings = await ask('many', id)
    expect(endings.length).toBe(50)
    expect(endings.filter((end) => end !== 'won' && end !== 'stock_not_oversold')).toEqual([])
    // three workers' time is filled to less than the smallest share: nobody was refused who still fitted
    expect(await freeWorkerTime(db, id)).toBe(0)
  }
  expect(await untrueStock(db)).toBe(0)
}

describe('fifty people at once for the last place', () => {
  const children: ChildProcess[] = []
  const open: Db[] = []
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill()
    await Promise.all(open.splice(0).map((db) => db.close()))
  })

  async function claimants(url: string): Promise<(line: string) => Promise<Ending[]>> {
    const script = fileURLToPath(new URL('claimants.ts', import.meta.url))
    const child = spawn(process.execPath, ['--import', 'tsx', script], {
      env: { ...process.env, CLAIMANTS_URL: url },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    children.push(child)
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const ready = await lines.next()
    expect(ready.value).toBe('ready')
    return async (line) => {
      child.stdin.write(`${line}\n`)
      return JSON.parse((await lines.next()).value as string) as Ending[]
    }
  }

  test('on PostgreSQL, from two processes: one wins, 49 are refused cleanly', async () => {
    const { db, url } = await freshServer()
    open.push(db)
    const [first, second] = await Promise.all([claimants(url), claimants(url)])
    await race(db, async (what, id) =>
      (await Promise.all([first(`${what} ${id} 1 26`), second(`${what} ${id} 26 51`)])).flat(),
    )
  }, 1_200_000)

  test('on the embedded database, queued: the same', async () => {
    const db = await freshEmbedded()
    open.push(db)
    const people = Array.from({ length: 50 }, (_, index) => index + 1)
    await race(db, (what, id) => Promise.all(people.map((who) => (what === 'one' ? claimOne : claimMany)(db, id, who))))
  }, 1_200_000)
})
