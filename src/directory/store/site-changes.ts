import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { endSession } from './own-sessions.ts'
import { pointOf } from './site-proposals.ts'

/** What a place should say instead: its name and address, and its rooms in words. */
export interface PlaceCorrection {
  readonly name: string
  readonly line1: string
  readonly town: string
  readonly postcode: string
  readonly roomsWords: string | null
}

/** A change of one's own place that is asked for: put right, or left after a day. The id is made with the form: sent twice, it asks once. */
export type PlaceChangeWanted = { readonly id: string; readonly siteId: string; readonly note: string | null } & (
  | ({ readonly kind: 'correct' } & PlaceCorrection)
  | { readonly kind: 'leave'; readonly lastDay: CalendarDate }
)

export interface PlaceChange {
  readonly id: string
  readonly siteId: string
  readonly kind: 'correct' | 'leave'
  readonly site: string
  readonly organisation: string
  /** What stands now, and what it should say; of a place that is left, its last day. */
  readonly now: Omit<PlaceCorrection, 'roomsWords'>
  readonly wanted: PlaceCorrection | null
  readonly lastDay: CalendarDate | null
  readonly note: string | null
  readonly proposedOn: CalendarDate
  readonly proposedAt: Date
  readonly decision: 'approved' | 'rejected' | 'withdrawn' | null
  readonly reason: string | null
  readonly decidedAt: Date | null
  readonly decidedByName: string | null
  /** How many people still have a place there after the last day. */
  readonly people: number
}

/** Somebody with a place at one's own sessions in a building after a day, and until when they have it. */
export interface PlacedAfter {
  readonly name: string
  readonly session: string
  readonly until: CalendarDate | null
}

const columns = sql`c.id, c.site_id as "siteId", c.kind, coalesce(c.was ->> 'name', s.name) as site, g.name as organisation,
  coalesce(c.was, jsonb_build_object('name', s.name, 'line1', coalesce(s.line_1, ''), 'town', coalesce(s.town, ''), 'postcode', coalesce(s.postcode, ''))) as now,
  case when c.kind = 'correct' then jsonb_build_object('name', c.name, 'line1', c.line_1, 'town', c.town, 'postcode', c.postcode, 'roomsWords', c.rooms_words) end as wanted,
  c.last_day as "lastDay", c.note, c.proposed_on as "proposedOn", c.proposed_at as "proposedAt", c.decision, c.reason, c.decided_at as "decidedAt", n.name as "decidedByName",
  case when c.kind = 'leave' and c.decision is null then directory.people_at_site_after(c.site_id, c.last_day) else 0 end as people`
const from = sql`directory.site_change c join directory.site s on s.id = c.site_id join directory.organisation g on g.id = c.organisation_id
  left join platform.published_staff n on n.staff_id = c.decided_by`

/** The changes of places that an organisation asked for, the newest first. */
export const placeChangesOf = (tx: Tx, organisationId: string): Promise<PlaceChange[]> =>
  tx.query(
    sql`select ${columns} from ${from} where c.organisation_id = ${organisationId} order by c.proposed_at desc, c.id`,
  )

/** The changes of places that wait for a decision, the oldest first. */
export const waitingPlaceChanges = (tx: Tx): Promise<PlaceChange[]> =>
  tx.query(sql`select ${columns} from ${from} where c.decision is null order by c.proposed_at, c.id`)

/** One change of a place that was asked for. */
export async function placeChange(tx: Tx, changeId: string): Promise<PlaceChange> {
  const one = await tx.maybe<PlaceChange>(sql`select ${columns} from ${from} where c.id = ${changeId}`)
  if (one === undefined) throw new NotFound('change')
  return one
}

