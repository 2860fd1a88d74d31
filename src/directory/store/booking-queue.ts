import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import type { ListPage } from '../../core/list-page.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { empty, type Sql, sql, type Tx } from '../../platform/db.ts'
import { anywhere, listPage } from '../../platform/list-asked.ts'
import { Refused } from '../../platform/refused.ts'
import type { Waiting } from '../../platform/waiting.ts'
import { actor } from '../../platform/who.ts'
import { keptDays, offerUntil } from '../booking-rules.ts'
import { paths } from '../paths.ts'
import { endBooking } from './bookings.ts'
import { claimOnce, releaseExpired } from './places.ts'

/** What somebody who booked must hear. There is no way to send it: it stands on their page, and whoever runs the session tells them. */
type MessageKind = 'place offered' | 'offer ran out' | 'date cancelled' | 'date laid again'

async function say(tx: Tx, bookingIds: readonly string[], kind: MessageKind, heldUntil?: Date): Promise<void> {
  await tx.query(sql`
    insert into directory.booking_message (booking_id, kind, held_until, sent_at)
    select b, ${kind}, ${heldUntil?.toISOString() ?? null}::timestamptz, ${tx.now.toISOString()}::timestamptz from unnest(${[...bookingIds]}::uuid[]) b
    on conflict on constraint booking_message_once do nothing`)
}

/** Ends bookings whose offer ran out, and gives the dates with a free place for which somebody waits. Runs as a job. */
export async function datesToOffer(tx: Tx): Promise<string[]> {
  await releaseExpired(tx)
  const lapsed = await tx.query<{ id: string }>(sql`
    select b.id from directory.booking b join directory.place_claim c on c.id = b.claim_id
     where b.cancelled_at is null and c.release_reason = 'hold expired' order by b.id`)
  for (const { id } of lapsed) await endBooking(tx, id, 'offer ran out')
  const ended = lapsed.map(({ id }) => id)
  await say(tx, ended, 'offer ran out')
  const dates = await tx.query<{ id: string }>(sql`
    select o.id from directory.occurrence o join directory.stock k on k.occurrence_id = o.id and k.resource = 'place'
     where o.cancelled_at is null and o.on_date >= ${tx.today}::date and k.capacity > k.taken
       and exists (select from directory.booking b where b.occurrence_id = o.id and b.claim_id is null and b.cancelled_at is null)
     order by o.on_date, o.id`)
  return dates.map(({ id }) => id)
}

/**
 * Offers the free places of a date to who waits, first come first, each held until a stated time. Safe to repeat; gives how many
 * offers were made. Runs as a job: it sees everybody. Nobody is passed over unless they are somewhere else then, have died, or
 * the place is not possible for them.
 */
export async function offerPlaces(tx: Tx, occurrenceId: string): Promise<number> {
  const date = await tx.maybe<{ onDate: CalendarDate; startMinute: number; free: number }>(sql`
    select o.on_date as "onDate", o.start_minute as "startMinute", k.capacity - k.taken as free
      from directory.occurrence o join directory.stock k on k.occurrence_id = o.id and k.resource = 'place'
     where o.id = ${occurrenceId} and o.cancelled_at is null for update of k`)
  const heldUntil = date === undefined ? undefined : offerUntil(tx.now, date.onDate, date.startMinute)
  if (date === undefined || heldUntil === undefined) return 0
  const waiting = await tx.query<{ id: string; personId: string | null; reference: string }>(sql`
    select b.id, b.person_id as "personId", b.reference from directory.booking b join directory.occurrence o on o.id = b.occurrence_id
      left join people.person p on p.id = b.person_id
     where b.occurrence_id = ${occurrenceId} and b.claim_id is null and b.cancelled_at is null and p.died_on is null
       and not exists (select from directory.place_claim c where c.person_id = b.person_id and c.released_at is null and c.on_date = o.on_date
                          and int4range(c.start_minute, c.end_minute) && int4range(o.start_minute, o.end_minute))
       and not exists (select from people.tie k join directory.place_claim c on c.occurrence_id = o.id and c.released_at is null
                        where k.kind = 'keep_apart' and k.in_force @> o.on_date and b.person_id in (k.one, k.other) and c.person_id in (k.one, k.other))
     order by b.booked_at, b.id limit ${Math.max(0, date.free)}`)
  for (const one of waiting) {
    const whose = one.personId === null ? { publicBooking: one.reference } : { personId: one.personId }
    const claimId = await claimOnce(tx, { occurrenceId, ...whose, purpose: 'public', supportBand: 'none', heldUntil })
    await tx.query(sql`update directory.booking set claim_id = ${claimId} where id = ${one.id}`)
    await say(tx, [one.id], 'place offered', heldUntil)
  }
  return waiting.length
}

