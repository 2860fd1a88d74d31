import { describe, expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { type Db, sql } from '../../platform/db.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const lot = id(1)
const rateUrl = `/market/providers/${id(1)}/rates/new`
const form = {
  lotId: lot,
  supportBand: '1:4',
  unit: 'session',
  price: '£50',
  'from-day': '1',
  'from-month': '4',
  'from-year': '2027',
  reason: 'Yearly uplift',
}

async function market(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    await tx.query(
      sql`insert into directory.organisation (id, name) values (${id(1)}, 'Kettle Kitchens'), (${id(2)}, 'Council day service')`,
    )
    await tx.query(
      sql`insert into directory.opportunity (id, organisation_id, name, support_bands) values (${id(1)}, ${id(1)}, 'Copper Kettle', '{1:4}'), (${id(2)}, ${id(1)}, 'Kettle at home', '{1:1}')`,
    )
    await tx.query(
      sql`insert into market.provider (id, organisation_id, in_house, kind) values (${id(1)}, ${id(1)}, false, 'framework'), (${id(2)}, ${id(2)}, true, 'in_house')`,
    )
    await tx.query(
      sql`insert into market.framework (id, name, legal_route, from_date, recorded_by, reason) values (${id(1)}, 'Day opportunities framework', 'Open to join', '2022-01-01', ${id(0)}, 'test')`,
    )
    await tx.query(
      sql`insert into market.lot (id, name, framework_id) values (${lot}, 'Community sessions', ${id(1)}), (${id(2)}, 'Buildings', ${id(1)})`,
    )
    await tx.query(
      sql`insert into market.admission (provider_id, lot_id, decided_by, reason, from_date) values (${id(1)}, ${lot}, ${id(0)}, 'Met the checks', '2022-04-01')`,
    )
    await tx.query(sql`
      insert into market.rate (id, provider_id, lot_id, support_band, unit, price_pence, from_date, until_date, recorded_by, reason) values
        (${id(1)}, ${id(1)}, ${lot}, '1:4', 'session', 4800, '2026-04-01', null, ${id(0)}, 'Schedule'), (${id(2)}, ${id(1)}, ${lot}, '1:1', 'hour', 2000, '2026-04-01', '2026-12-31', ${id(0)}, 'Trial')`)
    await tx.query(
      sql`insert into directory.published_cost (opportunity_id, rate_id, support_band, unit, price_pence, from_date) values (${id(1)}, ${id(1)}, '1:4', 'session', 4800, '2026-04-01')`,
    )
    await tx.query(sql`
      insert into market.block_contract (id, provider_id, framework_id, framework_from, reference, places, total_pence, from_date, until_date, recorded_by, reason)
      values (${id(1)}, ${id(2)}, ${id(1)}, '2022-01-01', 'BLOCK-1', 40, 30000, '2021-04-01', '2027-03-31', ${id(0)}, 'test')`)
    await tx.query(
      sql`insert into market.block_instalment (block_contract_id, due_on, amount_pence) values (${id(1)}, '2026-04-01', 10000), (${id(1)}, '2027-01-01', 20000)`,
    )
  })
}