/** Who has a place at sessions in a building after a day, as far as the asker may see them, by first name and initial. */
export async function placedAfter(tx: Tx, siteId: string, lastDay: CalendarDate): Promise<PlacedAfter[]> {
  return tx.query(sql`
    select concat_ws(' ', p.given_name, left(p.family_name, 1) || '.') as name, x.session, case when bool_or(x.open) then null else max(x.until) end as until from (
      select sp.person_id, coalesce(nullif(btrim(s.name), ''), o.name) as session, upper(sp.in_force) - 1 as until, upper_inf(sp.in_force) as open
        from directory.standing_place sp join directory.session s on s.id = sp.session_id join directory.opportunity o on o.id = s.opportunity_id
       where s.site_id = ${siteId} and sp.in_force && daterange(${lastDay}::date, null, '()')
      union all
      select c.person_id, coalesce(nullif(btrim(s.name), ''), o.name), c.on_date, false from directory.place_claim c join directory.occurrence d on d.id = c.occurrence_id
        join directory.session s on s.id = d.session_id join directory.opportunity o on o.id = s.opportunity_id
       where s.site_id = ${siteId} and c.standing_place_id is null and c.released_at is null and c.person_id is not null and c.on_date > ${lastDay}::date) x
      join people.published_person p on p.person_id = x.person_id
     group by p.given_name, p.family_name, x.person_id, x.session order by name, x.person_id, x.session`)
}

/** How many people have a place in a building after a day, whoever runs the session there. */
export const peopleAtSiteAfter = async (tx: Tx, siteId: string, lastDay: CalendarDate): Promise<number> =>
  (
    await tx.one<{ people: number }>(
      sql`select directory.people_at_site_after(${siteId}::uuid, ${lastDay}::date) as people`,
    )
  ).people

/**
 * Asks for a change of one's own place. Sent again, it changes nothing. Refused where a change of it waits (`place_change_one_open`), where
 * nothing would change (`place_is_the_same`), where the last day is over (`place_left_in_the_past`), and while anybody has a place
 * there after it (`place_with_people`).
 */
export async function proposePlaceChange(tx: Tx, organisationId: string, wanted: PlaceChangeWanted): Promise<void> {
  const place = await tx.maybe<Omit<PlaceCorrection, 'roomsWords'>>(sql`
    select name, coalesce(line_1, '') as "line1", coalesce(town, '') as town, coalesce(postcode, '') as postcode from directory.site
     where id = ${wanted.siteId} and organisation_id = ${organisationId}`)
  if (place === undefined) throw new NotFound('place')
  await refuseChange(tx, place, wanted)
  const said =
    wanted.kind === 'correct' ? wanted : { name: null, line1: null, town: null, postcode: null, roomsWords: null }
  const made = await tx.query<{ id: string }>(sql`
    insert into directory.site_change (id, site_id, organisation_id, kind, name, line_1, town, postcode, rooms_words, last_day, note, looker, proposed_by, proposed_at, proposed_on)
    select ${wanted.id}, ${wanted.siteId}, g.id, ${wanted.kind}, ${said.name}, ${said.line1}, ${said.town}, ${said.postcode}, ${said.roomsWords},
           ${wanted.kind === 'leave' ? wanted.lastDay : null}::date, ${wanted.note}, g.name, ${actor(tx)}::uuid, ${tx.now.toISOString()}::timestamptz, ${tx.today}::date
      from directory.organisation g where g.id = ${organisationId}
    on conflict (id) do nothing returning id`)
  if (made.length > 0) await noted(tx, 'directory/place-change-proposed', wanted.id, { kind: wanted.kind })
}

async function refuseChange(
  tx: Tx,
  place: Omit<PlaceCorrection, 'roomsWords'>,
  wanted: PlaceChangeWanted,
): Promise<void> {
  if (wanted.kind === 'correct') {
    const same = (['name', 'line1', 'town', 'postcode'] as const).every((part) => place[part] === wanted[part])
    if (same && wanted.roomsWords === null) throw new Refused('place_is_the_same')
    return
  }
  if (wanted.lastDay < tx.today) throw new Refused('place_left_in_the_past')
  const people = await peopleAtSiteAfter(tx, wanted.siteId, wanted.lastDay)
  if (people > 0) throw new Refused('place_with_people', { people })
}

