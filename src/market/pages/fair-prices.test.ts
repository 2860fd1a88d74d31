import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { type Db, sql } from '../../platform/db.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const lotId = id(1)

async function market(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    await tx.query(sql`insert into market.lot (id, name) values (${lotId}, 'Buildings')`)
    for (let at = 1; at <= 5; at++) {
      await tx.query(sql`insert into directory.organisation (id, name) values (${id(at)}, ${`Provider ${at}`})`)
      await tx.query(
        sql`insert into market.provider (id, organisation_id, in_house, kind) values (${id(at)}, ${id(at)}, ${at === 1}, ${at === 1 ? 'in_house' : 'framework'})`,
      )
      if (at > 1)
        await tx.query(sql`
          insert into market.rate (id, provider_id, lot_id, support_band, unit, price_pence, from_date, recorded_by, reason)
          values (${id(at)}, ${id(at)}, ${lotId}, '1:4', 'day', ${4_000 + at * 100}, '2025-04-01', ${id(1)}, 'test')`)
    }
  })
}

test('a commissioner sees a price with no reason, asks, gets one, and everybody reads it', async () => {
  const app = await testApp()
  await market(app.db)
  const commissioner = await app.as('commissioner')
  const before = (await commissioner.get('/market/prices')).body
  for (const words of [
    'Above £43, the middle of 3 other prices like it',
    'No reason has been asked for yet',
    'Ask for the reason',
  ])
    expect(before).toContain(words)
  expect((await app.stranger().get('/market/prices')).body).not.toContain('Ask for the reason')
  expect((await commissioner.post(`/market/prices/${id(5)}/ask`, {})).status).toBe(303)
  expect((await commissioner.post(`/market/prices/${id(5)}/ask`, {})).status).toBe(409)
  const provider = await app.as('provider', { providerId: id(5) })
  expect((await provider.get('/home')).body).toContain('The council asked why on 22 Nov 2026')
  expect((await provider.get(`/market/prices/${id(4)}/reason`)).status).toBe(404)
  expect((await provider.post(`/market/prices/${id(5)}/reason`, { reason: '' })).status).toBe(400)
  expect(
    (await provider.post(`/market/prices/${id(5)}/reason`, { reason: 'Two workers are trained nurses' })).status,
  ).toBe(303)
  const after = (await app.stranger().get('/market/prices')).body
  expect(after).toContain('Two workers are trained nurses')

  const waits = 'It said on 22 Nov 2026 why its price is above the middle'
  expect((await commissioner.get('/home')).body).toContain(waits)
  const review = `/market/prices/${id(5)}/review`
  expect((await commissioner.get(review)).body).toContain('Why it is above the middle: Two workers are trained nurses')
  expect((await commissioner.post(review, { reason: 'Their papers were seen' })).status).toBe(303)
  expect((await commissioner.get('/home')).body).not.toContain(waits)
})

test('a price above the middle says so before it is decided, and its reason can be given with it', async () => {
  const app = await testApp()
  await market(app.db)
  await app.db.owner((tx) =>
    tx.query(sql`
      insert into market.admission (provider_id, lot_id, from_date, decided_by, reason) values (${id(2)}, ${lotId}, '2025-04-01', ${id(1)}, 'test')`),
  )
  const commissioner = await app.as('commissioner')
  const url = `/market/providers/${id(2)}/rates/new`
  const day = { 'from-day': '1', 'from-month': '12', 'from-year': '2026' }
  const form = { lotId, supportBand: '1:4', unit: 'day', reason: 'Yearly look', ...day }
  const above = 'This is above £44, the middle of 3 other prices like it on that day.'
  expect((await commissioner.post(url, { ...form, price: '44' })).body).not.toContain('above £44')
  const check = (await commissioner.post(url, { ...form, price: '44.01' })).body
  for (const words of [above, 'Why is it above the middle?', 'Once it has begun it cannot be taken back.'])
    expect(check).toContain(words)
  const confirmed = { ...form, price: '44.01', confirmed: 'yes' }
  const long = await commissioner.post(url, { ...confirmed, whyAbove: 'x'.repeat(1001) })
  expect([long.status, long.body.includes('1,000 characters or fewer'), long.body.includes(above)]).toEqual([
    400,
    true,
    true,
  ])
  expect((await commissioner.post(url, { ...confirmed, whyAbove: 'The room has a hoist' })).status).toBe(303)
  expect(
    await app.db.owner((tx) => tx.query(sql`select reason, given_by_provider as theirs from market.price_reason`)),
  ).toEqual([{ reason: 'The room has a hoist', theirs: false }])
})

