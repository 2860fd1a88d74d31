import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { type Placed, placedPerson, toldToPay } from '../../test/support/placed-person.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { makeOccasions, marksOf, recordMark } from '../delivery/store.ts'
import { monthsStanding } from '../market/store.ts'
import { stoppedClock } from '../platform/clock.ts'
import { type Db, sql, type Tx } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import {
  approveRun,
  chargeWeek,
  closePeriod,
  draftRun,
  followMark,
  giveServiceMonths,
  payRun,
  statementOf,
  verifyBooks,
} from './store.ts'

const drafter = who('finance')
const approver = who('finance', {
  accountId: '33333333-3333-7333-8333-333333333333',
  staffId: '33333333-3333-7333-8333-333333333333',
})

/** Works on a day: the database reads the clock it was opened with, so the day is told to the transaction. */
const onDay = async <T>(db: Db, today: string, work: (tx: Tx) => Promise<T>, as = jobWho()): Promise<T> =>
  db.transaction(as, (tx) => work({ ...tx, today: day(today), now: stoppedClock(day(today)).now() }))

const occasionOn = async (db: Db, personId: string, on: string) =>
  db.transaction(jobWho(), async (tx) => {
    const { id } = await tx.one<{ id: string }>(
      sql`select occasion_id as id from delivery.published_occasion where person_id = ${personId} and on_date = ${on}`,
    )
    return id
  })

const mark = async (db: Db, today: string, occasionId: string, reason: string, correct = false) =>
  onDay(db, today, async (tx) => {
    const standing = (await marksOf(tx, [occasionId])).at(-1)
    const id = newId()
    await recordMark(tx, {
      id,
      occasionId,
      reason,
      markedAt: tx.now,
      ...(correct && standing ? { replaces: standing.id, correctionReason: 'wrong person ticked' } : {}),
    })
    return followMark(tx, occasionId)
  })

const balance = async (db: Db, code: string) =>
  db.transaction(jobWho(), async (tx) => {
    const { held } = await tx.one<{ held: number }>(sql`
      select coalesce(sum(case when a.id = t.credit_account_id then t.amount_pence else -t.amount_pence end), 0)::bigint as held
        from finance.account a join finance.transfer t on a.id in (t.credit_account_id, t.debit_account_id) where a.code = ${code}`)
    return held
  })

