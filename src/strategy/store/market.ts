import { addDays } from '../../core/calendar-date.ts'
import { type AssurancePolicyOn, oldBefore } from '../../directory/index.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { needsOf, partOf, type SupplyCell, type Unmet } from '../gaps.ts'
import type { EntryRow, SupplyRow } from '../market-figures.ts'
import type { PriceInForce } from '../price-spread.ts'

/** Wishes and failed matches of this many days before today are told. */
const UNMET_DAYS = 365

/** What was wanted and not found in the year before today; nobody is named. */
export async function unmetInTheYear(tx: Tx): Promise<Unmet[]> {
  const since = addDays(tx.today, -UNMET_DAYS)
  const wishes = await tx.query<{ area: string | null; weekdays: number[]; parts: string[]; needs: string[] }>(sql`
    select w.local_area as area, w.weekdays, w.day_parts as parts, w.needs from directory.published_wish w
     where w.recorded_on > ${since}::date and w.recorded_on <= ${tx.today}::date order by w.recorded_on, w.wish_id`)
  const failed = await tx.query<{ area: string; weekday: number; startMinute: number; need: string }>(sql`
    select f.local_area as area, f.weekday, f.start_minute as "startMinute", f.need from brokerage.published_failed_match f
     where f.found_on > ${since}::date and f.found_on <= ${tx.today}::date order by f.found_on, f.failed_match_id`)
  return [
    ...wishes.map((one) => ({ source: 'wish' as const, ...one })),
    ...failed.map(({ area, weekday, startMinute, need }) => ({
      source: 'failed match' as const,
      area: area === 'not recorded' ? null : area,
      weekdays: [weekday],
      parts: [partOf(startMinute)],
      needs: needsOf(need),
    })),
  ]
}

/** Sessions that go on today by area, day, part of the day and features, with how many have room within four weeks. */
export async function supplyCells(tx: Tx): Promise<SupplyCell[]> {
  return tx.query<SupplyCell>(sql`
    select s.local_area as area, s.weekday, case when s.start_minute < 720 then 'morning' when s.start_minute < 1020 then 'afternoon' else 'evening' end as part,
           s.features, count(*)::int as sessions, count(s.most_left)::int as counted, (count(*) filter (where s.most_left > 0))::int as "withRoom"
      from directory.published_weekly_session s group by 1, 2, 3, 4 order by 1, 2, 3, 4`)
}

export interface MarketFilter {
  readonly area: string
  readonly kind: string
}

/** The supply that the public can find today, in counts. */
export async function marketSupply(
  tx: Tx,
  { area, kind }: MarketFilter,
  assurancePolicyOn: AssurancePolicyOn,
): Promise<{ sessions: SupplyRow[]; entries: EntryRow[]; prices: PriceInForce[] }> {
  const wanted = sql`(${area} = '' or s.local_area = ${area}) and (${kind} = '' or s.kind = ${kind})`
  const stale = oldBefore(assurancePolicyOn(tx.today), tx.today)
  return {
    sessions: await tx.query<SupplyRow>(sql`
      select s.local_area as area, s.weekday, s.kind, s.tier, s.setting, s.free, count(*)::int as sessions, coalesce(sum(s.places), 0)::int as places
        from directory.published_weekly_session s where ${wanted} group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`),
    entries: await tx.query<EntryRow>(sql`
      select s.local_area as area, s.kind, s.tier, s.setting, s.free, s.rating, count(*)::int as services, (count(*) filter (where s.last_checked_on < ${stale}::date))::int as stale,
             (count(*) filter (where s.last_checked_on is null))::int as "neverChecked", (count(*) filter (where s.status = 'temporarily closed'))::int as closed
        from directory.published_entry_state s where ${wanted} group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`),
    prices: await tx.query<PriceInForce>(sql`
      select r.lot, r.unit, r.support_band as "supportBand", r.price_pence as price from market.published_rate r where r.in_force @> ${tx.today}::date order by r.lot, r.unit, r.support_band, r.price_pence, r.rate_id`),
  }
}

/** The names of the areas and kinds that the supply has. */
export async function marketChoices(tx: Tx): Promise<{ areas: string[]; kinds: string[] }> {
  const rows = await tx.query<{ area: string; kind: string | null }>(sql`
    select distinct s.local_area as area, s.kind from directory.published_entry_state s order by 1, 2`)
  return {
    areas: [...new Set(rows.map(({ area }) => area))],
    kinds: [...new Set(rows.flatMap(({ kind }) => kind ?? []))].sort(),
  }
}
