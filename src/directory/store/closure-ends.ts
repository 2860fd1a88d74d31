import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { appendFact } from '../../platform/facts.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { datesLaidAgain } from './booking-queue.ts'
import { makeOccurrences } from './occurrences.ts'

/** A closure that somebody may end: its days as they were decided, and whether it was ended before. */
export interface ClosureToEnd {
  readonly id: string
  readonly siteId: string
  readonly from: CalendarDate
  readonly until: CalendarDate | null
  readonly reason: string
  readonly endedOn: CalendarDate | null
}

/** One closure of a building as it was decided, whatever became of it. */
export async function closureToEnd(tx: Tx, closureId: string): Promise<ClosureToEnd | undefined> {
  return tx.maybe<ClosureToEnd>(sql`
    select x.id, x.site_id as "siteId", x.from_date as "from", x.until_date as until, x.reason, x.ended_on as "endedOn"
      from directory.closure x where x.id = ${closureId} and x.site_id is not null`)
}

/** Why a building cannot open again on a day: a day that is over, before it closes, or after it opens anyhow. */
export function openingRefusal(
  today: CalendarDate,
  { from, until }: Pick<ClosureToEnd, 'from' | 'until'>,
  openFrom: CalendarDate,
): 'opening_in_the_past' | 'opening_before_closing' | 'opening_after_the_end' | undefined {
  if (openFrom < today) return 'opening_in_the_past'
  if (openFrom < from) return 'opening_before_closing'
  return until !== null && openFrom > until ? 'opening_after_the_end' : undefined
}

/**
 * Ends a closure early: the building is open again from a day on. On its first day it is taken back as a whole. What it cancelled
 * from that day on is laid again by whoever hears of it (`directory/site-opened`). Sent again, nothing happens. Refused as
 * `openingRefusal` says, and where it was ended before (`closure_ended_already`): close the building anew instead.
 */
export async function endClosure(
  tx: Tx,
  wanted: { readonly closureId: string; readonly openFrom: CalendarDate; readonly reason: string },
): Promise<void> {
  const closure = await closureToEnd(tx, wanted.closureId)
  if (closure === undefined) throw new NotFound('closure')
  const endedOn = addDays(wanted.openFrom, -1)
  if (closure.endedOn === endedOn) return
  const refusal = openingRefusal(tx.today, closure, wanted.openFrom)
  if (refusal !== undefined) throw new Refused(refusal)
  const ended = await tx.query<{ id: string }>(sql`
    update directory.closure set ended_on = ${endedOn}, ended_by = ${actor(tx)}, ended_at = ${tx.now.toISOString()}::timestamptz, end_reason = ${wanted.reason}
     where id = ${closure.id} and ended_on is null returning id`)
  if (ended.length === 0) throw new Refused('closure_ended_already')
  await appendFact(tx, 'directory/site-opened', closure.id, wanted.openFrom)
  await audit(tx, {
    action: 'directory/site-opened',
    subject: 'site',
    subjectId: closure.siteId,
    detail: { id: closure.id, openFrom: wanted.openFrom },
  })
}

/** What ending a closure from a day on would lay again: how many dates, how many people had a place on them, how many bookings. */
export async function datesToLayAgain(
  tx: Tx,
  closureId: string,
  openFrom: CalendarDate,
): Promise<{ dates: number; people: number; bookings: number }> {
  return tx.one(
    sql`select a.dates, a.people, a.bookings from directory.to_lay_again(${closureId}::uuid, ${openFrom}::date) a`,
  )
}

/**
 * Lays the dates again that a closure cancelled and no longer covers: each cancelled date stays as what was said, and another stands in
 * its place. Who had a regular place on it and still has that place then gets it again, unless they are somewhere else at that time,
 * the date holds fewer now, or it is not possible for them; whoever booked a single date hears that it takes place, and can take their place again. Safe to repeat.
 * Gives the sessions with the dates they have again.
 */
export async function layAgain(tx: Tx, closureId: string): Promise<{ sessionIds: readonly string[]; dates: number }> {
  const gone = await tx.query<{ id: string; sessionId: string; onDate: CalendarDate }>(sql`
    update directory.occurrence o set laid_again_at = ${tx.now.toISOString()}::timestamptz from directory.closure x
     where x.id = ${closureId} and o.cancelled_for = x.id and o.laid_again_at is null and o.on_date >= ${tx.today}::date and not x.in_force @> o.on_date
       and not exists (select from directory.closure y join directory.session s on s.id = o.session_id where (y.site_id = s.site_id or y.session_id = s.id) and y.in_force @> o.on_date)
    returning o.id, o.session_id as "sessionId", o.on_date as "onDate"`)
  const days = gone.map(({ onDate }) => onDate).sort()
  const [from, until] = [days[0], days.at(-1)]
  const sessionIds = [...new Set(gone.map(({ sessionId }) => sessionId))]
  if (from === undefined || until === undefined) return { sessionIds, dates: 0 }
  await makeOccurrences(tx, sessionIds, from, until)
  const ids = gone.map(({ id }) => id)
  const laid = await tx.query<{ was: string }>(
    sql`select lays_again as was from directory.occurrence where lays_again = any (${ids}::uuid[]) order by on_date, id`,
  )
  await placesAgain(tx, ids)
  await datesLaidAgain(
    tx,
    laid.map(({ was }) => was),
  )
  return { sessionIds, dates: laid.length }
}

/** The seats that were given back on dates which are laid again, taken once more in the order in which they were taken first. */
async function placesAgain(tx: Tx, cancelledIds: readonly string[]): Promise<void> {
  await tx.query(sql`
    with again as (
      select c.*, n.id as new_id, n.start_minute as begins, n.end_minute as ends from directory.place_claim c
        join directory.occurrence n on n.lays_again = c.occurrence_id and n.cancelled_at is null
        join directory.standing_place sp on sp.id = c.standing_place_id and sp.in_force @> c.on_date
       where c.occurrence_id = any (${[...cancelledIds]}::uuid[]) and c.release_reason = 'date cancelled' and c.purpose = 'plan' and (c.held_until is null or c.confirmed_at is not null)
         and not exists (select from directory.place_claim e where e.person_id = c.person_id and e.released_at is null and e.on_date = c.on_date
                            and int4range(e.start_minute, e.end_minute) && int4range(n.start_minute, n.end_minute))),
    apart as (
      select a.* from again a where not exists (
        select from again b join people.tie k on k.kind = 'keep_apart' and k.in_force @> a.on_date and k.one = least(a.person_id, b.person_id) and k.other = greatest(a.person_id, b.person_id)
         where b.new_id = a.new_id and (b.recorded_at, b.id) < (a.recorded_at, a.id))),
    upto as (
      select a.id, a.new_id, r.resource, sum(r.amount) over (partition by a.new_id, r.resource order by a.recorded_at, a.id) as together
        from apart a cross join lateral directory.needed(a.support_band, a.characteristics) r)
    insert into directory.place_claim (occurrence_id, on_date, start_minute, end_minute, person_id, standing_place_id, purpose, support_band, characteristics, recorded_by)
    select a.new_id, a.on_date, a.begins, a.ends, a.person_id, a.standing_place_id, 'plan', a.support_band, a.characteristics, ${actor(tx)}::uuid from apart a
     where not exists (select from upto u left join directory.stock k on k.occurrence_id = u.new_id and k.resource = u.resource
                        where u.id = a.id and (k.capacity - k.taken < u.together or (k.resource is null and u.resource not like 'band:%')))
     order by a.on_date, a.recorded_at, a.id`)
}
