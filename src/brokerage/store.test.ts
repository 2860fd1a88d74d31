import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { anAgreedTerm, aReadyPerson, aSession } from '../../test/support/planned-week.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { addDays } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { homeOf } from '../people/store.ts'
import type { Db } from '../platform/db.ts'
import { sql } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { match } from './match.ts'
import {
  answerOffer,
  candidatesFor,
  endEveryPlace,
  giveBack,
  holdPlace,
  offersFor,
  offersToMe,
  place,
  recordFailedMatch,
  sendOffer,
  termToPlace,
  toPlace,
} from './store.ts'
import type { Wanted } from './wanted-place.ts'

const broker = who('broker', { accountId: '22222222-2222-7222-8222-222222222222' })
const everything = { search: '', state: 'all', page: 1 } as const
const taken = (db: Db, sessionId: string) =>
  db.transaction(jobWho(), async (tx) => {
    const dates = await tx.query<{ taken: number }>(sql`
      select s.taken from directory.occurrence o join directory.stock s on s.occurrence_id = o.id and s.resource = 'place'
       where o.session_id = ${sessionId} and o.on_date between ${tx.today} and ${addDays(tx.today, 400)} and o.cancelled_at is null
       order by o.on_date`)
    return dates.map((one) => one.taken)
  })

