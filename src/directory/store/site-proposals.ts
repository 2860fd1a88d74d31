import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Point } from '../../core/geography.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { waysToFind } from '../gazetteer.ts'

/** A place that whoever runs an entry asks for: where it is, how one gets in, when it is open, whom to ask there. */
export interface SiteWanted {
  /** Made with the form: the same form sent twice asks once. */
  readonly id: string
  readonly name: string
  readonly line1: string
  readonly town: string
  readonly postcode: string
  readonly accessFeatures: readonly string[]
  readonly accessWords: string | null
  readonly openingWords: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly note: string | null
}

export interface SiteProposal extends SiteWanted {
  readonly organisation: string
  readonly proposedOn: CalendarDate
  readonly proposedAt: Date
  readonly decision: 'approved' | 'rejected' | 'withdrawn' | null
  readonly reason: string | null
  readonly decidedAt: Date | null
  /** Who of the council decided; null while it waits, or where whoever asked took it back. */
  readonly decidedByName: string | null
  readonly siteId: string | null
}

/** A place of an organisation as it stands. */
export interface OwnPlace {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly openingWords: string | null
  readonly sessions: number
  readonly line1: string
  readonly town: string
  readonly postcode: string
  /** Its last day, where it is left. */
  readonly leftOn: CalendarDate | null
}

const columns = sql`p.id, p.name, p.line_1 as "line1", p.town, p.postcode, p.access_features as "accessFeatures", p.access_words as "accessWords",
  p.opening_words as "openingWords", p.phone, p.email, p.note, g.name as organisation, p.proposed_on as "proposedOn", p.proposed_at as "proposedAt", p.decision, p.reason,
  p.decided_at as "decidedAt", n.name as "decidedByName", p.site_id as "siteId"`
const from = sql`directory.site_proposal p join directory.organisation g on g.id = p.organisation_id
  left join platform.published_staff n on n.staff_id = p.decided_by`

/** The places of an organisation, with how many sessions run there today or later. */
export async function placesOf(tx: Tx, organisationId: string): Promise<OwnPlace[]> {
  return tx.query(sql`
    select s.id, s.name, concat_ws(', ', s.line_1, s.line_2, nullif(s.town, s.name), s.postcode) as address, s.opening_words as "openingWords",
           coalesce(s.line_1, '') as "line1", coalesce(s.town, '') as town, coalesce(s.postcode, '') as postcode, s.left_on as "leftOn",
           (select count(*)::int from directory.session x where x.site_id = s.id and x.in_force && daterange(${tx.today}::date, null)) as sessions
      from directory.site s where s.organisation_id = ${organisationId} and (s.left_on is null or s.left_on >= ${tx.today}::date) order by s.name, s.id`)
}

/** What an organisation asked for, the newest first. */
export async function placesAskedFor(tx: Tx, organisationId: string): Promise<SiteProposal[]> {
  return tx.query(
    sql`select ${columns} from ${from} where p.organisation_id = ${organisationId} order by p.proposed_at desc, p.id`,
  )
}

/**
 * Asks for a place of one's own organisation; nobody reads of it until somebody of the council has looked. Sent again, it
 * changes nothing. Refused where the organisation has one of that name and postcode (`place_there_already`), or one waits (`place_one_open`).
 */
export async function proposePlace(tx: Tx, organisationId: string, place: SiteWanted): Promise<void> {
  const there = await tx.maybe(sql`
    select id from directory.site where organisation_id = ${organisationId} and lower(name) = lower(${place.name}) and postcode = ${place.postcode}`)
  if (there !== undefined) throw new Refused('place_there_already')
  const made = await tx.query<{ id: string }>(sql`
    insert into directory.site_proposal (id, organisation_id, name, line_1, town, postcode, access_features, access_words, opening_words, phone, email, note, looker, proposed_by, proposed_at, proposed_on)
    select ${place.id}, g.id, ${place.name}, ${place.line1}, ${place.town}, ${place.postcode}, ${place.accessFeatures}::text[], ${place.accessWords}, ${place.openingWords},
           ${place.phone}, ${place.email}, ${place.note}, g.name, ${actor(tx)}::uuid, ${tx.now.toISOString()}::timestamptz, ${tx.today}::date from directory.organisation g where g.id = ${organisationId}
    on conflict (id) do nothing returning id`)
  if (made.length > 0) await noted(tx, 'directory/place-proposed', place.id, {})
}

