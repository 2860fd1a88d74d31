import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'

/** Who is in a team: they see its people, all others see people by what they do. */
export const teamRoles = ['practitioner', 'team_manager'] as const

/** A locality team with how many people of the council are in it today. */
export interface TeamAround {
  readonly teamId: string
  readonly name: string
  readonly localArea: string
  readonly practitioners: number
  readonly managers: number
  readonly endedOn: CalendarDate | null
}

const around = sql`
  select t.id as "teamId", t.name, t.local_area as "localArea", t.ended_on as "endedOn",
         count(s.staff_id) filter (where s.role = 'practitioner')::int as practitioners, count(s.staff_id) filter (where s.role = 'team_manager')::int as managers
    from people.team t`

/** Every team, those that have ended last. */
export function teamsAround(tx: Tx): Promise<TeamAround[]> {
  return tx.query<TeamAround>(sql`${around}
    left join people.team_of_staff m on m.team_id = t.id and m.in_force @> ${tx.today}::date left join platform.published_staff s on s.staff_id = m.staff_id
   group by t.id order by t.ended_on is not null, lower(t.name), t.id`)
}

/** That somebody is or was in a team, and who recorded it. */
export interface Membership {
  readonly membershipId: string
  readonly staffId: string
  readonly name: string
  readonly role: string
  readonly from: CalendarDate
  readonly until: CalendarDate | null
  readonly reason: string
  readonly recordedBy: string
  readonly endedWhy: string | null
  readonly endedBy: string | null
}
/** What a team was called before. */
export interface TeamName {
  readonly name: string
  readonly localArea: string
  readonly changedAt: Date
  readonly changedBy: string
  readonly reason: string
}
export interface TeamRecord extends TeamAround {
  /** Why it ended, and who ended it; nothing while it goes on. */
  readonly endedWhy: string | null
  readonly endedBy: string | null
  readonly members: readonly Membership[]
  readonly names: readonly TeamName[]
}

/** One team with everybody who is, will be or was in it, and what it was called before. */
export async function teamRecord(tx: Tx, teamId: string): Promise<TeamRecord> {
  const team = (await teamsAround(tx)).find((one) => one.teamId === teamId)
  if (team === undefined) throw new NotFound('team')
  const members = await tx.query<Membership>(sql`
    select m.id as "membershipId", m.staff_id as "staffId", coalesce(s.name, 'Name not shown') as name, coalesce(s.role, '') as role, m.from_date as "from",
           least(m.until_date, m.ended_on) as "until", m.reason, coalesce(r.name, 'Daywell') as "recordedBy", m.ended_why as "endedWhy", e.name as "endedBy"
      from people.team_of_staff m left join platform.published_staff s on s.staff_id = m.staff_id
      left join platform.published_staff r on r.staff_id = m.recorded_by left join platform.published_staff e on e.staff_id = m.ended_by
     where m.team_id = ${teamId} order by lower(s.name), m.from_date desc, m.id`)
  const names = await tx.query<TeamName>(sql`
    select n.name, n.local_area as "localArea", n.changed_at as "changedAt", coalesce(s.name, 'Daywell') as "changedBy", n.reason
      from people.team_name n left join platform.published_staff s on s.staff_id = n.changed_by where n.team_id = ${teamId} order by n.changed_at desc, n.id`)
  const end = await tx.one<Pick<TeamRecord, 'endedWhy' | 'endedBy'>>(sql`
    select t.ended_why as "endedWhy", case when t.ended_on is not null then coalesce(s.name, 'Daywell') end as "endedBy"
      from people.team t left join platform.published_staff s on s.staff_id = t.ended_by where t.id = ${teamId}`)
  return { ...team, ...end, members, names }
}

/** Sets up a locality team. Refused (team_name_once) when one has the name already. */
export async function addLocalityTeam(tx: Tx, team: { name: string; localArea: string }): Promise<string> {
  const id = newId()
  await tx.query(
    sql`insert into people.team (id, name, local_area, recorded_by) values (${id}, ${team.name}, ${team.localArea}, ${actor(tx)})`,
  )
  await noted(tx, 'team-added', id, { name: team.name, localArea: team.localArea })
  return id
}

