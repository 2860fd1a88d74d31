import { expect, test } from 'vitest'
import { type Answer, testApp } from '../../../test/support/app.ts'
import { freshServer } from '../../../test/support/databases.ts'
import { day } from '../../core/calendar-date.ts'
import { stoppedClock } from '../../platform/clock.ts'
import { type Db, sql } from '../../platform/db.ts'
import { nextOf } from './call-work.view.ts'

const id = '00000000-0000-4000-8000-000000000001'
const walks = '00000000-0000-4000-8000-000000000002'
const call = {
  title: 'Saturdays in Crewe',
  words: 'Something to do at the weekend.',
  weekdays: '6',
  startMinute: '10:00',
  endMinute: '15:00',
  needs: 'hoist',
  wanted: '6',
  wantedUnit: 'places',
  audience: 'all',
  priceBasis: 'own',
}
const closes = { 'closesOn-day': '20', 'closesOn-month': '12', 'closesOn-year': '2026' }
const offer = {
  offers: 'Cooking together',
  weekdays: '6',
  'from-day': '9',
  'from-month': '1',
  'from-year': '2027',
  places: '6',
  leastWeeklyMinutes: '1.5',
  pricePence: '40',
  unit: 'session',
}
const sam = { kind: 'micro_provider', name: 'Cooking with Sam', contact: 'Sam Example', reach: 'sam@example.org' }
const to = ({ headers }: Answer) => headers['location'] ?? ''
/** The main part of a page as its words. */
const words = ({ body }: Answer) =>
  body
    .slice(body.indexOf('<main'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

async function lay(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    await tx.query(
      sql`insert into market.framework (id, name, legal_route, from_date, recorded_by, reason) values (${id}, 'Day opportunities', 'Open to join', '2022-01-01', ${id}, 'test')`,
    )
    await tx.query(
      sql`insert into market.lot (id, name, framework_id) values (${id}, 'Outreach', ${id}), (${walks}, 'Walks', ${id})`,
    )
    await tx.query(sql`insert into directory.organisation (id, name) values (${id}, 'Kettle Kitchens')`)
    await tx.query(
      sql`insert into market.provider (id, organisation_id, in_house, kind) values (${id}, ${id}, false, 'framework')`,
    )
  })
}

