import { expect, test } from 'vitest'
import { testApp, type Visitor } from '../../../test/support/app.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { type Db, sql } from '../../platform/db.ts'
import { makeReminders } from '../store.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`

async function supply(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    await tx.query(
      sql`insert into directory.organisation (id, name, phone) values (${id(1)}, 'Kettle Kitchens', '01632 960 123'), (${id(2)}, 'Other', null)`,
    )
    await tx.query(sql`
      insert into market.provider (id, organisation_id, in_house, kind) values (${id(1)}, ${id(1)}, false, 'community_group'), (${id(2)}, ${id(2)}, false, 'community_group')`)
    await tx.query(sql`
      insert into directory.opportunity (id, organisation_id, name, summary, audience, access_features, last_checked_on, recorded_at) values
        (${id(1)}, ${id(1)}, 'Copper Kettle', 'Cook together.', 'public', '{step_free,no:hoist}', '2026-02-01', '2026-01-01'),
        (${id(2)}, ${id(2)}, 'Copper Walk', null, 'public', '{}', '2026-11-01', '2026-01-01')`)
  })
}

const errorOf = (body: string) => /govuk-error-summary__list">\s*<li>\s*<a[^>]*>([^<]+)/.exec(body)?.[1]
/** The form of a change as the page sends it, with something else in it. */
const sent = (more: Record<string, string | string[]>) => ({
  name: 'Copper Kettle',
  summary: 'Cook together.',
  free: 'no',
  accessYes: 'step_free',
  accessNo: 'hoist',
  ...more,
})

test('an old entry says so everywhere; who runs it is asked, and answers in one press', async () => {
  const app = await testApp()
  await supply(app.db)
  const visitor = app.stranger()
  const words = 'Not checked since 1 February 2026. Phone before you go.'
  for (const url of ['/directory?what=copper', `/directory/${id(1)}`, `/directory/list?items=${id(1)}`])
    expect((await visitor.get(url)).body).toContain(words)
  const found = (await visitor.get('/api/directory/search?what=copper')).json() as { results: { name: string }[] }
  expect(found.results.map(({ name }) => name)).toEqual(['Copper Walk', 'Copper Kettle'])
  const provider = await app.as('provider', { providerId: id(1) })
  await app.db.transaction(jobWho(), (tx) => makeReminders(tx, { askMonths: 3, oldMonths: 6 }))
  expect((await provider.get('/home')).body).toContain('Is it still right?')
  const broker = await app.as('broker')
  expect((await broker.get('/directory/reminders')).body).toContain('01632 960 123')
  expect((await broker.get('/directory/reminders.csv')).body).toContain('Copper Kettle')
  const reminders = (await broker.api('GET', '/api/directory/reminders')).json() as { reminders: { id: string }[] }
  expect(
    (await broker.post('/directory/reminders/sent', { reminderId: reminders.reminders[0]?.id ?? '' })).status,
  ).toBe(303)
  const mine = await provider.get(`/directory/mine/${id(1)}`)
  expect(mine.body).toContain('Nobody has looked at this entry since 1 February 2026.')
  expect((await provider.get('/directory/mine')).body).toContain('Answer wanted')
  expect((await provider.get(`/directory/mine/${id(2)}`)).status).toBe(404)
  expect((await provider.post(`/directory/mine/${id(1)}/right`, {})).status).toBe(303)
  expect((await visitor.get(`/directory/${id(1)}`)).body).toContain(
    'Checked on 22 November 2026 by Kettle Kitchens, who run it',
  )
  expect((await broker.get('/directory/reminders')).body).toContain('No question waits for an answer.')
  expect((await provider.get(`/directory/${id(1)}`)).body).toContain(`href="/directory/mine/${id(1)}"`)
})

