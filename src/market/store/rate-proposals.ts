import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { RateUnit } from '../rate.ts'
import { decideRate } from './rates.ts'

export interface ProposalWanted {
  readonly providerId: string
  readonly lotId: string
  readonly supportBand: string
  readonly unit: RateUnit
  readonly price: Pence
  readonly from: CalendarDate
  readonly reason: string
}

/** A price a provider asks for, and the council's answer. */
export interface RateProposal extends ProposalWanted {
  readonly id: string
  readonly provider: string
  readonly lot: string
  readonly proposedOn: CalendarDate
  readonly withdrawnOn: CalendarDate | null
  readonly answer: 'agreed' | 'declined' | null
  readonly answerReason: string | null
  readonly decidedOn: CalendarDate | null
  /** The price in force today. */
  readonly now: Pence | null
  /** The price decided for the day on which it would begin, with that price's own first day. */
  readonly onThatDay: { readonly price: Pence; readonly from: CalendarDate } | null
}

/**
 * A provider asks for a price. Nothing changes by it. Refused before today (`rate_in_the_past`), outside its lots (`not_in_this_lot`),
 * for the council's own service (`own_service_from_cost_sheet`), when it is the price in force (`rate_is_the_same`), and while another
 * proposal for the same thing waits (`one_proposal_waits`).
 */
export async function proposeRate(tx: Tx, wanted: ProposalWanted): Promise<string> {
  if (wanted.from < tx.today) throw new Refused('rate_in_the_past')
  const stands = await tx.maybe<{ inHouse: boolean; price: Pence | null }>(sql`
    select p.in_house as "inHouse", (select r.price_pence from market.rate r where r.provider_id = p.provider_id and r.lot_id = ${wanted.lotId}
             and r.support_band = ${wanted.supportBand} and r.unit = ${wanted.unit} and r.in_force @> ${wanted.from}::date) as price
      from market.published_provider p where p.provider_id = ${wanted.providerId} and (p.in_house or exists (
        select from market.admission a where a.provider_id = p.provider_id and a.lot_id = ${wanted.lotId} and a.in_force @> ${wanted.from}::date))`)
  if (stands === undefined) throw new Refused('not_in_this_lot')
  if (stands.inHouse) throw new Refused('own_service_from_cost_sheet')
  if (stands.price === wanted.price) throw new Refused('rate_is_the_same')
  const id = newId()
  await tx.query(sql`
    insert into market.rate_proposal (id, provider_id, lot_id, support_band, unit, price_pence, from_date, reason, proposed_by, proposed_on)
    values (${id}, ${wanted.providerId}, ${wanted.lotId}, ${wanted.supportBand}, ${wanted.unit}, ${wanted.price}, ${wanted.from}, ${wanted.reason}, ${actor(tx)}, ${tx.today})`)
  await audit(tx, {
    action: 'market/rate-proposed',
    subject: 'rate proposal',
    subjectId: id,
    detail: { providerId: wanted.providerId, pricePence: wanted.price, from: wanted.from },
  })
  return id
}

const ofTheSame = sql`(r.provider_id, r.lot_id, r.support_band, r.unit) = (q.provider_id, q.lot_id, q.support_band, q.unit)`

const proposals = (tx: Tx, where: Sql): Promise<RateProposal[]> =>
  tx.query(sql`
    select q.id, q.provider_id as "providerId", p.name as provider, q.lot_id as "lotId", l.name as lot, q.support_band as "supportBand", q.unit, q.price_pence as price,
           q.from_date as "from", q.reason, q.proposed_on as "proposedOn", q.withdrawn_on as "withdrawnOn", q.answer, q.answer_reason as "answerReason", q.decided_on as "decidedOn",
           (select r.price_pence from market.rate r where ${ofTheSame} and r.in_force @> ${tx.today}::date) as now,
           (select jsonb_build_object('price', r.price_pence, 'from', r.from_date) from market.rate r where ${ofTheSame} and r.in_force @> greatest(q.from_date, ${tx.today}::date)) as "onThatDay"
      from market.rate_proposal q join market.published_provider p on p.provider_id = q.provider_id join market.lot l on l.id = q.lot_id
     where ${where} order by q.proposed_on desc, q.recorded_at desc, q.id`)

/** The prices a provider asked for, the newest first. */
export const proposalsOf = (tx: Tx, providerId: string) => proposals(tx, sql`q.provider_id = ${providerId}`)

/** The prices asked for that nobody has decided. */
export const proposalsWaiting = (tx: Tx) => proposals(tx, sql`q.decided_on is null and q.withdrawn_on is null`)

/** One price asked for; not found where the asker may not see it. */
export async function proposalById(tx: Tx, id: string): Promise<RateProposal> {
  const [found] = await proposals(tx, sql`q.id = ${id}`)
  if (found === undefined) throw new NotFound('proposal')
  return found
}

/** The provider takes its proposal back. Refused when it is over (`proposal_is_over`). */
export async function withdrawProposal(tx: Tx, id: string): Promise<void> {
  const done = await tx.query(sql`
    update market.rate_proposal set withdrawn_on = ${tx.today} where id = ${id} and withdrawn_on is null and decided_on is null returning id`)
  if (done.length === 0) throw new Refused('proposal_is_over')
  await audit(tx, { action: 'market/rate-proposal-withdrawn', subject: 'rate proposal', subjectId: id })
}

/**
 * Answers a proposal: agreed, the rate is decided with it in the same transaction, from the day given; declined, the reason stands.
 * Refused when it is over (`proposal_is_over`) and as `decideRate` refuses.
 */
export async function answerProposal(
  tx: Tx,
  id: string,
  answer: { agreed: boolean; from: CalendarDate; reason: string },
): Promise<void> {
  const asked = await proposalById(tx, id)
  if (asked.answer !== null || asked.withdrawnOn !== null) throw new Refused('proposal_is_over')
  const { providerId, lotId, supportBand, unit, price } = asked
  const { from, reason } = answer
  const rateId = answer.agreed
    ? await decideRate(tx, { providerId, lotId, supportBand, unit, price, from, reason })
    : null
  const done = await tx.query(sql`
    update market.rate_proposal set decided_on = ${tx.today}, decided_by = ${actor(tx)}, answer = ${answer.agreed ? 'agreed' : 'declined'}, answer_reason = ${reason}, rate_id = ${rateId}
     where id = ${id} and decided_on is null and withdrawn_on is null returning id`)
  if (done.length === 0) throw new Refused('proposal_is_over')
  await audit(tx, {
    action: 'market/rate-proposal-answered',
    subject: 'rate proposal',
    subjectId: id,
    detail: { agreed: answer.agreed, rateId },
  })
}