onBothDatabases('brokerage', (open) => {
  test('an agreed session waits, is offered without a name, accepted, and placed on every date to the horizon', async () => {
    const db = await open()
    const person = await aReadyPerson(db)
    const session = await aSession(db)
    const { termId } = await anAgreedTerm(db, person, session)
    await db.transaction(broker, async (tx) => {
      const { sessions } = await toPlace(tx, everything)
      expect(sessions.map(({ title, personName, pricePence }) => [title, personName, pricePence])).toEqual([
        ['Woodwork', 'Nell Ashworth', 48_00],
      ])
      const answerBy = new Date(tx.now.getTime() + 48 * 3_600_000)
      await sendOffer(tx, {
        termId,
        providerId: session.providerId,
        answerBy,
        needsToKnow: 'Age 25 to 34, from CW2. Epilepsy training.',
      })
    })
    const provider = who('provider', { providerId: session.providerId, accountId: newId() })
    await db.transaction(provider, async (tx) => {
      const [offer] = await offersToMe(tx)
      expect(offer).toMatchObject({ session: 'Woodwork', supportBand: '1:2', highestPricePence: 48_00 })
      expect(JSON.stringify(offer)).not.toContain('Ashworth')
      expect(await tx.query(sql`select person_id from people.published_person`)).toEqual([])
      await answerOffer(tx, {
        offerId: offer?.offerId ?? '',
        answer: 'accepted',
        reason: 'We have room',
        pricePence: pence(48_00),
      })
      await expect(
        answerOffer(tx, { offerId: offer?.offerId ?? '', answer: 'declined', reason: 'x' }),
      ).rejects.toMatchObject({ code: 'offer_already_answered' })
    })
    const placed = await db.transaction(broker, (tx) => place(tx, termId))
    expect(placed.dates).toBe(26)
    expect((await taken(db, session.sessionId)).filter((count) => count === 1)).toHaveLength(26)
    await db.transaction(broker, async (tx) => {
      expect((await toPlace(tx, everything)).sessions).toEqual([])
      expect((await offersFor(tx, termId)).map(({ answer }) => answer)).toEqual(['accepted'])
      expect(await tx.query(sql`select id from platform.fact where name = 'brokerage/placed'`)).toHaveLength(1)
    })
  })

  test('a provider sees no offer made to another', async () => {
    const db = await open()
    const person = await aReadyPerson(db)
    const [session, other] = [await aSession(db), await aSession(db, { name: 'Choir', weekday: 4 })]
    const { termId } = await anAgreedTerm(db, person, session)
    await db.transaction(broker, (tx) =>
      sendOffer(tx, {
        termId,
        providerId: session.providerId,
        answerBy: new Date(tx.now.getTime() + 1000),
        needsToKnow: '',
      }),
    )
    expect(await db.transaction(who('provider', { providerId: other.providerId }), (tx) => offersToMe(tx))).toEqual([])
  })

  test('the last place goes once: the second person is refused whole, and the failed match is kept', async () => {
    const db = await open()
    const session = await aSession(db, { places: 1 })
    const [nell, sam] = [await aReadyPerson(db), await aReadyPerson(db, { name: 'Sam' })]
    const [first, second] = [await anAgreedTerm(db, nell, session), await anAgreedTerm(db, sam, session)]
    await db.transaction(broker, (tx) => place(tx, first.termId))
    await expect(db.transaction(broker, (tx) => place(tx, second.termId))).rejects.toMatchObject({
      code: 'stock_not_oversold',
    })
    await db.transaction(broker, async (tx) => {
      expect((await toPlace(tx, everything)).sessions.map(({ termId }) => termId)).toEqual([second.termId])
      expect(await tx.query(sql`select id from directory.standing_place where person_id = ${sam.personId}`)).toEqual([])
      await recordFailedMatch(tx, { termId: second.termId, cause: 'no_capacity' })
      expect(await tx.query(sql`select cause, need, local_area as area from brokerage.published_failed_match`)).toEqual(
        [{ cause: 'no_capacity', need: 'support 1:2', area: 'Crewe' }],
      )
    })
    expect((await taken(db, session.sessionId)).every((count) => count <= 1)).toBe(true)
  })

  test('a hold counts as taken, is confirmed by placing, and can be given back', async () => {
    const db = await open()
    const session = await aSession(db, { places: 1 })
    const [nell, sam] = [await aReadyPerson(db), await aReadyPerson(db, { name: 'Sam' })]
    const [first, second] = [await anAgreedTerm(db, nell, session), await anAgreedTerm(db, sam, session)]
    await db.transaction(broker, (tx) => holdPlace(tx, first.termId))
    await expect(db.transaction(broker, (tx) => place(tx, second.termId))).rejects.toMatchObject({
      code: 'stock_not_oversold',
    })
    await db.transaction(broker, (tx) => giveBack(tx, first.termId))
    expect(await taken(db, session.sessionId)).toEqual(Array(26).fill(0))
    await db.transaction(broker, (tx) => holdPlace(tx, second.termId))
    expect((await db.transaction(broker, (tx) => place(tx, second.termId))).dates).toBe(26)
    await expect(db.transaction(broker, (tx) => place(tx, first.termId))).rejects.toMatchObject({
      code: 'stock_not_oversold',
    })
  })

  test('matching looks at every session of the day with its dates, price and lack', async () => {
    const db = await open()
    const person = await aReadyPerson(db)
    const session = await aSession(db)
    await aSession(db, { name: 'Pottery', workers: 0 })
    const { termId } = await anAgreedTerm(db, person, session)
    await db.transaction(broker, async (tx) => {
      const term = await termToPlace(tx, termId)
      if (term === undefined) throw new Error('no term')
      const speed = { mode: 'bus', kilometresPerHour: 14, detourPercent: 30 } as const
      const wanted: Wanted = {
        ...term,
        from: term.fromDate,
        accessNeeds: [],
        home: await homeOf(tx, person.personId),
        speed,
        mostMinutes: 30,
        plannedPrice: pence(48_00),
        days: 'same_day',
      }
      const found = match(wanted, await candidatesFor(tx, term, { anyDay: false }))
      expect(found.map(({ candidate, fits }) => [candidate.name, fits])).toEqual([
        ['Woodwork', true],
        ['Pottery', false],
      ])
      expect(found[1]?.reasons.find(({ rule }) => rule === 'capacity')?.words).toMatch(/^Full on 26 of 26 dates/)
    })
  })

  test('after a death the seat is free again for others', async () => {
    const db = await open()
    const person = await aReadyPerson(db)
    const session = await aSession(db)
    const { termId, from } = await anAgreedTerm(db, person, session)
    await db.transaction(broker, (tx) => place(tx, termId))
    await db.transaction(jobWho(), async (tx) => {
      expect(await endEveryPlace(tx, person.personId, addDays(from, 8), 'died')).toBe(1)
      expect(await endEveryPlace(tx, person.personId, addDays(from, 8), 'died')).toBe(0)
    })
    expect((await taken(db, session.sessionId)).filter((count) => count === 1)).toHaveLength(2)
  })
})