test('a provider’s change waits, is compared field by field, is declined with a reason, then approved, then restored', async () => {
  const app = await testApp()
  await supply(app.db)
  const visitor = app.stranger()
  const provider = await app.as('provider', { providerId: id(1) })
  const commissioner = await app.as('commissioner')
  const broker = await app.as('broker')
  const url = `/directory/mine/${id(1)}/change`
  const form = await provider.get(url)
  expect(form.body).toMatch(/value="step_free"[^>]*checked/)
  const refuse = async (more: Record<string, string | string[]>) => errorOf((await provider.post(url, sent(more))).body)
  expect(await refuse({})).toBe('Nothing is changed yet. Change something, or say that everything is still right')
  expect(await refuse({ name: ' ', email: 'x' })).toBe('Enter the name')
  expect(await refuse({ accessNo: ['step_free', 'hoist'] })).toBe('Say either yes or no about: Step-free')
  expect(await refuse({ website: 'example.org' })).toBe('The web page must begin with https:// or http://')
  const bring = { whatToBring: 'An <b>apron</b>', priceFrom: '4.50', note: 'New cook' }
  expect((await provider.post(url, sent(bring))).status).toBe(303)
  expect(await refuse({ phone: '01270 123456' })).toBe(
    'A change of this entry waits for the council already. Take it back first to send another',
  )
  expect((await visitor.get(`/directory/${id(1)}`)).body).not.toContain('apron')
  expect((await commissioner.get('/home')).body).toContain('1 change: a provider wants an entry to say something else')
  const decide = async (by: Visitor, body: Record<string, string>) => {
    const waits = (await by.api('GET', '/api/directory/proposals')).json() as { proposals: { id: string }[] }
    return by.post(`/directory/proposals/${waits.proposals[0]?.id}`, body)
  }
  const list = await broker.get('/directory/proposals')
  expect(list.body).toContain('Lowest price, What to bring')
  const page = await broker.get(/\/directory\/proposals\/[0-9a-f-]{36}/.exec(list.body)?.[0] ?? '')
  for (const words of ['New cook', 'An &lt;b&gt;apron&lt;/b&gt;', '£4.50']) expect(page.body).toContain(words)
  const again = await provider.get(url)
  expect(again.body).toContain('What you send now takes its place')
  expect(again.body).toMatch(/<textarea[^>]*name="whatToBring"[^>]*>An &lt;b&gt;apron/)
  const replaces = /name="replaces" value="([^"]+)"/.exec(again.body)?.[1] ?? ''
  expect((await provider.post(url, sent({ ...bring, whatToBring: 'An apron, clean', replaces }))).status).toBe(303)
  expect(await refuse({ phone: '01270 123456', replaces })).toContain('decided')
  expect(errorOf((await decide(broker, { decision: 'rejected' })).body)).toContain('Enter why it is not approved')
  expect((await decide(broker, { decision: 'rejected', reason: 'Say which apron' })).status).toBe(303)
  expect((await provider.get(`/directory/mine/${id(1)}`)).body).toContain('Say which apron')
  expect((await provider.post(url, sent({ ...bring, whatToBring: 'A long apron' }))).status).toBe(303)
  const last = /\/directory\/proposals\/[0-9a-f-]{36}/.exec((await broker.get('/directory/proposals')).body)?.[0] ?? ''
  expect((await decide(commissioner, { decision: 'approved' })).status).toBe(303)
  const approved = (await commissioner.get(last)).body
  expect(approved).toContain('Public before')
  expect(approved).not.toContain('Changed here since')
  expect((await visitor.get(`/directory/${id(1)}`)).body).toContain('A long apron')
  const history = await commissioner.get(`/directory/${id(1)}/history`)
  for (const words of ['Version 2', 'Version 1', 'Public now', 'by Kettle Kitchens, who run it'])
    expect(history.body).toContain(words)
  const old = `/directory/${id(1)}/history/1`
  expect(errorOf((await commissioner.post(old, { reason: '' })).body)).toBe('Enter why it is restored')
  expect((await commissioner.post(old, { reason: 'Too soon' })).status).toBe(303)
  expect((await visitor.get(`/directory/${id(1)}`)).body).not.toContain('apron')
  expect((await commissioner.get(old)).body).toContain('This is what people read now.')
  expect((await commissioner.get(`/directory/${id(1)}/history/9`)).status).toBe(404)
  for (const path of ['/directory/proposals', `/directory/${id(1)}/history`, '/directory/reminders'])
    expect([(await provider.get(path)).status, (await visitor.get(path)).status]).toEqual([403, 303])
})

