import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { anAssessment, aPerson } from '../../../test/support/assessed-person.ts'
import { readPdf } from '../../../test/support/read-pdf.ts'
import { jobWho } from '../../../test/support/who.ts'
import { newId } from '../../platform/ids.ts'
import { exampleTableInput } from '../example-table.ts'
import { adoptTable } from '../store.ts'

const levels = { g: 3, h: 3, i: 3, e: 2, x3: 2, x4: 1 } as const

async function crewe({ table = true } = {}) {
  const app = await testApp()
  if (table)
    await app.db.transaction(jobWho(), (tx) =>
      adoptTable(tx, {
        content: exampleTableInput,
        approvedBy: newId(),
        secondApprover: newId(),
        reason: 'for a test',
      }),
    )
  const nell = await aPerson(app.db)
  const teamIds = [nell.teamId]
  const worker = await app.as('practitioner', { teamIds, name: 'Priya Raman' })
  return { app, nell, teamIds, worker, root: `/people/${nell.personId}/allocation` }
}
const told = { how: 'letter', ready: ['answers', 'page', 'rights'] }

test('a budget is worked out, explained, held against local places and told, with an exception where it falls short', async () => {
  const { app, nell, teamIds, worker, root } = await crewe()
  await anAssessment(app.db, nell, levels)
  expect((await worker.get(root)).headers['location']).toBe(`${root}/new`)
  expect((await worker.get(`${root}/new`)).body).toContain('Shared taxi, there and back')
  const wrong = await worker.post(`${root}/new`, { 'addon-shared_taxi_day': '9' })
  expect(wrong.status).toBe(400)
  expect(wrong.body).toContain('must be a whole number from 0 to 7')
  const made = await worker.post(`${root}/new`, { 'addon-shared_taxi_day': '2' })
  const budget = made.headers['location'] ?? ''
  const page = (await worker.get(budget)).body
  for (const shown of [
    '£258.60',
    '£13,484.14 a year',
    'Not issued',
    'Friends, family and relationships',
    '44 points give £235.60 a week',
    'example-1, from 1 Apr 2025',
  ])
    expect(page).toContain(shown)
  expect(page).toContain('6 sessions have no free place')
  expect(page).toContain('Daywell claims no accuracy here')
  expect(page).not.toContain('Check by hand')
  expect(page).toContain('Ask for an exception first')
  expect((await worker.post(`${budget}/issue`, told)).body).toContain('issued only with an exception asked for')

  const want = { reason: 'market_gap', words: 'No place in Crewe has room.' }
  const asking = `${budget}/exceptions/new`
  expect((await worker.post(asking, { ...want, weeklyPence: '100' })).body).toContain('above what the budget gives now')
  const slip = (await worker.post(asking, { ...want, weeklyPence: '99,999,999,999' })).body
  for (const shown of ['more than ten times what the budget gives now', 'It is meant, though'])
    expect(slip).toContain(shown)
  const asked = await worker.post(asking, { ...want, weeklyPence: '300' })
  expect(asked.status).toBe(303)
  expect((await worker.post(asking, { ...want, weeklyPence: '310' })).body).toContain('waits for a decision on this')
  expect((await worker.get(`${budget}/issue`)).body).toContain(
    '£300.00 a week was asked for as an exception and is not',
  )
  const half = await worker.post(`${budget}/issue`, { how: 'letter', ready: 'answers' })
  expect(half.body).toContain('Do all three first, then tick them')
  expect((await worker.post(`${budget}/issue`, told)).status).toBe(303)
  expect((await worker.get(budget)).body).toContain('Nell was told on Sunday 22 November 2026')

  const own = await app.as('person', { personId: nell.personId })
  const plainUrl = (await own.get(root)).headers['location'] ?? ''
  const plain = (await own.get(plainUrl)).body
  for (const shown of [
    'My budget',
    '£258.60 a week',
    'It is not a limit and not a decision',
    'needs someone with them every time they meet people. 9 points',
    'I want someone on my side',
    'Ombudsman',
    '£300.00 a week was asked for',
    'One level more here would add £',
    'Priya Raman checked it and told me on Sunday 22 November 2026',
    'decided by a person with a name',
    'We do not know yet how often this table is enough for people like me',
  ])
    expect(plain).toContain(shown)
  const easy = (await own.get(`${plainUrl.replace(/plain$/, 'easy-read')}`)).body
  for (const shown of [
    'My budget is about £258.60 each week.',
    'It is not a limit. I can get more.',
    'I need a lot of help.',
    'There is no room in 6 of my sessions.',
    '£300 each week was asked for.',
    'Priya Raman told me.',
    'I can have an advocate.',
    '0808 157 0123',
    'We do not know yet how often it is enough for others.',
  ])
    expect(easy).toContain(shown)
  const letter = await own.get(`${plainUrl}/letter`)
  expect(letter.headers['content-type']).toBe('application/pdf')
  expect(letter.headers['content-disposition']).toBe('attachment; filename="my-budget.pdf"')
  expect((await own.get(`${plainUrl}/letter?print`)).headers['content-disposition']).toContain('inline')
  const read = readPdf(letter.bytes)
  expect(read).toMatchObject({ title: 'My budget', language: 'en-GB' })
  for (const shown of ['£258.60 a week', '£235.60', 'Ombudsman', 'not a decision', 'Who decided this, and why'])
    expect(read.text).toContain(shown)
  const easyLetter = readPdf((await own.get(plainUrl.replace(/plain$/, 'easy-read/letter'))).bytes)
  expect(easyLetter.title).toBe('My budget (Easy Read)')
  expect(easyLetter.text).toContain('My budget is about £258.60 each week.')

  const manager = await app.as('team_manager', { teamIds, name: 'Dee Marsh' })
  const link =
    /href="([^"]+\/exceptions\/[^"]+)"/.exec((await manager.get(budget)).body.replaceAll('/exceptions/new', ''))?.[1] ??
    ''
  const part = { decision: 'agreed in part', reason: 'The plan shows why.' }
  expect((await manager.post(link, part)).body).toContain('Enter how much a week is agreed in part')
  expect((await manager.post(link, { ...part, partPence: '200' })).body).toContain('above what the budget gives now')
  expect((await manager.post(link, { ...part, partPence: '280' })).status).toBe(303)
  const again = await manager.post(link, { decision: 'not agreed', reason: 'Another tab.' })
  expect([again.status, again.body.includes('You have decided this exception already')]).toEqual([409, true])
  for (const shown of ['by Dee Marsh', '£280 a week. It counts from then on'])
    expect((await worker.get(link)).body).toContain(shown)
  for (const shown of ['£280.00', 'agreed; the table gives £258.60', 'Agreed: £280.00 a week', 'Ask for an exception'])
    expect((await worker.get(budget)).body).toContain(shown)
  const counts = (await own.get(plainUrl)).body
  for (const shown of [
    'Agreed: £280.00 a week. The table gives £258.60.',
    'Agreed in part: £280.00 a week. Dee Marsh decided it on Sunday 22 November 2026. The reason: ‘The plan shows why.’',
  ])
    expect(counts).toContain(shown)
  const easyAgreed = (await own.get(plainUrl.replace(/plain$/, 'easy-read'))).body
  for (const shown of ['I get £280 each week.', 'My budget is £280 each week.', 'The table gives £258.60.'])
    expect(easyAgreed).toContain(shown)
  expect(easyAgreed).not.toContain('My budget is about')
})