test('a call is published, asked about, replied to with and without an account, corrected, decided and closed', async () => {
  const clock = { now: day('2026-11-22') }
  const { db } = await freshServer({ today: () => clock.now, now: () => stoppedClock(clock.now).now() })
  const app = await testApp({ db })
  await lay(app.db)
  const commissioner = await app.as('commissioner', { name: 'Alex Commissioner' })
  const form = { ...call, ...closes, deciderId: commissioner.accountId }
  const faults: [Record<string, string>, string][] = [
    [{ title: '' }, 'Enter what you look for'],
    [{ startMinute: '25:00' }, 'Enter a time of the day'],
    [{ endMinute: '' }, 'Enter both times, or neither'],
    [{ endMinute: '9' }, 'It must end after it starts'],
    [{ wantedUnit: '' }, 'Select places or hours'],
    [{ audience: 'framework' }, 'Select the lot whose providers you ask'],
    [{ priceBasis: 'schedule' }, 'Only a lot of the framework has a schedule'],
    [{ deciderId: id }, 'Select who decides'],
    [{ 'closesOn-day': '31', 'closesOn-month': '2' }, 'must be a real date'],
  ]
  for (const [changed, sentence] of faults) {
    const { status, body } = await commissioner.post('/market/calls/new', { ...form, ...changed })
    expect([changed, status, body.includes(sentence)]).toEqual([changed, 400, true])
  }
  const lot = { audience: 'framework', lotId: id, priceBasis: 'schedule' }
  const lots = to(await commissioner.post('/market/calls/new', { ...form, ...lot, furtherLotIds: [id, walks] }))
  expect(words(await commissioner.get(lots))).toContain('in the lot Outreach or Walks')
  const strict = { ...lot, title: 'Walks', words: 'Walks', closesOn: '2026-12-20', deciderId: commissioner.accountId }
  const asked = (more: object) => commissioner.api('POST', '/api/market/calls', { ...strict, ...more })
  expect((await asked({ furtherLotIds: [id] })).status).toBe(409)
  expect((await asked({ furtherLotIds: [commissioner.accountId] })).status).toBe(409)
  expect((await asked({ furtherLotIds: [walks] })).status).toBe(201)
  const work = to(await commissioner.post('/market/calls/new', form))
  const page = work.replace('/work', '')
  const stranger = app.stranger()
  expect((await stranger.get(page)).status).toBe(404)
  expect((await commissioner.post(`${page}/edit`, { ...form, 'closesOn-day': '1' })).status).toBe(303)
  const soon = await commissioner.post(`${page}/act/publish`, {})
  expect([soon.status, soon.body.includes('Leave more days')]).toEqual([409, true])
  await commissioner.post(`${page}/edit`, form)
  expect((await commissioner.post(`${page}/act/publish`, {})).status).toBe(303)
  for (const said of ['Saturdays in Crewe', 'Saturday, 10am to 3pm', 'Hoist', 'Anybody can reply'])
    expect(words(await stranger.get('/market/calls'))).toContain(said)
  const shown = words(await stranger.get(page))
  for (const said of [
    'About 6 places',
    'Nobody is promised any number of people, hours or money',
    'Alex Commissioner',
    'Sunday 20 December 2026',
  ])
    expect(shown).toContain(said)

  expect((await stranger.post(`${page}/question`, { asked: 'Mail sam@example.org' })).body).toContain(
    'Leave out email addresses',
  )
  expect((await stranger.post(`${page}/question`, { asked: 'Is there a kitchen?' })).status).toBe(303)
  expect((await stranger.get(page)).body).not.toContain('Is there a kitchen?')
  expect((await commissioner.get('/home')).body).toContain('1 question to answer')
  const question = /\/market\/calls\/[^"]+\/questions\/[0-9a-f-]+/.exec((await commissioner.get(work)).body)?.[0] ?? ''
  expect((await commissioner.post(question, { answer: 'Yes', leftOut: 'x' })).status).toBe(400)
  await commissioner.post(question, { answer: 'Yes, in the hall.' })
  expect(words(await stranger.get(page))).toContain('Is there a kitchen? Yes, in the hall.')

  const asks = (who: typeof stranger, key: string, body = { asked: 'Is there a lift?' }) =>
    who.api('POST', `/api${page}/questions`, body, key)
  const member = await app.as('finance')
  for (const who of [stranger, member]) {
    const [first, again] = [
      await asks(who, `lift-${who.accountId}-0123456789012345`),
      await asks(who, `lift-${who.accountId}-0123456789012345`),
    ]
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body])
  }
  expect((await asks(stranger, 'lift-with-an-address-0123456', { asked: 'Mail sam@example.org' })).status).toBe(409)
  expect((await commissioner.get('/home')).body).toContain('2 questions to answer')

  const empty = await stranger.post(`${page}/reply`, { ...sam, reach: 'no', offers: '' })
  for (const said of [
    'Enter a phone number or an email address',
    'Enter what you offer',
    'Select at least one day',
    'Enter your price',
  ])
    expect(empty.body).toContain(said)
  const summary = empty.body.slice(0, empty.body.indexOf('<form method="post" novalidate'))
  const order = [...summary.matchAll(/href="#([\w-]+)"/g)].map(([, field]) => field)
  expect(order.slice(-6)).toEqual(['reach', 'offers', 'weekdays', 'from', 'pricePence', 'unit'])
  const mine = to(await stranger.post(`${page}/reply`, { ...sam, ...offer }))
  expect(words(await stranger.get(mine))).toContain('£40 a session')
  await stranger.post(`${mine}/change`, { ...offer, pricePence: '38.50' })
  const provider = await app.as('provider', { providerId: id })
  expect((await provider.post(`${page}/reply`, { ...offer, offers: 'A walking group' })).status).toBe(303)
  expect((await commissioner.get(work)).body).not.toContain('A walking group')
  expect(words(await provider.get('/market/calls'))).toMatch(/My replies .*Saturdays in Crewe .*Open .*Not decided/)
  expect(words(await provider.get('/home'))).toContain('You replied to 1 call.')
  const file = (await commissioner.get(`/market/providers/${id}`)).body
  expect([file.includes('Calls it replied to'), file.includes('A walking group')]).toEqual([true, false])

  await commissioner.post(`${page}/correct`, {
    ...form,
    whatChanged: 'The hall has a hoist now.',
    'closesOn-day': '10',
  })
  await commissioner.post(`${page}/act/publish`, {})
  expect(words(await stranger.get(page))).toContain('The hall has a hoist now.')
  expect((await provider.get('/home')).body).toContain('The call was corrected')
  await provider.post(`${page}/mine/read`, {})
  expect((await provider.get('/home')).body).not.toContain('The call was corrected')
  const tell = /name="messageId" value="([0-9a-f-]+)"/.exec((await commissioner.get(work)).body)?.[1] ?? ''
  await commissioner.post(`${page}/act/told`, { messageId: tell })
  expect((await commissioner.get(work)).body).not.toContain('People to tell')

  clock.now = day('2026-12-11')
  const seen = stoppedClock(clock.now).now().toISOString()
  await db.owner((tx) =>
    tx.query(sql`update platform.session set created_at = ${seen}::timestamptz, last_seen_at = ${seen}::timestamptz`),
  )
  expect((await stranger.post(`${mine}/change`, offer)).body).toContain('The call is not open any more')
  const open = await commissioner.get(work)
  for (const said of ['£38.50 a session', 'A walking group', '2 replies wait for your decision'])
    expect(words(open)).toContain(said)
  const other = await app.as('commissioner')
  expect((await other.get(work)).body).toContain('Alex Commissioner decides. Nobody else can')
  const decisions = [...open.body.matchAll(/\/market\/calls\/[0-9a-f-]+\/replies\/[0-9a-f-]+/g)].map(([url]) => url)
  expect(decisions.length).toBe(2)
  const [samReply = '', kettleReply = ''] = decisions
  expect((await commissioner.post(samReply, { accepted: 'yes', reasons: 'It fits.' })).body).toContain(
    'Select that you have no connection',
  )
  expect((await other.post(samReply, { accepted: 'yes', reasons: 'It fits.', noInterest: 'none' })).body).toContain(
    'names somebody else',
  )
  await commissioner.post(samReply, { accepted: 'yes', reasons: 'It fits.', noInterest: 'none' })
  expect((await stranger.get(mine)).body).not.toContain('It fits.')
  expect((await commissioner.post(`${page}/end`, { how: 'closed', reason: 'x' })).body).toContain(
    'once every reply that stands is decided',
  )
  await commissioner.post(kettleReply, { accepted: 'no', reasons: 'No hoist.', noInterest: 'none' })
  await commissioner.post(`${page}/end`, { how: 'closed', reason: 'One offer fits.' })
  for (const said of ['What came of it', '2 offers were made', 'Accepted: 1. No hours or money', 'Why: One offer fits'])
    expect(words(await stranger.get(page))).toContain(said)
  expect(words(await commissioner.get(work))).toContain('It has not begun to join yet')
  expect(words(await stranger.get(mine))).toContain('Your reply is accepted')
  expect(words(await provider.get(`${page}/mine`))).toContain('Your reply is not accepted')
  const join = to(await stranger.post(`${mine}/join`, {}))
  expect(join).toMatch(/^\/market\/join\//)
  expect((await stranger.get(`${join}/who`)).body).toContain('value="Cooking with Sam"')
  expect((await stranger.post(`${mine}/join`, {})).status).toBe(409)
  expect(words(await commissioner.get(work))).toContain('It has begun to join. Check and decide its application')
  const next = (come: Partial<Parameters<typeof nextOf>[0]>) =>
    nextOf({ replyId: '', providerId: 'p', applicationId: null, inLot: true, priced: true, sessions: 0, ...come })
  expect(next({ inLot: false }).note).toBe('It is not in the lot today.')
  expect(next({ priced: false })).toMatchObject({ href: '/market/providers/p/rates/new', text: 'Decide its price' })
  expect([next({}).note, next({ sessions: 2 }).note]).toEqual([
    'It is in the lot and has a price there. No session of it has begun since.',
    'It is in the lot and has a price there. 2 sessions of it have begun since.',
  ])
  await db.close()
})

