import { expect, test } from 'vitest'
import { type TestApp, testApp } from '../../test/support/app.ts'
import { anAssessment, aPerson } from '../../test/support/assessed-person.ts'
import { workedOutCalibration } from '../../test/support/calibrated-table.ts'
import { jobWho } from '../../test/support/who.ts'
import { pence } from '../core/money.ts'
import { newId } from '../platform/ids.ts'
import type { Role } from '../platform/who.ts'
import { syntheticRows } from './calibration/synthetic-plans.ts'
import { exampleTableInput } from './example-table.ts'
import { adoptTable, askException, checkSufficiency, issueBudget, workOutBudget } from './store.ts'

const next = { ...exampleTableInput, version: 'example-2', from: '2026-11-01' }
const adopt = (app: TestApp, content: object) =>
  app.db.transaction(jobWho(), (tx) =>
    adoptTable(tx, { content, approvedBy: newId(), secondApprover: newId(), reason: 'for a test' }),
  )

/** A borough where Nell was told a budget under the first table. */
async function borough() {
  const app = await testApp()
  await adopt(app, exampleTableInput)
  const nell = await aPerson(app.db)
  const assessmentId = await anAssessment(app.db, nell, { g: 3, i: 3 })
  const { personId } = nell
  await app.db.transaction(nell.worker, async (tx) => {
    const budgetId = await workOutBudget(tx, { personId, assessmentId, addOns: [] })
    await checkSufficiency(tx, personId, budgetId)
    const asked = { reason: 'market_gap', words: 'No place yet', weeklyPence: pence(30000) } as const
    await askException(tx, { personId, budgetId, ...asked })
    await issueBudget(tx, { personId, budgetId, how: 'letter' })
  })
  return { app, nell }
}
const codeOf = (answer: { json(): unknown }) => (answer.json() as { code: string }).code
const idOf = (answer: { json(): unknown }) => (answer.json() as { id: string }).id

const root = '/api/allocation'
const comparison = { table: { content: { ...next, base: { ...next.base, points: 0 } } }, years: 2 }
const routes: [method: 'GET' | 'POST', url: string, body: object | undefined, roles: Role[]][] = [
  ['POST', `${root}/calibrations`, { version: 'Not A Name' }, ['team_manager', 'finance', 'commissioner']],
  ['GET', `${root}/comparisons`, undefined, ['team_manager', 'finance', 'commissioner']],
  ['POST', `${root}/comparisons`, comparison, ['finance', 'commissioner']],
  ['GET', `${root}/comparisons/${newId()}`, undefined, ['team_manager', 'finance', 'commissioner']],
  ['GET', `${root}/people-due`, undefined, ['practitioner', 'team_manager']],
  ['POST', `${root}/calibrations/${newId()}/approve`, undefined, ['team_manager', 'finance', 'commissioner']],
  ['POST', `${root}/calibrations/${newId()}/adopt`, undefined, ['commissioner']],
  ['GET', `${root}/phases`, undefined, ['practitioner', 'team_manager', 'finance', 'commissioner']],
  ['POST', `${root}/phases`, { way: 'at_once', from: '2020-01-01' }, ['commissioner']],
  ['POST', `${root}/people-due/reviews`, { from: '2026-11-01', until: '2026-11-02' }, ['team_manager']],
  ['GET', `${root}/watch`, undefined, ['team_manager', 'finance', 'commissioner']],
]

test('each route answers the roles it is for, and no other', async () => {
  const { app, nell } = await borough()
  const everybody = ['practitioner', 'team_manager', 'broker', 'finance', 'commissioner', 'administrator'] as const
  const shut: string[] = []
  for (const role of everybody) {
    const visitor = await app.as(role, { teamIds: [nell.teamId] })
    for (const [method, url, body, roles] of routes) {
      const { status } = await visitor.api(method, url, body)
      if ((status === 403) === roles.includes(role)) shut.push(`${role} ${method} ${url}: ${status}`)
    }
  }
  expect(shut).toEqual([])
  for (const [method, url, body] of routes) expect((await app.stranger().api(method, url, body)).status).toBe(401)
})

