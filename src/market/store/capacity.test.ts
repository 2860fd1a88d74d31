import { expect, test } from 'vitest'
import { type Open, onBothDatabases } from '../../../test/support/databases.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { claimStanding, makeOccurrences, setCapacity } from '../../directory/store.ts'
import { type Db, sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import type { Scenario } from '../capacity.ts'
import { addRoom, planSession, putOnSale, roomsInTheWay, scenarioAt, siteSupply } from '../store.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const [siteId, tuesday, friday] = [id(1), id(1), id(2)]
const commissioner = who('commissioner')
const from = day('2026-12-01')

/** A hub open on Tuesdays and Fridays, six places each: three people on Tuesday, two on Friday, one of them the same. */
async function hub(open: Open): Promise<Db> {
  const db = await open()
  await db.owner(async (tx) => {
    await tx.query(sql`insert into directory.organisation (id, name) values (${id(1)}, 'Days')`)
    await tx.query(sql`insert into directory.site (id, organisation_id, name) values (${siteId}, ${id(1)}, 'The hub')`)
    await tx.query(
      sql`insert into directory.opportunity (id, organisation_id, name) values (${id(1)}, ${id(1)}, 'Days at the hub')`,
    )
    await tx.query(sql`
      insert into directory.session (id, opportunity_id, site_id, weekday, first_monday, start_minute, end_minute, from_date) values
        (${tuesday}, ${id(1)}, ${siteId}, 2, '2026-01-05', 600, 900, '2026-01-01'), (${friday}, ${id(1)}, ${siteId}, 5, '2026-01-05', 600, 900, '2026-01-01')`)
    for (let at = 1; at <= 4; at++) {
      await tx.query(
        sql`insert into people.person (id, born_on, recorded_by) values (${id(at)}, '1980-01-01', ${id(1)})`,
      )
      await tx.query(
        sql`insert into people.person_name (person_id, kind, given_name, family_name, from_date, recorded_by) values (${id(at)}, 'legal', 'Test', ${`Person ${at}`}, '2000-01-01', ${id(1)})`,
      )
    }
  })
  await db.transaction(jobWho(), async (tx) => {
    for (const sessionId of [tuesday, friday])
      await setCapacity(tx, [
        { sessionId, resource: 'place', amount: 6, from: day('2026-11-22'), reason: 'test' },
        { sessionId, resource: 'staff', amount: 10_080, from: day('2026-11-22'), reason: 'test' },
      ])
    await makeOccurrences(tx, [tuesday, friday], day('2026-11-22'), day('2027-03-31'))
    for (const [personId, sessionId] of [
      [1, tuesday],
      [2, tuesday],
      [3, tuesday],
      [3, friday],
      [4, friday],
    ] as const)
      await claimStanding(tx, {
        personId: id(personId),
        sessionId,
        supportBand: '1:4',
        characteristics: [],
        everyWeeks: 1,
        firstMonday: day('2026-01-05'),
        season: 'all',
        from: day('2026-11-23'),
      })
  })
  return db
}
const answer = (db: Db, scenario: Scenario, as = commissioner) =>
  db.transaction(as, async (tx) => {
    const supply = await siteSupply(tx, siteId, from)
    if (supply === undefined) throw new Error('no site')
    return scenarioAt(tx, supply, scenario, { from, until: null })
  })
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.code : String(error)),
  )
const sell = (db: Db, scenario: Scenario, as = commissioner) =>
  db.transaction(as, (tx) => putOnSale(tx, siteId, scenario, { from, reason: 'Winter' }))

