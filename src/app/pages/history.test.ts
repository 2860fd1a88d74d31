import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { aPerson } from '../../../test/support/assessed-person.ts'
import { placedPerson } from '../../../test/support/placed-person.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { makeOccasions, recordMark } from '../../delivery/store.ts'
import type { StepName } from '../../journey.ts'
import { bookReview, recordContact } from '../../needs/store.ts'
import { addTie } from '../../people/store.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { histories } from '../histories.ts'

async function ann() {
  const app = await testApp({ today: '2026-11-22' })
  const person = await placedPerson(app.db)
  const worker = await app.as('practitioner', { teamIds: [person.teamId], name: 'Wilma Worker' })
  return { app, person, worker, record: `/people/${person.personId}` }
}

test('the record shows three views side by side with who spoke, and says where they differ', async () => {
  const { app, person, worker, record } = await ann()
  const before = (await worker.get(record)).body
  expect(before).toMatch(/Is it helping\?[\s\S]*The social worker<[\s\S]{0,200}No view yet/)
  expect(before).not.toContain('Views differ')
  const me = await app.as('person', { personId: person.personId })
  const said = (met: string, words: string) => ({ id: newId(), outcomeId: person.outcomeId, met, words })
  expect((await me.post(`${record}/outcomes`, said('not', 'Too loud'))).status).toBe(303)
  expect((await worker.post(`${record}/outcomes`, said('fully', 'She sings'))).status).toBe(303)
  const { body } = await worker.get(record)
  expect(body).toContain('Views differ')
  expect(body).toMatch(/Not met. ‘Too loud’[\s\S]*Wilma Worker, social worker<[\s\S]{0,300}Fully met. ‘She sings’/)
  expect(body).toMatch(/The provider<[\s\S]{0,200}No view yet/)
  expect((await me.get(`${record}/outcomes`)).body).not.toContain('Wilma Worker')
})

test('what happened stands newest first with its record, and of what was missed only the newest three among what happened lately', async () => {
  const { app, person, worker, record } = await ann()
  await app.db.transaction(jobWho(), async (tx) => {
    for (const [receivedOn, whatWasAsked] of [
      ['2026-11-02', 'Something on Mondays'],
      ['2026-11-09', 'A choir'],
    ] as const)
      await recordContact(tx, {
        ...{ personId: person.personId, receivedOn: day(receivedOn), route: 'community', whatWasAsked },
      })
    await makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-05-10') })
    const dates = await tx.query<{ id: string }>(sql`
      select occasion_id as id from delivery.published_occasion where person_id = ${person.personId} order by on_date`)
    for (const [at, { id }] of dates.entries())
      await recordMark(tx, {
        ...{ id: newId(), occasionId: id, reason: at === 4 ? 'provider_cancelled' : 'unwell', markedAt: tx.now },
      })
  })
  const all = (await worker.get(`${record}/history`)).body
  expect(all).toMatch(/A choir[\s\S]*Something on Mondays[\s\S]*Called off by the provider: [\s\S]*Did not come: /)
  expect(all.match(/Did not come: |Called off by/g)).toHaveLength(5)
  expect(all).not.toContain('Cancelled by the provider')
  expect(all).toContain('Placed: Woodwork, Tuesdays')
  const [link = ''] = /\/people\/[^"]*\/needs\/contacts\/[^"]*/.exec(all) ?? []
  expect((await worker.get(link)).body).toContain('A choir')
  const lately = (await worker.get(record)).body
  expect(lately).toMatch(/What happened lately[\s\S]*A choir/)
  expect(lately.match(/Did not come: |Called off by/g)).toHaveLength(3)
})

