import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { claimStanding, makeOccurrences, setCapacity } from '../../directory/store.ts'
import { type Db, sql } from '../../platform/db.ts'
import { amountWords } from './capacity.view.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const url = `/market/sites/${id(1)}`

async function hub(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    await tx.query(sql`insert into directory.organisation (id, name) values (${id(1)}, 'Days')`)
    await tx.query(sql`insert into directory.site (id, organisation_id, name) values (${id(1)}, ${id(1)}, 'The hub')`)
    await tx.query(
      sql`insert into directory.opportunity (id, organisation_id, name) values (${id(1)}, ${id(1)}, 'Days at the hub')`,
    )
    await tx.query(sql`
      insert into directory.session (id, opportunity_id, site_id, weekday, first_monday, start_minute, end_minute, from_date)
      values (${id(1)}, ${id(1)}, ${id(1)}, 2, '2026-01-05', 600, 900, '2026-01-01')`)
    await tx.query(sql`insert into people.team (id, name, local_area) values (${id(1)}, 'North', 'North')`)
    for (const at of [1, 2, 3]) {
      await tx.query(
        sql`insert into people.person (id, born_on, recorded_by) values (${id(at)}, '1980-01-01', ${id(1)})`,
      )
      await tx.query(
        sql`insert into people.person_name (person_id, kind, given_name, family_name, from_date, recorded_by) values (${id(at)}, 'legal', 'Test', ${`Person${at}`}, '2000-01-01', ${id(1)})`,
      )
      if (at < 3)
        await tx.query(
          sql`insert into people.team_of_person (person_id, team_id, from_date) values (${id(at)}, ${id(1)}, '2000-01-01')`,
        )
    }
  })
  await db.transaction(jobWho(), async (tx) => {
    const from = day('2026-11-22')
    await setCapacity(tx, [
      { sessionId: id(1), resource: 'place', amount: 6, from, reason: 'test' },
      { sessionId: id(1), resource: 'staff', amount: 10_080, from, reason: 'test' },
    ])
    await makeOccurrences(tx, [id(1)], from, day('2027-03-31'))
    for (const at of [1, 2, 3])
      await claimStanding(tx, {
        personId: id(at),
        sessionId: id(1),
        supportBand: '1:4',
        characteristics: [],
        everyWeeks: 1,
        firstMonday: day('2026-01-05'),
        season: 'all',
        from: day('2026-11-23'),
      })
  })
}

test('a building closes, and the list of those affected is complete or says how many it leaves out', async () => {
  const app = await testApp()
  await hub(app.db)
  const manager = await app.as('team_manager', { teamIds: [id(1)] })
  const closed = (await manager.get(`${url}?closed=yes`)).body
  for (const words of ['3 people have a place', 'Test Person1', 'Test Person2', '1 of them you may not see by name'])
    expect(closed).toContain(words)
  expect(closed).not.toContain('Test Person3')
  const commissioner = await app.as('commissioner')
  const counted = (await commissioner.get(`${url}?closed=yes`)).body
  expect(counted).toContain('3 people have a place')
  expect(counted).not.toContain('Test Person')
  expect((await commissioner.get(url)).body).not.toContain('Who is affected')
  expect((await (await app.as('finance')).get(url)).status).toBe(403)

  const days = (from: string, until: string) =>
    `${url}/close?${[
      ...[
        ['from', from],
        ['until', until],
      ].map(
        ([name, on = '']) =>
          `${name}-day=${on.slice(8)}&${name}-month=${on.slice(5, 7)}&${name}-year=${on.slice(0, 4)}`,
      ),
    ].join('&')}`
  const tuesday = await manager.get(days('2026-12-08', '2026-12-08'))
  expect(tuesday.body).toContain('3 people have a place there on these days')
  expect((await manager.get(days('2026-12-09', '2026-12-14'))).body).toContain('0 people have a place there')
  for (const [from, until, fault] of [
    ['2026-11-01', '2026-12-08', 'The first day must be today or later'],
    ['2026-12-08', '2026-12-01', 'The last day must be the first day or later'],
    ['2026-12-08', '2029-12-08', 'Enter a last day within a year'],
  ] as const) {
    const wrong = await manager.get(days(from, until))
    expect(wrong.status).toBe(400)
    expect(wrong.body).toContain(fault)
  }
})

test('room for fewer than are booked is refused with those affected; the good part stands', async () => {
  const app = await testApp()
  await hub(app.db)
  const broker = await app.as('broker')
  const faults: [Record<string, string>, string][] = [
    [{ places: '0' }, 'must be a whole number from 1'],
    [{ distancedPlaces: '11' }, 'Fewer people fit when they keep apart'],
    [{ hoists: 'two' }, 'must be a whole number'],
    [{ name: '' }, 'Enter the name'],
  ]
  for (const [changed, sentence] of faults) {
    const sent = { name: 'Hall', places: '10', ...changed }
    const { status, body } = await broker.post(`${url}/rooms/new`, sent)
    expect([changed, status, body.includes(sentence)]).toEqual([changed, 400, true])
  }
  expect((await broker.post(`${url}/rooms/new`, { name: 'Hall', places: '10', distancedPlaces: '2' })).status).toBe(303)
  expect((await broker.post(`${url}/rooms/new`, { name: 'hall', places: '1' })).body).toContain('a room of this name')
  const room =
    /name="closedRooms" type="checkbox" value="([0-9a-f-]{36})"/.exec((await broker.get(url)).body)?.[1] ?? ''
  expect((await broker.post(`${url}/sessions/${id(1)}`, { [`room-${room}`]: '10', workers: '-1' })).status).toBe(400)
  expect((await broker.post(`${url}/sessions/${id(1)}`, { [`room-${room}`]: '10', workers: '3' })).status).toBe(303)
  const sale = { 'saleFrom-day': '1', 'saleFrom-month': '12', 'saleFrom-year': '2026', reason: 'Winter' }
  const apart = await broker.post(`${url}/capacity`, { ...sale, distancing: '50' })
  expect(apart.status).toBe(400)
  for (const words of ['More people have a place than would be left', '3 people have a place', 'Over by 1 place'])
    expect(apart.body).toContain(words)
  expect((await broker.post(`${url}/capacity`, { ...sale, distancing: '120' })).body).toContain('from 0 to 100')
  expect((await broker.post(`${url}/capacity`, sale)).status).toBe(303)
  expect((await broker.get(`${url}?from-day=1&from-month=12&from-year=2026`)).body).toContain('10 places, 3 workers')
  const asked = await broker.api('POST', `/api/market${url.replace('/market', '')}/scenario`, { closedRooms: [room] })
  expect(asked.json()).toMatchObject({ people: 3, sessions: [{ left: { place: 0 } }] })
})

test('places and workers come first, whatever order the records have', () => {
  expect(amountWords({ hoist: 2, place: 12, wheelchair_space: 0, staff: 15_120 })).toBe(
    '12 places, 3 workers, 2 × hoist',
  )
})
