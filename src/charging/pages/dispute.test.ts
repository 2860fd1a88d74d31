import { expect, test } from 'vitest'
import { testApp, type Visitor } from '../../../test/support/app.ts'
import { placedPerson, toldToPay } from '../../../test/support/placed-person.ts'
import { newId } from '../../platform/ids.ts'
import { paths } from '../paths.ts'

async function told() {
  const app = await testApp({ today: '2026-04-20' })
  const ann = await placedPerson(app.db)
  await toldToPay(app.db, ann.personId, 30_00)
  const herself = await app.as('person', { personId: ann.personId })
  const finance = await app.as('finance')
  return { app, ...ann, herself, finance }
}

const date = (field: string, [d, m]: [number, number]) => ({
  [`${field}-day`]: String(d),
  [`${field}-month`]: String(m),
  [`${field}-year`]: '2026',
})

/** An officer works out £50 a week, decides it from 27 April and tells her by letter. */
async function decidesAndTells(officer: Visitor, personId: string) {
  const sum = { way: 'full', pensionAge: 'no', household: 'single', 'income-universal_credit': '170.40', reason: 'x' }
  const at = (await officer.post(paths.assess(personId), { ...date('on', [20, 4]), ...sum })).headers['location'] ?? ''
  await officer.post(at, { ...date('from', [27, 4]), reason: 'more money' })
  const contributionId = /name="contributionId" value="([^"]+)"/.exec(
    (await officer.get(paths.tell(personId))).body,
  )?.[1]
  const days = { ...date('toldOn', [20, 4]), ...date('firstDay', [27, 4]) }
  const sent = await officer.post(paths.tell(personId), {
    contributionId: contributionId ?? '',
    how: 'letter',
    ...days,
  })
  expect(sent.status).toBe(303)
}

