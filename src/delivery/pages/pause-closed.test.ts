import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { placedPerson, toldToPay } from '../../../test/support/placed-person.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { closeSite, endClosure } from '../../directory/store.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { carryOutClosure, carryOutOpening, makeOccasions, pausePlaces } from '../store.ts'

/** Ann comes on Tuesdays; from 20 April she is away, with no last day. Oak House closes from 4 to 15 May while she is. */
async function awayWhileClosed() {
  const app = await testApp({ today: '2026-04-20' })
  const as = <T>(work: Parameters<typeof app.db.transaction<T>>[1]) => app.db.transaction(jobWho(), work)
  const ann = await placedPerson(app.db)
  await toldToPay(app.db, ann.personId, 3000)
  await as((tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-10-04') }))
  const place = await as((tx) =>
    tx.one<{ id: string; siteId: string }>(
      sql`select l.id, s.site_id as "siteId" from brokerage.placement l join directory.session s on s.id = ${ann.sessionId}`,
    ),
  )
  const { pauseIds } = await as((tx) =>
    pausePlaces(tx, {
      ...{ actId: newId(), personId: ann.personId, placementIds: [place.id], reason: 'chose_otherwise', words: 'Away' },
      ...{ from: day('2026-04-20'), until: null },
    }),
  )
  const closureId = newId()
  const closure = { id: closureId, siteId: place.siteId, from: day('2026-05-04'), until: day('2026-05-15') }
  await app.db.transaction(who('commissioner'), (tx) => closeSite(tx, { ...closure, reason: 'The roof leaks' }))
  await as((tx) => carryOutClosure(tx, closureId))
  const worker = await app.as('practitioner', { teamIds: [ann.teamId] })
  const url = `/people/${ann.personId}/delivery/pauses/${pauseIds[0]}`
  const hidden = (body: string) =>
    Object.fromEntries(
      [...body.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    )
  const back = async (firstDayBack: string) => {
    const check = await worker.post(url, { actId: newId(), how: 'back', firstDayBack })
    return { check, done: await worker.post(url, { ...hidden(check.body), step: 'save' }) }
  }
  const person = await app.as('person', { personId: ann.personId })
  const week = async (on: string) => (await person.get(`/my-week?week=${on}`)).body
  return { app, as, ann, closureId, worker, person, back, week }
}

test('who comes back while the building is closed reads so before it is saved, and the person in their week; somebody tells them', async () => {
  const at = await awayWhileClosed()
  const { check, done } = await at.back('2026-05-01')
  expect(check.body).toContain('2 dates are on days on which the building is closed: ')
  for (const words of ['Tuesday 5 May 2026', 'Tuesday 12 May 2026', 'Closed that day', 'is not charged'])
    expect(check.body).toContain(words)
  expect(done.status).toBe(303)
  await at.app.jobs.drain()
  const week = await at.week('2026-05-04')
  expect(week).toContain('Closed')
  expect(week.match(/Nothing booked/g)).toHaveLength(6)
  expect((await at.worker.get('/delivery/to-tell')).body).toContain('The roof leaks')
  expect(await at.week('2026-05-18')).not.toContain('Closed')
})

test('a building that opens earlier after they are back lays their date again', async () => {
  const at = await awayWhileClosed()
  await at.back('2026-05-01')
  await at.app.db.transaction(who('commissioner'), (tx) =>
    endClosure(tx, { closureId: at.closureId, openFrom: day('2026-05-11'), reason: 'Mended' }),
  )
  await at.as((tx) => carryOutOpening(tx, at.closureId))
  const dates = await at.as((tx) =>
    tx.query(sql`
      select on_date::text as "on", reason from delivery.published_occasion where person_id = ${at.ann.personId} and on_date between '2026-05-01' and '2026-05-20' order by on_date`),
  )
  expect(dates).toEqual([
    { on: '2026-05-05', reason: 'closed' },
    { on: '2026-05-12', reason: null },
    { on: '2026-05-19', reason: null },
  ])
})
