import type { CalendarDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { claimHorizon } from '../claim-horizon.ts'
import { makeOccurrences } from './occurrences.ts'

/** A regular seat: "every Tuesday until further notice". */
export interface StandingPlaceWanted {
  readonly sessionId: string
  readonly personId: string
  readonly supportBand: string
  readonly characteristics?: readonly string[]
  readonly everyWeeks?: number
  readonly firstMonday: CalendarDate
  readonly season?: 'all' | 'term' | 'holiday'
  readonly from: CalendarDate
  readonly until?: CalendarDate | null
  /** Set to hold the dates only until this instant; `confirm` makes them firm. */
  readonly heldUntil?: Date
}

/** One seat on one date: a taster, a swap, a public drop-in. */
export interface PlaceWanted {
  readonly occurrenceId: string
  readonly personId?: string
  readonly publicBooking?: string
  readonly purpose: 'plan' | 'taster' | 'swap' | 'public'
  readonly supportBand: string
  readonly characteristics?: readonly string[]
  readonly standingPlaceId?: string
  readonly heldUntil?: Date
}

export interface StandingPlaceTaken {
  readonly standingPlaceId: string
  readonly claimIds: readonly string[]
  readonly firstDate: CalendarDate
  readonly lastDate: CalendarDate
}

/**
 * Takes a regular seat on every date to the horizon, all or nothing, at read committed. Refused by the database when a
 * date is full (`stock_not_oversold`), the person is already somewhere (`person_in_one_place`), the session lacks what is
 * needed (`DW003`) or the place is not possible for this person (`DW009`); refused here when there is no date (`no_dates_to_claim`).
 */
export async function claimStanding(tx: Tx, wanted: StandingPlaceWanted): Promise<StandingPlaceTaken> {
  const until = lastDay(claimHorizon(tx.today, wanted.from), wanted.until)
  await makeOccurrences(tx, [wanted.sessionId], wanted.from, until)
  await releaseExpired(tx, [wanted.sessionId])
  const standingPlaceId = newId()
  await tx.query(sql`
    insert into directory.standing_place (id, session_id, person_id, support_band, characteristics, every_weeks, first_monday, season, from_date, until_date, recorded_by)
    values (${standingPlaceId}, ${wanted.sessionId}, ${wanted.personId}, ${wanted.supportBand}, ${wanted.characteristics ?? []}::text[],
      ${wanted.everyWeeks ?? 1}, ${wanted.firstMonday}, ${wanted.season ?? 'all'}, ${wanted.from}, ${wanted.until ?? null}, ${actor(tx)})`)
  const claimed = await claimDatesOf(tx, [standingPlaceId], wanted.from, until, wanted.heldUntil)
  const [first] = claimed
  const last = claimed.at(-1)
  if (first === undefined || last === undefined) throw new Refused('no_dates_to_claim')
  return { standingPlaceId, claimIds: claimed.map(({ id }) => id), firstDate: first.onDate, lastDate: last.onDate }
}

/**
 * Claims every date of these standing places in a span that is not claimed yet. Safe to repeat; the rolling job calls it daily. A date that is
 * laid again after a closure is claimed for whoever had no place on it before: the others had theirs back then, or not (`layAgain`).
 * The dates are found by session, seat by seat, whatever the statistics say: while a file fills new records, they know of none.
 */
export async function claimDatesOf(
  tx: Tx,
  standingPlaceIds: readonly string[],
  from: CalendarDate,
  until: CalendarDate,
  heldUntil?: Date,
): Promise<{ id: string; standingPlaceId: string; onDate: CalendarDate }[]> {
  const made = await tx.query<{ id: string; standingPlaceId: string; onDate: CalendarDate }>(sql`
    insert into directory.place_claim (occurrence_id, on_date, start_minute, end_minute, person_id, standing_place_id, purpose, support_band, characteristics, held_until, recorded_by)
    select o.id, o.on_date, o.start_minute, o.end_minute, sp.person_id, sp.id, 'plan', sp.support_band, sp.characteristics,
           ${heldUntil?.toISOString() ?? null}::timestamptz, ${actor(tx)}
      from directory.standing_place sp
     cross join lateral (select d.id, d.on_date, d.start_minute, d.end_minute, d.lays_again from directory.occurrence d
                          where d.session_id = sp.session_id and d.on_date between ${from} and ${until} and d.cancelled_at is null offset 0) o
     where sp.id = any (${standingPlaceIds}::uuid[]) and sp.in_force @> o.on_date
       and o.on_date >= sp.first_monday and ((o.on_date - sp.first_monday) / 7) % sp.every_weeks = 0
       and (sp.season = 'all' or (sp.season = 'term') = exists (
             select from directory.calendar_period c where c.calendar = 'schools' and c.kind = 'term' and o.on_date between c.from_date and c.until_date))
       and not exists (select from directory.place_claim held where held.standing_place_id = sp.id and (held.occurrence_id = o.id or held.on_date = o.on_date and o.lays_again is not null))
     order by o.on_date, o.id
    returning id, standing_place_id as "standingPlaceId", on_date as "onDate"`)
  return made.sort((one, other) => (one.onDate < other.onDate ? -1 : one.onDate > other.onDate ? 1 : 0))
}

/** Takes one seat on one date. Refusals as for a regular seat. */
export async function claimOnce(tx: Tx, wanted: PlaceWanted): Promise<string> {
  await releaseExpiredOn(tx, [wanted.occurrenceId])
  const id = newId()
  const made = await tx.query<{ id: string }>(sql`
    insert into directory.place_claim (id, occurrence_id, on_date, start_minute, end_minute, person_id, public_booking, standing_place_id, purpose, support_band, characteristics, held_until, recorded_by)
    select ${id}::uuid, o.id, o.on_date, o.start_minute, o.end_minute, ${wanted.personId ?? null}::uuid, ${wanted.publicBooking ?? null},
           ${wanted.standingPlaceId ?? null}::uuid, ${wanted.purpose}, ${wanted.supportBand}, ${wanted.characteristics ?? []}::text[],
           ${wanted.heldUntil?.toISOString() ?? null}::timestamptz, ${actor(tx)}::uuid
      from directory.occurrence o where o.id = ${wanted.occurrenceId} and o.cancelled_at is null
    returning id`)
  if (made.length === 0) throw new Refused('session_does_not_run')
  return id
}

/** Holds a regular seat until an instant: it counts as taken, and is given back by itself when nobody confirms it. */
export async function hold(
  tx: Tx,
  wanted: StandingPlaceWanted & { readonly heldUntil: Date },
): Promise<StandingPlaceTaken> {
  return claimStanding(tx, wanted)
}

/** Makes a held seat firm. Refused when the hold has run out (`hold_has_expired`, or `confirmed_in_time` by the database). */
export async function confirm(tx: Tx, standingPlaceId: string): Promise<number> {
  const firm = await tx.query<{ id: string }>(sql`
    update directory.place_claim set confirmed_at = ${tx.now.toISOString()}::timestamptz
     where standing_place_id = ${standingPlaceId} and released_at is null and confirmed_at is null and held_until is not null
    returning id`)
  if (firm.length === 0) throw new Refused('hold_has_expired')
  return firm.length
}

/** Ends a regular seat after its last day and gives back every later date. */
export async function releaseStanding(
  tx: Tx,
  standingPlaceId: string,
  { lastDay: last, reason }: { lastDay: CalendarDate; reason: string },
): Promise<number> {
  await tx.query(
    sql`update directory.standing_place set ended_on = ${last} where id = ${standingPlaceId} and ended_on is null`,
  )
  const given = await tx.query<{ id: string }>(sql`
    update directory.place_claim set released_at = ${tx.now.toISOString()}::timestamptz, release_reason = ${reason}
     where standing_place_id = ${standingPlaceId} and on_date > ${last} and released_at is null returning id`)
  return given.length
}

/** Gives back every hold of these sessions that has run out; without a list, of all sessions. Called first in each claim, and each minute. */
export async function releaseExpired(tx: Tx, sessionIds?: readonly string[]): Promise<number> {
  const due = await tx.query<{ occurrenceId: string }>(sql`
    select distinct c.occurrence_id as "occurrenceId" from directory.place_claim c join directory.occurrence o on o.id = c.occurrence_id
     where c.released_at is null and c.confirmed_at is null and c.held_until < ${tx.now.toISOString()}::timestamptz
       and (${sessionIds ?? null}::uuid[] is null or o.session_id = any (${sessionIds ?? null}::uuid[]))
     order by c.occurrence_id`)
  return due.length === 0
    ? 0
    : releaseExpiredOn(
        tx,
        due.map(({ occurrenceId }) => occurrenceId),
      )
}

async function releaseExpiredOn(tx: Tx, occurrenceIds: readonly string[]): Promise<number> {
  const { given } = await tx.one<{ given: number }>(sql`
    select directory.release_expired(${occurrenceIds}::uuid[], ${tx.now.toISOString()}::timestamptz) as given`)
  if (given > 0) await endEmptyHolds(tx, occurrenceIds)
  return given
}

/** A regular seat whose hold ran out was never taken up: it is withdrawn, so that no later date is claimed for it. */
async function endEmptyHolds(tx: Tx, occurrenceIds: readonly string[]): Promise<void> {
  await tx.query(sql`
    update directory.standing_place sp set ended_on = sp.from_date - 1
     where sp.ended_on is null
       and sp.id in (select c.standing_place_id from directory.place_claim c where c.occurrence_id = any (${occurrenceIds}::uuid[]) and c.release_reason = 'hold expired')
       and not exists (select from directory.place_claim c where c.standing_place_id = sp.id and (c.released_at is null or c.confirmed_at is not null))`)
}

function lastDay(horizon: CalendarDate, until: CalendarDate | null | undefined): CalendarDate {
  return until !== undefined && until !== null && until < horizon ? until : horizon
}
