import { expect, test } from 'vitest'
import { startingScenario } from '../../../test/support/scenarios.ts'
import { changeScenario } from './change-scenario.ts'
import { differences } from './differences.ts'

const scenario = startingScenario()
const changed = (typed: Record<string, string>) => {
  const asked = changeScenario(scenario, typed)
  if ('faults' in asked) throw new Error(JSON.stringify(asked.faults))
  return asked.scenario
}
const rows = (...others: (typeof scenario)[]) =>
  differences([scenario, ...others].map((one, at) => ({ letter: 'ABC'[at] ?? '', scenario: one }))).rows

test('what scenarios side by side assume differently is told line by line, and nothing else', () => {
  expect(rows(scenario)).toEqual([])
  const dearer = changed({ 'price.tier2Hour': '18', reliefMonths: '6', 'phasing.existing': 'new_only' })
  const told = rows(dearer, scenario)
  expect(told.map((cells) => cells.length)).toEqual([4, 4, 4])
  expect(told[0]).toEqual([
    'An hour in tier 2 with one worker to oneself',
    '£16 (£14.50 to £18.50)',
    '£18 (£16.50 to £20.50)',
    '£16 (£14.50 to £18.50)',
  ])
  expect(told.slice(1)).toContainEqual(['Months of transitional relief', '12', '6', '12'])
  expect(told.slice(1)).toContainEqual([
    'Who moves',
    'Everybody, at their review',
    'New people only',
    'Everybody, at their review',
  ])
})

test('one of a thing is said as one', () => {
  const [row] = rows(changed({ 'attendanceTimes.tier2': '1.1' }))
  expect(row?.slice(1).map((said) => said.split(' (')[0])).toEqual(['1 time', '1.1 times'])
})

test('areas that start together are one line, others a line each', () => {
  const all = Object.fromEntries(scenario.areas.map((_, at) => [`phasing.area.${at}`, '7']))
  expect(rows(changed(all))).toEqual([['Every area: months until the first person moves', '0', '7']])
  expect(rows(changed({ 'phasing.area.1': '7' }))).toEqual([
    [`${scenario.areas[1]}: months until the first person moves`, '0', '7'],
  ])
})
