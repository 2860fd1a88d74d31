import { sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { bookingState } from '../booking-rules.ts'
import { type Booking, type BookingMade, book } from './bookings.ts'

interface Lost {
  readonly id: string
  readonly personId: string | null
  readonly called: string
  readonly reach: string | null
  readonly accessWords: string | null
  readonly opportunityId: string
  readonly occurrenceId: string
}

/**
 * Takes a single booking again that a closed building cancelled, on the date which was laid in the place of its own: the same person,
 * the same needs, one place. The address of the first leads to it, and nobody has to be told any more. Refused: `cannot_be_booked`
 * where its date is not laid again, `again_is_full` where no place is free, `booking_again_once` where it was taken again already.
 */
export async function bookAgain(tx: Tx, bookingId: string): Promise<BookingMade> {
  const lost = await tx.maybe<Lost>(sql`
    select b.id, b.person_id as "personId", b.called, b.reach, b.access_words as "accessWords", s.opportunity_id as "opportunityId", n.id as "occurrenceId"
      from directory.booking b join directory.occurrence n on n.lays_again = b.occurrence_id join directory.session s on s.id = n.session_id
     where b.id = ${bookingId} and b.cancelled_at is null and b.blanked_at is null`)
  if (lost === undefined) throw new Refused('cannot_be_booked')
  const { opportunityId, occurrenceId, called, personId, reach, accessWords } = lost
  const wanted = {
    occurrenceId,
    called,
    wait: false,
    againOf: lost.id,
    ...(personId === null ? {} : { personId }),
    ...(reach === null ? {} : { reach }),
    ...(accessWords === null ? {} : { accessWords }),
  }
  const made = await book(tx, opportunityId, wanted).catch((error: unknown) => {
    const isFull = error instanceof Refused && ['full_join_waiting_list', 'stock_not_oversold'].includes(error.code)
    throw isFull ? new Refused('again_is_full') : error
  })
  await tx.query(sql`
    update directory.booking_message set told_at = ${tx.now.toISOString()}::timestamptz, told_by = ${actor(tx)}
     where booking_id = ${lost.id} and kind = 'date laid again' and told_at is null`)
  return made
}

/** The same for a booking that is at hand. Refused also where its date was never closed, or it has its place again (`booking_again_once`). */
export async function takeAgain(tx: Tx, booking: Booking): Promise<BookingMade> {
  if (bookingState(booking, tx.now) !== 'date laid again') throw new Refused('booking_again_once')
  return bookAgain(tx, booking.id)
}
