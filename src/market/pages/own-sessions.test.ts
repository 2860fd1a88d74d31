import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { sharesOfAWorker } from '../../directory/index.ts'
import {
  addSession,
  book,
  bookableDates,
  claimStanding,
  closeForAWhile,
  openAgain,
  peopleToTell,
} from '../../directory/store.ts'
import { type Db, sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { changePlaces, endMySession, mySessions, sayFull, takePeopleAgain } from '../store.ts'
import { inTheWayWords, sessionsView } from './own-sessions.view.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const [entry, hall, person] = [id(1), id(1), id(1)]
const provider = who('provider', { providerId: id(1) })
const other = who('provider', { providerId: id(2) })

/** Two providers with an entry and a hall each, and a person. */
async function laid(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    for (const at of [1, 2]) {
      await tx.query(sql`insert into directory.organisation (id, name) values (${id(at)}, ${`Kettle ${at}`})`)
      await tx.query(
        sql`insert into directory.opportunity (id, organisation_id, name, audience) values (${id(at)}, ${id(at)}, ${`Cooking ${at}`}, 'public')`,
      )
      await tx.query(
        sql`insert into directory.site (id, organisation_id, name, town) values (${id(at)}, ${id(at)}, ${`Hall ${at}`}, 'Crewe')`,
      )
      await tx.query(
        sql`insert into market.provider (id, organisation_id, in_house, kind) values (${id(at)}, ${id(at)}, false, 'micro_provider')`,
      )
    }
    await tx.query(
      sql`insert into people.person (id, born_on, recorded_by) values (${person}, '1980-01-01', ${person})`,
    )
  })
}

const wanted = (sessionId: string) => ({
  id: sessionId,
  opportunityId: entry,
  siteId: hall,
  weekday: 2,
  everyWeeks: 2,
  season: 'all' as const,
  startMinute: 600,
  endMinute: 720,
  from: day('2026-11-26'),
  until: null,
  publicMayBook: true,
  places: 4,
  workerShares: 5_040,
  bands: ['1:4'],
})
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.code : error instanceof NotFound ? 'not found' : String(error)),
  )

