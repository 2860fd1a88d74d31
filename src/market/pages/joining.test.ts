import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { type Db, sql } from '../../platform/db.ts'

const lotId = '00000000-0000-4000-8000-000000000001'
const frameworkId = '00000000-0000-4000-8000-000000000003'

async function framework(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    await tx.query(sql`
      insert into market.framework (id, name, legal_route, from_date, recorded_by, reason) values (${frameworkId}, 'Day opportunities', 'Open to join', '2022-01-01', ${lotId}, 'test')`)
    await tx.query(sql`insert into market.lot (id, name, framework_id) values (${lotId}, 'Community', ${frameworkId})`)
  })
}

const pages: Record<string, Record<string, string>> = {
  who: { name: 'Cooking with Sam', contact: 'Sam Example', phone: '01632 960001', email: 'sam@example.org' },
  lots: { lotIds: lotId },
  offer: { title: 'Cooking with Sam', kind: 'cooking', summary: 'Cook and eat together.', town: 'Crewe' },
  when: { weekday: '6', start: '10:30', end: '13', places: '4' },
  price: { price: '16', unit: 'hour', supportBand: '1:4', leastHours: '2' },
  insurance: { evidence: 'Acme, 12345', 'expires-day': '30', 'expires-month': '6', 'expires-year': '2027' },
  safeguarding: { evidence: 'Trained in May' },
  staff_checks: { evidence: 'Enhanced, number 1' },
  exclusion_grounds: { none: 'none' },
}

test('a micro-provider joins without an account, is decided, and publishes its page', async () => {
  const app = await testApp()
  await framework(app.db)
  const sam = app.stranger()
  expect((await sam.get('/market/join')).body).toContain('Offer support or something to do')
  expect((await sam.post('/market/join', {})).body).toContain('Select who you are')
  const begun = await sam.post('/market/join', { kind: 'micro_provider' })
  expect(begun.status).toBe(303)
  const link = (begun.headers['location'] ?? '').replace('/market/join/', '').replace('/who', '')
  for (const [key, answers] of Object.entries(pages)) {
    expect((await sam.get(`/market/join/${link}/${key}`)).status).toBe(200)
    expect([key, (await sam.post(`/market/join/${link}/${key}`, answers)).status]).toEqual([key, 303])
  }
  const before = await sam.get(`/market/join/${link}`)
  for (const words of ['Send my application', '£16 an hour', 'Saturday 10:30am to 1pm', '2 hours a week'])
    expect(before.body).toContain(words)
  expect((await sam.post(`/market/join/${link}/act/send`, {})).status).toBe(303)
  expect((await sam.post(`/market/join/${link}/who`, pages['who'] ?? {})).status).toBe(409)
  expect((await sam.get(`/market/join/${link}`)).body).toContain('Your application is with us')

  const commissioner = await app.as('commissioner')
  const list = await commissioner.get('/market/applications')
  const id = /\/market\/applications\/([0-9a-f-]{36})/.exec(list.body)?.[1] ?? ''
  const decide = `/market/applications/${id}/decide`
  await commissioner.post(`/market/frameworks/${frameworkId}/notices/new`, {
    kind: 'tender',
    reference: '2026/S 1',
    'publishedOn-day': '5',
    'publishedOn-month': '1',
    'publishedOn-year': '2026',
  })
  const noticeId = /<option value="([0-9a-f-]{36})"/.exec((await commissioner.get(decide)).body)?.[1] ?? ''
  const decision = {
    lotIds: lotId,
    'from-day': '22',
    'from-month': '11',
    'from-year': '2026',
    noticeId,
    reasons: 'Everything was seen.',
    noInterest: 'yes',
  }
  expect((await commissioner.post(decide, decision)).body).toContain('A check is missing')
  expect((await commissioner.post(decide, { ...decision, noInterest: '' })).body).toContain('have no connection')
  const looks = `/market/applications/${id}/check`
  const seen = { met: 'yes', evidence: 'Seen' }
  const unsaid = await commissioner.post(looks, { ...seen, kind: 'insurance' })
  expect([unsaid.status, unsaid.body.includes('Enter the day on which the insurance runs out')]).toEqual([400, true])
  const runsOut = { 'expires-day': '30', 'expires-month': '6', 'expires-year': '2027' }
  expect((await commissioner.post(looks, { ...seen, kind: 'insurance', ...runsOut })).status).toBe(303)
  for (const kind of ['safeguarding', 'staff_checks', 'exclusion_grounds'])
    await commissioner.post(looks, { ...seen, kind })
  expect((await commissioner.post(decide, decision)).status).toBe(303)
  expect((await commissioner.get(`/market/applications/${id}`)).body).toContain('Community: admitted')

  expect((await sam.get(`/market/join/${link}`)).body).toContain('Publish my page')
  const published = await sam.post(`/market/join/${link}/act/publish`, {})
  expect(published.status).toBe(303)
  const page = await app.stranger().get(published.headers['location'] ?? '')
  for (const words of ['Cooking with Sam', '£16', 'Saturday']) expect(page.body).toContain(words)
  expect((await sam.post(`/market/join/${link}/act/publish`, {})).status).toBe(409)

  expect((await sam.get(`/market/join/${link}`)).body).toContain('Next you get an account')
  const administrator = await app.as('administrator')
  const home = (await administrator.get('/home')).body
  expect(home).toContain('nobody can sign in for it. Sam Example, 01632 960001')
  const providerId = /role=provider&amp;record=([0-9a-f-]{36})/.exec(home)?.[1] ?? ''
  const form = (await administrator.get(`/admin/accounts/new?role=provider&record=${providerId}`)).body
  for (const words of ['value="sam@example.org"', 'value="Sam Example"', providerId]) expect(form).toContain(words)
  const own = (await (await app.as('provider', { providerId })).get('/market/my-service')).body
  expect([own.includes('Insurance'), own.includes('Not looked at')]).toEqual([true, false])
  expect((await administrator.get('/home')).body).not.toContain('nobody can sign in')
  expect((await sam.get(`/market/join/${link}`)).body).toContain('Your account is open')
})

