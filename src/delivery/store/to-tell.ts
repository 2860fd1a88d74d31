import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit, auditMany } from '../../platform/audit.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { mostWaiting } from '../../platform/waiting.ts'
import { actor } from '../../platform/who.ts'

/** Why somebody is to be told of a date: its provider cancelled it, its building is closed, or it takes place after all. */
export type TellKind = 'cancelled' | 'closed' | 'open again'

/** Somebody whose date the provider cancelled, and whom nobody has told yet. */
export interface PersonToTell {
  readonly occasionId: string
  readonly personId: string
  readonly givenName: string
  readonly familyName: string
  readonly on: CalendarDate
  readonly startMinute: number
  readonly session: string
  readonly kind: TellKind
}

/** People to tell of one closure of a building, together: how many there still are, and of how many dates. */
export interface GroupToTell {
  readonly closureId: string
  readonly kind: Exclude<TellKind, 'cancelled'>
  readonly site: string
  readonly from: CalendarDate
  readonly until: CalendarDate | null
  readonly openFrom: CalendarDate | null
  readonly reason: string
  readonly people: number
  readonly dates: number
  readonly firstOn: CalendarDate
}

/** One person of a group: every date they are to be told of, in one talk. */
export interface PersonOfGroup {
  readonly personId: string
  readonly givenName: string
  readonly familyName: string
  /** By what means they prefer to be told, where the asker may know it. */
  readonly way: string | null
  readonly dates: readonly { readonly on: CalendarDate; readonly startMinute: number; readonly session: string }[]
}

export interface GroupAsked {
  readonly closureId: string
  readonly kind: GroupToTell['kind']
}

/**
 * Dates from today on of which somebody is still to be told, with why; the closure it follows from where there is one. Found from the few
 * marks that call a date off: asked of all dates to come, whether each may be seen takes seconds.
 */
const listed = (tx: Tx): Sql => sql`
  select o.occasion_id, o.person_id, o.term_id, o.on_date, o.start_minute, case when o.reason = 'closed' then 'closed' else 'cancelled' end as kind, o.closure_id
    from (select distinct m.occasion_id from delivery.mark m where m.reason in ('provider_cancelled', 'closed') offset 0) off
    join delivery.published_occasion o on o.occasion_id = off.occasion_id
   where o.on_date >= ${tx.today} and o.reason in ('provider_cancelled', 'closed') and not exists (select from delivery.continuity_message m where m.occasion_id = o.occasion_id)
  union all
  select o.occasion_id, o.person_id, o.term_id, o.on_date, o.start_minute, 'open again', l.closure_id
    from (select distinct on (a.planned_session_id, a.on_date) a.* from delivery.published_laid_again a where a.on_date >= ${tx.today} order by a.planned_session_id, a.on_date, a.ended_at desc) l
    join delivery.published_occasion o on o.planned_session_id = l.planned_session_id and o.on_date = l.on_date and o.mark_id is null
   where exists (select from delivery.published_laid_again b join delivery.continuity_message m on m.occasion_id = b.occasion_id and m.words <> ${words['open again']}
                  where b.planned_session_id = l.planned_session_id and b.on_date = l.on_date)
     and not exists (select from delivery.continuity_message m where m.occasion_id = o.occasion_id)`

const words: Readonly<Record<TellKind, string>> = {
  cancelled: 'The date is cancelled',
  closed: 'The date is cancelled',
  'open again': 'The date takes place after all',
}
const given = sql`case when p.person_id is null then 'Name not shown' else coalesce(p.given_name, 'Name not recorded') end`

/** Whom the asker, a provider or the team of a person, has still to tell of a date by itself, the nearest date first. */
export function peopleToTellOf(tx: Tx, occasionId?: string): Promise<PersonToTell[]> {
  return tx.query<PersonToTell>(sql`
    select o.occasion_id as "occasionId", o.person_id as "personId", ${given} as "givenName",
           coalesce(p.family_name, '') as "familyName", o.on_date as "on", o.start_minute as "startMinute", coalesce(s.name, t.own_arrangement, '') as session, o.kind
      from (${listed(tx)}) o join planning.published_term t on t.term_id = o.term_id
      left join directory.published_session s on s.session_id = t.session_id left join people.published_person p on p.person_id = o.person_id
     where ${occasionId === undefined ? sql`o.closure_id is null` : sql`o.occasion_id = ${occasionId}`}
     order by o.on_date, o.start_minute, "givenName", o.occasion_id limit ${mostWaiting}`)
}

