import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { bandShares, type OrganisationSession, sessionsOfOrganisation } from '../../directory/store.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { LastCheck } from '../checks.ts'
import type { ProviderKind } from '../provider-state.ts'
import type { RateUnit } from '../rate.ts'
import { lastChecks } from './checks.ts'
import { type CqcReading, cqcReading } from './cqc.ts'
import { type Suspension, suspensionsOf } from './standing.ts'

/** A period as rows tell it; `until` is the last day in truth, whether agreed or ended early. */
export interface Span {
  readonly from: CalendarDate
  readonly until?: CalendarDate
}

export interface ProviderInList {
  readonly id: string
  readonly name: string
  readonly kind: ProviderKind
  readonly inHouse: boolean
  readonly admissions: readonly Span[]
  readonly suspensions: readonly Span[]
  /** It has applied and nothing is decided yet. */
  readonly waits: boolean
  readonly lots: readonly string[]
  readonly rates: number
}

/** The suspensions of a provider and whether an application of it waits, as columns of a query on providers. */
const standing = sql`coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('from', x.from_date, 'until', x.until_date))) from market.published_suspension x
             where x.provider_id = p.provider_id and not isempty(x.in_force)), '[]') as suspensions,
           exists (select from market.application w where w.provider_id = p.provider_id and w.sent_on is not null and w.withdrawn_on is null
             and not exists (select from market.decision d where d.application_id = w.id)) as waits`

/** Providers by name, a page at a time; words match any part of the name. */
export async function providersList(
  tx: Tx,
  { words, kind, limit, offset }: { words: string; kind: string; limit: number; offset: number },
): Promise<{ total: number; providers: ProviderInList[] }> {
  const rows = await tx.query<ProviderInList & { total: number }>(sql`
    select p.provider_id as id, p.name, p.kind, p.in_house as "inHouse", coalesce(a.admissions, '[]') as admissions, coalesce(a.lots, '{}') as lots, ${standing},
           (select count(*) from market.rate r where r.provider_id = p.provider_id and r.in_force @> ${tx.today}::date) as rates, count(*) over () as total
      from market.published_provider p
      left join lateral (
        select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('from', x.from_date, 'until', least(x.until_date, x.ended_on)))) as admissions,
               array_agg(distinct l.name order by l.name) filter (where x.in_force @> ${tx.today}::date) as lots
          from market.admission x join market.lot l on l.id = x.lot_id where x.provider_id = p.provider_id and not isempty(x.in_force)) a on true
     where strpos(lower(p.name), lower(${words})) > 0 and (${kind} = '' or p.kind = ${kind})
     order by lower(p.name), p.provider_id limit ${limit} offset ${offset}`)
  return { total: rows[0]?.total ?? 0, providers: rows }
}

interface ProviderRate extends Span {
  readonly id: string
  readonly lotId: string
  readonly lot: string
  readonly supportBand: string
  readonly unit: RateUnit
  readonly price: Pence
  readonly reason: string
  readonly citation: string | null
}

export interface BlockContract extends Span {
  readonly id: string
  readonly providerId: string
  readonly lotId: string | null
  readonly provider: string
  readonly reference: string
  readonly places: number | null
  readonly total: Pence
  readonly paidUntilToday: Pence
  /** The last day as it was agreed, and why it ended before that, if it did. */
  readonly agreedUntil: CalendarDate
  readonly endReason: string | null
  readonly reason: string
  readonly citation: string | null
  readonly instalments: readonly { readonly dueOn: CalendarDate; readonly amount: Pence }[]
}

export interface ProviderDetails {
  readonly id: string
  readonly organisationId: string
  readonly name: string
  readonly kind: ProviderKind
  readonly inHouse: boolean
  readonly cqcId: string | null
  readonly cqc?: CqcReading | undefined
  readonly leastWeeklyMinutes: number | null
  readonly suspensions: readonly Suspension[]
  readonly waits: boolean
  readonly checks: readonly LastCheck[]
  readonly admissions: readonly (Span & {
    readonly lot: string
    readonly reason: string
    readonly endReason?: string
  })[]
  readonly rates: readonly ProviderRate[]
  readonly contracts: readonly BlockContract[]
  readonly sessions: readonly OrganisationSession[]
}

