import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { placedPerson } from '../../test/support/placed-person.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import {
  book,
  bookAgain,
  bookingByLink,
  closeSite,
  closuresOfSite,
  datesAtSite,
  endClosure,
  peopleToTell,
  peopleWithPlaces,
  placesTaken,
} from '../directory/store.ts'
import { stoppedClock } from '../platform/clock.ts'
import { type Db, sql } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { Refused } from '../platform/refused.ts'
import { carryOutClosure, carryOutOpening } from './store.ts'

const clock = stoppedClock(day('2026-04-07'))
const commissioner = who('commissioner')
const as = <T>(db: Db, work: Parameters<typeof db.transaction<T>>[1]) => db.transaction(jobWho(), work)
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.code : String(error)),
  )

/** Ann comes every other Tuesday from the 7th of April; dates are made until the 26th of May, and her place goes on. */
async function everyOther(db: Db) {
  const ann = await placedPerson(db, { until: '2026-05-26' })
  return db.owner(async (tx) => {
    await tx.query(sql`alter table directory.standing_place disable trigger end_only`)
    await tx.query(sql`update directory.standing_place set every_weeks = 2`)
    await tx.query(sql`alter table directory.session disable trigger end_only`)
    await tx.query(sql`update directory.session set public_may_book = true`)
    await tx.query(sql`
      update directory.place_claim set released_at = now(), release_reason = 'off week' where (on_date - date '2026-04-07') / 7 % 2 = 1`)
    const { siteId, entryId } = await tx.one<{ siteId: string; entryId: string }>(
      sql`select site_id as "siteId", opportunity_id as "entryId" from directory.session where id = ${ann.sessionId}`,
    )
    return { ann, siteId, entryId }
  })
}

