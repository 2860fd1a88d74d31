import { expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { createPerson } from '../../people/store.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { claimOnce } from '../store.ts'

const entry = '00000000-0000-4000-8000-000000000001'
const session = '00000000-0000-4000-8000-000000000002'
const date = '00000000-0000-4000-8000-000000000003'
const organisation = '00000000-0000-4000-8000-000000000006'
const providerId = '00000000-0000-4000-8000-000000000005'
const form = { occurrenceId: date, called: 'Sam <b>', reach: '01270 123456', accessWords: 'A quiet corner' }
const book = `/directory/${entry}/book`

async function laid(places: number): Promise<TestApp> {
  const app = await testApp()
  await app.db.owner(async (tx) => {
    await tx.query(sql`insert into directory.organisation (id, name) values (${organisation}, 'Kettle Kitchens')`)
    await tx.query(sql`
      insert into market.provider (id, organisation_id, in_house, kind) values (${providerId}, ${organisation}, false, 'community_group')`)
    await tx.query(sql`
      insert into directory.opportunity (id, organisation_id, name, audience, phone) values (${entry}, ${organisation}, 'Copper Kettle', 'public', '01270 654321')`)
    await tx.query(sql`
      insert into directory.session (id, opportunity_id, weekday, first_monday, start_minute, end_minute, from_date, public_may_book)
      values (${session}, ${entry}, 7, '2026-01-05', 600, 720, '2026-01-05', true)`)
    await tx.query(sql`
      insert into directory.occurrence (id, session_id, on_date, start_minute, end_minute) values (${date}, ${session}, '2026-11-29', 600, 720)`)
    await tx.query(
      sql`insert into directory.stock (occurrence_id, resource, capacity) values (${date}, 'place', ${places})`,
    )
  })
  return app
}

test('anybody books a place without signing in, comes back by its address, and gives it back', async () => {
  const app = await laid(1)
  const stranger = app.stranger()
  expect((await stranger.get(`/directory/${entry}`)).body).toContain(`href="${book}"`)
  const page = await stranger.get(book)
  expect(page.body).toContain('Sunday 29 November 2026, 10am to noon')
  expect(page.body).toContain('1 place left')
  expect(page.body).toContain('28 days after the date we blank all of it')
  for (const [wrong, sentence] of [
    [{ called: '' }, 'Enter what to call you'],
    [{ reach: 'knock' }, 'This must be an e-mail address like'],
    [{ occurrenceId: '' }, 'Choose a date'],
    [{ accessWords: 'x'.repeat(301) }, 'must be 300 characters or fewer'],
  ] as const) {
    const again = await stranger.post(book, { ...form, ...wrong })
    expect(again.status).toBe(400)
    expect(again.body).toContain(sentence)
    expect(again.body).not.toContain('Sam <b>')
  }
  const booked = await stranger.post(book, form)
  expect(booked.status).toBe(303)
  const address = String(booked.headers['location'])
  const own = await stranger.get(address)
  expect(own.body).toMatch(/You have a place[\s\S]*Sam &lt;b&gt;[\s\S]*We do not send e-mails/)
  expect(own.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
  expect((await stranger.get(`${address}/date.ics`)).body).toMatch(
    /DTSTART;TZID=Europe\/London:20261129T100000[\s\S]*STATUS:CONFIRMED/,
  )
  expect((await stranger.get('/directory/booking/guessed')).status).toBe(404)

  const full = await stranger.post(book, { ...form, reach: 'bo@example.org' })
  expect(full.status).toBe(409)
  expect(full.body).toContain('This date is full. Choose another date, or tick the box to join the waiting list')
  expect(full.body).toContain('Nobody waits yet')
  const waits = String(
    (await stranger.post(book, { ...form, reach: 'bo@example.org', wait: 'yes' })).headers['location'],
  )
  expect((await stranger.get(waits)).body).toMatch(/You are on the waiting list[\s\S]*You are next/)

  expect((await stranger.get(`${address}/give-back`)).body).toContain('Give this place back?')
  expect((await stranger.post(`${address}/give-back`, {})).status).toBe(303)
  expect((await stranger.get(address)).body).toContain('You gave this place back')
  await app.jobs.drain()
  expect((await stranger.get(waits)).body).toMatch(/A place is free for you[\s\S]*held for you until/)
  expect((await stranger.post(`${waits}/take`, {})).status).toBe(303)
  expect((await stranger.get(waits)).body).toContain('You have a place')
})

test('whoever runs it sees who comes, not how to reach them until there is something to tell, and cancels a date', async () => {
  const app = await laid(3)
  const address = String((await app.stranger().post(book, form)).headers['location'])
  const provider = await app.as('provider', { providerId })
  const list = (await provider.get('/directory/bookings')).body
  expect(list).toMatch(/Copper Kettle[\s\S]*Sam &lt;b&gt;<\/b>: A quiet corner/)
  expect(list).not.toContain('01270 123456')
  const register = (await provider.get('/delivery/register?on=2026-11-29')).body
  expect(register).toMatch(/Also coming[\s\S]*Copper Kettle, 10am[\s\S]*Sam &lt;b&gt;: A quiet corner/)
  const cancel = `/delivery/dates/${date}/cancel`
  expect((await provider.get(cancel)).body).toContain('Cancel this date?')
  expect((await provider.post(cancel, {})).status).toBe(400)
  expect((await provider.post(cancel, { reason: 'The cook is ill' })).status).toBe(303)
  const tell = (await provider.get('/directory/bookings')).body
  expect(tell).toMatch(/People to tell[\s\S]*01270 123456[\s\S]*The date is cancelled/)
  expect((await provider.get('/home')).body).toMatch(/Sam &lt;b&gt;, who booked Copper Kettle[\s\S]*Tell them/)
  const messageId = /name="messageId" value="([^"]+)"/.exec(tell)?.[1] ?? ''
  expect((await provider.post('/directory/bookings/told', { messageId })).status).toBe(303)
  expect((await provider.get('/directory/bookings')).body).not.toContain('01270 123456')
  expect((await app.stranger().get(address)).body).toContain('This date is cancelled')
  expect((await (await app.as('commissioner')).get('/directory/bookings')).status).toBe(403)
  const other = await app.as('provider', { providerId: newId() })
  expect((await other.get('/directory/bookings')).body).not.toContain('Copper Kettle')
})

