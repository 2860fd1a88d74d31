import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { climatePolicyOn } from '../../../test/support/climate.ts'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { homesAndPlaces, oakHouse } from '../../../test/support/homes-and-places.ts'
import { travelPolicyOn } from '../../../test/support/travel.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { strategyParts } from '../../app/strategy-parts.ts'
import { day } from '../../core/calendar-date.ts'
import { stoppedClock } from '../../platform/clock.ts'
import type { CommandContext } from '../../platform/command.ts'
import { type Db, sql, type Tx } from '../../platform/db.ts'
import { buildingsFor, coverageToday, keepPlaces } from '../store.ts'

const staff = '00000000-0000-4000-8000-000000000099'
const sheet = '00000000-0000-4000-8000-000000000050'

/** Makes both buildings the council's own, with a cost sheet, and six people of Crewe who came to Oak House a week ago, by car and by bus. */
async function ownService(db: Db): Promise<void> {
  await homesAndPlaces(db)
  await db.owner(async (tx) => {
    await tx.query(
      sql`insert into market.provider (id, organisation_id, in_house, kind) select o.id, o.id, true, 'in_house' from directory.organisation o where o.id = ${oakHouse}`,
    )
    await tx.query(sql`insert into market.cost_sheet (id, provider_id, lot_id, support_band, unit, financial_year, places, open_days, occupancy_percent, units_a_year, unit_price_pence, working, rule_version, recorded_by, reason)
      select ${sheet}, ${oakHouse}, l.id, 'none', 'day', 2026, 8, 50, 100, 400, 2000, '{}', 'full-cost-1', ${staff}, 'test' from market.lot l`)
    await tx.query(
      sql`insert into market.cost_sheet_line (cost_sheet_id, line, part, label, amount_pence) values (${sheet}, 1, 'direct', 'Staff', 600000), (${sheet}, 2, 'premises', 'Rent', 150000), (${sheet}, 3, 'overhead', 'Managers', 50000)`,
    )
    await tx.query(sql`insert into market.rate (id, provider_id, lot_id, support_band, unit, price_pence, cost_sheet_id, from_date, recorded_by, reason)
      select ${sheet}, ${oakHouse}, l.id, 'none', 'day', 2000, ${sheet}, '2026-04-01', ${staff}, 'test' from market.lot l`)
    await tx.query(
      sql`insert into directory.published_cost (opportunity_id, rate_id, support_band, unit, price_pence, from_date) values (${oakHouse}, ${sheet}, 'none', 'day', 2000, '2026-04-01')`,
    )
    await tx.query(
      sql`insert into directory.occurrence (id, session_id, on_date, start_minute, end_minute) values (${sheet}, ${oakHouse}, '2026-11-17', 600, 900)`,
    )
    await tx.query(sql`insert into directory.stock (occurrence_id, resource, capacity) values (${sheet}, 'place', 8)`)
    await tx.query(
      sql`create temporary table goer on commit drop as select p.id, row_number() over (order by p.id) as nth from people.person p order by p.id limit 6`,
    )
    await tx.query(
      sql`insert into directory.standing_place (session_id, person_id, support_band, first_monday, from_date, recorded_by) select ${oakHouse}, g.id, 'none', '2026-01-05', '2026-11-01', ${staff} from goer g`,
    )
    await tx.query(sql`insert into directory.place_claim (id, occurrence_id, on_date, start_minute, end_minute, person_id, purpose, support_band, recorded_by)
      select g.id, ${sheet}, '2026-11-17', 600, 900, g.id, 'plan', 'none', ${staff} from goer g`)
  })
}

onBothDatabases('buildings', (open) => {
  test('are told with their use and their cost, to nobody outside the council', async () => {
    const db = await open(stoppedClock(day('2026-11-22')))
    await ownService(db)
    const ask = (role: 'commissioner' | 'broker' | 'public', typed = {}) =>
      db.transaction(who(role), (tx) => buildingsFor(tx, typed, { travelPolicyOn, climatePolicyOn }))
    const { now } = await ask('commissioner')
    expect(now.lines).toMatchObject([
      {
        name: 'Oak House',
        offered: 8,
        planned: 6,
        attended: 0,
        plannedPerMille: 750,
        attendedPerMille: 0,
        costs: { direct: 600000, premises: 150000, overhead: 50000, transport: 0 },
        perAttendedPlace: null,
      },
    ])
    expect(now.missing.join(' ')).toContain('silent about 100 of a hundred places')
    for (const role of ['broker', 'public'] as const) expect((await ask(role)).now.lines, role).toEqual([])
    const closed = await ask('commissioner', { close: oakHouse })
    expect(closed.whatIf?.leaves).toEqual({ direct: 600000, premises: 150000, overhead: 50000, transport: 0 })
    expect((await ask('commissioner', { close: 'x', move: '101' })).faults.map(({ field }) => field)).toEqual([
      'close',
      'move',
    ])
  })

  test('and coverage of a large borough are kept with their time, are the same, and are counted again when they are old', async () => {
    const db = await open(stoppedClock(day('2026-11-22')))
    await ownService(db)
    const asks = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(who('commissioner'), work)
    const both = () =>
      asks(async (tx) => ({
        coverage: await coverageToday(tx),
        buildings: (await buildingsFor(tx, {}, { travelPolicyOn, climatePolicyOn })).now,
      }))
    const fresh = await both()
    expect([fresh.coverage.countedAt, fresh.coverage.homes.length > 0, fresh.coverage.sessions.length > 0]).toEqual([
      null,
      true,
      true,
    ])
    await db.transaction(jobWho(), keepPlaces)
    // So few are counted afresh.
    expect(await both()).toEqual(fresh)
    await db.owner((tx) => tx.query(sql`update strategy.places_counted set people_counted = 6000`))
    await db.owner((tx) => tx.query(sql`update directory.stock set capacity = 9`))
    const kept = await both()
    const countedAt = kept.coverage.countedAt
    expect(countedAt).toBeInstanceOf(Date)
    expect(kept).toEqual({
      coverage: { ...fresh.coverage, countedAt },
      buildings: { ...fresh.buildings, countedAt },
    })
    const waiting = () =>
      db.owner((tx) => tx.query(sql`select id from platform.outbox where name = 'strategy/count-places'`))
    expect(await waiting()).toHaveLength(0)
    await db.owner((tx) =>
      tx.query(sql`update strategy.places_counted set counted_at = counted_at - interval '1 hour'`),
    )
    await both()
    expect((await waiting()).length).toBeGreaterThan(0)
    await db.transaction(jobWho(), keepPlaces)
    expect((await both()).buildings.lines[0]?.offered).toBe(9)
    // Nobody writes a count by hand, and who may not count sees none.
    await expect(
      asks((tx) => tx.query(sql`update strategy.places_counted set homes = '[]' returning on_day`)),
    ).resolves.toEqual([])
    await expect(asks((tx) => tx.query(sql`delete from strategy.places_counted`))).rejects.toThrow()
    const provider = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(who('provider'), work)
    expect(await provider((tx) => tx.query(sql`select on_day from strategy.places_counted`))).toEqual([])
    expect((await provider((tx) => coverageToday(tx))).homes).toEqual([])
    await expect(provider((tx) => tx.query(sql`select strategy.count_places_again(now())`))).rejects.toThrow()
  })
})

