import { addDays } from '../../core/calendar-date.ts'
import { type Pence, pence, shareOut } from '../../core/money.ts'
import { costSheetRule, derivePrice } from '../../market/cost-sheet.ts'
import { comparePrice } from '../../market/price-comparison.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'
import type { Making } from './planning.ts'
import { put, type Row } from './settings.ts'
import type { Supply } from './supply.ts'
import { rateName } from './supply-rows.ts'
import type { DemoLine } from './weeks.ts'

const parts = [
  { part: 'direct', label: 'Staff who support people, with on-costs', share: 62 },
  { part: 'direct', label: 'Activities, food and materials', share: 4 },
  { part: 'premises', label: 'Rent, or the cost of the building', share: 9 },
  { part: 'premises', label: 'Energy, cleaning, repairs, rates', share: 7 },
  { part: 'overhead', label: 'Managers of the service', share: 10 },
  { part: 'overhead', label: 'The council’s central support', share: 8 },
] as const
const assumed =
  'Assumption: the cost is made so that it gives the price, which follows the printed spend; the shares of its parts are invented'

/** A cost sheet behind every price of the council's own service, and reasons for a price or two above the middle. */
export function priceRows(
  making: Making,
  policy: CouncilPolicy,
  { supply, lines }: { supply: Supply; lines: readonly DemoLine[] },
): void {
  const { tables, staff, settings, id } = making
  twoWorkers(making)
  const rates = tables.get('market.rate') ?? []
  const own = rates.filter((rate) => rate['provider_id'] === supply.inHouse.id)
  const places = placesOf(making, own, { supply, lines })
  for (const [at, rate] of own.entries()) costSheetBehind(making, { rate, places: places[at] ?? 1 }, policy)
  reasons(making, policy, rates)
  rates.forEach((rate, at) => {
    if (at % 6 === 0) return
    put(tables, 'market.price_review', {
      id: id(`review ${String(rate['id'])}`),
      rate_id: rate['id'],
      reason: 'Compared with the others of its lot',
      reviewed_by: staff.commissioner.id,
      reviewed_on: addDays(settings.today, -20 - ((at * 41) % 330)),
    })
  })
}

/** Prices for two workers with one person: each provider asks its own, and nobody's week uses them yet. */
function twoWorkers({ tables, staff, id }: Making): void {
  const outreach = id('lot outreach')
  const admitted = (tables.get('market.admission') ?? []).filter((one) => one['lot_id'] === outreach)
  admitted.forEach((one, at) => {
    put(tables, 'market.rate', {
      id: id(`rate 2:1 ${String(one['provider_id'])}`),
      provider_id: one['provider_id'],
      lot_id: outreach,
      support_band: '2:1',
      unit: 'session',
      price_pence: 9_200 + ((at * 3) % 7) * 150,
      from_date: one['from_date'],
      reason: 'Schedule of prices',
      citation: 'Assumption: about twice the printed £48 of one worker; spread invented',
      recorded_by: staff.commissioner.id,
    })
  })
}

/** The places the council's own service has on a usual day, shared among its prices by how many go at each; at least one each. */
function placesOf(
  { tables, id }: Making,
  rates: readonly Row[],
  { supply, lines }: { supply: Supply; lines: readonly DemoLine[] },
): number[] {
  const atRate = new Map<string, number>()
  for (const line of lines) {
    const rate = id(rateName(line))
    atRate.set(rate, (atRate.get(rate) ?? 0) + 1)
  }
  const onSale = new Map(
    (tables.get('directory.capacity') ?? [])
      .filter((row) => row['resource'] === 'place')
      .map((row) => [String(row['session_id']), Number(row['amount'])]),
  )
  const aWeek = supply.sessions
    .filter(({ inHouse }) => inHouse)
    .reduce((all, session) => all + (onSale.get(session.id) ?? 0), 0)
  const shared = shareOut(
    pence(Math.round(aWeek / 5)),
    rates.map((rate) => atRate.get(String(rate['id'])) ?? 1),
  )
  return shared.map((places) => Math.max(1, places))
}

function costSheetBehind(
  { tables, staff, settings: { today }, id }: Making,
  { rate, places }: { rate: Row; places: number },
  policy: CouncilPolicy,
): void {
  const { openDays = 0, occupancyPercent = 0, staffHourlyPence = 0 } = policy.value('costSheet.buildingDay', today)
  const sold = Math.floor((places * openDays * occupancyPercent) / 100)
  const cost = pence(Number(rate['price_pence']) * sold)
  const amounts = shareOut(
    cost,
    parts.map(({ share }) => share),
  )
  const lines = parts.map(({ part, label }, at) => ({ part, label, amount: amounts[at] as Pence }))
  const derived = derivePrice({ places, openDays, unitsADay: 1, occupancyPercent, lines })
  const sheet = id(`cost sheet ${String(rate['id'])}`)
  rate['cost_sheet_id'] = sheet
  put(tables, 'market.cost_sheet', {
    id: sheet,
    provider_id: rate['provider_id'],
    lot_id: rate['lot_id'],
    support_band: rate['support_band'],
    unit: rate['unit'],
    financial_year: Number(String(rate['from_date']).slice(0, 4)),
    places,
    open_days: openDays,
    units_a_day: 1,
    occupancy_percent: occupancyPercent,
    units_a_year: sold,
    unit_price_pence: rate['price_pence'],
    lowest_hourly_pay_pence: staffHourlyPence,
    working: derived,
    rule_version: costSheetRule,
    citation: assumed,
    recorded_by: staff.commissioner.id,
    reason: 'Yearly cost sheet',
  })
  lines.forEach((line, at) => {
    put(tables, 'market.cost_sheet_line', {
      cost_sheet_id: sheet,
      line: at + 1,
      part: line.part,
      label: line.label,
      amount_pence: line.amount,
    })
  })
}

/** Of the prices above the middle of their like, the first has its reason, the second was asked, the rest wait to be asked. */
function reasons(
  { tables, staff, settings: { today }, id }: Making,
  policy: CouncilPolicy,
  rates: readonly Row[],
): void {
  const { leastCompared } = policy.value('market.prices', today)
  const prices = rates.map((rate) => ({
    rateId: String(rate['id']),
    providerId: String(rate['provider_id']),
    lot: String(rate['lot_id']),
    supportBand: String(rate['support_band']),
    unit: String(rate['unit']),
    price: pence(Number(rate['price_pence'])),
  }))
  const above = prices.flatMap((one) => {
    const compared = comparePrice(one, prices, leastCompared)
    return compared?.above ? [{ ...one, ...compared }] : []
  })
  above.slice(0, 2).forEach((one, at) => {
    put(tables, 'market.price_question', {
      id: id(`question ${one.rateId}`),
      rate_id: one.rateId,
      price_pence: one.price,
      median_pence: one.median,
      compared: one.compared,
      asked_by: staff.commissioner.id,
      asked_on: addDays(today, -30),
    })
    if (at === 0)
      put(tables, 'market.price_reason', {
        id: id(`reason ${one.rateId}`),
        rate_id: one.rateId,
        reason: 'Two of our workers are trained for epilepsy, and we collect people from home.',
        given_by_provider: true,
        given_by: staff.providerAccount(one.providerId).id,
        given_on: addDays(today, -20),
      })
  })
}
