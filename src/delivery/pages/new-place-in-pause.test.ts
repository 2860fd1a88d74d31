import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { anAgreedTerm, aReadyPerson, aSession } from '../../../test/support/planned-week.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { place } from '../../brokerage/store.ts'
import { day } from '../../core/calendar-date.ts'
import { type Sql, sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { setPayRules } from '../store.ts'

const hidden = (body: string) =>
  Object.fromEntries(
    [...body.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  )

/** Nell has a place at Woodwork on Tuesdays from 23 November 2026 and is in hospital from 30 November; her plan changes: Choir on Thursdays. */
async function inHospital(newPlaces: 'paused' | 'not_paused') {
  const app = await testApp()
  const as = <T>(work: Parameters<typeof app.db.transaction<T>>[1]) => app.db.transaction(jobWho(), work)
  const nell = await aReadyPerson(app.db)
  const woodwork = await aSession(app.db)
  const choir = await aSession(app.db, { name: 'Choir', weekday: 4, pricePence: 10_00 })
  const rules = [woodwork, choir].map(({ lotId }) => ({
    ...{ lotId, reason: 'in_hospital', noticeHoursUnder: 0, paidPerMille: 0 },
    ...{ charged: false, noteNeeded: false, from: day('2026-04-01') },
  }))
  await as((tx) => setPayRules(tx, rules))
  const first = await anAgreedTerm(app.db, nell, woodwork)
  const { placementId } = await app.db.transaction(who('broker'), (tx) => place(tx, first.termId))
  await app.jobs.drain()
  const worker = await app.as('practitioner', { teamIds: [nell.teamId] })
  const url = `/people/${nell.personId}/delivery/pauses`
  const check = await worker.post(`${url}/new`, {
    ...{ placementIds: placementId, 'from-day': '30', 'from-month': '11', 'from-year': '2026' },
    ...{ reason: 'in_hospital', newPlaces, actId: newId() },
  })
  await worker.post(`${url}/new`, { ...hidden(check.body), step: 'save' })
  const second = await anAgreedTerm(app.db, nell, choir)
  await app.jobs.drain()
  const broker = await app.as('broker')
  const page = `/people/${nell.personId}/brokerage/${second.termId}/place`
  const rows = (text: Sql) => as((tx) => tx.query(text))
  const expected = () =>
    rows(
      sql`select count(*)::int as dates from delivery.published_occasion where term_id = ${second.termId} and mark_id is null`,
    )
  return { app, as, nell, first, second, choir, worker, broker, url, check, page, rows, expected, placementId }
}

test('while all support is paused, a place that begins is paused with it: nobody is expected or paid, the person reads it, and both come back', async () => {
  const at = await inHospital('paused')
  expect(at.check.body).toContain('All their support is paused: a place that begins meanwhile is paused too')
  const form = (await at.broker.get(at.page)).body
  expect(form).toContain('Is this place paused too?')
  expect(form).toContain('All their support is paused. From Monday 30 November 2026, with no last day yet.')
  expect(form).toMatch(/id="pausedToo"[^>]*value="yes"[^>]*checked/)
  expect((await at.broker.post(at.page, {})).body).toContain('Select whether this place is paused too')
  expect((await at.broker.post(at.page, { pausedToo: 'yes' })).status).toBe(303)
  await at.app.jobs.drain()
  expect(await at.expected()).toEqual([{ dates: 1 }])
  expect((await at.worker.get(at.url)).body).toContain('Choir, Thursday')
  const person = await at.app.as('person', { personId: at.nell.personId })
  const week = (await person.get('/my-week?week=2026-12-03')).body
  expect(week).toContain('Choir is paused. I do not go.')
  expect(week).toContain('Woodwork is paused. I do not go.')
  const [{ id = '' } = {}] = (await at.rows(
    sql`select id from brokerage.pause where placement_id = ${at.placementId}`,
  )) as { id: string }[]
  const change = await at.worker.get(`${at.url}/${id}`)
  expect(change.body).toContain('Choir on Thursdays')
  const also = /name="also"[^>]*value="([0-9a-f-]{36})"/.exec(change.body)?.[1] ?? ''
  const back = { actId: newId(), how: 'back', firstDayBack: '2026-12-14', also }
  const check = await at.worker.post(`${at.url}/${id}`, back)
  expect(check.body).toContain('Thursday 17 December 2026')
  await at.worker.post(`${at.url}/${id}`, { ...hidden(check.body), step: 'save' })
  await at.app.jobs.drain()
  const dates = await at.rows(
    sql`select min(on_date)::text as first from delivery.published_occasion where term_id = ${at.second.termId} and on_date > '2026-11-30'`,
  )
  expect(dates).toEqual([{ first: '2026-12-17' }])
})

test('whoever makes the place may say that it begins in spite of the pause; the database asks for that word', async () => {
  const at = await inHospital('paused')
  const raw = at.app.db.owner((tx) =>
    tx.query(sql`
      insert into brokerage.placement (term_id, person_id, provider_id, from_date, recorded_by)
      select t.id, t.person_id, ${at.choir.providerId}, t.from_date, t.person_id from planning.session_term t where t.id = ${at.second.termId}`),
  )
  await expect(raw).rejects.toMatchObject({ code: 'DW144' })
  expect((await at.broker.post(at.page, { pausedToo: 'no' })).status).toBe(303)
  await at.app.jobs.drain()
  expect(await at.expected()).toEqual([{ dates: 26 }])
})

test('a pause of named places leaves a place that begins as it is, and whoever makes it is asked', async () => {
  const at = await inHospital('not_paused')
  expect(at.check.body).toContain('Only these places are paused.')
  const form = (await at.broker.get(at.page)).body
  expect(form).toContain('Woodwork: paused. From Monday 30 November 2026, with no last day yet.')
  expect(form).not.toMatch(/id="pausedToo[^>]*checked/)
  await at.as((tx) => place(tx, at.second.termId))
  await at.app.jobs.drain()
  expect(await at.expected()).toEqual([{ dates: 26 }])
})

test('of a pause that has an end by then, the place is paused until that day', async () => {
  const at = await inHospital('paused')
  const [{ id = '' } = {}] = (await at.rows(sql`select id from brokerage.pause`)) as { id: string }[]
  const check = await at.worker.post(`${at.url}/${id}`, { actId: newId(), how: 'back', firstDayBack: '2026-12-14' })
  await at.worker.post(`${at.url}/${id}`, { ...hidden(check.body), step: 'save' })
  expect(await at.as((tx) => place(tx, at.second.termId))).toMatchObject({ paused: true })
  await at.app.jobs.drain()
  expect(await at.expected()).toEqual([{ dates: 24 }])
})

test('the place that takes the stead of the only paused one is paused as well, though that one ended', async () => {
  const at = await inHospital('paused')
  const end = (tx: Parameters<Parameters<typeof at.app.db.owner>[0]>[0]) =>
    tx.query(
      sql`update brokerage.placement set ended_on = '2026-12-01', end_reason = 'the plan changed' where id = ${at.placementId}`,
    )
  await at.app.db.owner(end)
  await at.app.db.owner((tx) =>
    tx.query(
      sql`update brokerage.pause set ended_on = '2026-12-01', end_kind = 'place_ended', ended_by = ${newId()}, ended_at = now() where placement_id = ${at.placementId}`,
    ),
  )
  expect(await at.as((tx) => place(tx, at.second.termId))).toMatchObject({ paused: true })
  await at.app.jobs.drain()
  expect(await at.expected()).toEqual([{ dates: 1 }])
})