test('a history goes on over pages, and an address past its end leads to one that is there', async () => {
  const { app, person, worker, record } = await ann()
  await app.db.transaction(jobWho(), async (tx) => {
    for (let n = 10; n < 45; n++)
      await recordContact(tx, {
        ...{ personId: person.personId, receivedOn: day('2026-10-01'), route: 'community', whatWasAsked: `Wish ${n}` },
      })
  })
  const pages = await Promise.all([1, 2].map((page) => worker.get(`${record}/history?page=${page}`)))
  const wishes = pages.flatMap(({ body }) => body.match(/Wish \d\d/g) ?? [])
  expect(new Set(wishes).size).toBe(35)
  expect(wishes.length).toBe(35)
  expect((await worker.get(`${record}/history?page=9`)).status).toBe(303)
})

test('only the team reads a history; whom somebody must be kept apart from is not told in it', async () => {
  const { app, person, worker, record } = await ann()
  const other = await aPerson(app.db, 'Zebedee')
  await app.db.transaction(jobWho(), (tx) =>
    addTie(tx, { personId: person.personId, otherId: other.personId, kind: 'keep_apart', reason: 'They fought' }),
  )
  const { body } = await worker.get(`${record}/history`)
  expect(body).toContain('A keep-apart rule recorded')
  expect(body).not.toContain('Zebedee')
  expect(body).not.toContain('They fought')
  expect((await (await app.as('practitioner')).get(`${record}/history`)).status).toBe(404)
  for (const role of ['broker', 'finance', 'commissioner', 'administrator'] as const)
    expect([role, (await (await app.as(role)).get(`${record}/history`)).status]).toEqual([role, 403])
  const broker = (await (await app.as('broker')).get(record)).body
  expect(broker).not.toContain('What happened lately')
  expect(broker).not.toContain('Is it helping?')
})

test('the week on the record says of each date what happened; once it is lived, the next review is what is next', async () => {
  const app = await testApp({ today: '2026-04-19' })
  const person = await placedPerson(app.db)
  await app.db.transaction(jobWho(), async (tx) => {
    await makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-05-03') })
    const dates = await tx.query<{ id: string }>(sql`
      select occasion_id as id from delivery.published_occasion where person_id = ${person.personId} order by on_date`)
    for (const [at, reason] of ['attended', 'unwell'].entries())
      await recordMark(tx, { id: newId(), occasionId: dates[at]?.id ?? '', reason, markedAt: tx.now })
  })
  const worker = await app.as('practitioner', { teamIds: [person.teamId] })
  const { body } = await worker.get(`/people/${person.personId}`)
  expect(body).toMatch(/This week, from Monday 13 April 2026[\s\S]*Woodwork[\s\S]*Did not come[\s\S]*Unwell/)
  expect(body).toContain('Book a review: none is booked')
  await app.db.transaction(jobWho(), (tx) =>
    bookReview(tx, { personId: person.personId, kind: 'planned', cause: 'yearly', dueOn: day('2027-03-20') }),
  )
  expect((await worker.get(`/people/${person.personId}`)).body).toContain('Review, due on Saturday 20 March 2027')
  await app.db.transaction(jobWho(), (tx) =>
    bookReview(tx, { personId: person.personId, kind: 'planned', cause: 'yearly', dueOn: day('2026-04-18') }),
  )
  const late = (await worker.get(`/people/${person.personId}`)).body
  expect(late).toContain('Review, 1 day late: it was due on Saturday 18 April 2026')
  expect(late).toContain('Review late')
})

const told = (step: StepName, kind: string, facts: object) => histories[step]?.words('p', { kind, id: 'i', facts })