describe('the market', () => {
  test('staff see providers with where they stand; others do not', async () => {
    const app = await testApp()
    await market(app.db)
    const broker = await app.as('broker')
    const list = await broker.get('/market/providers?words=kettle')
    for (const words of ['1 provider', 'Kettle Kitchens', 'On the framework', 'Community sessions'])
      expect(list.body).toContain(words)
    expect((await broker.get('/market/providers?kind=in_house')).body).toContain('Council day service')
    expect((await broker.get('/market/providers?words=nobody')).body).toContain('No provider has that name and kind.')
    expect((await broker.get(`/market/providers/${id(1)}`)).body).toContain('£48 a session')
    expect((await broker.get(`/market/providers/${id(9)}`)).status).toBe(404)
    expect((await broker.get('/market/contracts')).status).toBe(403)
    expect((await app.stranger().get('/market/providers')).status).toBe(303)
    const finance = await app.as('finance')
    for (const words of ['BLOCK-1', '£300', '£100', 'No block contract can begin on or after that day'])
      expect((await finance.get('/market/contracts')).body).toContain(words)
  })

  test('a provider sees its own lots and prices and no other’s', async () => {
    const app = await testApp()
    await market(app.db)
    const provider = await app.as('provider', { providerId: id(1) })
    const { body } = await provider.get('/market/my-service')
    expect(body).toContain('Kettle Kitchens')
    expect(body).not.toContain('Decide a rate')
    expect((await provider.get(`/market/providers/${id(2)}`)).status).toBe(403)
    expect((await provider.get('/home')).body).toContain('Your prices for Community sessions')
  })

  test('anybody reads the schedule of prices in force', async () => {
    const app = await testApp()
    await market(app.db)
    const { status, body } = await app.stranger().get('/market/prices')
    expect(status).toBe(200)
    for (const words of ['Kettle Kitchens', '£48', '1 to 4', 'a session']) expect(body).toContain(words)
    expect((await app.stranger().get('/api/market/prices')).json()).toMatchObject({
      on: '2026-11-22',
      prices: [{ price: 2000 }, { price: 4800 }],
    })
  })

  test('a rate is decided in two steps, ends the one before, is published and told to later steps', async () => {
    const app = await testApp()
    await market(app.db)
    const commissioner = await app.as('commissioner')
    expect((await commissioner.get('/home')).body).toContain('Prices for Community sessions end and nothing follows')
    expect((await commissioner.get(rateUrl)).status).toBe(200)
    const check = await commissioner.post(rateUrl, form)
    expect([check.status, check.body.includes('The price of £48 ends on Wednesday 31 March 2027.')]).toEqual([
      200,
      true,
    ])
    const until = { 'until-day': '30', 'until-month': '9', 'until-year': '2027' }
    expect((await commissioner.post(rateUrl, { ...form, ...until })).body).toContain(
      'From Friday 1 October 2027 on there is no price, unless another is decided.',
    )
    expect((await commissioner.post(rateUrl, { ...form, confirmed: 'yes' })).status).toBe(303)
    const rows = await app.db.owner(async (tx) => ({
      rates: await tx.query(
        sql`select price_pence as price, from_date as from, ended_on as ended from market.rate where support_band = '1:4' order by from_date`,
      ),
      shown: await tx.query(
        sql`select opportunity_id as id, price_pence as price, ended_on as ended from directory.published_cost order by from_date`,
      ),
      facts: await tx.query(sql`select name, on_date as on from platform.fact where name = 'market/rate-decided'`),
      audited: await tx.query(sql`select action from platform.audit_entry where action = 'market/rate-decided'`),
    }))
    expect(rows).toEqual({
      rates: [
        { price: 4800, from: '2026-04-01', ended: '2027-03-31' },
        { price: 5000, from: '2027-04-01', ended: null },
      ],
      shown: [
        { id: id(1), price: 4800, ended: '2027-03-31' },
        { id: id(1), price: 5000, ended: null },
      ],
      facts: [{ name: 'market/rate-decided', on: '2027-04-01' }],
      audited: [{ action: 'market/rate-decided' }],
    })
    const again = await commissioner.post(rateUrl, { ...form, confirmed: 'yes' })
    expect([again.status, again.body.includes('already begins on or after that day')]).toEqual([400, true])
  })

  test('each fault is refused at its field, and what was typed stays', async () => {
    const app = await testApp()
    await market(app.db)
    const commissioner = await app.as('commissioner')
    const faults: [Record<string, string>, string][] = [
      [{ price: '-5' }, 'must be an amount of money'],
      [{ price: '0' }, 'must be more than £0'],
      [{ lotId: 'x' }, 'Select a lot'],
      [{ supportBand: '7:7' }, 'Select the support'],
      [{ 'from-year': '2026' }, 'The first day must be today or later'],
      [{ 'from-month': '13' }, 'must be a real date'],
      [{ reason: '' }, 'Enter the reason'],
      [{ lotId: id(2) }, 'not in this lot on that day'],
      [{ price: '48', 'from-year': '2028' }, 'already in force'],
    ]
    for (const [changed, sentence] of faults) {
      const { status, body } = await commissioner.post(rateUrl, { ...form, ...changed })
      expect([changed, status, body.includes(sentence)]).toEqual([changed, 400, true])
      if (!('reason' in changed)) expect(body).toContain('Yearly uplift')
    }
  })

  test('a rate is decided by the API once for each key, and only by a commissioner', async () => {
    const app = await testApp()
    await market(app.db)
    const body = {
      providerId: id(1),
      lotId: lot,
      supportBand: '1:4',
      unit: 'session',
      pricePence: 5100,
      from: '2027-04-01',
      reason: 'Uplift',
    }
    const commissioner = await app.as('commissioner')
    const first = await commissioner.api('POST', '/api/market/rates', body, 'key-of-a-test')
    expect(first.status).toBe(201)
    expect((await commissioner.api('POST', '/api/market/rates', body, 'key-of-a-test')).json()).toEqual(first.json())
    expect(
      (await commissioner.api('POST', '/api/market/rates', { ...body, pricePence: 0.5 }, 'another-key-1')).status,
    ).toBe(400)
    expect((await commissioner.api('POST', '/api/market/rates', body, 'another-key-2')).status).toBe(409)
    expect((await (await app.as('finance')).api('POST', '/api/market/rates', body, 'another-key-3')).status).toBe(403)
  })

  test('a block contract that stands is written down in two steps, each fault at its field, and ended earlier', async () => {
    const app = await testApp()
    await market(app.db)
    const commissioner = await app.as('commissioner')
    const url = '/market/contracts/new'
    const sent = {
      ...{ providerId: id(1), reference: 'BC/7', lotId: lot, places: '12', total: '12,500', citation: '' },
      ...{ 'from-day': '1', 'from-month': 'April', 'from-year': '2021', reason: 'Signed in March 2021' },
      ...{ 'until-day': '31', 'until-month': '3', 'until-year': '2027' },
      instalments: '1 April 2026 10,000\n1 January 2027 2,500.00',
    }
    expect((await commissioner.get('/market/contracts')).body).toContain('Write down a block contract')
    expect((await commissioner.get(`${url}?providerId=${id(1)}`)).body).toContain(`value="${id(1)}" selected`)
    const faults: [Record<string, string>, string][] = [
      [{ providerId: '' }, 'Select the provider'],
      [{ reference: 'block-1' }, 'written down already'],
      [{ places: '0' }, 'whole number from 1'],
      [{ 'from-year': '2022' }, 'Buy session by session, at the framework’s prices'],
      [{ 'until-year': '2020' }, 'The last day must be the first day or later'],
      [{ total: '12,400' }, 'The instalments add up to £12,500, and the contract is £12,400 in all'],
      [{ instalments: '1 April 2026' }, 'Line 1 must be a day and an amount'],
      [{ instalments: '1 April 2027 12,500' }, 'enter the last day'],
      [{ reason: ' ' }, 'Enter why it stands'],
    ]
    for (const [changed, sentence] of faults) {
      const { status, body } = await commissioner.post(url, { ...sent, ...changed })
      expect([changed, status, body.includes(sentence)]).toEqual([changed, 400, true])
      expect(body).toContain('instalments' in changed ? 'Signed in March 2021' : '1 January 2027 2,500.00')
    }
    const check = await commissioner.post(url, sent)
    expect(check.status).toBe(200)
    for (const words of [
      'Thursday 1 April 2021',
      'Friday 1 January 2027',
      '£2,500',
      'Dates that were paid before stay as they are',
    ])
      expect(check.body).toContain(words)
    for (const words of ['No lot is named', 'sells nothing']) expect(check.body).not.toContain(words)
    expect((await commissioner.post(url, { ...sent, lotId: id(2) })).body).toContain('sells nothing in this lot')
    expect((await commissioner.post(url, { ...sent, providerId: id(2), lotId: '' })).body).toContain('sells in no lot')
    expect((await commissioner.post(url, { ...sent, step: 'change' })).body).toContain('1 January 2027 2,500.00')
    expect((await commissioner.get('/market/contracts')).body).not.toContain('BC/7')
    const write = { ...sent, step: 'write' }
    expect((await commissioner.post(url, write)).status).toBe(303)
    expect((await commissioner.post(url, write)).body).toContain('written down already')
    const list = (await commissioner.get('/market/contracts')).body
    for (const words of ['BC/7', '1 Apr 2021 to 31 Mar 2027', '1 Apr 2026: £10,000; 1 Jan 2027: £2,500'])
      expect(list).toContain(words)
    const finance = await app.as('finance')
    expect((await finance.get('/market/contracts')).body).not.toContain('End it earlier')
    expect((await finance.post(url, write)).status).toBe(403)

    const [end = ''] = /\/market\/contracts\/[0-9a-f-]+\/end(?="[^>]*>End it earlier<[^>]*> BC\/7)/.exec(list) ?? []
    const when = { 'lastDay-day': '31', 'lastDay-month': '12', 'lastDay-year': '2026', reason: 'The farm closes' }
    expect((await commissioner.get(end)).body).toContain('It stands until Wednesday 31 March 2027')
    expect((await commissioner.post(end, { ...when, 'lastDay-year': '2025' })).body).toContain('from today on')
    expect((await commissioner.post(end, when)).body).toContain('£2,500')
    expect((await commissioner.post(end, { ...when, step: 'write' })).status).toBe(303)
    const ended = (await finance.get('/market/contracts')).body
    for (const words of ['1 Jan 2027: £2,500 (falls away)', 'Ended earlier than 31 Mar 2027: The farm closes'])
      expect(ended).toContain(words)
    const file = (await finance.get('/market/contracts.csv')).body
    expect(file).toContain('2021-04-01,2026-12-31,2027-03-31,')
    expect(file).toContain(',2026-04-01 10000.00; 2027-01-01 2500.00,')
    expect((await (await app.as('broker')).get('/market/contracts.csv')).status).toBe(403)
  })

  test('a block contract is written down by the API once for each key, and only by a commissioner', async () => {
    const app = await testApp()
    await market(app.db)
    const url = '/api/market/block-contracts'
    const body = {
      ...{ providerId: id(1), reference: 'BC/8', totalPence: 500, from: '2021-04-01', until: '2027-03-31' },
      ...{ instalments: [{ dueOn: '2026-12-01', amountPence: 500 }], reason: 'Signed in 2021' },
    }
    const commissioner = await app.as('commissioner')
    const first = await commissioner.api('POST', url, body, 'key-of-a-test')
    expect(first.status).toBe(201)
    expect((await commissioner.api('POST', url, body, 'key-of-a-test')).json()).toEqual(first.json())
    const again = await commissioner.api('POST', url, body, 'another-key-1')
    expect([again.status, again.body.includes('written down already')]).toEqual([409, true])
    expect((await commissioner.api('POST', url, { ...body, reference: 'x', totalPence: 501 })).status).toBe(409)
    expect((await commissioner.api('POST', url, { ...body, instalments: [] })).status).toBe(400)
    expect((await (await app.as('finance')).api('POST', url, body)).status).toBe(403)
    const { blockContractId } = first.json() as { blockContractId: string }
    const end = { lastDay: '2026-11-30', reason: 'Agreed by both' }
    expect((await commissioner.api('POST', `${url}/${blockContractId}/end`, end)).status).toBe(200)
    expect((await commissioner.api('POST', `${url}/${id(9)}/end`, end)).status).toBe(404)
    expect((await commissioner.api('GET', url)).body).toContain('Agreed by both')
  })
})
