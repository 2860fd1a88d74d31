import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { placedPerson, toldToPay } from '../../../test/support/placed-person.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { makeOccasions, recordMark } from '../store.ts'

/** Ann comes on Tuesdays for £48.00, 21 and 28 April and so on; it is Monday 20 April, and she was told £30.00 a week. */
async function monday() {
  const app = await testApp({ today: '2026-04-20' })
  const ann = await placedPerson(app.db)
  await toldToPay(app.db, ann.personId, 3000)
  await app.db.transaction(jobWho(), (tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-10-04') }))
  const [{ placementId = '' } = {}] = await app.db.transaction(jobWho(), (tx) =>
    tx.query<{ placementId: string }>(sql`select id as "placementId" from brokerage.placement order by id`),
  )
  const worker = await app.as('practitioner', { teamIds: [ann.teamId] })
  const url = `/people/${ann.personId}/delivery/pauses`
  const sent = (given: Record<string, string> = {}) => ({
    placementIds: placementId,
    'from-day': '20',
    'from-month': '4',
    'from-year': '2026',
    'until-day': '18',
    'until-month': '5',
    'until-year': '2026',
    reason: 'chose_otherwise',
    words: 'With her sister in Wales',
    newPlaces: 'not_paused',
    actId: newId(),
    ...given,
  })
  return { app, ann, placementId, worker, url, sent }
}
const hidden = (body: string) =>
  Object.fromEntries(
    [...body.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  )
const said = ({ headers }: { headers: Record<string, unknown> }) =>
  decodeURIComponent(/daywell_done=([^.;]+)/.exec(`${headers['set-cookie']}`)?.[1] ?? '')
type Monday = Awaited<ReturnType<typeof monday>>
async function pause({ worker, url, sent }: Monday, given: Record<string, string> = {}) {
  const check = await worker.post(`${url}/new`, sent(given))
  const done = await worker.post(`${url}/new`, { ...hidden(check.body), step: 'save' })
  return { check, done }
}
const rows = ({ app }: Monday, text: ReturnType<typeof sql>) => app.db.transaction(jobWho(), (tx) => tx.query(text))

test('whoever pauses a place reads every date and all the money before anything is saved', async () => {
  const at = await monday()
  expect((await at.worker.get(at.url)).body).toContain('No place is paused')
  const form = await at.worker.get(`${at.url}/new`)
  expect(form.body).toContain('Woodwork, Tuesday 1pm to 4pm')
  const check = await at.worker.post(`${at.url}/new`, at.sent())
  for (const words of [
    'Nothing is saved yet',
    'From Monday 20 April 2026 until Monday 18 May 2026',
    '4 dates fall away. Nothing is paid or charged for them.',
    '£192.00 that was set aside for these dates goes back',
    'Each place is kept: nobody else is given it.',
    'Tuesday 28 April 2026',
    'What the person pays at most in each week',
    'Each week from 20 Apr 2026 to 17 May 2026',
    '£30.00',
  ])
    expect(check.body).toContain(words)
  expect(await rows(at, sql`select 1 from brokerage.pause`)).toEqual([])
  const done = await at.worker.post(`${at.url}/new`, { ...hidden(check.body), step: 'save' })
  expect([done.status, done.headers.location]).toEqual([303, at.url])
  const twice = await at.worker.post(`${at.url}/new`, { ...hidden(check.body), step: 'save' })
  expect([twice.status, said(twice)]).toEqual([303, 'This was paused already'])
  await at.app.jobs.drain()
  expect(await rows(at, sql`select reason, words from brokerage.pause_reason`)).toEqual([
    { reason: 'chose_otherwise', words: 'With her sister in Wales' },
  ])
  expect((await at.worker.get(at.url)).body).toContain('With her sister in Wales')
  expect((await at.worker.get(`/people/${at.ann.personId}/brokerage`)).body).toContain('Paused')
})
test('what is missing or cannot be is said beside its field, and what was chosen stays', async () => {
  const at = await monday()
  const post = async (given: Record<string, string>) => (await at.worker.post(`${at.url}/new`, at.sent(given))).body
  expect(await post({ placementIds: '' })).toContain('Select which places are paused')
  expect(await post({ words: '' })).toContain('Say in a few words why they do not come')
  expect(await post({ 'until-day': '19', 'until-month': '4' })).toContain(
    'The last day must be on or after the first day',
  )
  expect(await post({ reason: 'in_hospital' })).toContain('The council has no pay rule for this reason')
  expect(await post({ 'from-month': '1' })).toContain('That is more than four weeks ago')
  expect((await at.worker.post(`${at.url}/new`, at.sent({ placementIds: newId() }))).status).toBe(404)
  const back = await at.worker.post(`${at.url}/new`, {
    ...hidden((await at.worker.post(`${at.url}/new`, at.sent())).body),
    step: 'change',
  })
  expect(back.body).toContain('value="With her sister in Wales"')
  expect(back.body).toContain('name="until-day" type="text" value="18"')
})
test('what changed between reading and saving is read again; the same days twice are refused', async () => {
  const at = await monday()
  const check = await at.worker.post(`${at.url}/new`, at.sent())
  await at.app.db.transaction(jobWho(), async (tx) => {
    const { id } = await tx.one<{ id: string }>(
      sql`select occasion_id as id from delivery.published_occasion where on_date = '2026-04-28'`,
    )
    await recordMark(tx, { id: newId(), occasionId: id, reason: 'unwell', noticedAt: tx.now, markedAt: tx.now })
  })
  const again = await at.worker.post(`${at.url}/new`, { ...hidden(check.body), step: 'save' })
  expect(again.body).toContain('Something changed since you read this page')
  expect(again.body).toContain('1 date was marked before: it stays as marked.')
  expect((await at.worker.post(`${at.url}/new`, { ...hidden(again.body), step: 'save' })).status).toBe(303)
  const twice = await at.worker.post(`${at.url}/new`, at.sent())
  expect([twice.status, twice.body.includes('paused on some of these days already')]).toEqual([409, true])
})
test('a pause without a last day books a review, and stands on the first page until somebody has looked', async () => {
  const at = await monday()
  const open = { 'until-day': '', 'until-month': '', 'until-year': '' }
  const before = await at.worker.post(`${at.url}/new`, at.sent({ ...open, 'from-day': '10' }))
  expect(before.body).toContain('Friday 8 May 2026, since no last day is known')
  const { check, done } = await pause(at, open)
  expect(check.body).toContain('Monday 18 May 2026, since no last day is known. A review is booked')
  expect(check.body).toContain('each that is made later is treated in the same way')
  expect(done.status).toBe(303)
  expect((await at.worker.get('/home')).body).not.toContain('Paused: Woodwork')
  const later = await testApp({ today: '2026-05-25' })
  const ben = await placedPerson(later.db, { name: 'Ben' })
  const worker = await later.as('practitioner', { teamIds: [ben.teamId] })
  const root = `/api/delivery/people/${ben.personId}/pauses`
  const { places } = (await worker.api('GET', root)).json() as { places: { placementId: string }[] }
  const body = { actId: newId(), placementIds: [places[0]?.placementId], from: '2026-04-27', reason: 'unwell' }
  expect((await worker.api('POST', root, body)).json()).toMatchObject({ made: true })
  const home = (await worker.get('/home')).body
  expect(home).toContain('Paused: Woodwork')
  expect(home).toContain('Away for 28 days, since 27 Apr 2026. No last day is known')
})
test('sooner, longer and entered wrongly, each read before it is saved', async () => {
  const at = await monday()
  await pause(at)
  const [{ id = '' } = {}] = (await rows(at, sql`select id from brokerage.pause`)) as { id: string }[]
  const change = async (given: Record<string, string>) => {
    const check = await at.worker.post(`${at.url}/${id}`, { actId: newId(), ...given })
    return { check, done: await at.worker.post(`${at.url}/${id}`, { ...hidden(check.body), step: 'save' }) }
  }
  expect((await at.worker.get(`${at.url}/${id}`)).body).toContain('They stay away longer')
  expect((await change({ how: 'back' })).check.body).toContain('Enter the first day they come again')
  const longer = await at.worker.post(`${at.url}/${id}`, { actId: newId(), how: 'longer', until: '2026-06-01' })
  expect(longer.body).toContain('2 dates fall away')
  const back = await change({ how: 'back', firstDayBack: '2026-05-01' })
  expect(back.check.body).toContain('2 dates come back, on the seat that was kept')
  for (const words of [
    '£96.00 is set aside for them again',
    'What the person pays at most in each week',
    'With the pause',
    'Each week from 4 May 2026 to 17 May 2026',
    '<td role="cell" class="govuk-table__cell govuk-table__cell--numeric" data-l="With the pause">Nothing</td>',
    '<td role="cell" class="govuk-table__cell govuk-table__cell--numeric" data-l="When they come again">£30.00</td>',
    'Planned again',
  ])
    expect(back.check.body).toContain(words)
  expect(back.done.status).toBe(303)
  const page = (await at.worker.get(at.url)).body
  expect(page).toContain('From Monday 20 April 2026 until Thursday 30 April 2026')
  expect((await change({ how: 'wrong' })).check.body).toContain('This pause was ended meanwhile')
  const twice = await at.worker.post(`${at.url}/${id}`, { ...hidden(back.check.body), step: 'save' })
  expect([twice.status, twice.headers.location]).toEqual([303, at.url])
  expect(said(twice)).toBe('This pause was ended or changed already')
  const [next = ''] = [...page.matchAll(/pauses\/([0-9a-f-]{36})"/g)].map(([, found = '']) => found)
  expect(next).not.toBe(id)
  const again = await at.worker.post(`${at.url}/${next}`, { actId: newId(), how: 'back', firstDayBack: '2026-04-28' })
  expect(again.body).toContain('1 date comes back')
  expect((await at.worker.post(`${at.url}/${next}`, { ...hidden(again.body), step: 'save' })).status).toBe(303)
  expect((await at.worker.get(at.url)).body).toContain('until Monday 27 April 2026')
})
test('boxes left empty stay empty; a day before the pause, and a last day that is no later, are said in their own words', async () => {
  const at = await monday()
  await pause(at, { 'from-day': '4', 'from-month': '5' })
  const [{ id = '' } = {}] = (await rows(at, sql`select id from brokerage.pause`)) as { id: string }[]
  const post = async (given: Record<string, string>) =>
    (await at.worker.post(`${at.url}/${id}`, { actId: newId(), ...given })).body
  expect((await at.worker.get(at.url)).body).toContain('Has not begun')
  expect(await post({ how: 'back', firstDayBack: '2026-05-01' })).toContain('The pause had not begun on that day')
  expect(await post({ how: 'longer', until: '2026-05-18' })).toContain('must be after Monday 18 May 2026')
  const check = await at.worker.post(`${at.url}/${id}`, { actId: newId(), how: 'back', firstDayBack: '2026-05-04' })
  expect((await at.worker.post(`${at.url}/${id}`, { ...hidden(check.body), step: 'save' })).status).toBe(303)
  const page = (await at.worker.get(at.url)).body
  expect(page).toContain('No place is paused')
  expect(page).toContain('Was to be from 4 May 2026')
  await pause(at)
  const [, next = ''] = /pauses\/([0-9a-f-]{36})"/.exec((await at.worker.get(at.url)).body) ?? []
  const longer = await at.worker.post(`${at.url}/${next}`, { actId: newId(), how: 'longer', until: '2026-06-01' })
  await at.worker.post(`${at.url}/${next}`, { ...hidden(longer.body), step: 'save' })
  const both = (await at.worker.get(at.url)).body
  expect(both).toContain('It goes on for longer: see below')
  expect(both.indexOf('From Monday 20 April 2026')).toBeLessThan(both.indexOf('From Tuesday 19 May 2026'))
})
test('the person reads in their week what is paused and that the place is kept; the place reads no reason', async () => {
  const at = await monday()
  await pause(at, { reason: 'chose_otherwise' })
  await at.app.jobs.drain()
  const person = await at.app.as('person', { personId: at.ann.personId })
  const week = (await person.get('/my-week?week=2026-04-28')).body
  expect(week).toContain('Woodwork on Tuesdays is paused from Monday 20 April 2026 until Monday 18 May 2026.')
  expect(week).toContain('My place is kept for me. I am not charged for a day I do not go.')
  expect(week).toContain('Woodwork is paused. I do not go.')
  const easy = (await person.get('/my-week/easy-read?week=2026-04-28')).body
  expect(easy).toContain('My place is kept for me.')
  const provider = await at.app.as('provider', { providerId: at.ann.providerId })
  const register = (await provider.get('/delivery/register?on=2026-04-28')).body
  expect(register).toContain('Ann E., Woodwork, until Monday 18 May 2026')
  expect(register).toContain('Nobody is expected')
  expect(register).toContain('Whoever has a place on this day is away for a while: see below.')
  const away = (await provider.get('/delivery/paused')).body
  expect(away).toContain('Ann E.')
  for (const page of [register, away]) expect(page).not.toMatch(/Wales|Another reason|Example/)
  const finance = (await (await at.app.as('finance')).get('/delivery/paused')).body
  expect(finance).toContain('Ann Example')
  expect(finance).not.toMatch(/Wales|Another reason/)
})
test('another system pauses, reads and changes by the same rules; sent again it is one', async () => {
  const at = await monday()
  const root = `/api/delivery/people/${at.ann.personId}/pauses`
  const fields = { placementIds: [at.placementId], from: '2026-04-20', until: '2026-05-18', reason: 'unwell' }
  const preview = (await at.worker.api('POST', `${root}/preview`, fields)).json() as {
    places: { paid: number; goesBack: number; paidAlthoughAway: number }[]
  }
  expect(preview.places[0]).toMatchObject({ paid: 4 * 2400, goesBack: 4 * 2400, paidAlthoughAway: 4 })
  const actId = newId()
  const first = (await at.worker.api('POST', root, { actId, ...fields })).json() as {
    made: boolean
    pauseIds: string[]
  }
  expect(first.made).toBe(true)
  expect((await at.worker.api('POST', root, { actId, ...fields })).json()).toEqual({ ...first, made: false })
  expect((await at.worker.api('POST', root, { actId: newId(), ...fields })).json()).toMatchObject({
    code: 'one_pause_at_a_time',
  })
  const list = (await at.worker.api('GET', root)).json() as { pauses: unknown[] }
  expect(list.pauses).toEqual([
    expect.objectContaining({ pauseId: first.pauseIds[0], reason: 'unwell', from: '2026-04-20', until: '2026-05-18' }),
  ])
  const changed = await at.worker.api('POST', `${root}/${first.pauseIds[0]}/change`, { actId: newId(), how: 'wrong' })
  expect(changed.json()).toEqual({ made: true, cameBack: 4 })
  const provider = await at.app.as('provider', { providerId: at.ann.providerId })
  expect((await provider.api('GET', '/api/delivery/paused')).json()).toEqual([])
  expect((await provider.api('GET', root)).status).toBe(403)
})
