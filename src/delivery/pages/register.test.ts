import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { placedPerson } from '../../../test/support/placed-person.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { makeOccasions, recordMark } from '../store.ts'
import { untilWords } from './tasters.page.ts'

async function tuesday() {
  const app = await testApp({ today: '2026-04-07' })
  const ann = await placedPerson(app.db)
  await app.db.transaction(jobWho(), (tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-30') }))
  const provider = await app.as('provider', { providerId: ann.providerId })
  const page = await provider.get('/delivery/register')
  const [, occasion = '', markId = ''] = /name="mark-([^"]+)" value="([^"]+)"/.exec(page.body) ?? []
  return { app, ann, provider, page, occasion, markId }
}
const marks = (app: Awaited<ReturnType<typeof tuesday>>['app']) =>
  app.db.transaction(jobWho(), (tx) =>
    tx.query<{ reason: string; note: string | null }>(
      sql`select reason, note from delivery.mark order by received_at, id`,
    ),
  )

test('the register shows who is expected by first name and initial, and what each reason brings with it', async () => {
  const { page } = await tuesday()
  expect(page.status).toBe(200)
  expect(page.body).toContain('Ann E.')
  expect(page.body).not.toContain('Example')
  expect(page.body).toContain('One worker for 2 people')
  expect(page.body).toContain('Paid half · not charged')
  expect(page.body).toContain('Not paid · not charged')
  expect(page.body).toContain('1 of 1 not marked')
})
test('a register that nobody marked stands among what waits however old it is', async () => {
  const app = await testApp({ today: '2026-05-20' })
  const ann = await placedPerson(app.db)
  await app.db.transaction(jobWho(), (tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-05-19') }))
  const provider = await app.as('provider', { providerId: ann.providerId })
  const own = (await provider.get('/home')).body
  expect(own).toContain('Registers before 6 May 2026')
  expect(own).toContain('5 dates are not marked, the first on 7 Apr 2026')
  expect(own).toContain('href="/delivery/register?on=2026-04-07"')
  expect((await (await app.as('finance')).get('/home')).body).toMatch(/Registers of [^<]* before 6 May 2026/)
})
test('a mark sent twice is one mark, and pay follows it', async () => {
  const { app, provider, occasion, markId, ann } = await tuesday()
  const sent = { [`mark-${occasion}`]: markId, [`here-${occasion}`]: 'here' }
  expect((await provider.post('/delivery/register', sent)).status).toBe(303)
  expect((await provider.post('/delivery/register', sent)).status).toBe(303)
  expect(await marks(app)).toEqual([{ reason: 'attended', note: null }])
  await app.jobs.drain()
  const [line] = await app.db.transaction(jobWho(), (tx) =>
    tx.query(
      sql`select amount_pence as amount, chargeable_pence as chargeable from finance.pay_line where person_id = ${ann.personId} order by id`,
    ),
  )
  expect(line).toEqual({ amount: 4800, chargeable: 4800 })
  const after = (await provider.get('/delivery/register')).body
  expect(after).toContain('Everyone is marked')
  expect([after.includes('No signal?'), after.includes('Something worries you?')]).toEqual([false, true])
})
test('not here needs a reason, and a reason that asks for a note needs the note; what was chosen is kept', async () => {
  const { app, provider, occasion, markId } = await tuesday()
  const not = { [`mark-${occasion}`]: markId, [`here-${occasion}`]: 'not' }
  const missing = await provider.post('/delivery/register', not)
  expect(missing.status).toBe(400)
  expect(missing.body).toContain('Say why Ann E. was not here')
  expect(missing.body).toContain(`value="${markId}"`)
  const noteless = await provider.post('/delivery/register', { ...not, [`why-${occasion}`]: 'carer_unavailable' })
  expect(noteless.body).toContain('Enter a short note about Ann E.')
  expect(await marks(app)).toEqual([])
  const whole = { ...not, [`why-${occasion}`]: 'carer_unavailable', [`note-${occasion}`]: 'Mum rang at 9' }
  expect((await provider.post('/delivery/register', whole)).status).toBe(303)
  expect(await marks(app)).toEqual([{ reason: 'carer_unavailable', note: 'Mum rang at 9' }])
})
test('a second first mark is shown the first, and may correct it with a reason', async () => {
  const { app, provider, occasion, markId, ann } = await tuesday()
  const other = await app.as('practitioner', { teamIds: [ann.teamId] })
  await other.post('/delivery/register', { [`mark-${occasion}`]: crypto.randomUUID(), [`here-${occasion}`]: 'here' })
  const met = await provider.post('/delivery/register', {
    [`mark-${occasion}`]: markId,
    [`here-${occasion}`]: 'not',
    [`why-${occasion}`]: 'unwell',
  })
  expect(met.status).toBe(409)
  expect(met.body).toContain('Ann E. was marked by someone else first')
  const url = `/delivery/occasions/${occasion}/correct`
  const form = await provider.get(url)
  const looks = await app.db.transaction(jobWho(), (tx) =>
    tx.query(sql`
      select action from platform.audit_entry where actor_id = ${provider.accountId} and person_id = ${ann.personId}
         and detail ->> 'page' = '/delivery/occasions/:occasionId/correct'`),
  )
  expect(looks).toEqual([{ action: 'people/looked-at' }])
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(form.body)?.[1] ?? ''
  expect(form.body).toMatch(/value="attended"[^>]* checked/)
  expect(form.body.match(/ checked/g)).toHaveLength(1)
  const sent = { markId: field('markId'), replaces: field('replaces'), reason: 'unwell', note: '', why: '' }
  const asItStands = await provider.post(url, { ...sent, reason: 'attended', why: 'wrong person ticked' })
  expect(asItStands.body).toContain('This is what stands already')
  expect((await provider.post(url, sent)).body).toContain('Enter why you correct it')
  expect((await provider.post(url, { ...sent, why: 'wrong person ticked' })).status).toBe(303)
  expect((await marks(app)).map(({ reason }) => reason)).toEqual(['attended', 'unwell'])
  expect((await provider.get('/delivery/register')).body).toContain('corrected')
})
test('part of the time keeps the times, and a day ahead cannot be marked as come', async () => {
  const { app, provider, occasion, markId } = await tuesday()
  const part = { [`mark-${occasion}`]: markId, [`here-${occasion}`]: 'part' }
  expect((await provider.post('/delivery/register', { ...part, [`from-${occasion}`]: 'soon' })).status).toBe(400)
  const times = { ...part, [`from-${occasion}`]: 'noon', [`until-${occasion}`]: '4 p.m.' }
  expect((await provider.post('/delivery/register', times)).status).toBe(303)
  expect((await provider.get('/delivery/register')).body).toContain('noon to 4pm')
  const ahead = '/delivery/register?on=2026-04-14'
  expect((await provider.get(ahead)).body).not.toContain('Save the register')
  const [next] = await app.db.transaction(jobWho(), (tx) =>
    tx.query<{ id: string }>(sql`select id from delivery.occasion where on_date = date '2026-04-14' order by id`),
  )
  const tooSoon = await provider.post(ahead, { [`mark-${next?.id}`]: newId(), [`here-${next?.id}`]: 'here' })
  expect([tooSoon.status, tooSoon.body]).toEqual([400, expect.stringContaining('Mark it on the day.')])
  expect(await marks(app)).toHaveLength(1)
})
test('a day on which nobody is expected leads to the days on either side on which somebody is', async () => {
  const { provider } = await tuesday()
  const page = (await provider.get('/delivery/register?on=2026-04-08')).body
  expect(page).toContain('href="/delivery/register?on=2026-04-07">Last day with people: Tuesday 7 April 2026')
  expect(page).toContain('href="/delivery/register?on=2026-04-14">Next day with people: Tuesday 14 April 2026')
})
test('another provider sees nobody', async () => {
  const { app, ann } = await tuesday()
  const other = await placedPerson(app.db, { name: 'Bob', weekday: 3 })
  const stranger = await app.as('provider', { providerId: other.providerId })
  expect((await stranger.get(`/delivery/register?on=2026-04-07&provider=${ann.providerId}`)).body).toContain(
    'Nobody is expected',
  )
})

test('a register asked for with a day that is none says so, and shows today', async () => {
  const { provider } = await tuesday()
  const page = (await provider.get('/delivery/register?on=2026-13-45')).body
  expect(page).toContain('“2026-13-45” is not a day of the calendar')
  expect((await provider.get('/delivery/register?on=2026-04-07')).body).not.toContain('is not a day of the calendar')
})

test('who tries something out stands in a list for the broker, their team and whoever provides it, with how it goes', async () => {
  const app = await testApp({ today: '2026-04-22' })
  const ann = await placedPerson(app.db)
  await app.db.transaction(jobWho(), (tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-05-03') }))
  const broker = await app.as('broker')
  const list = async (visitor: typeof broker) =>
    (await visitor.get('/delivery/tasters')).body.replace(/<[^>]+>|\s+/g, ' ')
  expect(await list(broker)).toContain('Nobody tries anything out now')
  await app.db.owner(async (tx) => {
    await tx.query(sql`alter table planning.planned_session disable trigger end_only`)
    await tx.query(sql`update planning.planned_session set purpose = 'taster' where id = ${ann.plannedSessionId}`)
  })
  const { id } = await app.db.transaction(jobWho(), (tx) =>
    tx.one<{ id: string }>(sql`select occasion_id as id from delivery.published_occasion where on_date = '2026-04-14'`),
  )
  await app.db.transaction(jobWho(), (tx) =>
    recordMark(tx, { id: newId(), occasionId: id, reason: 'attended', markedAt: tx.now }),
  )
  const seen = await list(broker)
  for (const words of ['Ann Example', 'Came on 1 of 1 date', 'Next: Tuesday 28 April 2026', 'No last day'])
    expect(seen).toContain(words)
  expect(await list(await app.as('practitioner', { teamIds: [ann.teamId] }))).toContain('Ann Example')
  const provider = await list(await app.as('provider', { providerId: ann.providerId }))
  expect([provider.includes('Ann E.'), provider.includes('Example')]).toEqual([true, false])
  expect(await list(await app.as('provider', { providerId: newId() }))).toContain('Nobody tries anything out')
  expect(untilWords(day('2026-04-30'), day('2026-04-22')).note).toBe('Ask now whether they want to stay')
  expect(untilWords(day('2026-04-20'), day('2026-04-22')).text).toBe('Ended on 20 Apr 2026')
})