test.each<[StepName, string, object, string, string]>([
  [
    'people',
    'authority',
    { name: null, ground: 'deputy' },
    'May act for them: somebody whose record you may not open',
    '/people/p/people',
  ],
  [
    'people',
    'authority_ended',
    { name: 'Ada', ground: 'consent' },
    'May no longer act for them: Ada',
    '/people/p/people',
  ],
  ['people', 'carer', { name: 'Joan', relation: 'mother' }, 'Carer recorded: Joan, mother', '/people/p/people'],
  ['people', 'restricted', {}, 'Record restricted', '/people/p/people'],
  ['people', 'died', {}, 'Died', '/people/p/people'],
  ['needs', 'urgent', { reason: 'Alone' }, 'Urgent support decided', '/people/p/needs'],
  ['needs', 'review_asked', { cause: 'Moved' }, 'Unplanned review asked for', '/people/p/needs'],
  ['needs', 'carer', { eligibleCarer: null }, 'Carer’s assessment started', '/people/p/needs'],
  [
    'needs',
    'eligibility',
    { assessmentId: 'a', eligible: false, reason: 'x' },
    'No eligible needs',
    '/people/p/needs/assessments/a',
  ],
  [
    'allocation',
    'budget',
    { budgetId: 'b', weekly: 22490, before: 20350 },
    'Budget worked out again: about £224.90 a week',
    '/people/p/allocation/b',
  ],
  [
    'allocation',
    'exception_decided',
    { budgetId: 'b', decision: 'not agreed', agreed: null, reason: 'x' },
    'More than the budget: not agreed',
    '/people/p/allocation/b/exceptions/i',
  ],
  [
    'charging',
    'decided',
    { assessmentId: null, weekly: 0, basis: 'migrated', from: '2026-04-06' },
    'Charge taken over from the system before: £0.00 a week',
    '/people/p/charging',
  ],
  [
    'charging',
    'dispute',
    { answerBy: '2026-05-01', said: 'Too much' },
    'Said that the charge is wrong',
    '/people/p/charging/disputes/i',
  ],
  [
    'charging',
    'answered',
    { outcome: 'changed', reason: 'x' },
    'Charge looked at again and changed',
    '/people/p/charging/disputes/i',
  ],
  ['planning', 'outcome_ended', { said: 'I cook', why: 'Reached' }, 'Outcome ended', '/people/p/planning/outcomes'],
  ['planning', 'withdrawn', { number: 2 }, 'Plan version 2 withdrawn', '/people/p/planning'],
  [
    'planning',
    'approval',
    { number: 2, about: 'cost', approved: false, comment: 'Why?', yearly: 100 },
    'Cost of plan version 2 sent back',
    '/people/p/planning',
  ],
  [
    'planning',
    'approval',
    { number: 2, about: 'contents', approved: true, comment: 'Good', yearly: null },
    'Contents of plan version 2 approved',
    '/people/p/planning',
  ],
  [
    'brokerage',
    'answer',
    { title: 'Choir', provider: 'Oak', answer: 'declined', reason: 'Full' },
    'Offer declined by Oak: Choir',
    '/people/p/brokerage',
  ],
  [
    'brokerage',
    'paused',
    { title: 'Choir', weekday: 3, from: '2026-04-06', until: null },
    'Place paused: Choir, Wednesdays',
    '/people/p/brokerage',
  ],
  [
    'brokerage',
    'back',
    { title: 'Choir', from: '2026-04-06', until: '2026-04-09' },
    'Pause ended early: Choir',
    '/people/p/brokerage',
  ],
  [
    'brokerage',
    'place_ended',
    { title: 'Choir', provider: 'Oak', reason: null },
    'Place ended: Choir',
    '/people/p/brokerage',
  ],
  [
    'delivery',
    'cancelled_by_provider',
    { title: 'Choir', reason: 'x', startMinute: 600 },
    'Called off by the provider: Choir',
    '/delivery/occasions/i/correct',
  ],
  [
    'outcomes',
    'said',
    { voice: 'provider', met: 'not', said: 'x', outcome: 'y', provider: 'Oak' },
    'Oak said: not met',
    '/people/p/outcomes',
  ],
  [
    'outcomes',
    'exit',
    { reviewId: 'r', result: 'less_support', reason: 'x' },
    'Enablement ended: less support is needed',
    '/people/p/outcomes/held/r',
  ],
])('%s tells of %s in plain words, with the page of its record', (step, kind, facts, title, href) => {
  expect(told(step, kind, facts)).toMatchObject({ title, href })
})
