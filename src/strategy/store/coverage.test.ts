import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { homesAndPlaces, oakHouse } from '../../../test/support/homes-and-places.ts'
import { travelPolicyOn } from '../../../test/support/travel.ts'
import { who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { stoppedClock } from '../../platform/clock.ts'
import { sql } from '../../platform/db.ts'
import { coverageFigures } from '../coverage/figures.ts'
import { wayOf } from '../coverage/today.ts'
import { coverageToday, supposedCoverage } from '../store.ts'

onBothDatabases('coverage', (open) => {
  test('is counted for a commissioner in cells with five people or more behind each place on the map, and for nobody outside', async () => {
    const db = await open(stoppedClock(day('2026-11-22')))
    await homesAndPlaces(db)
    const today = await db.transaction(who('commissioner'), (tx) => coverageToday(tx))
    const everyone = today.homes.filter(({ need }) => need === null)
    expect(everyone.map(({ area, at, people }) => [area, at?.latitude, at?.longitude, people])).toEqual([
      ['Crewe', 53.1, -2.43, 13],
      ['Macclesfield', 53.26, -2.13, 7],
    ])
    expect(today.unpublished).toEqual(['journeys as they were made'])
    const way = wayOf(travelPolicyOn(day('2026-11-22')), { mode: 'bus', minutes: null })
    const figures = coverageFigures(today, way)
    const cell = (area: string, need: string | null) =>
      figures.areas.find((one) => one.area === area && one.need === need && one.weekday === 2 && one.part === 'morning')
    expect(cell('Crewe', 'personal_care')).toMatchObject({ people: 15, reached: 15, left: 0, percent: 100, gap: false })
    expect(cell('Macclesfield', null)).toMatchObject({ people: 5, reached: 5, gap: false })
    expect(cell('Macclesfield', 'personal_care')).toMatchObject({ people: 5, reached: 0, gap: true })
    const closed = await db.transaction(who('commissioner'), (tx) =>
      supposedCoverage(tx, today, { close: oakHouse }, way),
    )
    expect('figures' in closed && closed.figures).toMatchObject({ gain: 0, lose: 15, displaced: 0 })
    for (const role of ['provider', 'person', 'public', 'broker', 'practitioner'] as const)
      expect((await db.transaction(who(role), (tx) => coverageToday(tx))).homes, role).toEqual([])
    for (const view of [
      sql`select person_id from people.home_counted`,
      sql`select person_id from needs.need_counted`,
      sql`select person_id from planning.need_counted`,
    ])
      await expect(db.transaction(who('commissioner'), (tx) => tx.query(view))).rejects.toThrow()
  })
})

test('a commissioner sees who is within reach, what a closure would leave, and makes a call of it', async () => {
  const app = await testApp()
  await homesAndPlaces(app.db)
  const commissioner = await app.as('commissioner')
  const page = (await commissioner.get('/strategy/coverage?area=Macclesfield&day=2&part=morning')).body
  for (const said of ['People counted', 'Personal care', 'Make a call', 'journeys as they were made', 'Macclesfield'])
    expect(page).toContain(said)
  expect(page).not.toContain('The Lane')
  expect((await commissioner.get('/strategy/coverage/cells.csv?show=all&day=2&part=morning')).body).toContain(
    'Crewe,"Tuesday, morning",Everyone,15,15,0,100%,No',
  )
  for (const shut of ['broker', 'finance'] as const)
    expect((await (await app.as(shut)).get('/strategy/coverage')).status, shut).toBe(403)

  const ask = `/strategy/coverage/what-if?close=${oakHouse}`
  const closing = (await commissioner.get(ask)).body
  for (const said of [
    'Oak House closes',
    'Becomes a gap',
    'Lose every place within reach',
    'New gaps',
    'Personal care: 15 lose',
    'Tuesday, morning</a>',
  ])
    expect(closing).toContain(said)
  expect((await commissioner.get(`${ask.replace('what-if', 'what-if.csv')}`)).body).toContain('Becomes a gap')
  const hub = '/strategy/coverage/what-if?hub=Macclesfield&days=6&parts=morning&places=10&needs=personal_care'
  expect((await commissioner.get(hub)).body).toContain('A hub opens in Macclesfield with 10 places')
  for (const [wrong, sentence] of [
    ['close=nowhere', 'Choose a building from the list'],
    ['hub=Macclesfield&days=6&parts=morning&places=0', 'Places must be a whole number from 1 to 500'],
    ['hub=Macclesfield&days=9&parts=morning&places=5', 'Choose the days on which it is open'],
    ['hub=Macclesfield&days=6&places=5', 'Choose the parts of the day in which it is open'],
    ['hub=Atlantis&days=6&parts=morning&places=5', 'We do not know where Atlantis is'],
    ['hub=Macclesfield&days=6&parts=morning&places=5&needs=x', 'Choose needs from the list'],
    ['days=6', 'Say in which town or postcode the hub would open'],
  ] as const) {
    const refused = await commissioner.get(`/strategy/coverage/what-if?${wrong}`)
    expect([refused.status, refused.body.includes(sentence)], wrong).toEqual([400, true])
  }

  const call = `/strategy/coverage/call?close=${oakHouse}&area=Crewe&day=2&part=morning&need=personal_care`
  expect((await commissioner.get(call)).body).toContain('As it would be if: Oak House closes')
  expect((await commissioner.get(call.replace('Crewe', 'Atlantis'))).status).toBe(404)
  expect((await commissioner.post(call, {})).body).toContain('Select whom you ask')
  expect((await commissioner.post(call, { audience: 'framework' })).body).toContain('Select the lot')
  const made = await commissioner.post(call, { audience: 'small' })
  const draft = (await commissioner.get(made.headers['location'] ?? '')).body
  for (const said of ['Something to do in Crewe on Tuesdays in the morning (personal care)', 'if Oak House closes'])
    expect(draft).toContain(said)
  // Whoever looks again finds the call that was made, and makes no second one.
  for (const address of [
    `${ask}&page=1`,
    '/strategy/coverage?show=all&area=Crewe&day=2&part=morning&need=personal_care',
  ])
    expect((await commissioner.get(address)).body, address).toMatch(/Call \d+ is a draft/)
})
