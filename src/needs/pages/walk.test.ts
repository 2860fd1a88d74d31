import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { aPerson } from '../../../test/support/assessed-person.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { addCareRelation, createPerson } from '../../people/store.ts'
import { assessedItems } from '../assessed-items.ts'
import { contactsOf } from '../store.ts'

async function crewe() {
  const app = await testApp()
  const nell = await aPerson(app.db)
  const worker = await app.as('practitioner', { teamIds: [nell.teamId], name: 'Priya Raman' })
  return { app, ...nell, worker, root: `/people/${nell.personId}/needs` }
}
const inBoxes = (name: string, text: string) => {
  const [year = '', month = '', date = ''] = text.split('-')
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year }
}
const everyLevel = (level: string) => Object.fromEntries(assessedItems.map((item) => [item, level]))
const blank = '-'.repeat(14)

test('a practitioner walks from a contact to a decision on eligibility without a script', async () => {
  const { app, personId, teamId, worker, root } = await crewe()
  const asked = {
    ...inBoxes('receivedOn', '2026-11-20'),
    route: 'community',
    askedBy: 'her sister',
    whatWasAsked: 'Something on Saturdays',
  }
  const contact = await worker.post(`${root}/contacts/new`, asked)
  expect(contact.status).toBe(303)
  const contactUrl = contact.headers['location'] ?? ''
  expect((await worker.get(contactUrl)).body).toContain('Something on Saturdays')
  expect((await worker.get('/needs/contacts?q=ashw')).body).toContain('Nell Ashworth')
  const answered = await worker.post(contactUrl, { ...inBoxes('closedOn', '2026-11-21'), outcome: 'assessment' })
  expect(answered.headers['location']).toBe(`${root}/assessments/new`)
  const started = await worker.post(`${root}/assessments/new`, {
    kind: 'long_term',
    ...inBoxes('startedOn', '2026-11-22'),
  })
  const levelsUrl = started.headers['location'] ?? ''
  const assessment = levelsUrl.replace('/levels', '')

  const early = await worker.get(`${assessment}/carer`)
  expect(early.headers['location']).toBe(levelsUrl)
  const levelsPage = await worker.get(levelsUrl)
  expect(levelsPage.body).toContain('Developing and maintaining family or other personal relationships')
  const saved = await worker.post(levelsUrl, { ...everyLevel('2'), g: '3', seen: blank, go: 'on' })
  expect(saved.headers['location']).toBe(`${assessment}/carer`)

  const joan = await app.db.transaction(jobWho(), async (tx) => {
    const carerId = await createPerson(tx, {
      givenName: 'Joan',
      familyName: 'Ashworth',
      bornOn: day('1965-02-01'),
      teamId,
    })
    await addCareRelation(tx, { carerId, caredForId: personId, relation: 'mother' })
    return carerId
  })
  const carerPage = await worker.get(`${assessment}/carer`)
  expect(carerPage.body).toContain('Joan Ashworth, mother')
  const part = { carerId: joan, how: 'in person, alone', 'part-g': '1', seen: '0'.repeat(14) }
  const unwilling = await worker.post(`${assessment}/carer`, { ...part, willing: 'no', able: 'yes' })
  expect(unwilling.status).toBe(400)
  expect(unwilling.body).toContain('Only what the carer is willing and able to do can count')
  const agreed = await worker.post(`${assessment}/carer`, { ...part, willing: 'yes', able: 'yes' })
  expect(agreed.headers['location']).toBe(assessment)
  expect((await worker.get(assessment)).body).toContain('Joan Ashworth: a quarter')

  const seen = `${'2'.repeat(6)}3${'2'.repeat(7)}`
  const done = {
    ...inBoxes('completedOn', '2026-11-22'),
    method: 'face_to_face',
    whatMatters: 'Seeing Dev',
    strengths: 'Cooks',
    seen,
  }
  expect((await worker.post(`${assessment}/complete`, done)).headers['location']).toBe(`${assessment}/eligibility`)
  const findings = {
    impairment: 'yes',
    wellbeing: 'yes',
    'way-g': 'help',
    'way-i': 'danger',
    reason: 'As we agreed on Sunday.',
  }
  const confirm = await worker.post(`${assessment}/eligibility`, findings)
  expect(confirm.body).toContain('Nell Ashworth has eligible needs')
  expect(confirm.body).toContain('Priya Raman')
  expect((await worker.post(`${assessment}/eligibility`, { ...findings, confirmed: 'yes' })).status).toBe(303)
  const record = await worker.get(assessment)
  expect(record.body).toContain('Eligible needs')
  expect(record.body).toContain('Priya Raman, Sunday 22 November 2026')
  expect((await worker.get(root)).body).toContain('The budget follows from them')
})

test('one outcome out of reach leads to “no eligible needs”, with what is owed instead', async () => {
  const { worker, root } = await crewe()
  const started = await worker.post(`${root}/assessments/new`, {
    kind: 'long_term',
    ...inBoxes('startedOn', '2026-11-22'),
  })
  const assessment = (started.headers['location'] ?? '').replace('/levels', '')
  await worker.post(`${assessment}/levels`, { ...everyLevel('1'), seen: blank, go: 'on' })
  const done = {
    ...inBoxes('completedOn', '2026-11-22'),
    method: 'phone',
    whatMatters: 'x',
    strengths: 'y',
    seen: '1'.repeat(14),
  }
  await worker.post(`${assessment}/complete`, done)
  const confirm = await worker.post(`${assessment}/eligibility`, {
    impairment: 'yes',
    wellbeing: 'yes',
    'way-g': 'help',
    reason: 'One only.',
  })
  expect(confirm.body).toContain('has no eligible needs')
  expect(confirm.body).toContain('must be given the reasons in writing')
})