onBothDatabases('what closing a building cancels', (open) => {
  test('who comes every other week is not counted in their off week, also after the last date that is made', async () => {
    const db = await open(clock)
    const { ann } = await everyOther(db)
    const affected = (from: string, until: string | null, as = jobWho()) =>
      db.transaction(as, async (tx) => {
        const days = { from: day(from), until: until === null ? null : day(until) }
        const named = await placesTaken(tx, [ann.sessionId], days)
        return [await peopleWithPlaces(tx, [ann.sessionId], days), named.length]
      })
    expect(await affected('2026-04-20', '2026-04-26')).toEqual([1, 1])
    expect(await affected('2026-04-13', '2026-04-19')).toEqual([0, 0])
    expect(await affected('2026-06-01', '2026-06-07')).toEqual([1, 1])
    expect(await affected('2026-06-08', '2026-06-14')).toEqual([0, 0])
    expect(await affected('2026-06-08', null)).toEqual([1, 1])
    expect(await affected('2026-04-20', '2026-04-26', commissioner)).toEqual([1, 0])
  })

  test('exactly the dates there are are listed, single bookings are cancelled with them, and their people hear it, also that it is on again', async () => {
    const db = await open(clock)
    const { ann, siteId, entryId } = await everyOther(db)
    const { occurrenceId } = await db.owner((tx) =>
      tx.one<{ occurrenceId: string }>(
        sql`select id as "occurrenceId" from directory.occurrence where session_id = ${ann.sessionId} and on_date = '2026-04-21'`,
      ),
    )
    const booked = await db.transaction(jobWho(), (tx) =>
      book(tx, entryId, { occurrenceId, called: 'Sam', reach: 'sam@example.org', wait: false }),
    )
    const days = { from: day('2026-04-08'), until: day('2026-04-22') }
    expect(await db.transaction(commissioner, (tx) => datesAtSite(tx, siteId, days))).toEqual([
      { sessionId: ann.sessionId, on: '2026-04-14', planned: 0, bookings: 0 },
      { sessionId: ann.sessionId, on: '2026-04-21', planned: 1, bookings: 1 },
    ])
    const id = newId()
    await db.transaction(commissioner, (tx) => closeSite(tx, { id, siteId, ...days, reason: 'Flood' }))
    expect(await db.transaction(jobWho(), (tx) => carryOutClosure(tx, id))).toMatchObject({ told: 1 })
    const provider = who('provider', { providerId: ann.providerId })
    const kinds = async () =>
      (await db.transaction(provider, (tx) => peopleToTell(tx))).map(({ called, kind }) => [called, kind])
    expect(await kinds()).toEqual([['Sam', 'date cancelled']])
    expect(await db.transaction(commissioner, (tx) => closuresOfSite(tx, siteId))).toMatchObject([
      { cancelled: 2, bookings: 1 },
    ])
    await db.transaction(commissioner, (tx) =>
      endClosure(tx, { closureId: id, openFrom: day('2026-04-08'), reason: 'Dry' }),
    )
    expect(await db.transaction(jobWho(), (tx) => carryOutOpening(tx, id))).toMatchObject({ dates: 2 })
    expect(await kinds()).toEqual([['Sam', 'date laid again']])
    const found = await db.transaction(jobWho(), (tx) => bookingByLink(tx, booked.link ?? ''))
    expect(found).toMatchObject({ dateCancelled: true, laidAgain: true, freeAgain: true })
    const again = (bookingId: string) => code(db.transaction(jobWho(), (tx) => bookAgain(tx, bookingId)))
    const lost = found?.id ?? ''
    // Not while somebody else has the last place; never twice; and the address of the first leads to the second.
    await as(db, (tx) => tx.query(sql`update directory.stock set capacity = taken where resource = 'place'`))
    expect(await again(lost)).toBe('again_is_full')
    expect(await db.transaction(provider, (tx) => peopleToTell(tx))).toMatchObject([
      { called: 'Sam', freeAgain: false },
    ])
    await as(db, (tx) => tx.query(sql`update directory.stock set capacity = taken + 2 where resource = 'place'`))
    expect([await again(newId()), await again(lost), await again(lost)]).toEqual([
      'cannot_be_booked',
      'done',
      'booking_again_once',
    ])
    expect(await kinds()).toEqual([])
    const now = await db.transaction(jobWho(), (tx) => bookingByLink(tx, booked.link ?? ''))
    expect(now).toMatchObject({ called: 'Sam', onDate: '2026-04-21', hasClaim: true, dateCancelled: false })
    // The database refuses it on any other date.
    const elsewhere = as(db, (tx) =>
      tx.query(sql`
        insert into directory.booking (occurrence_id, reference, link_hash, called, reach, booked_by, booked_at, again_of)
        select b.occurrence_id, 'X', '\\x01', 'Sam', 'sam@example.org', b.booked_by, b.booked_at, b.id from directory.booking b where b.id = ${now?.id ?? ''}`),
    )
    expect(await code(elsewhere)).toBe('DW110')
    const shut = { id: newId(), siteId, from: day('2026-04-21'), until: day('2026-04-21'), reason: 'Flood' }
    await db.transaction(commissioner, (tx) => closeSite(tx, shut))
    await as(db, (tx) => carryOutClosure(tx, shut.id))
    expect(await kinds()).toEqual([['Sam', 'date cancelled']])
    await db.transaction(commissioner, (tx) =>
      endClosure(tx, { closureId: shut.id, openFrom: day('2026-04-21'), reason: 'Dry' }),
    )
    await as(db, (tx) => carryOutOpening(tx, shut.id))
    expect([await kinds(), await again(now?.id ?? '')]).toEqual([[['Sam', 'date laid again']], 'done'])
    expect(await db.transaction(commissioner, (tx) => closuresOfSite(tx, siteId))).toMatchObject([
      { takenBack: true, cancelled: 0, laid: 2, bookingsLaid: 1, bookingsAgain: 1 },
      { takenBack: true, cancelled: 0, laid: 1, bookingsLaid: 1, bookingsAgain: 1 },
    ])
  })
})
