import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { drawCircumstances } from '../../../test/support/random-circumstances.ts'
import { day } from '../../core/calendar-date.ts'
import { random } from '../../core/random.ts'
import { readForm } from '../../platform/form.ts'
import type { Circumstances } from '../circumstances.ts'
import { circumstancesOf } from '../money-answers.ts'
import { moneyShape } from './money-form.page.ts'
import { typedOfFacts, wayTyped } from './typed-of-facts.ts'

const on = day('2026-11-22')
const once = <T extends { kind: string }>(all: readonly T[], some: (one: T) => number): T[] =>
  all
    .filter((one, at) => some(one) > 0 && all.findIndex(({ kind }) => kind === one.kind) === at)
    .sort((one, other) => one.kind.localeCompare(other.kind))

/** What a form can say: each kind once, the home shared or not as a whole, and made in full. */
function sayable(facts: Circumstances): Circumstances {
  const { lightTouch: _, partner, savingsCredit, chargeableCost, freeBecause, housing, ...rest } = facts
  const [first] = housing
  return {
    ...rest,
    born: day('1970-01-01'),
    wouldNotTakePart: false,
    partnerReachedPensionCreditAge: facts.household === 'couple' && facts.partnerReachedPensionCreditAge,
    income: once(facts.income, ({ weekly }) => weekly),
    savings: once(facts.savings, ({ amount }) => amount).map((one) =>
      one.kind === 'savings'
        ? { ...one, words: one.share === 'half' ? 'Joint savings' : 'Savings' }
        : { ...one, share: 'own' },
    ),
    housing: once(housing, ({ weekly }) => weekly).map((one) => ({ ...one, share: first?.share ?? 'own' })),
    ...(partner === undefined ? {} : { partner }),
    ...(freeBecause === undefined ? {} : { freeBecause }),
    ...(chargeableCost === undefined || chargeableCost === 0 ? {} : { chargeableCost }),
    ...(savingsCredit === undefined || savingsCredit.received === 0 ? {} : { savingsCredit }),
  }
}

function toldAgain(facts: Circumstances): Circumstances {
  const typed: Record<string, string> = {
    ...typedOfFacts(facts),
    partnerConsent: facts.partner?.consentToDisclose ? 'yes' : '',
  }
  const lists = ['premiums', 'jointIncome'] as const
  const sent = { ...typed, ...Object.fromEntries(lists.map((name) => [name, (typed[name] ?? '').split(',')])) }
  const read = readForm(z.object(moneyShape), sent)
  if (!read.ok) throw new Error(read.errors.map(({ text }) => text).join('; '))
  const again = circumstancesOf(read.value, facts)
  return {
    ...again,
    income: once(again.income, ({ weekly }) => weekly),
    savings: once(again.savings, ({ amount }) => amount),
    housing: once(again.housing, ({ weekly }) => weekly),
  }
}

test('a correction that changes nothing says exactly what was told before, for anybody', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), (seed) => {
      const facts = sayable(drawCircumstances(random(seed), on))
      const { on: _on, born: _born, ...told } = facts
      const { on: _on2, born: _born2, ...again } = toldAgain(facts)
      expect(again).toEqual(told)
    }),
    { numRuns: 500 },
  )
})
test('how it was made comes back too; consent to a light-touch assessment is asked again', () => {
  const facts = sayable(drawCircumstances(random(7), on))
  expect(wayTyped(facts)).toEqual({ way: 'full' })
  expect(wayTyped({ ...facts, wouldNotTakePart: true })).toEqual({ way: 'refused' })
  const lightTouch = { treatedAs: 'below_limit', agreedWeekly: 40_00, consent: true, evidence: 'a statement' } as const
  expect(wayTyped({ ...facts, lightTouch: lightTouch as NonNullable<Circumstances['lightTouch']> })).toEqual({
    way: 'light_below',
    agreedWeekly: '40',
    lightEvidence: 'a statement',
  })
})
