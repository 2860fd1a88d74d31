import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { aPerson } from '../../../test/support/assessed-person.ts'
import { placedPerson } from '../../../test/support/placed-person.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { makeOccasions, recordMark } from '../../delivery/store.ts'
import { bookReview } from '../../needs/store.ts'
import { addAuthority } from '../../people/store.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'

async function annInNovember() {
  const app = await testApp({ today: '2026-11-22' })
  const ann = await placedPerson(app.db)
  const reviewDueId = await app.db.transaction(jobWho(), (tx) =>
    bookReview(tx, { personId: ann.personId, kind: 'planned', cause: 'yearly', dueOn: day('2026-11-20') }),
  )
  const me = await app.as('person', { personId: ann.personId })
  const worker = await app.as('practitioner', { teamIds: [ann.teamId] })
  return {
    app,
    ann,
    me,
    worker,
    url: `/people/${ann.personId}/outcomes`,
    review: `/people/${ann.personId}/outcomes/reviews/${reviewDueId}`,
    reviewDueId,
  }
}
const days = (field: string, on: string) => ({
  [`${field}-day`]: on.slice(8),
  [`${field}-month`]: on.slice(5, 7),
  [`${field}-year`]: on.slice(0, 4),
})

test('I say how it is going, my worker says otherwise, and both are shown', async () => {
  const { me, worker, url, ann } = await annInNovember()
  const id = newId()
  expect((await me.post(url, { id, outcomeId: ann.outcomeId, met: '' })).body).toContain('Select how it is going')
  expect((await me.post(url, { id, outcomeId: ann.outcomeId, met: 'fully', words: 'I made a stool' })).status).toBe(303)
  expect((await me.post(url, { id, outcomeId: ann.outcomeId, met: 'fully', words: 'I made a stool' })).status).toBe(303)
  expect((await worker.post(url, { id: newId(), outcomeId: ann.outcomeId, met: 'partially' })).status).toBe(303)
  const own = await me.get(url)
  expect(own.body).toContain('I made a stool')
  expect(own.body).toContain('We do not agree')
  expect((await worker.get(url)).body).toContain('Views differ')
})
test('who acts for me speaks in a voice of their own, beside mine', async () => {
  const { app, me, worker, url, ann } = await annInNovember()
  const holder = await aPerson(app.db, 'Carol')
  await app.db.transaction(jobWho(), (tx) =>
    addAuthority(tx, {
      ...{ personId: ann.personId, holderId: holder.personId, ground: 'consent', covers: ['welfare'], reason: 'asked' },
    }),
  )
  const carer = await app.as('person', { personId: holder.personId })
  expect(
    (await carer.post(url, { id: newId(), outcomeId: ann.outcomeId, met: 'not', words: 'She is tired' })).status,
  ).toBe(303)
  expect((await carer.get(url)).body).toMatch(/Who acts for them says[\s\S]{0,200}She is tired/)
  expect((await me.get(url)).body).toMatch(/I say[\s\S]{0,80}Nothing yet[\s\S]*Who acts for me says/)
  expect((await worker.get(url)).body).toMatch(/Who acts for them<[\s\S]{0,400}Not met. ‘She is tired’/)
  const kept = await app.db.transaction(jobWho(), (tx) => tx.query(sql`select voice from outcomes.progress`))
  expect(kept).toEqual([{ voice: 'carer' }])
})
test('a review is held outcome by outcome; it settles the one due and books the next', async () => {
  const { app, ann, me, worker, url, review } = await annInNovember()
  expect((await worker.get(url)).body).toContain('Hold the review')
  const whole = {
    ...days('startedOn', '2026-11-16'),
    ...days('completedOn', '2026-11-20'),
    ...days('nextReviewOn', '2027-11-19'),
    method: 'face_to_face',
    eventOutcome: 'assessment',
    [`met-${ann.outcomeId}-practitioner`]: 'partially',
  }
  expect((await worker.post(review, { ...whole, method: '' })).body).toContain('Select how the review was held')
  const unheard = await worker.post(review, whole)
  expect(unheard.status).toBe(409)
  expect(unheard.body).toContain('Say what the person thinks of every outcome')
  const late = await worker.post(review, {
    ...whole,
    [`met-${ann.outcomeId}-person`]: 'fully',
    ...days('nextReviewOn', '2027-11-21'),
  })
  expect(late.body).toContain('The next review must be within twelve months')
  expect((await worker.post(review, { ...whole, [`met-${ann.outcomeId}-person`]: 'fully' })).status).toBe(303)
  await app.jobs.drain()
  const due = await app.db.transaction(jobWho(), (tx) =>
    tx.query(
      sql`select kind, due_on as on, settlement from needs.review_due where person_id = ${ann.personId} order by due_on`,
    ),
  )
  expect(due).toEqual([
    { kind: 'planned', on: '2026-11-20', settlement: 'held: Partially met' },
    { kind: 'unplanned', on: '2026-12-06', settlement: null },
    { kind: 'planned', on: '2027-11-19', settlement: null },
  ])
  const stale = await worker.get(review)
  expect([stale.status, stale.headers['location']]).toEqual([303, url])
  const second = await worker.post(review, { ...whole, [`words-${ann.outcomeId}-practitioner`]: 'She sings now' })
  expect(second.status).toBe(409)
  expect(second.body).toContain('This review was held meanwhile')
  expect(second.body).toContain('value="She sings now"')
  const list = (await worker.get(url)).body
  expect(list).toContain('Partially met')
  const [held = ''] = /\/people\/[^"]*\/held\/[^"]*/.exec(list) ?? []
  const page = (await worker.get(held)).body
  expect(page).toMatch(/The person says[\s\S]*Fully met[\s\S]*The social worker says[\s\S]*Partially met/)
  expect(page).toContain('It began on Monday 16 November 2026')
  expect(page).toContain('Face to face')
  const own = (await me.get(held)).body
  expect(own).toContain('My review of Friday 20 November 2026')
  expect(own).toMatch(/I say[\s\S]*Going well[\s\S]*My social worker says[\s\S]*So-so/)
  expect((await (await app.as('practitioner')).get(held)).status).toBe(404)
})
test('a review that ends support asks for its last day and why; after it no session, place, date or review stands', async () => {
  const app = await testApp({ today: '2026-11-22' })
  const ann = await placedPerson(app.db, { from: '2026-11-02', until: '2027-01-31' })
  const [dueId] = await app.db.transaction(jobWho(), async (tx) => {
    await makeOccasions(tx, { from: day('2026-11-02'), until: day('2027-01-31') })
    const book = (dueOn: string) =>
      bookReview(tx, { personId: ann.personId, kind: 'planned', cause: 'yearly', dueOn: day(dueOn) })
    return [await book('2026-11-20'), await book('2027-05-20')]
  })
  const worker = await app.as('practitioner', { teamIds: [ann.teamId] })
  const review = `/people/${ann.personId}/outcomes/reviews/${dueId}`
  const whole = {
    ...days('startedOn', '2026-11-20'),
    ...days('completedOn', '2026-11-20'),
    ...days('nextReviewOn', '2027-11-19'),
    method: 'face_to_face',
    eventOutcome: 'ended_as_planned',
    [`met-${ann.outcomeId}-practitioner`]: 'fully',
    [`met-${ann.outcomeId}-person`]: 'fully',
  }
  expect((await worker.post(review, whole)).body).toContain('Support ends: enter its last day')
  const past = await worker.post(review, { ...whole, ...days('lastDay', '2026-11-21') })
  expect(past.body).toContain('The last day of support must be today or later')
  const unsaid = await worker.post(review, { ...whole, ...days('lastDay', '2026-12-06') })
  expect(unsaid.body).toContain('Support ends: say why')
  const told = { ...whole, ...days('lastDay', '2026-12-06'), whyItEnds: 'She found a job' }
  expect((await worker.post(review, told)).status).toBe(303)
  await app.jobs.drain()
  const after = await app.db.transaction(jobWho(), (tx) =>
    tx.one(sql`
      select (select ended_on from planning.session_term where id = ${ann.termId}) as term,
             (select ended_on from planning.budget_line where id = ${ann.budgetLineId}) as money,
             (select max(on_date) from delivery.occasion where person_id = ${ann.personId} and ended_at is null) as last,
             (select count(*) from needs.review_due where person_id = ${ann.personId} and settled_on is null) as due,
             (select summary from outcomes.review where person_id = ${ann.personId}) as why`),
  )
  expect(after).toMatchObject({ term: '2026-12-06', money: '2026-12-06', last: '2026-12-01', due: 0 })
  expect(after).toMatchObject({ why: 'She found a job' })
})
test('whoever holds the review reads how often the person came since the last one, and why not', async () => {
  const { app, ann, worker, review } = await annInNovember()
  expect((await worker.get(review)).body).toContain('No date has been planned in that time')
  await app.db.transaction(jobWho(), async (tx) => {
    await makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-26') })
    const dates = await tx.query<{ id: string }>(
      sql`select id from delivery.occasion where person_id = ${ann.personId} order by on_date`,
    )
    for (const [at, reason] of ['attended', 'unwell'].entries())
      await recordMark(tx, { id: newId(), occasionId: dates[at]?.id ?? '', reason, markedAt: tx.now })
  })
  const page = (await worker.get(review)).body
  expect(page).toContain('How the week has gone')
  expect(page).toMatch(/1 of 3 dates[\s\S]*Unwell: 1; Not marked yet: 1/)
})
test('an agreed plan that goes on and has no review to come waits on the first page until one is booked', async () => {
  const app = await testApp({ today: '2026-11-22' })
  const ann = await placedPerson(app.db, { from: '2026-11-02', until: '2027-01-31' })
  const worker = await app.as('practitioner', { teamIds: [ann.teamId] })
  const waits = /Review to book[\s\S]*The plan from Monday 2 November 2026 has no review to come/
  expect((await worker.get('/home')).body).toMatch(waits)
  await app.db.transaction(jobWho(), (tx) =>
    bookReview(tx, { personId: ann.personId, kind: 'planned', cause: 'yearly', dueOn: day('2027-05-20') }),
  )
  expect((await worker.get('/home')).body).not.toContain('Review to book')
})
test('others neither see nor hold it', async () => {
  const { app, ann, url, review } = await annInNovember()
  expect((await (await app.as('practitioner')).get(url)).status).toBe(404)
  expect((await (await app.as('person', { personId: ann.personId })).get(review)).status).toBe(403)
  expect((await (await app.as('finance')).get(url)).status).toBe(403)
})
