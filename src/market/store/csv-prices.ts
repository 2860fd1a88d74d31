import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { includes } from '../../core/period.ts'
import type { CsvLine, CsvSaved } from '../../platform/csv.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import type { PriceCsvRow } from '../price-csv-rows.ts'
import type { Rate } from '../rate.ts'
import { marketSentences as sentences } from '../sentences.ts'
import { type LotsByName, lotsByName } from './lots-by-name.ts'
import { supportBands } from './providers.ts'
import { decideRate, type RateWanted, standingRates } from './rates.ts'

type Rejected = CsvSaved['rejected'][number]
type Fault = Omit<Rejected, 'line'>

/** Where in the row each refusal of a price belongs. */
const columnOf: Readonly<Record<string, string>> = {
  rate_in_the_past: 'from',
  rate_already_follows: 'from',
  rate_ends_before_it_begins: 'until',
  not_in_this_lot: 'lot',
  own_service_from_cost_sheet: 'provider',
}

interface Named {
  readonly said: string
  readonly id: string
}

interface Known {
  /** By number, or by the name that only one has. */
  providerOf(said: string): string | undefined
  readonly lots: LotsByName
  readonly bands: readonly string[]
}

/**
 * Saves rows of prices, the earliest first day first: each is decided as on the page of prices and may be refused as there. A
 * price that stands already from that day is left as it is, so that a file may be brought in again.
 */
export async function savePriceRows(tx: Tx, lines: readonly CsvLine<PriceCsvRow>[]): Promise<CsvSaved> {
  const known = await whatIsKnown(tx, lines)
  const firstDay = ({ row }: CsvLine<PriceCsvRow>) => row.from ?? tx.today
  const inOrder = [...lines].sort((one, other) => firstDay(one).localeCompare(firstDay(other)))
  const rejected: Rejected[] = []
  let added = 0
  let unchanged = 0
  for (const { line, row } of inOrder) {
    const wanted = wantedOf(row, known, tx.today)
    if ('reason' in wanted && 'column' in wanted) {
      rejected.push({ line, ...wanted })
      continue
    }
    if (await standsAlready(tx, wanted, row.from)) {
      unchanged++
      continue
    }
    const fault = await decided(tx, wanted)
    if (fault === undefined) added++
    else rejected.push({ line, ...fault })
  }
  return { added, changed: 0, unchanged, rejected: rejected.sort((one, other) => one.line - other.line) }
}

async function decided(tx: Tx, wanted: RateWanted): Promise<Fault | undefined> {
  try {
    await decideRate(tx, wanted)
    return undefined
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { column: columnOf[error.code] ?? 'price', reason: sentences[error.code] ?? 'This price was refused' }
  }
}

/** Whether this very price holds from its own day (today, where the row names none), also where a later one has ended it since. */
async function standsAlready(tx: Tx, wanted: RateWanted, from: CalendarDate | undefined): Promise<boolean> {
  const standing = await standingRates(tx, wanted)
  const followed = ({ until }: Rate) => standing.some((next) => until !== undefined && next.from === addDays(until, 1))
  return standing.some(
    (rate) =>
      rate.price === wanted.price &&
      (from === undefined ? includes(rate, tx.today) : rate.from === from) &&
      (rate.until === wanted.until || (wanted.until === undefined && followed(rate))),
  )
}

function wantedOf(row: PriceCsvRow, known: Known, today: CalendarDate): RateWanted | Fault {
  const providerId = known.providerOf(row.provider)
  if (providerId === undefined)
    return {
      column: 'provider',
      reason: 'No provider has this number, or no single one this name. Bring in the file of providers first',
    }
  const lotId = known.lots.idOf(row.lot)
  if (lotId === undefined) return { column: 'lot', reason: known.lots.noSuch(row.lot) }
  const supportBand = row.support.toLowerCase()
  if (!known.bands.includes(supportBand))
    return { column: 'support', reason: `Must be one of: ${known.bands.join(', ')}` }
  return {
    ...{ providerId, lotId, supportBand, unit: row.unit, price: row.price as Pence },
    ...{ from: row.from ?? today, until: row.until, reason: row.why },
  }
}

async function whatIsKnown(tx: Tx, lines: readonly CsvLine<PriceCsvRow>[]): Promise<Known> {
  const numbers = [...new Set(lines.map(({ row }) => row.provider))]
  const names = [...new Set(numbers.map((one) => one.toLowerCase()))]
  const numbered = await tx.query<Named>(sql`
    select p.local_ref as said, p.id from market.provider p where p.local_ref = any (${numbers}::text[])`)
  const named = await tx.query<Named>(sql`
    select lower(p.name) as said, min(p.provider_id::text) as id from market.published_provider p where lower(p.name) = any (${names}::text[])
     group by lower(p.name) having count(*) = 1`)
  const [byNumber, byName] = [numbered, named].map((all) => new Map(all.map(({ said, id }) => [said, id])))
  return {
    providerOf: (said) => byNumber?.get(said) ?? byName?.get(said.toLowerCase()),
    lots: await lotsByName(tx),
    bands: await supportBands(tx),
  }
}
