import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { type Db, sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import {
  decidedPrices,
  decideUplift,
  foreseeUplift,
  leaveFramework,
  proposeUplift,
  upliftLetters,
  uplifts,
} from '../store.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const lotId = id(1)
const commissioner = who('commissioner')
const asked = { lotId, baseYear: 2025, toYear: 2026, wagePercent: 70, from: day('2027-04-01') }

/** The council's own service; one with an open price; one whose next price is decided already; one whose price ends. */
async function market(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    await tx.query(sql`insert into market.lot (id, name) values (${lotId}, 'Outreach')`)
    for (let at = 1; at <= 4; at++) {
      await tx.query(sql`insert into directory.organisation (id, name) values (${id(at)}, ${`Provider ${at}`})`)
      await tx.query(
        sql`insert into market.provider (id, organisation_id, in_house, kind) values (${id(at)}, ${id(at)}, ${at === 1}, ${at === 1 ? 'in_house' : 'framework'})`,
      )
      await tx.query(
        sql`insert into market.admission (provider_id, lot_id, decided_by, reason, from_date) values (${id(at)}, ${lotId}, ${lotId}, 'brought in', '2022-04-01')`,
      )
      await tx.query(sql`
        insert into market.rate (id, provider_id, lot_id, support_band, unit, price_pence, from_date, until_date, recorded_by, reason)
        values (${id(at)}, ${id(at)}, ${lotId}, '1:1', 'session', 4800, '2026-04-01', ${at === 3 ? '2027-04-30' : at === 4 ? '2027-12-31' : null}, ${lotId}, 'test')`)
    }
    await tx.query(sql`
      insert into market.rate (provider_id, lot_id, support_band, unit, price_pence, from_date, recorded_by, reason) values (${id(3)}, ${lotId}, '1:1', 'session', 5500, '2027-05-01', ${lotId}, 'decided before')`)
  })
}
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.code : 'refused'),
  )

onBothDatabases('uplifts', (open) => {
  test('an uplift is proposed, decided by a person, and every price of the lot moves or says why not', async () => {
    const db = await open()
    await market(db)
    const as = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(commissioner, work)
    const upliftId = await as((tx) => proposeUplift(tx, asked))
    const foreseen = await as((tx) => foreseeUplift(tx, { ...asked, basisPoints: 387 }))
    expect(foreseen.map(({ providerId, becomes, leftAlone }) => [providerId, becomes, leftAlone])).toEqual([
      [id(2), 4_986, null],
      [id(3), 4_986, 'rate_already_follows'],
      [id(4), 4_986, null],
    ])
    const decisionId = await as((tx) => decideUplift(tx, { upliftId, basisPoints: 400, reason: 'Wages rose' }))
    const rates = await db.owner((tx) =>
      tx.query(sql`
      select r.provider_id as provider, r.price_pence as price, r.from_date as from, least(r.until_date, r.ended_on) as until from market.rate r where r.from_date = '2027-04-01' or r.ended_on is not null order by 1, 3`),
    )
    expect(rates).toEqual([
      { provider: id(2), price: 4_800, from: '2026-04-01', until: '2027-03-31' },
      { provider: id(2), price: 4_992, from: '2027-04-01', until: null },
      { provider: id(4), price: 4_800, from: '2026-04-01', until: '2027-03-31' },
      { provider: id(4), price: 4_992, from: '2027-04-01', until: '2027-12-31' },
    ])
    const facts = await db.owner((tx) =>
      tx.query(sql`select count(*)::int as facts from platform.fact where name = 'market/rate-decided'`),
    )
    expect(facts).toEqual([{ facts: 2 }])
    expect((await as((tx) => uplifts(tx, { page: 1 }))).rows[0]).toMatchObject({
      basisPoints: 387,
      decision: { basisPoints: 400, reason: 'Wages rose' },
    })
    expect(await code(as((tx) => decideUplift(tx, { upliftId, basisPoints: 400, reason: 'Again' })))).toBe(
      'uplift_decided_once',
    )
    const letters = (providerId: string, of: string) =>
      db.transaction(who('provider', { providerId }), (tx) => upliftLetters(tx, of, decisionId))
    expect(await letters(id(2), id(2))).toMatchObject([{ basisPoints: 400, prices: [{ was: 4_800, becomes: 4_992 }] }])
    expect(await letters(id(3), id(3))).toMatchObject([{ prices: [{ was: 4_800, becomes: null }] }])
    expect(await letters(id(3), id(2))).toEqual([])
  })

  test('a no moves nothing and is read; what is taken back is told to nobody; neither takes the day, and one that leaves stays as it is', async () => {
    const db = await open()
    await market(db)
    const as = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(commissioner, work)
    await as((tx) => leaveFramework(tx, { providerId: id(4), lastDay: day('2027-06-30'), reason: 'Retires' }))
    const [wrong, no, yes] = await as(async (tx) => [
      await proposeUplift(tx, { ...asked, baseYear: 2019 }),
      await proposeUplift(tx, asked),
      await proposeUplift(tx, asked),
    ])
    const mistake = { upliftId: wrong ?? '', takenBack: true, reason: 'The wrong year' }
    expect(await code(as((tx) => decideUplift(tx, { ...mistake, basisPoints: 100 })))).toBe(
      'uplift_taken_back_moves_nothing',
    )
    const back = await as((tx) => decideUplift(tx, { ...mistake, basisPoints: 0 }))
    expect(await as((tx) => decidedPrices(tx, back))).toEqual([])
    const letters = () => db.transaction(who('provider', { providerId: id(2) }), (tx) => upliftLetters(tx, id(2)))
    expect(await letters()).toEqual([])
    const stay = await as((tx) => decideUplift(tx, { upliftId: no ?? '', basisPoints: 0, reason: 'No money' }))
    expect((await as((tx) => decidedPrices(tx, stay))).map(({ leftAlone }) => leftAlone)).toEqual([
      'uplift_said_no',
      'uplift_said_no',
      'uplift_said_no',
    ])
    expect(await letters()).toMatchObject([{ basisPoints: 0, prices: [{ was: 4_800, becomes: null }] }])
    const moved = await as((tx) => decideUplift(tx, { upliftId: yes ?? '', basisPoints: 387, reason: 'Wages' }))
    expect((await as((tx) => decidedPrices(tx, moved))).map(({ becomes }) => becomes)).toEqual([4_986, 4_800, 4_800])
  })

  test('an unverified year, a day that is past, and a second uplift of the same lot and day are refused', async () => {
    const db = await open()
    await market(db)
    const as = (work: (tx: Tx) => Promise<unknown>) => code(db.transaction(commissioner, work))
    expect(await as((tx) => proposeUplift(tx, { ...asked, toYear: 2027 }))).toBe('index_not_verified')
    expect(await as((tx) => proposeUplift(tx, { ...asked, from: day('2026-11-21') }))).toBe('uplift_in_the_past')
    const two = await db.transaction(commissioner, async (tx) => [
      await proposeUplift(tx, asked),
      await proposeUplift(tx, asked),
    ])
    const decide = (upliftId = '') => as((tx) => decideUplift(tx, { upliftId, basisPoints: 100, reason: 'Wages' }))
    expect(await decide(two[0])).toBe('done')
    expect(await decide(two[1])).toBe('one_uplift_of_a_lot_a_day')
    const broker = (tx: Tx) => proposeUplift(tx, asked)
    expect(await code(db.transaction(who('broker'), broker))).toBe('refused')
  })
})
