import { expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { sendFile } from '../../../test/support/send-file.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { openSession } from '../../platform/accounts.ts'
import { newId } from '../../platform/ids.ts'
import type { PlanRow } from '../calibration/plans.ts'
import { syntheticRows } from '../calibration/synthetic-plans.ts'
import { syntheticPrior } from '../calibration/synthetic-prior.ts'
import { adoptTable, askCalibration, sufficiencyClaim } from '../store.ts'

const form = {
  version: '2027-1',
  'from-day': '1',
  'from-month': '4',
  'from-year': '2027',
  quantile: '60',
  recovery: '50',
  seed: '3',
}

function record(plan: PlanRow, change: object): Record<string, string | number> {
  const parts = Object.keys(plan.levels) as (keyof PlanRow['levels'])[]
  return {
    ...Object.fromEntries(
      parts.flatMap((item) => [
        [item, plan.levels[item]],
        [`${item}_carer`, plan.carer[item]],
      ]),
    ),
    weekly_pence: plan.weeklyPence,
    needs_met: 'yes',
    open_unmet_need: 'no',
    upheld_complaint: 'no',
    group_age: plan.groups['age'] ?? '',
    ...change,
  }
}

/** Sends the form with a file as a browser would. */
async function send(app: TestApp, accountId: string, csv: string) {
  const cookies = { daywell_session: await openSession(app.db, accountId) }
  const page = '/allocation/calibrations/new'
  return (await sendFile(app.web, { page, cookies, name: 'plans.csv', content: csv, fields: form })).answer
}

async function withPrior(today = '2026-11-22'): Promise<TestApp> {
  const app = await testApp({ today })
  await app.db.transaction(jobWho(), (tx) =>
    adoptTable(tx, { content: syntheticPrior, approvedBy: newId(), secondApprover: newId(), reason: 'for a test' }),
  )
  return app
}
/** A calibration on so many made-up plans, asked for and worked out. */
async function calibrated(app: TestApp, count: number, version = '2027-1'): Promise<string> {
  const rows = syntheticRows({ count, seed: 4 })
  const id = await app.db.transaction(jobWho(), (tx) =>
    askCalibration(tx, {
      file: { name: 'plans.csv', plans: { given: count, rows, leftOut: {} } },
      version,
      from: day('2027-04-01'),
      quantilePerMille: 600,
      recoveryPerMille: 500,
      seed: 3,
    }),
  )
  await app.jobs.drain()
  return `/allocation/calibrations/${id}`
}

test('a calibration is worked out, read with its gates, approved by two people, adopted, and public', async () => {
  const app = await withPrior()
  const commissioner = await app.as('commissioner', { name: 'Ola Sand' })
  const finance = await app.as('finance', { name: 'Pat Reed' })
  expect((await commissioner.get('/allocation/calibrations')).body).toContain('No calibration yet')
  const url = await calibrated(app, 2000)
  const page = (await commissioner.get(url)).body
  for (const shown of [
    '2000 usable plans',
    'Passed',
    'Matched percentiles',
    'Two different people must approve it',
    'Flat share of 2009',
  ])
    expect(page).toContain(shown)
  expect(page).not.toContain('Not passed')
  expect((await commissioner.post(`${url}/adopt`, {})).status).toBe(409)
  expect((await commissioner.post(`${url}/approve`, {})).status).toBe(303)
  const twice = await commissioner.post(`${url}/approve`, {})
  expect([twice.status, twice.body.includes('You have approved it already')]).toEqual([409, true])
  expect((await commissioner.post(`${url}/adopt`, {})).body).toContain('Two different people must approve it')
  expect((await finance.get('/home')).body).toContain('One person has approved it')
  expect((await commissioner.get('/home')).body).not.toContain('Table to a')
  expect((await finance.post(`${url}/approve`, {})).status).toBe(303)
  expect((await finance.get('/home')).body).not.toContain('Table to a')
  expect((await commissioner.get('/home')).body).toContain('Table to adopt')
  expect((await finance.post(`${url}/adopt`, {})).status).toBe(403)
  const confirm = (await commissioner.get(`${url}/adopt`)).body
  for (const shown of ['It cannot be undone', 'Nobody has compared winners and losers', 'Adopt and publish'])
    expect(confirm).toContain(shown)
  expect((await commissioner.post(`${url}/adopt`, {})).body).toContain('or say why it is adopted without')
  const why = { withoutComparison: 'Nobody has a budget yet.' }
  expect((await commissioner.post(`${url}/adopt`, why)).status).toBe(303)
  expect((await commissioner.get(url)).body).toContain('Winners and losers were not compared: Nobody has a budget yet.')
  expect((await commissioner.get(url)).body).toContain('Nothing of it changes any more')
  expect((await commissioner.get('/home')).body).not.toContain('Table to a')
  expect((await commissioner.post(`${url}/adopt`, {})).body).toContain('adopted already')
  expect((await app.stranger().get('/allocation/table/2027-1')).body).toContain('Set against 2000 agreed plans')
  const claim = await app.db.transaction(jobWho(), (tx) =>
    sufficiencyClaim(tx, { tableVersion: '2027-1', countedPoints: 120 }),
  )
  expect(claim?.inHundred).toBeGreaterThan(45)
  expect(claim).toMatchObject({ tableVersion: '2027-1' })
})

test('the public page says how often it is enough once the table counts, and makes no claim before', async () => {
  const app = await withPrior('2027-04-02')
  const before = (await app.stranger().get('/allocation/accuracy')).body
  expect(before).toContain('set by hand')
  expect(before).toContain('we make no claim')
  expect(
    await app.db.transaction(jobWho(), (tx) =>
      sufficiencyClaim(tx, { tableVersion: syntheticPrior.version, countedPoints: 20 }),
    ),
  ).toBe(undefined)
  const url = await calibrated(app, 2000)
  for (const name of ['One', 'Two']) await (await app.as('commissioner', { name })).post(`${url}/approve`, {})
  const why = { withoutComparison: 'for a test' }
  expect((await (await app.as('commissioner')).post(`${url}/adopt`, why)).status).toBe(303)
  const now = (await app.stranger().get('/allocation/accuracy')).body
  for (const shown of [
    'Table 2027-1',
    'in 100',
    'agreed plans that had no part',
    'Chance alone may move that by',
    'age: 65 and over',
    'Eight bands',
    'More need, less money',
  ])
    expect(now).toContain(shown)
  expect(now).not.toContain('made up')
  const open = (await app.stranger().api('GET', '/api/allocation/accuracy')).json()
  expect(open).toMatchObject({ tableVersion: '2027-1', calibration: { adoptable: true, result: { usable: 2000 } } })
  expect((await app.stranger().api('GET', '/api/allocation/calibrations')).status).toBe(401)
  const finance = await app.as('finance')
  expect((await finance.api('GET', '/api/allocation/calibrations')).json()).toMatchObject({
    pages: 1,
    found: [{ version: '2027-1' }],
  })
  expect((await finance.api('GET', url.replace('/allocation', '/api/allocation'))).status).toBe(200)
})

test('who asked for a table and approved it leaves adopting it to another, who sees when it was compared', async () => {
  const app = await withPrior()
  const [asker, other] = [await app.as('commissioner', { name: 'Ola Sand' }), await app.as('commissioner')]
  const csv = (plans: readonly PlanRow[]) =>
    [
      Object.keys(record(plans[0]!, {})).join(','),
      ...plans.map((one) => Object.values(record(one, {})).join(',')),
    ].join('\n')
  const sent = await send(app, asker.accountId, csv(syntheticRows({ count: 2000, seed: 4 })))
  await app.jobs.drain()
  const url = String(sent.headers['location'])
  expect((await asker.get(url)).body).toContain('If you approve it too, another commissioner must adopt it')
  for (const one of [asker, other]) expect((await one.post(`${url}/approve`, {})).status).toBe(303)
  expect((await asker.get(url)).body).toContain('another commissioner must adopt it')
  const why = { withoutComparison: 'In a hurry.' }
  expect((await asker.post(`${url}/adopt`, why)).body).toContain('so somebody else must adopt it')
  const compare = { calibration: url.split('/').at(-1) ?? '', years: '2', gainers: 'at_once' }
  expect((await other.post('/allocation/rollout/comparisons/new', compare)).status).toBe(303)
  expect((await other.get(`${url}/adopt`)).body).toContain('Nobody has compared winners and losers')
  await app.jobs.drain()
  expect((await other.get(`${url}/adopt`)).body).toContain('Winners and losers were compared on 22 Nov 2026')
  expect((await other.post(`${url}/adopt`, {})).status).toBe(303)
})

test('few plans: no claim, and nothing to approve', async () => {
  const app = await withPrior()
  const commissioner = await app.as('commissioner')
  const few = await calibrated(app, 60)
  const page = (await commissioner.get(few)).body
  expect(page).toContain('nothing is claimed')
  expect(page).toContain('there are too few plans')
  expect((await commissioner.post(`${few}/approve`, {})).body).toContain('Only a table that passed every gate')
})

test('the recorded evidence of an empty council is refused with its reason', async () => {
  const app = await withPrior()
  const manager = await app.as('team_manager')
  const wrong = await manager.post('/allocation/calibrations/new', { ...form, quantile: '30', version: 'Big Name' })
  expect(wrong.status).toBe(400)
  expect(wrong.body).toContain('small letters, digits, dots and dashes')
  const made = await manager.post('/allocation/calibrations/new', form)
  expect(made.status).toBe(303)
  const url = made.headers['location'] ?? ''
  expect((await manager.get(url)).body).toContain('Asked for just now. It is the next to be worked out')
  await app.jobs.drain()
  expect((await manager.get(url)).body).toContain('No plan comes with evidence that it was enough')
  expect((await manager.get('/allocation/calibrations')).body).toContain('Refused')
  expect(
    (await manager.post('/allocation/calibrations/new', { ...form, version: syntheticPrior.version })).body,
  ).toContain('used before')
})

test('a file is sent with the form; a fault in it is named by line, and nothing is kept', async () => {
  const app = await withPrior()
  const manager = await app.as('team_manager')
  const plans = syntheticRows({ count: 120, seed: 9 })
  const csv = (change: object) =>
    [
      [...Object.keys(record(plans[0]!, change))].join(','),
      ...plans.map((plan) => Object.values(record(plan, change)).join(',')),
    ].join('\n')
  const bad = await send(app, manager.accountId, csv({ g: 9 }))
  expect(bad.statusCode).toBe(400)
  expect(bad.body).toContain('Line 2, g: must be a whole number from 0 to 4')
  expect((await send(app, manager.accountId, '')).body).toContain('The file has no plans in it')
  expect((await manager.get('/allocation/calibrations')).body).toContain('No calibration yet')
  const good = await send(app, manager.accountId, csv({}))
  expect(good.statusCode).toBe(303)
  await app.jobs.drain()
  expect((await manager.get(String(good.headers['location']))).body).toContain('Prior-led: 120 usable plans')
})

test('others may not see calibrations before they are adopted', async () => {
  const app = await withPrior()
  const url = await calibrated(app, 120)
  expect((await (await app.as('practitioner')).get(url)).status).toBe(403)
  expect((await app.stranger().get(url)).status).toBe(303)
})

test('a calibrated table goes to the winners and losers without its data being pasted, and back', async () => {
  const app = await withPrior()
  const url = await calibrated(app, 120)
  const id = url.split('/').at(-1) ?? ''
  const finance = await app.as('finance')
  const form = `/allocation/rollout/comparisons/new?calibration=${id}`
  expect((await finance.get(url)).body).toContain(`href="${form}"`)
  expect((await (await app.as('team_manager')).get(url)).body).not.toContain(form)
  const page = (await finance.get(form)).body
  expect(page).toContain('Compare table 2027-1 of a calibration')
  expect(page).not.toContain('name="table"')
  const to = '/allocation/rollout/comparisons/new'
  const wrong = await finance.post(to, { calibration: id, years: '40', gainers: 'at_once' })
  expect([wrong.status, wrong.body.includes(`value="${id}"`)]).toEqual([400, true])
  const asked = await finance.post(to, { calibration: id, years: '2', gainers: 'at_once' })
  expect(asked.status).toBe(303)
  await app.jobs.drain()
  const comparison = asked.headers['location'] ?? ''
  expect((await finance.get(comparison)).body).toContain(`href="${url}"`)
  expect((await finance.get(url)).body).toContain(`href="${comparison}"`)
  expect((await finance.get(url)).body).toContain('falls eased over 2 years')
})

test('too few plans leave the table before as it was, so there is nothing to compare', async () => {
  const app = await withPrior()
  const url = await calibrated(app, 30)
  const finance = await app.as('finance')
  expect((await finance.get(url)).body).not.toContain('Compare everybody')
  const to = `/allocation/rollout/comparisons/new?calibration=${url.split('/').at(-1)}`
  expect((await finance.get(to)).headers['location']).toBe(url)
})

test('a calibration that is not worked out has no table to compare yet', async () => {
  const app = await withPrior()
  const commissioner = await app.as('commissioner')
  const url = (await commissioner.post('/allocation/calibrations/new', form)).headers['location'] ?? ''
  const to = `/allocation/rollout/comparisons/new?calibration=${url.split('/').at(-1)}`
  expect((await commissioner.get(url)).body).not.toContain('Compare everybody')
  expect((await commissioner.get(to)).headers['location']).toBe(url)
})
