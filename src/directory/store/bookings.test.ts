import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { createPerson } from '../../people/store.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Db, sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { bookingState, offerHours } from '../booking-rules.ts'
import {
  type BookingWanted,
  blankBookings,
  book,
  bookableDates,
  bookingByLink,
  bookingsOf,
  cancelBooking,
  cancelDate,
  datesToOffer,
  datesWithBookings,
  offerPlaces,
  peopleToTell,
  takeOffer,
} from '../store.ts'

const everything = { words: '', page: 1 }
const entry = '00000000-0000-4000-8000-000000000001'
const session = '00000000-0000-4000-8000-000000000002'
const date = '00000000-0000-4000-8000-000000000003'
const teamId = '00000000-0000-4000-8000-000000000004'
const providerId = '00000000-0000-4000-8000-000000000005'
const organisation = '00000000-0000-4000-8000-000000000006'
const provider = who('provider', { providerId })
const worker = who('practitioner', { teamIds: [teamId] })

/** A clock that can be moved on. */
function movingClock(): { clock: Clock; hours(more: number): void } {
  let now = new Date('2026-11-22T12:00:00Z')
  return {
    clock: { now: () => now, today: () => day(now.toISOString().slice(0, 10)) },
    hours: (more) => {
      now = new Date(now.getTime() + more * 3_600_000)
    },
  }
}

/** One session with so many places, on Sunday 29 November at ten. */
async function laid(db: Db, places: number, mayBook = true): Promise<void> {
  await db.owner(async (tx) => {
    await tx.query(sql`insert into people.team (id, name, local_area) values (${teamId}, 'Crewe', 'Crewe')`)
    await tx.query(sql`insert into directory.organisation (id, name) values (${organisation}, 'Kettle Kitchens')`)
    await tx.query(sql`
      insert into market.provider (id, organisation_id, in_house, kind) values (${providerId}, ${organisation}, false, 'community_group')`)
    await tx.query(sql`
      insert into directory.opportunity (id, organisation_id, name, audience) values (${entry}, ${organisation}, 'Copper Kettle', 'public')`)
    await tx.query(sql`
      insert into directory.session (id, opportunity_id, weekday, first_monday, start_minute, end_minute, from_date, public_may_book)
      values (${session}, ${entry}, 7, '2026-01-05', 600, 720, '2026-01-05', ${mayBook})`)
    await tx.query(sql`
      insert into directory.occurrence (id, session_id, on_date, start_minute, end_minute) values (${date}, ${session}, '2026-11-29', 600, 720)`)
    await tx.query(
      sql`insert into directory.stock (occurrence_id, resource, capacity) values (${date}, 'place', ${places})`,
    )
  })
}

const asAnybody = (db: Db, given: Partial<BookingWanted> = {}) =>
  db.transaction(jobWho(), (tx) =>
    book(tx, entry, { occurrenceId: date, called: 'Sam', reach: 'sam@example.org', wait: false, ...given }),
  )
const by = async (tx: Tx, link: string | undefined) => {
  const found = await bookingByLink(tx, link ?? '')
  if (found === undefined) throw new Error('no booking has this address')
  return found
}
const stateOf = (db: Db, link: string | undefined) =>
  db.transaction(jobWho(), async (tx) => bookingState(await by(tx, link), tx.now))
const offers = (db: Db) =>
  db.transaction(jobWho(), async (tx) => {
    let made = 0
    for (const id of await datesToOffer(tx)) made += await offerPlaces(tx, id)
    return made
  })
const cancel = (db: Db, link: string | undefined) =>
  db.transaction(jobWho(), async (tx) => cancelBooking(tx, await by(tx, link)))

