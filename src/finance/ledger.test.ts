import fc from 'fast-check'
import { expect, test } from 'vitest'
import { balances } from '../../test/support/balances.ts'
import { addDays, day } from '../core/calendar-date.ts'
import { financialYear } from '../core/financial-year.ts'
import { type Pence, pence } from '../core/money.ts'
import { accounts } from './account.ts'
import { correcting } from './correcting.ts'
import { draftPayRun, type Payable } from './draft-pay-run.ts'
import { paying } from './paying.ts'
import {
  charging,
  committing,
  type Delivered,
  delivering,
  owedTo,
  type Payee,
  type Posting,
  payingBack,
  recovering,
} from './postings.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100)
const line = { budgetLineId: 'line', personId: 'ann', costCentre: 'day-opportunities' }
const oak = { kind: 'provider', id: 'oak' } as const
const delivered = (payLineId: string, amount: number): Delivered => ({
  ...line,
  payLineId,
  occasionId: 'tuesday',
  payee: oak,
  amount: pence(amount),
  effectiveOn: day('2026-04-14'),
})
const withIds = (postings: readonly Posting[]) =>
  postings.map((posting) => ({ ...posting, id: `${posting.kind} ${posting.sourceId}` }))

test('a financial year begins on 1 April', () => {
  expect([day('2026-03-31'), day('2026-04-01'), day('2027-03-31')].map(financialYear)).toEqual([2025, 2026, 2026])
})

test('story (a): £96.00 paid, the 14th was unwell, £24.00 is owed back and £30.00 goes back to her', () => {
  const on = day('2026-04-06')
  const first = delivering(delivered('7 April', 4800))
  const second = delivering(delivered('14 April', 4800))
  const before = [
    ...committing('agree', line, pence(51 * 4800), on),
    ...committing('commit', line, pence(51 * 4800), on),
    ...first,
    ...second,
    ...paying({ id: 'run', payee: oak, paid: pence(9600), netted: pence(0), on: day('2026-04-20') }),
    ...charging({
      chargeId: 'w1',
      personId: 'ann',
      costCentre: line.costCentre,
      weekStart: on,
      was: pence(0),
      now: pence(3000),
    }),
    ...charging({
      chargeId: 'w2',
      personId: 'ann',
      costCentre: line.costCentre,
      weekStart: on,
      was: pence(0),
      now: pence(3000),
    }),
  ]
  const after = [
    ...correcting({
      now: delivered('14 April again', 2400),
      posted: withIds(second),
      inARun: true,
      settled: pence(4800),
    }),
    ...charging({
      chargeId: 'w2b',
      personId: 'ann',
      costCentre: line.costCentre,
      weekStart: on,
      was: pence(3000),
      now: pence(0),
    }),
  ]
  expect(after.map(({ kind, amount }) => [kind, amount])).toEqual([
    ['reverse', 4800],
    ['deliver', 2400],
    ['recover', 2400],
    ['refund', 3000],
  ])
  const held = balances([...before, ...after])
  expect(held.get('bank')).toBe(9600)
  expect(held.get('recoverable:oak')).toBe(-2400)
  expect(held.get('cost:day-opportunities:2026')).toBe(-7200)
  expect(held.get('due from:ann')).toBe(-3000)
  expect(held.get('committed:line')).toBe(51 * 4800 - 7200)
  expect(held.get('owed:oak')).toBe(0)
})

test('before any run a correction takes the debt back and owes the new amount', () => {
  const was = delivering(delivered('first', 4800))
  const rows = correcting({ now: delivered('second', 2400), posted: withIds(was), inARun: false, settled: pence(0) })
  expect(rows.map(({ kind, amount }) => [kind, amount])).toEqual([
    ['reverse', 4800],
    ['reverse', 4800],
    ['deliver', 2400],
    ['owe', 2400],
  ])
})

test("the council's own service is recharged and never paid", () => {
  const own = { ...delivered('x', 4800), payee: { kind: 'in_house', id: 'council' } as const }
  expect(delivering(own)[1]?.credit.code).toBe('recharge:council')
  expect(draftPayRun([payable('council', 4800, undefined, 'in_house')])).toEqual([])
})

test('a charge worked out again posts the difference alone: more is due, or money goes back', () => {
  const week = { chargeId: 'w1', personId: 'ann', costCentre: line.costCentre, weekStart: day('2026-04-06') }
  const again = (was: number, now: number) =>
    charging({ ...week, was: pence(was), now: pence(now) }).map(({ kind, debit, credit, amount }) => [
      kind,
      debit.code,
      credit.code,
      amount,
    ])
  const income = 'client income:day-opportunities:2026'
  expect(again(1000, 2500)).toEqual([['charge', 'due from:ann', income, 1500]])
  expect(again(2500, 1000)).toEqual([['refund', income, 'due from:ann', 1500]])
  expect(again(2500, 2500)).toEqual([])
})
test('what is paid back takes down what a provider owes; a date that a block contract pays for too, from the contract', () => {
  const part = { partId: 'part', providerId: 'oak', amount: pence(4800), on: day('2026-05-04') }
  expect(payingBack(part)).toMatchObject([
    { debit: { code: 'bank' }, credit: { code: 'recoverable:oak' }, amount: 4800 },
  ])
  expect(payingBack({ ...part, contractId: 'contract' })[0]?.credit).toEqual(accounts.block('contract'))
})
test('whom money goes to says which account owes it, and whether a ledger row is about a provider', () => {
  const directPayment = { kind: 'direct_payment', id: 'ann' } as const
  expect([oak, directPayment].map((payee) => owedTo(payee).code)).toEqual(['owed:oak', 'direct payment:ann'])
  const about = (payee: Payee) => recovering({ ...delivered('x', 4800), payee }, pence(2400))[0]?.about.providerId
  expect([oak, directPayment].map(about)).toEqual(['oak', undefined])
})

