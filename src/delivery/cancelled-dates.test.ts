import { expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { onBothDatabases } from '../../test/support/databases.ts'
import { placedPerson } from '../../test/support/placed-person.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { stoppedClock } from '../platform/clock.ts'
import { type Db, sql } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { NotFound, Refused } from '../platform/refused.ts'
import {
  cancelOwnDate,
  countHeads,
  endLapsedOccasions,
  makeOccasions,
  openDates,
  peopleToTellOf,
  recordMark,
  recordToldCancelled,
} from './store.ts'

const clock = stoppedClock(day('2026-04-07'))
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.code : error instanceof NotFound ? 'not found' : String(error)),
  )

/** Ann is placed on Tuesdays at Oak House, in the register; the date of a day. */
async function placed(db: Db) {
  const ann = await placedPerson(db)
  await db.owner((tx) =>
    tx.query(sql`
      insert into delivery.pay_rule (lot_id, reason, paid_per_mille, charged, note_needed, from_date)
      values (${ann.lotId}, 'provider_cancelled', 0, false, true, '2026-04-01')`),
  )
  await db.transaction(jobWho(), (tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-30') }))
  const dateOn = async (on: string) =>
    (
      await db.transaction(jobWho(), (tx) =>
        tx.one<{ id: string }>(
          sql`select id from directory.occurrence where session_id = ${ann.sessionId} and on_date = ${on}`,
        ),
      )
    ).id
  return { ann, dateOn }
}
const marks = (db: Db) =>
  db.transaction(jobWho(), (tx) =>
    tx.query(
      sql`select o.on_date as "on", m.reason, m.replaces is not null as corrected from delivery.mark m join delivery.occasion o on o.id = m.occasion_id order by o.on_date, m.replaces nulls first`,
    ),
  )

onBothDatabases('a date that its provider cancels', (open) => {
  test('marks everybody planned, gives places back, leaves the people to be told, and is refused to others and twice', async () => {
    const db = await open(clock)
    const { ann, dateOn } = await placed(db)
    const provider = who('provider', { providerId: ann.providerId })
    const worker = who('practitioner', { teamIds: [ann.teamId] })
    const [today, next] = [await dateOn('2026-04-07'), await dateOn('2026-04-14')]
    const cancel = (id: string, as = provider) =>
      code(db.transaction(as, (tx) => cancelOwnDate(tx, id, 'The boiler is broken')))
    expect(await cancel(next, who('provider', { providerId: newId() }))).toBe('not found')
    const [occasion] = await db.transaction(provider, (tx) =>
      tx.query<{ id: string }>(sql`select id from delivery.occasion where on_date = '2026-04-14'`),
    )
    await db.transaction(provider, (tx) =>
      recordMark(tx, { id: newId(), occasionId: occasion?.id ?? '', reason: 'unwell', markedAt: tx.now }),
    )
    expect([await cancel(next), await cancel(next)]).toEqual(['done', 'date_cannot_be_cancelled'])
    expect(await marks(db)).toEqual([
      { on: '2026-04-14', reason: 'unwell', corrected: false },
      { on: '2026-04-14', reason: 'provider_cancelled', corrected: true },
    ])
    const claims = await db.transaction(jobWho(), (tx) =>
      tx.query(sql`select release_reason as why from directory.place_claim where occurrence_id = ${next}`),
    )
    expect(claims).toEqual([{ why: 'date cancelled' }])
    const onSale = await db.transaction(jobWho(), (tx) =>
      tx.query(sql`
        select on_date from directory.occurrence
         where session_id = ${ann.sessionId} and on_date = '2026-04-14' and cancelled_at is null`),
    )
    expect(onSale).toEqual([])
    await db.transaction(jobWho(), (tx) => endLapsedOccasions(tx))
    await db.transaction(jobWho(), (tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-30') }))
    const toTell = (as: typeof provider) => db.transaction(as, (tx) => peopleToTellOf(tx))
    expect(await toTell(provider)).toMatchObject([{ givenName: 'Ann', on: '2026-04-14' }])
    expect(await toTell(worker)).toHaveLength(1)
    expect(await toTell(who('practitioner', { teamIds: [newId()] }))).toEqual([])
    await db.transaction(worker, (tx) => recordToldCancelled(tx, occasion?.id ?? '', 'phone'))
    expect([await toTell(provider), await toTell(worker)]).toEqual([[], []])

    const [now] = await db.transaction(provider, (tx) =>
      tx.query<{ id: string }>(sql`select id from delivery.occasion where on_date = '2026-04-07'`),
    )
    await db.transaction(provider, (tx) =>
      recordMark(tx, { id: newId(), occasionId: now?.id ?? '', reason: 'attended', markedAt: tx.now }),
    )
    expect(await cancel(today)).toBe('somebody_came')
  })

  test('heads are counted once a time on or after the day, by whoever runs the date, and the last number stands', async () => {
    const db = await open(clock)
    const { ann, dateOn } = await placed(db)
    const provider = who('provider', { providerId: ann.providerId })
    await db.owner((tx) => tx.query(sql`alter table directory.session disable trigger end_only`))
    await db.owner((tx) => tx.query(sql`update directory.session set public_may_book = true`))
    const today = await dateOn('2026-04-07')
    const heads = (count: { came: number; id?: string; replaces?: string; on?: string }, as = provider) =>
      code(
        db.transaction(as, (tx) =>
          countHeads(tx, {
            id: count.id ?? newId(),
            occurrenceId: count.on ?? today,
            came: count.came,
            replaces: count.replaces,
          }),
        ),
      )
    const first = newId()
    expect(await heads({ came: 4, on: await dateOn('2026-04-14') })).toBe('not_yet')
    expect([await heads({ came: 4, id: first }), await heads({ came: 4, id: first })]).toEqual(['done', 'done'])
    expect(await heads({ came: 5 })).toBe('one_first_head_count')
    expect(await heads({ came: 5, replaces: first })).toBe('done')
    expect(await heads({ came: 6, replaces: first })).toBe('head_count_replaced_once')
    expect(await heads({ came: 1 }, who('provider', { providerId: newId() }))).toContain('row-level security')
    const seen = (as: typeof provider) => db.transaction(as, (tx) => openDates(tx, day('2026-04-07')))
    expect(await seen(provider)).toMatchObject([{ name: 'Woodwork', booked: 0, came: 5 }])
    expect(await seen(who('provider', { providerId: newId() }))).toEqual([])
  })
})

test('a provider cancels a date on its phone: my week shows it, nothing is charged or paid, and the person is told', async () => {
  const app = await testApp({ today: '2026-04-07' })
  const { ann, dateOn } = await placed(app.db)
  const provider = await app.as('provider', { providerId: ann.providerId })
  const person = await app.as('person', { personId: ann.personId })
  const worker = await app.as('practitioner', { teamIds: [ann.teamId] })
  const next = await dateOn('2026-04-14')
  const url = `/delivery/dates/${next}/cancel`
  const other = await app.as('provider', { providerId: newId() })
  expect((await other.get(url)).status).toBe(404)
  expect((await provider.get(`/market/my-service/sessions/${ann.sessionId}`)).body).toContain(url)
  expect((await provider.get(url)).body).toContain('1 person has it in their plan.')
  expect((await provider.post(url, { reason: '' })).body).toContain('Enter why it is cancelled')
  const done = await provider.post(url, { reason: 'The boiler is broken' })
  expect([done.status, done.headers['location']]).toEqual([303, '/delivery/to-tell'])
  await app.jobs.drain()
  const lines = await app.db.transaction(jobWho(), (tx) =>
    tx.query(
      sql`select amount_pence as amount, chargeable_pence as chargeable from finance.pay_line where person_id = ${ann.personId}`,
    ),
  )
  expect(lines).toEqual([{ amount: 0, chargeable: 0 }])
  expect((await person.get('/my-week?week=2026-04-13')).body).toContain('Cancelled')
  expect((await provider.get('/delivery/register?on=2026-04-14')).body).toContain('Cancelled by the provider')
  for (const one of [provider, worker]) expect((await one.get('/home')).body).toContain('Cancelled: Woodwork')
  const list = (await provider.get('/delivery/to-tell')).body
  expect(list).toContain('Ann E.')
  const occasionId = /name="occasionId" value="([^"]+)"/.exec(list)?.[1] ?? ''
  expect((await provider.post('/delivery/to-tell', { occasionId, how: 'phone' })).status).toBe(303)
  expect((await worker.get('/delivery/to-tell')).body).toContain('Everybody is told.')

  await app.db.owner((tx) => tx.query(sql`alter table directory.session disable trigger end_only`))
  await app.db.owner((tx) => tx.query(sql`update directory.session set public_may_book = true`))
  const register = (await provider.get('/delivery/register')).body
  expect(register).toContain('Not counted yet.')
  const today = await dateOn('2026-04-07')
  const id = /name="id" value="([^"]+)"/.exec(register)?.[1] ?? ''
  expect((await provider.post(`/delivery/dates/${today}/count`, { id, replaces: '', came: '7' })).status).toBe(303)
  expect((await provider.get('/delivery/register')).body).toContain('7 came.')
  expect((await provider.api('POST', `/api/delivery/dates/${today}/count`, { came: 8 })).status).toBe(201)
  const third = await dateOn('2026-04-21')
  const cancelled = await provider.api('POST', `/api/delivery/dates/${third}/cancel`, { reason: 'Boiler' })
  expect(cancelled.json()).toEqual({ planned: 1, told: 0 })
})
