import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { one, paidDates, two } from '../../test/support/paid-dates.ts'
import { who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { stoppedClock } from '../platform/clock.ts'
import { sql } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { Refused } from '../platform/refused.ts'
import { blockMoney } from './store/instalments.ts'
import { openRows } from './store/pay-runs.ts'
import { datesToBePaid } from './store/provider-pay.ts'
import { paidBackOf, paidBackParts, undoPaidBack } from './store.ts'

const clock = stoppedClock(day('2026-05-08'))
const [first, second, third] = ['2026-04-07', '2026-04-14', '2026-04-21'] as const
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.code : String(error)),
  )

onBothDatabases('money that a provider paid back', (open) => {
  test('for a date beside a block contract goes onto the contract’s account; taken back, the date is open again', async () => {
    const db = await open(clock)
    const { ann, mark, run, contract, open: toPay, back, balance, faults } = await paidDates(db)
    await mark(first)
    await mark(second)
    await run()
    const contractId = await contract()
    const dates = await toPay()
    expect(dates.map((date) => [date.on, date.open, date.contract])).toEqual([
      [first, 4800, 'BC/7'],
      [second, 4800, 'BC/7'],
    ])
    const [one_, two_] = dates as [(typeof dates)[0], (typeof dates)[0]]
    const id = await back(6000, [
      { ...one_, amount: 4800 },
      { ...two_, amount: 1200 },
    ])
    expect((await toPay()).map((date) => [date.on, date.open])).toEqual([[second, 3600]])
    expect([await balance('bank'), await balance(`block:${contractId}`)]).toEqual([9600 - 6000, 6000])
    expect((await db.transaction(one, (tx) => blockMoney(tx, contractId))).takenUp).toBe(6000)
    expect(await faults()).toEqual([])
    // A date is paid back once, also in a record of its own.
    expect(await code(back(3601, [two_]))).toBe('DW141')
    expect(await code(back(4800, [one_]))).toBe('DW141')
    const undo = (why = 'It was another provider’s') =>
      db.transaction(two, (tx) => undoPaidBack(tx, { paidBackId: id, why }))
    await undo()
    expect(await code(undo())).toBe('paid_back_taken_back')
    expect((await toPay()).map((date) => date.open)).toEqual([4800, 4800])
    expect([await balance('bank'), await balance(`block:${contractId}`)]).toEqual([9600, 0])
    expect(await db.transaction(one, (tx) => paidBackOf(tx, id))).toMatchObject({
      amount: 6000,
      takenBackWhy: 'It was another provider’s',
    })
    expect((await db.transaction(one, (tx) => paidBackParts(tx, id))).map((part) => [part.on, part.amount])).toEqual([
      [first, 4800],
      [second, 1200],
    ])
    expect(await faults()).toEqual([])
    await expect(db.owner((tx) => tx.query(sql`delete from finance.paid_back where id = ${id}`))).rejects.toThrow()
    const oak = who('provider', { providerId: ann.providerId })
    const elm = who('provider', { providerId: newId() })
    const seen = sql`select b.id from finance.paid_back b join finance.paid_back_part q on q.paid_back_id = b.id`
    expect([
      (await db.transaction(oak, (tx) => tx.query(seen))).length,
      (await db.transaction(elm, (tx) => tx.query(seen))).length,
    ]).toEqual([2, 0])
    expect(await db.transaction(who('broker'), (tx) => tx.query(seen))).toEqual([])
  })

  test('for a mark put right is not kept back a second time by the next run; the rest of it is', async () => {
    const db = await open(clock)
    const { ann, mark, run, open: toPay, back, balance, faults } = await paidDates(db)
    await mark(first)
    await mark(second)
    expect(await run()).toEqual([9600, 0])
    await mark(first, 'unwell')
    await mark(second, 'chose_otherwise')
    const dates = await toPay()
    expect(dates.map((date) => [date.on, date.open, date.contractId])).toEqual([
      [first, 2400, null],
      [second, 4800, null],
    ])
    await back(2400, [dates[0] as { payLineId: string }])
    await back(1000, [dates[1] as { payLineId: string }])
    const openNow = await db.transaction(one, openRows)
    expect(openNow).toEqual({ dates: 1, due: 0, back: 3800, again: 0 })
    const oak = who('provider', { providerId: ann.providerId })
    expect((await db.transaction(oak, (tx) => datesToBePaid(tx, ann.providerId))).map((date) => date.amount)).toEqual([
      -3800,
    ])
    await mark(third)
    expect(await run()).toEqual([1000, 3800])
    expect(await balance(`recoverable:${ann.providerId}`)).toBe(0)
    expect(await balance('bank')).toBe(9600 - 3400 + 1000)
    expect(await toPay()).toEqual([])
    expect(await faults()).toEqual([])
  })

  test('a mark put right after the money came: no run takes the date up until the record is put right', async () => {
    const db = await open(clock)
    const { mark, run, open: toPay, back, faults } = await paidDates(db)
    await mark(first)
    await run()
    await mark(first, 'chose_otherwise')
    const [date] = await toPay()
    const id = await back(4800, [date as { payLineId: string }])
    expect(await code(run())).toBe('nothing_to_pay')
    await mark(first, 'unwell')
    expect((await db.transaction(one, (tx) => paidBackOf(tx, id))).tooMuch).toBe(2400)
    expect(await db.transaction(one, openRows)).toEqual({ dates: 0, due: 0, back: 0, again: 0 })
    expect(await code(run())).toBe('nothing_to_pay')
    await db.transaction(one, (tx) => undoPaidBack(tx, { paidBackId: id, why: 'The mark was put right' }))
    const [again] = await toPay()
    expect(again?.open).toBe(2400)
    const record = await back(2400, [again as { payLineId: string }])
    expect((await db.transaction(one, (tx) => paidBackOf(tx, record))).tooMuch).toBe(0)
    expect(await faults()).toEqual([])
  })

  test('is refused when it is nothing, to come, before it was paid, more than was paid, of nobody known, or there already', async () => {
    const db = await open(clock)
    const { ann, mark, run, contract, open: toPay, back, faults } = await paidDates(db)
    expect(await code(back(1))).toBe('DW142')
    await mark(first)
    await run()
    expect(await code(back(0))).toBe('paid_back_above_nothing')
    expect(await code(back(-100))).toBe('paid_back_above_nothing')
    expect(await code(back(100, [], { on: '2026-05-09' }))).toBe('DW140')
    expect(await code(back(100, [], { on: '2026-05-07' }))).toBe('paid_back_after_paid')
    expect(await code(back(4801))).toBe('DW142')
    expect(await code(back(100, [], { providerId: newId() }))).toBe('paid_back_provider')
    expect(await code(back(100, [{ payLineId: newId() }]))).toBe('paid_back_for_line')
    // The mark stands and no contract pays for it: nothing of the date is to be paid back.
    const { id: payLineId } = await db.transaction(one, (tx) =>
      tx.one<{ id: string }>(sql`select id from finance.pay_line`),
    )
    expect(await code(back(100, [{ payLineId }]))).toBe('DW141')
    const contractId = await contract()
    const [date] = await toPay()
    expect(date?.contractId).toBe(contractId)
    expect(await code(back(100, [{ payLineId, contractId, amount: 99 }]))).toBe('paid_back_dates_differ')
    expect(
      await code(
        back(200, [
          { payLineId, contractId, amount: 100 },
          { payLineId, contractId, amount: 100 },
        ]),
      ),
    ).toBe('paid_back_part_once')
    const id = newId()
    await back(100, [{ payLineId, contractId }], { id, reference: 'REFUND 1' })
    await back(100, [{ payLineId, contractId }], { id, reference: 'REFUND 1' })
    expect((await db.transaction(one, (tx) => tx.query(sql`select 1 as n from finance.paid_back`))).length).toBe(1)
    expect(await code(back(101, [], { id }))).toBe('paid_back_of_that_id')
    expect(await code(back(100, [{ payLineId, contractId }], { reference: ' refund 1 ' }))).toBe('paid_back_once')
    expect(await code(back(4701))).toBe('DW142')
    await back(4700)
    expect(await faults()).toEqual([])
    // Without its row in the books nothing stands, nor with a row that no record has.
    const bare = sql`insert into finance.paid_back (id, provider_id, pence, paid_back_on, reference, reason, recorded_by) values (${newId()}, ${ann.providerId}, 1, '2026-05-08', 'x', 'x', ${ann.providerId})`
    expect(await code(db.transaction(one, (tx) => tx.query(bare)))).toBe('DW143')
    const loose = sql`
      insert into finance.transfer (id, book, debit_account_id, credit_account_id, amount_pence, effective_on, period_id, posted_by, kind, source_id)
      select ${newId()}::uuid, t.book, t.debit_account_id, t.credit_account_id, t.amount_pence, t.effective_on, t.period_id, t.posted_by, t.kind, ${newId()}::uuid from finance.transfer t where t.kind = 'paid_back' limit 1`
    expect(await code(db.transaction(one, (tx) => tx.query(loose)))).toBe('DW143')
  })
})
