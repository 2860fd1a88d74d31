import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { sql } from '../../platform/db.ts'

const id = '00000000-0000-4000-8000-000000000001'
const ownLot = '00000000-0000-4000-8000-000000000002'

test('an uplift is worked out, decided and read as a letter by the provider it is about', async () => {
  const app = await testApp()
  await app.db.owner(async (tx) => {
    await tx.query(sql`insert into market.lot (id, name) values (${id}, 'Outreach')`)
    await tx.query(sql`insert into directory.organisation (id, name) values (${id}, 'Kettle Kitchens')`)
    await tx.query(
      sql`insert into market.provider (id, organisation_id, in_house, kind) values (${id}, ${id}, false, 'framework')`,
    )
    await tx.query(
      sql`insert into market.admission (provider_id, lot_id, decided_by, reason, from_date) values (${id}, ${id}, ${id}, 'brought in', '2022-04-01')`,
    )
    await tx.query(
      sql`insert into market.rate (provider_id, lot_id, support_band, unit, price_pence, from_date, recorded_by, reason) values (${id}, ${id}, '1:1', 'session', 4800, '2026-04-01', ${id}, 'test')`,
    )
  })
  const commissioner = await app.as('commissioner')
  const form = { lotId: id, baseYear: '2025', toYear: '2026', 'from-day': '1', 'from-month': '4', 'from-year': '2027' }
  const faults: [Record<string, string>, string][] = [
    [{ lotId: 'x' }, 'Select a lot'],
    [{ toYear: '2025' }, 'Select a later year'],
    [{ toYear: '2022' }, 'Select the year they go to'],
    [{ 'from-year': '2025' }, 'must be today or later'],
  ]
  for (const [changed, sentence] of faults) {
    const { status, body } = await commissioner.post('/market/uplifts/new', { ...form, ...changed })
    expect([changed, status, body.includes(sentence)]).toEqual([changed, 400, true])
  }
  await app.db.owner((tx) => tx.query(sql`insert into market.lot (id, name) values (${ownLot}, 'Own')`))
  const own = await commissioner.post('/market/uplifts/new', { ...form, lotId: ownLot })
  expect((await commissioner.get(own.headers['location'] ?? '')).body).toContain(
    'apart from any of the council’s own service',
  )
  const proposed = await commissioner.post('/market/uplifts/new', form)
  expect(proposed.status).toBe(303)
  const url = proposed.headers['location'] ?? ''
  const page = (await commissioner.get(url)).body
  for (const words of ['£12.71 an hour', '3.87 per cent', '£49.86', 'Homecare Association'])
    expect(page).toContain(words)
  const asked: [Record<string, string>, string][] = [
    [{ percent: '3.87' }, 'Select what you decide'],
    [{ decision: 'yes', percent: 'four' }, 'with at most two decimals'],
    [{ decision: 'yes', percent: '0' }, 'Nothing per cent is a no'],
  ]
  for (const [typed, sentence] of asked) {
    const { status, body } = await commissioner.post(`${url}/decide`, { ...typed, reason: 'x' })
    expect([typed, status, body.includes(sentence)]).toEqual([typed, 400, true])
  }
  const mistake = (await commissioner.post('/market/uplifts/new', form)).headers['location'] ?? ''
  await commissioner.post(`${mistake}/decide`, { decision: 'taken_back', reason: 'Typed twice' })
  expect((await commissioner.get(mistake)).body).toContain('No price moved, and nobody was told')
  const said = { decision: 'yes', percent: '3.87', reason: 'Wages rose in April.' }
  expect((await commissioner.post(`${url}/decide`, said)).status).toBe(303)
  const decided = (await commissioner.get(url)).body
  for (const words of ['What it did to each price', '£48 a session', '£49.86']) expect(decided).toContain(words)
  expect((await commissioner.get('/market/uplifts')).body).toContain('Taken back')
  const provider = await app.as('provider', { providerId: id })
  expect((await provider.get('/home')).body).toContain('The council decided an uplift')
  const letter =
    /\/market\/uplifts\/[0-9a-f-]+\/letters\/[0-9a-f-]+/.exec((await provider.get('/market/my-service')).body)?.[0] ??
    ''
  const { body } = await provider.get(letter)
  for (const words of ['Your prices from Thursday 1 April 2027', '£48', '£49.86', 'Wages rose in April.'])
    expect(body).toContain(words)
  expect((await provider.get(`${letter}/pdf`)).bytes.subarray(0, 5).toString()).toBe('%PDF-')
  const other = await app.as('provider', { providerId: '00000000-0000-4000-8000-000000000002' })
  expect((await other.get(letter)).status).toBe(404)
})
