import { describe, expect, test } from 'vitest'
import { addDays, day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { amountsOfDay } from './amounts-of-day.ts'
import { parametersOf } from './parameters.ts'

const citation = 'the 2026 circular, annex A'
const entered = { key: 'premium.carer', from: day('2026-04-06'), amount: pence(55_25), citation } as const
const set = {
  name: 'percentTaken',
  value: 97,
  from: day('2021-04-01'),
  citation: 'assumption: made by the test',
} as const
const all = parametersOf([entered], [set])

describe('the parameters as data', () => {
  test('give for each day the very figure the calculator takes, and whether it counts', () => {
    for (const { key, values } of all.amounts) {
      expect(values.length).toBeGreaterThan(0)
      for (const { from, until, pence: amount, counts } of values) {
        for (const on of [from, until]) {
          const loose = amountsOfDay(on, { demo: true })
          const strict = amountsOfDay(on, { demo: false })
          expect(loose.take(key).amount, `${key} on ${on}`).toBe(amount)
          strict.take(key)
          expect(strict.missing.length === 0, `${key} on ${on}`).toBe(counts)
        }
      }
      const [first, last] = [values[0]?.from ?? day('2015-04-01'), values.at(-1)?.until ?? day('2015-04-01')]
      for (const beyond of [addDays(first, -1), addDays(last, 1)]) {
        const amounts = amountsOfDay(beyond, { demo: true })
        amounts.take(key)
        expect(amounts.missing, `${key} on ${beyond}`).toHaveLength(1)
      }
    }
  })
  test('cite every figure, switch, kind of income and free ground', () => {
    for (const one of [...all.amounts, ...all.income, ...all.free]) expect(one.citation.length).toBeGreaterThan(5)
    for (const { values } of all.amounts)
      for (const { seenIn, counts } of values) {
        expect(seenIn.length > 0).toBe(counts)
        for (const name of seenIn) expect(all.sources[name]?.title).toBeTruthy()
      }
  })
  test('show what the council entered and set, and what holds where it set nothing', () => {
    expect(all.amounts.find(({ key }) => key === 'premium.carer')?.council).toEqual([
      { from: '2026-04-06', until: null, pence: 55_25, citation },
    ])
    expect(all.switches.find(({ name }) => name === 'percentTaken')?.values).toEqual([
      { from: '2021-04-01', until: null, value: 97, evidence: 'assumption', citation: 'assumption: made by the test' },
    ])
    for (const { words, whileNotSet } of all.switches) expect(words !== '' && whileNotSet !== '').toBe(true)
  })
})
