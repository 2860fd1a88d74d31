import { describe, expect, test } from 'vitest'
import { day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { tableHash } from '../store/tables.ts'
import { type Calibration, type CalibrationAsked, calibrate } from './calibrate.ts'
import type { Plans } from './plans.ts'
import { syntheticPlans } from './synthetic-plans.ts'
import { syntheticPrior } from './synthetic-prior.ts'

function asked(plans: Plans, more: Partial<CalibrationAsked> = {}): CalibrationAsked {
  return {
    plans,
    given: plans.count,
    leftOut: {},
    evidenceHash: 'e'.repeat(64),
    prior: syntheticPrior,
    priorHash: tableHash(syntheticPrior),
    version: 'made-up-1',
    from: day('2027-04-01'),
    quantile: 0.6,
    seed: 11,
    recovery: 0.5,
    ...more,
  }
}
function done(plans: Plans, more: Partial<CalibrationAsked> = {}): Calibration {
  const found = calibrate(asked(plans, more))
  if (!found.ok) throw new Error(found.refusals.join())
  return found.value
}

describe('a whole calibration', () => {
  const plans = syntheticPlans({ count: 2000, seed: 21 })
  const whole = done(plans)

  test('gives a table of the published shape that keeps every law, and says how it came about', () => {
    expect(whole).toMatchObject({ standing: 'calibrated', usable: 2000, adoptable: true })
    expect(whole.findings?.gates).toEqual(
      ['coverage', 'equity', 'stability', 'laws'].map((gate) => ({ gate, passed: true })),
    )
    expect(whole.table).toMatchObject({ version: 'made-up-1', from: '2027-04-01', addOns: syntheticPrior.addOns })
    expect(whole.table.points.basis).toMatchObject({ source: expect.stringContaining('2000 evidenced plans') })
  })

  test('same plans and seed, same hash; another seed parts the plans in another way', () => {
    expect(tableHash(done(plans).table)).toBe(tableHash(whole.table))
    expect(tableHash(done(plans, { seed: 12 }).table)).not.toBe(tableHash(whole.table))
  })

  test('groups are looked at and never go in: any other groups, or none, give the same table', () => {
    const none = done({ ...plans, groups: [] })
    const other = done({
      ...plans,
      groups: [
        { name: 'x', values: ['a', 'b'], of: Uint8Array.from(plans.codes.subarray(0, 2000), (code) => code % 2) },
      ],
    })
    expect(none.table).toEqual(whole.table)
    expect(other.table).toEqual(whole.table)
    expect(none.findings?.gates).toContainEqual({ gate: 'equity', passed: false })
    expect(none.adoptable).toBe(false)
  })

  test('it explains more than every way with one price, bands or percentiles, and need up is never less money', () => {
    const [own, middle, ...others] = whole.findings?.baselines ?? []
    expect(own?.accuracy.moreNeedLess).toBe(0)
    expect(middle?.accuracy.moreNeedLess).toBe(0)
    for (const { name, accuracy } of others.slice(0, 3))
      expect(middle?.accuracy.explained, name).toBeGreaterThan(accuracy.explained)
    expect(others.map(({ name }) => name)).toContain('Least squares on the square root')
    expect(others.find(({ name }) => name.startsWith('Least'))?.accuracy.moreNeedLess).toBeGreaterThan(0)
    expect(new Set(whole.findings?.baselines.map(({ accuracy }) => accuracy.plans))).toEqual(
      new Set([whole.findings?.judgePlans]),
    )
  })

  test('missing money is told; budgets are the same with and without it', () => {
    const cash = { cashLimitPence: pence(100), reliefPence: pence(0), committedPence: pence(0) }
    const short = done(plans, { cash })
    expect(short.cash).toMatchObject({ short: true })
    expect(short.table).toEqual(whole.table)
  })
})

describe('few plans', () => {
  test.each([
    [99, 'prior-only'],
    [100, 'prior-led'],
    [299, 'prior-led'],
    [300, 'calibrated'],
  ] as const)('%i usable plans: %s', (count, standing) => {
    const found = done(syntheticPlans({ count, seed: 2 }))
    expect(found.standing).toBe(standing)
    if (standing !== 'prior-only') return
    expect(found).toMatchObject({ findings: null, adoptable: false, cash: null })
    expect(tableHash(found.table)).toBe(tableHash(syntheticPrior))
  })
})

describe('what is refused, and nothing comes of it', () => {
  const plans = syntheticPlans({ count: 200, seed: 8 })
  const oneGroup = { ...plans, groups: [{ name: 'age', values: ['all'], of: new Uint8Array(200) }] }
  test.each([
    ['one person', { ...plans, count: 1, groups: [] }, {}, 'one_person'],
    ['nobody', { ...plans, count: 0, groups: [] }, {}, 'no_evidence'],
    ['one group', oneGroup, {}, 'one_group'],
    ['one price for all', { ...plans, weeklyPence: new Int32Array(200).fill(5000) }, {}, 'nothing_to_explain'],
    ['a share that is none', plans, { quantile: 1.2 }, 'quantile_out_of_range'],
    ['a recovery that is none', plans, { recovery: -1 }, 'recovery_out_of_range'],
  ])('%s', (_name, given, more, refusal) => {
    expect(calibrate(asked(given, more))).toEqual({ ok: false, refusals: [refusal] })
  })
})
