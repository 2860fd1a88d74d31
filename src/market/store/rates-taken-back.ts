import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { endPublishedCost, publishCost } from '../../directory/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { appendFact } from '../../platform/facts.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { RateUnit } from '../rate.ts'

/** A price that is decided and has not begun, as whoever takes it back reads it. */
export interface ComingRate {
  readonly rateId: string
  readonly providerId: string
  readonly provider: string
  readonly organisationId: string
  readonly lotId: string
  readonly lot: string
  readonly supportBand: string
  readonly unit: RateUnit
  readonly price: Pence
  readonly from: CalendarDate
  /** The price that it ended, which goes on where this one is taken back. */
  readonly before: {
    readonly rateId: string
    readonly price: Pence
    readonly until: CalendarDate | null
    readonly costSheetId: string | null
  } | null
}

/** Whose price it is, where it was taken back already. */
export async function takenBackFrom(tx: Tx, rateId: string): Promise<string | undefined> {
  const gone = await tx.maybe<{ providerId: string }>(sql`
    select r.provider_id as "providerId" from market.rate_taken_back t join market.rate r on r.id = t.rate_id where t.rate_id = ${rateId}`)
  return gone?.providerId
}

/**
 * A price to come. Refused once it is taken back (`rate_taken_back_already`), from its first day on (`rate_has_begun`), and where a later one
 * is decided (`rate_already_follows`).
 */
export async function comingRate(tx: Tx, rateId: string): Promise<ComingRate> {
  const one = await tx.maybe<ComingRate & { follows: boolean }>(sql`
    select r.id as "rateId", r.provider_id as "providerId", p.name as provider, p.organisation_id as "organisationId", r.lot_id as "lotId", l.name as lot, r.support_band as "supportBand", r.unit,
           r.price_pence as price, r.from_date as "from",
           exists (select from market.rate o where (o.provider_id, o.lot_id, o.support_band, o.unit) = (r.provider_id, r.lot_id, r.support_band, r.unit) and o.from_date > r.from_date and not isempty(o.in_force)) as follows,
           (select jsonb_build_object('rateId', o.id, 'price', o.price_pence, 'until', o.until_date, 'costSheetId', o.cost_sheet_id) from market.rate o
             where (o.provider_id, o.lot_id, o.support_band, o.unit) = (r.provider_id, r.lot_id, r.support_band, r.unit) and o.ended_on = r.from_date - 1 and not isempty(o.in_force)
               and coalesce(o.until_date, 'infinity') >= r.from_date) as before
      from market.rate r join market.published_provider p on p.provider_id = r.provider_id join market.lot l on l.id = r.lot_id
     where r.id = ${rateId} and not isempty(r.in_force)`)
  if (one === undefined) {
    if ((await takenBackFrom(tx, rateId)) !== undefined) throw new Refused('rate_taken_back_already')
    throw new NotFound('price')
  }
  const { follows, ...rate } = one
  if (rate.from <= tx.today) throw new Refused('rate_has_begun')
  if (follows) throw new Refused('rate_already_follows')
  return rate
}

/**
 * Takes back a decided price before it begins, with a reason that the provider reads; the price that it ended goes on from the same day,
 * in one transaction. Refused as `comingRate` refuses; by the database DW152 and, where a line of somebody’s week stands at it, DW153.
 */
export async function takeBackRate(
  tx: Tx,
  { rateId, reason }: { rateId: string; reason: string },
): Promise<ComingRate> {
  await tx.query(sql`select id from market.rate where id = ${rateId} order by id for update`)
  const rate = await comingRate(tx, rateId)
  const lastDay = addDays(rate.from, -1)
  await tx.query(sql`update market.rate set ended_on = ${lastDay} where id = ${rateId}`)
  await endPublishedCost(tx, rateId, lastDay)
  const goesOn = rate.before === null ? null : await goOn(tx, rate, rate.before, reason)
  await tx.query(sql`
    insert into market.rate_taken_back (rate_id, goes_on_rate_id, reason, taken_back_on, recorded_by)
    values (${rateId}, ${goesOn}, ${reason}, ${tx.today}, ${actor(tx)})`)
  await audit(tx, {
    action: 'market/rate-taken-back',
    subject: 'rate',
    subjectId: rateId,
    detail: { providerId: rate.providerId, pricePence: rate.price, from: rate.from, goesOn },
  })
  return rate
}

async function goOn(tx: Tx, rate: ComingRate, before: NonNullable<ComingRate['before']>, reason: string) {
  const id = newId()
  await tx.query(sql`
    insert into market.rate (id, provider_id, lot_id, support_band, unit, price_pence, from_date, until_date, cost_sheet_id, recorded_by, reason)
    values (${id}, ${rate.providerId}, ${rate.lotId}, ${rate.supportBand}, ${rate.unit}, ${before.price}, ${rate.from}, ${before.until}, ${before.costSheetId}, ${actor(tx)},
      ${`Goes on: another price was taken back. ${reason}`})`)
  const { organisationId, supportBand, unit, from } = rate
  await publishCost(tx, {
    organisationId,
    rateId: id,
    supportBand,
    unit,
    price: before.price,
    from,
    until: before.until,
  })
  await appendFact(tx, 'market/rate-decided', id, from)
  return id
}

/** A price that was taken back before it began. */
export interface TakenBackRate {
  readonly lot: string
  readonly supportBand: string
  readonly unit: RateUnit
  readonly price: Pence
  readonly from: CalendarDate
  readonly on: CalendarDate
  readonly reason: string
}

/** Prices of a provider that were taken back before they began, the latest first. */
export async function ratesTakenBack(tx: Tx, providerId: string): Promise<TakenBackRate[]> {
  return tx.query<TakenBackRate>(sql`
    select l.name as lot, r.support_band as "supportBand", r.unit, r.price_pence as price, r.from_date as "from", t.taken_back_on as "on", t.reason
      from market.rate_taken_back t join market.rate r on r.id = t.rate_id join market.lot l on l.id = r.lot_id
     where r.provider_id = ${providerId} order by t.taken_back_on desc, r.from_date desc, l.name, r.id`)
}