test('she says it, reads what happens next, and nothing is asked for as a debt until finance answers', async () => {
  const { personId, herself, finance } = await told()
  expect((await herself.get(paths.charge(personId))).body).toContain('Say that my charge is wrong')
  const empty = await herself.post(paths.dispute(personId), { words: '' })
  expect(empty.status).toBe(400)
  expect(empty.body).toContain('Enter what is wrong')
  const sent = await herself.post(paths.dispute(personId), { words: 'My grant was counted' })
  const at = sent.headers['location'] ?? ''
  expect((await herself.get(at)).body).toContain('Until then nobody asks me to pay it as a debt')
  expect((await herself.get(paths.charge(personId))).body).toContain('I said that this is wrong')
  expect((await herself.get(`/people/${personId}/finance`)).body).toContain(
    'Until then nobody asks me to pay it as a debt',
  )
  expect((await herself.get(paths.dispute(personId))).body).toContain('We are looking at it already')
  expect((await finance.get(paths.disputes())).body).toContain('1 waits for an answer, none late')
  expect((await finance.get('/home')).body).toContain('Charge said to be wrong')
  expect((await finance.post(`${at}/answer`, { outcome: 'changed', reason: 'x' })).body).toContain(
    'No new charge has been decided yet',
  )
  expect((await finance.post(`${at}/answer`, { outcome: 'stands' })).status).toBe(400)
  expect((await finance.post(`${at}/answer`, { outcome: 'stands', reason: 'The rules count it.' })).status).toBe(303)
  const answered = (await herself.get(at)).body
  for (const words of ['The rules count it.', 'If I still think it is wrong', 'I can say it again', 'Ombudsman'])
    expect(answered).toContain(words)
  const charge = (await herself.get(paths.charge(personId))).body
  expect(charge).toContain('The council answered on Monday 20 April 2026: the charge stands.')
  expect(charge).toContain('Say that my charge is wrong')
  expect((await herself.get(`${at}/pdf`)).headers['content-type']).toContain('pdf')
  expect((await finance.get(paths.disputes())).body).toContain('Nothing waits for an answer')
  expect((await finance.get(`${paths.disputes()}?state=answered`)).body).toContain('The charge stands')
})
test('only finance answers; a stranger learns nothing; she may take it back', async () => {
  const { app, personId, teamId, herself } = await told()
  const at = (await herself.post(paths.dispute(personId), { words: 'Wrong' })).headers['location'] ?? ''
  const worker = await app.as('practitioner', { teamIds: [teamId] })
  expect((await worker.get(at)).status).toBe(200)
  expect((await worker.post(`${at}/answer`, { outcome: 'stands', reason: 'x' })).status).toBe(403)
  expect((await herself.post(`${at}/answer`, { outcome: 'stands', reason: 'x' })).status).toBe(403)
  const stranger = await app.as('practitioner', {})
  expect((await stranger.get(at)).status).toBe(404)
  expect((await stranger.post(paths.dispute(personId), { words: 'x' })).status).not.toBe(303)
  expect((await herself.post(`${at}/take-back`, { why: '' })).status).toBe(400)
  expect((await herself.post(`${at}/take-back`, { why: 'I see it now' })).status).toBe(303)
  expect((await worker.get(paths.charge(personId))).body).toContain('Taken back')
  const own = (await herself.get(at)).body
  for (const words of ['I took it back, or who acts for me did.', 'I see it now']) expect(own).toContain(words)
})
test('who decided the charge can neither answer nor take it back; another officer can, named, with the reason she reads', async () => {
  const { app, personId, herself, finance } = await told()
  const jade = await app.as('finance', { name: 'Jade Cragg' })
  await decidesAndTells(jade, personId)
  const empty = (await herself.post(paths.dispute(personId), { words: '' })).body
  for (const words of ['Select which charge is wrong', 'Enter what is wrong']) expect(empty).toContain(words)
  const unsaid = await herself.post(paths.dispute(personId), { words: 'Wrong' })
  expect(unsaid.status).toBe(400)
  for (const words of ['Select which charge is wrong', 'from Monday 6 April 2026', '(still to come)'])
    expect(unsaid.body).toContain(words)
  const coming = /name="charge"[^>]* value="([^"]+)"/.exec(unsaid.body)?.[1] ?? ''
  const at = (await herself.post(paths.dispute(personId), { words: 'Wrong', charge: coming })).headers['location'] ?? ''
  expect((await herself.get(at)).body).toContain('from Monday 27 April 2026')
  const page = (await jade.get(at)).body
  expect(page).toContain('You decided this charge, so you can neither answer this nor take it back for the person.')
  expect(page).not.toContain('They want to take it back')
  expect(page).not.toContain('Answer it')
  const refused = await jade.post(`${at}/take-back`, { why: 'Answered by phone' })
  expect(refused.status).toBe(409)
  expect(refused.body).toContain('Somebody else must')
  const key = { outcome: 'taken_back', reason: 'Answered by phone' }
  expect((await jade.api('POST', `/api/charging${at.replace('/charging', '')}/take-back`, key)).json()).toMatchObject({
    code: 'dispute_decided_by_another',
  })
  expect((await finance.get(at)).body).toContain('They want to take it back')
  expect((await finance.post(`${at}/take-back`, { why: 'She rang: she sees it now' })).status).toBe(303)
  const own = (await herself.get(at)).body
  for (const words of ['Test finance took it back for me.', 'She rang: she sees it now', 'I can say so again'])
    expect(own).toContain(words)
})
test('a fault in one week is answered “you are right”, and stays a named task until somebody put it right', async () => {
  const { personId, herself, finance } = await told()
  const at = (await herself.post(paths.dispute(personId), { words: 'I was in hospital' })).headers['location'] ?? ''
  const answer = { outcome: 'week_wrong', reason: 'The hospital told us.' }
  const half = await finance.post(`${at}/answer`, answer)
  expect(half.status).toBe(400)
  for (const words of ['Enter a day in the week that was wrong', 'Select how it is put right'])
    expect(half.body).toContain(words)
  const later = await finance.post(`${at}/answer`, { ...answer, ...date('week', [8, 5]), correction: 'mark' })
  expect(later.body).toContain('The week that was wrong must have begun already')
  expect((await finance.post(`${at}/put-right`, { words: 'x' })).status).toBe(409)
  await finance.post(`${at}/answer`, { ...answer, ...date('week', [8, 4]), correction: 'mark' })
  expect((await finance.get('/home')).body).toContain('Correct a mark in the week of Monday 6 April 2026')
  expect((await finance.get(at)).body).toContain(
    'In the week of Monday 6 April 2026: correct the mark in the register.',
  )
  const own = (await herself.get(at)).body
  for (const words of [
    'I was right.',
    'Something was wrong in the week of Monday 6 April 2026',
    'It is not put right yet',
  ])
    expect(own).toContain(words)
  expect((await herself.get(`${at}/pdf`)).status).toBe(200)
  expect((await herself.post(`${at}/put-right`, { words: 'x' })).status).toBe(403)
  expect((await finance.post(`${at}/put-right`, { words: 'The mark of 8 April says hospital' })).status).toBe(303)
  expect((await herself.get(at)).body).toContain('It was put right on Monday 20 April 2026: ‘The mark of 8 April says')
  expect((await finance.get('/home')).body).not.toContain('Week to put right')
  const again = await finance.api('POST', `/api/charging${at.replace('/charging', '')}/put-right`, { words: 'x' })
  expect(again.json()).toMatchObject({ code: 'dispute_correction_pkey' })
})
test('the same as data: said, listed, answered once, each with its key', async () => {
  const { app, personId, herself, finance } = await told()
  const root = `/api/charging/people/${personId}/disputes`
  const key = newId()
  const said = await herself.api('POST', root, { words: 'My grant was counted' }, key)
  expect((await herself.api('POST', root, { words: 'My grant was counted' }, key)).json()).toEqual(said.json())
  expect((await herself.api('POST', root, { words: 'Again' })).json()).toMatchObject({ code: 'one_open_dispute' })
  expect((await finance.api('GET', '/api/charging/disputes')).json()).toMatchObject({ open: 1, late: 0 })
  const { id } = said.json() as { id: string }
  const answer = { outcome: 'stands', reason: 'The rules count it.' }
  expect((await herself.api('POST', `${root}/${id}/answer`, answer)).status).toBe(403)
  expect((await finance.api('POST', `${root}/${id}/answer`, { ...answer, outcome: 'taken_back' })).status).toBe(400)
  expect((await finance.api('POST', `${root}/${id}/answer`, answer)).json()).toEqual({ done: true })
  expect((await herself.api('GET', root)).json()).toMatchObject([{ outcome: 'stands', reason: 'The rules count it.' }])
  expect((await (await app.as('broker')).api('GET', '/api/charging/disputes')).status).toBe(403)
})
test('a figure set by law is entered by one and checked by another, as data', async () => {
  const { app, finance } = await told()
  const entry = {
    key: 'guarantee.couple',
    amount: 94_55,
    from: '2026-04-06',
    citation: 'the circular',
  }
  const { id } = (await finance.api('POST', '/api/charging/amounts', entry)).json() as { id: string }
  const own = await finance.api('POST', `/api/charging/amounts/${id}/check`, undefined)
  expect(own.json()).toMatchObject({ code: 'amount_checked_by_another' })
  const second = await app.as('administrator')
  expect((await second.api('POST', `/api/charging/amounts/${id}/check`, undefined)).json()).toEqual({ done: true })
  expect((await second.api('POST', `/api/charging/amounts/${id}/withdraw`, undefined)).status).toBe(409)
  const another = { ...entry, amount: 95_00, from: '2027-04-05' }
  const wrong = ((await finance.api('POST', '/api/charging/amounts', another)).json() as { id: string }).id
  const said: string[] = []
  for (const press of [1, 2]) {
    const { status, headers } = await finance.post(`/charging/amounts/${wrong}/withdraw`, {})
    said.push(
      `${press} ${status} ${decodeURIComponent(/daywell_done=([^.;]+)/.exec(`${headers['set-cookie']}`)?.[1] ?? '')}`,
    )
  }
  expect(said).toEqual(['1 303 Taken back', '2 303 This figure was taken back already'])
})
