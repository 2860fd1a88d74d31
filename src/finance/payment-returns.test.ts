import fc from 'fast-check'
import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { INVARIANT_RUNS } from '../../test/support/invariant-runs.ts'
import { one, paidDates, two } from '../../test/support/paid-dates.ts'
import { day } from '../core/calendar-date.ts'
import { stoppedClock } from '../platform/clock.ts'
import { type Db, sql, type Tx } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import {
  approvePaymentReturn,
  approveRun,
  askPaymentReturn,
  confirmPaidAgain,
  draftRun,
  payAgainByHand,
  paymentOf,
  paymentsBack,
  payRun,
  remittances,
  sentBackToPay,
  stopPaymentReturn,
  undoPaidAgain,
} from './store.ts'

const clock = stoppedClock(day('2026-05-08'))
const on = day('2026-05-08')

/** Ann's first Tuesday was paid, £48, on 8 May 2026. */
async function paidOnce(db: Db) {
  const dates = await paidDates(db)
  await dates.mark('2026-04-07')
  const as = <T>(work: (tx: Tx) => Promise<T>, who = one) => db.transaction(who, work)
  const run = async () => {
    const runId = await as(draftRun)
    await as((tx) => approveRun(tx, runId), two)
    await as((tx) => payRun(tx, runId))
    const [paid] = await as((tx) => remittances(tx, runId))
    if (paid === undefined) throw new Error('the run pays nobody')
    return paid
  }
  const back = (remittanceId: string, given: Partial<Parameters<typeof askPaymentReturn>[1]> = {}) =>
    as((tx) => askPaymentReturn(tx, { id: newId(), remittanceId, returnedOn: on, reason: 'Account closed', ...given }))
  const approve = (remittanceId: string, who = two) => as((tx) => approvePaymentReturn(tx, remittanceId), who)
  const recorded = (remittanceId: string, paidOn = on) =>
    as((tx) => payAgainByHand(tx, { id: newId(), remittanceId, paidOn, reference: 'BACS 7' }))
  const confirm = (remittanceId: string, who = two) => as((tx) => confirmPaidAgain(tx, remittanceId), who)
  const byHand = async (remittanceId: string, paidOn = on) => {
    await recorded(remittanceId, paidOn)
    await confirm(remittanceId)
  }
  const owed = () => dates.balance(`owed:${dates.ann.providerId}`)
  const bank = dates.balance.bind(undefined, 'bank')
  return { ...dates, db, as, pay: run, paysBack: dates.back, back, approve, recorded, confirm, byHand, owed, bank }
}
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  )

