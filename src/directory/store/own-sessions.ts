import { addDays, type CalendarDate, mondayOf, weekdayOf } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { claimHorizon } from '../claim-horizon.ts'
import { datesCancelled } from './booking-queue.ts'
import { setCapacity } from './capacity.ts'
import { makeOccurrences } from './occurrences.ts'

/** One date of a session of one's own: how many places it has and how many are taken. */
export interface OwnDate {
  readonly occurrenceId: string
  readonly onDate: CalendarDate
  readonly places: number
  readonly taken: number
  readonly cancelled: string | null
  /** Why the entry is closed on that day, where it is closed for a while. */
  readonly closed: string | null
}

/** A session as whoever runs it sees it: when, where, what it can hold and its next dates. */
export interface OwnSession {
  readonly id: string
  readonly opportunityId: string
  readonly name: string
  readonly site: string | null
  readonly weekday: number
  readonly everyWeeks: number
  readonly season: 'all' | 'term' | 'holiday'
  readonly startMinute: number
  readonly endMinute: number
  readonly from: CalendarDate
  readonly until: CalendarDate | null
  readonly publicMayBook: boolean
  /** What it can hold from today, or from its first day when that is later. */
  readonly places: number
  readonly workerShares: number | null
  /** True where whoever runs it said that it is full. */
  readonly saidFull: boolean
  /** The most people any coming date has. */
  readonly mostTaken: number
  readonly fullDates: number
  readonly comingDates: number
  readonly dates: readonly OwnDate[]
}

/** The sessions of an organisation that run today or later, with as many of their next dates as are asked for. */
export async function ownSessions(tx: Tx, organisationId: string, dates: number): Promise<OwnSession[]> {
  return tx.query<OwnSession>(sql`
    select s.id, s.opportunity_id as "opportunityId", coalesce(nullif(btrim(s.name), ''), o.name) as name, si.name as site, s.weekday, s.every_weeks as "everyWeeks", s.season,
           s.start_minute as "startMinute", s.end_minute as "endMinute", s.from_date as "from", least(s.until_date, s.ended_on) as until, s.public_may_book as "publicMayBook",
           coalesce((select c.amount from directory.capacity c where c.session_id = s.id and c.resource = 'place' and c.in_force @> greatest(${tx.today}::date, s.from_date)), 0) as places,
           (select c.amount from directory.capacity c where c.session_id = s.id and c.resource = 'staff' and c.in_force @> greatest(${tx.today}::date, s.from_date)) as "workerShares",
           exists (select from directory.capacity c where c.session_id = s.id and c.resource = 'place' and c.full_until_said and c.in_force @> greatest(${tx.today}::date, s.from_date)) as "saidFull",
           coalesce(d.most, 0)::int as "mostTaken", coalesce(d.full_dates, 0)::int as "fullDates", coalesce(d.coming, 0)::int as "comingDates", coalesce(d.dates, '[]') as dates
      from directory.opportunity o join directory.session s on s.opportunity_id = o.id and s.in_force && daterange(${tx.today}::date, null)
      left join directory.site si on si.id = s.site_id
      left join lateral (
        select max(x.taken) filter (where x.cancelled is null) as most, count(*) filter (where x.cancelled is null) as coming,
               count(*) filter (where x.cancelled is null and x.taken >= x.places) as full_dates,
               jsonb_agg(jsonb_build_object('occurrenceId', x.id, 'onDate', x.on_date, 'places', x.places, 'taken', x.taken, 'cancelled', x.cancelled, 'closed', x.closed) order by x.on_date) filter (where x.turn <= ${dates}) as dates
          from (select oc.id, oc.on_date, coalesce(k.capacity, 0) as places, coalesce(k.taken, 0) as taken, oc.cancel_reason as cancelled,
                       (select z.reason from directory.entry_pause z where z.opportunity_id = o.id and z.in_force @> oc.on_date) as closed, row_number() over (order by oc.on_date) as turn
                  from directory.occurrence oc left join directory.stock k on k.occurrence_id = oc.id and k.resource = 'place'
                 where oc.session_id = s.id and oc.on_date >= ${tx.today}::date and oc.laid_again_at is null and s.in_force @> oc.on_date) x) d on true
     where o.organisation_id = ${organisationId} and o.withdrawn_on is null
     order by s.weekday, s.start_minute, name, s.id`)
}