test('each fault is said at its question, and an address nobody was given opens nothing', async () => {
  const app = await testApp()
  await framework(app.db)
  await app.db.owner((tx) =>
    tx.query(
      sql`insert into directory.gazetteer_place (name, kind, latitude, longitude) values ('Nantwich', 'town', 53.07, -2.52)`,
    ),
  )
  const sam = app.stranger()
  expect((await sam.get('/market/join/nothing')).status).toBe(404)
  expect((await sam.post('/market/join/nothing/who', pages['who'] ?? {})).status).toBe(404)
  const begun = await sam.post('/market/join', { kind: 'micro_provider' })
  const link = (begun.headers['location'] ?? '').replace('/market/join/', '').replace('/who', '')
  const faults: [string, Record<string, string>, string][] = [
    ['who', { phone: 'call me' }, 'Enter a phone number'],
    ['who', { email: 'sam' }, 'Enter an email address'],
    ['lots', { lotIds: frameworkId }, 'Select from the list'],
    ['lots', { lotIds: '' }, 'Select at least one'],
    ['when', { end: '10:00' }, 'It must end after it starts'],
    ['when', { start: '25:00' }, 'Enter a time of the day'],
    ['when', { places: '0' }, 'must be a whole number from 1 to 100'],
    ['price', { price: '0' }, 'must be more than £0'],
    ['price', { leastHours: '200' }, 'Enter hours a week'],
    ['price', { leastHours: '1.1' }, 'in quarters of an hour'],
    ['insurance', { 'expires-year': '' }, 'must be a real date'],
    ['insurance', { 'expires-year': '2026' }, 'This day is over'],
    ['staff_checks', { 'expires-day': '1', 'expires-month': '3', 'expires-year': '2020' }, 'This day is over'],
    ['exclusion_grounds', { none: 'some' }, 'Say what fits'],
    ['offer', { town: 'Nantwhich' }, 'We know no Nantwhich. Did you mean Nantwich?'],
  ]
  for (const [key, changed, sentence] of faults) {
    const { status, body } = await sam.post(`/market/join/${link}/${key}`, { ...pages[key], ...changed })
    expect([key, changed, status, body.includes(sentence)]).toEqual([key, changed, 400, true])
  }
  const send = await sam.post(`/market/join/${link}/act/send`, {})
  expect([send.status, send.headers['location']]).toEqual([303, `/market/join/${link}/who`])
  const strange = await (await app.as('broker')).get('/market/applications')
  expect(strange.status).toBe(403)
})

test('a commissioner suspends a provider, ends it, and takes it off the framework; the provider says its least hours', async () => {
  const app = await testApp()
  await framework(app.db)
  const id = '00000000-0000-4000-8000-000000000009'
  await app.db.owner(async (tx) => {
    await tx.query(sql`insert into directory.organisation (id, name) values (${id}, 'Kettle Kitchens')`)
    await tx.query(
      sql`insert into market.provider (id, organisation_id, in_house, kind) values (${id}, ${id}, false, 'framework')`,
    )
    await tx.query(
      sql`insert into market.admission (provider_id, lot_id, decided_by, reason, from_date) values (${id}, ${lotId}, ${lotId}, 'brought in', '2022-04-01')`,
    )
  })
  const commissioner = await app.as('commissioner')
  const date = (name: string, day: string, month: string, year: string) => ({
    [`${name}-day`]: day,
    [`${name}-month`]: month,
    [`${name}-year`]: year,
  })
  const provider = await app.as('provider', { providerId: id })
  expect((await provider.post('/market/my-service/least-hours', { hours: 'two' })).status).toBe(400)
  expect((await provider.post('/market/my-service/least-hours', { hours: '2.5' })).status).toBe(303)
  const own = (await provider.get('/market/my-service')).body
  for (const words of ['2.5 hours a week', 'Least you take on', 'What you offer each week'])
    expect(own).toContain(words)
  const none = '/market/my-service/least-hours'
  expect((await provider.get(none)).body).toContain('Leave it empty if you take on any number')
  expect((await provider.post(none, { hours: '' })).status).toBe(303)
  expect((await provider.get('/market/my-service')).body).toContain('Nothing said')
  expect((await provider.post(none, { hours: '1.5' })).status).toBe(303)
  expect((await provider.get('/market/my-service')).body).toContain('1.5 hours a week')
  const past = { ...date('from', '1', '1', '2026'), reason: 'No insurance' }
  expect((await commissioner.post(`/market/providers/${id}/suspend`, past)).body).toContain('must be today or later')
  const now = { ...date('from', '22', '11', '2026'), reason: 'No insurance' }
  expect((await commissioner.post(`/market/providers/${id}/suspend`, now)).status).toBe(303)
  for (const words of ['Suspended', 'No insurance', 'End the suspension'])
    expect((await commissioner.get(`/market/providers/${id}`)).body).toContain(words)
  expect((await commissioner.post(`/market/providers/${id}/lift`, { reason: 'Renewed' })).status).toBe(303)
  const leaves = { ...date('lastDay', '31', '12', '2026'), reason: 'Retires' }
  expect((await commissioner.post(`/market/providers/${id}/leave`, leaves)).status).toBe(303)
  expect((await commissioner.get(`/market/providers/${id}`)).body).toContain('Ended: Retires')
})
