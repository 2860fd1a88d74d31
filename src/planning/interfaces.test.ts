import { expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { aReadyPerson, aSession } from '../../test/support/planned-week.ts'
import { who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { commands } from './cli.ts'
import { setLimit } from './store.ts'

const week = {
  from: '2026-04-06',
  sessions: [{ name: 'Woodwork', weekday: 2, startMinute: 780, endMinute: 960, pricePence: 4800 }],
  bankHolidays: [{ from: '2026-12-29', until: '2026-12-29' }],
}

function run(name: string, text: string) {
  const command = commands.find((one) => one.name === name)
  if (command === undefined) throw new Error(`no command ${name}`)
  const context = { args: ['week.json'], flags: {}, readText: async () => text } as unknown as Parameters<
    typeof command.run
  >[0]
  return command.run(context)
}

test('the command works out 51 Tuesdays at £48 and names a fault by its field', async () => {
  expect(await run('cost', JSON.stringify(week))).toMatchObject({
    exit: 0,
    json: { grossYearlyPence: 244_800, weeklyPence: 4800 },
  })
  const wrong = await run('cost', JSON.stringify({ ...week, sessions: [{ ...week.sessions[0], pricePence: 48.5 }] }))
  expect([wrong.exit, wrong.text?.startsWith('sessions.0.pricePence:')]).toEqual([1, true])
  expect((await run('cost', 'not json')).exit).toBe(1)
})

test('the tier command suggests with reasons', async () => {
  const asked = { levels: { g: 2 }, outcomes: [{ careActItem: 'h' }], pointOfEntry: true }
  expect((await run('tier', JSON.stringify(asked))).text).toContain('Tier 3')
})

test('other programs plan a week, send it and have it decided, with the same answers as the command', async () => {
  const app = await testApp()
  const person = await aReadyPerson(app.db)
  const session = await aSession(app.db)
  const worker = await app.as('practitioner', { teamIds: [person.teamId] })
  const manager = await app.as('team_manager', { teamIds: [person.teamId] })
  await app.db.transaction(who('administrator'), (tx) =>
    setLimit(tx, {
      staffId: manager.accountId,
      yearlyPence: pence(10_000_00),
      from: day('2026-01-01'),
      reason: 'delegation',
    }),
  )
  const costed = await app.stranger().api('POST', '/api/planning/cost', week)
  expect(costed.json()).toMatchObject({ grossYearlyPence: 244_800 })
  const root = `/api/planning/people/${person.personId}`
  const line = {
    outcome_id: person.outcomeId,
    session_id: session.sessionId,
    support_band: '1:2',
    from: '2026-11-23',
    reason: 'first plan',
  }
  const { term_id } = (await worker.api('POST', `${root}/sessions`, line)).json() as { term_id: string }
  expect((await worker.api('POST', `${root}/send`, { from: '2026-11-23' })).json()).toMatchObject({ status: 409 })
  expect(
    (await worker.api('POST', `${root}/sessions/${term_id}/transport`, { chosen: 'walk', reason: 'near' })).status,
  ).toBe(200)
  const { version_id } = (await worker.api('POST', `${root}/send`, { from: '2026-11-23' })).json() as {
    version_id: string
  }
  const decision = { approved: true, comment: 'good' }
  await manager.api('POST', `${root}/versions/${version_id}/decide`, { about: 'contents', ...decision })
  expect(
    (await manager.api('POST', `${root}/versions/${version_id}/decide`, { about: 'cost', ...decision })).json(),
  ).toEqual({ agreed: true })
  expect((await worker.api('GET', root)).json()).toMatchObject({
    version_in_force: 1,
    gross_yearly_pence: 249_600,
    stops: [],
  })
  expect((await app.stranger().api('GET', root)).status).toBe(401)
})
