import { assert } from '../core/assert.ts'
import { formatMoney, type Pence, pence } from '../core/money.ts'
import type { AmountsOfDay } from './amounts-of-day.ts'
import { lineOf, type Worked } from './working-line.ts'

/**
 * The weekly income a person is taken to have from savings above the lower limit: £1 for every £250, and for any part of
 * £250, above £14,250. SI 2014/2672, reg 25. So £14,250 gives nothing, £14,250.01 gives £1, and £23,250 gives £36.
 * @param savings pence that count, at or below the upper limit in force
 */
export function tariffIncome(savings: Pence, amounts: AmountsOfDay): Worked {
  assert(savings >= 0, 'savings are not negative')
  const lower = amounts.take('capital.lower-limit')
  const step = amounts.take('tariff.step')
  const each = amounts.take('tariff.amount')
  const excess = Math.max(0, savings - lower.amount)
  if (excess === 0 || step.amount === 0) return { total: pence(0), lines: [] }
  const total = pence(Math.ceil(excess / step.amount) * each.amount)
  const why =
    `${formatMoney(savings)} less ${formatMoney(lower.amount)} is ${formatMoney(pence(excess))}. ` +
    `${formatMoney(each.amount)} is counted for each ${formatMoney(step.amount)}, or part of it.`
  return {
    total,
    lines: [lineOf(step, { part: 'coming_in', sign: '+', amount: total, words: 'Counted from savings', why })],
  }
}