test('a calibrated table is approved by two people, once each, and adopted after that, as data', async () => {
  const app = await testApp()
  const at = `${root}/calibrations/${await workedOutCalibration(app.db)}`
  const commissioner = await app.as('commissioner')
  expect((await commissioner.api('POST', `${at}/approve`)).json()).toEqual({ approvals: 1 })
  expect((await commissioner.api('POST', `${at}/approve`)).status).toBe(409)
  expect(codeOf(await commissioner.api('POST', `${at}/adopt`))).toBe('adopted_by_two_people')
  const finance = await app.as('finance')
  const key = newId()
  expect((await finance.api('POST', `${at}/approve`, undefined, key)).json()).toEqual({ approvals: 2 })
  expect((await finance.api('POST', `${at}/approve`, undefined, key)).json()).toEqual({ approvals: 2 })
  expect((await finance.api('POST', `${at}/adopt`)).status).toBe(403)
  expect(codeOf(await commissioner.api('POST', `${at}/adopt`))).toBe('adopted_knowing_who_loses')
  const without = { withoutComparison: 'Nobody has a budget yet.' }
  expect((await commissioner.api('POST', `${at}/adopt`, without)).json()).toEqual({ tableVersion: '2027-1' })
  expect(codeOf(await commissioner.api('POST', `${at}/adopt`))).toBe('calibration_adopted')
})

test('phases are set once for a key, and reviews are booked for those who have none', async () => {
  const { app, nell } = await borough()
  await adopt(app, next)
  const commissioner = await app.as('commissioner')
  const early = await commissioner.api('POST', `${root}/phases`, { way: 'steps', from: '2026-10-01' })
  expect([early.status, codeOf(early)]).toEqual([409, 'phase_before_table'])
  const key = newId()
  const wanted = { way: 'steps', from: '2026-12-01' }
  const set = await commissioner.api('POST', `${root}/phases`, wanted, key)
  expect(set.status).toBe(200)
  expect((await commissioner.api('POST', `${root}/phases`, wanted, key)).json()).toEqual(set.json())
  expect((await commissioner.api('GET', `${root}/phases`)).json()).toEqual(set.json())
  expect((await commissioner.api('POST', `${root}/phases`, { way: 'at_once', from: '2026-12-01' })).json()).toEqual({
    tableVersion: 'example-2',
    phases: [],
  })
  const manager = await app.as('team_manager', { teamIds: [nell.teamId] })
  const past = await manager.api('POST', `${root}/people-due/reviews`, { from: '2026-11-01', until: '2026-12-31' })
  expect(codeOf(past)).toBe('reviews_from_tomorrow')
  const span = { from: '2026-12-01', until: '2026-12-31' }
  expect((await manager.api('POST', `${root}/people-due/reviews`, span)).json()).toEqual({ booked: 1 })
  expect((await manager.api('POST', `${root}/people-due/reviews`, span)).json()).toEqual({ booked: 0 })
})

test('winners and losers are asked for once, worked out and read with small numbers hidden', async () => {
  const { app } = await borough()
  const finance = await app.as('finance')
  const key = newId()
  const asked = await finance.api('POST', `${root}/comparisons`, comparison, key)
  expect(asked.status).toBe(201)
  const same = await finance.api('POST', `${root}/comparisons`, { ...comparison, table: { content: next } })
  expect(codeOf(same)).toBe('comparison_of_the_same')
  expect((await finance.api('POST', `${root}/comparisons`, comparison, key)).json()).toEqual(asked.json())
  expect((await finance.api('POST', `${root}/comparisons`, { ...comparison, years: 3 }, key)).status).toBe(422)
  expect((await finance.api('GET', `${root}/comparisons`)).json()).toMatchObject([
    { tableVersion: 'example-2', years: 2, done: false },
  ])
  await app.jobs.drain()
  expect((await finance.api('GET', `${root}/comparisons/${idOf(asked)}`)).json()).toMatchObject({
    done: true,
    people: 'hidden',
    calibrationId: null,
    result: { oldPence: 'hidden' },
  })
  expect(codeOf(await finance.api('POST', `${root}/comparisons`, { ...comparison, years: 21 }))).toBe('bad_input')
  expect((await finance.api('GET', `${root}/comparisons/${newId()}`)).status).toBe(404)
})

