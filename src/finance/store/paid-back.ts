import type { CalendarDate } from '../../core/calendar-date.ts'
import type { ListPage } from '../../core/list-page.ts'
import { type Pence, sum } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { empty, type Sql, sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { anywhere, listPage } from '../../platform/list-asked.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { payingBack, reversing } from '../postings.ts'
import { post, postedFor } from './ledger.ts'

/** Money that a provider paid back, as it stands. */
export interface PaidBack {
  readonly paidBackId: string
  readonly providerId: string
  readonly provider: string
  readonly amount: Pence
  readonly on: CalendarDate
  readonly reference: string
  readonly reason: string
  readonly recordedByName: string
  readonly recordedAt: Date
  /** How many dates it is for; none where no mark says what for. */
  readonly dates: number
  /** What its dates owe less by now, since a mark was put right after the money came. */
  readonly tooMuch: Pence
  readonly takenBackAt: Date | null
  readonly takenBackByName: string | null
  readonly takenBackWhy: string | null
}

const paidBackRows = (tx: Tx, which: Sql, part: Sql = empty) =>
  tx.query<PaidBack & { all: number }>(sql`
    with part as (
      select q.paid_back_id, count(e.id)::int as dates, coalesce(sum(least(q.pence, greatest(0, case when q.block_contract_id is null
               then (select sum(o.pence) from finance.paid_back_part o join finance.paid_back b on b.id = o.paid_back_id and b.taken_back_at is null where o.pay_line_id = e.id and o.block_contract_id is null)
                    - greatest(0, e.amount_pence - l.amount_pence)
               else (select sum(o.pence) from finance.paid_back_part o join finance.paid_back b on b.id = o.paid_back_id and b.taken_back_at is null join finance.pay_line f on f.id = o.pay_line_id
                      where f.occasion_id = e.occasion_id and f.budget_line_id = e.budget_line_id and o.block_contract_id is not null) - l.amount_pence end)))
               filter (where not exists (select from finance.pay_run_line y where y.pay_line_id = e.id and y.sign = -1)), 0)::bigint as more
        from finance.paid_back_part q left join finance.pay_line e on e.id = q.pay_line_id
        left join finance.pay_line l on l.occasion_id = e.occasion_id and l.budget_line_id = e.budget_line_id and not exists (select from finance.pay_line later where later.replaces = l.id)
       group by 1)
    select b.id as "paidBackId", b.provider_id as "providerId", coalesce(p.name, 'Name not shown') as provider, b.pence as amount, b.paid_back_on as "on", b.reference, b.reason,
           coalesce(r.name, 'Daywell') as "recordedByName", b.recorded_at as "recordedAt", t.dates, case when b.taken_back_at is null then t.more else 0 end as "tooMuch",
           b.taken_back_at as "takenBackAt", case when b.taken_back_by is not null then coalesce(u.name, 'Daywell') end as "takenBackByName", b.taken_back_why as "takenBackWhy", count(*) over ()::int as "all"
      from finance.paid_back b join part t on t.paid_back_id = b.id left join market.published_provider p on p.provider_id = b.provider_id
      left join platform.published_staff r on r.staff_id = b.recorded_by left join platform.published_staff u on u.staff_id = b.taken_back_by
     where ${which} order by b.paid_back_on desc, b.recorded_at desc, b.id ${part}`)

/** All money that providers paid back, the newest first. */
export const paidBacks = async (tx: Tx): Promise<readonly PaidBack[]> =>
  listPage<PaidBack>(await paidBackRows(tx, sql`true`)).rows

/** A page of the money that providers paid back, the newest first; of one provider, or by words of its name, the reference or what it was for. */
export async function paidBacksFound(
  tx: Tx,
  asked: { providerId?: string | undefined; words?: string; page: number; perPage: number },
): Promise<ListPage<PaidBack>> {
  const { providerId = null, words = '', page, perPage } = asked
  const like = anywhere(words)
  const which = sql`(${providerId}::uuid is null or b.provider_id = ${providerId}::uuid)
       and (${words} = '' or p.name ilike ${like} or b.reference ilike ${like} or b.reason ilike ${like})`
  return listPage(await paidBackRows(tx, which, sql`limit ${perPage} offset ${(page - 1) * perPage}`))
}

/** One record. */
export async function paidBackOf(tx: Tx, paidBackId: string): Promise<PaidBack> {
  const [one] = listPage<PaidBack>(await paidBackRows(tx, sql`b.id = ${paidBackId}`)).rows
  if (one === undefined) throw new NotFound('record of money paid back')
  return one
}

/** What one part of a record is for. */
export interface PaidBackPart {
  readonly partId: string
  readonly payLineId: string | null
  readonly contractId: string | null
  readonly contract: string | null
  readonly on: CalendarDate | null
  readonly personName: string | null
  readonly session: string | null
  readonly amount: Pence
}

/** The parts of a record, the earliest date first. */
export async function paidBackParts(tx: Tx, paidBackId: string): Promise<PaidBackPart[]> {
  return tx.query<PaidBackPart>(sql`
    select q.id as "partId", q.pay_line_id as "payLineId", q.block_contract_id as "contractId", c.reference as contract, e.on_date as "on",
           case when e.id is not null then coalesce(pp.name, 'Name not shown') end as "personName", coalesce(s.name, t.own_arrangement) as session, q.pence as amount
      from finance.paid_back_part q left join finance.pay_line e on e.id = q.pay_line_id left join market.block_contract c on c.id = q.block_contract_id
      left join planning.published_term t on t.term_id = e.term_id left join directory.published_session s on s.session_id = t.session_id
      left join people.published_person pp on pp.person_id = e.person_id
     where q.paid_back_id = ${paidBackId} order by e.on_date, "personName", q.id`)
}

/** What is recorded: the id comes with it, so that sending twice is one record. */
export interface PaidBackTold {
  readonly id: string
  readonly providerId: string
  readonly amount: Pence
  readonly on: CalendarDate
  readonly reference: string
  readonly reason: string
  /** The dates it is for, each once or once beside a contract; none where no mark says what for. */
  readonly dates: readonly {
    readonly payLineId: string
    readonly contractId?: string | undefined
    readonly amount: Pence
  }[]
}

/**
 * Records that a provider paid money back, and posts it on that day. Refused: `paid_back_dates_differ` where its dates come to another
 * amount, `paid_back_provider`; by the database `paid_back_once`, `paid_back_after_paid`, DW140 (a day to come), DW141 and DW142 (more than was paid).
 */
export async function recordPaidBack(tx: Tx, told: PaidBackTold): Promise<{ made: boolean }> {
  const before = await tx.maybe<{ providerId: string; amount: Pence }>(
    sql`select provider_id as "providerId", pence as amount from finance.paid_back where id = ${told.id}`,
  )
  if (before !== undefined) {
    if (before.providerId !== told.providerId || before.amount !== told.amount)
      throw new Refused('paid_back_of_that_id')
    return { made: false }
  }
  if (told.dates.length > 0 && sum(told.dates.map(({ amount }) => amount)) !== told.amount)
    throw new Refused('paid_back_dates_differ')
  await tx.query(sql`
    insert into finance.paid_back (id, provider_id, pence, paid_back_on, reference, reason, recorded_by, recorded_at)
    values (${told.id}, ${told.providerId}, ${told.amount}, ${told.on}, ${told.reference}, ${told.reason}, ${actor(tx)}, ${tx.now.toISOString()}::timestamptz)`)
  const wanted = told.dates.length > 0 ? told.dates : [{ payLineId: null, amount: told.amount }]
  const parts = wanted.map((one) => ({ contractId: null, ...one, partId: newId() }))
  await tx.query(sql`
    insert into finance.paid_back_part (id, paid_back_id, pay_line_id, block_contract_id, pence)
    select q.id, ${told.id}::uuid, q.line, q.contract, q.pence
      from unnest(${parts.map(({ partId }) => partId)}::uuid[], ${parts.map(({ payLineId }) => payLineId)}::uuid[], ${parts.map(({ contractId }) => contractId ?? null)}::uuid[],
        ${parts.map(({ amount }) => amount)}::bigint[]) as q (id, line, contract, pence)`)
  const { providerId, on } = told
  await post(
    tx,
    parts.flatMap(({ partId, contractId, amount }) => payingBack({ partId, providerId, contractId, amount, on })),
  )
  await noted(tx, 'paid-back', told.id, { providerId, amount: told.amount, on, reference: told.reference })
  return { made: true }
}

/** Takes a record back with a reason: its rows in the books are reversed, and its dates are open again. Once. Refused: `paid_back_taken_back`. */
export async function undoPaidBack(tx: Tx, { paidBackId, why }: { paidBackId: string; why: string }): Promise<void> {
  await tx.query(sql`select id from finance.paid_back where id = ${paidBackId} order by id for update`)
  const one = await paidBackOf(tx, paidBackId)
  if (one.takenBackAt !== null) throw new Refused('paid_back_taken_back')
  await tx.query(sql`
    update finance.paid_back set taken_back_by = ${actor(tx)}, taken_back_at = ${tx.now.toISOString()}::timestamptz, taken_back_why = ${why} where id = ${paidBackId}`)
  const parts = await paidBackParts(tx, paidBackId)
  await post(
    tx,
    (
      await postedFor(
        tx,
        parts.map(({ partId }) => partId),
      )
    ).map(reversing),
  )
  await noted(tx, 'paid-back-undone', paidBackId, { providerId: one.providerId, amount: one.amount })
}

const noted = (tx: Tx, action: string, subjectId: string, detail: Record<string, string | number>) =>
  audit(tx, { action: `finance/${action}`, subject: 'paid_back', subjectId, detail })
