import { expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { onBothDatabases } from '../../test/support/databases.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { keyFacts, type PeopleCounted } from './key-facts.ts'
import { boroughCells } from './store.ts'

const cell = (given: Partial<PeopleCounted>): PeopleCounted => ({
  support_reason: 'Learning disability support',
  local_area: 'Crewe',
  age_group: '18 to 64',
  age_band: '25 to 34',
  in_house: true,
  outside: false,
  people: 10,
  ...given,
})

test('who uses both kinds is one person and two uses', () => {
  const facts = keyFacts(
    [cell({ people: 280 }), cell({ people: 141, in_house: false, outside: true }), cell({ people: 78, outside: true })],
    [],
  )
  expect([facts.people, facts.uses, facts.own, facts.outside]).toEqual([499, 577, 358, 219])
  expect(facts.kinds.shown).toEqual([[280, 78, 141]])
})

test('an area with four people is hidden, and a second one with it', () => {
  const facts = keyFacts(
    [cell({ people: 40 }), cell({ people: 4, local_area: 'Poynton' }), cell({ people: 9, local_area: 'Wilmslow' })],
    [],
  )
  expect(facts.areas.columns).toEqual(['Crewe', 'Wilmslow', 'Poynton'])
  expect(facts.areas.shown).toEqual([[40, 'hidden', 'hidden']])
  expect(facts.areas.totals).toEqual([53])
})

test('money of fewer than five people is hidden', () => {
  const spend = { support_reason: 'Mental health support', local_area: 'Crewe', age_group: '18 to 64', pence: 100_00 }
  const facts = keyFacts(
    [],
    [
      { ...spend, in_house: true, people: 3 },
      { ...spend, in_house: false, people: 12 },
    ],
  )
  expect(facts.spendByReason).toEqual([{ name: 'Mental health', amounts: ['hidden', 'hidden'] }])
})

onBothDatabases('the borough', (open) => {
  test('is counted for a commissioner, who can read no name, and for nobody outside the council', async () => {
    const db = await open()
    expect(await db.transaction(who('commissioner'), (tx) => boroughCells(tx, {}))).toEqual({ people: [], spend: [] })
    expect(await db.transaction(jobWho(), (tx) => boroughCells(tx, { area: 'Crewe' }))).toEqual({
      people: [],
      spend: [],
    })
    expect(await db.transaction(who('public'), (tx) => boroughCells(tx, {}))).toEqual({ people: [], spend: [] })
  })
})

test('the page says so when there is nobody, and each table is a spreadsheet', async () => {
  const app = await testApp()
  const commissioner = await app.as('commissioner')
  expect((await commissioner.get('/strategy/borough')).body).toContain('Nobody here has a paid day opportunity today')
  const csv = await commissioner.get('/strategy/borough/ages.csv')
  expect(csv.body).toMatch(/^\uFEFFAge,People\r\n18 to 24,0\r\n/)
  expect((await commissioner.get('/strategy/borough/names.csv')).status).toBe(404)
  expect((await (await app.as('broker')).get('/strategy/borough')).status).toBe(403)
})
