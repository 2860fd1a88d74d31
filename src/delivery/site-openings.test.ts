import { expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { onBothDatabases } from '../../test/support/databases.ts'
import { placedPerson } from '../../test/support/placed-person.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { claimDatesOf, closeSite, closuresOfSite, endClosure } from '../directory/store.ts'
import { followMark, takeBackClosed } from '../finance/store.ts'
import { stoppedClock } from '../platform/clock.ts'
import { type Db, sql } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { NotFound, Refused } from '../platform/refused.ts'
import { carryOutClosure, carryOutOpening, makeOccasions, recordMark, recordToldCancelled } from './store.ts'

const clock = stoppedClock(day('2026-04-07'))
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.code : error instanceof NotFound ? 'not found' : String(error)),
  )
const commissioner = who('commissioner')
const as = <T>(db: Db, work: Parameters<typeof db.transaction<T>>[1]) => db.transaction(jobWho(), work)

/** Ann is placed on Tuesdays at Oak House; she said that she cannot come on the 28th; it closes from the 14th to the 12th of May. */
async function closed(db: Db, paidPerMille = 0) {
  const ann = await placedPerson(db)
  const siteId = await db.owner(async (tx) => {
    await tx.query(sql`
      insert into delivery.pay_rule (lot_id, reason, paid_per_mille, charged, note_needed, from_date) values (${ann.lotId}, 'closed', ${paidPerMille}, false, false, '2026-04-01')`)
    const { id } = await tx.one<{ id: string }>(
      sql`select site_id as id from directory.session where id = ${ann.sessionId}`,
    )
    return id
  })
  await as(db, (tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-05-31') }))
  const on = (date: string) =>
    as(db, (tx) =>
      tx.one<{ id: string }>(
        sql`select occasion_id as id from delivery.published_occasion where on_date = ${date} and person_id = ${ann.personId}`,
      ),
    )
  const away = await on('2026-04-28')
  await as(db, (tx) => recordMark(tx, { id: newId(), occasionId: away.id, reason: 'unwell', markedAt: tx.now }))
  const closureId = newId()
  const wanted = { id: closureId, siteId, from: day('2026-04-14'), until: day('2026-05-12'), reason: 'The roof leaks' }
  await db.transaction(commissioner, (tx) => closeSite(tx, wanted))
  await as(db, (tx) => carryOutClosure(tx, closureId))
  return { ann, siteId, closureId, on }
}
const end = (db: Db, closureId: string, openFrom: string) =>
  code(db.transaction(commissioner, (tx) => endClosure(tx, { closureId, openFrom: day(openFrom), reason: 'Mended' })))
const days = (db: Db, personId: string) =>
  as(db, (tx) =>
    tx.query<{ on: string; mark: string | null; seat: boolean }>(sql`
      select o.on_date as "on", o.reason as mark, coalesce(c.released_at is null, false) as seat from delivery.published_occasion o left join directory.place_claim c on c.id = o.place_claim_id
       where o.person_id = ${personId} and o.on_date between '2026-04-14' and '2026-05-19' order by 1`),
  )

onBothDatabases('a closed building opens again earlier', (open) => {
  test('its dates are laid again as planned from that day on, what was said before holds, and nothing is double', async () => {
    const db = await open(clock)
    const { ann, siteId, closureId } = await closed(db)
    expect([await end(db, closureId, '2026-04-06'), await end(db, closureId, '2026-04-13')]).toEqual([
      'opening_in_the_past',
      'opening_before_closing',
    ])
    expect([await end(db, closureId, '2026-05-13'), await end(db, newId(), '2026-04-21')]).toEqual([
      'opening_after_the_end',
      'not found',
    ])
    expect([await end(db, closureId, '2026-04-21'), await end(db, closureId, '2026-04-21')]).toEqual(['done', 'done'])
    expect(await end(db, closureId, '2026-04-28')).toBe('closure_ended_already')
    expect(await as(db, (tx) => carryOutOpening(tx, closureId))).toEqual({ dates: 4, people: 4, staying: 0 })
    expect(await as(db, (tx) => carryOutOpening(tx, closureId))).toEqual({ dates: 0, people: 0, staying: 0 })
    expect(await days(db, ann.personId)).toEqual([
      { on: '2026-04-14', mark: 'closed', seat: false },
      { on: '2026-04-21', mark: null, seat: true },
      { on: '2026-04-28', mark: 'unwell', seat: true },
      { on: '2026-05-05', mark: null, seat: true },
      { on: '2026-05-12', mark: null, seat: true },
      { on: '2026-05-19', mark: null, seat: true },
    ])
    // Rolling the places again takes none twice.
    await as(db, (tx) => claimDatesOf(tx, [ann.standingPlaceId], day('2026-04-07'), day('2026-05-31')))
    const taken = await as(db, (tx) =>
      tx.query(sql`
        select distinct k.taken from directory.occurrence o join directory.stock k on k.occurrence_id = o.id and k.resource = 'place'
         where o.session_id = ${ann.sessionId} and o.cancelled_at is null and o.on_date between '2026-04-21' and '2026-05-31'`),
    )
    expect(taken).toEqual([{ taken: 1 }])
    const [closure] = await as(db, (tx) => closuresOfSite(tx, siteId))
    expect(closure).toMatchObject({ openFrom: '2026-04-21', endReason: 'Mended', cancelled: 1, laid: 4 })
    // The days that are open again can be closed anew.
    const again = { id: newId(), siteId, from: day('2026-05-05'), until: day('2026-05-06'), reason: 'Floor' }
    expect(await code(db.transaction(commissioner, (tx) => closeSite(tx, again)))).toBe('done')
    await as(db, (tx) => carryOutClosure(tx, again.id))
    expect((await days(db, ann.personId))[3]).toEqual({ on: '2026-05-05', mark: 'closed', seat: false })
    expect(await end(db, again.id, '2026-05-05')).toBe('done')
    expect(await as(db, (tx) => carryOutOpening(tx, again.id))).toEqual({ dates: 1, people: 1, staying: 0 })
    expect((await days(db, ann.personId))[3]).toEqual({ on: '2026-05-05', mark: null, seat: true })
  })

  test('whoever is somewhere else by now, or whose plan has ended, stays away, and so does their place', async () => {
    const db = await open(clock)
    const { ann, closureId } = await closed(db)
    const bob = await placedPerson(db, { name: 'Bob', weekday: 2 })
    await db.owner(async (tx) => {
      const [date] = await tx.query<{ id: string }>(
        sql`select id from directory.occurrence where session_id = ${bob.sessionId} and on_date = '2026-04-21' order by 1`,
      )
      await tx.query(sql`
        insert into directory.place_claim (occurrence_id, on_date, start_minute, end_minute, person_id, purpose, support_band, recorded_by)
        values (${date?.id ?? ''}, '2026-04-21', 780, 960, ${ann.personId}, 'taster', '1:2', ${ann.personId})`)
      await tx.query(sql`update directory.standing_place set ended_on = '2026-05-04' where id = ${ann.standingPlaceId}`)
    })
    expect(await end(db, closureId, '2026-04-21')).toBe('done')
    expect(await as(db, (tx) => carryOutOpening(tx, closureId))).toEqual({ dates: 4, people: 1, staying: 3 })
    await as(db, (tx) => claimDatesOf(tx, [ann.standingPlaceId], day('2026-04-07'), day('2026-05-31')))
    expect((await days(db, ann.personId)).map(({ mark, seat }) => [mark, seat])).toEqual([
      ['closed', false],
      ['closed', false],
      ['unwell', true],
      ['closed', false],
      ['closed', false],
      [null, true],
    ])
  })

  test('what a closure was paid is taken back, and the money it gave back is bound again', async () => {
    const db = await open(clock)
    const { ann, closureId, on } = await closed(db, 1000)
    const was = await on('2026-04-21')
    const sums = () =>
      as(db, (tx) =>
        tx.query<{ owed: number }>(sql`
          select coalesce(sum(l.amount_pence), 0)::int as owed from finance.pay_line l where l.person_id = ${ann.personId} and l.on_date = '2026-04-21'
             and not exists (select from finance.pay_line later where later.replaces = l.id)`),
      )
    await as(db, (tx) => followMark(tx, was.id))
    expect(await sums()).toEqual([{ owed: 4800 }])
    expect(await end(db, closureId, '2026-04-21')).toBe('done')
    await as(db, (tx) => carryOutOpening(tx, closureId))
    expect(await as(db, (tx) => takeBackClosed(tx, was.id))).toBe(1)
    expect(await as(db, (tx) => takeBackClosed(tx, was.id))).toBe(0)
    expect(await sums()).toEqual([{ owed: 0 }])
    const faults = await as(db, (tx) => tx.query(sql`select rule from finance.faults()`))
    expect(faults).toEqual([])
  })

  test('the database keeps it: no end in the past, none without who and why, no date laid while it is closed', async () => {
    const db = await open(clock)
    const { ann, siteId, closureId } = await closed(db)
    const run = (statement: ReturnType<typeof sql>) => code(as(db, (tx) => tx.query(statement)))
    const ending = (last: string, at = '2026-04-07T10:00Z', reason: string | null = 'x') =>
      run(
        sql`update directory.closure set ended_on = ${last}, ended_by = ${siteId}, ended_at = ${at}::timestamptz, end_reason = ${reason} where id = ${closureId}`,
      )
    expect(await ending('2026-04-12')).toBe('closure_ended_early')
    expect(await ending('2026-05-12')).toBe('closure_ended_early')
    expect(await ending('2026-04-20', '2026-04-25T10:00Z')).toBe('closure_ended_from_now_on')
    expect(await ending('2026-04-20', undefined, null)).toBe('closure_ended_whole')
    expect(await ending('2026-04-20', undefined, ' ')).toBe('closure_ended_for_a_reason')
    expect(
      await run(sql`update directory.occurrence set laid_again_at = now() where cancelled_for = ${closureId}`),
    ).toBe('DW097')
    expect(
      await run(
        sql`insert into directory.occurrence (session_id, on_date, start_minute, end_minute) values (${ann.sessionId}, '2026-04-15', 600, 660)`,
      ),
    ).toBe('DW098')
    expect(
      await run(
        sql`update directory.occurrence set laid_again_at = now() where session_id = ${ann.sessionId} and cancelled_at is null`,
      ),
    ).toBe('laid_again_was_closed')
  })
})

test('a commissioner opens a building earlier, or takes its closure back; who was told of a cancelled date is to be told again', async () => {
  const app = await testApp({ today: '2026-04-07' })
  const { ann, siteId, closureId, on } = await closed(app.db)
  const told = await on('2026-04-21')
  const worker = who('practitioner', { teamIds: [ann.teamId] })
  await app.db.transaction(worker, (tx) => recordToldCancelled(tx, told.id, 'phone'))
  const visitor = await app.as('commissioner')
  const url = `/market/sites/${siteId}/closures/${closureId}/open`
  expect((await visitor.get(`/market/sites/${siteId}`)).body).toContain(url)
  expect((await (await app.as('broker')).get(url)).status).toBe(403)
  expect((await visitor.get(`/market/sites/${newId()}/closures/${closureId}/open`)).status).toBe(404)
  const first = (await visitor.get(url)).body
  for (const words of ['Open Oak House again earlier', '5 dates that were cancelled are laid again', '1 regular place'])
    expect(first).toContain(words)
  const form = { 'openFrom-day': '21', 'openFrom-month': '4', 'openFrom-year': '2026', endReason: 'Mended sooner' }
  expect((await visitor.post(url, { ...form, endReason: '' })).body).toContain('Enter why it opens earlier')
  expect((await visitor.post(url, { ...form, 'openFrom-day': '6' })).body).toContain('must be today or later')
  expect((await visitor.post(url, form)).status).toBe(303)
  await app.jobs.drain()
  const site = (await visitor.get(`/market/sites/${siteId}`)).body
  for (const words of ['Open again from', 'Mended sooner', '4 laid again']) expect(site).toContain(words)
  expect((await visitor.get(url)).status).toBe(303)
  const list = (await (await app.as('practitioner', { teamIds: [ann.teamId] })).get('/delivery/to-tell')).body
  expect(list).toContain('open again')
  const api = await visitor.api('POST', `/api/market/closures/${closureId}/end`, {
    openFrom: '2026-04-28',
    reason: 'x',
  })
  expect(api.status).toBe(409)
})
