import { addDays, type CalendarDate, day } from '../../core/calendar-date.ts'
import { financialYear } from '../../core/financial-year.ts'
import type { Pence } from '../../core/money.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import type { Account, Book, Guard } from '../account.ts'
import { movedToOpenYear, yearOfAccount } from '../closed-year.ts'
import type { Posting } from '../postings.ts'

/** The month a day falls in, as "2026-11": the accounting period unless the council set others. */
const monthOf = (on: CalendarDate) => on.slice(0, 7)

/** The period that takes what is posted today: the one today is in, or the next one when that is closed. */
export const openPeriod = async (tx: Tx, on: CalendarDate = tx.today): Promise<string> =>
  (await takingPeriod(tx, on)).id

async function takingPeriod(tx: Tx, on: CalendarDate): Promise<{ id: string; from: CalendarDate }> {
  const found = await tx.maybe<{ id: string; closed: boolean; from: CalendarDate; until: CalendarDate }>(sql`
    select id, closed_at is not null as closed, from_date as "from", until_date as until from finance.accounting_period where ${on}::date between from_date and until_date`)
  if (found) return found.closed ? takingPeriod(tx, addDays(found.until, 1)) : found
  const from = day(`${monthOf(on)}-01`)
  await tx.query(sql`
    insert into finance.accounting_period (id, from_date, until_date)
    select ${monthOf(on)}, ${from}::date, (${from}::date + interval '1 month - 1 day')::date on conflict do nothing`)
  return { id: monthOf(on), from }
}

type Row = Posting & { readonly reverses?: string; readonly id: string }

/**
 * Posts rows to the ledger, all or nothing, in the open period. An account is made when it is first used. What is posted for a
 * financial year that is closed counts in the open one (`movedToOpenYear`). Refused by the database: an account that would give
 * out more than it has (`not_overdrawn`), the same thing posted twice (`posted_once`), a closed period (`DW008`) or year (`DW154`).
 */
export async function post(tx: Tx, asked: readonly (Posting & { readonly reverses?: string })[]): Promise<void> {
  if (asked.length === 0) return
  const { id: period, from } = await takingPeriod(tx, tx.today)
  const postings = await outOfClosedYears(
    tx,
    asked.map((one) => ({ ...one, id: newId() })),
    financialYear(from),
  )
  const ids = await accountIds(
    tx,
    postings.flatMap(({ debit, credit }) => [debit, credit]),
  )
  const idOf = ({ book, code }: Account) => ids.get(`${book} ${code}`) ?? null
  const all = <T>(pick: (posting: Row) => T) => postings.map(pick)
  await tx.query(sql`
    insert into finance.transfer (id, book, debit_account_id, credit_account_id, amount_pence, effective_on, period_id, posted_by, kind, source_id, reverses,
      person_id, provider_id, budget_line_id, occasion_id)
    select t.id, t.book, t.debit, t.credit, t.amount, t.effective_on, ${period}, ${actor(tx)}::uuid, t.kind, t.source, t.reverses, t.person, t.provider, t.line, t.occasion
      from unnest(${all(({ id }) => id)}::uuid[], ${all(({ debit }) => debit.book)}::text[], ${all(({ debit }) => idOf(debit))}::uuid[],
        ${all(({ credit }) => idOf(credit))}::uuid[], ${all(({ amount }) => amount)}::bigint[], ${all((one) => one.effectiveOn)}::date[],
        ${all(({ kind }) => kind)}::text[], ${all(({ sourceId }) => sourceId)}::uuid[], ${all(({ reverses }) => reverses ?? null)}::uuid[],
        ${all(({ about }) => about.personId ?? null)}::uuid[], ${all(({ about }) => about.providerId ?? null)}::uuid[],
        ${all(({ about }) => about.budgetLineId ?? null)}::uuid[], ${all(({ about }) => about.occasionId ?? null)}::uuid[])
        as t (id, book, debit, credit, amount, effective_on, kind, source, reverses, person, provider, line, occasion)`)
}

