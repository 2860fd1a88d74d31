import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day, longDate } from '../core/calendar-date.ts'
import { formatMoney, pence, shareOut } from '../core/money.ts'
import { blockFault, fallingAway, frameworkAfter, type Instalment } from './block-contract.ts'
import { instalmentLines } from './instalment-lines.ts'

const instalment = (dueOn: string, amount: number): Instalment => ({ dueOn: day(dueOn), amount: pence(amount) })
const terms = (instalments: Instalment[], until = '2027-03-31') => ({
  from: day('2021-04-01'),
  until: day(until),
  total: pence(30_000),
  instalments,
})

describe('instalments, one a line', () => {
  test('a day in words or figures, then pounds', () => {
    const april = [instalment('2026-04-01', 1_250_000)]
    for (const line of [
      '1 April 2026 12,500.00',
      ' 1 Apr 2026: £12,500 ',
      '01/04/2026\t12500.00',
      '2026-04-01, 12500',
      '1 April 2026 – £ 12,500',
    ])
      expect([line, instalmentLines(line).instalments]).toEqual([line, april])
  })

  test('what cannot be read is named by its line, and nothing is guessed', () => {
    const faults = (text: string) => instalmentLines(text).faults.map((fault) => fault.slice(0, 6))
    for (const line of ['1 April 12,500', '31 June 2026 100', '1 April 2026', '100', '1 April 2026 0', '1 May 2026 -5'])
      expect([line, faults(line)]).toEqual([line, ['Line 1']])
    expect(faults('1 April 2026 100\n\n1 May 2026 x\n1 June 2026 100\n2 Tomember 2026 5')).toEqual(['Line 2', 'Line 4'])
  })

  test('law: a total shared out in any parts, written out and read again, is the same contract', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 900_000_000 }), parts, (total, weights) => {
        const from = day('2021-04-01')
        const wanted = shareOut(pence(total), weights).map((amount, at) => ({ dueOn: addDays(from, at * 61), amount }))
        const text = wanted.map(({ dueOn, amount }) => `${longDate(dueOn).replace(/^\w+ /, '')} ${formatMoney(amount)}`)
        const { instalments, faults } = instalmentLines(text.join('\n'))
        expect([faults, instalments]).toEqual([[], wanted])
        const until = addDays(from, 61 * 12)
        expect(blockFault({ from, until, total: pence(total), instalments })).toBeUndefined()
        expect(blockFault({ from, until, total: pence(total + 1), instalments })?.code).toBe('DW023')
      }),
    )
  })
})

describe('a block contract that stands', () => {
  test('its terms agree with each other, or the first that does not is said', () => {
    const both = [instalment('2026-04-01', 10_000), instalment('2027-03-31', 20_000)]
    expect(blockFault(terms(both))).toBeUndefined()
    expect(blockFault(terms(both, '2021-03-31'))).toMatchObject({ code: 'block_in_order', field: 'until' })
    expect(blockFault(terms([]))?.code).toBe('block_instalments')
    expect(blockFault(terms([instalment('2026-04-01', 29_999)]))?.sentence).toContain('£299.99')
    expect(blockFault(terms([instalment('2026-04-01', 1), instalment('2026-04-01', 29_999)]))?.code).toBe(
      'block_instalment_pkey',
    )
    expect(blockFault(terms([instalment('2021-03-31', 30_000)]))?.sentence).toContain('enter the first day')
    expect(blockFault(terms([instalment('2027-04-01', 30_000)]))?.sentence).toContain('enter the last day')
  })

  test('it began before a framework, and on no day on which one stood', () => {
    const framework = (id: string, from: string, until: string | null) => ({
      id,
      from: day(from),
      until: until === null ? null : day(until),
    })
    const [old, now] = [framework('old', '2018-01-01', '2021-12-31'), framework('now', '2023-01-01', null)]
    const on = (first: string, all = [now, old]) => {
      const found = frameworkAfter(day(first), all, day('2026-11-22'))
      return found.ok ? found.value.id : found.refusals[0]
    }
    expect([on('2017-12-31'), on('2018-01-01'), on('2021-12-31'), on('2022-06-01'), on('2023-01-01')]).toEqual([
      ...['old', 'no_new_block_contract', 'no_new_block_contract', 'now', 'no_new_block_contract'],
    ])
    expect([on('2026-11-22', []), on('2022-06-01', [old])]).toEqual([
      'block_without_framework',
      'block_without_framework',
    ])
    const later = [framework('later', '2027-04-01', null)]
    expect([on('2026-11-22', later), on('2026-11-23', later)]).toEqual(['later', 'block_not_begun'])
  })

  test('what is due on the last day is paid, and what is due after it falls away', () => {
    const both = [instalment('2026-12-01', 1), instalment('2026-12-02', 2)]
    expect(fallingAway(both, day('2026-12-01'))).toEqual([instalment('2026-12-02', 2)])
  })
})
