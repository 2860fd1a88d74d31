import { describe, expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { type Db, sql } from '../../platform/db.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`

async function supply(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    await tx.query(
      sql`insert into directory.organisation (id, name, phone) values (${id(0)}, 'Kettle Kitchens', '01632 960 123')`,
    )
    await tx.query(sql`
      insert into directory.opportunity (id, organisation_id, name, summary, what_happens, kind, audience, access_features, support_bands, last_checked_on, email) values
        (${id(1)}, ${id(0)}, 'Copper Kettle', 'Cook a meal together.', ${'You choose.\n- Chop\n- Eat'}, 'cooking', 'public', '{step_free,no:hearing_loop}', '{1:4}', '2026-11-04', 'odd address'),
        (${id(2)}, ${id(0)}, 'A <b>bold</b> group', null, null, null, 'public', '{}', '{}', null, null),
        (${id(3)}, ${id(0)}, 'A safe place', null, null, null, 'hidden', '{}', '{}', null, null)`)
    await tx.query(
      sql`insert into directory.site (id, name, town, postcode, latitude, longitude) values (${id(1)}, 'Kitchen', 'Crewe', 'CW1 2AB', 53.09, -2.44), (${id(2)}, 'Hall', 'Nantwich', 'CW5 5AB', 53.07, -2.52)`,
    )
    await tx.query(
      sql`insert into directory.opportunity_site (opportunity_id, site_id) values (${id(1)}, ${id(1)}), (${id(2)}, ${id(2)})`,
    )
    await tx.query(sql`
      insert into directory.session (id, opportunity_id, site_id, weekday, first_monday, start_minute, end_minute, from_date)
      values (${id(1)}, ${id(1)}, ${id(1)}, 1, '2026-01-05', 600, 840, '2026-01-05')`)
    await tx.query(
      sql`insert into directory.occurrence (id, session_id, on_date, start_minute, end_minute) values (${id(1)}, ${id(1)}, '2026-11-23', 600, 840)`,
    )
    await tx.query(sql`insert into directory.stock (occurrence_id, resource, capacity) values (${id(1)}, 'place', 2)`)
    await tx.query(
      sql`insert into directory.published_cost (opportunity_id, rate_id, support_band, unit, price_pence, from_date) values (${id(1)}, ${id(1)}, '1:4', 'session', 4400, '2026-04-01')`,
    )
  })
}