test('closed for a while, said by whoever runs it; faults are limited, settled by a check, or set aside', async () => {
  const app = await testApp()
  await supply(app.db)
  const visitor = app.stranger()
  const provider = await app.as('provider', { providerId: id(1) })
  const commissioner = await app.as('commissioner')
  const url = `/directory/${id(1)}/closed`
  const on = (name: string, text: string) => {
    const [year = '', month = '', date = ''] = text.split('-')
    return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year }
  }
  const days = { ...on('from', day('2026-11-20')), ...on('until', day('2026-11-30')) }
  expect(errorOf((await provider.post(url, { ...days, reason: '' })).body)).toBe('Enter why it is closed')
  expect((await provider.post(`/directory/${id(2)}/closed`, { ...days, reason: 'Spite' })).status).toBe(404)
  expect((await provider.post(url, { ...days, reason: 'Painting' })).status).toBe(303)
  expect(errorOf((await commissioner.post(url, { ...days, reason: 'Again' })).body)).toContain(
    'closed on some of these days',
  )
  for (const path of ['/directory?what=kettle', `/directory/${id(1)}`, `/directory/list?items=${id(1)}`])
    expect((await visitor.get(path)).body).toContain('Closed for now, until Monday 30 November 2026. Painting.')
  const feed = (await visitor.get(`/api/open-referral/services/${id(1)}`)).json()
  expect(feed).toMatchObject({ status: 'temporarily closed', alert: 'Closed for now: Painting' })
  const pause = /name="pauseId" value="([^"]+)"/.exec((await provider.get(`/directory/mine/${id(1)}`)).body)?.[1] ?? ''
  expect((await provider.post(`/directory/${id(1)}/open-again`, { pauseId: pause })).status).toBe(303)
  expect((await visitor.get(`/directory/${id(1)}`)).body).not.toContain('Painting')

  const report = (words: string) => visitor.post(`/directory/${id(2)}/fault`, { words })
  for (let n = 0; n < 10; n++) expect((await report(`Wrong ${n}`)).status).toBe(303)
  expect((await report('Once more')).status).toBe(429)
  for (let n = 0; n < 10; n++)
    await app.db.owner((tx) =>
      tx.query(sql`insert into directory.fault_report (opportunity_id, words) values (${id(2)}, 'Spam')`),
    )
  const api = await visitor.api('POST', `/api/directory/entries/${id(2)}/faults`, { words: 'One too many' })
  expect([api.status, (api.json() as { code: string }).code]).toEqual([409, 'too_many_faults'])
  const other = await app.as('provider', { providerId: id(2) })
  expect((await other.get('/home')).body).toContain('somebody said that something on its page is wrong')
  expect((await other.get(`/directory/mine/${id(2)}`)).body).toContain('Look at every line')
  expect((await other.get(`/directory/mine/${id(2)}`)).body).not.toContain('Wrong 1')
  expect((await provider.get('/home')).body).not.toContain('something on its page is wrong')
  const check = await commissioner.get(`/directory/${id(2)}/check`)
  expect(check.body.match(/“Wrong \d”/g)).toHaveLength(10)
  expect((await commissioner.post(`/directory/${id(2)}/check/set-aside`, {})).status).toBe(303)
  expect((await commissioner.get(`/directory/${id(2)}/check`)).body).not.toContain('“Spam”')
  expect((await commissioner.api('POST', `/api/directory/entries/${id(1)}/checks`, { result: 'right' })).status).toBe(
    201,
  )
  expect((await visitor.get(`/directory/${id(1)}`)).body).toContain(
    'Checked on 22 November 2026 by the council (commissioner)',
  )
})