/** Takes back a change one asked for, while nobody has decided it. */
export async function withdrawPlaceChange(tx: Tx, organisationId: string, changeId: string): Promise<void> {
  const gone = await tx.query(sql`
    update directory.site_change set decision = 'withdrawn', decided_at = ${tx.now.toISOString()}, decided_by = ${actor(tx)}
     where id = ${changeId} and organisation_id = ${organisationId} and decision is null returning id`)
  if (gone.length === 0) throw new Refused('proposal_decided_already')
  await noted(tx, 'directory/place-change-withdrawn', changeId, {})
}

/**
 * Decides about a change of a place. Approved, the place says so at once and stands on the map where its postcode is known; or the provider’s
 * sessions there end after the last day and nothing new is added there. Refused as the asking is: somebody may have been placed there meanwhile.
 */
export async function decidePlaceChange(
  tx: Tx,
  changeId: string,
  decided: { readonly decision: 'approved' | 'rejected'; readonly reason?: string | undefined },
): Promise<void> {
  const locked = await tx.maybe(
    sql`select id from directory.site_change where id = ${changeId} and decision is null for update`,
  )
  if (locked === undefined) throw new Refused('proposal_decided_already')
  if (decided.decision === 'rejected' && decided.reason === undefined)
    throw new Refused('proposal_rejected_with_reason')
  const change = await placeChange(tx, changeId)
  if (decided.decision === 'approved') await (change.kind === 'correct' ? correct(tx, change) : leave(tx, change))
  await tx.query(sql`
    update directory.site_change set decision = ${decided.decision}, reason = ${decided.reason ?? null}, decided_at = ${tx.now.toISOString()}, decided_by = ${actor(tx)},
           was = ${decided.decision === 'approved' ? JSON.stringify(change.now) : null}::jsonb where id = ${changeId}`)
  await noted(tx, 'directory/place-change-decided', changeId, { decision: decided.decision })
}

async function correct(tx: Tx, { siteId, wanted, now }: PlaceChange): Promise<void> {
  if (wanted === null) return
  const moved = wanted.postcode !== now.postcode
  const point = moved ? await pointOf(tx, wanted.postcode) : undefined
  await tx.query(sql`
    update directory.site s set name = ${wanted.name}, line_1 = ${wanted.line1}, town = ${wanted.town}, postcode = ${wanted.postcode},
           latitude = case when ${moved} then ${point?.latitude ?? null}::double precision else s.latitude end,
           longitude = case when ${moved} then ${point?.longitude ?? null}::double precision else s.longitude end,
           local_area = case when lower(s.town) = lower(${wanted.town}) then s.local_area
                             else (select min(o.local_area) from directory.site o where lower(o.town) = lower(${wanted.town})) end
     where s.id = ${siteId}`)
}

async function leave(tx: Tx, { siteId, lastDay, people, organisation }: PlaceChange): Promise<void> {
  if (lastDay === null) return
  const day = lastDay < tx.today ? tx.today : lastDay
  if (people > 0 || (await peopleAtSiteAfter(tx, siteId, day)) > 0) throw new Refused('place_with_people')
  const sessions = await tx.query<{ id: string }>(sql`
    select s.id from directory.session s join directory.opportunity o on o.id = s.opportunity_id join directory.site si on si.id = s.site_id and si.organisation_id = o.organisation_id
     where s.site_id = ${siteId} and s.ended_on is null and s.in_force && daterange(${day}::date, null, '()') order by s.id`)
  for (const { id } of sessions) await endSession(tx, id, { lastDay: day, reason: `${organisation} leaves this place` })
  await tx.query(sql`update directory.site set left_on = ${day} where id = ${siteId}`)
}

/** Takes places off the entries that are there no more, from the day after the last. Runs daily. Gives how many. */
export async function forgetLeftPlaces(tx: Tx): Promise<number> {
  const gone = await tx.query(sql`
    delete from directory.opportunity_site l using directory.site s where s.id = l.site_id and s.left_on < ${tx.today}::date returning l.site_id`)
  return gone.length
}

const noted = (tx: Tx, action: string, subjectId: string, detail: Record<string, string>) =>
  audit(tx, { action, subject: 'site_change', subjectId, detail })
