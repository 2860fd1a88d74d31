import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { type Db, sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import {
  addRoom,
  addSessionInRoom,
  changePlacesInRoom,
  moveMySession,
  roomOfSession,
  saveSessionsInRooms,
} from '../store.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const provider = who('provider', { providerId: id(1) })
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.code : error instanceof NotFound ? 'not found' : String(error)),
  )

/** Two providers with an entry and a place each; the first place has a hall for ten and a den for four. */
async function laid(db: Db): Promise<{ hall: string; den: string; elsewhere: string }> {
  await db.owner(async (tx) => {
    for (const at of [1, 2]) {
      await tx.query(sql`insert into directory.organisation (id, name) values (${id(at)}, ${`Kettle ${at}`})`)
      await tx.query(
        sql`insert into directory.opportunity (id, organisation_id, name, audience) values (${id(at)}, ${id(at)}, ${`Cooking ${at}`}, 'public')`,
      )
      await tx.query(
        sql`insert into directory.site (id, organisation_id, name, town) values (${id(at)}, ${id(at)}, ${`Mill ${at}`}, 'Crewe')`,
      )
      await tx.query(
        sql`insert into directory.opportunity_site (opportunity_id, site_id) values (${id(at)}, ${id(at)})`,
      )
      await tx.query(
        sql`insert into market.provider (id, organisation_id, in_house, kind) values (${id(at)}, ${id(at)}, false, 'micro_provider')`,
      )
    }
    await tx.query(sql`
      insert into directory.source_record (feed, entity, external_id, opportunity_id, content_hash, content) values ('csv', 'service', 'O1', ${id(1)}, '', '{}')`)
  })
  return db.transaction(who('commissioner'), async (tx) => {
    const room = { distancedPlaces: null, hoists: 1, changingPlaces: 0, wheelchairSpaces: 0 }
    return {
      hall: await addRoom(tx, id(1), { ...room, name: 'Hall', places: 10 }),
      den: await addRoom(tx, id(1), { ...room, name: 'Den', places: 4 }),
      elsewhere: await addRoom(tx, id(2), { ...room, name: 'Hall', places: 20 }),
    }
  })
}
const session = (places: number, given: { id?: string; start?: number; from?: string; everyWeeks?: number } = {}) => ({
  id: given.id ?? newId(),
  opportunityId: id(1),
  siteId: id(1),
  weekday: 2,
  everyWeeks: given.everyWeeks ?? 1,
  season: 'all' as const,
  startMinute: given.start ?? 600,
  endMinute: (given.start ?? 600) + 120,
  from: day(given.from ?? '2026-11-23'),
  until: null,
  publicMayBook: false,
  places,
  workerShares: 5_040,
  bands: ['1:4'],
})

onBothDatabases('a provider chooses the room of a session', (open) => {
  test('it is refused where the room is too small, taken at that time, or at another place; every other week two can share it', async () => {
    const db = await open()
    const { hall, den, elsewhere } = await laid(db)
    const add = (one: ReturnType<typeof session>, roomId: string | null) =>
      code(db.transaction(provider, (tx) => addSessionInRoom(tx, one, roomId)))
    const first = session(6)
    expect([await add(session(11), hall), await add(session(3), elsewhere)]).toEqual(['room_too_small', 'not found'])
    expect([await add(first, hall), await add(first, hall)]).toEqual(['done', 'done'])
    expect(await add(session(5, { start: 660 }), hall)).toBe('room_is_taken')
    expect(await add(session(4, { start: 660 }), hall)).toBe('done')
    expect(await add(session(10, { start: 780 }), hall)).toBe('done')
    const odd = session(4, { everyWeeks: 2 })
    expect([await add(odd, den), await add(session(4, { everyWeeks: 2, from: '2026-12-01' }), den)]).toEqual([
      'done',
      'done',
    ])
    expect(await add(session(1, { everyWeeks: 2 }), den)).toBe('room_is_taken')
    const rooms = () => db.transaction(provider, (tx) => roomOfSession(tx, first.id))
    expect(await rooms()).toMatchObject({ name: 'Hall', places: 6 })
    const move = (roomId: string | null) => code(db.transaction(provider, (tx) => moveMySession(tx, first.id, roomId)))
    expect([await move(den), await move(elsewhere)]).toEqual(['room_too_small', 'not found'])
    const places = (amount: number) =>
      code(
        db.transaction(provider, (tx) =>
          changePlacesInRoom(tx, first.id, { places: amount, workers: 1, from: day('2026-11-24'), reason: 'x' }),
        ),
      )
    expect([await places(7), await places(11)]).toEqual(['room_is_taken', 'room_too_small'])
    expect([await move(null), await rooms()]).toEqual(['done', undefined])
    // In no room of a place that has rooms: more places ask for one, or for the word that it is in none.
    const inRoom = (amount: number, roomId?: string | null) =>
      code(
        db.transaction(provider, (tx) =>
          changePlacesInRoom(tx, first.id, {
            places: amount,
            workers: 1,
            from: day('2026-11-24'),
            reason: 'x',
            ...(roomId === undefined ? {} : { roomId }),
          }),
        ),
      )
    expect([await inRoom(7), await inRoom(7, elsewhere), await inRoom(7, hall)]).toEqual([
      'room_not_said',
      'not found',
      'room_is_taken',
    ])
    expect([await inRoom(5), await inRoom(7, null), await rooms()]).toEqual(['done', 'done', undefined])
    const other = who('provider', { providerId: id(2) })
    expect(await code(db.transaction(other, (tx) => moveMySession(tx, first.id, hall)))).toBe('not found')
  })

  test('a file of sessions names the room; a row that does not fit is rejected whole, also beside another of the file', async () => {
    const db = await open()
    await laid(db)
    const row = (number: string, given: object = {}) => ({
      number,
      opportunity: 'O1',
      weekday: 3,
      start: 600,
      end: 720,
      every_weeks: undefined,
      season: undefined,
      from: day('2026-11-25'),
      until: undefined,
      places: 6,
      workers: 2,
      public_may_book: false,
      room: 'hall' as string | undefined,
      ...given,
    })
    const bring = (...rows: ReturnType<typeof row>[]) =>
      db.transaction(jobWho(), (tx) =>
        saveSessionsInRooms(
          tx,
          rows.map((one, at) => ({ line: at + 2, row: one })),
        ),
      )
    const first = await bring(
      row('S1'),
      row('S2', { start: 660, end: 780 }),
      row('S3', { room: 'Attic' }),
      row('S4', { places: 12 }),
      row('S5', { room: undefined }),
    )
    expect(first).toMatchObject({ added: 2, changed: 0 })
    expect(first.rejected.map(({ line, column }) => [line, column])).toEqual([
      [3, 'room'],
      [4, 'room'],
      [5, 'room'],
    ])
    expect(await bring(row('S1'), row('S5', { room: undefined }))).toMatchObject({ unchanged: 2, rejected: [] })
    expect(await bring(row('S5', { room: 'Hall', places: 4 }))).toMatchObject({ changed: 1, rejected: [] })
  })
})

