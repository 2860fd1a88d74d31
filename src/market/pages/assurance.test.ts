import { expect, test } from 'vitest'
import { type TestApp, testApp, type Visitor } from '../../../test/support/app.ts'
import { sendFile } from '../../../test/support/send-file.ts'
import { openSession } from '../../platform/accounts.ts'
import { type Db, sql } from '../../platform/db.ts'
import { shownVoices } from '../voice.ts'
import { heardWords } from './assurance.view.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const service = id(1)
const file = `/market/assurance/${service}`
const questions = 12
const keys =
  'safe workers_checked enough_workers building health money choice respect outcomes out_and_about access complaints'.split(
    ' ',
  )
const today = (field: string) => ({ [`${field}-day`]: '22', [`${field}-month`]: '11', [`${field}-year`]: '2026' })

async function borough(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    await tx.query(
      sql`insert into directory.organisation (id, name) values (${id(1)}, 'Kettle Kitchens'), (${id(2)}, 'Registered Care'), (${id(3)}, 'Knitters')`,
    )
    await tx.query(
      sql`insert into directory.opportunity (id, organisation_id, name) values (${id(1)}, ${id(1)}, 'Copper Kettle'), (${id(2)}, ${id(2)}, 'Care at home'), (${id(3)}, ${id(3)}, 'Knit and natter')`,
    )
    await tx.query(
      sql`insert into market.provider (id, organisation_id, in_house, kind, cqc_id) values (${id(1)}, ${id(1)}, false, 'framework', null), (${id(2)}, ${id(2)}, false, 'framework', '1-234567')`,
    )
  })
}

const answers = (given: Record<string, string> = {}) =>
  Object.fromEntries(
    keys.flatMap((key) => [
      [`answer-${key}`, given[key] ?? 'met'],
      [`evidence-${key}`, 'Seen on the day'],
    ]),
  )

/** Plans a visit by one commissioner, writes it down and has the other sign it. */
async function visited(
  app: TestApp,
  visitor: Visitor,
  signer: Visitor,
  given: Record<string, string> = {},
): Promise<string> {
  const planned = await visitor.post(`${file}/visits/new`, {
    ...today('plannedOn'),
    visitedBy: visitor.accountId,
    announced: 'no',
  })
  const visit = planned.headers['location'] ?? ''
  const form = { ...today('madeOn'), peopleSpoken: '6', summary: 'People bake together.', ...answers(given) }
  expect((await visitor.post(`${visit}/write`, { ...form, 'evidence-safe': '' })).body).toContain('Enter what was seen')
  expect((await visitor.post(`${visit}/write`, form)).status).toBe(303)
  const [pdf, page] = [Buffer.from('%PDF-1.7 the door').toString('base64'), Buffer.from('<html>').toString('base64')]
  const keep = (name: string, base64: string, question: string | null) =>
    visitor.api('POST', `/api${visit}/files`, { words: 'The back door', question, file: { name, base64 } })
  expect((await keep('door.pdf', page, 'safe')).status).toBe(409)
  expect((await keep('door.pdf', pdf, 'nobody asked')).status).toBe(409)
  expect((await keep('door.pdf', pdf, 'safe')).status).toBe(201)
  const chosen = await sendFile(app.web, {
    page: `${visit}/files/new`,
    cookies: { daywell_session: await openSession(app.db, visitor.accountId) },
    name: 'hall.pdf',
    content: '%PDF-1.7 the hall',
    fields: { words: 'The hall', question: '' },
  })
  expect(chosen.answer.statusCode).toBe(303)
  expect((await visitor.post(`${visit}/sign`, {})).body).toContain('You made this visit')
  expect((await signer.post(`${visit}/sign`, {})).status).toBe(303)
  const read = (await signer.get(visit)).body
  for (const words of ['door.pdf', 'The back door', 'Photos and papers, for the council alone'])
    expect(read).toContain(words)
  const kept = /\/market\/visits\/[0-9a-f-]{36}\/files\/[0-9a-f-]{36}/.exec(read)?.[0] ?? ''
  expect((await signer.get(kept)).headers['content-type']).toBe('application/pdf')
  expect((await keep('late.pdf', pdf, null)).status).toBe(409)
  return visit
}

