import { expect, test } from 'vitest'
import { checkCouncil } from './check-council.ts'
import { readCouncilFolder } from './store.ts'

type Row = Record<string, unknown>

/** Cheshire East's folder with the value of one key changed, and what is then found. */
function found(file: string, key: string, change: (value: Row[]) => void): string[] {
  const folder = structuredClone(readCouncilFolder('cheshire-east')) as Record<
    string,
    { values: Record<string, { dated: { value: Row[] }[] }> }
  >
  change(folder[file]?.values[key]?.dated[0]?.value ?? [])
  const checked = checkCouncil(folder)
  return checked.ok ? [] : checked.refusals.map((one) => `${one.file}: ${one.field}: ${one.fault}`)
}
const again = (value: Row[]) => value.push({ ...value[0] })
const set = (name: string, to: unknown) => (value: Row[]) => Object.assign(value[0] ?? {}, { [name]: to })

test.each([
  ['lots.json', 'lots', 'lots.dated[0].value.7: stands here twice: building_day'],
  ['prices.json', 'prices.list', 'prices.list.dated[0].value.15: stands here twice: building_day, 1:8, day'],
  ['pay-rules.json', 'payRules', 'payRules.dated[0].value.18: stands here twice: building_day, attended, 0 hours'],
  ['localities.json', 'localities.areas', 'localities.areas.dated[0].value.7: stands here twice: Macclesfield'],
  ['localities.json', 'localities.teams', 'value.6: stands here twice: Wilmslow, Knutsford and Poynton'],
])('what stands twice in %s is refused where it stands: %s', (file, key, said) => {
  expect(found(file, key, again)[0]).toContain(said)
  expect(found(file, key, again)[0]).toMatch(new RegExp(`^${file}: `))
})

test.each([
  ['prices.json', 'prices.list', set('lot', 'nowhere'), 'value.0.lot: names the lot nowhere, which is not in lots'],
  ['prices.json', 'prices.list', set('band', '1:7'), 'value.0.band: Invalid option'],
  ['pay-rules.json', 'payRules', set('reason', 'rain'), 'value.0.reason: Invalid option'],
  ['pay-rules.json', 'payRules', set('lots', ['nowhere']), 'value.0.lots: names the lot nowhere'],
  ['localities.json', 'localities.teams', set('areas', ['Atlantis']), 'names the area Atlantis'],
  ['localities.json', 'localities.teams', set('towns', ['Atlantis']), 'value.0.towns: names Atlantis'],
  ['rollout.json', 'rollout.steps', set('areas', ['Atlantis']), 'value.0.areas: names the area Atlantis'],
  [
    'bank-holidays.json',
    'calendar.bankHolidays',
    (days: unknown[]) => days.push('2050-01-03'),
    '2050-01-03 is not a day',
  ],
] as const)('what %s names and no list has is refused', (file, key, change, said) => {
  const findings = found(file, key, change as (value: Row[]) => void)
  expect(findings[0]).toContain(said)
})

test('a lot of which nobody says what is paid when somebody came is refused', () => {
  const without = (rules: Row[]) => {
    for (const rule of rules) rule['lots'] = (rule['lots'] as string[]).filter((lot) => lot !== 'outreach')
  }
  expect(found('pay-rules.json', 'payRules', without)).toEqual([
    'pay-rules.json: payRules.dated[0].value: says nothing of what is paid in the lot outreach when somebody came',
  ])
})
