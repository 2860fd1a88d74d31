import type { CalendarDate } from '../../core/calendar-date.ts'
import type { ListPage } from '../../core/list-page.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { type Pence, pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { empty, type Sql, sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { listPage } from '../../platform/list-asked.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { draftPayRun, type Payable } from '../draft-pay-run.ts'
import { paying } from '../paying.ts'
import { openPeriod, post } from './ledger.ts'
import { joinPaidBack, paidBackLists } from './paid-back-dates.ts'

/** Waits for whoever drafts a run or records what a provider paid back, so that nothing is kept back a second time. */
const settleAlone = (tx: Tx) => tx.query(sql`select pg_advisory_xact_lock(hashtextextended('finance settling', 0))`)

interface PayableRow {
  payeeKind: 'provider' | 'direct_payment'
  payeeId: string
  on: CalendarDate
  payLineId: string
  amount: Pence
  settledId: string | null
  settledAmount: Pence | null
  backOwed: Pence
  backBeside: Pence
}

const settled = sql`
    with settled as materialized (
      select x.pay_line_id from finance.pay_run_line x group by x.pay_line_id having sum(x.sign) > 0),
    ${paidBackLists}`

const openLines = sql`
      from finance.pay_line l
      left join lateral (
        select e.id, e.amount_pence from finance.pay_line e
         where l.replaces is not null and e.occasion_id = l.occasion_id and e.budget_line_id = l.budget_line_id
           and e.id in (select p.pay_line_id from settled p)) s on true
      ${joinPaidBack}
     where l.payee_kind <> 'in_house' and l.payee_kind <> 'block' and not exists (select from finance.pay_line later where later.replaces = l.id)
       and l.id not in (select p.pay_line_id from settled p)
       and not exists (select from finance.pay_hold h where h.pay_line_id = l.id and h.released_at is null)`

/** Payments that the bank sent back and nobody has paid again, or says so: they go out with the next run. */
const cameBack = sql`
    from finance.payment_return r where r.approved_at is not null and not exists (select from finance.payment_again g where g.return_id = r.id and g.taken_back_at is null)`

/** What no run has taken up yet: how many dates, what is due for them, what is owed back, and what came back and goes out again; summed where the lines are. */
export async function openRows(tx: Tx): Promise<{ dates: number; due: Pence; back: Pence; again: Pence }> {
  return tx.one(sql`
    ${settled}
    select count(*)::int as dates, coalesce(sum(greatest(o.change, 0)), 0)::bigint as due, coalesce(sum(greatest(-o.change, 0)), 0)::bigint as back,
           (select coalesce(sum(r.pence), 0)::bigint ${cameBack}) as again
      from (select l.amount_pence - coalesce(s.amount_pence, 0) + coalesce(bo.pence, 0) as change ${openLines}
        and coalesce(bo.pence, 0) <= greatest(0, coalesce(s.amount_pence, 0) - l.amount_pence) and coalesce(bb.pence, 0) <= l.amount_pence) o where o.change <> 0`)
}

/** Every date whose money no run has taken up as it stands, and that nobody holds. */
export async function payables(tx: Tx): Promise<Payable[]> {
  const rows = await tx.query<PayableRow>(sql`
    ${settled}
    select l.payee_kind as "payeeKind", coalesce(l.payee_id, l.holder_id) as "payeeId", l.on_date as "on", l.id as "payLineId", l.amount_pence as amount,
           s.id as "settledId", s.amount_pence as "settledAmount", coalesce(bo.pence, 0) as "backOwed", coalesce(bb.pence, 0) as "backBeside" ${openLines}
     order by l.on_date, l.id`)
  return rows.map((row) => ({
    payee: { kind: row.payeeKind, id: row.payeeId },
    on: row.on,
    now: { payLineId: row.payLineId, amount: row.amount },
    settled: row.settledId === null ? undefined : { payLineId: row.settledId, amount: row.settledAmount ?? pence(0) },
    paidBack: { owed: row.backOwed, beside: row.backBeside },
  }))
}

const paymentsToRepeat = (tx: Tx) =>
  tx.query<{ returnId: string; kind: PayableRow['payeeKind']; id: string; amount: Pence }>(
    sql`select r.id as "returnId", r.payee_kind as kind, r.payee_id as id, r.pence as amount ${cameBack} order by r.returned_on, r.id`,
  )

/**
 * Drafts a pay run over everything open: what is owed, less what is owed back, and payments that came back. Two runs can never take up the same line
 * (`paid_once`). Refused when there is nothing to pay (`nothing_to_pay`).
 */