/** The rows, and those that move what touches a closed year to the open one. A year is closed once the period that holds its 31 March is. */
async function outOfClosedYears(tx: Tx, rows: readonly Row[], open: number): Promise<readonly Row[]> {
  const touched = rows.flatMap(({ debit, credit }) => [yearOfAccount(debit), yearOfAccount(credit)])
  const earlier = [...new Set(touched)].filter((year) => year !== undefined && year < open)
  if (earlier.length === 0) return rows
  const closed = await tx.query<{ year: number }>(
    sql`select year from finance.closed_years(${earlier}::int[]) as c (year)`,
  )
  const years = { closed: new Set(closed.map(({ year }) => year)), open }
  return rows.flatMap((row) => [row, ...movedToOpenYear(row.id, row, years).map((one) => ({ ...one, id: newId() }))])
}

async function accountIds(tx: Tx, accounts: readonly Account[]): Promise<Map<string, string>> {
  const each = [...new Map(accounts.map((one) => [`${one.book} ${one.code}`, one])).values()]
  const books = each.map(({ book }) => book)
  const codes = each.map(({ code }) => code)
  await tx.query(sql`
    insert into finance.account (id, book, code, owner_id, guard)
    select * from unnest(${each.map(() => newId())}::uuid[], ${books}::text[], ${codes}::text[],
      ${each.map(({ ownerId }) => ownerId ?? null)}::uuid[], ${each.map(({ guard }) => guard)}::text[])
    on conflict (book, code) do nothing`)
  const rows = await tx.query<{ id: string; book: Book; code: string }>(sql`
    select a.id, a.book, a.code from finance.account a join unnest(${books}::text[], ${codes}::text[]) as w (book, code) on w.book = a.book and w.code = a.code
     order by a.book, a.code`)
  return new Map(rows.map(({ id, book, code }) => [`${book} ${code}`, id]))
}

interface PostedRow {
  id: string
  kind: Posting['kind']
  sourceId: string
  book: Book
  debitCode: string
  debitGuard: Guard
  debitOwner: string | null
  creditCode: string
  creditGuard: Guard
  creditOwner: string | null
  amount: Pence
  effectiveOn: CalendarDate
  personId: string | null
  providerId: string | null
  budgetLineId: string | null
  occasionId: string | null
}

/** The rows posted for some sources that have not been taken back. */
export async function postedFor(tx: Tx, sourceIds: readonly string[]): Promise<(Posting & { readonly id: string })[]> {
  const rows = await tx.query<PostedRow>(sql`
    select t.id, t.kind, t.source_id as "sourceId", t.book, d.code as "debitCode", d.guard as "debitGuard", d.owner_id as "debitOwner",
           c.code as "creditCode", c.guard as "creditGuard", c.owner_id as "creditOwner", t.amount_pence as amount, t.effective_on as "effectiveOn",
           t.person_id as "personId", t.provider_id as "providerId", t.budget_line_id as "budgetLineId", t.occasion_id as "occasionId"
      from finance.transfer t join finance.account d on d.id = t.debit_account_id join finance.account c on c.id = t.credit_account_id
     where t.source_id = any (${sourceIds}::uuid[]) and t.kind <> 'reverse' and not exists (select from finance.transfer back where back.reverses = t.id)
     order by t.kind, t.id`)
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    sourceId: row.sourceId,
    debit: { book: row.book, code: row.debitCode, guard: row.debitGuard, ownerId: row.debitOwner ?? undefined },
    credit: { book: row.book, code: row.creditCode, guard: row.creditGuard, ownerId: row.creditOwner ?? undefined },
    amount: row.amount,
    effectiveOn: row.effectiveOn,
    about: {
      personId: row.personId ?? undefined,
      providerId: row.providerId ?? undefined,
      budgetLineId: row.budgetLineId ?? undefined,
      occasionId: row.occasionId ?? undefined,
    },
  }))
}

/** What guarded accounts hold now: credits less debits, by code. An account never used holds nothing. */
export async function held(tx: Tx, book: Book, codes: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.query<{ code: string; held: number }>(sql`
    select code, credits_pence - debits_pence as held from finance.account where book = ${book} and code = any (${codes}::text[]) and guard <> 'none' order by code`)
  return new Map(codes.map((code) => [code, rows.find((row) => row.code === code)?.held ?? 0]))
}
