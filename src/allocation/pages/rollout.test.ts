import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { anAssessment, aPerson } from '../../../test/support/assessed-person.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { bookReview } from '../../needs/store.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { exampleTableInput } from '../example-table.ts'
import {
  adoptTable,
  askException,
  checkSufficiency,
  issueBudget,
  recordEvidencedPlan,
  workOutBudget,
} from '../store.ts'

const levels = { g: 3, h: 3, i: 3, x3: 2 } as const
const lower = {
  ...exampleTableInput,
  version: 'example-2',
  from: '2026-11-01',
  curve: {
    ...exampleTableInput.curve,
    knots: exampleTableInput.curve.knots.map((knot) => ({ ...knot, weeklyPence: Math.round(knot.weeklyPence * 0.8) })),
  },
}

/** A borough where Nell was told a budget under the first table, and the second is in force since. */
async function borough({ second = true } = {}) {
  const app = await testApp()
  const adopt = (content: object) =>
    app.db.transaction(jobWho(), (tx) =>
      adoptTable(tx, { content, approvedBy: newId(), secondApprover: newId(), reason: 'for a test' }),
    )
  await adopt(exampleTableInput)
  const nell = await aPerson(app.db)
  const assessmentId = await anAssessment(app.db, nell, levels)
  const tell = () =>
    app.db.transaction(nell.worker, async (tx) => {
      const { personId } = nell
      const budgetId = await workOutBudget(tx, { personId, assessmentId, addOns: [] })
      await checkSufficiency(tx, personId, budgetId)
      const asked = { reason: 'market_gap', words: 'No place yet', weeklyPence: pence(30000) } as const
      await askException(tx, { personId, budgetId, ...asked })
      await issueBudget(tx, { personId, budgetId, how: 'letter' })
      return `/people/${personId}/allocation/${budgetId}`
    })
  const budget = await tell()
  if (second) await adopt(lower)
  const manager = await app.as('team_manager', { teamIds: [nell.teamId], name: 'Dee Marsh' })
  const commissioner = await app.as('commissioner', { name: 'Cora Quist' })
  return { app, nell, manager, commissioner, budget, tell }
}

test('a new table: phases are set, people are due, reviews are booked, and the person reads that nothing changes before', async () => {
  const { app, nell, manager, commissioner, budget } = await borough()
  expect((await commissioner.get('/allocation/rollout')).body).toContain('No phases are set for table example-2')
  const form = (await commissioner.get('/allocation/rollout/phases')).body
  expect(form).toContain('on the first day, Wilmslow')
  const from = (date: string) => ({
    'from-day': date.slice(8),
    'from-month': date.slice(5, 7),
    'from-year': date.slice(0, 4),
  })
  const early = await commissioner.post('/allocation/rollout/phases', { way: 'steps', ...from('2026-10-01') })
  expect(early.body).toContain('must not be before the first day of the table')
  expect((await commissioner.post('/allocation/rollout/phases', { way: 'steps', ...from('2026-11-01') })).status).toBe(
    303,
  )
  const set = (await commissioner.get('/allocation/rollout')).body
  for (const shown of ['Wilmslow', '1 Jun 2027', '31 Jul 2028', '3.16']) expect(set).toContain(shown)

  const list = (await manager.get('/allocation/rollout/people')).body
  for (const shown of ['Nell Ashworth', 'No review booked', 'Book reviews for those without one'])
    expect(list).toContain(shown)
  expect((await manager.get('/allocation/rollout/people?q=zzz')).body).toContain('No one matches')
  expect((await manager.get('/home')).body).toContain('1 person has no review at which table example-2 can come in')
  const book = (await manager.get('/allocation/rollout/people/book')).body
  expect(book).toContain('This books one planned review')
  const until = { 'until-day': '31', 'until-month': '08', 'until-year': '2027' }
  const gone = await manager.post('/allocation/rollout/people/book', { ...from('2026-01-01'), ...until })
  expect(gone.body).toContain('must be due tomorrow or later')
  expect((await manager.post('/allocation/rollout/people/book', { ...from('2027-08-02'), ...until })).status).toBe(303)
  expect((await manager.get('/allocation/rollout/people')).body).toContain('17 Aug 2027, planned')
  expect((await manager.get('/home')).body).not.toContain('no review at which')
  expect((await manager.get(budget)).body).toContain('Nell keeps this budget until a review')

  const own = await app.as('person', { personId: nell.personId })
  for (const page of ['plain', 'easy-read']) {
    const body = (await own.get(`${budget}/${page}`)).body
    expect(body).toContain('hanges')
    expect(body).toContain('17 August 2027')
    expect(body).toMatch(/othing (for me )?(changes )?(for me )?before my review/)
  }
  expect((await own.get('/allocation/rollout')).status).toBe(403)
})

