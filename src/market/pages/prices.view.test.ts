import { expect, test } from 'vitest'
import { day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import type { ScheduledPrice } from '../store.ts'
import { pricesView } from './prices.view.ts'

const price = (n: number): ScheduledPrice => ({
  rateId: `rate-${n}`,
  providerId: `provider-${n}`,
  provider: `Provider ${n}`,
  inHouse: false,
  lot: n <= 150 ? 'Building-based' : 'Community',
  supportBand: '1:2',
  unit: 'hour',
  price: pence(1000 + n),
  from: day('2026-04-01'),
  until: null,
  costSheetId: null,
  askedOn: null,
  whyAbove: null,
})
const all = Array.from({ length: 205 }, (_, n) => price(n + 1))
const asked = (page: number | 'all', words = '') =>
  pricesView({
    prices: all,
    wanted: { words, lot: '', band: '', own: '' },
    rule: { leastCompared: 5, reviewMonths: 12, from: 'example' },
    today: day('2026-04-07'),
    role: 'public',
    page,
  })
const rowsOf = ({ lots }: ReturnType<typeof pricesView>) => lots.map(({ name, rows }) => [name, rows.length])

test('a long schedule of prices has pages of two hundred, each by kind of support, and says how many there are in all', () => {
  expect(rowsOf(asked(1))).toEqual([
    ['Building-based', 150],
    ['Community', 50],
  ])
  expect(rowsOf(asked(2))).toEqual([['Community', 5]])
  expect(asked(2)).toMatchObject({ total: 205, pager: { page: 2, pages: 2, href: '/market/prices?page=' } })
  expect(rowsOf(asked(3))).toEqual([])
})
test('what was looked for goes with the page, and paper has everything', () => {
  expect(asked(1, 'Provider 20').pager).toEqual({ page: 1, pages: 1, href: '/market/prices?words=Provider+20&page=' })
  expect(rowsOf(asked('all')).map(([, rows]) => rows)).toEqual([150, 55])
})
