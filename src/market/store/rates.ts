import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { endPublishedCost, publishCost } from '../../directory/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { appendFact } from '../../platform/facts.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { type Rate, type RateChange, type RateUnit, rateChange } from '../rate.ts'

export interface RateWanted {
  readonly providerId: string
  readonly lotId: string
  readonly supportBand: string
  readonly unit: RateUnit
  readonly price: Pence
  readonly from: CalendarDate
  readonly until?: CalendarDate | undefined
  readonly reason: string
  /** The cost sheet that gives this price; the council's own service always has one. */
  readonly costSheetId?: string | undefined
}

/** What deciding this rate would change. Refused as `rateChange` refuses, when the provider is not in the lot on its first day, and for the council's own service without its cost sheet. */
export async function foreseeRate(tx: Tx, wanted: RateWanted): Promise<RateChange & { standing: Rate | undefined }> {
  const standing = (await standingRates(tx, wanted)).filter((rate) => !givesWay(rate, wanted.from, tx.today))
  const allowed = await tx.maybe<{ inHouse: boolean }>(sql`
    select p.in_house as "inHouse" from market.published_provider p where p.provider_id = ${wanted.providerId} and (p.in_house or exists (
      select from market.admission a where a.provider_id = p.provider_id and a.lot_id = ${wanted.lotId} and a.in_force @> ${wanted.from}::date))`)
  if (allowed === undefined) throw new Refused('not_in_this_lot')
  if (allowed.inHouse && wanted.costSheetId === undefined) throw new Refused('own_service_from_cost_sheet')
  const change = rateChange(standing, { ...wanted, until: wanted.until }, tx.today)
  if (!change.ok) throw new Refused(change.refusals[0] ?? 'rate_refused')
  return { ...change.value, standing: standing.find(({ id }) => id === change.value.ends?.rateId) }
}

/**
 * Decides a rate: ends the one in force the day before, adds the new one, publishes it on the directory's pages and tells
 * later steps (fact `market/rate-decided`), all in one transaction. Nothing is edited; both stay readable.
 */
export async function decideRate(tx: Tx, wanted: RateWanted): Promise<string> {
  const { ends } = await foreseeRate(tx, wanted)
  for (const rate of await standingRates(tx, wanted))
    if (givesWay(rate, wanted.from, tx.today)) await endBeforeItBegins(tx, rate)
  if (ends !== undefined) {
    const ended = await tx.query(
      sql`update market.rate set ended_on = ${ends.lastDay} where id = ${ends.rateId} and ended_on is null returning id`,
    )
    if (ended.length === 0) throw new Refused('rate_changed_meanwhile')
    await endPublishedCost(tx, ends.rateId, ends.lastDay)
  }
  const id = newId()
  await tx.query(sql`
    insert into market.rate (id, provider_id, lot_id, support_band, unit, price_pence, from_date, until_date, cost_sheet_id, recorded_by, reason)
    values (${id}, ${wanted.providerId}, ${wanted.lotId}, ${wanted.supportBand}, ${wanted.unit}, ${wanted.price}, ${wanted.from}, ${wanted.until ?? null}, ${wanted.costSheetId ?? null}, ${actor(tx)}, ${wanted.reason})`)
  const { organisationId } = await tx.one<{ organisationId: string }>(
    sql`select organisation_id as "organisationId" from market.published_provider where provider_id = ${wanted.providerId}`,
  )
  await publishCost(tx, { ...wanted, organisationId, rateId: id, until: wanted.until ?? null })
  await appendFact(tx, 'market/rate-decided', id, wanted.from)
  await audit(tx, {
    action: 'market/rate-decided',
    subject: 'rate',
    subjectId: id,
    detail: {
      providerId: wanted.providerId,
      lotId: wanted.lotId,
      supportBand: wanted.supportBand,
      unit: wanted.unit,
      pricePence: wanted.price,
      from: wanted.from,
      ends: ends?.rateId ?? null,
    },
  })
  return id
}

/** A price that goes on because another was taken back holds nobody from deciding the right one for the same day or an earlier one. */
const givesWay = (rate: Rate, from: CalendarDate, today: CalendarDate) =>
  rate.goesOn === true && rate.from >= from && rate.from > today

async function endBeforeItBegins(tx: Tx, { id, from }: Rate): Promise<void> {
  await tx.query(sql`update market.rate set ended_on = ${addDays(from, -1)} where id = ${id} and ended_on is null`)
  await endPublishedCost(tx, id, addDays(from, -1))
}

/** Every rate of a provider for one lot, support and unit, the earliest first: past, in force and to come; what was ended before it began is left out. */
export async function standingRates(
  tx: Tx,
  key: Pick<RateWanted, 'providerId' | 'lotId' | 'supportBand' | 'unit'>,
): Promise<Rate[]> {
  const rows = await tx.query<{
    id: string
    price: Pence
    from: CalendarDate
    until: CalendarDate | null
    ended: boolean
    goesOn: boolean
  }>(sql`
    select r.id, r.price_pence as price, r.from_date as "from", least(r.until_date, r.ended_on) as until, r.ended_on is not null as ended, exists (select from market.rate_taken_back t where t.goes_on_rate_id = r.id) as "goesOn" from market.rate r
     where r.provider_id = ${key.providerId} and r.lot_id = ${key.lotId} and r.support_band = ${key.supportBand} and r.unit = ${key.unit} and not isempty(r.in_force)
     order by r.from_date`)
  return rows.map(({ until, ...rate }) => ({ ...rate, until: until ?? undefined }))
}

/** One line of the published schedule of prices. */
export interface ScheduledPrice {
  readonly rateId: string
  readonly providerId: string
  readonly provider: string
  readonly inHouse: boolean
  readonly lot: string
  readonly supportBand: string
  readonly unit: RateUnit
  readonly price: Pence
  readonly from: CalendarDate
  readonly until: CalendarDate | null
  /** How the price of the council's own service is made up. */
  readonly costSheetId: string | null
  /** When a reason was asked for, and the last one given. */
  readonly askedOn: CalendarDate | null
  readonly whyAbove: string | null
}

/** The schedule of prices in force on a day, by lot, support band and price. Anybody may read it. */
export async function scheduleOfPrices(tx: Tx, on: CalendarDate): Promise<ScheduledPrice[]> {
  return tx.query<ScheduledPrice>(sql`
    select r.rate_id as "rateId", r.provider_id as "providerId", p.name as provider, r.in_house as "inHouse", r.lot, r.support_band as "supportBand", r.unit, r.price_pence as price,
           r.from_date as "from", least(r.until_date, r.ended_on) as until, r.cost_sheet_id as "costSheetId",
           (select q.asked_on from market.price_question q where q.rate_id = r.rate_id) as "askedOn",
           (select x.reason from market.price_reason x where x.rate_id = r.rate_id order by x.given_on desc, x.recorded_at desc limit 1) as "whyAbove"
      from market.published_rate r join market.published_provider p on p.provider_id = r.provider_id
     where r.in_force @> ${on}::date order by r.lot, r.unit, r.support_band, r.price_pence, p.name, r.rate_id`)
}
