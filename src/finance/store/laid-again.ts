import type { CalendarDate } from '../../core/calendar-date.ts'
import { type Pence, pence } from '../../core/money.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import { correcting } from '../correcting.ts'
import { costCentreOf } from '../cost-centre.ts'
import type { Payee } from '../postings.ts'
import { post, postedFor } from './ledger.ts'

interface PaidDate {
  readonly payLineId: string
  readonly occasionId: string
  readonly personId: string
  readonly onDate: CalendarDate
  readonly budgetLineId: string
  readonly payeeKind: Payee['kind']
  readonly payeeId: string
  readonly contractId: string | null
  readonly route: string
  readonly inHouse: boolean | null
  readonly settled: Pence | null
  readonly inARun: boolean
}

/**
 * Takes back what followed in money from a closed date in whose place another was laid: whatever the closure was paid is owed no
 * more, and the money it gave back is bound again for the new date. The pay line is replaced by one of nothing. Safe to repeat.
 */
export async function takeBackClosed(tx: Tx, occasionId: string): Promise<number> {
  const paid = await tx.query<PaidDate>(sql`
    select l.id as "payLineId", l.occasion_id as "occasionId", l.person_id as "personId", l.on_date as "onDate", l.budget_line_id as "budgetLineId", l.payee_kind as "payeeKind",
           coalesce(l.payee_id, l.holder_id) as "payeeId", l.block_contract_id as "contractId", b.route, b.in_house as "inHouse", s.amount_pence as settled, coalesce(s.id = l.id, false) as "inARun"
      from delivery.published_laid_again d join finance.pay_line l on l.occasion_id = d.occasion_id and l.mark_id = d.mark_id
      join planning.published_budget_line b on b.budget_line_id = l.budget_line_id
      left join lateral (
        select p.id, p.amount_pence from finance.pay_line p join finance.pay_run_line x on x.pay_line_id = p.id and x.sign = 1
         where p.occasion_id = l.occasion_id and p.budget_line_id = l.budget_line_id and not exists (select from finance.pay_run_line y where y.pay_line_id = p.id and y.sign = -1)
         order by p.recorded_at desc limit 1) s on true
     where d.occasion_id = ${occasionId} and not exists (select from finance.pay_line later where later.replaces = l.id)
       and not exists (select from finance.pay_line before where before.id = l.replaces and before.mark_id = l.mark_id)
     order by l.budget_line_id`)
  for (const one of paid) await takeBack(tx, one)
  return paid.length
}

function payeeAsPaid({ payeeKind, payeeId, contractId }: PaidDate): Payee {
  return payeeKind === 'block'
    ? { kind: payeeKind, id: payeeId, contractId: contractId ?? '' }
    : { kind: payeeKind, id: payeeId }
}

async function takeBack(tx: Tx, one: PaidDate): Promise<void> {
  const id = newId()
  await tx.query(sql`
    insert into finance.pay_line (id, occasion_id, term_id, person_id, on_date, budget_line_id, payee_id, payee_kind, holder_id, block_contract_id, agreed_pence, mark_id, pay_rule_id, amount_pence, chargeable_pence, replaces, recorded_by)
    select ${id}, l.occasion_id, l.term_id, l.person_id, l.on_date, l.budget_line_id, l.payee_id, l.payee_kind, l.holder_id, l.block_contract_id, l.agreed_pence, l.mark_id, l.pay_rule_id, 0, 0, l.id, ${actor(tx)}::uuid
      from finance.pay_line l where l.id = ${one.payLineId}`)
  const now = {
    payLineId: id,
    budgetLineId: one.budgetLineId,
    personId: one.personId,
    occasionId: one.occasionId,
    costCentre: costCentreOf(one),
    payee: payeeAsPaid(one),
    amount: pence(0),
    effectiveOn: one.onDate,
  }
  const posted = await postedFor(tx, [one.payLineId])
  await post(tx, correcting({ now, posted, inARun: one.inARun, settled: one.settled ?? pence(0) }))
}
