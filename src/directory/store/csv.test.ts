import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { jobWho } from '../../../test/support/who.ts'
import type { CsvKind, CsvLine, CsvSaved } from '../../platform/csv.ts'
import { type Db, sql, type Tx } from '../../platform/db.ts'
import { opportunitiesCsv, sessionsCsv } from '../csv-rows.ts'
import { saveOpportunityRows } from './csv.ts'
import { saveSessionRows } from './csv-sessions.ts'

const day = '2026-11-22' as Tx['today']
async function bring<Row>(
  db: Db,
  kind: CsvKind<Row>,
  save: (tx: Tx, lines: CsvLine<Row>[]) => Promise<CsvSaved>,
  rows: Record<string, string>[],
) {
  const lines: CsvLine<Row>[] = []
  for await (const row of Readable.from(rows)) {
    const cells = { ...Object.fromEntries(kind.columns.map(({ name }) => [name, ''])), ...row }
    lines.push({ line: lines.length + 2, row: kind.row(day).parse(cells) })
  }
  return db.transaction(jobWho(), (tx) => save(tx, lines))
}
const opportunity = {
  tier: '2',
  number: 'O1',
  name: 'Copper Kettle',
  organisation: 'Kettle Kitchens',
  kind: 'cooking',
  site: 'Kitchen',
  town: 'Crewe',
  latitude: '53.09',
  longitude: '-2.44',
  access: 'step_free; no:hoist',
  support_bands: '1:4',
  price_from: '3',
  free: 'no',
}
const session = {
  number: 'S1',
  opportunity: 'O1',
  weekday: 'Tuesday',
  start: '10:00',
  end: '14:00',
  from: '2026-04-06',
  places: '12',
  workers: '2',
}

test.each([
  [opportunitiesCsv, { ...opportunity, kind: 'moon' }, 'kind'],
  [opportunitiesCsv, { ...opportunity, name: ' ' }, 'name'],
  [opportunitiesCsv, { ...opportunity, longitude: '' }, 'longitude'],
  [opportunitiesCsv, { ...opportunity, access: 'wings' }, 'access'],
  [opportunitiesCsv, { ...opportunity, price_from: '-3' }, 'price_from'],
  [opportunitiesCsv, { ...opportunity, price_from: '3.005' }, 'price_from'],
  [opportunitiesCsv, { ...opportunity, price_from: '3,50' }, 'price_from'],
  [opportunitiesCsv, { ...opportunity, price_from: '=1+1' }, 'price_from'],
  [opportunitiesCsv, { ...opportunity, support_bands: '9:9' }, 'support_bands'],
  [opportunitiesCsv, { ...opportunity, last_checked_on: '31/02/2026' }, 'last_checked_on'],
  [sessionsCsv, { ...session, weekday: 'Someday' }, 'weekday'],
  [sessionsCsv, { ...session, start: '25:00' }, 'start'],
  [sessionsCsv, { ...session, end: '10:00' }, 'end'],
  [sessionsCsv, { ...session, every_weeks: '5' }, 'every_weeks'],
  [sessionsCsv, { ...session, places: '1.5' }, 'places'],
] as [CsvKind<unknown>, Record<string, string>, string][])('%s refuses %j at its column', (kind, row, column) => {
  const cells = { ...Object.fromEntries(kind.columns.map(({ name }) => [name, ''])), ...row }
  expect(
    kind
      .row(day)
      .safeParse(cells)
      .error?.issues.map(({ path }) => path[0]),
  ).toContain(column)
})

test.each([
  ['3', 300],
  ['£3.5', 350],
  ['1,250.00', 125_000],
  ['1,234,567', 123_456_700],
])('a price of %s is %i pence', (price_from, pence) => {
  const cells = {
    ...Object.fromEntries(opportunitiesCsv.columns.map(({ name }) => [name, ''])),
    ...opportunity,
    price_from,
  }
  expect(opportunitiesCsv.row(day).parse(cells).price_from).toBe(pence)
})

