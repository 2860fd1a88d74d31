import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { appendFact } from '../../platform/facts.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { datesCancelled } from './booking-queue.ts'

/** A time for which a building is closed, with how many dates there are cancelled by now. */
export interface SiteClosure {
  readonly id: string
  readonly from: CalendarDate
  readonly until: CalendarDate | null
  readonly reason: string
  readonly cancelled: number
  /** Single bookings on them, whose people have a message. */
  readonly bookings: number
  /** Dates that still stand: not cancelled yet, or somebody came to them. */
  readonly standing: number
  /** Dates that were cancelled for it and laid again when it ended early. */
  readonly laid: number
  readonly decidedByName: string | null
  /** The first day that is open again, where it was ended early; with who decided that, and why. */
  readonly openFrom: CalendarDate | null
  readonly endReason: string | null
  readonly endedByName: string | null
  /** Single bookings on dates that are laid again, and how many of them have their place again. */
  readonly bookingsLaid: number
  readonly bookingsAgain: number
  /** It was ended before its first day, so that no day is closed for it. */
  readonly takenBack: boolean
}

export interface ClosureWanted {
  /** Made with the form: the same form sent twice closes once. */
  readonly id: string
  readonly siteId: string
  readonly from: CalendarDate
  readonly until: CalendarDate
  readonly reason: string
}

/** Why a building cannot be closed on these days, whatever else is recorded: before today, backwards, or for longer than a year. */
export function closureRefusal(
  today: CalendarDate,
  { from, until }: { from: CalendarDate; until: CalendarDate },
): 'closure_in_the_past' | 'closure_backwards' | 'closure_too_long' | undefined {
  if (from < today) return 'closure_in_the_past'
  if (until < from) return 'closure_backwards'
  return until > addDays(from, 365) ? 'closure_too_long' : undefined
}

/**
 * Closes a building from a day until a day, the last one included. No dates are made there from now on; what stands is cancelled
 * by whoever hears of it (`directory/site-closed`). Refused as `closureRefusal` says, and where it is closed on some of these days already (`closure_of_site_once`).
 */
export async function closeSite(tx: Tx, { id, siteId, from, until, reason }: ClosureWanted): Promise<void> {
  const refusal = closureRefusal(tx.today, { from, until })
  if (refusal !== undefined) throw new Refused(refusal)
  const made = await tx.query<{ id: string }>(sql`
    insert into directory.closure (id, site_id, from_date, until_date, decided_by, reason) values (${id}, ${siteId}, ${from}, ${until}, ${actor(tx)}, ${reason})
    on conflict (id) do nothing returning id`)
  if (made.length === 0) return
  await appendFact(tx, 'directory/site-closed', id, from)
  await audit(tx, { action: 'directory/site-closed', subject: 'site', subjectId: siteId, detail: { id, from, until } })
}

/** When a building is closed today or later, with those that were ended early and would have gone on until today. */
export async function closuresOfSite(tx: Tx, siteId: string): Promise<SiteClosure[]> {
  return tx.query<SiteClosure>(sql`
    select x.id, x.from_date as "from", x.until_date as until, x.reason, x.ended_on + 1 as "openFrom", x.end_reason as "endReason", isempty(x.in_force) as "takenBack",
           n.name as "decidedByName", e.name as "endedByName", d.cancelled, d.standing, d.laid, directory.bookings_cancelled_for(x.id) as bookings,
           a.bookings as "bookingsLaid", a.again as "bookingsAgain"
      from directory.closure x left join platform.published_staff n on n.staff_id = x.decided_by left join platform.published_staff e on e.staff_id = x.ended_by
      cross join lateral directory.bookings_laid_again(x.id) a cross join lateral (
        select count(*) filter (where o.cancelled_at is not null and o.laid_again_at is null)::int as cancelled,
               count(*) filter (where o.cancelled_at is null and x.in_force @> o.on_date)::int as standing, count(*) filter (where o.laid_again_at is not null and o.cancelled_for = x.id)::int as laid
          from directory.occurrence o join directory.session s on s.id = o.session_id
         where s.site_id = x.site_id and o.on_date between x.from_date and coalesce(x.until_date, 'infinity'::date) and (x.in_force @> o.on_date or o.cancelled_for = x.id)) d
     where x.site_id = ${siteId} and (x.until_date is null or x.until_date >= ${tx.today}::date) order by x.from_date, x.recorded_at, x.id`)
}

/** A date that a closure of a building would cancel: how many have it in their plan, and how many booked it alone. */
export interface DateToClose {
  readonly sessionId: string
  readonly on: CalendarDate
  readonly planned: number
  readonly bookings: number
}

/** Exactly the dates there are that a closure of a building would cancel, in their order: numbers of people, never who. */
export async function datesAtSite(
  tx: Tx,
  siteId: string,
  { from, until }: { from: CalendarDate; until: CalendarDate },
): Promise<DateToClose[]> {
  return tx.query(sql`
    select d.session_id as "sessionId", d.on_date as "on", d.planned, d.bookings
      from directory.dates_to_close(${siteId}::uuid, ${from}::date, ${until}::date) d order by d.on_date, d.session_id`)
}

/** The dates that a closure of a building cancels and that still stand, with their session. */
export async function datesOfClosure(
  tx: Tx,
  closureId: string,
): Promise<{ occurrenceId: string; sessionId: string }[]> {
  return tx.query(sql`
    select o.id as "occurrenceId", s.id as "sessionId" from directory.closure x join directory.session s on s.site_id = x.site_id
      join directory.occurrence o on o.session_id = s.id and o.cancelled_at is null and x.in_force @> o.on_date
     where x.id = ${closureId} order by o.on_date, o.id`)
}

/** One closure of a building: where, when and why; none where it is of a session alone, or was taken back before it began. */
export async function closureOfSite(
  tx: Tx,
  closureId: string,
): Promise<{ siteId: string; from: CalendarDate; until: CalendarDate | null; reason: string } | undefined> {
  return tx.maybe(sql`
    select x.site_id as "siteId", lower(x.in_force) as "from", upper(x.in_force) - 1 as until, x.reason from directory.closure x where x.id = ${closureId} and x.site_id is not null and not isempty(x.in_force)`)
}

/** Cancels dates of a closure: whoever booked has a message, and every place is given back. Gives how many have a message. */
export async function cancelForClosure(
  tx: Tx,
  occurrenceIds: readonly string[],
  { id, reason }: { id: string; reason: string },
): Promise<number> {
  const done = await tx.query<{ id: string }>(sql`
    update directory.occurrence set cancelled_at = ${tx.now.toISOString()}::timestamptz, cancel_reason = ${reason}, cancelled_by = ${actor(tx)}, cancelled_for = ${id}
     where id = any (${[...occurrenceIds]}::uuid[]) and cancelled_at is null returning id`)
  return datesCancelled(
    tx,
    done.map(({ id }) => id),
  )
}
