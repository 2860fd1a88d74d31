import { expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { packagesCsv } from './csv-rows.ts'

const row = {
  ...{ person: 'P-1001', session: 'SES-1', support: '1:4', route: 'council_managed', price: '42.50', every_weeks: '' },
  ...{ from: '', until: '', review_on: '01/03/2027', taken_from: 'Our old case system' },
}
const read = (changed: Partial<Record<keyof typeof row, string>>) =>
  packagesCsv.row(day('2026-11-22')).safeParse({ ...row, ...changed })

test('a row is understood as people write it', () => {
  expect(read({ route: 'Provider-managed', support: 'None', every_weeks: ' 2 ', until: '2027-03-31' }).data).toEqual({
    ...{ person: 'P-1001', session: 'SES-1', support: 'none', route: 'provider_managed', price: 4250, every_weeks: 2 },
    ...{ from: undefined, until: '2027-03-31', review_on: '2027-03-01', taken_from: 'Our old case system' },
  })
  expect(read({ route: 'no cost', price: '0' }).success).toBe(true)
})

test.each([
  [{ person: ' ' }, 'person'],
  [{ session: '' }, 'session'],
  [{ support: '' }, 'support'],
  [{ route: 'cash' }, 'route'],
  [{ price: '' }, 'price'],
  [{ price: '-4' }, 'price'],
  [{ price: '4.555' }, 'price'],
  [{ price: '0' }, 'price'],
  [{ route: 'no_cost' }, 'price'],
  [{ every_weeks: '5' }, 'every_weeks'],
  [{ every_weeks: '2.0' }, 'every_weeks'],
  [{ from: '2026-02-30' }, 'from'],
  [{ from: '2026-12-01', until: '2026-11-30' }, 'until'],
  [{ review_on: '' }, 'review_on'],
  [{ taken_from: '' }, 'taken_from'],
])('%j is refused at its column', (changed, column) => {
  expect(read(changed).error?.issues[0]?.path[0]).toBe(column)
})
