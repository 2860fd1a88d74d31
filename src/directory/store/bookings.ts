import { createHash, randomBytes, randomInt } from 'node:crypto'
import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/queue.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { audiencesFor } from '../audiences.ts'
import { type BookingFacts, bookableDays, bookingState, minutesUntil, mostAtOnce } from '../booking-rules.ts'
import { claimOnce } from './places.ts'

const hashOf = (link: string) => createHash('sha256').update(link).digest('hex')

export interface BookableDate {
  readonly occurrenceId: string
  readonly onDate: CalendarDate
  readonly startMinute: number
  readonly endMinute: number
  readonly session: string | null
  readonly left: number
  readonly waiting: number
}

/** The dates of an entry on which anybody may book, in the next six weeks; those that have begun are left out. */
export async function bookableDates(tx: Tx, opportunityId: string): Promise<BookableDate[]> {
  const dates = await tx.query<BookableDate>(sql`
    select o.id as "occurrenceId", o.on_date as "onDate", o.start_minute as "startMinute", o.end_minute as "endMinute", s.name as session,
           k.capacity - k.taken as left, directory.waiting_for(o.id) as waiting
      from directory.occurrence o join directory.session s on s.id = o.session_id join directory.opportunity e on e.id = s.opportunity_id
      join directory.stock k on k.occurrence_id = o.id and k.resource = 'place'
     where e.id = ${opportunityId} and s.public_may_book and s.in_force @> o.on_date and o.cancelled_at is null
       and e.audience = any (${audiencesFor(tx.who.role)}::text[]) and e.withdrawn_on is null and e.status <> 'temporarily closed'
       and not exists (select from directory.entry_pause z where z.opportunity_id = e.id and z.in_force @> o.on_date)
       and o.on_date between ${tx.today}::date and ${addDays(tx.today, bookableDays)}::date
     order by o.on_date, o.start_minute, o.id`)
  return dates.filter((date) => minutesUntil(tx.now, date.onDate, date.startMinute) > 0)
}

export interface BookingWanted {
  readonly occurrenceId: string
  readonly personId?: string
  /** What to call them. */
  readonly called: string
  readonly reach?: string | undefined
  readonly accessWords?: string | undefined
  /** True: join the waiting list when the date is full. */
  readonly wait: boolean
  /** The booking that it takes again, on the date laid in the place of that one. */
  readonly againOf?: string
  /** The secret of its address, where whoever asks has made one that nobody can guess; else it is made here. */
  readonly link?: string
}

export interface BookingMade {
  readonly id: string
  readonly reference: string
  /** The secret part of the booking's address; only its hash is kept. None for a person with a record. */
  readonly link: string | undefined
  readonly waits: boolean
}

/** Letters and numbers that are not mistaken for one another on paper or by phone. */
const signs = 'ABCDEFGHJKMNPQRTUVWXY346789'
const newReference = () =>
  [...Array(7)].map((_, at) => (at === 3 ? '-' : signs.charAt(randomInt(signs.length)))).join('')

/**
 * Books one place on a date that allows it, or joins its waiting list: who waits comes before who comes later. Refused:
 * `full_join_waiting_list` (nobody asked to wait), `cannot_be_booked`, `too_many_bookings`, `booking_of_person_once`; by the database `stock_not_oversold`
 * (the last place went at that moment), `person_in_one_place`.
 */