onBothDatabases('bringing in opportunities and sessions', (open) => {
  test('rows arrive once; the second time nothing changes; a changed row changes its entry and keeps its place', async () => {
    const db = await open()
    const rows = [opportunity, { number: 'O2', name: 'Choir', organisation: 'kettle kitchens', free: 'yes' }]
    expect(await bring(db, opportunitiesCsv, saveOpportunityRows, rows)).toEqual({
      added: 2,
      changed: 0,
      unchanged: 0,
      rejected: [],
    })
    expect(await bring(db, opportunitiesCsv, saveOpportunityRows, rows)).toEqual({
      added: 0,
      changed: 0,
      unchanged: 2,
      rejected: [],
    })
    expect(
      await bring(db, opportunitiesCsv, saveOpportunityRows, [{ ...opportunity, town: 'Nantwich' }]),
    ).toMatchObject({ changed: 1 })
    const found = await db.owner((tx) =>
      tx.one<object>(sql`select o.name, o.tier, o.price_from_pence as price, o.access_features as access, s.town, g.name as organisation, (select count(*) from directory.site) as sites, (select count(*) from directory.organisation) as organisations
        from directory.opportunity o join directory.organisation g on g.id = o.organisation_id join directory.opportunity_site os on os.opportunity_id = o.id join directory.site s on s.id = os.site_id`),
    )
    expect(found).toEqual({
      name: 'Copper Kettle',
      tier: 2,
      price: 300,
      access: ['no:hoist', 'step_free'],
      town: 'Nantwich',
      organisation: 'Kettle Kitchens',
      sites: 1,
      organisations: 1,
    })
  })

  test('a row that names no place loses it, and one that names it again has the site it had; organisations keep the first spelling', async () => {
    const db = await open()
    const site = () =>
      db.owner((tx) =>
        tx.query<{ id: string }>(sql`
          select os.site_id as id from directory.opportunity_site os join directory.source_record r on r.opportunity_id = os.opportunity_id
           where r.feed = 'csv' and r.external_id = 'O1'`),
      )
    const elsewhere = { ...opportunity, number: 'O2', site: 'Hall', organisation: 'KETTLE kitchens' }
    await bring(db, opportunitiesCsv, saveOpportunityRows, [opportunity, elsewhere])
    const before = await site()
    expect(before).toHaveLength(1)
    const nowhere = { ...opportunity, site: '', town: '' }
    expect(await bring(db, opportunitiesCsv, saveOpportunityRows, [nowhere, elsewhere])).toMatchObject({
      changed: 1,
      unchanged: 1,
    })
    expect(await site()).toEqual([])
    await bring(db, opportunitiesCsv, saveOpportunityRows, [opportunity])
    expect(await site()).toEqual(before)
    const kept = await db.owner((tx) =>
      tx.query(
        sql`select o.name, (select count(*)::int from directory.opportunity_site) as ties from directory.organisation o`,
      ),
    )
    expect(kept).toEqual([{ name: 'Kettle Kitchens', ties: 2 }])
  })

  test('sessions need their opportunity, arrive with room, and only their end and room can change', async () => {
    const db = await open()
    expect(await bring(db, sessionsCsv, saveSessionRows, [session])).toMatchObject({
      added: 0,
      rejected: [{ line: 2, column: 'opportunity' }],
    })
    await bring(db, opportunitiesCsv, saveOpportunityRows, [opportunity])
    expect(await bring(db, sessionsCsv, saveSessionRows, [session])).toEqual({
      added: 1,
      changed: 0,
      unchanged: 0,
      rejected: [],
    })
    expect(await bring(db, sessionsCsv, saveSessionRows, [session])).toMatchObject({ unchanged: 1 })
    expect(await bring(db, sessionsCsv, saveSessionRows, [{ ...session, start: '11:00' }])).toMatchObject({
      rejected: [{ column: 'start' }],
    })
    expect(await bring(db, sessionsCsv, saveSessionRows, [{ ...session, places: '8' }])).toMatchObject({ changed: 1 })
    expect(
      await bring(db, sessionsCsv, saveSessionRows, [{ ...session, places: '8', until: '2026-12-31' }]),
    ).toMatchObject({ changed: 1 })
    const room = await db.owner((tx) =>
      tx.query(
        sql`select resource, amount, from_date as from, ended_on as ended from directory.capacity order by resource, from_date`,
      ),
    )
    expect(room).toEqual([
      { resource: 'place', amount: 12, from: '2026-04-06', ended: '2026-11-21' },
      { resource: 'place', amount: 8, from: '2026-11-22', ended: null },
      { resource: 'staff', amount: 10_080, from: '2026-04-06', ended: null },
    ])
  })

  test('room for fewer than have a place is rejected by row', async () => {
    const db = await open()
    await bring(db, opportunitiesCsv, saveOpportunityRows, [opportunity])
    await bring(db, sessionsCsv, saveSessionRows, [session])
    await db.owner((tx) =>
      tx.query(
        sql`with o as (insert into directory.occurrence (session_id, on_date, start_minute, end_minute) select id, '2026-11-24', 600, 840 from directory.session returning id) insert into directory.stock (occurrence_id, resource, capacity, taken) select id, 'place', 12, 9 from o`,
      ),
    )
    expect(await bring(db, sessionsCsv, saveSessionRows, [{ ...session, places: '8' }])).toMatchObject({
      changed: 0,
      rejected: [{ column: 'places' }],
    })
    expect(await bring(db, sessionsCsv, saveSessionRows, [{ ...session, places: '9' }])).toMatchObject({ changed: 1 })
  })
})