/**
 * Cancels one date: everybody who booked or waits has a message, and every place on it is given back. What follows for people
 * with a place in their plan, later steps do first, in the same transaction. Refused when it is over, cancelled before, or not
 * the caller's (`date_cannot_be_cancelled`). Gives how many have a message.
 */
export async function cancelDate(tx: Tx, occurrenceId: string, reason: string): Promise<number> {
  const done = await tx.query<{ id: string }>(sql`
    update directory.occurrence set cancelled_at = ${tx.now.toISOString()}::timestamptz, cancel_reason = ${reason}, cancelled_by = ${actor(tx)}
     where id = ${occurrenceId} and cancelled_at is null and on_date >= ${tx.today}::date returning id`)
  if (done.length === 0) throw new Refused('date_cannot_be_cancelled')
  return datesCancelled(tx, [occurrenceId])
}

/** What follows when dates are cancelled: whoever booked or waits has a message, and every place is given back. Gives how many have one. */
export async function datesCancelled(tx: Tx, occurrenceIds: readonly string[]): Promise<number> {
  const booked = await tx.query<{ id: string }>(sql`
    select id from directory.booking where occurrence_id = any (${occurrenceIds}::uuid[]) and cancelled_at is null order by id`)
  await say(
    tx,
    booked.map(({ id }) => id),
    'date cancelled',
  )
  await tx.query(
    sql`select directory.release_cancelled(${[...occurrenceIds]}::uuid[], ${tx.now.toISOString()}::timestamptz)`,
  )
  return booked.length
}

/** What follows when dates that were cancelled are laid again: whoever had booked hears it, once. Their place was given back; they take it again where one is free (`bookAgain`). */
export async function datesLaidAgain(tx: Tx, occurrenceIds: readonly string[]): Promise<number> {
  const booked = await tx.query<{ id: string }>(sql`
    select id from directory.booking where occurrence_id = any (${occurrenceIds}::uuid[]) and cancelled_at is null and blanked_at is null order by id`)
  await say(
    tx,
    booked.map(({ id }) => id),
    'date laid again',
  )
  return booked.length
}

export interface DateWithBookings {
  readonly occurrenceId: string
  readonly onDate: CalendarDate
  readonly startMinute: number
  readonly endMinute: number
  readonly name: string
  readonly organisation: string
  readonly capacity: number
  readonly taken: number
  readonly waiting: number
  readonly cancelled: boolean
  readonly coming: readonly { readonly called: string; readonly accessWords: string | null; readonly held: boolean }[]
}

const soon = (tx: Tx) => sql`o.on_date between ${tx.today}::date and ${addDays(tx.today, 28)}::date`

const bookedDates = (tx: Tx, which: Sql, part: Sql = empty) =>
  tx.query<DateWithBookings & { all: number }>(sql`
    select o.id as "occurrenceId", o.on_date as "onDate", o.start_minute as "startMinute", o.end_minute as "endMinute", e.name, g.name as organisation,
           k.capacity, k.taken, directory.waiting_for(o.id) as waiting, o.cancelled_at is not null as cancelled,
           (select coalesce(jsonb_agg(jsonb_build_object('called', coalesce(b.called, 'Somebody'), 'accessWords', b.access_words, 'held', c.held_until is not null and c.confirmed_at is null)
                     order by b.called, b.id), '[]') from directory.booking b join directory.place_claim c on c.id = b.claim_id
             where b.occurrence_id = o.id and b.cancelled_at is null and c.released_at is null) as coming, count(*) over ()::int as "all"
      from directory.occurrence o join directory.session s on s.id = o.session_id and s.public_may_book
      join directory.opportunity e on e.id = s.opportunity_id join directory.organisation g on g.id = e.organisation_id
      join directory.stock k on k.occurrence_id = o.id and k.resource = 'place'
     where ${which} and exists (select from directory.booking b where b.occurrence_id = o.id and b.cancelled_at is null)
     order by o.on_date, o.start_minute, e.name, o.id ${part}`)