/** Gives a team another name or area; what it was called stays readable. Refused: team_name_once, team_unchanged. */
export async function renameTeam(
  tx: Tx,
  { teamId, name, localArea, reason }: { teamId: string; name: string; localArea: string; reason: string },
): Promise<void> {
  const was = await openTeam(tx, teamId)
  if (was.name === name && was.localArea === localArea) throw new Refused('team_unchanged')
  await tx.query(sql`
    insert into people.team_name (id, team_id, name, local_area, changed_at, changed_by, reason)
    values (${newId()}, ${teamId}, ${was.name}, ${was.localArea}, ${tx.now.toISOString()}::timestamptz, ${actor(tx)}, ${reason})`)
  await tx.query(sql`update people.team set name = ${name}, local_area = ${localArea} where id = ${teamId}`)
  await noted(tx, 'team-renamed', teamId, { name, localArea, was: was.name, wasIn: was.localArea })
}

/** Ends a team that looks after nobody and has nobody. Once. Refused: team_ends_empty, team_has_ended. */
export async function endTeam(tx: Tx, { teamId, reason }: { teamId: string; reason: string }): Promise<void> {
  await openTeam(tx, teamId)
  await tx.query(
    sql`update people.team set ended_on = ${tx.today}, ended_by = ${actor(tx)}, ended_why = ${reason} where id = ${teamId}`,
  )
  await noted(tx, 'team-ended', teamId, { reason })
}

/**
 * Puts a practitioner or team manager into a team from a day on; from then on they may open the records of its people. Refused:
 * in_a_team_once, works_in_a_team, team_has_ended.
 */
export async function joinTeam(
  tx: Tx,
  { teamId, staffId, from, reason }: { teamId: string; staffId: string; from: CalendarDate; reason: string },
): Promise<string> {
  const known = await tx.maybe<{ role: string }>(
    sql`select role from platform.published_staff where staff_id = ${staffId}`,
  )
  if (known === undefined) throw new NotFound('member of staff')
  if (!(teamRoles as readonly string[]).includes(known.role)) throw new Refused('works_in_a_team')
  const id = newId()
  await tx.query(sql`
    insert into people.team_of_staff (id, staff_id, team_id, from_date, recorded_by, reason) values (${id}, ${staffId}, ${teamId}, ${from}, ${actor(tx)}, ${reason})`)
  await noted(tx, 'team-joined', teamId, { staffId, from })
  return id
}

/** Ends somebody's time in a team, with its last day and the reason. Once. Refused: team_left_before, leaves_after_joining. */
export async function leaveTeam(
  tx: Tx,
  given: { teamId: string; membershipId: string; on: CalendarDate; reason: string },
): Promise<void> {
  const { teamId, membershipId, on, reason } = given
  const one = (await teamRecord(tx, teamId)).members.find((member) => member.membershipId === membershipId)
  if (one === undefined) throw new NotFound('membership')
  if (one.until !== null) throw new Refused('team_left_before')
  if (on < one.from) throw new Refused('leaves_after_joining')
  await tx.query(
    sql`update people.team_of_staff set ended_on = ${on}, ended_by = ${actor(tx)}, ended_why = ${reason} where id = ${membershipId}`,
  )
  await noted(tx, 'team-left', teamId, { staffId: one.staffId, on })
}

async function openTeam(tx: Tx, teamId: string): Promise<{ name: string; localArea: string }> {
  const team = await tx.maybe<{ name: string; localArea: string; endedOn: CalendarDate | null }>(
    sql`select name, local_area as "localArea", ended_on as "endedOn" from people.team where id = ${teamId} for update`,
  )
  if (team === undefined) throw new NotFound('team')
  if (team.endedOn !== null) throw new Refused('team_has_ended')
  return team
}

const noted = (tx: Tx, action: string, subjectId: string, detail: Record<string, unknown>) =>
  audit(tx, { action: `people/${action}`, subject: 'team', subjectId, detail })
