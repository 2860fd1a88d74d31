import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { firstMonday } from './dates.ts'
import type { Planning } from './planning.ts'
import { put } from './settings.ts'
import type { DemoLine } from './weeks.ts'

/** Referral, accepted offer and placement; a seat where the line is at a session. */
export function placeRows(
  { tables, staff, random, ...rest }: Planning,
  line: DemoLine,
  of: { outcomeId: string; approvalId: string; from: CalendarDate; until: CalendarDate | null },
): void {
  const person_id = line.resident.id
  const by = staff.broker.id
  const standing = line.session === undefined ? null : seat({ tables, staff, random, ...rest }, line, of.until)
  const offerId = line.inHouse || line.session === undefined || line.route === 'no_cost' ? null : random.uuid()
  if (offerId !== null) {
    const referralId = random.uuid()
    put(tables, 'brokerage.referral', {
      id: referralId,
      term_id: line.id,
      person_id,
      outcome_id: of.outcomeId,
      approval_id: of.approvalId,
      needs_to_know: 'Likes company and a clear plan for the day.',
      opened_on: addDays(of.from, -15),
      closed_on: addDays(of.from, -9),
      close_reason: 'placed',
      recorded_by: by,
    })
    put(tables, 'brokerage.offer', {
      id: offerId,
      referral_id: referralId,
      term_id: line.id,
      provider_id: line.providerId,
      sent_at: `${addDays(of.from, -14)}T09:30:00Z`,
      answer_by: `${addDays(of.from, -9)}T17:00:00Z`,
      answer: 'accepted',
      answered_at: `${addDays(of.from, -12)}T15:10:00Z`,
      answered_by: staff.providerAccount(line.providerId).id,
      price_pence: line.pence,
      recorded_by: by,
    })
  }
  put(tables, 'brokerage.placement', {
    id: random.uuid(),
    term_id: line.id,
    person_id,
    offer_id: offerId,
    standing_place_id: standing,
    provider_id: line.providerId,
    from_date: of.from,
    until_date: of.until,
    recorded_by: by,
  })
}

/** A referral that is open, and an offer that waits for an answer where the provider of the demo is asked. */
export function referralRows(
  { tables, staff, random, settings }: Planning,
  line: DemoLine,
  of: { outcomeId: string; approvalId: string },
): void {
  const referralId = random.uuid()
  const by = staff.broker.id
  put(tables, 'brokerage.referral', {
    id: referralId,
    term_id: line.id,
    person_id: line.resident.id,
    outcome_id: of.outcomeId,
    approval_id: of.approvalId,
    needs_to_know: 'New to this. Likes to be shown round first.',
    opened_on: addDays(settings.today, -3),
    recorded_by: by,
  })
  if (line.providerId === undefined || line.inHouse) return
  put(tables, 'brokerage.offer', {
    id: random.uuid(),
    referral_id: referralId,
    term_id: line.id,
    provider_id: line.providerId,
    sent_at: `${addDays(settings.today, -1)}T09:30:00Z`,
    answer_by: `${addDays(settings.today, 4)}T17:00:00Z`,
    recorded_by: by,
  })
}

/** A standing place: the same seat every week. */
function seat({ tables, staff, random }: Planning, line: DemoLine, until: CalendarDate | null): string {
  const id = random.uuid()
  put(tables, 'directory.standing_place', {
    id,
    session_id: line.session?.id,
    person_id: line.resident.id,
    support_band: line.band,
    characteristics: line.things,
    first_monday: firstMonday,
    from_date: line.from,
    until_date: until,
    recorded_by: staff.broker.id,
  })
  return id
}