/** One provider with its lots, rates, contracts and what it offers; none when there is none the asker may see. */
export async function providerDetails(tx: Tx, providerId: string): Promise<ProviderDetails | undefined> {
  const provider = await tx.maybe<
    Omit<ProviderDetails, 'rates' | 'contracts' | 'sessions' | 'suspensions' | 'checks'>
  >(sql`
    select p.provider_id as id, p.organisation_id as "organisationId", p.name, p.kind, p.in_house as "inHouse", p.cqc_id as "cqcId", ${standing},
           (select h.weekly_minutes from market.published_least_hours h where h.provider_id = p.provider_id and h.in_force @> ${tx.today}::date) as "leastWeeklyMinutes",
           coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('lot', l.name, 'reason', a.reason, 'endReason', a.end_reason, 'from', a.from_date, 'until', least(a.until_date, a.ended_on))) order by l.name, a.from_date desc)
              from market.admission a join market.lot l on l.id = a.lot_id where a.provider_id = p.provider_id and not isempty(a.in_force)), '[]') as admissions
      from market.published_provider p where p.provider_id = ${providerId}`)
  if (provider === undefined) return undefined
  return {
    ...provider,
    cqc: provider.cqcId === null ? undefined : await cqcReading(tx, provider.cqcId),
    suspensions: await suspensionsOf(tx, providerId),
    checks: await lastChecks(tx, { providerId }),
    rates: await ratesOf(tx, providerId),
    contracts: await blockContracts(tx, providerId),
    sessions: await sessionsOfOrganisation(tx, provider.organisationId),
  }
}

/** Every rate of a provider that was ever in force, the newest first within its lot, band and unit. */
async function ratesOf(tx: Tx, providerId: string): Promise<ProviderRate[]> {
  const rows = await tx.query<Omit<ProviderRate, 'until'> & { until: CalendarDate | null }>(sql`
    select r.id, r.lot_id as "lotId", l.name as lot, r.support_band as "supportBand", r.unit, r.price_pence as price, r.reason, r.citation,
           r.from_date as "from", least(r.until_date, r.ended_on) as until
      from market.rate r join market.lot l on l.id = r.lot_id where r.provider_id = ${providerId} and not isempty(r.in_force)
     order by l.name, r.support_band, r.unit, r.from_date desc`)
  return rows.map(({ until, ...rate }) => ({ ...rate, ...(until === null ? {} : { until }) }))
}

/** Block contracts that stand from before the framework: fixed cost, instalment by instalment, until each ends. */
export async function blockContracts(tx: Tx, providerId: string | null = null): Promise<BlockContract[]> {
  return tx.query<BlockContract>(sql`
    select b.id, b.provider_id as "providerId", b.lot_id as "lotId", p.name as provider, b.reference, b.places, b.total_pence as total, b.from_date as "from", least(b.until_date, b.ended_on) as until,
           b.until_date as "agreedUntil", b.end_reason as "endReason", b.reason, b.citation, coalesce(i.paid, 0) as "paidUntilToday", coalesce(i.instalments, '[]') as instalments
      from market.block_contract b join market.published_provider p on p.provider_id = b.provider_id
      left join lateral (
        select (sum(x.amount_pence) filter (where x.due_on <= least(${tx.today}::date, b.ended_on)))::bigint as paid,
               jsonb_agg(jsonb_build_object('dueOn', x.due_on, 'amount', x.amount_pence) order by x.due_on) as instalments
          from market.block_instalment x where x.block_contract_id = b.id) i on true
     where ${providerId}::uuid is null or b.provider_id = ${providerId}::uuid
     order by p.name, b.from_date, b.reference`)
}

export interface Lot {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly framework: string | null
}

/** The lots of the framework, by name. */
export async function lots(tx: Tx): Promise<Lot[]> {
  return tx.query<Lot>(sql`
    select l.id, l.name, l.description, f.name as framework from market.lot l left join market.framework f on f.id = l.framework_id order by l.name, l.id`)
}

/** The framework now in force: its legal route, and the day after which no block contract could be entered. */
export async function frameworks(
  tx: Tx,
): Promise<{ id: string; name: string; legalRoute: string; from: CalendarDate; until: CalendarDate | null }[]> {
  return tx.query(
    sql`select f.id, f.name, f.legal_route as "legalRoute", f.from_date as "from", f.until_date as until from market.framework f order by f.from_date desc, f.name`,
  )
}

/** The support bands a price can be for, lightest first. */
export async function supportBands(tx: Tx): Promise<string[]> {
  return (await bandShares(tx)).map(({ code }) => code)
}
