import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { nell, slip, twoRecords } from '../../../test/support/two-records.ts'
import { jobWho } from '../../../test/support/who.ts'
import { mergeRecords } from '../../people/store.ts'
import type { Db } from '../../platform/db.ts'
import { bringIn } from './bring-in.ts'
import { bringableNamed } from './kinds.ts'

async function bring(db: Db, kind: string, content: string) {
  const what = bringableNamed(kind)
  if (what === undefined) throw new Error(`${kind} cannot be brought in`)
  return db.transaction(jobWho(), (tx) => bringIn(tx, what, Readable.from([Buffer.from(content)])))
}
const why = ({ faults }: Awaited<ReturnType<typeof bring>>) => faults.map(({ reason }) => reason)

onBothDatabases('a file that names a record that was merged', (open) => {
  test('has its rows rejected with the number to use; nothing is written on the merged record', async () => {
    const db = await open()
    const { asMary, open: record } = await twoRecords(db)
    const old = await record({ ...slip, localId: 'P2' })
    const kept = await record({ localId: 'P1' })
    const head = 'number,given_name,family_name,born_on,team\n'
    const row = (number: string) => `${head}${number},Nell,Ashwroth,${nell.bornOn},Crewe\n`
    expect(await bring(db, 'people', row('P2'))).toMatchObject({ unchanged: 1, rejected: 0 })
    await asMary((tx) => mergeRecords(tx, { mergedId: old, survivorId: kept, reason: 'one person' }))
    expect(why(await bring(db, 'people', row('P2')))).toEqual([
      'This number is of a record that was merged into another. Use the number of the record that goes on: P1',
    ])
    expect(why(await bring(db, 'people', row('P3')))).toEqual([expect.stringContaining('exists under number P2')])
    expect(why(await bring(db, 'charges', 'person,weekly,from,reason\nP2,10,2026-11-30,Old system\n'))).toEqual([
      expect.stringContaining('If the record was merged into another, use the number of that one'),
    ])
  })
})
