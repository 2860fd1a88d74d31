import { expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { anAgreedTerm, aReadyPerson, aSession } from '../../test/support/planned-week.ts'

const question = {
  wanted: {
    weekday: 2,
    startMinute: 780,
    endMinute: 960,
    from: '2026-11-23',
    supportBand: '1:2',
    speed: { mode: 'bus', kilometresPerHour: 14, detourPercent: 30 },
  },
  places: [
    {
      sessionId: 'a',
      name: 'Woodwork',
      weekday: 2,
      startMinute: 780,
      endMinute: 960,
      dates: 26,
      fitting: 26,
      price: 4800,
    },
    {
      sessionId: 'b',
      name: 'Choir',
      weekday: 3,
      startMinute: 780,
      endMinute: 960,
      dates: 26,
      fitting: 26,
      price: 4800,
    },
  ],
}

test('other programs match, hold and place; a second placement is refused with its code', async () => {
  const app = await testApp()
  const person = await aReadyPerson(app.db)
  const { termId } = await anAgreedTerm(app.db, person, await aSession(app.db))
  const broker = await app.as('broker')
  const matched = (await app.stranger().api('POST', '/api/brokerage/match', question)).json()
  expect(matched).toMatchObject({
    matches: [
      { sessionId: 'a', fits: true },
      { sessionId: 'b', fits: false },
    ],
  })
  expect((await broker.api('GET', '/api/brokerage/queue')).json()).toMatchObject({
    found: 1,
    sessions: [{ term_id: termId }],
  })
  const root = `/api/brokerage/people/${person.personId}/sessions/${termId}`
  expect((await broker.api('POST', `${root}/hold`)).status).toBe(200)
  expect((await broker.api('POST', `${root}/place`)).json()).toMatchObject({ dates: 26 })
  const again = await broker.api('POST', `${root}/place`)
  expect([again.status, again.body.includes('one_placement_at_a_time')]).toEqual([409, true])
  const strange = `/api/brokerage/people/${person.personId}/sessions/${person.outcomeId}/place`
  expect((await broker.api('POST', strange)).status).toBe(404)
})
