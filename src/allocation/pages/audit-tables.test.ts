import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Calibration, Findings } from '../calibration/calibrate.ts'
import { unseenWords } from '../calibration/calibration-text.ts'
import type { GroupAudit } from '../calibration/equity.ts'
import { cashRows, coverageRows, doubtfulGroups, fairnessRule, groupRows } from './audit-tables.ts'

const group = (change: Partial<GroupAudit>): GroupAudit => ({
  column: 'age',
  value: '40 to 64',
  plans: 17,
  enough: 0.3,
  enoughLow: 0.1,
  enoughHigh: 0.5,
  shortfall: 0.1,
  shortfallLow: 0.05,
  shortfallHigh: 0.2,
  gap: -0.346,
  gapLow: -0.543,
  gapHigh: -0.067,
  worseThanChance: false,
  ...change,
})
const lastWord = (one: GroupAudit) => groupRows({ groups: [one] })[0]?.cells.at(-1)?.text

describe('whether a group is worse off', () => {
  test('a group that passes with its whole interval below nil is not called fair', () => {
    expect(lastWord(group({}))).toBe('Perhaps: look at it before you approve')
    expect(doubtfulGroups({ groups: [group({})] })).toBe('Perhaps worse off: age: 40 to 64')
  })

  test('above nil is better off, and nil inside the interval says nothing', () => {
    expect(lastWord(group({ gap: 0.2, gapLow: 0.1, gapHigh: 0.3 }))).toBe('No, better off')
    expect(lastWord(group({ gap: -0.2, gapHigh: 0.1 }))).toBe('Not that we can see')
    expect(lastWord(group({ gap: -0.03, gapLow: -0.05, gapHigh: -0.01 }))).toBe('Yes, by 5 in 100 or less')
    expect(doubtfulGroups({ groups: [group({ worseThanChance: true }), group({ gapHigh: 0.1 })] })).toBe('')
  })

  test('words, sign and gate agree for every group that is shown', () => {
    const share = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(
      fc.property(share, share, share, fc.boolean(), (one, two, three, worse) => {
        const [low, gap, high] = [one, two, three].sort((a, b) => a - b) as [number, number, number]
        const worseThanChance = worse && gap < -0.05
        const said = lastWord(group({ gap, gapLow: low, gapHigh: high, worseThanChance })) ?? ''
        expect(said === 'Yes, more than chance allows').toBe(worseThanChance)
        if (high < 0) expect(said).not.toMatch(/^No/)
        if (low > 0) expect(said).toBe('No, better off')
      }),
    )
  })

  test('the rule of the gate says which sign is worse, how much is let pass and how many groups were looked at', () => {
    const rule = fairnessRule({ groups: [group({}), group({ value: '65 and over' })] })
    expect(rule).toContain('Below nil means worse off')
    expect(rule).toContain('more than 5 in 100')
    expect(rule).toContain('2 groups are looked at together (2.8 standard spreads)')
  })
})

test('one band of need is everyone, and is told once', () => {
  const coverage = { plans: 66, enough: 0.71, moreThanEnough: 0.7, limit: 0.23, within: true }
  const one = { coverage, bands: [{ ...coverage, fromPoints: 0, toPoints: null }] } as unknown as Findings
  expect(coverageRows(one).map(({ cells }) => cells[0]?.text)).toEqual(['Everyone'])
})

test('money that is missing is called missing, without a minus as well', () => {
  const none = { contingencyPence: 0, reliefPence: 0, committedPence: 0 }
  const cash = { ...none, indicativePence: 500, promisedPence: 500, cashLimitPence: 300, leftPence: -200, short: true }
  const row = cashRows({ cash } as unknown as Calibration).find(({ cells }) => cells[0]?.text === 'Missing')
  expect(row?.cells[1]?.text).toBe('£2')
})

test('a gate that nobody could look through says why', () => {
  expect(unseenWords({ groups: [] })).toContain('name no groups')
  expect(unseenWords({ groups: [group({}), group({ plans: null })] })).toContain('Fewer than two groups can be shown')
  expect(unseenWords({ groups: [group({}), group({})] })).toBe('')
})