async function twoTuesdays(db: Db): Promise<Placed & { seventh: string; fourteenth: string }> {
  const ann = await placedPerson(db)
  await toldToPay(db, ann.personId, 3000)
  await onDay(db, '2026-04-06', (tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-10-04') }))
  const seventh = await occasionOn(db, ann.personId, '2026-04-07')
  const fourteenth = await occasionOn(db, ann.personId, '2026-04-14')
  expect(await mark(db, '2026-04-07', seventh, 'attended')).toEqual([])
  expect(await mark(db, '2026-04-14', fourteenth, 'attended')).toEqual([])
  await onDay(db, '2026-04-20', async (tx) => {
    expect(await chargeWeek(tx, ann.personId, day('2026-04-06'))).toBe(3000)
    expect(await chargeWeek(tx, ann.personId, day('2026-04-13'))).toBe(3000)
  })
  return { ...ann, seventh, fourteenth }
}

async function paidRun(db: Db, today: string): Promise<void> {
  const run = await onDay(db, today, draftRun, drafter)
  await onDay(db, today, (tx) => approveRun(tx, run), approver)
  await onDay(db, today, (tx) => payRun(tx, run), drafter)
}

onBothDatabases('referral to paid and charged, one absence', (open) => {
  test('two attended Tuesdays are £96.00 paid and £60.00 charged; the 14th turns out unwell, after the month is closed', async () => {
    const db = await open()
    const ann = await twoTuesdays(db)
    await paidRun(db, '2026-04-20')
    expect(await balance(db, 'bank')).toBe(9600)
    await onDay(db, '2026-04-30', (tx) => closePeriod(tx, '2026-04'), drafter)
    await mark(db, '2026-05-02', ann.fourteenth, 'unwell', true)
    expect(await balance(db, `recoverable:${ann.providerId}`)).toBe(-2400)
    expect(await balance(db, 'cost:outside-providers:2026')).toBe(-7200)
    expect(await balance(db, 'delivered:outside-providers:2026')).toBe(7200)
    expect(await balance(db, `due from:${ann.personId}`)).toBe(-3000)
    const rows = await db.transaction(jobWho(), (tx) =>
      tx.query(
        sql`select kind, amount_pence as amount, effective_on as "on" from finance.transfer where period_id = '2026-05' order by kind`,
      ),
    )
    expect(rows).toEqual([
      { kind: 'deliver', amount: 2400, on: '2026-04-14' },
      { kind: 'recover', amount: 2400, on: '2026-04-14' },
      { kind: 'refund', amount: 3000, on: '2026-04-13' },
      { kind: 'release', amount: 2400, on: '2026-04-14' },
      { kind: 'reverse', amount: 4800, on: '2026-04-14' },
    ])
    const statement = await onDay(db, '2026-05-02', (tx) => statementOf(tx, ann.personId))
    expect(statement.weeks.map(({ charge, corrected }) => [charge, corrected])).toEqual([
      [0, true],
      [3000, false],
    ])
    expect((await onDay(db, '2026-05-02', verifyBooks)).faults).toEqual([])
    const april = { from: day('2026-04-01'), until: day('2026-04-01') }
    expect(await onDay(db, '2026-05-02', (tx) => giveServiceMonths(tx, april))).toBe(1)
    expect(await onDay(db, '2026-05-03', (tx) => giveServiceMonths(tx, april))).toBe(0)
    expect(await onDay(db, '2026-05-03', (tx) => monthsStanding(tx, april))).toMatchObject([
      {
        providerId: ann.providerId,
        people: 1,
        use: [{ unit: 'session', booked: 2, attended: 1 }],
        income: [
          { payer: 'contribution', amount: 3000 },
          { payer: 'council', amount: 4200 },
        ],
      },
    ])
  })
  test('the next run keeps back what is owed: £48.00 less £24.00', async () => {
    const db = await open()
    const ann = await twoTuesdays(db)
    await paidRun(db, '2026-04-20')
    await mark(db, '2026-04-21', ann.fourteenth, 'unwell', true)
    await expect(paidRun(db, '2026-04-21')).rejects.toMatchObject({ code: 'nothing_to_pay' })
    await mark(db, '2026-04-21', await occasionOn(db, ann.personId, '2026-04-21'), 'attended')
    await paidRun(db, '2026-04-22')
    expect(await balance(db, 'bank')).toBe(9600 + 2400)
    expect(await balance(db, `recoverable:${ann.providerId}`)).toBe(0)
    expect(await balance(db, `owed:${ann.providerId}`)).toBe(0)
    await expect(paidRun(db, '2026-04-23')).rejects.toMatchObject({ code: 'nothing_to_pay' })
    expect((await onDay(db, '2026-04-23', verifyBooks)).faults).toEqual([])
  })
  test('the same mark followed twice owes once, and nobody approves a run they drafted', async () => {
    const db = await open()
    const ann = await twoTuesdays(db)
    await onDay(db, '2026-04-20', (tx) => followMark(tx, ann.seventh))
    const { owed } = await db.transaction(jobWho(), (tx) =>
      tx.one<{ owed: number }>(sql`select count(*) as owed from finance.transfer where kind = 'owe'`),
    )
    expect(owed).toBe(2)
    const run = await onDay(db, '2026-04-20', draftRun, drafter)
    await expect(onDay(db, '2026-04-20', (tx) => payRun(tx, run), drafter)).rejects.toMatchObject({
      code: 'run_not_approved',
    })
    await expect(onDay(db, '2026-04-20', (tx) => approveRun(tx, run), drafter)).rejects.toMatchObject({
      code: 'pay_run_approved_by_another',
    })
  })
  test('what is bound for the year falls by what was delivered', async () => {
    const db = await open()
    const ann = await placedPerson(db, { price: 4800 })
    await onDay(db, '2026-04-06', (tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-12') }))
    const occasion = await occasionOn(db, ann.personId, '2026-04-07')
    await mark(db, '2026-04-07', occasion, 'attended')
    const { held } = await db.transaction(jobWho(), (tx) =>
      tx.one<{ held: number }>(
        sql`select credits_pence - debits_pence as held from finance.account where code = ${`committed:${ann.budgetLineId}`}`,
      ),
    )
    expect(held).toBe(51 * 4800)
  })
  test('planted faults are found: a changed total, a pay line behind its mark', async () => {
    const db = await open()
    const ann = await twoTuesdays(db)
    await db.owner((tx) =>
      tx.query(
        sql`update finance.account set debits_pence = debits_pence - 1 where code = ${`committed:${ann.budgetLineId}`}`,
      ),
    )
    await onDay(db, '2026-04-21', async (tx) => {
      const standing = (await marksOf(tx, [ann.seventh])).at(-1)
      await recordMark(tx, {
        id: newId(),
        occasionId: ann.seventh,
        reason: 'unwell',
        markedAt: tx.now,
        replaces: standing?.id,
        correctionReason: 'wrong day',
      })
    })
    const { faults } = await onDay(db, '2026-04-21', verifyBooks)
    expect(faults.map(({ rule }) => rule)).toEqual([
      'every pay line follows the mark that stands',
      'guarded totals equal their transfers',
    ])
    expect(pence(faults.length)).toBe(2)
  })
})
