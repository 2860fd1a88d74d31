import { expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { callOrWrite } from './call-or-write.ts'
import { moneyBackSays } from './money-back.ts'

test('where no number is set, somebody is told to write and to call nobody', () => {
  expect(callOrWrite('01270 000000')).toBe('call 01270 000000')
  expect(callOrWrite('', 'the council')).toBe('write to the council')
  const back = { amount: pence(500), on: day('2026-04-06'), weeks: 1, waiting: 0 }
  expect(moneyBackSays(back, { from: day('2026-03-02'), phone: '' })[1]).toBe(
    'If you have paid it already, write to us and we pay it back.',
  )
})
