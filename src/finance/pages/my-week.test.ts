import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { placedPerson, toldToPay } from '../../../test/support/placed-person.ts'
import { jobWho } from '../../../test/support/who.ts'
import { takeOverContributions } from '../../charging/store.ts'
import { day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { makeOccasions, recordMark } from '../../delivery/store.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { nameOf } from '../store/my-week.ts'

/** Ann's Tuesdays from 6 April 2026 at £48.00 (£3.00 of it by herself at the door), and a charge of at most £30.00. */
async function annOn(today: string) {
  const app = await testApp({ today })
  const ann = await placedPerson(app.db, { personPays: 300 })
  await toldToPay(app.db, ann.personId, 3000)
  await app.db.transaction(jobWho(), (tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-10-04') }))
  return { app, ann }
}

test('I see each session with its goal, what it takes from my budget and what I pay, and one charge under the week', async () => {
  const { app, ann } = await annOn('2026-04-06')
  const me = await app.as('person', { personId: ann.personId })
  const page = await me.get('/my-week')
  expect(page.status).toBe(200)
  expect(page.body).toContain('Ann, Monday 6 to Sunday 12 April 2026')
  expect(page.body).toContain('I want to make things with my friends')
  expect(page.body).toContain('1pm to 4pm. Oak House, Crewe')
  expect(page.body).toContain('Next: Woodwork on Tuesday at 1pm')
  expect(page.body.match(/£45\.00/g)?.length).toBeGreaterThan(3)
  expect(page.body).toContain('£3.00')
  expect(page.body).toContain('I pay £30.00')
  expect(page.body).toContain('The council pays £15.00')
  expect(page.body).toContain('/cannot-go')
  expect((await me.get('/my-week?week=2026-04-13')).body).toContain('Monday 13 to Sunday 19 April 2026')
  for (const at of ['/my-week', '/my-week/easy-read']) {
    const wrong = await me.get(`${at}?week=2026-02-30`)
    expect(wrong.status).toBe(400)
    expect(wrong.body).toContain('There is no such day. This is the week of today.')
  }
})
test('a week whose whole cost I pay says that nothing is left for the council, and no rest', async () => {
  const app = await testApp({ today: '2026-04-06' })
  const ann = await placedPerson(app.db, { personPays: 300 })
  await toldToPay(app.db, ann.personId, 9000)
  await app.db.transaction(jobWho(), (tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-12') }))
  const me = await app.as('person', { personId: ann.personId })
  const page = (await me.get('/my-week')).body
  expect(page).toContain('The council pays £0.00')
  expect(page).toContain('since this week costs no more than the weekly charge')
  expect((await me.get('/my-week/easy-read')).body).not.toContain('The council pays the rest')
})
test('a charge taken over from the system before is said as such, until an assessment takes its place', async () => {
  const app = await testApp({ today: '2026-04-06' })
  const ann = await placedPerson(app.db)
  const old = { personId: ann.personId, weekly: pence(23_15), from: day('2026-04-06'), reason: 'Old system' }
  await app.db.transaction(jobWho(), async (tx) => {
    await takeOverContributions(tx, [old])
    await makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-12') })
  })
  const me = await app.as('person', { personId: ann.personId })
  const page = (await me.get('/my-week')).body
  for (const words of ['I pay £23.15', 'It is the sum from before, taken over from the council’s old system.'])
    expect(page).toContain(words)
  expect((await me.get('/my-week/easy-read')).body).toContain('It is the sum from before.')
  const worker = await app.as('practitioner', { teamIds: [ann.teamId] })
  const plan = (await worker.get(`/people/${ann.personId}/planning`)).body
  expect(plan).toContain('at most £23.15 a week; taken over from the system before;')
})
test('where a charge was told, my week says where I can say that it is wrong; before, it says whom to phone', async () => {
  const { app, ann } = await annOn('2026-04-06')
  const me = await app.as('person', { personId: ann.personId })
  const link = `href="/people/${ann.personId}/charging/dispute"`
  for (const at of ['/my-week', '/my-week/easy-read']) {
    expect((await me.get(at)).body).toContain(link)
    expect((await me.get(`${at}?week=2026-03-23`)).body).not.toContain(link)
  }
  expect((await me.get('/my-week')).body).toContain('To say that something else is wrong')
  const form = `/people/${ann.personId}/charging/dispute`
  expect((await me.get(form)).status).toBe(200)
  expect((await me.post(form, { words: 'I was told less.' })).status).toBe(303)
  for (const at of ['/my-week', '/my-week/easy-read']) {
    const said = (await me.get(at)).body
    expect(said).toMatch(/I said that my charge is wrong.*The council answers by .* April 2026/s)
    expect(said).not.toContain(link)
  }
})
test('the Easy Read page says the same sums, one idea a line', async () => {
  const { app, ann } = await annOn('2026-04-07')
  const me = await app.as('person', { personId: ann.personId })
  const page = await me.get('/my-week/easy-read')
  expect(page.body).toContain('Today is Tuesday')
  expect(page.body).toContain('I start at 1 o’clock.')
  expect(page.body).toContain('This uses £45 of my budget.')
  expect(page.body).toContain('I take £3.')
  expect(page.body).toContain('I pay the council £30 this week.')
})
test('I say that I cannot go, once; the place sees it, I am not charged, and it takes nothing from my budget', async () => {
  const { app, ann } = await annOn('2026-04-06')
  const me = await app.as('person', { personId: ann.personId })
  const link = /\/people\/[^"]+\/cannot-go/.exec((await me.get('/my-week')).body)?.[0] ?? ''
  const form = await me.get(link)
  const markId = /name="markId" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
  expect((await me.post(link, { markId })).body).toContain('Select why you cannot go')
  expect((await me.post(link, { markId, reason: 'chose_otherwise' })).status).toBe(303)
  expect((await me.post(link, { markId, reason: 'chose_otherwise' })).status).toBe(303)
  const atOnce = (await me.get('/my-week')).body
  expect(atOnce).toContain(
    'The sums on this page still count it as planned. They are worked out again in a few minutes.',
  )
  expect(atOnce).not.toContain('is still paid')
  const statement = `/people/${ann.personId}/finance`
  const finance = await app.as('finance')
  for (const page of [atOnce, (await me.get(statement)).body]) expect(page).toContain('Something new came in at')
  expect((await finance.get('/finance')).body).toContain('1 mark, charge or plan that came in since')
  const easy = (await me.get('/my-week/easy-read')).body
  expect(easy).toContain('The money for this is worked out again soon.')
  expect(easy).toContain('I will not go: Woodwork.')
  await app.jobs.drain()
  const page = await me.get('/my-week')
  for (const { body } of [page, await me.get(statement)]) expect(body).not.toContain('Something new came in')
  expect((await finance.get('/finance')).body).not.toContain('not in the sums below yet')
  expect(page.body).toContain('Not going')
  expect(page.body).toContain('It takes nothing from my budget')
  const marks = await app.db.transaction(jobWho(), (tx) =>
    tx.query(sql`select reason, noticed_at is not null as noticed from delivery.mark order by id`),
  )
  expect(marks).toEqual([{ reason: 'chose_otherwise', noticed: true }])
  const provider = await app.as('provider', { providerId: ann.providerId })
  expect((await provider.get('/delivery/register?on=2026-04-07')).body).toContain(
    'Chose to do something else. Told before',
  )
})
test('nobody but the person, who acts for them and their team sees the week', async () => {
  const { app, ann } = await annOn('2026-04-06')
  const other = await placedPerson(app.db, { name: 'Bob', weekday: 3 })
  const url = `/people/${ann.personId}/finance/my-week`
  expect((await (await app.as('person', { personId: other.personId })).get(url)).status).toBe(404)
  expect((await (await app.as('practitioner', { teamIds: [other.teamId] })).get(url)).status).toBe(404)
  expect((await (await app.as('practitioner', { teamIds: [ann.teamId] })).get(url)).status).toBe(200)
  expect((await (await app.as('provider', { providerId: ann.providerId })).get(url)).status).toBe(403)
})
test('a date of this or the next week that is off is said at the top with what to do, and nowhere else', async () => {
  const { app, ann } = await annOn('2026-04-06')
  const mark = (on: string, reason: string) =>
    app.db.transaction(jobWho(), async (tx) => {
      const { id } = await tx.one<{ id: string }>(
        sql`select occasion_id as id from delivery.published_occasion where on_date = ${on} and person_id = ${ann.personId}`,
      )
      await recordMark(tx, { id: newId(), occasionId: id, reason, markedAt: tx.now })
    })
  const me = await app.as('person', { personId: ann.personId })
  expect((await me.get('/my-week')).body).not.toContain('Not as planned')
  await mark('2026-04-07', 'unwell')
  await mark('2026-04-14', 'closed')
  await mark('2026-04-21', 'provider_cancelled')
  const page = (await me.get('/my-week')).body
  expect(page).toContain('Next Tuesday, 14 April, Woodwork is closed. I do not go, and pay nothing for it.')
  expect(page).toContain('I can look for something else to do')
  expect(page).not.toContain('Next Tuesday, 21 April')
  expect(page).not.toContain('Tuesday 7 April, Woodwork is')
  expect((await me.get('/my-week/easy-read')).body).toContain('Next Tuesday, 14 April, Woodwork is closed.')
  expect((await me.get('/my-week?week=2026-04-13')).body).not.toContain('Not as planned')
  const worker = await app.as('practitioner', { teamIds: [ann.teamId] })
  expect((await worker.get(`/people/${ann.personId}/finance/my-week`)).body).toContain('Not as planned')
})
test('a week that is nobody’s, or not mine to see, has no head: no name and no parts of a record', async () => {
  const { app, ann } = await annOn('2026-04-06')
  const other = await app.as('practitioner', { teamIds: [] })
  const me = await app.as('person', { personId: ann.personId })
  for (const [visitor, personId] of [
    [other, ann.personId],
    [await app.as('practitioner', { teamIds: [ann.teamId] }), newId()],
    [me, newId()],
  ] as const) {
    const page = await visitor.get(`/people/${personId}/finance/my-week`)
    expect(page.status).toBe(404)
    for (const head of ['parts of the record', 'dw-id__name', 'dw-about', `/people/${personId}/planning`])
      expect(page.body, head).not.toContain(head)
  }
  const own = await me.get(`/people/${ann.personId}/finance/my-week`)
  expect(own.body).toContain('aria-label="About me"')
})
test('who was found to be somebody else has no name of their own any more; who has a name they like has that', async () => {
  const { app, ann } = await annOn('2026-04-06')
  const named = (personId = ann.personId) => app.db.transaction(jobWho(), (tx) => nameOf(tx, personId))
  expect(await named()).toBe('Ann')
  await app.db.owner((tx) =>
    tx.query(sql`
      insert into people.person_name (person_id, kind, given_name, family_name, from_date, recorded_by)
      values (${ann.personId}, 'preferred', 'Annie', 'Price', '2026-04-01', ${newId()}), (${ann.personId}, 'previous', 'Anna', 'Price', '2020-01-01', ${newId()})`),
  )
  expect(await named()).toBe('Annie')
  const other = newId()
  await app.db.owner(async (tx) => {
    await tx.query(
      sql`insert into people.person (id, born_on, recorded_by) values (${other}, '1980-01-01', ${newId()})`,
    )
    await tx.query(sql`
      insert into people.person_name (person_id, kind, given_name, family_name, from_date, recorded_by)
      values (${other}, 'legal', 'Anne', 'Price', '2020-01-01', ${newId()})`)
  })
  expect(await named(other)).toBe('Anne')
  await app.db.owner((tx) =>
    tx.query(sql`
      insert into people.merge (merged_id, survivor_id, recorded_by, reason) values (${other}, ${ann.personId}, ${newId()}, 'The same person')`),
  )
  expect(await named(other)).toBe('')
})