test('other programs read open calls, and a commissioner and a provider do by them what the pages do', async () => {
  const app = await testApp()
  await lay(app.db)
  const commissioner = await app.as('commissioner')
  const ask = {
    title: 'Evenings',
    words: 'Company in the evening.',
    audience: 'all',
    priceBasis: 'own',
    closesOn: '2026-12-20',
    deciderId: commissioner.accountId,
  }
  const begun = await commissioner.api('POST', '/api/market/calls', { ...ask, guaranteedHours: 20 })
  expect(begun.status).toBe(400)
  const { callId } = (await commissioner.api('POST', '/api/market/calls', ask)).json() as { callId: string }
  const stranger = app.stranger()
  expect((await stranger.api('GET', `/api/market/calls/${callId}`)).status).toBe(404)
  expect((await commissioner.api('POST', `/api/market/calls/${callId}/publication`)).status).toBe(201)
  expect((await stranger.api('GET', '/api/market/calls')).json()).toMatchObject({
    total: 1,
    calls: [{ title: 'Evenings', state: 'open' }],
  })
  const questions = `/api/market/calls/${callId}/questions`
  expect((await stranger.api('POST', questions, { asked: ' ' })).status).toBe(400)
  expect((await stranger.api('POST', questions, { asked: 'Ring me on 01632 960001' })).status).toBe(409)
  const { questionId } = (await stranger.api('POST', questions, { asked: 'Is there a kitchen?' })).json() as {
    questionId: string
  }
  const answer = `${questions}/${questionId}/answer`
  expect((await commissioner.api('POST', answer, { answer: 'Yes', leftOut: 'No' })).status).toBe(400)
  expect((await stranger.api('POST', answer, { answer: 'Yes' })).status).toBe(401)
  expect((await commissioner.api('POST', answer, { answer: 'Yes, a small one.' })).status).toBe(201)
  expect((await commissioner.api('POST', answer, { answer: 'No' })).status).toBe(409)
  expect((await stranger.api('GET', `/api/market/calls/${callId}`)).json()).toMatchObject({
    questions: [{ asked: 'Is there a kitchen?', answer: 'Yes, a small one.' }],
  })
  const corrections = `/api/market/calls/${callId}/corrections`
  const later = { ...ask, closesOn: '2026-12-30', whatChanged: 'One more week' }
  expect((await commissioner.api('POST', corrections, { ...ask, closesOn: '2026-12-30' })).status).toBe(400)
  expect((await commissioner.api('POST', corrections, { ...later, closesOn: '2026-11-01' })).status).toBe(409)
  expect((await commissioner.api('POST', corrections, later)).status).toBe(201)
  expect((await commissioner.api('POST', corrections, later)).status).toBe(409)
  expect((await commissioner.api('POST', `/api/market/calls/${callId}/publication`)).status).toBe(201)
  expect((await stranger.api('GET', `/api/market/calls/${callId}`)).json()).toMatchObject({
    version: 2,
    closesOn: '2026-12-30',
    whatChanged: 'One more week',
  })
  const provider = await app.as('provider', { providerId: id })
  const sent = { offers: 'A choir', from: '2027-01-01', weekdays: [2], pricePence: 1500, unit: 'session' }
  expect((await provider.api('POST', `/api/market/calls/${callId}/replies`, { ...sent, weekdays: [] })).status).toBe(
    400,
  )
  expect((await provider.api('POST', `/api/market/calls/${callId}/replies`, sent)).status).toBe(201)
  expect((await commissioner.api('GET', `/api/market/calls/${callId}/replies`)).json()).toMatchObject({
    replies: [{ name: 'Kettle Kitchens', offer: null }],
  })
  expect(
    (await commissioner.api('POST', `/api/market/calls/${callId}/end`, { how: 'withdrawn', reason: 'Found otherwise' }))
      .status,
  ).toBe(201)
  expect((await stranger.api('GET', `/api/market/calls/${callId}`)).json()).toMatchObject({ state: 'withdrawn' })
  expect((await commissioner.get(`/market/calls/${callId}/work`)).body).toContain(`/market/calls/new?after=${callId}`)
  const another = await commissioner.get(`/market/calls/new?after=${callId}`)
  for (const said of ['In the words of call 1.', 'value="Evenings"', 'Company in the evening.'])
    expect(another.body).toContain(said)
})