onBothDatabases('a provider’s own sessions', (open) => {
  test('a session is added once, counts its weeks from its first date, and has only the support it offers', async () => {
    const db = await open()
    await laid(db)
    const sessionId = newId()
    for (let twice = 0; twice < 2; twice++) await db.transaction(provider, (tx) => addSession(tx, wanted(sessionId)))
    const [mine] = await db.transaction(provider, (tx) => mySessions(tx, 2))
    expect(mine?.dates.map(({ onDate, places, taken }) => [onDate, places, taken])).toEqual([
      ['2026-12-01', 4, 0],
      ['2026-12-15', 4, 0],
    ])
    expect(await db.transaction(other, (tx) => mySessions(tx, 2))).toEqual([])
    const seat = (supportBand: string) =>
      code(
        db.transaction(jobWho(), (tx) =>
          claimStanding(tx, {
            personId: person,
            sessionId,
            supportBand,
            everyWeeks: 2,
            firstMonday: day('2026-11-30'),
            from: day('2026-12-01'),
          }),
        ),
      )
    expect(await seat('1:1')).toBe('stock_not_oversold')
    expect(await seat('1:4')).toBe('done')
    await expect(db.transaction(other, (tx) => addSession(tx, wanted(newId())))).rejects.toThrow()
    expect(
      await code(db.transaction(provider, (tx) => addSession(tx, { ...wanted(newId()), from: day('2026-11-21') }))),
    ).toBe('session_in_the_past')
    for (const [bands, workers] of [
      [['1:10'], 0],
      [['1:1', '2:1'], 1],
    ] as const)
      expect(
        await code(
          db.transaction(provider, (tx) =>
            addSession(tx, { ...wanted(newId()), bands, workerShares: workers * sharesOfAWorker }),
          ),
        ),
      ).toBe('too_few_workers')
  })

  test('places never go below what is booked; full is what the fullest date has; a session ends when nobody is left', async () => {
    const db = await open()
    await laid(db)
    const sessionId = newId()
    await db.transaction(provider, (tx) => addSession(tx, wanted(sessionId)))
    const seat = await db.transaction(jobWho(), (tx) =>
      claimStanding(tx, {
        personId: person,
        sessionId,
        supportBand: '1:4',
        everyWeeks: 2,
        firstMonday: day('2026-11-30'),
        from: day('2026-12-01'),
        until: day('2026-12-31'),
      }),
    )
    const places = (amount: number, as = provider, from = day('2026-11-22')) =>
      code(
        db.transaction(as, (tx) => changePlaces(tx, sessionId, { places: amount, workers: 1, from, reason: 'Room' })),
      )
    expect(await places(3, other)).toBe('not found')
    expect(await places(0)).toBe('capacity_below_booked')
    expect(await places(3, provider, day('2026-11-21'))).toBe('capacity_in_the_past')
    expect(await places(4)).toBe('places_are_the_same')
    expect(await places(3)).toBe('done')
    expect(await code(db.transaction(provider, (tx) => sayFull(tx, sessionId)))).toBe('done')
    const now = async () => (await db.transaction(provider, (tx) => mySessions(tx, 1)))[0]
    expect(await now()).toMatchObject({ places: 1, mostTaken: 1, saidFull: true })
    const seats = () => db.transaction(who('public'), (tx) => bookableDates(tx, entry))
    expect((await seats()).filter(({ left }) => left > 0)).toEqual([])
    expect(await code(db.transaction(provider, (tx) => sayFull(tx, sessionId)))).toBe('places_are_the_same')
    expect(await code(db.transaction(provider, (tx) => takePeopleAgain(tx, sessionId)))).toBe('done')
    expect((await now())?.places).toBeGreaterThan(1)
    expect((await seats()).some(({ left }) => left > 0)).toBe(true)

    const painting = { from: day('2026-12-01'), until: day('2026-12-01'), reason: 'Painting' }
    const pause = await db.transaction(provider, (tx) => closeForAWhile(tx, entry, painting))
    expect(pause.bookings).toBe(1)
    const closed = await db.transaction(provider, async (tx) => sessionsView(await mySessions(tx, 1), tx.today))
    expect(closed.sessions[0]?.next).toBe(
      'Tuesday 1 December 2026: Closed: Painting. 1 person has a place: cancel this date, so that they hear of it',
    )
    await db.transaction(provider, (tx) => openAgain(tx, entry, pause.id))
    expect((await now())?.dates[0]?.closed).toBeNull()

    const end = (as = provider, lastDay = day('2026-11-30')) =>
      code(db.transaction(as, (tx) => endMySession(tx, sessionId, { lastDay, reason: 'I retire' })))
    expect(await end(other)).toBe('not found')
    expect(await end()).toBe('session_with_people')
    expect(await end(provider, day('2026-11-21'))).toBe('session_ends_in_the_past')
    await db.owner(async (tx) => {
      await tx.query(
        sql`update directory.standing_place set ended_on = '2026-11-30' where id = ${seat.standingPlaceId}`,
      )
      await tx.query(
        sql`update directory.place_claim set released_at = now(), release_reason = 'placed elsewhere' where standing_place_id = ${seat.standingPlaceId}`,
      )
    })
    await db.transaction(jobWho(), async (tx) => {
      const [date] = await bookableDates(tx, entry)
      const occurrenceId = date?.occurrenceId ?? ''
      await book(tx, entry, { occurrenceId, called: 'Sam', reach: '01632 960 001', wait: false })
    })
    expect(await end()).toBe('done')
    expect(await end()).toBe('session_ended_already')
    expect(await db.transaction(provider, (tx) => peopleToTell(tx))).toMatchObject([
      { called: 'Sam', kind: 'date cancelled', onDate: '2026-12-01' },
    ])
  })
})

