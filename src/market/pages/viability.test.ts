import { expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { jobWho } from '../../../test/support/who.ts'
import { marketPolicyOn } from '../../app/market-policy.ts'
import { addMonths, day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import type { CommandContext } from '../../platform/command.ts'
import { sql } from '../../platform/db.ts'
import { commands } from '../cli.ts'
import { recordServiceMonths } from '../store.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const [lotId, farm, arts] = [id(9), id(2), id(3)]
const base = `/market/viability/${farm}/${lotId}`

/** Two providers in a lot, a year of whole months for one of them, none for the other; today is 28 November 2026. */
async function borough(people = 20): Promise<TestApp> {
  const app = await testApp({ today: '2026-11-28' })
  await app.db.owner(async (tx) => {
    await tx.query(sql`insert into market.lot (id, name) values (${lotId}, 'Buildings')`)
    for (const [at, one] of [farm, arts].entries()) {
      await tx.query(
        sql`insert into directory.organisation (id, name) values (${one}, ${['Green Farm', 'Canal Arts'][at]})`,
      )
      await tx.query(
        sql`insert into market.provider (id, organisation_id, in_house, kind) values (${one}, ${one}, false, 'framework')`,
      )
      await tx.query(
        sql`insert into market.admission (provider_id, lot_id, decided_by, reason, from_date) values (${one}, ${lotId}, ${one}, 'brought in', '2022-04-01')`,
      )
    }
  })
  const span = { from: day('2025-10-01'), until: day('2026-10-01') }
  const months = Array.from({ length: 13 }, (_, at) => ({
    providerId: farm,
    lotId,
    month: addMonths(span.from, at),
    people,
    use: [{ unit: 'day' as const, booked: 400, attended: 340, bookedMinutes: 120_000, attendedMinutes: 102_000 }],
    income: [
      { payer: 'council' as const, amount: pence(2_000_000) },
      { payer: 'contribution' as const, amount: pence(400_000) },
    ],
  }))
  await app.db.transaction(jobWho(), (tx) => recordServiceMonths(tx, span, months))
  return app
}
const figures: Record<string, string> = {
  'yearFrom-day': '1',
  'yearFrom-month': '4',
  'yearFrom-year': '2025',
  unit: 'day',
  places: '20',
  openDays: '250',
  unitsADay: '1',
  occupancy: '80',
  cost1: '180000',
  cost2: '60000',
  cost7: '40000',
  lowestPay: '12.71',
  paidHours: '9000',
  grant: '1000',
  agreedBy: 'Rosa Whitfield',
  agreedAs: 'director',
  'agreedOn-day': '20',
  'agreedOn-month': '11',
  'agreedOn-year': '2026',
  consent: 'yes',
  reason: 'Accounts of last year',
}

test('a provider hands in its open book, sees what follows, and takes it back; another provider sees nothing of it', async () => {
  const app = await borough()
  const provider = await app.as('provider', { providerId: farm })
  expect((await provider.get('/market/my-service')).body).toContain('/market/my-service/figures')
  expect((await provider.get('/market/my-service/figures')).body).toContain('it has handed in no open book')
  const faults: [Record<string, string>, string][] = [
    [{ consent: '' }, 'Without their leave'],
    [{ places: '0' }, 'The places must be a whole number from 1 to 10000'],
    [{ cost1: '-5' }, 'must be an amount of money'],
    [{ cost1: '', cost2: '', cost7: '', paidHours: '' }, 'The costs add up to nothing'],
    [{ paidHours: '20000' }, 'cost more than the pay you entered'],
    [{ lowestPay: '' }, 'There are hours but no pay'],
    [{ statedUnits: '4001' }, 'Those others use more than was used in all'],
    [{ 'agreedOn-year': '2027' }, 'They must have agreed today or earlier'],
    [{ 'yearFrom-year': '2027' }, 'The year must have begun'],
  ]
  for (const [changed, sentence] of faults) {
    const { status, body } = await provider.post(`${base}/open-books/new`, { ...figures, ...changed })
    expect([changed, status, body.includes(sentence)]).toEqual([changed, 400, true])
  }
  expect((await provider.post(`${base}/open-books/new`, figures)).status).toBe(303)
  const { body } = await provider.get(base)
  for (const words of [
    'The council, with what people pay it',
    '£289,000',
    '£280,800',
    'Rosa Whitfield',
    'March 2026',
    'Grants and gifts',
  ])
    expect(body).toContain(words)
  expect(body).not.toContain('What people pay the council towards it')
  await app.db.owner(async (tx) => {
    await tx.query(
      sql`insert into market.framework (id, name, legal_route, from_date, recorded_by, reason) values (${id(8)}, 'Framework', 'light touch', '2026-10-01', ${id(8)}, 'test')`,
    )
    await tx.query(sql`
      insert into market.block_contract (id, provider_id, lot_id, framework_id, framework_from, reference, total_pence, from_date, until_date, recorded_by, reason)
      values (${id(8)}, ${farm}, ${lotId}, ${id(8)}, '2026-10-01', 'BC/7', 600000, '2024-04-01', '2027-03-31', ${id(8)}, 'test')`)
    await tx.query(sql`
      insert into market.block_instalment (block_contract_id, due_on, amount_pence) values (${id(8)}, '2026-04-01', 200000), (${id(8)}, '2026-12-01', 300000), (${id(8)}, '2027-03-01', 100000)`)
  })
  const withBlock = (await provider.get(base)).body
  for (const words of [
    'The council, by block contracts that still stand',
    '£4,000',
    '£293,000',
    'BC/7 stands until Wednesday 31 March 2027',
    'end with it',
  ])
    expect(withBlock).toContain(words)
  await app.db.owner(async (tx) => {
    await tx.query(sql`alter table market.block_contract disable trigger user`)
    await tx.query(
      sql`update market.block_contract set ended_on = '2026-11-27', end_reason = 'test' where id = ${id(8)}`,
    )
    await tx.query(sql`alter table market.block_contract enable trigger user`)
  })
  expect((await provider.get(base)).body).not.toContain('BC/7')
  const stranger = await app.as('provider', { providerId: arts })
  expect((await stranger.get(base)).status).toBe(404)
  expect((await stranger.post(`${base}/open-books/new`, figures)).status).toBe(404)
  const commissioner = await app.as('commissioner')
  const seen = (await commissioner.get(base)).body
  for (const words of [
    'What people pay the council towards it',
    '£48,000',
    'Homecare Association',
    '81.6 per cent',
    'Watch',
  ])
    expect(seen).toContain(words)
  const end = /\/market\/viability\/[0-9a-z/-]+\/end/.exec(body)?.[0] ?? ''
  expect((await provider.get(end)).body).toContain('I take the figures back')
  expect((await provider.post(end, { how: '', reason: '' })).status).toBe(400)
  expect((await provider.post(end, { how: 'withdrawn', reason: 'We sold the building' })).status).toBe(303)
  expect((await commissioner.get(base)).body).not.toContain('Rosa Whitfield')
  expect((await provider.get(base)).body).toContain('We sold the building')
  expect((await commissioner.get('/home')).body).not.toContain('Service at risk')
  await commissioner.post(`${base}/open-books/new`, { ...figures, cost1: '280000' })
  for (const words of ['Service at risk', 'Green Farm: Buildings', base])
    expect((await commissioner.get('/home')).body).toContain(words)
})

test('a commissioner reads who is at risk, filters, saves the list, and supposes that three leave and prices rise', async () => {
  const app = await borough()
  const commissioner = await app.as('commissioner')
  expect((await commissioner.post(`${base}/open-books/new`, figures)).status).toBe(303)
  const list = (await commissioner.get('/market/viability')).body
  expect(list.indexOf('Green Farm')).toBeLessThan(list.indexOf('Canal Arts'))
  for (const words of [
    'Not known: it has handed in no open book.',
    'points of occupancy above break-even',
    'income until October 2026',
  ])
    expect(list).toContain(words)
  expect((await commissioner.get('/market/viability?level=not_known&words=farm')).body).toContain(
    'No service fits what you chose',
  )
  const csv = (await commissioner.get('/market/viability.csv?level=watch')).body
  expect(csv.trim().split('\n')).toHaveLength(2)
  expect(csv).toContain('8200.00')
  expect((await (await app.as('broker')).get('/market/viability')).status).toBe(403)
  const none = (await commissioner.get(`${base}?leave=0&rate=0`)).body
  expect(none).not.toContain('what-if-answer')
  const { status, body } = await commissioner.get(`${base}?leave=3&rate=4`)
  expect(status).toBe(200)
  for (const words of [
    'If 3 people leave, prices rise by 4 per cent',
    '3 people would need something else to do, 612 days a year in all',
    '£255,592',
    'value="3"',
  ])
    expect(body).toContain(words)
  const wrong: [string, string][] = [
    ['leave=x', 'People who leave must be a whole number'],
    ['leave=21', 'More people would leave than come'],
    ['join=9', 'So many people would need more places than it has'],
    ['rate=1e3', 'The rise of prices must be per cent'],
    ['pay=12,5', 'The lowest pay must be pounds an hour'],
    ['cost=-60', 'The rise of costs must be per cent'],
  ]
  for (const [query, sentence] of wrong) {
    const answer = await commissioner.get(`${base}?${query}`)
    expect([query, answer.status, answer.body.includes(sentence)]).toEqual([query, 400, true])
  }
})

test('what few people pay the council never stands apart', async () => {
  const app = await borough(4)
  const commissioner = await app.as('commissioner')
  await commissioner.post(`${base}/open-books/new`, figures)
  const { body } = await commissioner.get(base)
  expect(body).toContain('The council, with what people pay it')
  expect(body).not.toContain('£48,000')
  expect(JSON.stringify((await commissioner.api('GET', '/api/market/viability')).json())).not.toContain('contribution')
  const command = commands(marketPolicyOn, () => undefined).find(({ name }) => name === 'viability')
  for (const [args, flags] of [
    [[], {}],
    [[farm, lotId], {}],
    [[farm, lotId], { leave: '1' }],
  ] as const) {
    const context = { args, flags, db: async () => app.db, who: jobWho(), clock: app.db.clock }
    const said = await command?.run(context as unknown as CommandContext)
    expect(said?.exit).toBe(0)
    expect(JSON.stringify(said?.json)).not.toContain('contribution')
  }
})

test('other programs hand in, read, suppose and end; the command says the same', async () => {
  const app = await borough()
  const commissioner = await app.as('commissioner')
  const provider = await app.as('provider', { providerId: farm })
  const book = {
    unit: 'day',
    places: 20,
    openDays: 250,
    occupancyPercent: 80,
    lowestHourlyPay: 1_271,
    costs: [{ part: 'direct', label: 'Staff', amount: 28_000_000, varies: false, isPay: true }],
  }
  const wanted = {
    providerId: farm,
    lotId,
    yearFrom: '2025-04-01',
    agreedBy: 'Rosa',
    agreedAs: 'owner',
    agreedOn: '2026-11-20',
    consent: true,
    reason: 'Accounts',
    book,
  }
  expect((await provider.api('POST', '/api/market/open-books', { ...wanted, consent: false })).status).toBe(400)
  expect((await provider.api('POST', '/api/market/open-books', { ...wanted, providerId: arts })).status).toBe(404)
  const made = await provider.api('POST', '/api/market/open-books', wanted, 'handed in once')
  expect(made.status).toBe(201)
  const again = await provider.api('POST', '/api/market/open-books', wanted, 'handed in once')
  expect(again.json()).toEqual(made.json())
  const service = (await commissioner.api('GET', `/api${base}`)).json()
  expect(service).toMatchObject({ name: 'Green Farm', found: { year: { incomeTotal: 28_800_000, cost: 28_000_000 } } })
  const tried = (await commissioner.api('POST', `/api${base}/what-if`, { people: -3 })).json()
  expect(tried).toMatchObject({
    now: { year: { incomeTotal: 28_800_000 } },
    supposed: { year: { incomeTotal: 24_480_000, result: -3_520_000 } },
  })
  expect((await commissioner.api('POST', `/api${base}/what-if`, { people: -30 })).status).toBe(409)
  const command = commands(marketPolicyOn, () => undefined).find(({ name }) => name === 'viability')
  const run = (args: string[], flags: Record<string, string> = {}) =>
    command?.run({
      args,
      flags,
      db: async () => app.db,
      who: jobWho(),
      clock: app.db.clock,
    } as unknown as CommandContext)
  expect((await run([]))?.text).toMatch(/Green Farm[\s\S]*Canal Arts/)
  expect((await run([farm, lotId], { leave: '3' }))?.text).toContain('income less cost −£35,200 a year')
  expect(await run([farm, lotId], { leave: 'three' })).toMatchObject({ exit: 2 })
  expect(await run([farm, lotId], { leave: '30' })).toMatchObject({ exit: 1 })
  expect(await run(['x'])).toMatchObject({ exit: 2 })
  const { openBookId } = made.json() as { openBookId: string }
  expect(
    (await provider.api('POST', `/api/market/open-books/${openBookId}/end`, { withdrawn: false, reason: 'Old' }))
      .status,
  ).toBe(201)
  expect((await commissioner.api('GET', `/api${base}`)).json()).toMatchObject({ found: { notKnown: 'no_open_book' } })
})