test('a person sees no budget before they were told it', async () => {
  const { app, nell, worker, root } = await crewe()
  await anAssessment(app.db, nell, levels)
  const budget = (await worker.post(`${root}/new`, {})).headers['location'] ?? ''
  const own = await app.as('person', { personId: nell.personId })
  expect((await own.get(root)).body).toContain('I have no budget yet')
  expect((await own.get(`${budget}/plain`)).status).toBe(404)
  expect((await own.get(budget)).status).toBe(403)
  expect((await worker.get(`${budget}/plain`)).body).toContain('only staff can see this page')
})

test('what changed since the last budget is shown line by line', async () => {
  const { app, nell, worker, root } = await crewe()
  await anAssessment(app.db, nell, levels)
  await worker.post(`${root}/new`, {})
  const second = (await worker.post(`${root}/new`, { 'addon-night_call': '3' })).headers['location'] ?? ''
  const page = (await worker.get(second)).body
  expect(page).toContain('What changed since Sunday 22 November 2026')
  expect(page).toContain('Someone to call at night')
})

test('no eligible assessment or no table: the page says which, and what to do', async () => {
  const { app, nell, worker, root } = await crewe({ table: false })
  expect((await worker.get(`${root}/new`)).body).toContain('Decide eligibility first')
  await anAssessment(app.db, nell, levels)
  expect((await worker.get(`${root}/new`)).body).toContain('no allocation table in force today')
  expect((await app.stranger().get('/allocation/table')).body).toContain('has not published an allocation table')
})

test('the table is public, whole, with its mark', async () => {
  const { app } = await crewe()
  const page = (await app.stranger().get('/allocation/table')).body
  for (const shown of [
    'Table example-1',
    'Assumption: invented',
    'Shared taxi, there and back',
    'The mark of this table',
  ])
    expect(page).toContain(shown)
  expect((await app.stranger().get('/allocation/table/nothing')).status).toBe(404)
})

test('Easy Read says every pound of the standard page, in short lines, and what changed since last time', async () => {
  const { app, nell, worker, root } = await crewe()
  await anAssessment(app.db, nell, levels)
  const first = (await worker.post(`${root}/new`, {})).headers['location'] ?? ''
  expect((await worker.get(`${first}/plain`)).body).not.toContain('What changed since')
  const budget = (await worker.post(`${root}/new`, { 'addon-shared_taxi_day': '2' })).headers['location'] ?? ''
  const plain = (await worker.get(`${budget}/plain`)).body
  expect(plain).toContain('What changed since Sunday 22 November 2026')
  const easy = (await worker.get(`${budget}/easy-read`)).body
  expect(easy).toContain('It was £235.60 each week.')
  expect(easy).toContain('Now it is £23 more.')
  const lines = [...easy.matchAll(/<p>([^<]+)<\/p><\/li>/g)].map(([, words = '']) => words)
  for (const words of lines) expect(words.split(' ').length, words).toBeLessThanOrEqual(12)
  const pounds = (text: string, pattern: RegExp) =>
    [...text.matchAll(pattern)].map(([, amount = '']) => Number(amount.replace(',', '')))
  const given = pounds(lines.join('\n'), /This gives £([\d.,]+) each week/g)
  expect(Math.round(given.reduce((all, one) => all + one, 0) * 100)).toBe(25860)
})
