import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { type CostLine, type CostPart, type CostSheet, costSheetRule, derivePrice, unitFits } from '../cost-sheet.ts'
import type { RateUnit } from '../rate.ts'
import { decideRate, type RateWanted } from './rates.ts'

export interface CostSheetWanted extends Omit<RateWanted, 'price' | 'costSheetId'> {
  readonly financialYear: number
  readonly sheet: CostSheet
}

/**
 * Records a cost sheet of the council's own service and decides the price it gives, in one transaction: the price on the
 * schedule is the price of the sheet, and the database keeps them the same. A sheet of the same year is replaced, never
 * changed. Refused as `derivePrice` and `decideRate` refuse, for a unit that cannot be sold so often in one day, and for anybody
 * but the council's own service.
 */
export async function priceFromCostSheet(
  tx: Tx,
  wanted: CostSheetWanted,
): Promise<{ costSheetId: string; rateId: string }> {
  const { financialYear, sheet, ...rate } = wanted
  const provider = await tx.maybe<{ inHouse: boolean }>(
    sql`select in_house as "inHouse" from market.published_provider where provider_id = ${rate.providerId}`,
  )
  if (provider === undefined) throw new NotFound('provider')
  if (!provider.inHouse) throw new Refused('cost_sheet_for_own_service_only')
  if (!unitFits(rate.unit, sheet.unitsADay)) throw new Refused('cost_sheet_unit_fits')
  const derived = derivePrice(sheet)
  if ('refused' in derived) throw new Refused(derived.refused)
  const before = await tx.maybe<{ id: string }>(sql`
    select c.id from market.cost_sheet c
     where c.provider_id = ${rate.providerId} and c.lot_id = ${rate.lotId} and c.support_band = ${rate.supportBand} and c.unit = ${rate.unit} and c.financial_year = ${financialYear}
       and not exists (select from market.cost_sheet n where n.replaces = c.id)`)
  const costSheetId = newId()
  await tx.query(sql`
    insert into market.cost_sheet (id, provider_id, lot_id, support_band, unit, financial_year, places, open_days, units_a_day, occupancy_percent, units_a_year, unit_price_pence, journeys_a_year, journey_price_pence, lowest_hourly_pay_pence, working, rule_version, replaces, recorded_by, reason)
    values (${costSheetId}, ${rate.providerId}, ${rate.lotId}, ${rate.supportBand}, ${rate.unit}, ${financialYear}, ${sheet.places}, ${sheet.openDays}, ${sheet.unitsADay}, ${sheet.occupancyPercent},
            ${derived.unitsAYear}, ${derived.unitPrice}, ${sheet.journeysAYear ?? null}, ${derived.journeyPrice ?? null}, ${sheet.lowestHourlyPay ?? null}, ${JSON.stringify(derived)}::jsonb, ${costSheetRule}, ${before?.id ?? null}, ${actor(tx)}, ${rate.reason})`)
  await tx.query(sql`
    insert into market.cost_sheet_line (cost_sheet_id, line, part, label, amount_pence)
    select ${costSheetId}, g.at, g.part, g.label, g.amount from jsonb_to_recordset(${JSON.stringify(sheet.lines.map((line, at) => ({ ...line, at: at + 1 })))}::jsonb) as g(at smallint, part text, label text, amount bigint)`)
  await audit(tx, {
    action: 'market/cost-sheet-recorded',
    subject: 'cost_sheet',
    subjectId: costSheetId,
    detail: { providerId: rate.providerId, financialYear, unitPricePence: derived.unitPrice },
  })
  return { costSheetId, rateId: await decideRate(tx, { ...rate, price: derived.unitPrice, costSheetId }) }
}

/** A cost sheet that is published with a price. */
export interface PublishedCostSheet {
  readonly id: string
  readonly providerId: string
  readonly provider: string
  readonly lot: string
  readonly supportBand: string
  readonly unit: RateUnit
  readonly financialYear: number
  readonly places: number
  readonly openDays: number
  readonly unitsADay: number
  readonly occupancyPercent: number
  readonly unitsAYear: number
  readonly unitPrice: Pence
  readonly journeysAYear: number | null
  readonly journeyPrice: Pence | null
  readonly reason: string
  readonly citation: string | null
  readonly lines: readonly (CostLine & { readonly part: CostPart; readonly citation: string | null })[]
}

/** How a published price of the council's own service is made up; anybody may see it. */
export async function publishedCostSheet(tx: Tx, costSheetId: string): Promise<PublishedCostSheet | undefined> {
  return tx.maybe<PublishedCostSheet>(sql`
    select c.cost_sheet_id as id, c.provider_id as "providerId", c.provider, c.lot, c.support_band as "supportBand", c.unit, c.financial_year as "financialYear", c.places, c.open_days as "openDays",
           c.units_a_day as "unitsADay", c.occupancy_percent as "occupancyPercent", c.units_a_year as "unitsAYear", c.unit_price_pence as "unitPrice", c.journeys_a_year as "journeysAYear",
           c.journey_price_pence as "journeyPrice", c.reason, c.citation, c.lines
      from market.published_cost_sheet c where c.cost_sheet_id = ${costSheetId}`)
}