test('a place on a date that a closed building cancelled is taken again in one press, by who booked and by who runs it', async () => {
  const app = await laid(3)
  const on = newId()
  const web = app.stranger()
  const addresses = []
  for (const called of ['Sam', 'Kim'])
    addresses.push((await web.post(book, { ...form, called })).headers.location ?? '')
  await app.db.owner(async (tx) => {
    const [site, closure] = [newId(), newId()]
    await tx.query(sql`insert into directory.site (id, name) values (${site}, 'Mill House')`)
    await tx.query(sql`
      insert into directory.closure (id, site_id, from_date, until_date, decided_by, reason, ended_on, ended_by, ended_at, end_reason)
      values (${closure}, ${site}, '2026-11-29', '2026-11-29', ${newId()}, 'Flood', '2026-11-28', ${newId()}, '2026-11-01', 'Dry')`)
    await tx.query(sql`
      update directory.occurrence set cancelled_at = now(), cancel_reason = 'Flood', cancelled_by = ${newId()}, cancelled_for = ${closure}, laid_again_at = now() where id = ${date}`)
    await tx.query(sql`
      insert into directory.occurrence (id, session_id, on_date, start_minute, end_minute, lays_again) values (${on}, ${session}, '2026-11-29', 600, 720, ${date})`)
    await tx.query(sql`insert into directory.stock (occurrence_id, resource, capacity) values (${on}, 'place', 2)`)
    await tx.query(sql`
      insert into directory.booking_message (booking_id, kind, sent_at) select id, 'date laid again', now() from directory.booking`)
  })
  const [sam = '', kim = ''] = addresses
  expect((await web.get(sam)).body).toMatch(/takes place after all[\s\S]*A place is free[\s\S]*Take my place again/)
  expect((await web.post(`${sam}/again`, {})).status).toBe(303)
  expect((await web.get(sam)).body).toContain('You have a place')
  const provider = await app.as('provider', { providerId })
  const list = (await provider.get('/directory/bookings')).body
  expect(list).toMatch(/<b>Kim<\/b>[\s\S]*A place is free[\s\S]*They come: take their place again/)
  expect(list).not.toContain('<b>Sam</b>, 01270')
  const bookingId = /name="bookingId" value="([^"]+)"/.exec(list)?.[1] ?? ''
  const other = await app.as('provider', { providerId: newId() })
  expect((await other.post('/directory/bookings/again', { bookingId })).status).toBe(404)
  expect((await provider.post('/directory/bookings/again', { bookingId })).status).toBe(303)
  expect((await provider.get('/directory/bookings')).body).toContain('2 people booked; 2 of 2 places taken')
  expect((await web.get(kim)).body).toContain('You have a place')
  expect((await provider.post('/directory/bookings/again', { bookingId })).status).toBe(404)
})