test('the schedule is filtered, comes as a spreadsheet, a PDF and data', async () => {
  const app = await testApp()
  await market(app.db)
  const all = app.stranger()
  expect((await all.get('/market/prices?words=provider%203')).body).toContain('1 price.')
  expect((await all.get('/market/prices?band=1:1')).body).toContain('No price fits what you chose')
  expect((await all.get('/market/prices?own=nonsense')).body).toContain('4 prices.')
  const csv = await all.get('/market/prices.csv?words=provider%205')
  expect(csv.body.trim().split('\r\n')).toEqual([
    '\uFEFFprovider,in_house,lot,workers_to_people,unit,price_pounds,from,until,compared_with,middle_pounds,reason_above_the_middle'.trim(),
    'Provider 5,no,Buildings,1:4,day,45.00,2025-04-01,,3,43.00,',
  ])
  const pdf = await all.get('/market/prices.pdf')
  expect([pdf.status, pdf.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  expect((await all.get('/api/market/prices?on=2025-03-31')).json()).toEqual({ on: '2025-03-31', prices: [] })
  expect((await all.get('/api/market/prices?on=yesterday')).status).toBe(400)
})

test('the own service is priced from its cost sheet, worked out before it is decided and shown line by line', async () => {
  const app = await testApp()
  await market(app.db)
  const commissioner = await app.as('commissioner')
  const url = `/market/providers/${id(1)}/cost-sheets/new`
  const form: Record<string, string> = {
    lotId,
    supportBand: '1:4',
    unit: 'day',
    year: '2026',
    places: '36',
    openDays: '250',
    unitsADay: '1',
    occupancy: '82',
    line1: '400,000',
    line3: '98000',
    line5: '72000',
    'from-day': '1',
    'from-month': '12',
    'from-year': '2026',
    reason: 'Yearly review',
  }
  const faults: [Record<string, string>, string][] = [
    [{ occupancy: '101' }, 'must be a whole number from 1 to 100'],
    [{ places: '0' }, 'must be a whole number from 1'],
    [{ line1: '-1' }, 'must be an amount of money'],
    [{ line7: '500' }, 'Enter both, or neither'],
    [{ unitsADay: '2' }, 'A day is sold once in one day'],
    [{ unit: 'half_day', unitsADay: '3' }, 'a half day at most twice'],
    [{ unit: 'week' }, 'Select what the price is for'],
    [{ line1: '', line3: '', line5: '' }, 'The costs add up to nothing'],
    [{ 'from-year': '2025', confirmed: 'yes' }, 'must be today or later'],
  ]
  for (const [changed, sentence] of faults) {
    const { status, body } = await commissioner.post(url, { ...form, ...changed })
    expect([changed, status, body.includes(sentence)]).toEqual([changed, 400, true])
  }
  const check = (await commissioner.post(url, form)).body
  for (const words of ['The price is £77.24 a day', 'above £43.50, the middle of 4 other prices'])
    expect(check).toContain(words)
  const long = await commissioner.post(url, { ...form, confirmed: 'yes', whyAbove: 'x'.repeat(1001) })
  expect([long.status, long.body.includes('1,000 characters or fewer')]).toEqual([400, true])
  const decided = await commissioner.post(url, { ...form, confirmed: 'yes', whyAbove: 'A nurse is there all day' })
  expect(decided.status).toBe(303)
  const shown = (await app.stranger().get(decided.headers['location'] ?? '')).body
  for (const words of ['How £77.24 a day is worked out', '36 places × 250 days × 82 per cent', '7,380', '£570,000'])
    expect(shown).toContain(words)
  expect((await app.stranger().get(`/market/cost-sheets/${id(9)}`)).status).toBe(404)
  expect(await app.db.owner((tx) => tx.query(sql`select reason from market.price_reason`))).toEqual([
    { reason: 'A nurse is there all day' },
  ])
  const refused = await commissioner.post(`/market/providers/${id(1)}/rates/new`, { ...form, price: '50' })
  expect(refused.body).toContain('priced from its cost sheet')
})

test('prices that are due are listed with who acts, and one that stands is due again in a year', async () => {
  const app = await testApp()
  await market(app.db)
  const commissioner = await app.as('commissioner')
  expect((await commissioner.get('/home')).body).toContain('4 prices are due')
  expect((await commissioner.get('/market/price-reviews')).body).toContain('>4 prices<')
  const url = `/market/prices/${id(3)}/review`
  expect((await commissioner.post(url, { reason: ' ' })).status).toBe(400)
  expect((await commissioner.post(url, { reason: 'Compared with three others' })).status).toBe(303)
  expect((await commissioner.get('/market/price-reviews')).body).toContain('>3 prices<')
  expect((await commissioner.get('/market/price-reviews?which=later')).body).toContain('22 Nov 2027')
})
