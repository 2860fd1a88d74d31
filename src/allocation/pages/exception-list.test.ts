import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { anAssessment, aPerson } from '../../../test/support/assessed-person.ts'
import { jobWho } from '../../../test/support/who.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { exampleTableInput } from '../example-table.ts'
import { adoptTable, workOutBudget } from '../store.ts'

/** Nell with a budget, and exceptions asked for before only one could be open; a day is the Friday before. */
async function team() {
  const app = await testApp({ today: '2026-11-27' })
  await app.db.transaction(jobWho(), (tx) =>
    adoptTable(tx, { content: exampleTableInput, approvedBy: newId(), secondApprover: newId(), reason: 'for a test' }),
  )
  const nell = await aPerson(app.db)
  const assessmentId = await anAssessment(app.db, nell, { g: 3, i: 3 })
  const budgetId = await app.db.transaction(nell.worker, (tx) =>
    workOutBudget(tx, { personId: nell.personId, assessmentId, addOns: [] }),
  )
  const asked = (reason: string, on: string) =>
    app.db.owner((tx) =>
      tx.query(sql`
        insert into allocation.exception (indicative_budget_id, reason_code, words, asked_on, asked_by, amount_pence, beside_another)
        values (${budgetId}, ${reason}, 'Why', ${on}, ${newId()}, 30000, true)`),
    )
  const manager = await app.as('team_manager', { teamIds: [nell.teamId], name: 'Dee Marsh' })
  return { app, nell, asked, manager, budget: `/people/${nell.personId}/allocation/${budgetId}` }
}

test('exceptions that wait are listed with their clock, late ones marked, and can be narrowed', async () => {
  const { app, asked, manager, budget } = await team()
  expect((await manager.get('/allocation/exceptions')).body).toContain('No exception waits for a decision')
  await asked('rate', '2026-11-19')
  await asked('market_gap', '2026-11-24')
  const list = (await manager.get('/allocation/exceptions')).body
  for (const shown of ['2 wait for a decision, 1 late', '6 working days, due 26 Nov 2026', 'Due 1 Dec 2026'])
    expect(list).toContain(shown)
  const late = (await manager.get('/allocation/exceptions?state=late')).body
  expect(late).toContain('1 exception')
  expect(late).not.toContain('Due 1 Dec 2026')
  expect((await manager.get('/allocation/exceptions?reason=transition')).body).toContain('No exception matches')
  expect((await manager.get('/allocation/exceptions?q=zzz&state=all')).body).toContain('No exception matches')
  expect((await manager.get(budget)).body).toContain('Decision was due 26 Nov 2026')
  expect((await manager.get('/home')).body).toContain('26 Nov 2026, 1 day late')
  const stranger = await app.as('practitioner', { teamIds: [] })
  expect((await stranger.get('/allocation/exceptions')).body).toContain('No exception waits for a decision')
})

test('the decision stops the clock, and the person reads by when to expect it', async () => {
  const { app, nell, asked, manager, budget } = await team()
  await asked('rate', '2026-11-19')
  expect((await manager.get(`${budget}/plain`)).body).toContain(
    'I should have had an answer by Thursday 26 November 2026',
  )
  const href =
    /href="([^"]+\/exceptions\/[0-9a-f-]{36})"/.exec((await manager.get('/allocation/exceptions')).body)?.[1] ?? ''
  expect((await manager.get(href)).body).toContain('Late: it was due on Thursday 26 November 2026')
  expect((await manager.post(href, { decision: 'agreed', reason: 'The plan shows why.' })).status).toBe(303)
  const worker = await app.as('practitioner', { teamIds: [nell.teamId] })
  expect((await worker.get(href)).body).toContain('Took 6 working days (aim 5 working days)')
  expect((await manager.get('/allocation/exceptions?state=decided')).body).toContain('Took longer')
})