onBothDatabases('what a building can hold', (open) => {
  test('a closed building affects everybody who has a place there, once each, and a commissioner sees only how many', async () => {
    const db = await hub(open)
    const all = await answer(db, { closed: true }, jobWho())
    expect(all.people).toBe(4)
    expect([...new Set(all.named.map(({ personId }) => personId))].sort()).toEqual([1, 2, 3, 4].map(id))
    expect(all.sessions.map(({ over }) => over)).toEqual([
      { place: 3, staff: 3_780 },
      { place: 2, staff: 2_520 },
    ])
    const counted = await answer(db, { closed: true })
    expect([counted.people, counted.named]).toEqual([4, []])
  })

  test('keeping apart affects only the session that goes over', async () => {
    const db = await hub(open)
    const { sessions, people } = await answer(db, { distancingPercent: 40 })
    expect(sessions.map(({ left, over }) => [left['place'], over['place'] ?? 0])).toEqual([
      [2, 1],
      [2, 0],
    ])
    expect(people).toBe(3)
  })

  test('rooms and rota give what is put on sale; below what is booked it is refused and nothing changes', async () => {
    const db = await hub(open)
    await db.transaction(commissioner, async (tx) => {
      const roomId = await addRoom(tx, siteId, {
        name: 'Hall',
        places: 10,
        distancedPlaces: 2,
        hoists: 1,
        changingPlaces: 0,
        wheelchairSpaces: 0,
      })
      for (const sessionId of [tuesday, friday])
        await planSession(tx, { sessionId, rooms: [{ id: roomId, places: null }], workers: 3, largestGroup: null })
    })
    const stock = () =>
      db.owner((tx) =>
        tx.query(sql`
      select distinct s.resource, s.capacity from directory.stock s join directory.occurrence o on o.id = s.occurrence_id where o.on_date >= ${from}::date order by 1`),
      )
    expect(await code(sell(db, { distancingPercent: 50 }))).toBe('capacity_below_booked')
    expect(await stock()).toEqual([
      { resource: 'place', capacity: 6 },
      { resource: 'staff', capacity: 10_080 },
    ])
    expect(await sell(db, {})).toBe(6)
    expect(await stock()).toEqual([
      { resource: 'hoist', capacity: 1 },
      { resource: 'place', capacity: 10 },
      { resource: 'staff', capacity: 15_120 },
    ])
    const before = (tx: Tx) => putOnSale(tx, siteId, {}, { from: day('2026-11-01'), reason: 'Late' })
    expect(await code(db.transaction(commissioner, before))).toBe('capacity_in_the_past')
    const straight = (tx: Tx) =>
      setCapacity(tx, [{ sessionId: tuesday, resource: 'place', amount: 2, from, reason: 'test' }])
    expect(await code(db.transaction(commissioner, straight))).toBe('stock_not_oversold')
    expect(
      await code(
        db.transaction(who('finance'), (tx) =>
          addRoom(tx, siteId, {
            name: 'Loft',
            places: 1,
            distancedPlaces: null,
            hoists: 0,
            changingPlaces: 0,
            wheelchairSpaces: 0,
          }),
        ),
      ),
    ).not.toBe('done')
  })

  test('two sessions at once share a room only as far as it has places; the database refuses it too', async () => {
    const db = await hub(open)
    const beside = id(3)
    await db.owner((tx) =>
      tx.query(sql`
        insert into directory.session (id, opportunity_id, site_id, weekday, first_monday, start_minute, end_minute, from_date, every_weeks) values
          (${beside}, ${id(1)}, ${siteId}, 2, '2026-01-05', 840, 960, '2026-01-01', 2)`),
    )
    const hall = { name: 'Hall', places: 10, distancedPlaces: null, hoists: 1, changingPlaces: 0, wheelchairSpaces: 0 }
    const roomId = await db.transaction(commissioner, (tx) => addRoom(tx, siteId, hall))
    const plan = (sessionId: string, places: number | null) =>
      code(
        db.transaction(commissioner, (tx) =>
          planSession(tx, { sessionId, rooms: [{ id: roomId, places }], workers: 2, largestGroup: null }),
        ),
      )
    expect([await plan(tuesday, null), await plan(friday, null)]).toEqual(['done', 'done'])
    expect(await plan(beside, 1)).toBe('room_is_taken')
    expect([await plan(tuesday, 6), await plan(beside, 5), await plan(beside, 4)]).toEqual([
      'done',
      'room_is_taken',
      'done',
    ])
    const inTheWay = await db.transaction(commissioner, (tx) =>
      roomsInTheWay(tx, { sessionId: tuesday, rooms: [{ id: roomId, places: 7 }] }),
    )
    expect(inTheWay).toMatchObject([{ name: 'Hall', places: 10, most: 11, others: [{ name: 'Days at the hub' }] }])
    const supply = await db.transaction(commissioner, (tx) => siteSupply(tx, siteId, day('2026-11-22')))
    expect(supply?.atSite.map(({ rooms }) => rooms.map(({ places, hoists }) => [places, hoists]))).toEqual([
      [[6, 0]],
      [[4, 0]],
      [[10, 1]],
    ])
    const straight = (tx: Tx) =>
      tx.query(sql`insert into market.session_room (session_id, room_id, places, from_date, recorded_by)
        select s.id, ${roomId}, 5, '2027-01-01', ${id(1)} from directory.session s where s.id = ${beside}`)
    await db.owner((tx) =>
      tx.query(sql`update market.session_room set ended_on = '2026-12-31' where session_id = ${beside}`),
    )
    expect(await code(db.transaction(commissioner, straight))).toBe('DW093')
  })
})
