import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { at, mark, monday, noon, pausable, standing, unpaidMarks } from '../../test/support/pausable-place.ts'
import { day } from '../core/calendar-date.ts'
import { changePauses, pausePlaces, previewPause } from '../delivery/store.ts'
import { type Db, sql } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { chargeWeek, lineMoneyOf, setCommitmentsRight, takeBackClosed, verifyBooks } from './store.ts'

const money = (db: Db, personId: string) => at(db, monday, (tx) => lineMoneyOf(tx, personId))
const faults = async (db: Db) => (await at(db, noon('2026-06-01'), verifyBooks)).faults
const year = 52 * 4800

onBothDatabases('the money of a place that is paused', (open) => {
  test('to the penny: told twenty-three hours before, one date is paid; three fall away and give back £144.00; nothing of it is charged', async () => {
    const db = await open()
    const { personId, wanted } = await pausable(db)
    const preview = await at(db, monday, (tx) => previewPause(tx, wanted()))
    expect(preview.places[0]?.fates.map(({ date, fate, paid, back }) => [date.on, fate, paid, back])).toEqual([
      ['2026-04-21', 'told too late', 4800, 0],
      ['2026-04-28', 'falls away', 0, 4800],
      ['2026-05-05', 'falls away', 0, 4800],
      ['2026-05-12', 'falls away', 0, 4800],
    ])
    const act = wanted()
    expect(await at(db, monday, (tx) => pausePlaces(tx, act))).toMatchObject({ made: true })
    expect(await at(db, monday, (tx) => pausePlaces(tx, act))).toMatchObject({ made: false })
    expect(await standing(db, personId)).toEqual(['04-14 planned', '04-21 holiday', '05-19 planned', '05-26 planned'])
    await unpaidMarks(db)
    expect(await at(db, monday, (tx) => setCommitmentsRight(tx, { personId }))).toBe(1)
    expect(await money(db, personId)).toEqual({
      bound: year,
      setAside: year - 2 * 4800 - 3 * 4800,
      spent: 2 * 4800,
      givenBack: 3 * 4800,
    })
    await mark(db, personId, '2026-04-14')
    await mark(db, personId, '2026-05-19')
    const charge = (week: string) => at(db, noon('2026-06-01'), (tx) => chargeWeek(tx, personId, day(week)))
    expect([
      await charge('2026-04-13'),
      await charge('2026-04-20'),
      await charge('2026-04-27'),
      await charge('2026-05-18'),
    ]).toEqual([3000, 0, undefined, 3000])
    expect(await faults(db)).toEqual([])
  })
  test('back sooner, the dates come back on their seats and their money is bound again; the date paid before stays paid', async () => {
    const db = await open()
    const { personId, wanted } = await pausable(db)
    const { pauseIds } = await at(db, monday, (tx) => pausePlaces(tx, wanted()))
    await unpaidMarks(db)
    await at(db, monday, (tx) => setCommitmentsRight(tx, { personId }))
    const change = {
      personId,
      pauseIds: [pauseIds[0] ?? ''],
      actId: newId(),
      change: { how: 'back', firstDayBack: day('2026-05-01') } as const,
    }
    expect(await at(db, noon('2026-04-27'), (tx) => changePauses(tx, change))).toEqual({ made: true, cameBack: 2 })
    expect(await at(db, noon('2026-04-27'), (tx) => changePauses(tx, change))).toEqual({ made: false, cameBack: 0 })
    expect(await standing(db, personId)).toEqual([
      '04-14 planned',
      '04-21 holiday',
      '05-05 planned',
      '05-12 planned',
      '05-19 planned',
      '05-26 planned',
    ])
    await at(db, monday, (tx) => setCommitmentsRight(tx, { personId }))
    expect(await money(db, personId)).toEqual({
      bound: year + 2 * 4800,
      setAside: year - 3 * 4800,
      spent: 2 * 4800,
      givenBack: 3 * 4800,
    })
    expect(await faults(db)).toEqual([])
    const seats = await at(db, monday, (tx) =>
      tx.query(sql`select 1 from directory.place_claim where person_id = ${personId} and released_at is not null`),
    )
    expect(seats).toEqual([])
  })
  test('entered wrongly, it never was: also the date that was told too late is planned again, and what it was paid is owed no more', async () => {
    const db = await open()
    const { personId, wanted } = await pausable(db)
    const { pauseIds } = await at(db, monday, (tx) => pausePlaces(tx, wanted({ from: day('2026-04-14') })))
    expect(await standing(db, personId)).toEqual(['04-14 planned', '04-21 holiday', '05-19 planned', '05-26 planned'])
    await unpaidMarks(db)
    const wrong = { personId, pauseIds: [pauseIds[0] ?? ''], actId: newId(), change: { how: 'wrong' } as const }
    expect(await at(db, { ...monday, now: new Date('2026-04-20T15:00:00Z') }, (tx) => changePauses(tx, wrong))).toEqual(
      {
        made: true,
        cameBack: 4,
      },
    )
    expect(await standing(db, personId)).toEqual(
      ['04-14', '04-21', '04-28', '05-05', '05-12', '05-19', '05-26'].map((on) => `${on} planned`),
    )
    const gone = await at(db, monday, (tx) =>
      tx.query<{ id: string }>(sql`select id from delivery.occasion where end_reason = 'pause ended'`),
    )
    for (const { id } of gone) await at(db, monday, (tx) => takeBackClosed(tx, id))
    await at(db, monday, (tx) => setCommitmentsRight(tx, { personId }))
    expect(await money(db, personId)).toEqual({ bound: year, setAside: year - 4800, spent: 4800, givenBack: 0 })
    expect(await faults(db)).toEqual([])
  })
  test('a retainer that is paid however early it is told pays its half for each date, and half goes back', async () => {
    const db = await open()
    const { wanted } = await pausable(db)
    const { places } = await at(db, monday, (tx) => previewPause(tx, wanted({ reason: 'unwell' })))
    expect(places[0]?.fates.map(({ paid, back }) => [paid, back])).toEqual(
      Array.from({ length: 4 }, () => [2400, 2400]),
    )
  })
})