/** The closures of buildings of which the asker has still to tell people, the nearest date first. */
export function groupsToTell(tx: Tx): Promise<GroupToTell[]> {
  return tx.query<GroupToTell>(sql`
    select o.closure_id as "closureId", o.kind, c.site, c.from_date as "from", least(c.until_date, c.open_from - 1) as until, c.open_from as "openFrom",
           case o.kind when 'closed' then c.reason else coalesce(c.end_reason, c.reason) end as reason, count(distinct o.person_id)::int as people, count(*)::int as dates, min(o.on_date) as "firstOn"
      from (${listed(tx)}) o join directory.published_site_closure c on c.closure_id = o.closure_id
     group by o.closure_id, o.kind, c.site, c.from_date, c.until_date, c.open_from, c.reason, c.end_reason order by "firstOn", c.site, o.kind, o.closure_id`)
}

export interface PeopleAsked extends GroupAsked {
  readonly search: string
  /** Only those who prefer to be told by this means; `none` where no means is known. */
  readonly way: string
  readonly page: number
  readonly perPage: number
}

/** The people of one group, by name, some at a time, with how many there are in all; and by what means they prefer to be told. */
export async function peopleOfGroup(
  tx: Tx,
  asked: PeopleAsked,
): Promise<{ people: PersonOfGroup[]; found: number; ways: string[] }> {
  const of = sql`
    select o.person_id, ${given} as given, coalesce(p.family_name, '') as family, w.kind as way,
           jsonb_agg(jsonb_build_object('on', o.on_date, 'startMinute', o.start_minute, 'session', coalesce(s.name, t.own_arrangement, '')) order by o.on_date, o.start_minute) as dates
      from (${listed(tx)}) o join planning.published_term t on t.term_id = o.term_id
      left join directory.published_session s on s.session_id = t.session_id left join people.published_person p on p.person_id = o.person_id
      left join people.published_way_to_tell w on w.person_id = o.person_id
     where o.closure_id = ${asked.closureId} and o.kind = ${asked.kind} group by o.person_id, p.person_id, p.given_name, p.family_name, w.kind`
  const { ways } = await tx.one<{ ways: string[] }>(
    sql`select coalesce(array_agg(distinct coalesce(g.way, 'none')), '{}') as ways from (${of}) g`,
  )
  const rows = await tx.query<PersonOfGroup & { found: number }>(sql`
    select g.person_id as "personId", g.given as "givenName", g.family as "familyName", g.way, g.dates, count(*) over ()::int as found from (${of}) g
     where (${asked.search} = '' or strpos(lower(g.given || ' ' || g.family), lower(${asked.search})) > 0) and (${asked.way} = '' or coalesce(g.way, 'none') = ${asked.way})
     order by lower(g.given), lower(g.family), g.person_id limit ${asked.perPage} offset ${(asked.page - 1) * asked.perPage}`)
  return { people: rows.map(({ found: _, ...one }) => one), found: rows[0]?.found ?? 0, ways: ways.sort() }
}

/** Notes that somebody was told of one date, and how. Told already: nothing happens. */
export async function recordToldCancelled(tx: Tx, occasionId: string, how: string): Promise<void> {
  const [date] = await peopleToTellOf(tx, occasionId)
  if (date === undefined) return
  await tx.query(sql`
    insert into delivery.continuity_message (occasion_id, person_id, told_at, told_by, how, words)
    values (${occasionId}, ${date.personId}, ${tx.now.toISOString()}::timestamptz, ${actor(tx)}, ${how}, ${words[date.kind]})`)
  await audit(tx, {
    action: 'delivery/cancellation-told',
    subject: 'occasion',
    subjectId: occasionId,
    personId: date.personId,
  })
}

/** Notes that people of a group were told of all their dates in it, and how. Who was told already is left out. Gives how many people. */
export async function recordSeveralTold(
  tx: Tx,
  { closureId, kind }: GroupAsked,
  { personIds, how }: { personIds: readonly string[]; how: string },
): Promise<number> {
  const told = await tx.query<{ occasionId: string; personId: string }>(sql`
    insert into delivery.continuity_message (occasion_id, person_id, told_at, told_by, how, words)
    select o.occasion_id, o.person_id, ${tx.now.toISOString()}::timestamptz, ${actor(tx)}::uuid, ${how}, ${words[kind]} from (${listed(tx)}) o
     where o.closure_id = ${closureId} and o.kind = ${kind} and o.person_id = any (${[...personIds]}::uuid[]) order by o.on_date, o.occasion_id
    returning occasion_id as "occasionId", person_id as "personId"`)
  await auditMany(
    tx,
    { action: 'delivery/cancellation-told', subject: 'occasion' },
    told.map(({ occasionId, personId }) => ({ subjectId: occasionId, personId })),
  )
  return new Set(told.map(({ personId }) => personId)).size
}
