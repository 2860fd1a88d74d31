import type { CalendarDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import { claimHorizon } from '../claim-horizon.ts'
import { setCapacity } from './capacity.ts'
import { makeOccurrences } from './occurrences.ts'

/** Records an organisation as it calls itself. Two of one name stay two: only a person can say that they are the same. */
export async function addOrganisation(
  tx: Tx,
  organisation: { name: string; description?: string | undefined; email?: string | undefined; phone: string },
): Promise<string> {
  const id = newId()
  await tx.query(sql`
    insert into directory.organisation (id, name, description, email, phone, recorded_by)
    values (${id}, ${organisation.name}, ${organisation.description ?? null}, ${organisation.email ?? null}, ${organisation.phone}, ${actor(tx)})`)
  return id
}

/** An entry of an organisation that was checked, with the weekly session it has, unless it works by arrangement. */
export interface OfferWanted {
  readonly organisationId: string
  readonly name: string
  readonly summary: string
  readonly phone: string
  readonly email?: string | undefined
  readonly town: string
  readonly kind: string
  readonly supportBands: readonly string[]
  readonly needsReferral: boolean
  readonly session?:
    | {
        readonly weekday: number
        readonly startMinute: number
        readonly endMinute: number
        readonly places: number
        /** Shares of workers' time: 5,040 a worker. */
        readonly staffShares: number
        readonly firstMonday: CalendarDate
        readonly from: CalendarDate
      }
    | undefined
}

/**
 * Puts an entry into the directory for all to see, with its session, its room and its dates up to the horizon. On the map it
 * stands in the middle of what is known in its town, until somebody gives its address.
 */
export async function addOffer(tx: Tx, offer: OfferWanted): Promise<string> {
  const id = newId()
  const { session } = offer
  await tx.query(sql`
    insert into directory.opportunity (id, organisation_id, name, summary, what_happens, how_to_join, needs_referral, kind, setting, support_bands, email, phone, times_words, audience, last_checked_on, search_words, recorded_by)
    values (${id}, ${offer.organisationId}, ${offer.name}, ${offer.summary}, ${offer.summary}, 'Phone first', ${offer.needsReferral}, ${offer.kind}, ${session === undefined ? 'outreach' : 'in_person'},
            ${offer.supportBands}::text[], ${offer.email ?? null}, ${offer.phone}, ${session === undefined ? 'By arrangement' : null}, 'public', ${tx.today}, ${offer.town}, ${actor(tx)})`)
  const siteId = newId()
  await tx.query(sql`
    insert into directory.site (id, organisation_id, name, town, latitude, longitude, local_area, recorded_by)
    select ${siteId}, ${offer.organisationId}, ${offer.town}, ${offer.town}, avg(s.latitude), avg(s.longitude), min(s.local_area), ${actor(tx)}::uuid
      from directory.site s where lower(s.town) = lower(${offer.town}) and s.latitude is not null`)
  await tx.query(sql`insert into directory.opportunity_site (opportunity_id, site_id) values (${id}, ${siteId})`)
  if (session === undefined) return id
  const sessionId = newId()
  await tx.query(sql`
    insert into directory.session (id, opportunity_id, site_id, weekday, first_monday, start_minute, end_minute, from_date, recorded_by)
    values (${sessionId}, ${id}, ${siteId}, ${session.weekday}, ${session.firstMonday}, ${session.startMinute}, ${session.endMinute}, ${session.from}, ${actor(tx)})`)
  const room = { sessionId, from: session.from, reason: 'As the provider said on joining' }
  await setCapacity(tx, [
    { ...room, resource: 'place', amount: session.places },
    { ...room, resource: 'staff', amount: session.staffShares },
  ])
  await makeOccurrences(tx, [sessionId], session.from, claimHorizon(tx.today, session.from))
  return id
}

/** How many people have a place at an organisation's sessions after a day; a number, never who. */
export async function seatsAtOrganisation(tx: Tx, organisationId: string, lastDay: CalendarDate): Promise<number> {
  const { people } = await tx.one<{ people: number }>(sql`
    select directory.people_with_places(array(select s.id from directory.session s join directory.opportunity o on o.id = s.opportunity_id where o.organisation_id = ${organisationId}),
             ${lastDay}::date + 1, null) as people`)
  return people
}
