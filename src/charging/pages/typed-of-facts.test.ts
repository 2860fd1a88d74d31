import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { drawCircumstances } from '../../../test/support/random-circumstances.ts'
import { day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { random } from '../../core/random.ts'
import { readForm } from '../../platform/form.ts'
import type { Circumstances } from '../circumstances.ts'
import { circumstancesOf } from '../money-answers.ts'
import { checkMoney, moneyShape } from './money-form.page.ts'
import { typedOfFacts, wayTyped } from './typed-of-facts.ts'

const on = day('2026-11-22')
const once = <T extends { kind: string }>(all: readonly T[], some: (one: T) => number): T[] =>
  all
    .filter((one, at) => some(one) > 0 && all.findIndex(({ kind }) => kind === one.kind) === at)
    .sort((one, other) => one.kind.localeCompare(other.kind))

/** Every payment there is, in one order: two of a kind stay two. */
const inOrder = (income: Circumstances['income']) => {
  const name = ({ kind, weekly, share, words = '' }: Circumstances['income'][number]) =>
    [kind, weekly, share, words].join(' ')
  return income.filter(({ weekly }) => weekly > 0).sort((one, other) => name(one).localeCompare(name(other)))
}

/** What a form can say: every payment, each other kind once, the home shared or not as a whole, and made in full. */
function sayable(facts: Circumstances): Circumstances {
  const { lightTouch: _, partner, savingsCredit, chargeableCost, freeBecause, housing, ...rest } = facts
  const [first] = housing
  return {
    ...rest,
    born: day('1970-01-01'),
    wouldNotTakePart: false,
    partnerReachedPensionCreditAge: facts.household === 'couple' && facts.partnerReachedPensionCreditAge,
    income: inOrder(facts.income),
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
    income: inOrder(again.income),
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
test('two pensions stay two, each with who pays it; a payment half told is said at its box', () => {
  const facts = sayable(drawCircumstances(random(7), on))
  const income: Circumstances['income'] = [
    { kind: 'private_pension', weekly: pence(80_00), share: 'own' },
    { kind: 'private_pension', weekly: pence(20_50), share: 'half', words: 'Railway Pensions' },
  ]
  const typed = typedOfFacts({ ...facts, income })
  expect(typed).toMatchObject({
    'income-private_pension': '80',
    'other-1-kind': 'private_pension',
    'other-1-words': 'Railway Pensions',
    'other-1-weekly': '20.50',
    'other-1-joint': 'yes',
  })
  expect(toldAgain({ ...facts, income }).income).toEqual(inOrder(income))
  const half = { ...typed, 'other-1-weekly': '', 'other-2-words': 'Somebody' }
  const read = readForm(z.object(moneyShape).superRefine(checkMoney), half)
  expect(read.ok ? {} : read.at).toMatchObject({
    'other-1-weekly': 'Enter how much it is a week',
    'other-2-kind': 'Select which payment this is',
  })
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
