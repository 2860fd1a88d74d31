import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { type PublishedRate, sessionPrice } from '../session-price.ts'

/** What a provider asks for one session by the published schedule on a day. */
export interface ScheduledPrice {
  readonly providerId: string
  readonly inHouse: boolean
  readonly rateId: string
  readonly perSession: Pence
}

/**
 * The published price of sessions at a support band on a day, by session. A session whose organisation is no provider, or
 * that has no rate in force for the band, is not in the answer: it is free, or its price must be settled first.
 */
export async function scheduledPrices(
  tx: Tx,
  wanted: {
    sessions: readonly { sessionId: string; organisationId: string; minutes: number }[]
    supportBand: string
    on: CalendarDate
  },
): Promise<Map<string, ScheduledPrice>> {
  const rates = await tx.query<PublishedRate & { organisationId: string; providerId: string; inHouse: boolean }>(sql`
    select p.organisation_id as "organisationId", p.provider_id as "providerId", p.in_house as "inHouse", r.rate_id as "rateId", r.unit, r.price_pence as price
      from market.published_provider p join market.published_rate r on r.provider_id = p.provider_id
     where p.organisation_id = any (${wanted.sessions.map(({ organisationId }) => organisationId)}::uuid[])
       and r.support_band = ${wanted.supportBand} and r.in_force @> ${wanted.on}::date
     order by p.provider_id, r.price_pence, r.rate_id`)
  const found = new Map<string, ScheduledPrice>()
  for (const { sessionId, organisationId, minutes } of wanted.sessions) {
    const own = rates.filter((rate) => rate.organisationId === organisationId)
    const price = sessionPrice(own, minutes)
    const [first] = own
    if (price !== undefined && first !== undefined)
      found.set(sessionId, { providerId: first.providerId, inHouse: first.inHouse, ...price })
  }
  return found
}

/** Providers that work by own arrangement: personal assistants and micro-providers, by name. */
export async function assistants(tx: Tx): Promise<{ providerId: string; name: string; kind: string }[]> {
  return tx.query<{ providerId: string; name: string; kind: string }>(sql`
    select p.provider_id as "providerId", p.name, p.kind from market.published_provider p
     where p.kind in ('personal_assistant', 'micro_provider', 'shared_lives') order by p.name, p.provider_id`)
}
