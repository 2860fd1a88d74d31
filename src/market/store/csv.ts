import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { endPublishedRatings, organisationIds } from '../../directory/store.ts'
import type { CsvLine, CsvSaved } from '../../platform/csv.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import type { ProviderCsvRow } from '../csv-rows.ts'
import { type LotsByName, lotsByName } from './lots-by-name.ts'

interface Known {
  readonly number: string
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly cqcId: string | null
  readonly lotIds: readonly string[]
}

type Rejected = CsvSaved['rejected'][number]
interface Admission {
  readonly providerId: string
  readonly lotId: string
  readonly from: CalendarDate
}

/**
 * Saves rows of providers: a new number is added with its lots; a known one may join further lots or get its Care Quality
 * Commission number. Another name or kind is another provider, and a lot that is not there is named.
 */
export async function saveProviderRows(tx: Tx, lines: readonly CsvLine<ProviderCsvRow>[]): Promise<CsvSaved> {
  const lots = await lotsByName(tx)
  const known = new Map(
    (
      await knownProviders(
        tx,
        lines.map(({ row }) => row.number),
      )
    ).map((one) => [one.number, one]),
  )
  const taken = await providersNamed(
    tx,
    lines.map(({ row }) => row.name),
  )
  const rejected: Rejected[] = []
  const fresh: (ProviderCsvRow & { id: string })[] = []
  const admissions: Admission[] = []
  const registered: { id: string; cqcId: string }[] = []
  let unchanged = 0
  let changed = 0
  for (const { line, row } of lines) {
    const before = known.get(row.number)
    const fault = faultOf(row, before, { lots, taken })
    if (fault !== undefined) {
      rejected.push({ line, ...fault })
      continue
    }
    const id = before?.id ?? newId()
    const joins = (row.lots ?? []).flatMap((lot) => {
      const lotId = lots.idOf(lot)
      return lotId === undefined || before?.lotIds.includes(lotId) || row.admitted_from === undefined
        ? []
        : [{ providerId: id, lotId, from: row.admitted_from }]
    })
    const registers = before !== undefined && before.cqcId === null && row.cqc_id !== undefined
    if (registers) registered.push({ id, cqcId: row.cqc_id ?? '' })
    admissions.push(...joins)
    if (before === undefined) {
      fresh.push({ ...row, id })
      taken.set(row.name.toLowerCase(), row.number)
    } else if (joins.length > 0 || registers) changed++
    else unchanged++
  }
  await addProviders(tx, fresh)
  await admit(tx, admissions)
  for (const { id, cqcId } of registered)
    await tx.query(sql`update market.provider set cqc_id = ${cqcId} where id = ${id} and cqc_id is null`)
  if (registered.length > 0)
    await noLongerRated(
      tx,
      registered.map(({ id }) => id),
    )
  return { added: fresh.length, changed, unchanged, rejected }
}

/** A provider that the Care Quality Commission looks at is not rated by the council as well: what was shown ends yesterday. */
async function noLongerRated(tx: Tx, providerIds: readonly string[]): Promise<void> {
  const shown = await tx.query<{ id: string }>(sql`
    select r.opportunity_id as id from market.published_rating r where r.provider_id = any (${providerIds}::uuid[]) order by r.opportunity_id`)
  const entries = shown.map(({ id }) => id)
  if (entries.length > 0) await endPublishedRatings(tx, entries, addDays(tx.today, -1))
}

function faultOf(
  row: ProviderCsvRow,
  before: Known | undefined,
  { lots, taken }: { lots: LotsByName; taken: ReadonlyMap<string, string> },
): Omit<Rejected, 'line'> | undefined {
  const missing = row.lots?.find((lot) => lots.idOf(lot) === undefined)
  if (missing !== undefined) return { column: 'lots', reason: lots.noSuch(missing) }
  const holder = taken.get(row.name.toLowerCase())
  if (before === undefined && holder !== undefined)
    return {
      column: 'name',
      reason: `A provider of this name is there already${holder === '' ? '' : `, under number ${holder}`}. Two providers need two names`,
    }
  if (before === undefined) return undefined
  const another = 'Another one is another provider: give it a number of its own'
  if (before.name.toLowerCase() !== row.name.toLowerCase())
    return { column: 'name', reason: `This number is ${before.name}. ${another}` }
  if (before.kind !== row.kind)
    return { column: 'kind', reason: `This number is of the kind ${before.kind}. ${another}` }
  if (before.cqcId !== null && row.cqc_id !== undefined && before.cqcId !== row.cqc_id)
    return { column: 'cqc_id', reason: `The record says ${before.cqcId}. Find out which is right` }
  return undefined
}

async function knownProviders(tx: Tx, numbers: readonly string[]): Promise<Known[]> {
  return tx.query<Known>(sql`
    select p.local_ref as number, p.id, v.name, p.kind, p.cqc_id as "cqcId", coalesce((select array_agg(a.lot_id) from market.admission a where a.provider_id = p.id and not isempty(a.in_force)), '{}') as "lotIds"
      from market.provider p join market.published_provider v on v.provider_id = p.id where p.local_ref = any (${numbers}::text[]) order by p.local_ref`)
}

/** The numbers of providers by their names in small letters; empty for one that came without a file. */
async function providersNamed(tx: Tx, names: readonly string[]): Promise<Map<string, string>> {
  const found = await tx.query<{ name: string; number: string }>(sql`
    select lower(v.name) as name, coalesce(p.local_ref, '') as number from market.published_provider v join market.provider p on p.id = v.provider_id
     where lower(v.name) = any (${names.map((name) => name.toLowerCase())}::text[]) order by v.provider_id`)
  return new Map(found.map(({ name, number }) => [name, number]))
}

async function addProviders(tx: Tx, rows: readonly (ProviderCsvRow & { id: string })[]): Promise<void> {
  if (rows.length === 0) return
  const organisations = await organisationIds(
    tx,
    rows.map(({ name }) => name),
  )
  const given = JSON.stringify(
    rows.map((row) => ({ ...row, organisation_id: organisations.get(row.name.toLowerCase()) })),
  )
  await tx.query(sql`
    insert into market.provider (id, organisation_id, in_house, kind, cqc_id, local_ref, recorded_by, reason)
    select g.id, g.organisation_id, g.kind = 'in_house', g.kind, g.cqc_id, g.number, ${actor(tx)}::uuid, 'imported'
      from jsonb_to_recordset(${given}::jsonb) as g(id uuid, organisation_id uuid, kind text, cqc_id text, number text)`)
}

async function admit(tx: Tx, admissions: readonly Admission[]): Promise<void> {
  await tx.query(sql`
    insert into market.admission (provider_id, lot_id, decided_by, reason, from_date)
    select g."providerId", g."lotId", ${actor(tx)}::uuid, 'Brought in from a file', g."from" from jsonb_to_recordset(${JSON.stringify(admissions)}::jsonb) as g("providerId" uuid, "lotId" uuid, "from" date)`)
}