test('a fall at a review is eased, and the person reads every step', async () => {
  const { app, nell, manager, budget, tell } = await borough()
  const link = /href="([^"]+\/exceptions\/[0-9a-f][^"]+)"/.exec((await manager.get(budget)).body)?.[1] ?? ''
  expect((await manager.post(link, { decision: 'agreed', reason: 'It costs so much' })).status).toBe(303)
  expect((await manager.get('/allocation/rollout/people')).body).toContain('£300 a week')
  await app.db.transaction(nell.worker, (tx) =>
    bookReview(tx, { personId: nell.personId, kind: 'unplanned', cause: 'asked', dueOn: day('2026-11-22') }),
  )
  const lowered = await tell()
  expect((await manager.get(lowered)).body).toContain('Ease the fall')
  await app.db.transaction(nell.worker, (tx) => {
    const indicativeBudgetId = budget.split('/').at(-1) ?? ''
    return recordEvidencedPlan(tx, { planVersionId: newId(), indicativeBudgetId, weeklyPence: pence(270_50) })
  })
  const form = (await manager.get(`${lowered}/relief`)).body
  for (const words of ['The week of the plan costs £270.50', 'value="270.50"']) expect(form).toContain(words)
  expect(form).toContain('£300 a week counted, under table example-1')
  const typed = { sufficientPence: '0', 'from-day': '1', 'from-month': '12', 'from-year': '2026', reason: 'Large.' }
  expect((await manager.post(`${lowered}/relief`, { ...typed, years: '0' })).body).toContain('from 1 to 20')
  expect((await manager.post(`${lowered}/relief`, { ...typed, years: '2' })).status).toBe(303)
  expect((await manager.post(`${lowered}/relief`, { ...typed, years: '2' })).body).toContain(
    'runs in that time already',
  )
  const eased = (await manager.get(lowered)).body
  for (const words of ['Decided by Dee Marsh', '£300.00', 'eased; the table gives']) expect(eased).toContain(words)
  const own = await app.as('person', { personId: nell.personId })
  expect((await own.get(`${lowered}/plain`)).body).toMatch(/From Wednesday 1 December 2027: £[\d.]+ a week/)
  expect((await own.get(`${lowered}/plain`)).body).toMatch(
    /£300\.00 a week.*for now.*step by step, so £300\.00 a week counts now/s,
  )
  expect((await own.get(`${lowered}/easy-read`)).body).toMatch(
    /My budget is £300 each week.*It goes down step by step/s,
  )
  expect((await own.get('/my-week')).body).toContain('£300')
  const worker = await app.as('practitioner', { teamIds: [nell.teamId] })
  expect((await worker.get(`/people/${nell.personId}/planning`)).body).toContain('£300')
  expect((await worker.get(`${lowered}/relief`)).status).toBe(403)
})

