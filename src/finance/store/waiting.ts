import { inPence } from '../../core/money.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { Progress, Waiting } from '../../platform/waiting.ts'
import { actor } from '../../platform/who.ts'
import { paths } from '../paths.ts'
import { openHolds } from './budget-position.ts'
import { paidBacks } from './paid-back.ts'
import { runsNotPaid } from './pay-runs.ts'
import { paymentsBack } from './payment-returns.ts'
import { payoutsWaiting } from './payouts.ts'
import { countUnpaidMarks } from './unpaid-marks.ts'

/** What finance must act on: runs to approve or pay, payments held, marks whose pay could not be worked out. */
export async function waitingFor(tx: Tx): Promise<Waiting[]> {
  if (tx.who.role !== 'finance') return []
  const runs = await runsNotPaid(tx)
  const { all: holds } = await openHolds(tx, { perPage: 1 })
  const unpaid = await countUnpaidMarks(tx)
  return [
    ...runs.map((run): Waiting => {
      const own = run.draftedBy === actor(tx)
      const why = run.approvedAt
        ? 'Approved, not paid yet'
        : own
          ? 'Drafted by you: a second person approves it'
          : 'Drafted, waits for approval'
      return {
        what: `Pay run of ${inPence(run.paid)}`,
        kind: 'Pay run',
        why,
        href: paths.run(run.runId),
        act: run.approvedAt ? 'Pay' : own ? 'See' : 'Approve',
      }
    }),
    ...(await payoutsWaiting(tx)).map((one): Waiting => {
      const own = (one.back?.askedBy ?? one.askedBy) === actor(tx)
      if (one.back !== null)
        return {
          what: `${inPence(one.amount)} to ${one.personName} sent back by the bank`,
          kind: 'Pay-out',
          why: own ? 'Said by you: a second person approves it' : 'Waits for approval',
          href: paths.payout(one.payoutId),
          act: own ? 'See' : 'Approve',
        }
      return {
        what: `${inPence(one.amount)} back to ${one.personName}`,
        kind: 'Pay-out',
        why: own ? 'Asked for by you: a second person approves it' : 'Waits for approval',
        href: paths.payout(one.payoutId),
        act: own ? 'See' : 'Approve',
      }
    }),
    ...(await paymentsBack(tx)).map((one): Waiting => {
      const again = one.back?.again ?? null
      if (again !== null) {
        const own = again.recordedBy === actor(tx)
        return {
          what: `${inPence(one.paid)} to ${one.payee} paid again by hand`,
          kind: 'Payment sent back',
          why: own ? 'Recorded by you: a second person confirms it' : 'Waits to be confirmed',
          href: paths.payment(one.remittanceId),
          act: own ? 'See' : 'Confirm',
        }
      }
      const approved = one.back?.approvedByName !== null
      const own = one.back?.askedBy === actor(tx)
      return {
        what: `${inPence(one.paid)} to ${one.payee} sent back by the bank`,
        kind: 'Payment sent back',
        why: approved
          ? 'Owed again: goes out with the next run, or by hand'
          : own
            ? 'Said by you: a second person approves it'
            : 'Waits for approval',
        href: paths.payment(one.remittanceId),
        act: approved || own ? 'See' : 'Approve',
      }
    }),
    ...(await paidBacks(tx))
      .filter(({ tooMuch }) => tooMuch > 0)
      .map(
        (one): Waiting => ({
          what: `${inPence(one.amount)} paid back by ${one.provider}`,
          kind: 'Paid back',
          why: 'A mark was put right since: its dates owe less now',
          href: paths.paidBack(one.paidBackId),
          act: 'Put right',
        }),
      ),
    ...(holds > 0
      ? [
          {
            what: `${holds} ${holds === 1 ? 'payment' : 'payments'} held`,
            why: 'Someone must act',
            href: paths.held(),
            act: 'See',
          },
        ]
      : []),
    ...(unpaid > 0
      ? [
          {
            what: `${unpaid} ${unpaid === 1 ? 'mark' : 'marks'} without pay`,
            why: 'A pay rule, a note or a payee is missing',
            href: paths.unpaid(),
            act: 'See',
          },
        ]
      : []),
  ]
}

/** Where the person stands: the last week that was charged, or that nothing has been paid yet. */
export async function progress(tx: Tx, personId: string): Promise<Progress> {
  const [paid] = await tx.query<{ on: NonNullable<Progress['on']>; lines: number }>(sql`
    select max(on_date) as "on", count(*)::int as lines from finance.pay_line l
     where l.person_id = ${personId} and not exists (select from finance.pay_line later where later.replaces = l.id) having count(*) > 0`)
  if (!paid) return { state: 'next', words: 'Nothing paid or charged yet' }
  const [charge] = await tx.query<{ week: NonNullable<Progress['on']>; amount: number }>(sql`
    select week_start as week, charge_pence as amount from finance.published_charge where person_id = ${personId} order by week_start desc limit 1`)
  return charge
    ? { state: 'now', words: `Last charge ${inPence(charge.amount)} for a week`, on: charge.week }
    : { state: 'now', words: 'Sessions paid, no charge', on: paid.on }
}