onBothDatabases('a payment that the bank sent back', (open) => {
  test('is owed again once a second person approves it, and the next run pays it again, beside what is new', async () => {
    const { pay, back, approve, owed, bank, mark, as, faults } = await paidOnce(await open(clock))
    const first = await pay()
    expect([first.paid, await owed(), await bank()]).toEqual([48_00, 0, 48_00])
    await back(first.remittanceId)
    expect([await owed(), await bank()]).toEqual([0, 48_00])
    expect(await code(approve(first.remittanceId, one))).toBe('payment_return_approved_by_another')
    await approve(first.remittanceId)
    expect([await owed(), await bank()]).toEqual([48_00, 0])
    expect(await faults()).toEqual([])
    await mark('2026-04-14')
    const second = await pay()
    expect([second.paid, second.again, second.lines, await owed(), await bank()]).toEqual([96_00, 48_00, 1, 0, 96_00])
    expect((await as((tx) => paymentOf(tx, first.remittanceId))).back?.again).toMatchObject({
      runId: expect.any(String),
    })
    expect(await code(as(draftRun))).toBe('nothing_to_pay')
    expect(await faults()).toEqual([])
  })

  test('goes out again by hand, once, and no run pays it; taken back, the next run does', async () => {
    const { pay, back, approve, byHand, owed, bank, as, faults } = await paidOnce(await open(clock))
    const { remittanceId } = await pay()
    await back(remittanceId)
    expect(await code(byHand(remittanceId))).toBe('not_to_be_paid_again')
    await approve(remittanceId)
    await byHand(remittanceId)
    expect([await owed(), await bank()]).toEqual([0, 48_00])
    expect(await code(byHand(remittanceId))).toBe('not_to_be_paid_again')
    expect(await code(as(draftRun))).toBe('nothing_to_pay')
    expect(await faults()).toEqual([])
    await as((tx) => undoPaidAgain(tx, { remittanceId, why: 'It was another provider' }))
    expect([await owed(), await bank()]).toEqual([48_00, 0])
    expect(await faults()).toEqual([])
    const again = await pay()
    expect([again.paid, again.again, again.lines]).toEqual([48_00, 48_00, 0])
    expect(await code(as((tx) => undoPaidAgain(tx, { remittanceId, why: 'x' })))).toBe('not_paid_by_hand')
    await back(again.remittanceId)
    await approve(again.remittanceId)
    expect(await owed()).toBe(48_00)
    expect((await pay()).paid).toBe(48_00)
    expect(await faults()).toEqual([])
  })

  test('and was paid by hand counts as paid once a second person confirms it; until then no run pays it, and it can be taken back', async () => {
    const { pay, back, approve, recorded, confirm, owed, bank, paysBack, as, faults, db, ann } = await paidOnce(
      await open(clock),
    )
    const { remittanceId } = await pay()
    await back(remittanceId)
    await approve(remittanceId)
    const reads = () => as((tx) => sentBackToPay(tx, ann.providerId))
    await recorded(remittanceId)
    expect([await owed(), await bank(), await reads()]).toEqual([48_00, 0, 48_00])
    expect(await code(as(draftRun))).toBe('nothing_to_pay')
    expect(await code(paysBack(100))).toBe('DW142')
    expect(await code(confirm(remittanceId, one))).toBe('payment_again_confirmed_by_another')
    expect((await as(paymentsBack)).map((payment) => payment.back?.again?.counts)).toEqual([false])
    expect(await faults()).toEqual([])
    await as((tx) => undoPaidAgain(tx, { remittanceId, why: 'It did not go out' }))
    expect(await code(confirm(remittanceId))).toBe('not_to_be_confirmed')
    const bare = (statement: ReturnType<typeof sql>) => code(db.owner((tx) => tx.query(statement)))
    expect(
      await bare(sql`update finance.payment_again set confirmed_by = gen_random_uuid(), confirmed_at = now()`),
    ).toBe('payment_again_open')
    await recorded(remittanceId)
    expect(
      await bare(
        sql`update finance.payment_again set confirmed_by = gen_random_uuid(), confirmed_at = now() where taken_back_at is null`,
      ),
    ).toBe('DW151')
    await confirm(remittanceId)
    expect([await owed(), await bank(), await reads(), await as(paymentsBack)]).toEqual([0, 48_00, 0, []])
    expect(await code(confirm(remittanceId))).toBe('not_to_be_confirmed')
    expect(await faults()).toEqual([])
  })

  test('and was recorded by one person before two were needed stands as it is, and no other is recorded so', async () => {
    const { pay, back, approve, recorded, confirm, owed, as, faults, db } = await paidOnce(await open(clock))
    const { remittanceId } = await pay()
    await back(remittanceId)
    await approve(remittanceId)
    await recorded(remittanceId)
    const alone = sql`
      insert into finance.payment_again (id, return_id, payee_kind, payee_id, pence, paid_on, reference, recorded_by, by_one)
      select gen_random_uuid(), return_id, payee_kind, payee_id, pence, paid_on, reference, recorded_by, true from finance.payment_again`
    expect(await code(db.owner((tx) => tx.query(alone)))).toBe('payment_again_confirmed_by_another')
    await confirm(remittanceId)
    await db.owner(async (tx) => {
      await tx.query(sql`set local session_replication_role = 'replica'`)
      await tx.query(sql`update finance.payment_again set by_one = true, confirmed_by = null, confirmed_at = null`)
    })
    expect([await owed(), await as(paymentsBack), await faults()]).toEqual([0, [], []])
  })

  test('counts for nothing while nobody approved it, or once it is said that it did not come back', async () => {
    const { pay, back, approve, owed, as } = await paidOnce(await open(clock))
    const { remittanceId } = await pay()
    await back(remittanceId)
    expect(await code(as(draftRun))).toBe('nothing_to_pay')
    await as((tx) => stopPaymentReturn(tx, { remittanceId, why: 'It was another' }))
    expect(await code(approve(remittanceId))).toBe('no_payment_return_open')
    expect([await owed(), await as(paymentsBack)]).toEqual([0, []])
    expect(await code(back(remittanceId))).toBe('done')
    expect(await code(back(remittanceId))).toBe('payment_returned_once')
  })

  test('is refused before it was paid, for days to come, before its run was paid, and by hand before it came back', async () => {
    const { pay, back, approve, byHand, mark, as } = await paidOnce(await open(clock))
    const { remittanceId } = await pay()
    expect(await code(back(remittanceId, { returnedOn: day('2026-05-07') }))).toBe('payment_return_after_paid')
    expect(await code(back(remittanceId, { returnedOn: day('2026-05-09') }))).toBe('payment_return_to_come')
    const id = newId()
    expect(await back(remittanceId, { id })).toEqual({ made: true })
    expect(await back(remittanceId, { id })).toEqual({ made: false })
    await approve(remittanceId)
    expect(await code(byHand(remittanceId, day('2026-05-07')))).toBe('payment_again_after_return')
    await mark('2026-04-14')
    const runId = await as(draftRun)
    const [unpaid] = await as((tx) => remittances(tx, runId))
    expect(await code(back(unpaid?.remittanceId ?? ''))).toBe('payment_return_of_paid')
    expect(await code(byHand(remittanceId))).toBe('not_to_be_paid_again')
  })

  test('stands in the database only together with exactly its rows in the books', async () => {
    const { pay, back, approve, recorded, db } = await paidOnce(await open(clock))
    const { remittanceId } = await pay()
    await back(remittanceId)
    const bare = (statement: ReturnType<typeof sql>) => code(db.owner((tx) => tx.query(statement)))
    const approved = sql`update finance.payment_return set approved_by = ${newId()}::uuid, approved_at = now()`
    expect(['DW151', 'payment_return_posted']).toContain(await bare(approved))
    const again = sql`
      insert into finance.payment_again (id, return_id, payee_kind, payee_id, pence, paid_on, reference, recorded_by)
      select gen_random_uuid(), r.id, r.payee_kind, r.payee_id, r.pence, '2026-05-08', 'x', r.asked_by from finance.payment_return r`
    expect(await bare(again)).toBe('payment_again_of_return')
    await approve(remittanceId)
    await recorded(remittanceId)
    const confirmed = sql`update finance.payment_again set confirmed_by = gen_random_uuid(), confirmed_at = now()`
    expect(await bare(confirmed)).toBe('DW151')
    expect(await bare(sql`update finance.payment_return set returned_on = '2020-01-01'`)).toBe('DW002')
    expect(await bare(sql`delete from finance.payment_return`)).toBe('DW001')
  })

  test('does not count as paid when a provider pays money back', async () => {
    const { pay, back, approve, byHand, paysBack } = await paidOnce(await open(clock))
    const { remittanceId } = await pay()
    await back(remittanceId)
    await approve(remittanceId)
    expect(await code(paysBack(100))).toBe('DW142')
    await byHand(remittanceId)
    expect(await code(paysBack(100))).toBe('done')
  })

  test('law: whatever is marked, paid, sent back and paid again, what is owed is what was delivered less what stayed paid', async () => {
    const { mark, pay, back, approve, byHand, owed, bank, as, faults } = await paidOnce(await open(clock))
    const days = ['2026-04-14', '2026-04-21', '2026-04-28']
    let [delivered, gone] = [48_00, 0]
    const out = new Map<string, number>()
    const returned = new Map<string, number>()
    const acts = fc.sample(fc.constantFrom('mark', 'run', 'back', 'hand', 'not back'), {
      numRuns: Math.min(24, INVARIANT_RUNS),
      seed: 7,
    })
    for (const act of acts) {
      const [remittanceId] = out.keys()
      const [came] = returned.keys()
      const on = days[0]
      if (act === 'mark' && on !== undefined) {
        await mark(days.shift() ?? '')
        delivered += 48_00
      } else if (act === 'run' && delivered > gone) {
        const paid = await pay()
        expect(paid.paid).toBe(delivered - gone)
        gone = delivered
        out.set(paid.remittanceId, paid.paid)
        returned.clear()
      } else if (act === 'back' && remittanceId !== undefined) {
        await back(remittanceId)
        await approve(remittanceId)
        gone -= out.get(remittanceId) ?? 0
        returned.set(remittanceId, out.get(remittanceId) ?? 0)
        out.delete(remittanceId)
      } else if (act === 'hand' && came !== undefined) {
        await byHand(came)
        gone += returned.get(came) ?? 0
        returned.delete(came)
      } else if (act === 'not back' && remittanceId !== undefined) {
        await back(remittanceId)
        await as((tx) => stopPaymentReturn(tx, { remittanceId, why: 'It did not' }))
      }
      expect([await owed(), await bank()]).toEqual([delivered - gone, gone])
    }
    expect(await faults()).toEqual([])
  })
})
