import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../../src/platform/db.ts'
import { closeAfterTest } from './close-after.ts'
import { freshEmbedded, freshServer, testClock } from './databases.ts'
import { lent } from './lent-databases.ts'
import { placedPerson } from './placed-person.ts'

/** Every row of every table, and where each sequence stands. */
async function everything(db: Db): Promise<Map<string, string>> {
  const tables = (await db.script(`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname !~ '^pg_' and schemaname <> 'information_schema' order by 1`)) as { name: string }[]
  const rows = (await db.script(
    tables
      .map(({ name }) => `select '${name}' as name, md5(json_agg(t order by t::text)::text) as held from ${name} t`)
      .concat(`select schemaname || sequencename, last_value::text from pg_sequences`)
      .join(' union all '),
  )) as { name: string; held: string }[]
  return new Map(rows.map(({ name, held }) => [name, held]))
}

describe.each([
  ['PostgreSQL', async () => (await freshServer()).db],
  ['embedded', freshEmbedded],
] as const)('a database lent to one test after another (%s)', (kind, fresh) => {
  let opened: number
  beforeEach(() => {
    opened = 0
  })
  const mine = `lent in a test ${kind}`
  const borrow = async (): Promise<Db> => {
    const { db } = await lent(mine, testClock, async () => {
      opened++
      const its = await fresh(testClock)
      return { db: its, built: undefined, close: () => its.close() }
    })
    closeAfterTest(db.close)
    return db
  }
  /** The last borrower changes a table, so that nothing stays open when the test ends. */
  const change = (db: Db) => db.script('alter table people.person disable trigger user')
  const waiting: Db[] = []
  afterEach(async () => {
    await Promise.all(waiting.splice(0).map((db) => db.close()))
  })

  test('is given on with what a new one holds, whatever was written, changed or taken out', async () => {
    const untouched = await fresh(testClock)
    waiting.push(untouched)
    const before = await everything(untouched)
    const first = await borrow()
    await placedPerson(first)
    await first.script(`
      set session_replication_role = replica;
      update delivery.reason set words = 'Changed';
      delete from people.detail_kind;
      insert into platform.audit_lane (lane) values (1000);
      select nextval('market.call_number_seq');
      reset session_replication_role`)
    expect(await everything(first)).not.toEqual(before)
    await first.close()

    const second = await borrow()
    expect(opened).toBe(1)
    expect(await everything(second)).toEqual(before)
    await expect(first.owner(async () => 1)).rejects.toThrow('given back')
    await change(second)
  })

  test('is not given on once a table itself was changed', async () => {
    const first = await borrow()
    await change(first)
    await first.close()
    const second = await borrow()
    expect(opened).toBe(2)
    await change(second)
  })
})