test('a commissioner reads the buildings, supposes a closure, and saves each table', async () => {
  const app = await testApp()
  await ownService(app.db)
  const commissioner = await app.as('commissioner')
  const page = (await commissioner.get('/strategy/buildings')).body
  for (const said of ['Oak House', '£8,000 a year', 'What is not known', 'g CO₂e a kilometre', 'Assumption:'])
    expect(page).toContain(said)
  const supposed = (await commissioner.get(`/strategy/buildings?close=${oakHouse}`)).body
  for (const said of ['If Oak House closes', 'Who would lose a place within reach', 'premises alone'])
    expect(supposed).toContain(said)
  const wrong = await commissioner.get('/strategy/buildings?move=lots')
  expect([wrong.status, wrong.body.includes('from 0 to 100')]).toEqual([400, true])
  expect((await commissioner.get('/strategy/buildings/cost.csv')).body).toContain(
    'Oak House,"£6,000","£1,500",£500,£0,"£8,000",Not told',
  )
  expect((await commissioner.get('/strategy/buildings/people.csv')).status).toBe(404)
  expect((await (await app.as('broker')).get('/strategy/buildings')).status).toBe(403)

  const wrongField = async (path: string) => {
    const { status, json } = await commissioner.api('GET', path)
    return [status, ...((json() as { errors?: { field: string }[] }).errors ?? []).map(({ field }) => field)]
  }
  const api = '/api/strategy/buildings'
  expect((await commissioner.api('GET', `${api}?close=${oakHouse}`)).json()).toMatchObject({
    whatIf: { leaves: { premises: 150000 } },
  })
  expect(await wrongField(`${api}?close=elsewhere&move=lots`)).toEqual([400, 'close', 'move'])
  const coverage = '/api/strategy/coverage'
  const crewe = (await commissioner.api('GET', `${coverage}?area=Crewe&need=everyone`)).json() as {
    areas: { area: string; need: string | null }[]
  }
  expect(new Set(crewe.areas.map(({ area, need }) => `${area} ${need}`))).toEqual(new Set(['Crewe null']))
  expect(await wrongField(`${coverage}?area=Atlantis&need=gills`)).toEqual([400, 'area', 'need'])
  expect((await wrongField(`${coverage}?by=camel`))[0]).toBe(400)
  expect(await wrongField(`${coverage}/what-if?close=${oakHouse}&hub=Atlantis`)).toContain('days')
  expect((await commissioner.api('GET', `${coverage}/what-if?close=${oakHouse}`)).json()).toMatchObject({
    figures: { asOf: '2026-11-22' },
  })
  const call = { area: 'Atlantis', audience: 'small' }
  expect((await commissioner.api('POST', `${coverage}/call`, call)).status).toBe(404)

  const run = (name: string, flags: Record<string, string | true>) =>
    strategyParts.commands
      .find((one) => one.name === name)
      ?.run({ args: [], flags, db: async () => app.db, who: who('commissioner') } as unknown as CommandContext)
  expect((await run('buildings', {}))?.text).toContain('Oak House')
  expect(await run('buildings', { close: 'elsewhere' })).toMatchObject({
    exit: 1,
    text: expect.stringContaining(`Known: ${oakHouse} Oak House`),
  })
  expect(await run('buildings', { move: true })).toMatchObject({ exit: 2, text: '--move takes a value' })
  expect((await run('coverage', { area: 'Crewe', gaps: true }))?.text).toContain('Crewe')
  expect(await run('coverage', { area: 'Atlantis' })).toMatchObject({
    exit: 1,
    text: expect.stringMatching(/^--area: There is no area “Atlantis”\. Known: .*Crewe/),
  })
  expect(await run('coverage', { minutes: '999' })).toMatchObject({ exit: 2 })
  expect(await run('coverage', { need: true })).toMatchObject({ exit: 2 })
  expect((await run('coverage-what-if', { close: oakHouse }))?.exit).toBe(0)
  expect(await run('coverage-what-if', { close: 'elsewhere', hub: 'Crewe', days: '9' })).toMatchObject({ exit: 1 })
  expect(await run('coverage-what-if', {})).toMatchObject({ exit: 2 })
})