const payable = (
  id: string,
  now: number,
  settled?: number,
  kind: 'provider' | 'in_house' = 'provider',
  at = 0,
): Payable => ({
  payee: { kind, id },
  on: addDays(day('2026-04-01'), at),
  now: { payLineId: `${id}-${at}-now`, amount: pence(now) },
  settled: settled === undefined ? undefined : { payLineId: `${id}-${at}-settled`, amount: pence(settled) },
})

test('what is owed back is kept from the next payment', () => {
  expect(draftPayRun([payable('oak', 4800, undefined, 'provider', 1), payable('oak', 2400, 4800)])).toEqual([
    {
      payee: oak,
      lines: [
        { payLineId: 'oak-0-now', sign: 1 },
        { payLineId: 'oak-0-settled', sign: -1 },
        { payLineId: 'oak-1-now', sign: 1 },
      ],
      again: [],
      paid: 2400,
      netted: 2400,
      carriedOver: 0,
    },
  ])
})
test('a payment never falls below nothing: the rest waits', () => {
  expect(draftPayRun([payable('oak', 0, 4800)])).toEqual([
    { payee: oak, lines: [], again: [], paid: 0, netted: 0, carriedOver: 4800 },
  ])
})
test('what a payee paid back itself is not kept a second time; a part of it leaves the rest to keep', () => {
  const paidBack = (owed: number) => ({
    ...payable('oak', 2400, 4800),
    paidBack: { owed: pence(owed), beside: pence(0) },
  })
  const next = payable('oak', 9600, undefined, 'provider', 1)
  const run = (owed: number) => draftPayRun([paidBack(owed), next]).map(({ paid, netted }) => [paid, netted])
  expect(run(0)).toEqual([[7200, 2400]])
  expect(run(1000)).toEqual([[8200, 1400]])
  expect(run(2400)).toEqual([[9600, 0]])
})
test('a payment that came back goes out again whole, beside what is new or alone; nothing is kept from it', () => {
  const back = [{ payee: oak, returnId: 'return', amount: pence(7200) }]
  const run = (items: readonly Payable[]) =>
    draftPayRun(items, back).map(({ paid, netted, carriedOver, again }) => [paid, netted, carriedOver, again])
  expect(run([])).toEqual([[7200, 0, 0, ['return']]])
  expect(run([payable('oak', 4800)])).toEqual([[12000, 0, 0, ['return']]])
  expect(run([payable('oak', 2400, 4800)])).toEqual([[7200, 0, 2400, ['return']]])
})
test('of a date for which more was paid back than it owes, no run takes anything until that is put right', () => {
  const over = { ...payable('oak', 2400, 4800), paidBack: { owed: pence(2401), beside: pence(0) } }
  const beside = { ...payable('oak', 2400), paidBack: { owed: pence(0), beside: pence(2401) } }
  expect(draftPayRun([over, beside])).toEqual([])
  expect(draftPayRun([{ ...beside, paidBack: { owed: pence(0), beside: pence(2400) } }])).toHaveLength(1)
})
test('every payment is what came up less what went down, never below nothing', () => {
  const item = fc.record({ now: fc.nat(10_000), settled: fc.option(fc.nat(10_000), { nil: undefined }) })
  fc.assert(
    fc.property(fc.array(item, { maxLength: 30 }), (items) => {
      const payables = items.map(({ now, settled }, at) => payable('oak', now, settled, 'provider', at))
      const change = items.reduce((all, { now, settled }) => all + now - (settled ?? 0), 0)
      const runs = draftPayRun(payables)
      expect(runs.reduce((all, { paid, carriedOver }) => all + paid - carriedOver, 0)).toBe(change)
      for (const { paid, netted } of runs) expect(Math.min(paid, netted)).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: RUNS },
  )
})
test('however often a date is corrected, with runs in between, the books end at its last amount and sum to nothing', () => {
  const step = fc.record({ amount: fc.nat(10_000), runAfter: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      let books: Posting[] = []
      let settled: { id: string; amount: Pence } | undefined
      let posted: (Posting & { id: string })[] = []
      let owing = 0
      steps.forEach(({ amount, runAfter }, at) => {
        const now = delivered(`line ${at}`, amount)
        const inARun = settled?.id === `line ${at - 1}`
        const rows =
          at === 0 ? delivering(now) : correcting({ now, posted, inARun, settled: settled?.amount ?? pence(0) })
        books = [...books, ...rows]
        posted = withIds(rows.filter(({ kind }) => kind !== 'reverse'))
        owing = balances(books).get('owed:oak') ?? 0
        expect(owing).toBeGreaterThanOrEqual(0)
        if (!runAfter) return
        settled = { id: now.payLineId, amount: pence(amount) }
        books = [
          ...books,
          ...paying({ id: `run ${at}`, payee: oak, paid: pence(owing), netted: pence(0), on: now.effectiveOn }),
        ]
      })
      const held = balances(books)
      expect([...held.values()].reduce((all, one) => all + one, 0)).toBe(0)
      const last = steps.at(-1)?.amount ?? 0
      expect((held.get('cost:day-opportunities:2026') ?? 0) + last).toBe(0)
      expect(held.get('delivered:day-opportunities:2026') ?? 0).toBe(last)
    }),
    { numRuns: RUNS },
  )
})