test('winners and losers are compared before a table is adopted, with charts, tables and spreadsheets', async () => {
  const { app, commissioner, manager } = await borough({ second: false })
  const url = '/allocation/rollout/comparisons/new'
  expect((await commissioner.get(url)).body).toContain('example-1')
  const sent = { years: '2', gainers: 'at_once' }
  expect((await commissioner.post(url, { ...sent, table: '{' })).body).toContain('is not JSON')
  const both = (await commissioner.post(url, { ...sent, years: '-3', table: '{bad' })).body
  for (const named of ['is not JSON', 'must be a whole number from 0 to 20']) expect(both).toContain(named)
  const fault = await commissioner.post(url, { ...sent, table: JSON.stringify({ ...lower, base: 1 }) })
  expect(fault.body).toContain('is not right at “base”')
  const same = await commissioner.post(url, {
    ...sent,
    table: JSON.stringify({ ...exampleTableInput, version: 'renamed' }),
  })
  expect([same.status, same.body]).toEqual([409, expect.stringContaining('nobody would have more or less')])
  const asked = await commissioner.post(url, { ...sent, table: JSON.stringify(lower) })
  const page = asked.headers['location'] ?? ''
  expect((await commissioner.get(page)).body).toMatch(/being worked out.*It is the next to be worked out/s)
  await app.jobs.drain()
  const shown = (await commissioner.get(page)).body
  for (const words of ['Winners and losers under table example-2', 'c (hidden)', 'What easing the falls would cost'])
    expect(shown).toContain(words)
  const csv = await commissioner.get(`${page}/area.csv`)
  expect(csv.headers['content-type']).toContain('text/csv')
  expect(csv.body).toContain('Crewe')
  expect((await commissioner.get(`${page}/names.csv`)).status).toBe(404)
  const rollout = (await manager.get('/allocation/rollout')).body
  for (const href of [page, '/allocation/watch', '/allocation/calibrations']) expect(rollout).toContain(href)
  expect((await manager.get(url)).status).toBe(403)
})

test('the watch says when there are too few plans, and raises an alarm on the page and at home when a table is not enough', async () => {
  const { app, commissioner, manager, budget } = await borough({ second: false })
  expect((await commissioner.get('/allocation/watch')).body).toContain('Too few plans to say')
  expect((await commissioner.get('/allocation/rollout')).body).toContain('href="/allocation/calibrations"')
  expect((await commissioner.get('/home')).body).not.toContain('outside its limits')
  const budgetId = budget.split('/').at(-1) ?? ''
  for (let at = 0; at < 40; at++)
    await app.db.owner(async (tx) => {
      const [assessment, budgetOf, check] = [newId(), newId(), newId()]
      await tx.query(sql`
        insert into needs.assessment (id, person_id, started_on, completed_on, assessor_id, recorded_by)
        select ${assessment}, b.person_id, '2026-10-01', '2026-10-01', b.recorded_by, b.recorded_by from allocation.indicative_budget b where b.id = ${budgetId}`)
      await tx.query(sql`
        insert into needs.eligibility_decision (assessment_id, person_id, completed_on, eligible, decided_by, decided_on, reason)
        select ${assessment}, b.person_id, '2026-10-01', true, b.recorded_by, '2026-10-01', 'x' from allocation.indicative_budget b where b.id = ${budgetId}`)
      await tx.query(sql`
        insert into allocation.indicative_budget (id, assessment_id, person_id, table_version, weekly_pence, yearly_pence, points, answers_hash, recorded_by)
        select ${budgetOf}, ${assessment}, b.person_id, b.table_version, 0, 0, 50, 'h', b.recorded_by from allocation.indicative_budget b where b.id = ${budgetId}`)
      await tx.query(sql`
        insert into allocation.sufficiency_check (id, indicative_budget_id, checked_on, priced_week_pence, short_by_pence, data_version, working)
        values (${check}, ${budgetOf}, '2026-10-01', 0, 0, 'x', '{}')`)
      await tx.query(sql`
        insert into allocation.issue (indicative_budget_id, person_id, check_id, short_by_pence, issued_by, issued_on)
        select ${budgetOf}, b.person_id, ${check}, 0, b.recorded_by, '2026-10-01' from allocation.indicative_budget b where b.id = ${budgetId}`)
      await tx.query(sql`
        insert into allocation.evidenced_plan (answers_hash, weekly_pence, plan_version_ref, indicative_budget_id, recorded_at)
        values ('h', ${at < 4 ? 0 : 100}, ${newId()}, ${budgetOf}, ${at < 20 ? '2026-09-15' : '2026-10-15'})`)
    })
  const watch = (await commissioner.get('/allocation/watch')).body
  for (const shown of [
    'All budgets: enough in 4 of 40 plans, too few',
    'October 2026',
    'Enough too seldom',
    '60 in 100',
  ])
    expect(watch).toContain(shown)
  expect(watch).not.toContain('made up')
  for (const one of [commissioner, manager])
    expect((await one.get('/home')).body).toContain('Table example-1 is outside its limits')
})
