import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import { mostWaiting } from '../../platform/waiting.ts'
import { actor } from '../../platform/who.ts'
import { comparePrice } from '../price-comparison.ts'
import { priceReviewDue } from '../price-review.ts'
import { type ScheduledPrice, scheduleOfPrices } from './rates.ts'

/** Asks why a price is above the middle of its like. Refused when it is not, when too few can be compared, or when it was asked before. */
export async function askForReason(tx: Tx, rateId: string, least: number): Promise<void> {
  const inForce = await scheduleOfPrices(tx, tx.today)
  const one = inForce.find((price) => price.rateId === rateId)
  if (one === undefined) throw new Refused('price_not_in_force')
  const compared = comparePrice(one, inForce, least)
  if (compared === undefined || !compared.above) throw new Refused('price_not_above_the_middle')
  await tx.query(sql`
    insert into market.price_question (rate_id, price_pence, median_pence, compared, asked_by, asked_on)
    values (${rateId}, ${one.price}, ${compared.median}, ${compared.compared}, ${actor(tx)}, ${tx.today})`)
  await audit(tx, { action: 'market/price-asked', subject: 'rate', subjectId: rateId, detail: { ...compared } })
}

/** Gives the reason for a price, for all to read: the provider for its own, or a commissioner. The last one given is shown. */
export async function giveReason(tx: Tx, rateId: string, reason: string): Promise<void> {
  await tx.query(sql`
    insert into market.price_reason (rate_id, reason, given_by_provider, given_by, given_on)
    values (${rateId}, ${reason}, ${tx.who.role === 'provider'}, ${actor(tx)}, ${tx.today})`)
  await audit(tx, { action: 'market/price-reason-given', subject: 'rate', subjectId: rateId })
}

/** Records that a price was looked at again and stands for now. */
export async function reviewPrice(tx: Tx, rateId: string, reason: string): Promise<void> {
  await tx.query(sql`
    insert into market.price_review (rate_id, reason, reviewed_by, reviewed_on) values (${rateId}, ${reason}, ${actor(tx)}, ${tx.today})`)
  await audit(tx, { action: 'market/price-reviewed', subject: 'rate', subjectId: rateId })
}

export interface PriceToReview extends ScheduledPrice {
  readonly dueOn: CalendarDate
}

/** The prices in force with the day each is to be looked at again, the longest overdue first. */
export async function pricesToReview(tx: Tx, months: number): Promise<PriceToReview[]> {
  const prices = await scheduleOfPrices(tx, tx.today)
  const reviews = await tx.query<{ rateId: string; on: CalendarDate }>(
    sql`select r.rate_id as "rateId", max(r.reviewed_on) as "on" from market.price_review r group by r.rate_id order by r.rate_id`,
  )
  const last = new Map(reviews.map(({ rateId, on }) => [rateId, on]))
  return prices
    .map((price) => ({
      ...price,
      dueOn: priceReviewDue({ from: price.from, reviewedOn: last.get(price.rateId) }, months),
    }))
    .sort((one, other) => (one.dueOn === other.dueOn ? 0 : one.dueOn < other.dueOn ? -1 : 1))
}

/** How many prices are due to be looked at again, and since when the longest: counted where they are, for a first page. */
export async function pricesDueNow(tx: Tx, months: number): Promise<{ due: number; first: CalendarDate | null }> {
  return tx.one(sql`
    select count(*)::int as due, min(d.on_day) as first from (
      select (greatest(r.from_date, (select max(v.reviewed_on) from market.price_review v where v.rate_id = r.rate_id)) + make_interval(months => ${months}::int))::date as on_day
        from market.published_rate r where r.in_force @> ${tx.today}::date) d
     where d.on_day <= ${tx.today}::date`)
}

/** The reasons that a provider gave for a price in force after the council asked, until a commissioner has looked at the price again; the oldest first. */
export async function reasonsToRead(
  tx: Tx,
): Promise<{ rateId: string; provider: string; lot: string; givenOn: CalendarDate }[]> {
  return tx.query(sql`
    select q.rate_id as "rateId", p.name as provider, r.lot, x.given_on as "givenOn"
      from market.price_question q join market.published_rate r on r.rate_id = q.rate_id join market.published_provider p on p.provider_id = r.provider_id
      join lateral (select y.given_on, y.recorded_at from market.price_reason y where y.rate_id = q.rate_id and y.given_by_provider order by y.given_on desc, y.recorded_at desc limit 1) x on true
     where r.in_force @> ${tx.today}::date
       and not exists (select from market.price_review v where v.rate_id = q.rate_id and (v.reviewed_on, v.recorded_at) > (x.given_on, x.recorded_at))
     order by x.given_on, q.rate_id limit ${mostWaiting}`)
}
