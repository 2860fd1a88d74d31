import { expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { assurancePolicyOn } from '../../test/support/assurance.ts'
import { onBothDatabases } from '../../test/support/databases.ts'
import { readPdf } from '../../test/support/read-pdf.ts'
import { who } from '../../test/support/who.ts'
import { type Db, sql } from '../platform/db.ts'
import { marketStatements, marketToday, publishMarketStatement } from './store.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`

/** Two public entries and a hidden one, a full session on Saturday, three prices, six wishes for Saturday and one for Sunday. */
async function lay(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    await tx.query(sql`insert into market.lot (id, name) values (${id(1)}, 'Outreach')`)
    await tx.query(
      sql`insert into directory.support_band (code, staff_shares) values ('1:4', 630) on conflict do nothing`,
    )
    for (const at of [1, 2, 3]) {
      await tx.query(sql`insert into directory.organisation (id, name) values (${id(at)}, ${`Provider ${at}`})`)
      await tx.query(
        sql`insert into market.provider (id, organisation_id, in_house, kind) values (${id(at)}, ${id(at)}, false, 'framework')`,
      )
      await tx.query(sql`
        insert into market.rate (provider_id, lot_id, support_band, unit, price_pence, from_date, recorded_by, reason) values (${id(at)}, ${id(1)}, '1:4', 'session', ${3000 + at * 500}, '2026-04-01', ${id(1)}, 'test')`)
      await tx.query(sql`
        insert into directory.opportunity (id, organisation_id, name, local_area, kind, tier, free, audience, last_checked_on, access_features)
        values (${id(at)}, ${id(at)}, ${`Entry ${at}`}, 'Crewe', 'cooking', ${at === 1 ? 2 : null}, ${at === 2}, ${at === 3 ? 'hidden' : 'public'}, ${at === 2 ? '2026-01-01' : '2026-11-01'}, array['hoist'])`)
      await tx.query(sql`
        insert into directory.session (id, opportunity_id, weekday, first_monday, start_minute, end_minute, from_date) values (${id(at)}, ${id(at)}, 6, '2026-01-05', 600, 720, '2026-01-05')`)
    }
    await tx.query(
      sql`insert into directory.capacity (session_id, resource, amount, from_date, recorded_by, reason) values (${id(1)}, 'place', 8, '2026-01-05', ${id(1)}, 'test')`,
    )
    await tx.query(
      sql`insert into directory.occurrence (id, session_id, on_date, start_minute, end_minute) values (${id(1)}, ${id(1)}, '2026-11-28', 600, 720)`,
    )
    await tx.query(
      sql`insert into directory.stock (occurrence_id, resource, capacity, taken) values (${id(1)}, 'place', 0, 0)`,
    )
    for (let at = 0; at < 7; at++)
      await tx.query(
        sql`insert into directory.wish (local_area, weekdays, day_parts, needs, recorded_on) values ('Crewe', array[${at === 6 ? 7 : 6}]::smallint[], array['morning'], array['hoist'], '2026-10-01')`,
      )
  })
}

onBothDatabases('the market', (open) => {
  test('is told by supply, prices, quality and gaps; hidden entries are in no number, and a statement stands as it was', async () => {
    const db = await open()
    await lay(db)
    const commissioner = who('commissioner')
    const figures = await db.transaction(commissioner, (tx) =>
      marketToday(tx, { area: '', kind: '' }, assurancePolicyOn),
    )
    expect(figures).toMatchObject({
      services: 2,
      sessions: 2,
      places: 8,
      prices: [{ lot: 'Outreach', count: 3, lowest: 3500, middle: 4000, highest: 4500 }],
      quality: { ratings: [], unrated: 2, stale: 1 },
    })
    expect(figures.supply.free.map(({ code, services }) => [code, services])).toEqual([
      ['false', 1],
      ['true', 1],
    ])
    expect(
      figures.gaps.map(({ weekday, need, wishes, sessions, withRoom }) => [weekday, need, wishes, sessions, withRoom]),
    ).toEqual([
      [6, 'hoist', 'hidden', 2, 0],
      [7, 'hoist', 'hidden', 0, 0],
      [6, null, 0, 2, 0],
    ])
    expect(figures.missing.join(' ')).toMatch(/No rating .* No failed match .* places of 1 weekly session/)
    const statementId = await db.transaction(commissioner, (tx) =>
      publishMarketStatement(tx, 'We want more on Sundays.', assurancePolicyOn),
    )
    expect((await db.transaction(who('public'), (tx) => marketStatements(tx)))[0]?.id).toBe(statementId)
    await expect(db.owner((tx) => tx.query(sql`update strategy.market_statement set words = 'x'`))).rejects.toThrow()
    await expect(
      db.transaction(who('finance'), (tx) => publishMarketStatement(tx, 'x', assurancePolicyOn)),
    ).rejects.toThrow()
  })
})