describe('finding something to do', () => {
  test('the first page and the list need no sign-in, and say cost, places, access, checks and why it fits', async () => {
    const app = await testApp()
    await supply(app.db)
    const visitor = app.stranger()
    const home = await visitor.get('/')
    expect([home.status, /<h1[^>]*>([^<]+)</.exec(home.body)?.[1]]).toEqual([
      200,
      'Find something good to do with your day',
    ])
    const { status, body } = await visitor.get('/directory?place=Crewe&days=1&needs=step_free')
    expect(status).toBe(200)
    for (const words of [
      '1 thing to do',
      'On Monday. Less than half a mile away. Step-free.',
      'From £44 a session. A personal budget can pay',
      'Monday 23 November, 10am. 2 places left',
      'Checked on 4 November 2026',
    ])
      expect(body).toContain(words)
    expect(body).not.toContain('A safe place')
  })

  test('names are shown as text, unchecked entries say so, and the sketch map has the numbers of the list', async () => {
    const app = await testApp()
    await supply(app.db)
    const { body } = await app.stranger().get('/directory?place=Crewe&far=any')
    expect(body).toContain('A &lt;b&gt;bold&lt;/b&gt; group')
    expect(body).toContain('Not checked yet. Phone before you go.')
    expect(body).toContain('The numbers are the same as in the list: 1 Crewe; 2 Nantwich.')
  })

  test('when nothing fits, the nearest wider choices are links with their counts, and somebody to ask', async () => {
    const app = await testApp()
    await supply(app.db)
    const { body } = await app.stranger().get('/directory?what=kettle&days=2')
    expect(body).toContain('0 things to do')
    expect(body).toMatch(/<a[^>]*href="\/directory\?what=kettle">1 thing to do<\/a> on any day/)
    expect(body).toContain('href="#ask-us">ask us</a>')
    const slip = (await app.stranger().get('/directory?what=ketle&days=3')).body
    expect(slip).toContain('We looked for “kettle”, since nothing says “ketle”.')
    expect((await app.stranger().get('/directory?place=Atlantis')).body).toContain(
      'We do not know a place called “Atlantis” here',
    )
    const step = (await app.stranger().get('/directory?what=something+step+free+on+Monday')).body
    expect(step).toMatch(/href="\/directory\?days=1&amp;needs=step_free">1 thing to do: Monday, step-free<\/a>\?/)
    expect((await app.stranger().get('/directory?what=CW1+2AB')).body).toContain(
      '2 things to do: up to 10 miles from CW1 2AB',
    )
    expect((await app.stranger().get('/directory?what=the')).body).toContain('Nothing can be found by “the”')
    expect((await app.stranger().get('/directory?what=zebra')).body).toContain('Or start with an idea')
    const wishes = await app.db.owner((tx) => tx.query(sql`select words from directory.wish where words is not null`))
    expect(wishes).toEqual([{ words: 'kettle' }])
  })

  test('an opportunity says what happens, days with places left, prices in force, access yes, no and ask, and who checked it', async () => {
    const app = await testApp()
    await supply(app.db)
    const { body } = await app.stranger().get(`/directory/${id(1)}`)
    for (const words of [
      'You choose.',
      'Support offered: 1 worker for every 4 people.',
      '<li>Chop</li>',
      '2 places left',
      '£44 a session, 1 worker for every 4 people (since 1 April 2026)',
      '<strong>Yes:</strong> step-free',
      '<strong>No:</strong> hearing loop',
      '<strong>Ask:</strong> quiet space',
      'tel:01632960123',
      'odd address',
    ])
      expect(body).toContain(words)
    expect(body).not.toContain('mailto:odd')
  })

  test.each(['/directory/not-an-id', `/directory/${id(3)}`, `/directory/${id(9)}`, `/directory/${id(3)}/fault`])(
    '%s is not found',
    async (url) => {
      const app = await testApp()
      await supply(app.db)
      expect((await app.stranger().get(url)).status).toBe(404)
      expect((await (await app.as('commissioner')).get(url)).status).toBe(404)
    },
  )
})

test('a fault is reported by anybody, waits for the commissioner, and a check settles it', async () => {
  const app = await testApp()
  await supply(app.db)
  const visitor = app.stranger()
  expect((await visitor.get(`/directory/${id(1)}/fault`)).status).toBe(200)
  const empty = await visitor.post(`/directory/${id(1)}/fault`, { words: ' ' })
  expect([empty.status, empty.body.includes('Enter what is wrong')]).toEqual([400, true])
  expect((await visitor.post(`/directory/${id(1)}/fault`, { words: 'The time has changed' })).status).toBe(303)
  expect((await visitor.get('/directory/checks')).status).toBe(303)
  const commissioner = await app.as('commissioner')
  expect((await commissioner.get('/directory/checks')).body).toContain('“The time has changed”')
  expect((await commissioner.get('/home')).body).toContain('somebody says that something is wrong')
  expect((await commissioner.get(`/directory/${id(1)}/check`)).status).toBe(200)
  expect((await commissioner.post(`/directory/${id(1)}/check`, {})).body).toContain('Select what you found')
  expect((await commissioner.post(`/directory/${id(1)}/check`, { result: 'right', note: '' })).status).toBe(303)
  expect((await commissioner.get('/directory/checks')).body).not.toContain('The time has changed')
  expect((await visitor.get(`/directory/${id(1)}`)).body).toContain('Checked on 22 November 2026')
  expect((await commissioner.post(`/directory/${id(1)}/check`, { result: 'closed' })).status).toBe(303)
  expect((await visitor.get(`/directory/${id(1)}`)).status).toBe(404)
})
