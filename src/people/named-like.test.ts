import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { twoRecords } from '../../test/support/two-records.ts'
import { jobWho } from '../../test/support/who.ts'
import { sql, type Tx } from '../platform/db.ts'
import { listPeople, restrict } from './store.ts'

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
const named =
  (...patterns: string[]) =>
  async (tx: Tx) =>
    ids(await tx.query<{ id: string }>(sql`select named as id from people.named_like(${patterns}::text[]) named`))

onBothDatabases('a name that is looked for', (open) => {
  test('is found by the beginnings of its words, whatever their order, and by nobody who may not see it', async () => {
    const db = await open()
    const { mary, asMary, asDev, asElsewhere, open: record } = await twoRecords(db)
    const nell = await record()
    await record({ givenName: 'Nora', familyName: 'Ash-Worthington' })
    const found = async (text: string) => (await asDev((tx) => listPeople(tx, { text }, 1))).people.map((p) => p.name)
    expect(await found('ashw ne')).toEqual(['Nell Ashworth'])
    expect(await found('worth')).toEqual(['Nora Ash-Worthington'])
    expect(await found('shworth')).toEqual([])
    expect(await found('n%')).toEqual([])
    expect(await found('_ell')).toEqual([])
    expect(await db.transaction(jobWho(), named('% ashw%', '% ne%'))).toEqual([nell])
    expect(await asDev(named('% ashw%'))).toEqual([nell])
    expect(await asElsewhere(named('% ashw%'))).toEqual([])
    await asMary((tx) => restrict(tx, { personId: nell, reason: 'x', from: tx.today, staffIds: [mary] }))
    expect(await asDev(named('% ashw%'))).toEqual([])
  })
})
