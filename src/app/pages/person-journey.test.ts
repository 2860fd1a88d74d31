import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { anAssessment, aPerson } from '../../../test/support/assessed-person.ts'
import { aReadyPerson, aSession, nextMonday } from '../../../test/support/planned-week.ts'
import { adopt, told } from '../../../test/support/told-budget.ts'
import { who } from '../../../test/support/who.ts'
import { budgetById, decideException } from '../../allocation/store.ts'
import { sendOffer } from '../../brokerage/store.ts'
import { addDays } from '../../core/calendar-date.ts'
import { addSession, decide, decideTransport, sendForApproval } from '../../planning/store.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'

const textOf = (body: string) => body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

test('the budget on the journey says what was agreed above it, as the money beside it does', async () => {
  const app = await testApp()
  await adopt(app.db)
  const nell = await aPerson(app.db)
  const { personId, teamId } = nell
  const budgetId = await told(app.db, nell, await anAssessment(app.db, nell, { g: 3, i: 3 }))
  const worker = await app.as('practitioner', { teamIds: [teamId] })
  expect(textOf((await worker.get(`/people/${personId}`)).body)).not.toContain('Raised to')
  await app.db.transaction(who('team_manager', { teamIds: [teamId], accountId: newId() }), async (tx) => {
    const { id: exceptionId } = await tx.one<{ id: string }>(
      sql`select id from allocation.exception where indicative_budget_id = ${budgetId}`,
    )
    await decideException(tx, { personId, budgetId, exceptionId, decision: 'agreed', reason: 'No place is cheaper.' })
  })
  const { weeklyPence } = await app.db.transaction(nell.worker, (tx) => budgetById(tx, personId, budgetId))
  const pounds = (amount: number) => `£${(amount / 100).toFixed(2).replace(/\.00$/, '')}`
  expect(textOf((await worker.get(`/people/${personId}`)).body)).toContain(
    `Raised to ${pounds(weeklyPence + 5000)} a week. About ${pounds(weeklyPence)} was told`,
  )
})

test('a plan of twelve weeks whose cost waits: what waits, its offers, and what it costs in all, in the order of the day', async () => {
  const app = await testApp()
  const nell = await aReadyPerson(app.db)
  const session = await aSession(app.db)
  const { personId, outcomeId } = nell
  const worker = await app.as('practitioner', { teamIds: [nell.teamId] })
  const record = async () => textOf((await worker.get(`/people/${personId}`)).body)
  expect(await record()).toContain('No session to place yet')
  const { termId, versionId } = await app.db.transaction(nell.worker, async (tx) => {
    const from = nextMonday(tx.today)
    const { termId } = await addSession(tx, {
      ...{ personId, outcomeId, from, until: addDays(from, 83), purpose: 'support', sessionId: session.sessionId },
      ...{ everyWeeks: 1, supportBand: '1:2', characteristics: [], route: 'council_managed', otherPayers: [] },
      reason: 'first plan',
    })
    const walk = { chosen: 'walk', tried: [], assessedNeed: false, reason: 'It is near' } as const
    await decideTransport(tx, { personId, termId, ...walk })
    return { termId, versionId: await sendForApproval(tx, { personId, from, reason: 'first plan' }) }
  })
  expect(await record()).toContain('Version 1 waits for approval of its contents and its cost')
  expect(await record()).toContain('No session agreed yet')
  await app.db.transaction(nell.manager, (tx) =>
    decide(tx, { versionId, about: 'contents', approved: true, comment: 'A good week' }),
  )
  // Sent and approved on one day, and recorded only afterwards, as in what is brought in.
  await app.db.owner(async (tx) => {
    await tx.query(sql`alter table planning.plan_version disable trigger user`)
    await tx.query(
      sql`update planning.plan_version set recorded_at = recorded_at + interval '2 hours' where id = ${versionId}`,
    )
    await tx.query(sql`alter table planning.plan_version enable trigger user`)
  })
  await app.db.transaction(who('broker'), (tx) =>
    sendOffer(tx, {
      ...{ termId, providerId: session.providerId, needsToKnow: 'Age 25 to 34.' },
      answerBy: new Date(tx.now.getTime() + 48 * 3_600_000),
    }),
  )
  const page = await record()
  expect(page).toContain('Version 1 waits for approval of its cost')
  expect(page).toContain('1 offer sent, no session agreed yet')
  expect(textOf((await worker.get(`/people/${personId}/history`)).body)).toMatch(
    /Offer sent to [^:]*: Woodwork, \w+days/,
  )
  expect(page).toMatch(/Contents of plan version 1 approved[\s\S]*Plan version 1 sent for approval/)
  expect(page).toMatch(/From Monday [^.]* to \w+day [^.]*\. £[\d.]+ in all before what the person pays\./)
})