test('a provider adds a session on its phone, changes its places, says that it is full, and finds it all from its home', async () => {
  const app = await testApp()
  await laid(app.db)
  const mine = await app.as('provider', { providerId: id(1) })
  const another = await app.as('provider', { providerId: id(2) })
  const home = (await mine.get('/home')).body
  for (const words of ['Today’s register', 'Sessions and places', 'No session runs.', 'Your page: Cooking 1'])
    expect(home).toContain(words)
  expect(home).not.toContain('Cooking 2')

  const page = (await mine.get('/market/my-service/sessions/new')).body
  expect(page).not.toContain('Hall 2')
  const form = {
    id: /name="id" value="([^"]+)"/.exec(page)?.[1] ?? '',
    opportunityId: entry,
    siteId: hall,
    weekday: '2',
    start: '10:00',
    end: '9:00',
    everyWeeks: '1',
    season: 'all',
    places: '4',
    workers: '1',
    bands: ['1:4', '1:5'],
    publicMayBook: 'no',
    'from-day': '22',
    'from-month': '11',
    'from-year': '2026',
  }
  const wrong = await mine.post('/market/my-service/sessions/new', form)
  expect([wrong.status, wrong.body.includes('It must end after it starts')]).toEqual([400, true])
  expect(
    (await mine.post('/market/my-service/sessions/new', { ...form, end: '12:30', opportunityId: id(2) })).status,
  ).toBe(400)
  const alone = await mine.post('/market/my-service/sessions/new', { ...form, end: '12:30', workers: '0' })
  expect([alone.status, /id="workers-error"[\s\S]{0,200}There are too few workers/.test(alone.body)]).toEqual([
    400,
    true,
  ])
  const made = await mine.post('/market/my-service/sessions/new', { ...form, end: '12:30' })
  expect([made.status, made.headers['location']]).toEqual([303, `/market/my-service/sessions/${form.id}`])
  const session = `/market/my-service/sessions/${form.id}`
  const shown = (await mine.get(session)).body
  for (const words of ['Taking people: 4 free every time', 'No room of this place is written down'])
    expect(shown).toContain(words)
  expect(shown).not.toContain('Say which room')
  expect((await another.get(session)).status).toBe(404)
  expect((await another.post(`${session}/end`, { reason: 'x' })).status).toBe(404)

  await app.db.transaction(jobWho(), (tx) =>
    claimStanding(tx, {
      personId: person,
      sessionId: form.id,
      supportBand: '1:4',
      firstMonday: day('2026-11-23'),
      from: day('2026-11-24'),
    }),
  )
  const places = { workers: '1', reason: 'Room', 'from-day': '22', 'from-month': '11', 'from-year': '2026' }
  const below = await mine.post(`${session}/places`, { ...places, places: '0' })
  expect(below.status).toBe(400)
  expect(below.body).toContain('More people are booked on 24 Nov 2026')
  expect((await mine.post(`${session}/places`, { ...places, places: '2' })).status).toBe(303)
  await mine.post(`${session}/full`, { full: 'yes' })
  expect((await mine.get(session)).body).toContain('Full: nobody new on any date')
  await mine.post(`${session}/full`, { full: 'no' })
  expect((await mine.get('/market/my-service/sessions')).body).toContain('Taking people')
  const end = await mine.post(`${session}/end`, {
    reason: 'I retire',
    'lastDay-day': '30',
    'lastDay-month': '11',
    'lastDay-year': '2026',
  })
  expect([end.status, end.body.includes('People have a regular place here after that day')]).toEqual([400, true])
  expect((await mine.get('/home')).body).toContain('1 session, ')

  const body = { opportunityId: entry, weekday: 4, startMinute: 600, endMinute: 660, from: '2026-11-23', places: 3 }
  const key = 'one-key-for-one-session'
  const add = () => mine.api('POST', '/api/market/my-service/sessions', { ...body, workers: 1, bands: ['1:4'] }, key)
  expect([(await add()).status, (await add()).status]).toEqual([201, 201])
  expect((await mine.api('GET', '/api/market/my-service/sessions')).json()).toHaveLength(2)
  expect(
    (await another.api('POST', '/api/market/my-service/sessions', { ...body, workers: 1, bands: [] })).status,
  ).toBe(404)
})

test('what stands in the way of fewer places is said with its dates', () => {
  const dates = ['2026-12-01', '2026-12-08', '2026-12-15', '2026-12-22', '2026-12-29', '2027-01-05'].map((on, at) => ({
    onDate: day(on),
    taken: 3 + (at % 2),
  }))
  expect(inTheWayWords('place', dates)).toBe(
    'More people are booked on 1 Dec 2026, 8 Dec 2026, 15 Dec 2026, 22 Dec 2026, 29 Dec 2026 and 1 more date: up to 4. Enter at least 4, or a later day',
  )
})
