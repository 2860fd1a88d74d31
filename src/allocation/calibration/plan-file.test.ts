import { expect, test } from 'vitest'
import { assessedItems } from '../../needs/index.ts'
import { answerName } from '../answer-names.ts'
import { readPlanFile } from './plan-file.ts'
import { priceAgain, rateCard, readUnits } from './rate-card.ts'

const record = (more: Record<string, string> = {}): Record<string, string> => ({
  ...Object.fromEntries(
    assessedItems.flatMap((item) => [
      [item, '2'],
      [`${item}_carer`, '0'],
    ]),
  ),
  weekly_pence: '24500',
  needs_met: 'yes',
  open_unmet_need: 'no',
  upheld_complaint: 'no',
  group_age: '18 to 39',
  ...more,
})
const faults = (more: Record<string, string>) => {
  const read = readPlanFile([record(), record(more)])
  return read.ok ? [] : read.faults
}

test('reads levels, carer’s quarters, cost without add-ons, and groups', () => {
  const read = readPlanFile([record({ g: '4', g_carer: '1', add_ons_pence: '2500', plan: 'P1' })])
  expect(read).toMatchObject({ ok: true, value: { given: 1, leftOut: {} } })
  expect(read.ok && read.value.rows[0]).toMatchObject({ weeklyPence: 22_000, groups: { age: '18 to 39' } })
  expect(read.ok && [read.value.rows[0]?.levels.g, read.value.rows[0]?.carer.g, read.value.rows[0]?.levels.x4]).toEqual(
    [4, 1, 2],
  )
})

test('levels and quarters are read by their long and their short names, and never both', () => {
  const short = record({ g: '4', g_carer: '1' })
  const long = Object.fromEntries(Object.entries(short).map(([name, value]) => [answerName(name), value]))
  expect(Object.keys(long)).toEqual(expect.arrayContaining(['level_g', 'carer_g']))
  expect(readPlanFile([long])).toEqual(readPlanFile([short]))
  const both = readPlanFile([{ ...short, level_g: '4' }])
  expect(both).toMatchObject({
    ok: false,
    faults: [{ line: 1, column: 'level_g', reason: expect.stringContaining('named twice') }],
  })
})

test('a plan without evidence that it was enough is left out and counted', () => {
  const read = readPlanFile([
    record({ needs_met: 'no' }),
    record({ open_unmet_need: 'yes' }),
    record({ upheld_complaint: 'YES' }),
    record({ add_ons_pence: '24500' }),
  ])
  expect(read).toMatchObject({
    ok: true,
    value: { rows: [], leftOut: { not_met: 1, open_unmet_need: 1, upheld_complaint: 1, add_ons_only: 1 } },
  })
})

test.each([
  ['a level of 5', { g: '5' }, 'g', /whole number from 0 to 4/],
  ['half a level', { g: '2.5' }, 'g', /whole number from 0 to 4/],
  ['a share of 0.5', { h_carer: '0.5' }, 'h_carer', /in quarters/],
  ['no money', { weekly_pence: '' }, 'weekly_pence', /whole pence/],
  ['pounds for pence', { weekly_pence: '£245' }, 'weekly_pence', /whole pence/],
  ['neither yes nor no', { needs_met: 'perhaps' }, 'needs_met', /yes or no/],
  ['a diagnosis as an input', { diagnosis: 'autism' }, 'diagnosis', /not a column/],
  ['what it costs now', { current_cost: '100' }, 'current_cost', /not a column/],
  ['where the person lives', { setting: 'family home' }, 'setting', /not a column/],
  ['a surname', { name: 'Smith' }, 'name', /not a column/],
])('refuses the whole file for %s, by line and column', (_name, more, column, reason) => {
  expect(faults(more)).toEqual([{ line: 3, column, reason: expect.stringMatching(reason) }])
})

test('not more than twenty faults are told', () => {
  const read = readPlanFile(Array.from({ length: 50 }, () => record({ g: '9' })))
  expect(read.ok ? 0 : read.faults.length).toBe(20)
})

test('names of columns that are missing or unknown are told once, at the first line, with the names there are', () => {
  const { x4_carer, needs_met, ...rest } = record()
  expect([x4_carer, needs_met]).toEqual(['0', 'yes'])
  const read = readPlanFile(Array.from({ length: 50 }, () => ({ ...rest, age: '44', sex: 'f' })))
  expect(read).toEqual({
    ok: false,
    faults: [
      { line: 1, column: 'age, sex', reason: expect.stringContaining('are not columns of this file. Take them out') },
      { line: 1, column: 'carer_x4, needs_met', reason: 'is missing. Every row needs it' },
    ],
  })
  expect(JSON.stringify(read)).toContain(
    'The columns are: level_a to level_x4, carer_a to carer_x4, weekly_pence, needs_met, open_unmet_need, upheld_complaint; and,',
  )
})

test('weeks are priced again at the coming prices; what cannot be priced is left out', () => {
  const card = rateCard.parse({
    name: 'Prices 2027/28',
    rates: [
      { code: 'shared_session', perUnitPence: 4201 },
      { code: 'hour_1:1', perUnitPence: 1899 },
    ],
  })
  expect(readUnits('shared_session*2.5; hour_1:1 * 3')).toEqual([
    { code: 'shared_session', hundredths: 250 },
    { code: 'hour_1:1', hundredths: 300 },
  ])
  expect(priceAgain(card, [{ code: 'shared_session', hundredths: 250 }])).toEqual({ ok: true, value: 10_503 })
  const read = readPlanFile([record({ units: 'shared_session*3' }), record({ units: 'minibus*2' }), record()], card)
  expect(read).toMatchObject({
    ok: true,
    value: { leftOut: { no_price: 1, no_units: 1 }, rows: [{ weeklyPence: 12_603 }] },
  })
})

test('prices that go up by a fifth put every priced week up by a fifth, but for rounding', () => {
  const units = [
    { code: 'a', hundredths: 333 },
    { code: 'b', hundredths: 50 },
  ]
  const at = (times: number) =>
    priceAgain(
      rateCard.parse({
        name: 'x',
        rates: [
          { code: 'a', perUnitPence: 1000 * times },
          { code: 'b', perUnitPence: 5000 * times },
        ],
      }),
      units,
    )
  expect(at(1)).toEqual({ ok: true, value: 5830 })
  expect(at(1.2)).toEqual({ ok: true, value: 6996 })
})