test('two people giving levels at once: the second sees both and loses nothing', async () => {
  const { app, teamId, worker, root } = await crewe()
  const other = await app.as('practitioner', { teamIds: [teamId], name: 'Sam Lee' })
  const started = await worker.post(`${root}/assessments/new`, {
    kind: 'long_term',
    ...inBoxes('startedOn', '2026-11-22'),
  })
  const url = started.headers['location'] ?? ''
  expect((await worker.post(url, { ...everyLevel('2'), seen: blank, go: 'on' })).status).toBe(303)
  const clash = await other.post(url, { ...everyLevel('2'), h: '4', seen: blank, go: 'on' })
  expect(clash.status).toBe(409)
  expect(clash.body).toContain('Two people wrote at once')
  expect(clash.body).toContain(`name="seen" value="${'2'.repeat(14)}"`)
  expect(clash.body).toMatch(/id="h-5"[^>]*checked/)
  expect(clash.body).toContain('Priya Raman saved levels at noon, while you were writing')
  expect(clash.body).not.toContain('another tab')
})

test('one person in two tabs reads that it was they, and no fault stands under a question that was answered', async () => {
  const { worker, root } = await crewe()
  const started = await worker.post(`${root}/assessments/new`, {
    kind: 'long_term',
    ...inBoxes('startedOn', '2026-11-22'),
  })
  const url = started.headers['location'] ?? ''
  expect((await worker.post(url, { ...everyLevel('2'), seen: blank, go: 'on' })).status).toBe(303)
  const clash = await worker.post(url, { ...everyLevel('2'), h: '4', seen: blank, go: 'on' })
  expect(clash.status).toBe(409)
  for (const shown of ['You saved this in another tab at noon', 'You wrote in two tabs', 'href="#clash"'])
    expect(clash.body).toContain(shown)
  for (const never of ['omebody else', 'Choose a level from 0 to 4']) expect(clash.body).not.toContain(never)
})

test('bad dates, missing answers and unknown codes each get a sentence at their field', async () => {
  const { app, personId, worker, root } = await crewe()
  const bad = await worker.post(`${root}/contacts/new`, {
    ...inBoxes('receivedOn', '2026-02-30'),
    route: 'owl',
    whatWasAsked: '',
  })
  expect(bad.status).toBe(400)
  expect(bad.body).toContain('The day the contact came must be a real date, like 27 3 2026')
  expect(bad.body).toContain('Select how it reached us')
  expect(bad.body).toContain('Enter what was asked for')
  const future = { ...inBoxes('receivedOn', '2026-11-23'), route: 'prison', whatWasAsked: 'x' }
  expect((await worker.post(`${root}/contacts/new`, future)).body).toContain('The day of the contact is after today')
  expect(await app.db.transaction(jobWho(), (tx) => contactsOf(tx, personId))).toEqual([])
  const started = await worker.post(`${root}/assessments/new`, {
    kind: 'long_term',
    ...inBoxes('startedOn', '2026-11-22'),
  })
  const levels = await worker.post(started.headers['location'] ?? '', { a: '7', g: '2', seen: blank, go: 'later' })
  expect(levels.status).toBe(400)
  expect(levels.body).toContain('Choose a level from 0 to 4 for “Eating and drinking well”')
})

test('urgent care and reviews are recorded from their pages', async () => {
  const { worker, root } = await crewe()
  const care = {
    reason: 'Her mother is in hospital.',
    weeklyCeilingPence: '250',
    ...inBoxes('assessBy', '2026-12-04'),
    ...inBoxes('untilDate', '2026-12-01'),
  }
  expect((await worker.post(`${root}/urgent`, care)).body).toContain(
    'Urgent care ends on or after the day for the assessment',
  )
  expect((await worker.post(`${root}/urgent`, { ...care, ...inBoxes('untilDate', '2026-12-18') })).status).toBe(303)
  const page = await worker.get(root)
  expect(page.body).toContain('£250 a week at most')
  expect((await worker.get(`${root}/reviews/new`)).body).toContain('value="Yearly review"')
  await worker.post(`${root}/reviews/new`, {
    kind: 'planned',
    cause: 'Yearly review',
    ...inBoxes('dueOn', '2026-11-18'),
  })
  const another = (await worker.get(`${root}/reviews/new`)).body
  expect(another).toContain('A planned review stands already: Wednesday 18 November 2026, Yearly review.')
  expect(another).not.toContain('value="Yearly review"')
  const list = await worker.get('/needs/reviews')
  expect(list.body).toContain('4 days late')
  expect(list.body).toContain('1 review, 1 late.')
})

test('another team, a provider and a stranger see none of it', async () => {
  const { app, worker, root } = await crewe()
  const other = await aPerson(app.db, 'Owen')
  expect((await (await app.as('practitioner', { teamIds: [other.teamId] })).get(root)).status).toBe(404)
  expect((await (await app.as('commissioner')).get(root)).status).toBe(403)
  expect((await app.stranger().get(root)).status).toBe(303)
  expect((await worker.get(root)).status).toBe(200)
})