test('a calibration is started from plans that are sent; faults are named by row and column; its table is compared', async () => {
  const { app } = await borough()
  const commissioner = await app.as('commissioner')
  const plans = syntheticRows({ count: 120, seed: 5 }).map((row) => ({
    ...row.levels,
    ...Object.fromEntries(Object.entries(row.carer).map(([item, quarters]) => [`${item}_carer`, quarters])),
    weekly_pence: row.weeklyPence,
    needs_met: 'yes',
    open_unmet_need: 'no',
    upheld_complaint: 'no',
    group_age: row.groups['age'] ?? '',
  }))
  const wanted = { version: '2027-1', from: '2027-04-01', plans }
  const faulty = { ...wanted, plans: plans.map((plan, at) => (at === 3 ? { ...plan, g: 9 } : plan)) }
  const bad = await commissioner.api('POST', `${root}/calibrations`, faulty)
  expect(bad.status).toBe(400)
  expect(bad.json()).toMatchObject({ code: 'bad_input', errors: [{ field: 'plans.3.g' }] })
  const key = newId()
  const made = await commissioner.api('POST', `${root}/calibrations`, wanted, key)
  expect(made.status).toBe(201)
  expect((await commissioner.api('POST', `${root}/calibrations`, wanted, key)).json()).toEqual(made.json())
  const compare = { table: { calibrationId: idOf(made) }, years: 0 }
  expect(codeOf(await commissioner.api('POST', `${root}/comparisons`, compare))).toBe('calibration_without_table')
  await app.jobs.drain()
  expect((await commissioner.api('GET', `${root}/calibrations/${idOf(made)}`)).json()).toMatchObject({
    quantilePerMille: 600,
    result: { given: 120 },
  })
  const compared = await commissioner.api('POST', `${root}/comparisons`, compare)
  expect((await commissioner.api('GET', `${root}/comparisons/${idOf(compared)}`)).json()).toMatchObject({
    tableVersion: '2027-1',
    calibrationId: idOf(made),
  })
  const few = await commissioner.api('POST', `${root}/calibrations`, {
    ...wanted,
    version: '2027-2',
    plans: plans.slice(0, 20),
  })
  await app.jobs.drain()
  const without = { table: { calibrationId: idOf(few) }, years: 0 }
  expect(codeOf(await commissioner.api('POST', `${root}/comparisons`, without))).toBe('calibration_without_table')
  const used = { version: 'example-1', from: '2027-04-01' }
  const refused = await commissioner.api('POST', `${root}/calibrations`, used)
  expect([refused.status, codeOf(refused)]).toEqual([409, 'calibration_name_or_day_used'])
})

test('people who are due are read by their own team; the watch says when there are too few plans', async () => {
  const { app, nell } = await borough()
  const manager = await app.as('team_manager', { teamIds: [nell.teamId] })
  const other = await app.as('team_manager')
  expect((await manager.api('GET', `${root}/people-due`)).json()).toMatchObject({ due: 0, moved: 1, people: [] })
  await adopt(app, next)
  expect((await manager.api('GET', `${root}/people-due?state=no_review`)).json()).toMatchObject({
    tableVersion: 'example-2',
    due: 1,
    noReview: 1,
    people: [{ personId: nell.personId, ownTable: 'example-1', reviewOn: null }],
  })
  expect((await other.api('GET', `${root}/people-due`)).json()).toMatchObject({ due: 0, people: [] })
  expect((await manager.api('GET', `${root}/watch?table=example-1`)).json()).toMatchObject({
    tableVersion: 'example-1',
    madeUp: false,
    alarm: false,
    overall: { plans: 0, state: 'too_few' },
  })
  expect((await manager.api('GET', `${root}/watch?table=none`)).status).toBe(404)
})

test('before any table is adopted the watch and the people who are due say so', async () => {
  const app = await testApp()
  const manager = await app.as('team_manager')
  for (const url of [`${root}/watch`, `${root}/people-due`])
    expect(codeOf(await manager.api('GET', url))).toBe('no_table_in_force')
})