test('a visit leads to a rating that everybody reads; what is to be put right is said to be done and accepted', async () => {
  const app = await testApp()
  await borough(app.db)
  const [one, two] = [await app.as('commissioner'), await app.as('commissioner', { name: 'Second Commissioner' })]
  const provider = await app.as('provider', { providerId: id(1) })
  const stranger = app.stranger()
  const quality = `/market/quality/${service}`
  expect((await stranger.get(`/directory/${service}`)).body).toContain(quality)
  expect((await stranger.get(quality)).body).toContain('Not visited yet')
  expect((await stranger.get(`/market/quality/${id(2)}`)).body).toContain(
    'The Care Quality Commission looks at this service',
  )
  expect((await stranger.get(`/market/quality/${id(3)}`)).body).toContain('The council does not visit this')
  expect((await one.get(`${file}/rating`)).status).toBe(404)
  const list = await one.get('/market/assurance')
  for (const words of ['2 services', 'Copper Kettle', 'Not visited yet', 'Care Quality Commission'])
    expect(list.body).toContain(words)

  const visit = await visited(app, one, two, { choice: 'partly' })
  const shared = (await provider.get(visit)).body
  expect([shared.includes('Seen on the day'), shared.includes('door.pdf')]).toEqual([true, false])
  expect((await one.get(`${visit}/write`)).body.match(/Keeps people safe|keeps people safe/g)?.length).toBeGreaterThan(
    4,
  )
  expect(
    (
      await one.post(`${file}/actions/new`, {
        what: 'Offer three choices',
        owner: 'provider',
        essential: 'no',
        ...today('dueOn'),
      })
    ).status,
  ).toBe(303)
  const rate = await one.get(`${file}/rating`)
  expect(rate.body).toContain('The rule proposes: Some things to put right')
  const seen = /name="seen" value="([^"]+)"/.exec(rate.body)?.[1] ?? ''
  expect((await one.post(`${file}/rating`, { seen, rating: 'good' })).body).toContain('Say why you decide otherwise')
  expect((await one.post(`${file}/rating`, { seen, rating: 'some_things' })).status).toBe(303)
  expect((await stranger.get(`/directory/${service}`)).body).toContain('Some things to put right, since')
  const page = await stranger.get(quality)
  for (const words of [
    '1 thing is met in part',
    '1 action is still open',
    '6 people',
    'In part',
    'People bake together',
  ])
    expect(page.body).toContain(words)
  expect(page.body).not.toContain('Seen on the day')
  const entry = (await stranger.get(`/directory/${service}/easy-read`)).body
  expect(entry).toContain(`${quality}/easy-read">Read how it is`)
  const easy = (await stranger.get(`${quality}/easy-read`)).body
  expect(easy).toContain(`/directory/${service}/easy-read">Back`)
  for (const words of [
    'The council says: some things must get better.',
    'The council went there on',
    'What the council looked at',
    'We talked to 6 people who go there.',
    'Can people choose what they do? Some of it.',
    'Are people safe? Yes.',
    'Only a few people',
  ])
    expect(easy).toContain(words)
  expect((await stranger.get(`/market/quality/${id(2)}/easy-read`)).body).toContain('The council does not.')
  for (const words of ['How a rating is made', 'Not good enough', 'Are people safe here'])
    expect((await stranger.get('/market/quality')).body).toContain(words)

  const mine = await provider.get('/market/my-service/quality')
  const action = /\/market\/actions\/[0-9a-f-]{36}/.exec(mine.body)?.[0] ?? ''
  expect((await provider.get('/home')).body).toContain('Offer three choices')
  expect((await provider.post(action, { note: '' })).body).toContain('Enter what was done')
  expect((await provider.post(action, { note: 'There are four choices now' })).status).toBe(303)
  expect((await one.get('/market/assurance?need=said+done')).body).toContain('1 said to be done')
  expect((await one.post(action, { kind: 'asked_again', note: 'Show us' })).body).toContain('Enter the day by which')
  expect((await one.post(action, { kind: 'accepted', note: 'Seen' })).status).toBe(303)
  const csv = await one.get('/market/assurance.csv')
  expect(csv.body).toContain('Copper Kettle,Kettle Kitchens,Some things to put right,2026-11-22,2026-11-22,2027-11-22')

  const correction = (await one.post(`${visit}/correct`, {})).headers['location'] ?? ''
  expect((await one.get(correction)).body).toContain('the visit as it was signed first')
  expect((await two.post(`${correction}/sign`, {})).status).toBe(303)
  expect((await one.get(file)).body).toContain('It waits for its rating')
  expect(questions).toBe(keys.length)
})

