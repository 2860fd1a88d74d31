import { describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { jobWho } from '../../../test/support/who.ts'
import { sql } from '../../platform/db.ts'
import { symbolFault } from '../council-symbols.ts'
import { saveSymbol } from '../store.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`

/** A choir on Saturdays, a café without dates, and a place nobody may know of. */
async function choirAndCafe(): Promise<TestApp> {
  const app = await testApp()
  await app.db.owner(async (tx) => {
    await tx.query(
      sql`insert into directory.organisation (id, name, phone) values (${id(0)}, 'Friends', '01632 960 123')`,
    )
    await tx.query(sql`
      insert into directory.opportunity (id, organisation_id, name, summary, kind, audience, free, access_features, local_area) values
        (${id(1)}, ${id(0)}, 'Saturday choir', 'Sing what you like.', 'arts', 'public', true, '{wheelchair}', 'Crewe'),
        (${id(2)}, ${id(0)}, 'Repair café', 'Mend things.', null, 'public', false, '{}', 'Nantwich'),
        (${id(3)}, ${id(0)}, 'Safe house', null, null, 'hidden', false, '{}', null)`)
    await tx.query(sql`insert into directory.site (id, name, town) values (${id(1)}, 'Hall', 'Crewe')`)
    await tx.query(sql`insert into directory.opportunity_site (opportunity_id, site_id) values (${id(1)}, ${id(1)})`)
    await tx.query(sql`
      insert into directory.session (id, opportunity_id, site_id, weekday, first_monday, start_minute, end_minute, from_date)
      values (${id(1)}, ${id(1)}, ${id(1)}, 6, '2026-01-05', 600, 690, '2026-01-05')`)
    await tx.query(sql`
      insert into directory.occurrence (id, session_id, on_date, start_minute, end_minute, cancelled_at, cancel_reason) values
        (${id(1)}, ${id(1)}, '2026-11-21', 600, 690, null, null), (${id(2)}, ${id(1)}, '2026-11-28', 600, 690, null, null),
        (${id(3)}, ${id(1)}, '2026-12-05', 600, 690, '2026-11-20', 'Hall closed')`)
  })
  return app
}

const setCookie = (headers: Record<string, string>) => [headers['set-cookie'] ?? ''].flat().join('\n')

describe('a list of one’s own', () => {
  test('is kept in the browser: saved, shown with when, where, cost and phone, and taken off', async () => {
    const app = await choirAndCafe()
    const visitor = app.stranger()
    expect((await visitor.get('/directory/list')).body).toContain('Nothing is on this list yet.')
    const saved = await visitor.post('/directory/list', { add: id(1), back: '/directory?what=choir' })
    expect([saved.status, saved.headers['location']]).toEqual([303, '/directory?what=choir'])
    expect(setCookie(saved.headers)).toMatch(
      new RegExp(`daywell_list=${id(1)}; Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax`),
    )
    const cookies = { daywell_list: `${id(1)}.${id(2)}.${id(3)}.nonsense` }
    const { body } = await app.web.inject({ url: '/directory/list', cookies })
    for (const words of [
      'Saturday choir',
      'Saturday 10am to 11:30am',
      'Hall, Crewe',
      'Free',
      '01632 960 123',
      'Repair café',
      '>Nantwich<',
    ])
      expect(body).toContain(words)
    expect(body).toContain('1 thing is no longer in the directory')
    expect(body).not.toContain('Safe house')
    expect(body).toContain(`?items=${id(1)}.${id(2)}`)
    const again = await app.web.inject({ url: '/directory?what=choir', cookies })
    expect(again.body).toContain('On your list.')
    const off = await visitor.post('/directory/list', { remove: id(1) })
    expect([off.status, off.headers['location'], setCookie(off.headers)]).toEqual([
      303,
      '/directory/list',
      expect.stringContaining('daywell_list=;'),
    ])
  })

  test('never leads away from here, and nonsense changes nothing', async () => {
    const app = await choirAndCafe()
    for (const back of [
      'https://example.org',
      '//example.org',
      '/directory\\@example.org',
      '/directoryx',
      '/directory/list?x=\r\ny',
    ]) {
      const { status, headers } = await app.stranger().post('/directory/list', { add: id(1), back })
      expect({ back, status, to: headers['location'] }).toEqual({ back, status: 303, to: '/directory/list' })
    }
    const { status, headers } = await app.stranger().post('/directory/list', { add: 'nonsense', back: '/directory' })
    expect([status, setCookie(headers).includes('daywell_list')]).toEqual([303, false])
  })

  test('that somebody sent can be looked at, in large print or Easy Read, and kept', async () => {
    const app = await choirAndCafe()
    const visitor = app.stranger()
    const { body } = await visitor.get(`/directory/list?items=${id(1)}.${id(3)}`)
    expect(body).toContain('A list somebody sent you')
    expect(body).not.toContain('Safe house')
    expect((await visitor.get(`/directory/list?items=${id(1)}&size=large`)).body).toContain('dw-large')
    const easy = (await visitor.get(`/directory/list?items=${id(1)}&as=easy`)).body
    for (const words of [
      'The next one is on Saturday 28 November.',
      'It starts at 10am.',
      'It is free.',
      'You can use a wheelchair there.',
      'Do you need help?',
    ])
      expect(easy).toContain(words)
    const kept = await visitor.post('/directory/list', { keep: `${id(1)}.${id(2)}` })
    expect(setCookie(kept.headers)).toContain(`daywell_list=${id(1)}.${id(2)};`)
  })
})

describe('one opportunity', () => {
  test('gives its dates as a calendar, from today on, with the cancelled one marked', async () => {
    const app = await choirAndCafe()
    const { status, headers, body } = await app.stranger().get(`/directory/${id(1)}/sessions.ics`)
    expect([status, headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8'])
    expect(body.match(/DTSTART;TZID=Europe\/London:\S+/g)).toEqual([
      'DTSTART;TZID=Europe/London:20261128T100000',
      'DTSTART;TZID=Europe/London:20261205T100000',
    ])
    expect(body.match(/STATUS:\w+/g)).toEqual(['STATUS:CONFIRMED', 'STATUS:CANCELLED'])
    expect(body).toContain('LOCATION:Hall\\, Crewe')
    expect((await app.stranger().get(`/directory/${id(3)}/sessions.ics`)).status).toBe(404)
  })

  test('has an Easy Read page and large print; a hidden one has neither', async () => {
    const app = await choirAndCafe()
    const visitor = app.stranger()
    const cafe = (await visitor.get(`/directory/${id(2)}/easy-read`)).body
    for (const words of ['Ask when it is.', 'It is in Nantwich.']) expect(cafe).toContain(words)
    expect((await visitor.get(`/directory/${id(2)}`)).body).toContain('In and around Nantwich.')
    expect((await visitor.get(`/directory/${id(1)}?size=large`)).body).toContain('Usual print')
    expect((await visitor.get(`/directory/${id(3)}/easy-read`)).status).toBe(404)
  })
})

test('a council’s own picture takes the place of ours in Easy Read, with whose it is; only a small PNG is taken', async () => {
  const app = await choirAndCafe()
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
  expect(symbolFault('calendar', png)).toBeUndefined()
  expect(symbolFault('calendar', Buffer.from('<svg/>'))).toContain('no PNG picture')
  expect(symbolFault('calendar', Buffer.concat([png, Buffer.alloc(100_000)]))).toContain('100000 is the most')
  expect(symbolFault('dragon', png)).toContain('There is no picture “dragon”')
  const visitor = app.stranger()
  expect((await visitor.get('/directory/symbols/calendar')).status).toBe(404)
  await app.db.transaction(jobWho(), (tx) => saveSymbol(tx, { name: 'calendar', png, owner: 'Test borough, CC0' }))
  const easy = (await visitor.get(`/directory/${id(1)}/easy-read`)).body
  expect(easy).toContain('<img class="dw-sym" src="/directory/symbols/calendar" alt="">')
  expect(easy).toContain('Pictures: Test borough, CC0.')
  const picture = await visitor.get('/directory/symbols/calendar')
  expect([picture.headers['content-type'], picture.bytes.equals(png)]).toEqual(['image/png', true])
})

describe('a wish that nothing meets', () => {
  const wishes = (app: TestApp) =>
    app.db.transaction(jobWho(), (tx) =>
      tx.query(
        sql`select words, local_area as area, weekdays, needs, sent from directory.wish order by sent, words nulls last`,
      ),
    )

  test('is kept once by itself, with words of the directory, the town and the day, and nothing by which anybody is known', async () => {
    const app = await choirAndCafe()
    const visitor = app.stranger()
    const search = '/directory?what=choir+Zebedee+Quill&place=Crewe&days=7&needs=hoist'
    expect((await visitor.get(search)).body).toContain('tell us what is missing')
    await visitor.get(search)
    await visitor.get('/directory?what=Zebedee')
    await visitor.get('/directory?what=choir')
    expect(await wishes(app)).toEqual([{ words: 'choir', area: 'Crewe', weekdays: [7], needs: ['hoist'], sent: false }])
  })

  test('is sent in somebody’s own words, unless they would say who it is', async () => {
    const app = await choirAndCafe()
    const visitor = app.stranger()
    expect((await visitor.get('/directory/wish?what=falconry&days=6')).body).toContain('falconry')
    const refused = await visitor.post('/directory/wish?days=6', { words: 'Falconry, ring 01632 960 123' })
    expect([refused.status, refused.body.includes('Take out phone numbers')]).toEqual([400, true])
    expect((await visitor.post('/directory/wish', { words: ' ' })).status).toBe(400)
    expect((await visitor.post('/directory/wish?days=6', { words: 'Falconry' })).status).toBe(303)
    expect(await wishes(app)).toEqual([{ words: 'Falconry', area: null, weekdays: [6], needs: [], sent: true }])
    await expect(
      app.db.owner((tx) =>
        tx.query(sql`insert into directory.wish (words, recorded_on) values ('a@b.org', '2026-11-22')`),
      ),
    ).rejects.toThrow(/wish_names_nobody/)
  })
})
