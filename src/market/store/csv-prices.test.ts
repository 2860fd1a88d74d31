import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { jobWho } from '../../../test/support/who.ts'
import { type Db, sql } from '../../platform/db.ts'
import { providersCsv } from '../csv-rows.ts'
import { pricesCsv } from '../price-csv-rows.ts'
import { saveProviderRows } from './csv.ts'
import { savePriceRows } from './csv-prices.ts'
import { scheduleOfPrices } from './rates.ts'

const price = {
  ...{ provider: 'P1', lot: 'Community', support: '1:4', unit: 'session', price: '42.50' },
  ...{ from: '', until: '', why: 'Our list of April 2026' },
}
const bring = (db: Db, rows: Record<string, string>[]) =>
  db.transaction(jobWho(), (tx) =>
    savePriceRows(
      tx,
      rows.map((row, at) => ({ line: at + 2, row: pricesCsv.row(tx.today).parse(row) })),
    ),
  )

async function withProviders(db: Db): Promise<void> {
  await db.owner((tx) => tx.query(sql`insert into market.lot (name) values ('Community'), ('Buildings')`))
  const one = {
    number: 'P1',
    name: 'Kettle',
    kind: 'framework',
    cqc_id: '',
    lots: 'Community',
    admitted_from: '2026-04-01',
  }
  const own = { number: 'P2', name: 'The council', kind: 'in_house', cqc_id: '', lots: '', admitted_from: '' }
  await db.transaction(jobWho(), (tx) =>
    saveProviderRows(
      tx,
      [one, own].map((row, at) => ({ line: at + 2, row: providersCsv.row(tx.today).parse(row) })),
    ),
  )
}

onBothDatabases('bringing in prices', (open) => {
  test('a price holds from today or its own day, ends the one before it, and arrives once', async () => {
    const db = await open()
    await withProviders(db)
    const later = { ...price, from: '01/04/2027', price: '44' }
    expect(await bring(db, [later, price])).toEqual({ added: 2, changed: 0, unchanged: 0, rejected: [] })
    expect(await bring(db, [{ ...price, provider: 'kettle' }, later])).toMatchObject({
      added: 0,
      unchanged: 2,
      rejected: [],
    })
    const inForce = (on: string) => db.transaction(jobWho(), (tx) => scheduleOfPrices(tx, on as never))
    const [now, then] = [await inForce('2026-11-22'), await inForce('2027-04-01')]
    expect(now).toMatchObject([{ price: 4250, until: '2027-03-31', supportBand: '1:4', unit: 'session' }])
    expect(then).toMatchObject([{ price: 4400, until: null }])
  })

  test('what cannot be decided on its page is rejected with the same sentence, and the good rows stand', async () => {
    const db = await open()
    await withProviders(db)
    const done = await bring(db, [
      { ...price, provider: 'P9' },
      { ...price, lot: 'Shops' },
      { ...price, lot: 'buildings' },
      { ...price, support: '1:7' },
      { ...price, provider: 'P2', lot: 'Community' },
      { ...price, from: '2026-04-01' },
      price,
      { ...price, price: '40', from: '2026-11-22' },
    ])
    expect(done.added).toBe(1)
    expect(done.rejected.map(({ line, column }) => [line, column])).toEqual([
      [2, 'provider'],
      [3, 'lot'],
      [4, 'lot'],
      [5, 'support'],
      [6, 'provider'],
      [7, 'from'],
      [9, 'from'],
    ])
    expect(done.rejected[1]?.reason).toBe('There is no lot “Shops”. The lots are: Buildings; Community')
    expect(done.rejected[4]?.reason).toContain('cost sheet')
  })
})

test.each([
  [{ provider: '' }, 'provider'],
  [{ price: '0' }, 'price'],
  [{ price: '-4' }, 'price'],
  [{ price: '4.555' }, 'price'],
  [{ price: 'free' }, 'price'],
  [{ unit: 'block' }, 'unit'],
  [{ why: '' }, 'why'],
  [{ from: '2026-02-30' }, 'from'],
  [{ from: '2026-12-01', until: '2026-11-30' }, 'until'],
])('%j is refused at its column', (changed, column) => {
  const { error } = pricesCsv.row('2026-11-22' as never).safeParse({ ...price, ...changed })
  expect(error?.issues[0]?.path[0]).toBe(column)
})