test('a provider reads what each room holds, chooses one, and is told why one does not do', async () => {
  const app = await testApp()
  const { hall, den } = await laid(app.db)
  const mine = await app.as('provider', { providerId: id(1) })
  const url = '/market/my-service/sessions'
  expect((await mine.get(`${url}/new`)).body).toContain('Mill 1, Crewe: Hall, 10 places, 1 hoist')
  const sessionId = newId()
  const form = {
    id: sessionId,
    opportunityId: id(1),
    siteId: id(1),
    roomId: den,
    weekday: '2',
    start: '10:00',
    end: '12:00',
    everyWeeks: '1',
    season: 'all',
    places: '6',
    workers: '1',
    bands: '1:4',
    publicMayBook: 'no',
    'from-day': '23',
    'from-month': '11',
    'from-year': '2026',
  }
  const small = await mine.post(`${url}/new`, form)
  expect([small.status, small.body.includes('Den has 4 places, fewer than the 6 of this session')]).toEqual([400, true])
  expect((await mine.post(`${url}/new`, { ...form, siteId: '' })).body).toContain('This room is at another place')
  expect((await mine.post(`${url}/new`, { ...form, roomId: hall })).status).toBe(303)
  expect((await mine.get(`${url}/${sessionId}`)).body).toContain('Hall, 6 places of it')
  expect((await mine.get(`${url}/${sessionId}/room`)).body).toContain('Den, 4 places')
  expect((await mine.post(`${url}/${sessionId}/room`, { roomId: den })).body).toContain('fewer than the 6')
  expect((await mine.post(`${url}/${sessionId}/room`, { roomId: 'x' })).body).toContain('Select a room')
  expect((await mine.post(`${url}/${sessionId}/room`, { roomId: '' })).status).toBe(303)
  expect((await mine.get(`${url}/${sessionId}`)).body).toMatch(/Nobody has said[\s\S]*Say which room/)
  const ask = {
    places: '8',
    workers: '1',
    reason: 'A bigger table',
    'from-day': '1',
    'from-month': '12',
    'from-year': '2026',
  }
  expect((await mine.get(`${url}/${sessionId}/places`)).body).toContain('In none of them: outside, for example')
  expect((await mine.post(`${url}/${sessionId}/places`, { ...ask, roomId: '' })).body).toContain(
    'Say which room it is in',
  )
  expect((await mine.post(`${url}/${sessionId}/places`, { ...ask, roomId: den })).body).toContain('fewer places')
  expect((await mine.post(`${url}/${sessionId}/places`, { ...ask, roomId: hall })).status).toBe(303)
  expect((await mine.get(`${url}/${sessionId}`)).body).toContain('Hall, 8 places of it')
  const api = { opportunityId: id(1), siteId: id(1), weekday: 4, startMinute: 600, endMinute: 660, from: '2026-11-23' }
  const more = { places: 5, workers: 1, bands: ['1:4'] }
  expect((await mine.api('POST', `/api${url}`, { ...api, ...more, roomId: den })).status).toBe(409)
  expect((await mine.api('POST', `/api${url}`, { ...api, ...more, roomId: hall })).status).toBe(201)
  expect((await mine.api('POST', `/api${url}/${sessionId}/room`, { roomId: hall })).status).toBe(201)
})
