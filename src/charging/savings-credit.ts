import { formatMoney, type Pence, pence } from '../core/money.ts'
import type { Amount, AmountsOfDay } from './amounts-of-day.ts'
import type { Circumstances } from './circumstances.ts'
import type { LocalPolicy } from './local-policy.ts'
import { lineOf, type Worked } from './working-line.ts'

/**
 * How much Savings Credit is left out of income: what is received, up to the yearly maximum; where the income that counts for
 * Pension Credit is above the standard minimum guarantee, the maximum itself. SI 2014/2672, Schedule 1 para 40 (its shape was
 * seen in an account of the rule, not in the instrument). A council may leave out all of it.
 */
export function savingsCredit(facts: Circumstances, amounts: AmountsOfDay, policy: LocalPolicy): Worked {
  const credit = facts.savingsCredit
  if (credit === undefined) return { total: pence(0), lines: [] }
  const all = policy.savingsCreditLeftOut
  if (all?.value) {
    const line = {
      part: 'coming_in',
      sign: '-',
      amount: credit.received,
      words: 'Savings Credit, left out',
      why: 'The council leaves out all Savings Credit.',
      citation: all.citation,
    } as const
    return { total: pence(-credit.received), lines: [line] }
  }
  const kind = facts.household === 'couple' ? 'couple' : 'single'
  const most = amounts.take(`savings-credit.${kind}`)
  const guarantee = amounts.take(`benefit.standard-minimum-guarantee.${kind}`)
  const leftOut = leftOutOf(credit, most, guarantee)
  const why = `Up to ${formatMoney(most.amount)} a week is left out.`
  return {
    total: pence(-leftOut),
    lines: [lineOf(most, { part: 'coming_in', sign: '-', amount: leftOut, words: 'Savings Credit, left out', why })],
  }
}

function leftOutOf(credit: { received: Pence; qualifyingIncome: Pence }, most: Amount, guarantee: Amount): Pence {
  return credit.qualifyingIncome > guarantee.amount ? most.amount : pence(Math.min(credit.received, most.amount))
}
