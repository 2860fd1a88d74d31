import { describe, expect, test } from 'vitest'
import { addDays, day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { amountsOfDay, markOf, missingTogether, NOT_CHECKED, seen } from './amounts-of-day.ts'
import { benefitYearBegins, regulationYearBegins } from './benefit-year.ts'
import { knownUntil, nationalAmount, nationalAmounts } from './national-amounts.ts'

const strict = (on: string) => amountsOfDay(day(on), { demo: false })
const inDemo = (on: string) => amountsOfDay(day(on), { demo: true })

describe('the figures of a day', () => {
  test.each([
    ['2022-04-05', 91_40],
    ['2022-04-06', 94_15],
    ['2023-04-06', 103_65],
    ['2025-04-05', 110_60],
    ['2025-04-06', 112_50],
    ['2026-04-06', 120_40],
    ['2027-04-05', 120_40],
  ])('single, 25 or over, on %s', (on, amount) => {
    expect(strict(on).take('guarantee.single.25-plus').amount).toBe(amount)
  })

  test('a figure seen only in an account of the law says where it was seen', () => {
    expect(strict('2025-06-01').take('guarantee.single.25-plus').mark).toBe(
      'seen in Ruils, 2025 to 2026 rates, not in the instrument',
    )
    expect(strict('2023-06-01').take('guarantee.single.25-plus').mark).toBeUndefined()
  })

  test('a figure only worked out is refused, with its name and where to enter it', () => {
    const amounts = strict('2026-06-01')
    expect(amounts.take('premium.disability.single').amount).toBe(0)
    expect(amounts.missing).toHaveLength(1)
    expect(amounts.missing[0]).toMatchObject({
      code: 'amount_not_enacted',
      amount: 'premium.disability.single',
      on: '2026-06-01',
    })
    expect(amounts.missing[0]?.why).toContain('SI 2014/2672, reg 7(5)(a)')
    expect(amounts.missing[0]?.why).toContain('worked out, not seen in the law')
    expect(amounts.missing[0]?.whatToDo).toContain('Amounts set by law')
    expect(amounts.missing[0]?.whatToDo).toContain('daywell charging amounts add premium.disability.single')
  })

  test('a figure only recalled is refused too', () => {
    const amounts = strict('2016-06-01')
    amounts.take('premium.carer')
    expect(amounts.missing[0]?.why).toContain('recalled, not seen in the law')
  })

  test('a demo borough may use both, and each is marked', () => {
    const amounts = inDemo('2026-06-01')
    expect(amounts.take('premium.disability.single')).toMatchObject({ amount: 51_55, mark: NOT_CHECKED })
    expect(amounts.missing).toEqual([])
    expect(amounts.usedDerived).toBe(true)
    expect(NOT_CHECKED).toBe('derived, not yet checked against the circular')
  })

  test('a figure the council checked itself comes before ours, with its rule and where the council found it', () => {
    const council = [
      {
        key: 'premium.disability.single' as const,
        from: day('2026-04-06'),
        amount: pence(51_55),
        citation: 'circular of 2026, annex A',
      },
    ]
    const amounts = amountsOfDay(day('2026-06-01'), { demo: false, council })
    expect(amounts.take('premium.disability.single')).toMatchObject({
      amount: 51_55,
      evidence: 'council',
      citation: 'SI 2014/2672, reg 7(5)(a); circular of 2026, annex A',
    })
    expect(amounts.usedDerived).toBe(false)
    const dayBefore = amountsOfDay(day('2026-04-05'), { demo: false, council })
    expect(dayBefore.take('premium.disability.single').amount).toBe(49_65)
  })

  test('before the first figure and after the last known year every figure is refused, in a demo borough too', () => {
    for (const on of ['2015-03-31', '2027-04-06']) {
      const amounts = inDemo(on)
      amounts.take('capital.upper-limit')
      expect(amounts.missing[0]?.why).toContain('no value is known for')
      const [told] = missingTogether(amounts.missing)
      expect(told?.whatToDo).toContain(on < '2015-04-01' ? 'hold from 1 April 2015' : 'daywell charging amounts add')
    }
  })

  test('figures that are missing for one reason are told in one sentence; another reason stands apart', () => {
    const late = inDemo('2027-05-01')
    late.take('capital.upper-limit')
    expect(missingTogether(late.missing)).toEqual(late.missing)
    late.take('tariff.step')
    const unseen = strict('2026-06-01')
    unseen.take('premium.carer')
    expect(missingTogether([...late.missing, ...unseen.missing])).toEqual([
      {
        why: 'upper limit of savings (SI 2014/2672, reg 12); savings that make one step of tariff income (SI 2014/2672, reg 25): no value is known for 1 May 2027',
        whatToDo:
          'Look them up in the Regulations or the circular for 1 May 2027. Enter each on the page “Amounts set by law”, or with: daywell charging amounts add KEY, where KEY is capital.upper-limit, tariff.step',
      },
      ...unseen.missing,
    ])
  })
})

describe('two calendars', () => {
  test.each([
    [2019, '2019-04-08'],
    [2020, '2020-04-06'],
    [2023, '2023-04-10'],
    [2026, '2026-04-06'],
    [2027, '2027-04-12'],
  ])('benefits of %i change on %s, the first Monday from 6 April', (year, on) => {
    expect(benefitYearBegins(year)).toBe(on)
  })

  test('every figure changes on its own calendar', () => {
    for (const { calendar, values, key } of nationalAmounts) {
      for (const { from } of values) {
        const year = Number(from.slice(0, 4))
        const expected = calendar === 'benefits' ? benefitYearBegins(year) : regulationYearBegins(year)
        if (from !== '2015-04-01') expect(`${key} ${from}`).toBe(`${key} ${expected}`)
      }
    }
  })

  test('a benefit rate is still known on the days of April before it changes', () => {
    expect(knownUntil(nationalAmount('guarantee.child'))).toBe('2027-04-05')
    expect(knownUntil(nationalAmount('benefit.attendance-allowance.higher'))).toBe('2027-04-11')
    expect(strict('2023-04-09').take('benefit.attendance-allowance.higher').amount).toBe(92_40)
    expect(strict('2023-04-10').take('benefit.attendance-allowance.higher').amount).toBe(101_75)
  })
})

describe('the tables of figures', () => {
  test('run from earliest to latest, never fall, and cite what they were seen in', () => {
    for (const { key, values, citation } of nationalAmounts) {
      expect(citation).not.toBe('')
      values.forEach((value, at) => {
        const before = values[at - 1]
        if (before) expect(before.from < value.from && before.amount <= value.amount, `${key} ${value.from}`).toBe(true)
        expect(seen(value) === value.seenIn.length > 0, `${key} ${value.from}`).toBe(true)
        expect(value.evidence === 'primary' ? markOf(value) === undefined : markOf(value) !== undefined).toBe(true)
      })
    }
  })

  test('name each figure once', () => {
    const keys = nationalAmounts.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('give on any day the value of the last change before it', () => {
    const single = nationalAmount('guarantee.single.pension-age')
    const day1 = day('2024-04-06')
    expect(strict(addDays(day1, -1)).take(single.key).amount).toBe(214_35)
    expect(strict(day1).take(single.key).amount).toBe(228_70)
  })
})
