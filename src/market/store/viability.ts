import { addMonths, type CalendarDate, day } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { blockMonths } from '../block-income.ts'
import type { MarketPolicy } from '../market-policy.ts'
import { bookOf, bookOfSheets, type SheetInForce } from '../open-book.ts'
import type { ProviderKind } from '../provider-state.ts'
import type { ServiceMonth } from '../service-use.ts'
import { assess } from '../service-viability.ts'
import type { ServiceBook } from '../viability.ts'
import { type OpenBookInForce, openBooksOn } from './open-books.ts'
import { type BlockContract, blockContracts } from './providers.ts'
import { type MonthOfService, monthsStanding } from './service-months.ts'

/** How many whole months a year of a service is read from. */
const monthsRead = 12

/** A service: what a provider sells in a lot, with what is known of it. */
export interface ServiceKnown {
  readonly providerId: string
  readonly name: string
  readonly lotId: string
  readonly lot: string
  readonly kind: ProviderKind
  readonly inHouse: boolean
  /** The cost sheets it is priced from, for the council's own service. */
  readonly sheets: readonly SheetInForce[]
  /** What its provider handed in. */
  readonly openBook: OpenBookInForce | undefined
  readonly book: ServiceBook | undefined
  readonly months: readonly ServiceMonth[]
  /** Block contracts that still stand for it. */
  readonly blocks: readonly (BlockContract & { readonly until: CalendarDate })[]
  readonly found: ReturnType<typeof assess>
}

/** The first of the month before the one a day lies in: the last whole month. */
export const lastWholeMonth = (on: CalendarDate): CalendarDate => addMonths(day(`${on.slice(0, 7)}-01`), -1)

interface ServiceRow {
  readonly providerId: string
  readonly name: string
  readonly lotId: string
  readonly lot: string
  readonly kind: ProviderKind
  readonly inHouse: boolean
}

/** Every service sold today or in the last year, with its book, its months and what follows; or those of one provider. */
export async function servicesKnown(
  tx: Tx,
  policy: Pick<MarketPolicy, 'viability' | 'uplift'>,
  providerId?: string,
): Promise<ServiceKnown[]> {
  const until = lastWholeMonth(tx.today)
  const span = { from: addMonths(until, -monthsRead), until }
  const of = providerId ?? null
  const services = await servicesSold(tx, span, of)
  const months = await monthsStanding(tx, span, providerId)
  const books = await openBooksOn(tx, tx.today, providerId)
  const sheets = await sheetsInForce(tx)
  const contracts = await blockContracts(tx, providerId ?? null)
  const onlyLots = await onlyLotsSold(tx)
  const last = months.at(-1)?.month
  const rule = {
    variableOfDirectPercent: policy.viability.variableOfDirectPercent,
    wagePercent: policy.uplift.wagePercent,
  }
  return services.map((service) => {
    const own = <T extends { providerId: string; lotId: string }>(some: readonly T[]) =>
      some.filter((one) => one.providerId === service.providerId && one.lotId === service.lotId)
    const openBook = own(books)[0]
    const ownSheets = own(sheets)
    const book = openBook === undefined ? bookOfSheets(ownSheets, rule) : bookOf(openBook.book)
    const blocks = blocksOf(service, onlyLots, contracts, tx.today)
    const known = { book, months: unbroken(own(months), last), blockMonths: blockMonths(blocks, tx.today) }
    return {
      ...service,
      ...known,
      blocks,
      sheets: ownSheets,
      openBook,
      found: assess(known, policy.viability, tx.today),
    }
  })
}

/** What each provider sells in a lot, today or in the last year. */
async function servicesSold(
  tx: Tx,
  span: { readonly from: CalendarDate; readonly until: CalendarDate },
  of: string | null,
): Promise<ServiceRow[]> {
  return tx.query<ServiceRow>(sql`
    select p.provider_id as "providerId", p.name, l.id as "lotId", l.name as lot, p.kind, p.in_house as "inHouse"
      from market.published_provider p join market.lot l on (
             exists (select from market.admission a where a.provider_id = p.provider_id and a.lot_id = l.id and a.in_force @> ${tx.today}::date)
             or exists (select from market.rate r where r.provider_id = p.provider_id and r.lot_id = l.id and r.cost_sheet_id is not null and r.in_force @> ${tx.today}::date)
             or exists (select from market.service_month m where m.provider_id = p.provider_id and m.lot_id = l.id and m.people > 0 and m.month between ${span.from} and ${span.until}))
     where ${of}::uuid is null or p.provider_id = ${of}::uuid
     order by lower(p.name), l.name, p.provider_id, l.id`)
}

/**
 * The lot of each provider that has prices in one lot only today. A block contract without a lot pays for that lot and for no other: the
 * same question decides whether a date is paid by its instalments (`finance.block_beside`), so a service has the income of what it gives.
 */
async function onlyLotsSold(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ providerId: string; lotId: string }>(sql`
    select r.provider_id as "providerId", min(r.lot_id::text) as "lotId" from market.published_rate r
     where r.in_force @> ${tx.today}::date group by r.provider_id having count(distinct r.lot_id) = 1 order by 1`)
  return new Map(rows.map(({ providerId, lotId }) => [providerId, lotId]))
}

/** The block contracts that stand for a service: those of its lot, and those of no lot where the provider sells in this one only. */
function blocksOf(
  { providerId, lotId }: ServiceRow,
  onlyLots: ReadonlyMap<string, string>,
  contracts: readonly BlockContract[],
  today: CalendarDate,
): (BlockContract & { readonly until: CalendarDate })[] {
  const only = onlyLots.get(providerId) === lotId
  return contracts.flatMap((one) =>
    one.providerId === providerId &&
    (one.lotId === lotId || (one.lotId === null && only)) &&
    one.until !== undefined &&
    one.until >= today
      ? [{ ...one, until: one.until }]
      : [],
  )
}

/**
 * The months of a service from the one after its first (which may have begun in its middle) to the last that finance worked
 * out for anybody; one without anything stands as nothing.
 */
function unbroken(months: readonly MonthOfService[], last: CalendarDate | undefined): ServiceMonth[] {
  const first = months.find(({ people }) => people > 0)?.month
  if (first === undefined || last === undefined) return []
  const all: ServiceMonth[] = []
  for (let month = addMonths(first, 1); month <= last; month = addMonths(month, 1))
    all.push(months.find((one) => one.month === month) ?? { month, people: 0, use: [], income: [] })
  return all
}

/** The cost sheets behind the prices in force of the council's own service, by lot. */
async function sheetsInForce(tx: Tx): Promise<(SheetInForce & { providerId: string; lotId: string })[]> {
  return tx.query(sql`
    select c.id as "costSheetId", c.provider_id as "providerId", c.lot_id as "lotId", c.support_band as "supportBand", c.unit, c.places, c.open_days as "openDays", c.units_a_day as "unitsADay",
           c.units_a_year as "unitsAYear", c.lowest_hourly_pay_pence as "lowestHourlyPay",
           (select jsonb_agg(jsonb_build_object('part', x.part, 'label', x.label, 'amount', x.amount_pence) order by x.line) from market.cost_sheet_line x where x.cost_sheet_id = c.id) as lines
      from market.cost_sheet c
     where exists (select from market.rate r where r.cost_sheet_id = c.id and r.in_force @> ${tx.today}::date) order by c.lot_id, c.support_band, c.id`)
}