test('a worker books for a person of their team, who sees it and gives it back', async () => {
  const app = await laid(3)
  const teamId = newId()
  const personId = await app.db.transaction(jobWho(), async (tx) => {
    await tx.query(sql`insert into people.team (id, name, local_area) values (${teamId}, 'Crewe', 'Crewe')`)
    return createPerson(tx, { givenName: 'Nell', familyName: 'Ashworth', bornOn: day('1994-03-14'), teamId })
  })
  const worker = await app.as('practitioner', { teamIds: [teamId] })
  const found = (await worker.get(`${book}?q=ashworth`)).body
  const page = `/people/${personId}/directory/${entry}/book`
  expect(found).toContain(`href="${page}"`)
  expect((await worker.get(page)).body).toContain('value="Nell"')
  expect((await worker.post(page, { occurrenceId: date, called: '' })).status).toBe(400)
  expect((await worker.post(page, { occurrenceId: date, called: 'Nell' })).status).toBe(303)
  const twice = await worker.post(page, { occurrenceId: date, called: 'Nell' })
  expect(twice.body).toContain('This date is booked already, or on the waiting list')
  const own = await app.as('person', { personId })
  const mine = (await own.get(`/people/${personId}/directory`)).body
  expect(mine).toMatch(/Copper Kettle[\s\S]*You have a place/)
  expect((await own.get(book)).body).toContain('Book for Nell Ashworth')
  const giveBack = /action="([^"]+give-back)"/.exec(mine)?.[1] ?? ''
  expect((await own.post(giveBack, {})).status).toBe(303)
  expect((await own.get(`/people/${personId}/directory`)).body).toContain('Nothing is booked')
  for (const called of ['Sam', 'Kim', 'Bo']) await app.stranger().post(book, { ...form, called })
  expect((await worker.post(page, { occurrenceId: date, called: 'Nell', wait: 'yes' })).status).toBe(303)
  const waiting = (await worker.get(`/people/${personId}/directory`)).body
  expect(waiting).toContain('Leave the waiting list')
  expect(waiting).not.toContain('Give it back')
  const other = await app.as('practitioner', { teamIds: [] })
  expect((await other.get(page)).status).toBe(404)
})

test('what a person does at that time already is named, with what can be done about it', async () => {
  const app = await laid(3)
  const teamId = newId()
  const [other, otherSession, otherDate] = [newId(), newId(), newId()]
  const personId = await app.db.transaction(jobWho(), async (tx) => {
    await tx.query(sql`insert into people.team (id, name, local_area) values (${teamId}, 'Crewe', 'Crewe')`)
    return createPerson(tx, { givenName: 'Nell', familyName: 'Ashworth', bornOn: day('1994-03-14'), teamId })
  })
  await app.db.owner(async (tx) => {
    await tx.query(sql`
      insert into directory.opportunity (id, organisation_id, name, audience) values (${other}, ${organisation}, 'Choir', 'public')`)
    await tx.query(sql`
      insert into directory.session (id, opportunity_id, weekday, first_monday, start_minute, end_minute, from_date, public_may_book)
      values (${otherSession}, ${other}, 7, '2026-01-05', 690, 750, '2026-01-05', true)`)
    await tx.query(sql`
      insert into directory.occurrence (id, session_id, on_date, start_minute, end_minute) values (${otherDate}, ${otherSession}, '2026-11-29', 690, 750)`)
    await tx.query(
      sql`insert into directory.stock (occurrence_id, resource, capacity) values (${otherDate}, 'place', 3)`,
    )
  })
  const worker = await app.as('practitioner', { teamIds: [teamId] })
  const page = `/people/${personId}/directory`
  const choir = () => worker.post(`${page}/${other}/book`, { occurrenceId: otherDate, called: 'Nell' })
  await worker.post(`${page}/${entry}/book`, { occurrenceId: date, called: 'Nell' })
  const refused = await choir()
  expect(refused.status).toBe(409)
  expect(refused.body).toContain('Copper Kettle is at this time already: 10am to noon')
  expect(refused.body).toContain('give that one back first')
  const giveBack = /action="([^"]+give-back)"/.exec((await worker.get(page)).body)?.[1] ?? ''
  await worker.post(giveBack, {})
  await app.db.transaction(jobWho(), (tx) =>
    claimOnce(tx, { occurrenceId: date, personId, purpose: 'plan', supportBand: 'none' }),
  )
  expect((await choir()).body).toContain(
    'Copper Kettle is at this time already: 10am to noon. Choose another date, or have the week changed first',
  )
})

test('another program books a date once with one key, waits, reads and gives back by the secret alone', async () => {
  const app = await laid(1)
  const web = app.stranger()
  const url = `/api/directory/${entry}`
  const [first] = (await web.api('GET', `${url}/dates`)).json() as { occurrenceId: string; left: number }[]
  const body = { occurrenceId: first?.occurrenceId, called: 'Sam', reach: '01270 123456' }
  const key = 'a-key-that-nobody-can-guess-1'
  expect((await web.api('POST', `${url}/bookings`, body, 'short-key')).status).toBe(400)
  expect((await web.api('POST', `${url}/bookings`, { ...body, reach: 'x' }, key)).status).toBe(400)
  const made = await web.api('POST', `${url}/bookings`, body, key)
  expect(made.status).toBe(201)
  expect((await web.api('POST', `${url}/bookings`, body, key)).json()).toEqual(made.json())
  expect((await web.api('POST', `${url}/bookings`, { ...body, called: 'Bo' }, key)).status).toBe(409)
  const { link } = made.json() as { link: string }
  expect((await web.api('GET', `/api/directory/bookings/${link}`)).json()).toMatchObject({ state: 'booked' })
  expect((await web.api('GET', '/api/directory/bookings/other')).status).toBe(404)
  expect((await web.get(`/directory/booking/${link}`)).body).toContain('Sam')
  const back = `/api/directory/bookings/${link}/give-back`
  expect([(await web.api('POST', back, {})).status, (await web.api('POST', back, {})).status]).toEqual([200, 200])
  expect((await web.api('GET', `/api/directory/bookings/${link}`)).json()).toMatchObject({ state: 'given back' })
})
