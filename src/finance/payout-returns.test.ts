import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { onBothDatabases } from '../../test/support/databases.ts'
import { INVARIANT_RUNS } from '../../test/support/invariant-runs.ts'
import { placedPerson } from '../../test/support/placed-person.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { addDays } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { type Db, sql } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import {
  approvePayout,
  approveReturn,
  askPayout,
  askReturn,
  creditOf,
  payoutOf,
  recordReceipt,
  statementOf,
  stopReturn,
  verifyBooks,
} from './store.ts'

const staff = (digit: string) => `${digit.repeat(8)}-2222-7222-8222-222222222222`
const one = who('finance', { accountId: staff('1'), staffId: staff('1') })
const two = who('finance', { accountId: staff('2'), staffId: staff('2') })

const asked = (personId: string, amount: number) => ({
  id: newId(),
  personId,
  amount: pence(amount),
  payee: 'person' as const,
  how: 'bank transfer' as const,
  reason: 'Support has ended',
})
const received = (db: Db, personId: string, amount: number) =>
  db.transaction(one, (tx) =>
    recordReceipt(tx, { id: newId(), personId, receivedOn: tx.today, amount: pence(amount), how: 'card' }),
  )

/** Ann was owed £50.00, of which £30.00 was paid out. */
async function paidOut(db: Db) {
  const { personId } = await placedPerson(db)
  await received(db, personId, 50_00)
  const payout = asked(personId, 30_00)
  await db.transaction(one, (tx) => askPayout(tx, payout))
  await db.transaction(two, (tx) => approvePayout(tx, payout.id))
  return { personId, payoutId: payout.id }
}
const sentBack = (db: Db, payoutId: string, id = newId()) =>
  db.transaction(one, (tx) => askReturn(tx, { id, payoutId, returnedOn: tx.today, reason: 'The account is closed' }))
const owedTo = async (db: Db, personId: string) => (await db.transaction(one, (tx) => creditOf(tx, personId)))?.owed

onBothDatabases('a pay-out that the bank sends back', (open) => {
  test('is said by one, approved by another, and then owed again; once and whole', async () => {
    const db = await open()
    const { personId, payoutId } = await paidOut(db)
    const id = newId()
    expect(await sentBack(db, payoutId, id)).toEqual({ made: true })
    expect(await sentBack(db, payoutId, id)).toEqual({ made: false })
    await expect(sentBack(db, payoutId)).rejects.toMatchObject({ code: 'payout_returned_once' })
    expect(await owedTo(db, personId)).toBe(20_00)
    const own = db.transaction(one, (tx) => approveReturn(tx, payoutId))
    await expect(own).rejects.toMatchObject({ code: 'payout_return_approved_by_another' })
    await db.transaction(two, (tx) => approveReturn(tx, payoutId))
    expect(await owedTo(db, personId)).toBe(50_00)
    const twice = db.transaction(two, (tx) => approveReturn(tx, payoutId))
    await expect(twice).rejects.toMatchObject({ code: 'no_return_open' })
    await expect(sentBack(db, payoutId)).rejects.toMatchObject({ code: 'payout_returned_once' })
    expect(await db.transaction(one, (tx) => payoutOf(tx, payoutId))).toMatchObject({ state: 'returned' })
    expect(await db.transaction(one, (tx) => statementOf(tx, personId))).toMatchObject({
      ...{ received: 50_00, paidOut: 0 },
      payouts: [{ payoutId, returnReason: 'The account is closed' }],
    })
    const again = asked(personId, 50_00)
    await db.transaction(one, (tx) => askPayout(tx, again))
    await db.transaction(two, (tx) => approvePayout(tx, again.id))
    expect(await owedTo(db, personId)).toBe(0)
    expect((await db.transaction(jobWho(), verifyBooks)).faults).toEqual([])
  })
  test('that did not come back after all counts as paid, and can come back later', async () => {
    const db = await open()
    const { personId, payoutId } = await paidOut(db)
    await sentBack(db, payoutId)
    await db.transaction(one, (tx) => stopReturn(tx, { payoutId, why: 'It was another person’s' }))
    expect(await owedTo(db, personId)).toBe(20_00)
    const none = db.transaction(two, (tx) => approveReturn(tx, payoutId))
    await expect(none).rejects.toMatchObject({ code: 'no_return_open' })
    expect(await sentBack(db, payoutId)).toEqual({ made: true })
  })
  test('is refused before it was paid, on a day to come, and for what was never paid', async () => {
    const db = await open()
    const { personId, payoutId } = await paidOut(db)
    const on = (days: number) =>
      db.transaction(one, (tx) =>
        askReturn(tx, { id: newId(), payoutId, returnedOn: addDays(tx.today, days), reason: 'Closed' }),
      )
    await expect(on(1)).rejects.toMatchObject({ code: 'payout_return_to_come' })
    await expect(on(-1)).rejects.toMatchObject({ code: 'payout_return_after_paid' })
    const waiting = asked(personId, 5_00)
    await db.transaction(one, (tx) => askPayout(tx, waiting))
    await expect(sentBack(db, waiting.id)).rejects.toMatchObject({ code: 'payout_return_of_paid' })
  })
  test('counts only with the posting that takes exactly that pay-out back', async () => {
    const db = await open()
    const { payoutId } = await paidOut(db)
    await sentBack(db, payoutId)
    const unposted = db.owner((tx) =>
      tx.query(
        sql`update finance.payout_return set approved_by = ${staff('2')}, approved_at = now() where payout_id = ${payoutId}`,
      ),
    )
    await expect(unposted).rejects.toMatchObject({ code: 'payout_return_posted' })
    const other = db.owner((tx) =>
      tx.query(sql`update finance.payout_return set returned_on = '2020-01-01' where payout_id = ${payoutId}`),
    )
    await expect(other).rejects.toMatchObject({ code: 'DW002' })
  })
})