export async function draftRun(tx: Tx): Promise<string> {
  await settleAlone(tx)
  const back = (await paymentsToRepeat(tx)).map(({ returnId, kind, id, amount }) => ({
    returnId,
    amount,
    payee: { kind, id },
  }))
  const payees = draftPayRun(await payables(tx), back).filter(({ lines, again }) => lines.length + again.length > 0)
  if (payees.length === 0) throw new Refused('nothing_to_pay')
  const runId = newId()
  const period = await openPeriod(tx)
  await tx.query(
    sql`insert into finance.pay_run (id, period_id, drafted_by, drafted_at) values (${runId}, ${period}, ${actor(tx)}, ${tx.now.toISOString()}::timestamptz)`,
  )
  const lines = payees.flatMap((one) => one.lines)
  await tx.query(sql`
    insert into finance.pay_run_line (pay_run_id, pay_line_id, sign)
    select ${runId}::uuid, l.id, l.sign from unnest(${lines.map(({ payLineId }) => payLineId)}::uuid[], ${lines.map(({ sign }) => sign)}::smallint[]) as l (id, sign)`)
  await tx.query(sql`
    insert into finance.remittance (id, pay_run_id, payee_kind, payee_id, paid_pence, netted_pence)
    select r.id, ${runId}::uuid, r.kind, r.payee, r.paid, r.netted
      from unnest(${payees.map(() => newId())}::uuid[], ${payees.map(({ payee }) => payee.kind)}::text[], ${payees.map(({ payee }) => payee.id)}::uuid[],
        ${payees.map(({ paid }) => paid)}::bigint[], ${payees.map(({ netted }) => netted)}::bigint[]) as r (id, kind, payee, paid, netted)`)
  const again = back.filter(({ returnId }) => payees.some((one) => one.again.includes(returnId)))
  await tx.query(sql`
    insert into finance.payment_again (id, return_id, payee_kind, payee_id, pence, pay_run_id, recorded_by, recorded_at)
    select g.id, g.back, r.payee_kind, r.payee_id, r.pence, ${runId}::uuid, ${actor(tx)}, ${tx.now.toISOString()}::timestamptz
      from unnest(${again.map(() => newId())}::uuid[], ${again.map(({ returnId }) => returnId)}::uuid[]) as g (id, back) join finance.payment_return r on r.id = g.back`)
  const total = payees.reduce((all, { paid }) => all + paid, 0)
  await audit(tx, {
    action: 'finance/run-drafted',
    subject: 'pay_run',
    subjectId: runId,
    detail: { payees: payees.length, lines: lines.length, total },
  })
  return runId
}

export interface RunRow {
  readonly runId: string
  readonly period: string
  readonly draftedBy: string
  readonly draftedAt: Date
  readonly approvedBy: string | null
  readonly approvedAt: Date | null
  readonly paidAt: Date | null
  readonly payees: number
  readonly paid: Pence
  readonly netted: Pence
}

const runsWhere = (tx: Tx, which: Sql, part: Sql = empty) =>
  tx.query<RunRow & { all: number }>(sql`
    select r.id as "runId", r.period_id as period, r.drafted_by as "draftedBy", r.drafted_at as "draftedAt", r.approved_by as "approvedBy", r.approved_at as "approvedAt",
           r.paid_at as "paidAt", count(m.id)::int as payees, coalesce(sum(m.paid_pence), 0)::bigint as paid, coalesce(sum(m.netted_pence), 0)::bigint as netted, count(*) over ()::int as "all"
      from finance.pay_run r left join finance.remittance m on m.pay_run_id = r.id
     where ${which} group by r.id order by r.drafted_at desc, r.id desc ${part}`)

/** How a pay run stands: drafted, approved by a second person, or paid. */
export const runStates = ['', 'drafted', 'approved', 'paid'] as const
export type RunState = (typeof runStates)[number]

const standsAs = (state: RunState) =>
  sql`(${state} in ('', case when r.paid_at is not null then 'paid' when r.approved_at is not null then 'approved' else 'drafted' end))`

/** A page of the pay runs, the newest first; of one state where it is asked for. */
export async function payRuns(
  tx: Tx,
  { page, state = '', perPage = ROWS_A_PAGE }: { page: number; state?: RunState; perPage?: number },
): Promise<ListPage<RunRow>> {
  return listPage(await runsWhere(tx, standsAs(state), sql`limit ${perPage} offset ${(page - 1) * perPage}`))
}

