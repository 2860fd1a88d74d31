import { expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { anAssessment } from '../../test/support/assessed-person.ts'
import { paidDates } from '../../test/support/paid-dates.ts'
import { adopt, told } from '../../test/support/told-budget.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import type { StepName } from '../journey.ts'
import { bookReview } from '../needs/store.ts'
import { sql } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import type { Role } from '../platform/who.ts'
import { stepReaders } from './step-readers.ts'
import { steps } from './steps.ts'

/** Somebody with a record in every step. */
async function everything() {
  const app = await testApp({ today: '2026-04-19' })
  const { ann, mark } = await paidDates(app.db)
  const { personId, teamId } = ann
  const worker = who('practitioner', { teamIds: [teamId] })
  await adopt(app.db)
  await told(app.db, { personId, teamId, worker }, await anAssessment(app.db, { personId, teamId, worker }, { g: 3 }))
  await mark('2026-04-07')
  await app.db.owner(async (tx) => {
    await tx.query(sql`
      insert into charging.contribution (id, person_id, basis, weekly_pence, rule_version, decided_by, reason, from_date)
      values (${newId()}, ${personId}, 'migrated', 1234, 'old system', ${newId()}, 'Taken over', '2026-04-06')`)
  })
  await app.db.transaction(jobWho(), (tx) =>
    bookReview(tx, { personId, kind: 'planned', cause: 'yearly', dueOn: day('2026-04-12') }),
  )
  return { app, ann }
}

test('whoever is shown a step reads of it what the team reads', async () => {
  const { app, ann } = await everything()
  await app.db.owner((tx) =>
    tx.query(sql`
      insert into planning.plan_version (plan_id, person_id, number, from_date, prepared_by, contents_hash, gross_yearly_pence)
      select id, person_id, 1, '2026-05-04', ${newId()}, 'contents', 244800 from planning.plan where person_id = ${ann.personId}`),
  )
  const read = (role: Role, step: StepName) =>
    app.db.transaction(who(role, { teamIds: [ann.teamId] }), async (tx) => steps[step]?.progress?.(tx, ann.personId))
  const built = (Object.keys(steps) as StepName[]).filter((step) => steps[step]?.progress !== undefined)
  expect(Object.keys(stepReaders).sort()).toEqual([...built].sort())
  for (const step of built) {
    const team = await read('practitioner', step)
    expect([step, team?.words]).not.toEqual([step, expect.stringMatching(/^No |^Nothing /)])
    for (const role of stepReaders[step] ?? []) expect([step, role, await read(role, step)]).toEqual([step, role, team])
  }
})

test('a broker and a finance officer are not told that what they may not read is not there, or of a week that goes on as next', async () => {
  const { app, ann } = await everything()
  const record = `/people/${ann.personId}`
  const untrue = /No contact yet|No budget yet|No financial assessment yet|Nothing paid|No review booked/
  const team = (await (await app.as('practitioner', { teamIds: [ann.teamId] })).get(record)).body
  expect(team).toContain('Eligible needs')
  expect(team).not.toContain('Not shown to you')
  const broker = (await (await app.as('broker')).get(record)).body
  expect(broker).not.toMatch(untrue)
  expect(broker).toContain('Not shown to you: Needs, Budget, Charge, Review and Money. The person’s team sees them.')
  expect(broker).toContain('1 session marked')
  expect(broker).not.toContain('What is next.')
  const finance = (await (await app.as('finance')).get(record)).body
  expect(finance).not.toMatch(untrue)
  expect(finance).toContain('Not shown to you: Needs, Places and Review.')
  expect(finance).toContain('£12.34')
  expect(finance).not.toContain('What is next.')
})