/** Takes back a place one asked for, while nobody has decided it. */
export async function withdrawPlace(tx: Tx, organisationId: string, proposalId: string): Promise<void> {
  const [gone] = await tx.query(sql`
    update directory.site_proposal set decision = 'withdrawn', decided_at = ${tx.now.toISOString()}, decided_by = ${actor(tx)}
     where id = ${proposalId} and organisation_id = ${organisationId} and decision is null returning id`)
  if (gone === undefined) throw new Refused('proposal_decided_already')
  await noted(tx, 'directory/place-withdrawn', proposalId, {})
}

/** The places that wait for a decision, the oldest first. */
export async function waitingPlaces(tx: Tx): Promise<SiteProposal[]> {
  return tx.query(sql`select ${columns} from ${from} where p.decision is null order by p.proposed_at, p.id`)
}

/** One place that was asked for, whether its postcode is known on the map, and places that may be the same. */
export async function placeAskedFor(
  tx: Tx,
  proposalId: string,
): Promise<
  SiteProposal & { readonly onMap: boolean; readonly alike: readonly { name: string; organisation: string }[] }
> {
  const one = await tx.maybe<SiteProposal>(sql`select ${columns} from ${from} where p.id = ${proposalId}`)
  if (one === undefined) throw new NotFound('proposal')
  const alike = await tx.query<{ name: string; organisation: string }>(sql`
    select s.name, coalesce(g.name, 'Nobody in particular') as organisation from directory.site s left join directory.organisation g on g.id = s.organisation_id
     where s.postcode = ${one.postcode} and s.id is distinct from ${one.siteId}::uuid order by s.name, s.id limit 10`)
  return { ...one, onMap: (await pointOf(tx, one.postcode)) !== undefined, alike }
}

/**
 * Decides about a place. Approved, it is one of the provider's places at once, and sessions can be added there; it stands on the
 * map where its postcode is known. Rejected, whoever asked reads the reason.
 */
export async function decidePlace(
  tx: Tx,
  proposalId: string,
  decided: { readonly decision: 'approved' | 'rejected'; readonly reason?: string | undefined },
): Promise<void> {
  const locked = await tx.maybe(
    sql`select id from directory.site_proposal where id = ${proposalId} and decision is null for update`,
  )
  if (locked === undefined) throw new Refused('proposal_decided_already')
  if (decided.decision === 'rejected' && decided.reason === undefined)
    throw new Refused('proposal_rejected_with_reason')
  const siteId = decided.decision === 'approved' ? await makeSite(tx, proposalId) : null
  await tx.query(sql`
    update directory.site_proposal set decision = ${decided.decision}, reason = ${decided.reason ?? null}, decided_at = ${tx.now.toISOString()}, decided_by = ${actor(tx)}, site_id = ${siteId}
     where id = ${proposalId}`)
  await noted(tx, 'directory/place-decided', proposalId, { decision: decided.decision })
}

async function makeSite(tx: Tx, proposalId: string): Promise<string> {
  const id = newId()
  const { postcode } = await placeAskedFor(tx, proposalId)
  const point = await pointOf(tx, postcode)
  await tx.query(sql`
    insert into directory.site (id, organisation_id, name, line_1, town, postcode, latitude, longitude, local_area, access_features, access_words, opening_words, phone, email, recorded_by)
    select ${id}, p.organisation_id, p.name, p.line_1, p.town, p.postcode, ${point?.latitude ?? null}, ${point?.longitude ?? null},
           (select min(s.local_area) from directory.site s where lower(s.town) = lower(p.town)), p.access_features, p.access_words, p.opening_words, p.phone, p.email, ${actor(tx)}::uuid
      from directory.site_proposal p where p.id = ${proposalId}`)
  return id
}

/** Where a postcode or its sector is, by the council's own gazetteer; nothing coarser stands for a building. */
export async function pointOf(tx: Tx, postcode: string): Promise<Point | undefined> {
  const ways = waysToFind(postcode).slice(0, 2)
  return tx.maybe<Point>(sql`
    select g.latitude, g.longitude from directory.gazetteer_place g join unnest(${ways}::text[]) with ordinality as w(way, turn) on g.found_by = w.way
     where g.kind = 'postcode' order by w.turn, g.id limit 1`)
}

const noted = (tx: Tx, action: string, subjectId: string, detail: Record<string, string>) =>
  audit(tx, { action, subject: 'site_proposal', subjectId, detail })
