import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { placedPerson } from '../../../test/support/placed-person.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { createPerson } from '../store.ts'

/** Ann has a place. Her second record was merged into hers, or hers into that, since her place ended. */
async function merged(which: 'second' | 'first') {
  const app = await testApp()
  const ann = await placedPerson(app.db)
  const [second, by] = [newId(), newId()]
  await app.db.transaction(jobWho(), (tx) =>
    createPerson(tx, {
      id: second,
      givenName: 'Ann',
      familyName: 'Okse',
      bornOn: day('1990-01-01'),
      teamId: ann.teamId,
    }),
  )
  const [old, kept] = which === 'second' ? [second, ann.personId] : [ann.personId, second]
  await app.db.owner(async (tx) => {
    if (which === 'first') {
      await tx.query(sql`update planning.session_term set ended_on = '2026-10-04' where person_id = ${old}`)
      await tx.query(sql`update brokerage.placement set ended_on = '2026-10-04' where person_id = ${old}`)
      await tx.query(sql`update directory.standing_place set ended_on = '2026-10-04' where person_id = ${old}`)
    }
    await tx.query(
      sql`insert into people.merge (merged_id, survivor_id, recorded_by, reason) values (${old}, ${kept}, ${by}, 'sure')`,
    )
  })
  return { app, ann, old, kept }
}

test('a broker who reaches the record that goes on finds it by the other name, and is led there from the other', async () => {
  const { app, old, kept } = await merged('second')
  const broker = await app.as('broker')
  expect((await broker.get('/people?q=okse')).body).toMatch(/1 to 1 of 1[\s\S]*Also recorded as Ann Okse/)
  for (const under of ['', '/brokerage']) {
    const left = await broker.get(`/people/${old}${under}`)
    expect([left.status, left.headers['location']], under).toEqual([303, `/people/${old}/merged`])
  }
  const page = await broker.get(`/people/${old}/merged`)
  expect(page.body).toMatch(new RegExp(`record of Ann Okse[\\s\\S]*href="/people/${kept}"`))
  expect(page.body).not.toContain('Read what stood')
})

test('a person is led from the record that ended to the same page of the one that goes on; nobody else is', async () => {
  const { app, ann, old, kept } = await merged('second')
  const me = await app.as('person', { personId: kept })
  const led = await me.get(`/people/${old}/finance/my-week?week=2026-04-06`)
  expect([led.status, led.headers['location']]).toEqual([303, `/people/${kept}/finance/my-week?week=2026-04-06`])
  expect((await me.get(led.headers['location'] as string)).status).toBe(200)
  const other = newId()
  await app.db.transaction(jobWho(), (tx) =>
    createPerson(tx, { id: other, givenName: 'Bob', familyName: 'Lee', bornOn: day('1980-01-01'), teamId: ann.teamId }),
  )
  const stranger = await app.as('person', { personId: other })
  expect((await stranger.get(`/people/${old}/finance/my-week`)).status).toBe(404)
})

test('a provider of earlier days reads no name on a merged record once the one that goes on is restricted', async () => {
  const { app, ann, old, kept } = await merged('first')
  const provider = <T>(work: (tx: Tx) => Promise<T>) =>
    app.db.transaction(who('provider', { providerId: ann.providerId }), work)
  const names = () =>
    provider((tx) => tx.query(sql`select family_name from people.person_name where person_id = ${old}`))
  expect(await names()).toHaveLength(1)
  await app.db.owner((tx) =>
    tx.query(
      sql`insert into people.restriction (person_id, from_date, recorded_by, reason) values (${kept}, '2026-01-01', ${newId()}, 'x')`,
    ),
  )
  expect(await names()).toEqual([])
})
