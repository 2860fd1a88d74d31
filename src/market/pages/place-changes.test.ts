import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { placedPerson } from '../../../test/support/placed-person.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { decidePlaceChange, forgetLeftPlaces } from '../../directory/store.ts'
import { stoppedClock } from '../../platform/clock.ts'
import { type Db, sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { askForPlaceChange, myPlaces, takeBackPlaceChange, whoIsPlacedAfter } from '../store.ts'

const clock = stoppedClock(day('2026-04-07'))
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.code : error instanceof NotFound ? 'not found' : String(error)),
  )
const commissioner = who('commissioner')

/** Ann has a regular place at Oak House, which its provider runs. */
async function oakHouse(db: Db) {
  const ann = await placedPerson(db)
  const { siteId, entryId } = await db.owner((tx) =>
    tx.one<{ siteId: string; entryId: string }>(
      sql`select site_id as "siteId", opportunity_id as "entryId" from directory.session where id = ${ann.sessionId}`,
    ),
  )
  await db.owner((tx) =>
    tx.query(sql`insert into directory.opportunity_site (opportunity_id, site_id) values (${entryId}, ${siteId})`),
  )
  const mine = who('provider', { providerId: ann.providerId, accountId: newId(), staffId: undefined as never })
  return { ann, siteId, mine }
}
const right = {
  name: 'Oak Hall',
  line1: '2 Mill Lane',
  town: 'Crewe',
  postcode: 'CW1 2AB',
  roomsWords: null,
  note: null,
}

onBothDatabases('a change of a place that its provider asks for', (open) => {
  test('is read once the council approved it, keeps what stood, and is asked once at a time by its own provider alone', async () => {
    const db = await open(clock)
    const { siteId, mine } = await oakHouse(db)
    const ask = (
      given: Partial<Omit<typeof right, 'roomsWords'>> & { roomsWords?: string } = {},
      id = newId(),
      as = mine,
    ) => code(db.transaction(as, (tx) => askForPlaceChange(tx, { ...right, ...given, id, siteId, kind: 'correct' })))
    expect(await ask({}, newId(), who('provider', { providerId: newId() }))).toBe('not found')
    expect(await ask({ name: 'Oak House', line1: '', postcode: '' })).toBe('place_is_the_same')
    const id = newId()
    expect([await ask({}, id), await ask({}, id), await ask()]).toEqual(['done', 'done', 'place_change_one_open'])
    const site = () =>
      db.owner((tx) => tx.query(sql`select name, line_1, postcode from directory.site where id = ${siteId}`))
    expect(await site()).toMatchObject([{ name: 'Oak House' }])
    const decide = (changeId: string, decision: 'approved' | 'rejected', reason?: string) =>
      code(db.transaction(commissioner, (tx) => decidePlaceChange(tx, changeId, { decision, reason })))
    expect(await decide(id, 'rejected')).toBe('proposal_rejected_with_reason')
    expect([await decide(id, 'approved'), await decide(id, 'approved')]).toEqual(['done', 'proposal_decided_already'])
    expect(await site()).toEqual([{ name: 'Oak Hall', line_1: '2 Mill Lane', postcode: 'CW1 2AB' }])
    const { changes } = await db.transaction(mine, (tx) => myPlaces(tx))
    expect(changes).toMatchObject([{ site: 'Oak House', now: { name: 'Oak House' }, decision: 'approved' }])
    const other = newId()
    expect(await ask({ roomsWords: 'The hall holds 30' }, other)).toBe('done')
    expect(await code(db.transaction(mine, (tx) => takeBackPlaceChange(tx, other)))).toBe('done')
    expect(await decide(other, 'approved')).toBe('proposal_decided_already')
    const own = sql`update directory.site_change set decision = 'approved', decided_by = ${newId()}, decided_at = now(), was = '{}' where id = ${id}`
    expect(await code(db.transaction(mine, (tx) => tx.query(own)))).not.toBe('done')
  })

  test('is refused while anybody is placed there after the last day, with who and until when; else its sessions end', async () => {
    const db = await open(clock)
    const { ann, siteId, mine } = await oakHouse(db)
    const leave = (lastDay: string, id = newId()) =>
      code(
        db.transaction(mine, (tx) =>
          askForPlaceChange(tx, { id, siteId, kind: 'leave', lastDay: day(lastDay), note: null }),
        ),
      )
    expect([await leave('2026-04-06'), await leave('2026-06-30')]).toEqual([
      'place_left_in_the_past',
      'place_with_people',
    ])
    expect(await db.transaction(mine, (tx) => whoIsPlacedAfter(tx, siteId, day('2026-06-30')))).toEqual({
      people: 1,
      named: [{ name: 'Ann E.', session: 'Woodwork', until: null }],
    })
    await db.owner(async (tx) => {
      await tx.query(sql`update directory.standing_place set ended_on = '2026-06-30' where id = ${ann.standingPlaceId}`)
      await tx.query(
        sql`update directory.place_claim set released_at = now(), release_reason = 'moved' where on_date > '2026-06-30'`,
      )
    })
    expect(await db.transaction(mine, (tx) => whoIsPlacedAfter(tx, siteId, day('2026-06-16')))).toMatchObject({
      named: [{ until: '2026-06-30' }],
    })
    const id = newId()
    expect([await leave('2026-06-16'), await leave('2026-06-30', id)]).toEqual(['place_with_people', 'done'])
    const straight = sql`update directory.site set left_on = '2026-06-16' where id = ${siteId}`
    expect(await code(db.transaction(commissioner, (tx) => tx.query(straight)))).toBe('DW099')
    expect(await code(db.transaction(commissioner, (tx) => decidePlaceChange(tx, id, { decision: 'approved' })))).toBe(
      'done',
    )
    expect(
      await db.owner((tx) =>
        tx.query(sql`
          select s.ended_on as "ended", (select count(*)::int from directory.occurrence o where o.session_id = s.id and o.on_date > '2026-06-30' and o.cancelled_at is null) as dates, si.left_on as left
            from directory.session s join directory.site si on si.id = s.site_id where s.id = ${ann.sessionId}`),
      ),
    ).toEqual([{ ended: '2026-06-30', dates: 0, left: '2026-06-30' }])
    expect(await db.transaction(jobWho(), (tx) => forgetLeftPlaces(tx))).toBe(0)
  })
})

