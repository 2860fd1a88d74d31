import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { claimStanding, type SessionFacts } from '../../directory/store.ts'
import type { Route } from '../../planning/index.ts'
import { scheduledPrices, takeOverSession } from '../../planning/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { appendFact } from '../../platform/facts.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import { daysToPause, pauseWith, timesAway } from './away.ts'

/** Who runs a session. */
export interface ProviderOfSession {
  readonly providerId: string
  readonly inHouse: boolean
}

/** The providers that run these sessions, by organisation. */
export async function providersOf(tx: Tx, sessions: readonly SessionFacts[]): Promise<Map<string, ProviderOfSession>> {
  const rows = await tx.query<ProviderOfSession & { organisationId: string }>(sql`
    select distinct on (p.organisation_id) p.organisation_id as "organisationId", p.provider_id as "providerId", p.in_house as "inHouse"
      from market.published_provider p where p.organisation_id = any (${sessions.map(({ organisationId }) => organisationId)}::uuid[])
     order by p.organisation_id, p.provider_id`)
  return new Map(rows.map(({ organisationId, ...provider }) => [organisationId, provider]))
}

/** One session of a running week with its place. */
export interface OldPlace {
  readonly personId: string
  readonly session: SessionFacts
  readonly provider: ProviderOfSession
  readonly supportBand: string
  readonly everyWeeks: number
  readonly route: Route
  readonly perSession: Pence
  readonly from: CalendarDate
  readonly until: CalendarDate | undefined
  readonly reviewDueId: string
  readonly reason: string
}

/**
 * Takes over one session of a running week: the line at its old price, the seat on every date to the horizon, and the
 * placement that ties them. Refused as any other seat is (`stock_not_oversold`, `person_in_one_place`).
 */
export async function takeOverPlace(tx: Tx, old: OldPlace): Promise<void> {
  const { personId, session, provider, supportBand, everyWeeks, from, until } = old
  const { sessionId } = session
  const priced = await scheduledPrices(tx, {
    sessions: [{ ...session, minutes: session.endMinute - session.startMinute }],
    ...{ supportBand, on: from },
  })
  const line = { ...old, sessionId, providerId: provider.providerId, rateId: priced.get(sessionId)?.rateId }
  const { termId, firstMonday, season } = await takeOverSession(tx, line)
  const seat = await claimStanding(tx, {
    ...{ sessionId, personId, supportBand, everyWeeks, firstMonday, season, from },
    until: until ?? null,
  })
  const placementId = newId()
  await tx.query(sql`
    insert into brokerage.placement (id, term_id, person_id, standing_place_id, provider_id, from_date, until_date, provenance, recorded_by, reason)
    values (${placementId}, ${termId}, ${personId}, ${seat.standingPlaceId}, ${provider.providerId}, ${from}, ${until ?? null}, 'migrated', ${actor(tx)}, ${old.reason})`)
  const days = { from, until: until ?? null }
  const away = await timesAway(tx, personId, daysToPause(tx, days))
  await pauseWith(
    tx,
    { placementId, personId, ...days },
    away.filter(({ supportPauseId }) => supportPauseId !== null),
  )
  await appendFact(tx, 'brokerage/placed', placementId, from)
  await audit(tx, {
    action: 'brokerage/taken-over',
    subject: 'placement',
    subjectId: placementId,
    personId,
    detail: { termId, providerId: provider.providerId, perSessionPence: old.perSession },
  })
}