test('anybody tells of a worry or says how it is; the council decides, and what is quoted names nobody', async () => {
  const app = await testApp()
  await borough(app.db)
  const one = await app.as('commissioner')
  const provider = await app.as('provider', { providerId: id(1) })
  const stranger = app.stranger()
  const quality = `/market/quality/${service}`
  expect((await stranger.get(`${quality}/tell`)).body).toContain('phone 999')
  expect((await stranger.post(`${quality}/tell`, { words: '' })).body).toContain('Enter what worries you')
  const told = await stranger.post(`${quality}/tell`, { words: 'The back door was locked', contact: '01632 960001' })
  expect(told.status).toBe(303)
  expect((await provider.get('/market/my-service/quality')).body).not.toContain('back door')
  const list = await one.get('/market/concerns')
  const concern = /\/market\/concerns\/[0-9a-f-]{36}/.exec(list.body)?.[0] ?? ''
  expect((await one.get(concern)).body).toContain('01632 960001')
  const reason = { reason: 'We went and looked' }
  expect((await one.post(concern, { outcome: 'safeguarding', ...reason })).body).toContain(
    'Enter to whom you passed it',
  )
  expect((await one.post(concern, { outcome: 'action', ...reason })).body).toContain('Enter what has to be put right')
  const action = { what: 'Unlock it', owner: 'provider', essential: 'yes', ...today('dueOn') }
  expect((await one.post(concern, { outcome: 'action', ...reason, ...action })).status).toBe(303)
  expect((await one.get(concern)).body).toMatch(/market\/actions\/[0-9a-f-]{36}">What has to be put right/)
  expect((await one.post(concern, { outcome: 'closed', ...reason })).status).toBe(303)
  expect((await one.get(concern)).body).not.toContain('<h2 class="govuk-heading-m">Decide</h2>')
  expect((await provider.get('/market/my-service/quality')).body).toContain('Unlock it')

  expect((await stranger.post(`${quality}/say`, {})).body).toContain('Select how it is')
  expect((await provider.post(`${quality}/say`, { feeling: 'good', speaker: 'other' })).status).toBe(400)
  for (let times = 0; times < 5; times++) {
    const words = times === 0 ? { words: 'Sue is kind', mayQuote: 'yes' } : {}
    const said = await stranger.post(`${quality}/say`, { feeling: 'good', speaker: 'person', ...words })
    expect(said.status).toBe(303)
    if (times === 3) expect((await stranger.get(quality)).body).toContain('Too few people')
  }
  const voice = /\/market\/voices\/[0-9a-f-]{36}/.exec((await one.get('/market/voices')).body)?.[0] ?? ''
  expect((await one.post(voice, { show: 'yes', wordsShown: '' })).body).toContain('Enter the words to show')
  expect((await one.post(voice, { show: 'yes', wordsShown: 'Somebody is kind' })).status).toBe(303)
  const answer =
    /\/market\/my-service\/quality\/[0-9a-f-]{36}\/answer/.exec(
      (await provider.get('/market/my-service/quality')).body,
    )?.[0] ?? ''
  expect((await provider.post(answer, { words: 'Thank you' })).status).toBe(303)
  expect((await provider.get('/market/my-service/quality')).body).toContain('waits to be read')
  expect((await one.post(voice, { answerShown: 'yes' })).status).toBe(303)
  const page = await stranger.get(quality)
  for (const words of ['5 people told us', 'Somebody is kind', 'The service answers', 'Thank you'])
    expect(page.body).toContain(words)
  expect(page.body).not.toContain('Sue')
})

test('the same by JSON: plan, write, sign, rate, act, raise and decide', async () => {
  const app = await testApp()
  await borough(app.db)
  const [one, two] = [await app.as('commissioner'), await app.as('commissioner')]
  const provider = await app.as('provider', { providerId: id(1) })
  const at = `/api/market/services/${service}`
  const plan = { plannedOn: '2026-11-22', announced: true, visitedBy: one.accountId }
  const { id: visit } = (await one.api('POST', `${at}/visits`, plan)).json() as { id: string }
  const findings = keys.map((question) => ({ question, answer: 'met', evidence: 'Seen' }))
  const seen = { madeOn: '2026-11-22', peopleSpoken: 3, summary: 'Fine.', findings }
  expect((await one.api('POST', `/api/market/visits/${visit}/findings`, seen)).status).toBe(201)
  expect((await one.api('POST', `/api/market/visits/${visit}/sign`)).status).toBe(409)
  expect((await two.api('POST', `/api/market/visits/${visit}/sign`)).status).toBe(201)
  const facts = (await one.api('GET', at)).json() as { rating: string; seen: string }
  expect(facts.rating).toBe('good')
  expect((await one.api('POST', `${at}/rating`, { seen: facts.seen, rating: 'good' })).status).toBe(201)
  const action = { what: 'Mend it', owner: 'provider', essential: false, dueOn: '2026-12-01' }
  const { id: asked } = (await one.api('POST', `${at}/actions`, action)).json() as { id: string }
  const step = (by: Visitor, kind: string) =>
    by.api('POST', `/api/market/actions/${asked}/steps`, { kind, note: 'Done' })
  expect((await step(provider, 'accepted')).status).toBe(403)
  expect((await step(provider, 'said_done')).status).toBe(201)
  expect((await step(one, 'accepted')).status).toBe(201)
  const { id: concern } = (await provider.api('POST', `${at}/concerns`, { words: 'We found a fault' })).json() as {
    id: string
  }
  const decided = await one.api('POST', `/api/market/concerns/${concern}/decisions`, {
    outcome: 'nothing',
    reason: 'Mended',
  })
  expect(decided.status).toBe(201)
  const services = (await one.api('GET', '/api/market/services')).json() as { services: { rating: string | null }[] }
  expect(services.services.map(({ rating }) => rating)).toEqual([null, 'good'])
})

test('what everybody reads of how many said what is said whole, in part, or with why it is not shown', () => {
  const of = (good: number, soSo: number, bad: number) => heardWords(shownVoices({ good, soSo, bad }))
  expect(of(2, 1, 1)).toBeNull()
  expect(of(12, 7, 6)).toBe('What everybody reads: 25 people have told us: good 12, so-so 7, bad 6.')
  expect(of(6, 2, 1)).toContain('9 people have told us')
  expect(of(6, 2, 1)).toContain('a small number could point at somebody')
  expect(of(6, 2, 1)).not.toContain('hidden')
})
