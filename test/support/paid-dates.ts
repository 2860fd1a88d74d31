import { type CalendarDate, day } from '../../src/core/calendar-date.ts'
import { pence } from '../../src/core/money.ts'
import { makeOccasions, recordMark } from '../../src/delivery/store.ts'
import {
  approveRun,
  draftRun,
  followMark,
  payRun,
  recordPaidBack,
  remittances,
  toPayBack,
  verifyBooks,
} from '../../src/finance/store.ts'
import { recordBlockContract } from '../../src/market/store.ts'
import { type Db, sql, type Tx } from '../../src/platform/db.ts'
import { newId } from '../../src/platform/ids.ts'
import { placedPerson } from './placed-person.ts'
import { jobWho, who } from './who.ts'

const staff = (digit: string) => `${digit.repeat(8)}-2222-7222-8222-222222222222`
export const one = who('finance', { accountId: staff('1'), staffId: staff('1') })
export const two = who('finance', { accountId: staff('2'), staffId: staff('2') })

/** Ann comes on Tuesdays for £48. */
export async function paidDates(db: Db) {
  const ann = await placedPerson(db)
  const as = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(jobWho(), work)
  await as((tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-30') }))
  const mark = (on: string, reason = 'attended') =>
    as(async (tx) => {
      const { id, stands } = await tx.one<{ id: string; stands: string | null }>(
        sql`select occasion_id as id, mark_id as stands from delivery.published_occasion where person_id = ${ann.personId} and on_date = ${on}`,
      )
      const again = stands === null ? {} : { replaces: stands, correctionReason: 'Wrong box' }
      await recordMark(tx, { id: newId(), occasionId: id, reason, markedAt: tx.now, ...again })
      await followMark(tx, id)
    })
  const run = async () => {
    const runId = await db.transaction(one, draftRun)
    await db.transaction(two, (tx) => approveRun(tx, runId))
    await db.transaction(one, (tx) => payRun(tx, runId))
    const [paid] = await db.transaction(one, (tx) => remittances(tx, runId))
    return [paid?.paid, paid?.netted]
  }
  const contract = (reference = 'BC/7') =>
    db.transaction(who('commissioner'), (tx) =>
      recordBlockContract(tx, {
        providerId: ann.providerId,
        lotId: ann.lotId,
        reference,
        total: pence(100),
        from: day('2025-04-01'),
        until: day('2027-03-31'),
        instalments: [{ dueOn: day('2026-04-01'), amount: pence(100) }],
        reason: 'Signed in March 2025',
      }),
    )
  const open = () => db.transaction(one, (tx) => toPayBack(tx, ann.providerId))
  const back = async (
    amount: number,
    dates: readonly { payLineId: string; contractId?: string | null; amount?: number }[] = [],
    given: { id?: string; on?: string; reference?: string; providerId?: string } = {},
  ) => {
    const id = given.id ?? newId()
    const { providerId = ann.providerId, on = '2026-05-08', reference = id } = given
    await db.transaction(one, (tx) =>
      recordPaidBack(tx, {
        id,
        providerId,
        amount: pence(amount),
        on: on as CalendarDate,
        reference,
        reason: 'Paid too much',
        dates: dates.map((each) => ({
          payLineId: each.payLineId,
          contractId: each.contractId ?? undefined,
          amount: pence(each.amount ?? amount),
        })),
      }),
    )
    return id
  }
  const balance = (account: string) =>
    as(async (tx) => {
      const { held } = await tx.one<{ held: number }>(sql`
        select coalesce(sum(case when t.credit_account_id = a.id then t.amount_pence else -t.amount_pence end), 0)::bigint as held
          from finance.account a join finance.transfer t on a.id in (t.credit_account_id, t.debit_account_id) where a.code = ${account}`)
      return held
    })
  const faults = async () => (await db.transaction(one, verifyBooks)).faults
  return { ann, as, mark, run, contract, open, back, balance, faults }
}
