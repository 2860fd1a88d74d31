import { expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { anAssessment, aPerson } from '../../../test/support/assessed-person.ts'
import { placedPerson } from '../../../test/support/placed-person.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { closeContact, recordContact } from '../../needs/store.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { fallsInto, standingCells } from './where-words.ts'

/** Ann lives her week, Nell's budget comes next and her review is late, nothing has begun for Olu. Today is 22 November 2026. */
async function threePeople(app: TestApp) {
  const ann = await placedPerson(app.db, { name: 'Ann', until: '2027-03-28' })
  const nell = await aPerson(app.db, 'Nell')
  const olu = await aPerson(app.db, 'Olu')
  await anAssessment(app.db, nell, { g: 3 })
  await app.db.owner(async (tx) => {
    for (const [personId, due] of [
      [nell.personId, '2026-11-15'],
      [ann.personId, '2026-12-01'],
    ])
      await tx.query(sql`
        insert into needs.review_due (person_id, kind, cause, due_on, recorded_by) values (${personId}, 'planned', 'yearly', ${due}, ${newId()})`)
    await tx.query(sql`
      insert into planning.tier_decision (person_id, suggested_tier, tier, reason, decided_by, decided_on, from_date)
      values (${ann.personId}, 2, 2, 'as she wishes', ${newId()}, '2026-04-01', '2026-04-01')`)
    await tx.query(
      sql`insert into people.identifier (person_id, kind, value, recorded_by) values (${ann.personId}, 'local_id', '40 218', ${newId()})`,
    )
  })
  return { ann, nell, olu, teamIds: [ann.teamId, nell.teamId, olu.teamId] }
}

test('a contact that is answered is not to be answered again; one that leads to an assessment says so', async () => {
  const app = await testApp()
  const { olu, teamIds } = await threePeople(app)
  const worker = await app.as('practitioner', { teamIds })
  const row = async () => {
    const { body } = await worker.get('/people')
    return (body.split('<tr ').find((one) => one.includes(`/people/${olu.personId}"`)) ?? '').replace(/<[^>]+>/g, ' ')
  }
  const asked = (on: string) =>
    app.db.transaction(jobWho(), (tx) =>
      recordContact(tx, {
        ...{ personId: olu.personId, receivedOn: day(on), route: 'community', whatWasAsked: 'A choir' },
      }),
    )
  const answer = (contactId: string, outcome: 'assessment' | 'advice') =>
    app.db.transaction(jobWho(), (tx) =>
      closeContact(tx, { contactId, personId: olu.personId, closedOn: tx.today, outcome, reason: 'As agreed' }),
    )
  const first = await asked('2026-11-02')
  const second = await asked('2026-11-09')
  await answer(first, 'assessment')
  expect(await row()).toContain('Answer the contact')
  await answer(second, 'advice')
  expect(await row()).toContain('Contact answered')
  expect(await row()).not.toContain('Answer the contact')
  await answer(await asked('2026-11-10'), 'assessment')
  expect(await row()).toMatch(/To be assessed[\s\S]*Start the assessment/)
})

test('a worker reads each one’s number, where they are, tier, review and what is next, and filters by them', async () => {
  const app = await testApp()
  const { ann, nell, olu, teamIds } = await threePeople(app)
  const worker = await app.as('practitioner', { teamIds })
  const all = (await worker.get('/people')).body
  const rowOf = (body: string, personId: string) =>
    (body.split('<tr ').find((row) => row.includes(`/people/${personId}"`)) ?? '').replace(/<[^>]+>/g, ' ')
  expect(rowOf(all, ann.personId)).toMatch(
    /40 218[\s\S]*Living the week[\s\S]*2\s+Personalised and community[\s\S]*1 Dec 2026[\s\S]*Review due in 9 days/,
  )
  expect(rowOf(all, nell.personId)).toMatch(
    /Budget[\s\S]*Not set[\s\S]*7 days late[\s\S]*15 Nov 2026[\s\S]*Hold the review/,
  )
  expect(rowOf(all, olu.personId)).toMatch(/Nothing begun/)
  const shown = async (asked: string) => {
    const { body } = await worker.get(`/people?${asked}`)
    return [ann, nell, olu].filter(({ personId }) => rowOf(body, personId) !== '')
  }
  expect(await shown('step=week')).toEqual([ann])
  expect(await shown('review=late')).toEqual([nell])
  expect(await shown('review=14')).toEqual([ann])
  expect(await shown('tier=0')).toEqual([nell, olu])
  expect(await shown('tier=0&tier=2')).toEqual([ann, nell, olu])
  expect(await shown('tier=2&review=late')).toEqual([])
  expect(await shown('step=nowhere')).toEqual([ann, nell, olu])
  const filtered = (await worker.get('/people?tier=0&tier=2&step=week')).body
  expect(filtered).toContain('href="/people?step=week&amp;tier=2"')
})

test('a worker’s first page shows the first of their people, where each is, and the way to all; others have none', async () => {
  const app = await testApp()
  const { ann, teamIds } = await threePeople(app)
  const worker = await app.as('practitioner', { teamIds })
  const home = (await worker.get('/home')).body
  const mine = home.slice(home.indexOf('id="my-people"'))
  expect(mine).toContain('3 of 3, by family name')
  expect(mine).toContain(`/people/${ann.personId}"`)
  expect(mine).toContain('Living the week')
  expect((await worker.get('/home?what=Review')).body).not.toContain('id="my-people"')
  expect((await (await app.as('practitioner')).get('/home')).body).not.toContain('id="my-people"')
  expect((await (await app.as('finance')).get('/home')).body).not.toContain('id="my-people"')
  for (let at = 1; at <= 11; at++) teamIds.push((await aPerson(app.db, `Extra${at}`)).teamId)
  const many = (await (await app.as('practitioner', { teamIds })).get('/home')).body
  expect(many).toContain('10 of 14, by family name')
  expect(many).toContain('All 14 people')
})

test('finance reads number, reason and team, and neither step nor tier', async () => {
  const app = await testApp()
  const { ann } = await threePeople(app)
  const body = (await (await app.as('finance')).get('/people?step=plan')).body
  expect(body).toContain(`/people/${ann.personId}"`)
  expect(body).toContain('40 218')
  expect(body).not.toContain('Living the week')
})

test.each([
  ['late', '2026-11-21', true],
  ['late', '2026-11-22', false],
  ['14', '2026-11-22', true],
  ['14', '2026-12-06', true],
  ['14', '2026-12-07', false],
  ['42', '2027-01-03', true],
  ['14', '2026-11-21', false],
] as const)('on 22 November 2026 the window %s holds a review due on %s: %s', (window, due, holds) => {
  expect(fallsInto(window, day(due), day('2026-11-22'))).toBe(holds)
})

test('a review due today is next, whatever the step; without one the step says what is next', () => {
  const one = { person_id: 'p', step: 'plan', tier: null } as const
  const last = (review_on: ReturnType<typeof day> | null) =>
    standingCells({ ...one, review_on }, 'p', day('2026-11-22')).at(-1)
  expect(last(day('2026-11-22'))).toMatchObject({ text: 'Review due today', href: '/people/p/outcomes' })
  expect(last(day('2027-02-01'))).toMatchObject({ text: 'Make and agree the plan', href: '/people/p/planning' })
  expect(last(null)).toMatchObject({ text: 'Make and agree the plan' })
})