/** Every pay run, the newest first. */
export const everyPayRun = async (tx: Tx): Promise<readonly RunRow[]> =>
  listPage<RunRow>(await runsWhere(tx, sql`true`)).rows

/** Pay runs somebody must approve or pay, the newest first. */
export const runsNotPaid = async (tx: Tx): Promise<readonly RunRow[]> =>
  listPage<RunRow>(await runsWhere(tx, sql`r.paid_at is null`)).rows

/** One pay run; stops with not found where there is none. */
export async function payRunOf(tx: Tx, runId: string): Promise<RunRow> {
  const [run] = listPage<RunRow>(await runsWhere(tx, sql`r.id = ${runId}`)).rows
  if (run === undefined) throw new NotFound('pay run')
  return run
}

export interface RemittanceRow {
  readonly remittanceId: string
  readonly payee: string
  readonly payeeKind: 'provider' | 'direct_payment'
  readonly payeeId: string
  readonly lines: number
  readonly paid: Pence
  readonly netted: Pence
  /** How much of it came back before and goes out again. */
  readonly again: Pence
  /** The day on which the bank sent it back, once that is approved; whether it went out again since. */
  readonly returnedOn: CalendarDate | null
  readonly settled: boolean
}

/** What a run pays each payee, by name. */
export async function remittances(tx: Tx, runId: string): Promise<RemittanceRow[]> {
  return tx.query<RemittanceRow>(sql`
    with paid as materialized (
      select coalesce(l.payee_id, l.holder_id) as payee_id, count(*)::int as lines from finance.pay_run_line x join finance.pay_line l on l.id = x.pay_line_id
       where x.pay_run_id = ${runId} and x.sign = 1 group by 1)
    select m.id as "remittanceId", m.payee_kind as "payeeKind", m.payee_id as "payeeId", m.paid_pence as paid, m.netted_pence as netted,
           coalesce(pr.name, pp.name, 'Shared direct payment') as payee, coalesce(p.lines, 0) as lines,
           coalesce((select sum(g.pence) from finance.payment_again g where g.pay_run_id = m.pay_run_id and g.payee_kind = m.payee_kind and g.payee_id = m.payee_id), 0)::bigint as again,
           b.returned_on as "returnedOn", exists (select from finance.payment_again g where g.return_id = b.id and g.agreed and g.taken_back_at is null) as settled
      from finance.remittance m left join paid p on p.payee_id = m.payee_id left join finance.payment_return b on b.remittance_id = m.id and b.approved_at is not null left join market.published_provider pr on pr.provider_id = m.payee_id left join people.published_person pp on pp.person_id = m.payee_id
     where m.pay_run_id = ${runId} order by payee, m.id`)
}

async function runFor(tx: Tx, runId: string): Promise<RunRow> {
  await tx.query(sql`select id from finance.pay_run where id = ${runId} order by id for update`)
  return payRunOf(tx, runId)
}

/** Approves a drafted run. Refused for whoever drafted it (`pay_run_approved_by_another`) and when it was approved before. */
export async function approveRun(tx: Tx, runId: string): Promise<void> {
  const run = await runFor(tx, runId)
  if (run.approvedAt) throw new Refused('run_approved_before')
  await tx.query(
    sql`update finance.pay_run set approved_by = ${actor(tx)}, approved_at = ${tx.now.toISOString()}::timestamptz where id = ${runId}`,
  )
  await audit(tx, { action: 'finance/run-approved', subject: 'pay_run', subjectId: runId, detail: { total: run.paid } })
}

/** Pays an approved run: one payment for each payee, with what is owed back kept from it. Once; refused otherwise. */
export async function payRun(tx: Tx, runId: string): Promise<void> {
  const run = await runFor(tx, runId)
  if (!run.approvedAt) throw new Refused('run_not_approved')
  if (run.paidAt) throw new Refused('run_paid_before')
  const rows = await remittances(tx, runId)
  await tx.query(sql`update finance.pay_run set paid_at = ${tx.now.toISOString()}::timestamptz where id = ${runId}`)
  await post(
    tx,
    rows.flatMap((row) =>
      paying({
        id: row.remittanceId,
        payee: { kind: row.payeeKind, id: row.payeeId },
        paid: row.paid,
        netted: row.netted,
        on: tx.today,
      }),
    ),
  )
  await audit(tx, {
    action: 'finance/run-paid',
    subject: 'pay_run',
    subjectId: runId,
    detail: { total: run.paid, netted: run.netted },
  })
}