onBothDatabases('booking one date', (open) => {
  test('keeps the hash of the address only, and a wrong address finds nothing', async () => {
    const db = await open()
    await laid(db, 2)
    const { link, reference, waits } = await asAnybody(db, { accessWords: 'I use a wheelchair' })
    expect(waits).toBe(false)
    expect(reference).toMatch(/^[A-Z0-9]{3}-[A-Z0-9]{3}$/)
    expect(link?.length).toBeGreaterThanOrEqual(32)
    const kept = await db.owner((tx) =>
      tx.one<{ row: string }>(sql`select to_jsonb(b)::text as row from directory.booking b`),
    )
    expect(kept.row).not.toContain(link)
    expect(await db.transaction(jobWho(), (tx) => bookingByLink(tx, 'guessed'))).toBeUndefined()
    expect(await stateOf(db, link)).toBe('booked')
    const [left] = await db.transaction(who('public'), (tx) => bookableDates(tx, entry))
    expect(left).toMatchObject({ left: 1, waiting: 0 })
    await cancel(db, link)
    expect(await stateOf(db, link)).toBe('given back')
    await expect(cancel(db, link)).rejects.toMatchObject({ code: 'booking_is_over' })
    const [again] = await db.transaction(who('public'), (tx) => bookableDates(tx, entry))
    expect(again).toMatchObject({ left: 2 })
  })

  test('a full date has a queue: first come, first offered, held for a day, then the next', async () => {
    const time = movingClock()
    const db = await open(time.clock)
    await laid(db, 1)
    const first = await asAnybody(db)
    await expect(asAnybody(db)).rejects.toMatchObject({ code: 'full_join_waiting_list' })
    const second = await asAnybody(db, { called: 'Bo', wait: true })
    time.hours(1)
    const third = await asAnybody(db, { called: 'Cy', wait: true })
    expect(await db.transaction(jobWho(), (tx) => by(tx, third.link))).toMatchObject({ before: 1 })
    expect(await offers(db)).toBe(0)
    await cancel(db, first.link)
    // somebody who comes now does not pass the two who wait
    await expect(asAnybody(db)).rejects.toMatchObject({ code: 'full_join_waiting_list' })
    expect(await offers(db)).toBe(1)
    expect([await stateOf(db, second.link), await stateOf(db, third.link)]).toEqual(['offered', 'waiting'])
    expect(await offers(db)).toBe(0)
    time.hours(offerHours + 0.1)
    expect(await stateOf(db, second.link)).toBe('offer over')
    const late = db.transaction(jobWho(), async (tx) => takeOffer(tx, await by(tx, second.link)))
    await expect(late).rejects.toMatchObject({ code: 'offer_is_over' })
    expect(await offers(db)).toBe(1)
    expect(await stateOf(db, third.link)).toBe('offered')
    await db.transaction(jobWho(), async (tx) => takeOffer(tx, await by(tx, third.link)))
    expect(await stateOf(db, third.link)).toBe('booked')
    const told = await db.transaction(provider, (tx) => peopleToTell(tx))
    expect(told.map(({ called, kind }) => `${called}: ${kind}`).sort()).toEqual([
      'Bo: offer ran out',
      'Cy: place offered',
    ])
  })

  test('no offer is made less than two hours before the start', async () => {
    const time = movingClock()
    const db = await open(time.clock)
    await laid(db, 1)
    const first = await asAnybody(db)
    const second = await asAnybody(db, { wait: true })
    time.hours(7 * 24 - 3.5)
    await cancel(db, first.link)
    expect(await offers(db)).toBe(0)
    expect(await stateOf(db, second.link)).toBe('waiting')
  })

  test('a cancelled date tells everybody who booked or waits, and the provider alone may cancel it', async () => {
    const db = await open()
    await laid(db, 1)
    const first = await asAnybody(db)
    const second = await asAnybody(db, { called: 'Bo', wait: true })
    const other = who('provider', { providerId: newId() })
    await expect(db.transaction(other, (tx) => cancelDate(tx, date, 'ill'))).rejects.toMatchObject({
      code: 'date_cannot_be_cancelled',
    })
    const [seen] = (await db.transaction(provider, (tx) => datesWithBookings(tx, everything))).rows
    expect(seen).toMatchObject({ taken: 1, waiting: 1, coming: [{ called: 'Sam', held: false }] })
    expect(JSON.stringify(seen)).not.toContain('example.org')
    expect((await db.transaction(other, (tx) => datesWithBookings(tx, everything))).rows).toEqual([])
    expect(await db.transaction(provider, (tx) => cancelDate(tx, date, 'The cook is ill'))).toBe(2)
    expect([await stateOf(db, first.link), await stateOf(db, second.link)]).toEqual([
      'date cancelled',
      'date cancelled',
    ])
    const told = await db.transaction(provider, (tx) => peopleToTell(tx))
    expect(told.map(({ kind, reach }) => `${kind} ${reach}`)).toEqual([
      'date cancelled sam@example.org',
      'date cancelled sam@example.org',
    ])
    await expect(asAnybody(db)).rejects.toMatchObject({ code: 'cannot_be_booked' })
  })

  test('is not possible for a hidden entry, or with six places already', async () => {
    const db = await open()
    await laid(db, 9)
    for (let n = 0; n < 6; n++) await asAnybody(db)
    await expect(asAnybody(db, { reach: 'SAM@example.org' })).rejects.toMatchObject({ code: 'too_many_bookings' })
    await db.owner((tx) => tx.query(sql`update directory.opportunity set audience = 'hidden'`))
    await expect(asAnybody(db, { reach: 'other@example.org' })).rejects.toMatchObject({ code: 'cannot_be_booked' })
  })

  test('is not possible where a session is not open to be booked', async () => {
    const db = await open()
    await laid(db, 9, false)
    await expect(asAnybody(db)).rejects.toMatchObject({ code: 'cannot_be_booked' })
  })

  test('blanks what identifies people 28 days after the date, and changes nothing else', async () => {
    const time = movingClock()
    const db = await open(time.clock)
    await laid(db, 2)
    const { reference } = await asAnybody(db, { accessWords: 'quiet' })
    time.hours(24 * 35)
    expect(await db.transaction(jobWho(), (tx) => blankBookings(tx))).toBe(0)
    time.hours(24)
    expect(await db.transaction(jobWho(), (tx) => blankBookings(tx))).toBe(1)
    const kept = await db.owner((tx) =>
      tx.one(sql`select reference, called, reach, access_words, claim_id is not null as had from directory.booking`),
    )
    expect(kept).toEqual({ reference, called: null, reach: null, access_words: null, had: true })
    await expect(db.owner((tx) => tx.query(sql`update directory.booking set reference = 'x'`))).rejects.toMatchObject({
      code: 'DW002',
    })
  })

  test('a worker books for a person once, and a stranger reads no booking at all', async () => {
    const db = await open()
    await laid(db, 2)
    const nell = { givenName: 'Nell', familyName: 'Ashworth', bornOn: day('1994-03-14'), teamId }
    const personId = await db.transaction(jobWho(), (tx) => createPerson(tx, nell))
    const wanted = { occurrenceId: date, personId, called: 'Nell', wait: false }
    await db.transaction(worker, (tx) => book(tx, entry, wanted))
    await expect(db.transaction(worker, (tx) => book(tx, entry, wanted))).rejects.toMatchObject({
      code: 'booking_of_person_once',
    })
    const mine = who('person', { personIds: [personId] })
    const [booked] = await db.transaction(mine, (tx) => bookingsOf(tx, personId))
    expect(booked).toMatchObject({ called: 'Nell', name: 'Copper Kettle' })
    for (const nobody of [
      who('public'),
      who('commissioner'),
      who('practitioner'),
      who('person', { personIds: [newId()] }),
    ])
      expect(await db.transaction(nobody, (tx) => bookingsOf(tx, personId)), nobody.role).toEqual([])
    if (booked !== undefined) await db.transaction(mine, (tx) => cancelBooking(tx, booked))
    expect(await db.transaction(mine, (tx) => bookingsOf(tx, personId))).toEqual([])
  })

  test('of many at once for the last place one has it, and everybody else reads that it is gone', async () => {
    const db = await open()
    for (let round = 0; round < 5; round++) {
      if (round === 0) await laid(db, 1)
      else
        await db.owner((tx) =>
          tx.query(sql`update directory.stock set capacity = ${round + 1} where occurrence_id = ${date}`),
        )
      const tries = Array.from({ length: 12 }, (_, n) => asAnybody(db, { reach: `r${round}n${n}@example.org` }))
      const ends = (await Promise.allSettled(tries)).map((end) =>
        end.status === 'fulfilled' ? 'place' : (end.reason as { code?: string }).code,
      )
      expect(ends.filter((end) => end === 'place')).toHaveLength(1)
      expect(ends.every((end) => ['place', 'stock_not_oversold', 'full_join_waiting_list'].includes(String(end)))).toBe(
        true,
      )
    }
  })
})