export async function book(tx: Tx, opportunityId: string, wanted: BookingWanted): Promise<BookingMade> {
  const date = (await bookableDates(tx, opportunityId)).find((one) => one.occurrenceId === wanted.occurrenceId)
  if (date === undefined) throw new Refused('cannot_be_booked')
  if (wanted.reach !== undefined) await checkReach(tx, wanted.reach)
  if (wanted.personId !== undefined) await checkOnce(tx, wanted.personId, wanted.occurrenceId)
  const waits = date.left <= 0 || date.waiting > 0
  if (waits && !wanted.wait) throw new Refused('full_join_waiting_list')
  const id = newId()
  const reference = newReference()
  const { personId } = wanted
  const whose = personId === undefined ? { publicBooking: reference } : { personId }
  const { occurrenceId } = wanted
  const claimId = waits ? null : await claimOnce(tx, { occurrenceId, ...whose, purpose: 'public', supportBand: 'none' })
  const link = personId === undefined ? (wanted.link ?? randomBytes(24).toString('base64url')) : undefined
  await tx.query(sql`
    insert into directory.booking (id, occurrence_id, claim_id, reference, link_hash, person_id, called, reach, access_words, booked_by, booked_at, again_of)
    values (${id}, ${occurrenceId}, ${claimId}, ${reference}, decode(${link === undefined ? null : hashOf(link)}, 'hex'), ${personId ?? null},
      ${wanted.called}, ${wanted.reach ?? null}, ${wanted.accessWords ?? null}, ${actor(tx)}, ${tx.now.toISOString()}::timestamptz, ${wanted.againOf ?? null})`)
  if (personId !== undefined)
    await audit(tx, { action: 'directory/booked', subject: 'booking', subjectId: id, personId, detail: { waits } })
  return { id, reference, link, waits }
}

/** One way of being reached holds a few places at once: whoever fills a list with bookings is stopped. */
async function checkReach(tx: Tx, reach: string): Promise<void> {
  const { held } = await tx.one<{ held: number }>(sql`
    select count(*)::int as held from directory.booking b join directory.occurrence o on o.id = b.occurrence_id
     where lower(b.reach) = lower(${reach}) and b.cancelled_at is null and o.cancelled_at is null and o.on_date >= ${tx.today}::date`)
  if (held >= mostAtOnce) throw new Refused('too_many_bookings')
}

/** Whoever has this very date already is told so, and not that something else is at its time. */
async function checkOnce(tx: Tx, personId: string, occurrenceId: string): Promise<void> {
  const booked = await tx.maybe(sql`
    select b.id from directory.booking b where b.person_id = ${personId} and b.occurrence_id = ${occurrenceId} and b.cancelled_at is null`)
  if (booked !== undefined) throw new Refused('booking_of_person_once')
}

export interface Booking extends BookingFacts {
  readonly id: string
  readonly reference: string
  readonly occurrenceId: string
  readonly claimId: string | null
  readonly personId: string | null
  readonly called: string | null
  readonly accessWords: string | null
  readonly endMinute: number
  readonly opportunityId: string
  readonly name: string
  readonly organisation: string
  readonly phone: string | null
  readonly place: string
  /** How many wait before it; nought when it is first, or does not wait. */
  readonly before: number
}

async function bookings(tx: Tx, where: Sql): Promise<Booking[]> {
  return tx.query<Booking>(sql`
    select b.id, b.reference, b.occurrence_id as "occurrenceId", b.claim_id as "claimId", b.person_id as "personId", b.called, b.access_words as "accessWords",
           o.on_date as "onDate", o.start_minute as "startMinute", o.end_minute as "endMinute", o.cancelled_at is not null as "dateCancelled", o.laid_again_at is not null as "laidAgain",
           (select k.capacity - k.taken > 0 and directory.waiting_for(n.id) = 0 from directory.occurrence n join directory.stock k on k.occurrence_id = n.id and k.resource = 'place'
             where n.lays_again = o.id and n.cancelled_at is null) as "freeAgain",
           b.cancelled_how as "cancelledHow", b.claim_id is not null as "hasClaim", c.held_until as "heldUntil", c.confirmed_at is not null as confirmed,
           e.id as "opportunityId", e.name, g.name as organisation, coalesce(e.phone, g.phone) as phone,
           coalesce(concat_ws(', ', si.name, si.line_1, si.town, si.postcode), '') as place,
           (select count(*)::int from directory.booking w where w.occurrence_id = b.occurrence_id and w.claim_id is null and w.cancelled_at is null
              and (w.booked_at, w.id) < (b.booked_at, b.id)) as before
      from directory.booking b join directory.occurrence o on o.id = b.occurrence_id join directory.session s on s.id = o.session_id
      join directory.opportunity e on e.id = s.opportunity_id join directory.organisation g on g.id = e.organisation_id
      left join directory.site si on si.id = s.site_id left join directory.place_claim c on c.id = b.claim_id
     where ${where} order by o.on_date, o.start_minute, b.booked_at, b.id`)
}

