import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { raw, type Sql, sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { DetailKind } from '../detail-codes.ts'

type Dated = 'person_name' | 'address' | 'contact_way' | 'client_detail' | 'communication_need' | 'team_of_person'

/** The fact that a page showed when it was opened: its id, or '' when there was none. */
export type Version = string

/**
 * Ends the fact in force on the day before another begins. With the version that the page showed, a fact that somebody else
 * changed meanwhile is not overwritten: refused (changed_meanwhile).
 */
async function endInForce(
  tx: Tx,
  given: { table: Dated; where: Sql; from: CalendarDate; version?: Version | undefined },
): Promise<void> {
  const table = raw(`people.${given.table}`)
  const now = await tx.query<{ id: string; from_date: CalendarDate }>(sql`
    select id, from_date from ${table} where ${given.where} and ended_on is null and not isempty(in_force)
       and (until_date is null or until_date >= ${given.from}::date) order by from_date, id`)
  if (given.version !== undefined && (now.at(-1)?.id ?? '') !== given.version) throw new Refused('changed_meanwhile')
  const until = addDays(given.from, -1)
  await tx.query(
    sql`update ${table} set ended_on = ${until}::date where id = any (${now.map((row) => row.id)}::uuid[])`,
  )
}

const noted = (tx: Tx, personId: string, action: string, detail: Record<string, unknown>) =>
  audit(tx, { action: `people/${action}`, subject: 'person', subjectId: personId, personId, detail })

interface Addition {
  readonly personId: string
  readonly from: CalendarDate
  readonly reason: string
}

export interface NameFact extends Addition {
  readonly kind: 'legal' | 'preferred' | 'previous'
  readonly givenName: string
  readonly familyName: string
}

/** Adds a name from a day on; refused where another legal, or another preferred, one is in force. To take the place of another: `changeName`. */
export async function addName(tx: Tx, fact: NameFact): Promise<void> {
  await tx.query(sql`
    insert into people.person_name (id, person_id, kind, given_name, family_name, from_date, recorded_by, reason)
    values (${newId()}, ${fact.personId}, ${fact.kind}, ${fact.givenName}, ${fact.familyName}, ${fact.from}, ${actor(tx)}, ${fact.reason})`)
}

/** A new name from a day on; the old one stays readable. */
export async function changeName(tx: Tx, fact: NameFact, version?: Version): Promise<void> {
  await endInForce(tx, {
    table: 'person_name',
    where: sql`person_id = ${fact.personId} and kind = ${fact.kind}`,
    from: fact.from,
    version,
  })
  await addName(tx, fact)
  await noted(tx, fact.personId, 'name-changed', { kind: fact.kind, from: fact.from })
}

export interface AddressFact extends Addition {
  readonly line1: string
  readonly line2?: string | undefined
  readonly town?: string | undefined
  readonly postcode?: string | undefined
  readonly localArea?: string | undefined
}

/** Adds a home from a day on; refused where one is in force. To move: `changeAddress`. */
export async function addAddress(tx: Tx, fact: AddressFact): Promise<void> {
  await tx.query(sql`
    insert into people.address (id, person_id, line_1, line_2, town, postcode, local_area, from_date, recorded_by, reason)
    values (${newId()}, ${fact.personId}, ${fact.line1}, ${fact.line2 ?? null}, ${fact.town ?? null}, ${fact.postcode ?? null},
      ${fact.localArea ?? null}, ${fact.from}, ${actor(tx)}, ${fact.reason})`)
}

/** Somebody has moved: the home from a day on. */
export async function changeAddress(tx: Tx, fact: AddressFact, version?: Version): Promise<void> {
  await endInForce(tx, {
    table: 'address',
    where: sql`person_id = ${fact.personId} and kind = 'home'`,
    from: fact.from,
    version,
  })
  await addAddress(tx, fact)
  await noted(tx, fact.personId, 'moved', { from: fact.from })
}

export interface ContactWay {
  readonly personId: string
  readonly kind: 'phone' | 'mobile' | 'email' | 'text' | 'relay' | 'post' | 'in_person'
  readonly value: string
  readonly preferred?: boolean
  readonly safeToLeaveMessage?: boolean
  readonly from: CalendarDate
}

/** One more way to reach somebody. The same way twice is refused (contact_way_once). */
export async function addContactWay(tx: Tx, way: ContactWay): Promise<void> {
  await tx.query(sql`
    insert into people.contact_way (id, person_id, kind, value, preferred, safe_to_leave_message, from_date, recorded_by)
    values (${newId()}, ${way.personId}, ${way.kind}, ${way.value}, ${way.preferred ?? false}, ${way.safeToLeaveMessage ?? false}, ${way.from}, ${actor(tx)})`)
}

export interface DetailFact extends Addition {
  readonly kind: DetailKind
  readonly value: string
}

/** Adds a detail from a day on; refused where one of its kind is in force. To change it: `changeDetail`. */
export async function addDetail(tx: Tx, fact: DetailFact): Promise<void> {
  await tx.query(sql`
    insert into people.client_detail (id, person_id, kind, value, from_date, recorded_by, reason)
    values (${newId()}, ${fact.personId}, ${fact.kind}, ${fact.value}, ${fact.from}, ${actor(tx)}, ${fact.reason})`)
}

/** A detail (support reason, work, where they live…) from a day on. */
export async function changeDetail(tx: Tx, fact: DetailFact, version?: Version): Promise<void> {
  await endInForce(tx, {
    table: 'client_detail',
    where: sql`person_id = ${fact.personId} and kind = ${fact.kind}`,
    from: fact.from,
    version,
  })
  await addDetail(tx, fact)
  await noted(tx, fact.personId, 'detail-changed', { kind: fact.kind, from: fact.from })
}

export interface TalkFact {
  readonly personId: string
  readonly need: string
  readonly howToMeetIt: string
  readonly mayBeShared: boolean
  readonly from: CalendarDate
}

/** How to talk with somebody: one need of a kind in force at a time; saying it again replaces what was written. */
export async function changeTalk(tx: Tx, fact: TalkFact): Promise<void> {
  await endInForce(tx, {
    table: 'communication_need',
    where: sql`person_id = ${fact.personId} and need = ${fact.need}`,
    from: fact.from,
  })
  await tx.query(sql`
    insert into people.communication_need (id, person_id, need, how_to_meet_it, may_be_shared, from_date, recorded_by)
    values (${newId()}, ${fact.personId}, ${fact.need}, ${fact.howToMeetIt}, ${fact.mayBeShared}, ${fact.from}, ${actor(tx)})`)
  await noted(tx, fact.personId, 'how-to-talk', { need: fact.need })
}

/** Gives a person a team from a day on; refused where they have one. To change it: `changeTeam`. */
export async function addTeam(
  tx: Tx,
  { personId, teamId, from, reason }: Addition & { teamId: string },
): Promise<void> {
  await tx.query(sql`
    insert into people.team_of_person (person_id, team_id, from_date, recorded_by, reason) values (${personId}, ${teamId}, ${from}, ${actor(tx)}, ${reason})`)
}

/** Another team looks after the person from a day on; who may see the record changes with it. */
export async function changeTeam(tx: Tx, fact: Addition & { teamId: string }, version?: Version): Promise<void> {
  await endInForce(tx, { table: 'team_of_person', where: sql`person_id = ${fact.personId}`, from: fact.from, version })
  await addTeam(tx, fact)
  await noted(tx, fact.personId, 'team-changed', { team: fact.teamId, from: fact.from })
}

/** Ends a way to reach somebody or a need, from today. Refused (changed_meanwhile) when it had been ended already. */
export async function endFact(
  tx: Tx,
  { personId, table, id }: { personId: string; table: 'contact_way' | 'communication_need'; id: string },
): Promise<void> {
  const ended = await tx.query<{ id: string }>(sql`
    update ${raw(`people.${table}`)} set ended_on = ${addDays(tx.today, -1)}::date
     where id = ${id} and person_id = ${personId} and ended_on is null returning id`)
  if (ended.length === 0) throw new Refused('changed_meanwhile')
  await noted(tx, personId, `${table}-ended`, { id })
}
