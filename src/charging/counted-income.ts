import type { Pence } from '../core/money.ts'
import type { AmountsOfDay } from './amounts-of-day.ts'
import type { Circumstances } from './circumstances.ts'
import { halfHeld } from './fraction-of-a-penny.ts'
import { incomeKind } from './income-kinds.ts'
import type { LocalPolicy } from './local-policy.ts'
import { nightElement } from './night-element.ts'
import { savingsCredit } from './savings-credit.ts'
import { totalOf, type Worked, type WorkingLine } from './working-line.ts'

/**
 * The weekly income that counts: the person's own and half of what is joint, less what must be left out (pay from work,
 * mobility, armed forces and charity payments and others), less tax, less Savings Credit up to its maximum, less the night part
 * of a benefit where the council leaves it out. SI 2014/2672, regs 13 and 14, Part 4 and Schedule 1. Tax above income makes it less than nothing.
 */
export function countedIncome(facts: Circumstances, amounts: AmountsOfDay, policy: LocalPolicy): Worked {
  const lines = [
    ...facts.income.map(incomeLine),
    ...taxLines(facts.incomeTax),
    ...savingsCredit(facts, amounts, policy).lines,
    ...nightElement(facts, amounts, policy).lines,
  ]
  return { total: totalOf(lines), lines }
}

/** True when a benefit for disability is counted (Attendance Allowance, PIP daily living, DLA care): it opens disability costs. */
export function countsDisabilityBenefit(facts: Circumstances): boolean {
  return facts.income.some(({ kind, weekly }) => incomeKind(kind).disability === true && weekly > 0)
}

function incomeLine({ kind, weekly, share, words }: Circumstances['income'][number]): WorkingLine {
  const known = incomeKind(kind)
  const half = share === 'half' ? 'Half of what comes in for both of you. ' : ''
  return {
    part: 'coming_in',
    sign: known.counted ? '+' : 'not counted',
    amount: share === 'half' ? halfHeld(weekly) : weekly,
    words: words ?? known.words,
    why: `${half}${known.counted ? 'Counted.' : 'Not counted: left out of the sum.'}`,
    citation: share === 'half' ? `${known.citation}; guidance Annex C para 5` : known.citation,
  }
}

function taxLines(tax: Pence): WorkingLine[] {
  if (tax === 0) return []
  return [
    {
      part: 'coming_in',
      sign: '-',
      amount: tax,
      words: 'Tax on this income',
      why: 'Only what is left after tax counts.',
      citation: 'SI 2014/2672, Schedule 1 para 1',
    },
  ]
}