/** The booking behind a secret address, or the one that took it again; none when nobody has it. */
export async function bookingByLink(tx: Tx, link: string): Promise<Booking | undefined> {
  const [found] = await bookings(
    tx,
    sql`b.id in (
      with recursive taken as (
        select id from directory.booking where link_hash = decode(${hashOf(link)}, 'hex') union all select n.id from directory.booking n join taken on n.again_of = taken.id)
      select id from taken) and ${isLast}`,
  )
  return found
}

/** Nobody took it again on another date. */
const isLast = sql`not exists (select from directory.booking n where n.again_of = b.id)`

/** What is booked for a person from today on, and what they wait for. */
export const bookingsOf = (tx: Tx, personId: string): Promise<Booking[]> =>
  bookings(
    tx,
    sql`b.person_id = ${personId} and b.cancelled_at is null and o.on_date >= ${tx.today}::date and ${isLast}`,
  )

/** Gives a booking back, or says no to an offer; the place goes to who waits first. Refused: `booking_is_over`. */
export async function cancelBooking(tx: Tx, booking: Booking): Promise<void> {
  const state = bookingState(booking, tx.now)
  if (booking.cancelledHow !== null || !['booked', 'waiting', 'offered'].includes(state))
    throw new Refused('booking_is_over')
  const how = state === 'offered' ? 'offer declined' : 'given back'
  await endBooking(tx, booking.id, how)
  if (booking.claimId !== null) await release(tx, booking.claimId, how)
  if (booking.personId !== null)
    await audit(tx, {
      action: 'directory/booking-given-back',
      subject: 'booking',
      subjectId: booking.id,
      personId: booking.personId,
    })
  await enqueue(tx, 'directory/offer-places', { occurrenceId: booking.occurrenceId })
}

/** Takes an offered place. Refused when the offer is over (`offer_is_over`; `confirmed_in_time` by the database). */
export async function takeOffer(tx: Tx, booking: Booking): Promise<void> {
  if (bookingState(booking, tx.now) !== 'offered') throw new Refused('offer_is_over')
  const firm = await tx.query<{ id: string }>(sql`
    update directory.place_claim set confirmed_at = ${tx.now.toISOString()}::timestamptz
     where id = ${booking.claimId} and released_at is null and confirmed_at is null returning id`)
  if (firm.length === 0) throw new Refused('offer_is_over')
}

/** Marks a booking as over; refused when it was over already, so that two at once end it once. */
export async function endBooking(tx: Tx, id: string, how: NonNullable<BookingFacts['cancelledHow']>): Promise<void> {
  const ended = await tx.query<{ id: string }>(sql`
    update directory.booking set cancelled_at = ${tx.now.toISOString()}::timestamptz, cancelled_how = ${how}
     where id = ${id} and cancelled_at is null returning id`)
  if (ended.length === 0) throw new Refused('booking_is_over')
}

const release = (tx: Tx, claimId: string, reason: string) =>
  tx.query(sql`
    update directory.place_claim set released_at = ${tx.now.toISOString()}::timestamptz, release_reason = ${reason}
     where id = ${claimId} and released_at is null`)

/** What a person does already at the time of a date, and whether it is a booking that can be given back; nothing where they are free then. */
export async function doneThen(
  tx: Tx,
  personId: string,
  occurrenceId: string,
): Promise<{ name: string; startMinute: number; endMinute: number; booked: boolean } | undefined> {
  const [first] = await tx.query<{ name: string; startMinute: number; endMinute: number; booked: boolean }>(sql`
    select e.name, c.start_minute as "startMinute", c.end_minute as "endMinute", c.purpose = 'public' as booked
      from directory.occurrence d join directory.place_claim c on c.on_date = d.on_date and int4range(c.start_minute, c.end_minute) && int4range(d.start_minute, d.end_minute)
      join directory.occurrence o on o.id = c.occurrence_id join directory.session s on s.id = o.session_id join directory.opportunity e on e.id = s.opportunity_id
     where d.id = ${occurrenceId} and c.person_id = ${personId} and c.released_at is null order by c.start_minute, c.id limit 1`)
  return first
}