/** What a session of an organisation can be of, and where it can be: its own entries and places. */
export async function placesToRun(
  tx: Tx,
  organisationId: string,
): Promise<{ entries: { id: string; name: string }[]; sites: { id: string; name: string }[] }> {
  return {
    entries: await tx.query(sql`
      select o.id, o.name from directory.opportunity o where o.organisation_id = ${organisationId} and o.withdrawn_on is null order by o.name, o.id`),
    sites: await tx.query(sql`
      select si.id, concat_ws(', ', si.name, nullif(si.town, si.name)) as name from directory.site si where si.organisation_id = ${organisationId} and si.left_on is null order by si.name, si.id`),
  }
}

export interface SessionToAdd {
  /** Made with the form: the same form sent twice adds one session. */
  readonly id: string
  readonly opportunityId: string
  readonly siteId: string | null
  readonly weekday: number
  readonly everyWeeks: number
  readonly season: 'all' | 'term' | 'holiday'
  readonly startMinute: number
  readonly endMinute: number
  readonly from: CalendarDate
  readonly until: CalendarDate | null
  readonly publicMayBook: boolean
  readonly places: number
  readonly workerShares: number
  /** The support bands it is for; somebody who needs another is not placed here. */
  readonly bands: readonly string[]
}

/** The first date is the first such day of the week on or after the first day: every other week counts from it. */
export const firstMondayOf = ({ from, weekday }: Pick<SessionToAdd, 'from' | 'weekday'>) =>
  mondayOf(addDays(from, (weekday - weekdayOf(from) + 7) % 7))

/**
 * Adds a weekly session with its room and its dates to the horizon. Sent again, it changes nothing. Refused before today
 * (`session_in_the_past`), and with support for which there are too few workers, since nobody could have it (`too_few_workers`).
 */
export async function addSession(tx: Tx, wanted: SessionToAdd): Promise<void> {
  if (wanted.from < tx.today) throw new Refused('session_in_the_past')
  const made = await tx.query<{ id: string }>(sql`
    insert into directory.session (id, opportunity_id, site_id, weekday, every_weeks, first_monday, season, start_minute, end_minute, public_may_book, from_date, until_date, recorded_by)
    values (${wanted.id}, ${wanted.opportunityId}, ${wanted.siteId}, ${wanted.weekday}, ${wanted.everyWeeks}, ${firstMondayOf(wanted)}, ${wanted.season}, ${wanted.startMinute},
            ${wanted.endMinute}, ${wanted.publicMayBook}, ${wanted.from}, ${wanted.until}, ${actor(tx)}) on conflict (id) do nothing returning id`)
  if (made.length === 0) return
  if (wanted.siteId !== null)
    await tx.query(
      sql`insert into directory.opportunity_site (opportunity_id, site_id) values (${wanted.opportunityId}, ${wanted.siteId}) on conflict do nothing`,
    )
  const bands = await tx.query<{ code: string; shares: number }>(
    sql`select code, staff_shares as shares from directory.support_band where staff_shares > 0 order by code`,
  )
  if (bands.some(({ code, shares }) => wanted.bands.includes(code) && shares > wanted.workerShares))
    throw new Refused('too_few_workers')
  const room = { sessionId: wanted.id, from: wanted.from, reason: 'As whoever runs it said' }
  await setCapacity(tx, [
    { ...room, resource: 'place', amount: wanted.places },
    { ...room, resource: 'staff', amount: wanted.workerShares },
    ...bands
      .filter(({ code }) => !wanted.bands.includes(code))
      .map(({ code }) => ({ ...room, resource: `band:${code}`, amount: 0 })),
  ])
  await makeOccurrences(tx, [wanted.id], wanted.from, claimHorizon(tx.today, wanted.from))
  await audit(tx, {
    action: 'directory/session-added',
    subject: 'session',
    subjectId: wanted.id,
    detail: { opportunityId: wanted.opportunityId, from: wanted.from, places: wanted.places },
  })
}