test('whatever is paid in, paid out and sent back, the books balance and what is owed is what came in less what stayed out', async () => {
  const app = await testApp({ today: '2026-04-20' })
  const { db } = app
  const step = fc.record({
    what: fc.constantFrom('in', 'out', 'back', 'not_back'),
    amount: fc.integer({ min: 1, max: 9_999 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const { personId } = await placedPerson(db)
      let owed = 0
      const out = new Map<string, number>()
      for (const { what, amount } of steps) {
        const [payoutId] = out.keys()
        if (what === 'in') {
          await received(db, personId, amount)
          owed += amount
        } else if (what === 'out') {
          const payout = asked(personId, amount)
          const made = await db.transaction(one, (tx) => askPayout(tx, payout)).catch(() => undefined)
          expect(made !== undefined).toBe(amount <= owed)
          if (made === undefined) continue
          await db.transaction(two, (tx) => approvePayout(tx, payout.id))
          out.set(payout.id, amount)
          owed -= amount
        } else if (payoutId !== undefined) {
          await sentBack(db, payoutId)
          if (what === 'not_back')
            await db.transaction(one, (tx) => stopReturn(tx, { payoutId, why: 'It was another' }))
          else {
            await db.transaction(two, (tx) => approveReturn(tx, payoutId))
            owed += out.get(payoutId) ?? 0
            out.delete(payoutId)
          }
        }
      }
      expect((await owedTo(db, personId)) ?? 0).toBe(owed)
      const { received: cameIn, paidOut: wentOut } = await db.transaction(one, (tx) => statementOf(tx, personId))
      expect(cameIn - wentOut).toBe(owed)
      expect((await db.transaction(jobWho(), verifyBooks)).faults).toEqual([])
    }),
    { numRuns: Math.min(20, INVARIANT_RUNS) },
  )
})

test('finance says that it came back, a colleague approves, and the person reads that it is owed again', async () => {
  const app = await testApp({ today: '2026-04-22' })
  const { personId, payoutId } = await paidOut(app.db)
  const [jade, sam] = [await app.as('finance', { name: 'Jade' }), await app.as('finance', { name: 'Sam' })]
  const at = `/finance/pay-outs/${payoutId}`
  expect((await jade.get(at)).body).toContain('The bank sent it back')
  const bad = await jade.post(`${at}/return`, { reason: '' })
  expect(bad.status).toBe(400)
  expect(bad.body).toContain('Enter why it was sent back')
  const on = (d: number) => ({ 'returnedOn-day': String(d), 'returnedOn-month': '4', 'returnedOn-year': '2026' })
  const early = await jade.post(`${at}/return`, { ...on(21), reason: 'The account is closed' })
  expect([early.status, early.body]).toEqual([
    409,
    expect.stringContaining('It cannot have come back before it was paid.'),
  ])
  expect((await jade.post(`${at}/return`, { ...on(22), reason: 'The account is closed' })).status).toBe(303)
  expect((await jade.get(at)).body).toContain('You said that it came back, so a second person must approve it.')
  expect((await jade.post(`${at}/return/approve`, {})).body).toContain(
    'Whoever said that it came back cannot approve it.',
  )
  expect((await sam.get('/home')).body).toContain('£30.00 to Ann E')
  expect((await sam.get('/finance/pay-outs')).body).toContain('Sent back, waits for approval')
  expect((await sam.post(`${at}/return/approve`, {})).status).toBe(303)
  expect((await sam.get(at)).body).toContain('The bank sent it back, so it is owed again.')
  const mine = (await (await app.as('person', { personId })).get(`/people/${personId}/finance`)).body
  for (const words of [
    'The bank sent it back on Wednesday 22 April 2026: The account is closed. It is owed again.',
    'The council owes me',
    '£50.00',
  ])
    expect(mine).toContain(words)

  const body = { id: newId(), personId, amount: 1000, payee: 'person', how: 'cheque', reason: 'Again' }
  await jade.api('POST', '/api/finance/payouts', body)
  const route = `/api/finance/payouts/${body.id}`
  await sam.api('POST', `${route}/approve`)
  const back = { id: newId(), returnedOn: '2026-04-22', reason: 'Not cashed' }
  expect((await jade.api('POST', `${route}/return`, { ...back, returnedOn: '2026-02-30' })).status).toBe(400)
  expect((await jade.api('POST', `${route}/return`, back)).json()).toEqual({ made: true })
  expect((await jade.api('POST', `${route}/return/approve`)).json()).toMatchObject({
    code: 'payout_return_approved_by_another',
  })
  expect((await jade.api('POST', `${route}/return/stop`, { why: 'It was cashed' })).json()).toMatchObject({
    state: 'paid',
    back: null,
  })
  await jade.api('POST', `${route}/return`, { ...back, id: newId() })
  expect((await sam.api('POST', `${route}/return/approve`)).json()).toMatchObject({
    state: 'returned',
    back: { returnedOn: '2026-04-22', reason: 'Not cashed', approved: true },
  })
  expect((await (await app.as('practitioner')).api('POST', `${route}/return`, back)).status).toBe(403)
})