test('a commissioner reads the market, makes a call of a gap and publishes a statement that everybody reads, also as PDF', async () => {
  const app = await testApp()
  await lay(app.db)
  const commissioner = await app.as('commissioner', { name: 'Alex Commissioner' })
  const page = (await commissioner.get('/strategy/market-position')).body
  for (const said of [
    'What is not known',
    'No rating of a service is published',
    'Saturday has most: 2 of 2 weekly sessions',
    'Source: the published schedule of prices',
    '£40 (£35 to £45)',
  ])
    expect(page).toContain(said)
  expect((await commissioner.get('/strategy/market-position?kind=cooking&area=Crewe')).body).toContain('Cooking')
  for (const [part, sentence] of [
    ['area=Atlantis', /There is no area “Atlantis”\. Known: [^<]*Macclesfield/],
    ['kind=flying', /There is no kind “flying”/],
  ] as const) {
    const unknown = await commissioner.get(`/strategy/market-position?${part}`)
    expect([unknown.status, unknown.body.includes('Nothing is shown')]).toEqual([400, true])
    expect(unknown.body).toMatch(sentence)
    expect((await commissioner.get(`/strategy/market-position/kinds.csv?${part}`)).status).toBe(404)
    const refused = await commissioner.api('GET', `/api/strategy/market-position?${part}`)
    expect(refused.status).toBe(400)
    expect(refused.json()).toMatchObject({ errors: [{ message: expect.stringMatching(sentence) }] })
  }
  expect((await commissioner.get('/strategy/market-position/prices.csv')).body).toContain(
    '"Outreach, a session, 1 to 4",3,£35',
  )
  expect((await commissioner.get('/strategy/market-position/people.csv')).status).toBe(404)
  for (const shut of ['broker', 'finance'] as const)
    expect((await (await app.as(shut)).get('/strategy/market-position')).status).toBe(403)

  const gaps = await commissioner.get('/strategy/gaps?day=6')
  expect(gaps.body).toContain('Make a call')
  expect((await commissioner.post('/strategy/gaps/call', { area: 'Crewe', day: '2', part: '', need: '' })).status).toBe(
    404,
  )
  const made = await commissioner.post('/strategy/gaps/call', {
    area: 'Crewe',
    day: '6',
    part: 'morning',
    need: 'hoist',
  })
  const draft = (await commissioner.get(made.headers['location'] ?? '')).body
  for (const said of [
    'Something to do in Crewe on Saturdays in the morning (hoist)',
    'From a gap on Sunday 22 November 2026',
    'Saturday, 9am to noon',
  ])
    expect(draft).toContain(said)
  expect((await commissioner.get('/strategy/gaps?day=6')).body).toContain('Call 1 is a draft')
  expect((await (await app.as('team_manager')).get('/strategy/gaps?day=6')).body).not.toContain('is a draft')
  await commissioner.post((made.headers['location'] ?? '').replace('/work', '/act/publish'), {})
  expect((await commissioner.get('/strategy/gaps')).body).toContain('Call 1 is open')

  expect((await commissioner.post('/strategy/market-statements/new', { words: ' ' })).status).toBe(400)
  const statement =
    (await commissioner.post('/strategy/market-statements/new', { words: 'We want more on Sundays.' })).headers[
      'location'
    ] ?? ''
  const stranger = app.stranger()
  expect((await stranger.get('/strategy/market-statements')).body).toContain(
    'Statement 1, as of Sunday 22 November 2026',
  )
  const read = (await stranger.get(statement)).body
  for (const said of ['We want more on Sundays.', 'Alex Commissioner', 'Services: 2', 'Numbers under five are hidden'])
    expect(read).toContain(said)
  const pdf = await stranger.get(`${statement}/pdf`)
  const { text: words, structure } = readPdf(pdf.bytes)
  expect(structure.filter((kind) => kind === 'Figure').length).toBeGreaterThanOrEqual(7)
  for (const said of [
    'Market position statement 1',
    'We want more on Sundays.',
    'Source: the published schedule of prices',
  ])
    expect(words).toContain(said)
  const rows = [...read.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    row
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )
  expect(words).not.toContain('this letter')
  expect(rows.length).toBeGreaterThan(20)
  expect(rows.filter((row) => !words.includes(row))).toEqual([])
  expect((await stranger.api('GET', `/api${statement}`)).json()).toMatchObject({ number: 1, figures: { services: 2 } })
  expect((await stranger.api('GET', '/api/strategy/market-position')).status).toBe(401)
})