/** A page of the bookable dates of the next four weeks with who comes: what to call them and what they need; no way to reach them. By words of the session or who runs it. */
export async function datesWithBookings(
  tx: Tx,
  { words, page }: { words: string; page: number },
): Promise<ListPage<DateWithBookings>> {
  const which = sql`${soon(tx)} and (e.name ilike ${anywhere(words)} or g.name ilike ${anywhere(words)})`
  return listPage(await bookedDates(tx, which, sql`limit ${ROWS_A_PAGE} offset ${(page - 1) * ROWS_A_PAGE}`))
}

/** The bookable dates of one day of the next four weeks with who comes, those that are not cancelled. */
export const bookedOn = async (tx: Tx, on: CalendarDate): Promise<readonly DateWithBookings[]> =>
  listPage<DateWithBookings>(
    await bookedDates(tx, sql`${soon(tx)} and o.on_date = ${on}::date and o.cancelled_at is null`),
  ).rows

export interface ToTell {
  readonly id: string
  readonly kind: MessageKind
  readonly heldUntil: Date | null
  readonly personId: string | null
  readonly called: string
  readonly reach: string | null
  readonly name: string
  readonly onDate: CalendarDate
  readonly startMinute: number
  readonly bookingId: string
  /** Where the date was laid again: whether a place on it is free for them. */
  readonly freeAgain: boolean | null
}

/** Whom somebody must still tell, with the way to reach them: that way is shown for nothing else. */
export function peopleToTell(tx: Tx): Promise<ToTell[]> {
  return tx.query<ToTell>(sql`
    select m.id, m.kind, m.held_until as "heldUntil", b.person_id as "personId", b.called, b.reach, e.name, o.on_date as "onDate", o.start_minute as "startMinute", b.id as "bookingId",
           (select k.capacity - k.taken > 0 and directory.waiting_for(n.id) = 0 from directory.occurrence n join directory.stock k on k.occurrence_id = n.id and k.resource = 'place'
             where n.lays_again = o.id and n.cancelled_at is null) as "freeAgain"
      from directory.booking_message m join directory.booking b on b.id = m.booking_id join directory.occurrence o on o.id = b.occurrence_id
      join directory.session s on s.id = o.session_id join directory.opportunity e on e.id = s.opportunity_id
     where m.told_at is null and b.blanked_at is null and o.on_date >= ${tx.today}::date and (m.kind <> 'place offered' or b.cancelled_at is null)
       and (m.kind <> 'date cancelled' or o.laid_again_at is null)
     order by m.held_until nulls last, o.on_date, m.id`)
}

/** Somebody was told, by phone or in person. Told already: nothing happens. */
export async function recordTold(tx: Tx, messageId: string): Promise<void> {
  await tx.query(sql`
    update directory.booking_message set told_at = ${tx.now.toISOString()}::timestamptz, told_by = ${actor(tx)} where id = ${messageId} and told_at is null`)
}

/** Blanks what identifies people in bookings whose date lies 28 days back; numbers stay. Gives how many. */
export async function blankBookings(tx: Tx): Promise<number> {
  const blanked = await tx.query<{ id: string }>(sql`
    update directory.booking b set called = null, reach = null, access_words = null, blanked_at = ${tx.now.toISOString()}::timestamptz
      from directory.occurrence o where o.id = b.occurrence_id and b.blanked_at is null and o.on_date < ${addDays(tx.today, -keptDays)}::date returning b.id`)
  return blanked.length
}

/** Whom a provider, or the team of a person, has to tell that a date is cancelled or a place is free. */
export async function tellingFor(tx: Tx): Promise<Waiting[]> {
  const team = tx.who.role === 'practitioner' || tx.who.role === 'team_manager'
  if (!team && tx.who.role !== 'provider') return []
  const told = (await peopleToTell(tx)).filter(({ personId }) => (personId !== null) === team)
  return told.map((one) => ({
    what: `${one.called}, who booked ${one.name}`,
    kind: 'People who booked single dates',
    recordId: one.id,
    why:
      one.kind === 'date cancelled'
        ? 'The date is cancelled'
        : one.kind === 'date laid again'
          ? 'The date takes place after all'
          : one.kind === 'place offered'
            ? 'A place is free'
            : 'The offer ran out',
    dueOn: one.onDate,
    href: one.personId === null ? paths.bookings() : paths.booked(one.personId),
    act: 'Tell them',
  }))
}
