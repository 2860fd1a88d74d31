import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { jobWho } from '../../../test/support/who.ts'
import { type Db, sql } from '../../platform/db.ts'
import { providersCsv } from '../csv-rows.ts'
import { saveProviderRows } from './csv.ts'

const provider = {
  number: 'P1',
  name: 'Kettle Kitchens',
  kind: 'framework',
  cqc_id: '',
  lots: 'Community',
  admitted_from: '01/04/2026',
}
const bring = (db: Db, rows: Record<string, string>[]) =>
  db.transaction(jobWho(), (tx) =>
    saveProviderRows(
      tx,
      rows.map((row, at) => ({ line: at + 2, row: providersCsv.row(tx.today).parse(row) })),
    ),
  )

onBothDatabases('bringing in providers', (open) => {
  test('a provider arrives once with its lots, joins further ones, and is never another', async () => {
    const db = await open()
    expect(await bring(db, [provider])).toMatchObject({ added: 0, rejected: [{ line: 2, column: 'lots' }] })
    await db.owner((tx) => tx.query(sql`insert into market.lot (name) values ('Community'), ('Buildings')`))
    expect(
      await bring(db, [
        provider,
        { ...provider, number: 'P2', name: 'The council', kind: 'In-house', lots: '', admitted_from: '' },
      ]),
    ).toEqual({ added: 2, changed: 0, unchanged: 0, rejected: [] })
    expect(await bring(db, [provider])).toMatchObject({ unchanged: 1 })
    expect(await bring(db, [{ ...provider, lots: 'community; Buildings', cqc_id: '1-234' }])).toMatchObject({
      changed: 1,
    })
    expect(
      await bring(db, [
        { ...provider, name: 'Others' },
        { ...provider, kind: 'other' },
        { ...provider, cqc_id: '9' },
      ]),
    ).toMatchObject({
      rejected: [{ column: 'name' }, { column: 'kind' }, { column: 'cqc_id' }],
    })
    expect(
      await bring(db, [
        { ...provider, number: 'P3', name: 'kettle kitchens' },
        { ...provider, number: 'P4', name: 'Twice' },
        { ...provider, number: 'P5', name: 'TWICE' },
      ]),
    ).toMatchObject({
      added: 1,
      rejected: [
        { line: 2, column: 'name', reason: expect.stringContaining('under number P1') },
        { line: 4, column: 'name', reason: expect.stringContaining('under number P4') },
      ],
    })
    const admitted = await db.owner((tx) =>
      tx.query(
        sql`select l.name, a.from_date as from from market.admission a join market.lot l on l.id = a.lot_id order by l.name`,
      ),
    )
    expect(admitted).toEqual([
      { name: 'Buildings', from: '2026-04-01' },
      { name: 'Community', from: '2026-04-01' },
      { name: 'Community', from: '2026-04-01' },
    ])
  })
})

test.each([
  [{ kind: 'shop' }, 'kind'],
  [{ number: '' }, 'number'],
  [{ admitted_from: '' }, 'admitted_from'],
  [{ admitted_from: '2026-02-30' }, 'admitted_from'],
])('%j is refused at its column', (changed, column) => {
  expect(providersCsv.row('2026-11-22' as never).safeParse({ ...provider, ...changed }).error?.issues[0]?.path[0]).toBe(
    column,
  )
})
