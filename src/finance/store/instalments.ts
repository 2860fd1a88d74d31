import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { type BlockContract, blockContract } from '../../market/store.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { actor } from '../../platform/who.ts'
import { payingInstalment } from '../postings.ts'
import { post } from './ledger.ts'

/** The day on which the books begin: of the first accounting period, or of this month where there is none yet. What was due before it was paid before it. */
export const booksBegin = (tx: Tx) =>
  sql`coalesce((select min(p.from_date) from finance.accounting_period p), date_trunc('month', ${tx.today}::date)::date)`

/**
 * Posts what is due of block contracts and not posted yet, until today: never what was due before the books begin, nor what fell
 * away with an earlier end. Gives how many. Safe to repeat, also at once: an instalment is posted once (`instalment_posted_once`).
 */
export async function postInstalments(tx: Tx): Promise<number> {
  const made = await tx.query<{
    id: string
    contractId: string
    providerId: string
    amount: Pence
    dueOn: CalendarDate
  }>(sql`
    with made as (
      insert into finance.instalment_posted (id, block_contract_id, due_on, pence, posted_on, recorded_by)
      select gen_random_uuid(), b.id, i.due_on, i.amount_pence, ${tx.today}, ${actor(tx)}
        from market.block_contract b join market.block_instalment i on i.block_contract_id = b.id
       where i.due_on between ${booksBegin(tx)} and ${tx.today} and b.in_force @> i.due_on
         and not exists (select from finance.instalment_posted x where x.block_contract_id = b.id and x.due_on = i.due_on)
      on conflict on constraint instalment_posted_once do nothing
      returning id, block_contract_id, due_on, pence)
    select m.id, m.block_contract_id as "contractId", b.provider_id as "providerId", m.pence as amount, m.due_on as "dueOn"
      from made m join market.block_contract b on b.id = m.block_contract_id order by m.due_on, m.block_contract_id`)
  await post(tx, made.flatMap(payingInstalment))
  return made.length
}

/** An instalment with what became of it. */
export interface InstalmentRow {
  readonly contractId: string
  readonly reference: string
  readonly provider: string
  readonly dueOn: CalendarDate
  readonly amount: Pence
  readonly postedOn: CalendarDate | null
  /** Due before the books begin. */
  readonly before: boolean
}

const instalmentRows = (tx: Tx) => sql`
    select b.id as "contractId", b.reference, p.name as provider, i.due_on as "dueOn", i.amount_pence as amount, x.posted_on as "postedOn", i.due_on < ${booksBegin(tx)} as before
      from market.block_contract b join market.block_instalment i on i.block_contract_id = b.id
      join market.published_provider p on p.provider_id = b.provider_id
      left join finance.instalment_posted x on x.block_contract_id = b.id and x.due_on = i.due_on`

/** What was due of all block contracts since a day, and is due until another, the newest first; not what fell away. */
export async function instalmentsAround(tx: Tx, from: CalendarDate, until: CalendarDate): Promise<InstalmentRow[]> {
  return tx.query<InstalmentRow>(
    sql`${instalmentRows(tx)} where i.due_on between ${from} and ${until} and b.in_force @> i.due_on order by i.due_on desc, p.name, b.reference`,
  )
}

/** The money of one contract: its instalments in their order, and what dates took up of it at their own prices. */
export async function blockMoney(
  tx: Tx,
  contractId: string,
): Promise<{ contract: BlockContract; instalments: InstalmentRow[]; takenUp: Pence }> {
  const contract = await blockContract(tx, contractId)
  const instalments = await tx.query<InstalmentRow>(
    sql`${instalmentRows(tx)} where b.id = ${contractId} order by i.due_on`,
  )
  const { takenUp } = await tx.one<{ takenUp: Pence }>(sql`
    select coalesce(sum(case when t.credit_account_id = a.id then t.amount_pence else -t.amount_pence end), 0)::bigint as "takenUp"
      from finance.account a join finance.transfer t on a.id in (t.credit_account_id, t.debit_account_id) and t.kind <> 'instalment'
     where a.book = 'cash' and a.code = ${`block:${contractId}`}`)
  return { contract, instalments, takenUp }
}
