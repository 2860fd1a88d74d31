import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { placedPerson, toldToPay } from '../../../test/support/placed-person.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { makeOccasions, recordMark } from '../../delivery/store.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { budgetPosition } from '../store/budget-position.ts'
import { positionByYear } from '../store/held-by-year.ts'
import { chargeWeek, closePeriod, commitLines } from '../store.ts'

/** On 20 April: Ann came on the 7th and was marked on the 14th for a reason without a pay rule. */
async function aprilTwentieth() {
  const app = await testApp({ today: '2026-04-20' })
  const ann = await placedPerson(app.db)
  await toldToPay(app.db, ann.personId, 3000)
  await app.db.transaction(jobWho(), async (tx) => {
    await makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-30') })
    const dates = await tx.query<{ id: string }>(sql`select id from delivery.occasion order by on_date limit 2`)
    await recordMark(tx, { id: newId(), occasionId: dates[0]?.id ?? '', reason: 'attended', markedAt: tx.now })
    await recordMark(tx, { id: newId(), occasionId: dates[1]?.id ?? '', reason: 'no_reason_given', markedAt: tx.now })
  })
  await app.jobs.drain()
  return { app, ann, one: await app.as('finance'), two: await app.as('finance') }
}

test('finance sees what is open, what has no pay, and that the books are right', async () => {
  const { one } = await aprilTwentieth()
  const page = await one.get('/finance')
  expect(page.status).toBe(200)
  expect(page.body).toContain('£48.00')
  expect(page.body).toContain('Did not come, no reason given')
  expect(page.body).toContain('Prove the books now')
  const proved = await one.get('/finance?prove=yes')
  expect(proved.body).toContain('The books are right')
  expect(page.body).toContain('2026 to 2027')
  expect(page.body).toContain('For dates of this year, 1 Apr 2026 to 31 Mar 2027, people were charged £30.00 so far')
})
test('a budget that is not set says how it comes in', async () => {
  const { one } = await aprilTwentieth()
  expect((await one.get('/finance')).body).toContain('A budget that is not set comes in with the council’s own data')
})
test('a run is drafted by one, approved by another, paid once', async () => {
  const { one, two } = await aprilTwentieth()
  expect((await one.get('/finance/pay-runs/draft')).body).toContain('£48.00')
  const drafted = await one.post('/finance/pay-runs/draft', {})
  const run = drafted.headers['location'] ?? ''
  expect(run).toMatch(/^\/finance\/pay-runs\//)
  expect((await one.get(run)).body).toContain('a second person must approve it')
  expect((await one.post(`${run}/approve`, {})).body).toContain('Whoever drafted a run cannot approve it')
  expect((await two.post(`${run}/pay`, {})).body).toContain('This run is not approved yet')
  expect((await two.get(`${run}/payments.csv`)).status).toBe(404)
  expect((await two.post(`${run}/approve`, {})).status).toBe(303)
  expect((await two.get(run)).body).toContain(`${run}/payments.csv`)
  expect((await two.get(`${run}/payments.csv`)).body).toMatch(
    /^\uFEFFpayee,kind,payee_id,reference,dates,kept_back_pounds,pay_pounds\r\n[^,]+,Provider,[0-9a-f-]{36},[0-9a-f-]{36},1,0\.00,48\.00\r\n$/,
  )
  expect((await two.get(`${run}/pay`)).body).toContain('Pay £48.00')
  expect((await one.post(`${run}/pay`, {})).status).toBe(303)
  expect((await one.post(`${run}/pay`, {})).body).toContain('This run was paid before')
  expect((await one.post('/finance/pay-runs/draft', {})).body).toContain('Nothing is open to pay')
  expect((await one.get(run)).body).toContain('Oak House')
})
test('every pay run can be found again, a page at a time, and an old one that was never paid still waits', async () => {
  const { app, one } = await aprilTwentieth()
  await app.db.owner((tx) =>
    tx.query(sql`
      insert into finance.pay_run (id, period_id, drafted_by, drafted_at, approved_by, approved_at, paid_at)
      select gen_random_uuid(), '2026-04', ${newId()}::uuid, at, case when old then null else ${newId()}::uuid end, case when old then null else at end, case when old then null else at end
        from (select timestamptz '2026-04-19T12:00:00Z' - n * interval '1 hour' as at, n = 59 as old from generate_series(0, 59) n) x`),
  )
  const links = (body: string) => (body.match(/href="\/finance\/pay-runs\/[0-9a-f-]{36}"/g) ?? []).length
  const home = await one.get('/finance')
  expect([links(home.body), home.body.includes('All 60 pay runs')]).toEqual([12, true])
  const pages = [await one.get('/finance/pay-runs'), await one.get('/finance/pay-runs?page=2')]
  expect(pages.map(({ body }) => links(body))).toEqual([50, 10])
  expect(await one.get('/finance/pay-runs?page=9')).toMatchObject({
    status: 303,
    headers: { location: '/finance/pay-runs?page=1' },
  })
  const asked = await Promise.all(['', '?page=2'].map((page) => one.api('GET', `/api/finance/pay-runs${page}`)))
  expect(asked.map((answer) => (answer.json() as unknown[]).length)).toEqual([50, 10])
  expect((await one.get('/home')).body).toContain('Drafted, waits for approval')
  const drafts = (await one.get('/finance/pay-runs?state=drafted')).body
  expect([links(drafts), drafts.includes('1 pay run<')]).toEqual([1, true])
})
test('the oldest of more periods than stand on the page can still be found and closed', async () => {
  const { app, one } = await aprilTwentieth()
  await app.db.owner((tx) =>
    tx.query(sql`
      insert into finance.accounting_period (id, from_date, until_date)
      select to_char(d, 'YYYY-MM'), d::date, (d + interval '1 month - 1 day')::date from generate_series(date '2019-01-01', date '2024-12-01', interval '1 month') d`),
  )
  const home = (await one.get('/finance')).body
  expect(home).toContain('13 of ')
  const [, all = ''] = /All (\d+) accounting periods/.exec(home) ?? []
  expect(Number(all)).toBeGreaterThan(72)
  expect((await one.get('/finance/periods?page=2')).body).toContain('January 2019')
  expect((await one.get('/finance/periods/2019-01/close')).status).toBe(200)
  expect((await one.post('/finance/periods/2019-01/close', {})).status).toBe(303)
  expect((await one.get('/finance/periods?state=closed')).body).toContain('1 accounting period<')
  for (const path of ['/finance/payments-held?words=nobody', '/finance/marks-without-pay?words=nobody'])
    expect((await one.get(path)).body).toContain('Nothing fits.')
})
test('a period is closed once, after a page that says what it means', async () => {
  const { one } = await aprilTwentieth()
  const asked = (await one.get('/finance/periods/2026-04/close')).body
  expect(asked).toContain('Corrections go to the open period')
  expect(asked).toContain('April 2026 is not over: it ends on Thursday 30 April 2026')
  expect((await one.post('/finance/periods/2026-04/close', {})).status).toBe(303)
  expect((await one.post('/finance/periods/2026-04/close', {})).status).toBe(409)
  expect((await one.get('/finance/periods/nonsense/close')).status).toBe(404)
})
test('a month that has not begun is not offered, and cannot be closed', async () => {
  const { app, one } = await aprilTwentieth()
  await app.db.owner((tx) =>
    tx.query(
      sql`insert into finance.accounting_period (id, from_date, until_date) values ('2026-05', date '2026-05-01', date '2026-05-31') on conflict do nothing`,
    ),
  )
  expect((await one.get('/finance')).body).not.toContain('May 2026')
  expect((await one.post('/finance/periods/2026-05/close', {})).status).toBe(404)
  const refused = app.db.transaction(jobWho(), (tx) => closePeriod(tx, '2026-05'))
  await expect(refused).rejects.toMatchObject({ code: 'period_not_begun' })
})
test('what is bound stays bound over the end of a year; what was delivered belongs to its own', async () => {
  const { app } = await aprilTwentieth()
  const of = async (year: number) => {
    const rows = await app.db.transaction(jobWho(), (tx) => budgetPosition(tx, year))
    const [centre] = rows.filter(({ committed }) => committed > 0)
    return centre
  }
  const [now, later] = [await of(2026), await of(2027)]
  expect(now?.delivered).toBe(4800)
  expect(later?.delivered).toBe(0)
  expect(now?.committed).toBeGreaterThan(0)
  expect(later?.committed).toBe(now?.committed)
})
test('what is committed stands in the year in which its dates fall, and both together are all that is bound', async () => {
  const { app, one } = await aprilTwentieth()
  const { position, next } = await app.db.transaction(jobWho(), (tx) => positionByYear(tx, 2026))
  const sum = (rows: readonly { committed: number }[]) => rows.reduce((all, { committed }) => all + committed, 0)
  // Twelve months from 6 April 2026 end on 5 April 2027, a Monday: 52 Tuesdays of this year at £48, of which one was delivered.
  expect([sum(position), sum(next)]).toEqual([51 * 4800, 0])
  expect((await one.get('/finance')).body).not.toContain('Next year, 1 Apr 2027')
  const ben = await placedPerson(app.db, { name: 'Ben', from: '2026-04-20', until: '2027-04-30' })
  await app.db.transaction(jobWho(), (tx) => commitLines(tx))
  const after = await app.db.transaction(jobWho(), (tx) => positionByYear(tx, 2026))
  // Twelve months from 20 April 2026 end on 19 April 2027: the 6th and the 13th are Tuesdays of next year. Bank holidays are none in this council.
  expect(sum(after.next)).toBe(2 * 4800)
  const [all] = await app.db.owner((tx) =>
    tx.query<{ pence: number }>(
      sql`select sum(credits_pence - debits_pence)::int as pence from finance.account where code like 'committed:%'`,
    ),
  )
  expect(sum(after.position) + sum(after.next)).toBe(all?.pence)
  expect(ben.budgetLineId).not.toBe('')
  const page = (await one.get('/finance')).body
  for (const words of ['This year, 1 Apr 2026 to 31 Mar 2027', 'Next year, 1 Apr 2027 to 31 Mar 2028', '£96'])
    expect(page).toContain(words)
})
test('the statement adds up: charged £30.00, nothing paid yet; others do not see it', async () => {
  const { app, ann, one } = await aprilTwentieth()
  const url = `/people/${ann.personId}/finance`
  for (const visitor of [
    one,
    await app.as('person', { personId: ann.personId }),
    await app.as('practitioner', { teamIds: [ann.teamId] }),
  ]) {
    const page = await visitor.get(url)
    expect(page.status).toBe(200)
    expect(page.body).toContain('Still to pay')
    expect(page.body).toContain('£30.00')
  }
  expect((await one.get(url)).body).toContain('Most they were told')
  const mine = (await (await app.as('person', { personId: ann.personId })).get(url)).body
  expect(mine).toContain('How to pay, and by when, is not written here. To ask, phone 0808 157 0123.')
  expect(mine).toContain(`href="/people/${ann.personId}/charging/dispute"`)
  expect((await (await app.as('person', { personId: ann.personId })).get(url)).body).toContain('Most I was told')
  expect((await (await app.as('provider', { providerId: ann.providerId })).get(url)).status).toBe(403)
  expect((await (await app.as('practitioner', {})).get(url)).status).toBe(404)
})
test('a week that was called wrong is not asked for until it is put right, and what is given back lowers its charge', async () => {
  const { app, ann, one } = await aprilTwentieth()
  const me = await app.as('person', { personId: ann.personId })
  const url = `/people/${ann.personId}/finance`
  const root = `/people/${ann.personId}/charging/dispute`
  const at = (await me.post(root, { words: 'I left at noon' })).headers['location'] ?? ''
  expect((await me.get(url)).body).toContain('Not asked for now')
  const wrong = { outcome: 'week_wrong', reason: 'It was half a session.', correction: 'refund' }
  const current = await one.post(`${at}/answer`, { ...wrong, 'week-day': '20', 'week-month': '4', 'week-year': '2026' })
  expect([current.status, current.body]).toEqual([409, expect.stringContaining('That week has not been charged yet')])
  const asData = { ...wrong, correction: undefined, wrong: { week: '2026-04-20', correction: 'refund' } }
  const refused = await one.api('POST', `/api/charging${at.replace('/charging', '')}/answer`, asData)
  expect(refused.json()).toMatchObject({ code: 'nothing_to_give_back' })
  await one.post(`${at}/answer`, { ...wrong, 'week-day': '8', 'week-month': '4', 'week-year': '2026' })
  const waiting = (await me.get(url)).body
  for (const words of [
    'Nothing to pay now',
    'Its £30.00 is not asked for until then',
    'being put right, not asked for',
  ])
    expect(waiting).toContain(words)
  expect(waiting).not.toContain('Still to pay')
  expect((await one.post(`${at}/put-right`, { words: 'Half' })).body).toContain('Enter how much is given back')
  expect((await one.post(`${at}/put-right`, { words: 'Half', givenBack: '31' })).body).toContain(
    'more than the week is charged',
  )
  const worker = await app.as('practitioner', { teamIds: [ann.teamId] })
  expect((await worker.get(at)).body).toContain('Finance does this.')
  expect((await worker.post(`${at}/put-right`, { words: 'Half', givenBack: '15' })).status).not.toBe(303)
  expect((await one.post(`${at}/put-right`, { words: 'Half is given back', givenBack: '12.50' })).status).toBe(303)
  await app.jobs.drain()
  const after = (await me.get(url)).body
  for (const words of ['Still to pay', '£17.50', '£12.50 given back']) expect(after).toContain(words)
  expect((await me.get(at)).body).toContain('£12.50 of that week comes back to me.')
  expect((await one.get('/finance?prove=yes')).body).toContain('The books are right')
  const charge = await app.db.transaction(jobWho(), (tx) => chargeWeek(tx, ann.personId, day('2026-04-06')))
  expect(charge).toBe(1750)
})
test('a sum that was lowered for weeks charged before is said as such, in the statement and in the week', async () => {
  const { app, ann, one } = await aprilTwentieth()
  const me = await app.as('person', { personId: ann.personId })
  const root = `/people/${ann.personId}`
  const on = (id: string) => ({ [`${id}-day`]: '6', [`${id}-month`]: '4', [`${id}-year`]: '2026' })
  const form = { way: 'full', pensionAge: 'no', household: 'single', reason: 'a letter' }
  const income = { 'income-universal_credit': '140.40' }
  const made = await one.post(`${root}/charging/assessment`, { ...on('on'), ...form, ...income })
  const decided = await one.post(made.headers['location'] ?? '', { ...on('from'), reason: 'heating' })
  expect(decided.status).toBe(303)
  await app.jobs.drain()
  const statement = (await me.get(`${root}/finance`)).body
  expect(statement).toContain('lowered later: at most £20.00')
  expect(statement).toContain('6 to 12 Apr 2026')
  const week = (await me.get('/my-week?week=2026-04-06')).body
  expect(week).toContain('£20.00')
  expect(week).toContain('It is less than I was told.')
  expect(week).not.toContain('I was told on')
})
test('nobody else opens finance', async () => {
  const { app } = await aprilTwentieth()
  expect((await (await app.as('practitioner')).get('/finance')).status).toBe(403)
  expect((await app.stranger().get('/finance')).status).not.toBe(200)
})