/**
 * Ends a session after its last day. Later dates are cancelled, and whoever booked one has a message. Refused while anybody has a
 * regular place after that day (`session_with_people`): they are placed elsewhere first; and before today (`session_ends_in_the_past`).
 */
export async function endSession(
  tx: Tx,
  sessionId: string,
  { lastDay, reason }: { lastDay: CalendarDate; reason: string },
): Promise<void> {
  if (lastDay < tx.today) throw new Refused('session_ends_in_the_past')
  const people = await regularAfter(tx, sessionId, lastDay)
  if (people > 0) throw new Refused('session_with_people', { people })
  const ended = await tx.query<{ id: string }>(sql`
    update directory.session set ended_on = ${lastDay} where id = ${sessionId} and ended_on is null and (until_date is null or until_date > ${lastDay}::date) returning id`)
  if (ended.length === 0) throw new Refused('session_ended_already')
  const dates = await tx.query<{ id: string }>(sql`
    update directory.occurrence set cancelled_at = ${tx.now.toISOString()}::timestamptz, cancel_reason = ${reason}, cancelled_by = ${actor(tx)}
     where session_id = ${sessionId} and on_date > ${lastDay}::date and cancelled_at is null returning id`)
  await datesCancelled(
    tx,
    dates.map(({ id }) => id),
  )
  await audit(tx, {
    action: 'directory/session-ended',
    subject: 'session',
    subjectId: sessionId,
    detail: { lastDay },
  })
}

/** How many people have a place that is not a single booking at a session after a day: a number, never who. */
export async function regularAfter(tx: Tx, sessionId: string, lastDay: CalendarDate): Promise<number> {
  const { people } = await tx.one<{ people: number }>(sql`
    select count(distinct x.person_id)::int as people from (
      select p.person_id from directory.standing_place p where p.session_id = ${sessionId} and p.in_force && daterange(${lastDay}::date, null, '()')
      union all
      select c.person_id from directory.place_claim c join directory.occurrence o on o.id = c.occurrence_id
       where o.session_id = ${sessionId} and c.released_at is null and c.purpose <> 'public' and c.on_date > ${lastDay}::date) x`)
  return people
}

/** The dates of a session on or after a day on which more is taken than an amount: what stands in the way of having less. */
export async function datesAbove(
  tx: Tx,
  sessionId: string,
  { resource, amount, from }: { resource: string; amount: number; from: CalendarDate },
): Promise<{ onDate: CalendarDate; taken: number }[]> {
  return tx.query(sql`
    select o.on_date as "onDate", k.taken from directory.occurrence o join directory.stock k on k.occurrence_id = o.id and k.resource = ${resource}
     where o.session_id = ${sessionId} and o.on_date >= ${from}::date and o.cancelled_at is null and k.taken > ${amount} order by o.on_date, o.id`)
}

/** The places a session had before the last change that took some away; none when there never were more. */
export async function placesBefore(tx: Tx, sessionId: string): Promise<number | undefined> {
  const before = await tx.maybe<{ amount: number }>(sql`
    select b.amount from directory.capacity b join directory.capacity n on n.session_id = b.session_id and n.resource = b.resource and n.ended_on is null
     where b.session_id = ${sessionId} and b.resource = 'place' and b.ended_on is not null and (b.amount > n.amount or n.full_until_said) and not b.full_until_said order by b.recorded_at desc, b.id desc limit 1`)
  return before?.amount
}