test('a provider puts a place right and leaves one on the page; the council decides, and the decider is shown', async () => {
  const app = await testApp({ today: '2026-04-07' })
  const { ann, siteId } = await oakHouse(app.db)
  const mine = await app.as('provider', { providerId: ann.providerId })
  const commissioner = await app.as('commissioner')
  const url = `/market/my-service/places/${siteId}`
  expect((await mine.get('/market/my-service/places')).body).toContain(`${url}/correct`)
  const form = (await mine.get(`${url}/correct`)).body
  expect(form).toContain('value="Oak House"')
  const id = /name="id" value="([^"]+)"/.exec(form)?.[1] ?? ''
  const said = { id, name: 'Oak Hall', line1: '2 Mill Lane', town: 'Crewe', postcode: 'cw12ab', roomsWords: 'Hall: 30' }
  expect((await mine.post(`${url}/correct`, { ...said, postcode: 'nowhere' })).body).toContain(
    'A postcode must look like',
  )
  expect((await mine.post(`${url}/correct`, said)).status).toBe(303)
  expect((await mine.get('/market/my-service/places')).body).toContain('Change of Oak House')
  expect((await commissioner.get('/home')).body).toContain('Change of a place')
  const list = (await commissioner.get('/directory/proposals')).body
  const change = /\/directory\/proposals\/place-changes\/[0-9a-f-]{36}/.exec(list)?.[0] ?? ''
  const seen = (await commissioner.get(change)).body
  for (const words of ['Oak Hall', 'Hall: 30', 'recorded by you or a broker']) expect(seen).toContain(words)
  expect((await mine.get(change)).status).toBe(403)
  expect((await commissioner.post(change, { decision: 'rejected' })).body).toContain('Enter why it is not approved')
  expect((await commissioner.post(change, { decision: 'approved' })).status).toBe(303)
  const after = (await mine.get('/market/my-service/places')).body
  for (const words of ['Oak Hall', 'Approved', 'Change of Oak House']) expect(after).toContain(words)

  const leaving = { id: newId(), 'lastDay-day': '30', 'lastDay-month': '6', 'lastDay-year': '2026' }
  const refused = await mine.post(`${url}/leave`, leaving)
  for (const words of [
    'Still placed there after Tuesday 30 June 2026',
    'Ann E.',
    'Goes on',
    'People have a place there after this day',
  ])
    expect(refused.body).toContain(words)
  expect((await mine.get(`/market/my-service/places/${newId()}/leave`)).status).toBe(404)
  const api = await mine.api('POST', `/api${url}/leave`, { lastDay: '2026-06-30' })
  expect(api.status).toBe(409)
})
