import type { CalendarDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/refused.ts'
import type { DetailKind } from '../detail-codes.ts'
import { type TalkOnMerged, talkOnMerged } from './talk-on-merged.ts'

export interface PersonRecord {
  readonly person: { person_id: string; born_on: CalendarDate; died_on: CalendarDate | null; provenance: string }
  readonly names: {
    id: string
    kind: 'legal' | 'preferred' | 'previous'
    given_name: string
    family_name: string
    from_date: CalendarDate
    until: CalendarDate | null
  }[]
  readonly home:
    | {
        id: string
        line_1: string
        line_2: string | null
        town: string | null
        postcode: string | null
        from_date: CalendarDate
      }
    | undefined
  readonly ways: { id: string; kind: string; value: string; preferred: boolean; safe_to_leave_message: boolean }[]
  readonly talk: { id: string; need: string; how_to_meet_it: string; may_be_shared: boolean; from_date: CalendarDate }[]
  /** What records that were merged into this one say of how to talk, until it is taken on or set aside. */
  readonly talkOnMerged: TalkOnMerged[]
  readonly details: { id: string; kind: DetailKind; value: string; from_date: CalendarDate }[]
  readonly identifiers: { kind: string; value: string }[]
  readonly team: { id: string; team_id: string; name: string; from_date: CalendarDate } | undefined
  readonly teams: { id: string; name: string }[]
  readonly ties: {
    id: string
    kind: 'friend' | 'keep_apart'
    other_id: string
    name: string | null
    reason: string
    from_date: CalendarDate
  }[]
  readonly carers: {
    id: string
    carer_id: string
    name: string | null
    relation: string
    lives_with: boolean | null
    from_date: CalendarDate
  }[]
  readonly authorities: {
    id: string
    holder_id: string
    name: string | null
    ground: string
    covers: string[]
    from_date: CalendarDate
    until_date: CalendarDate | null
  }[]
  readonly consents: { purpose: string; given: boolean; how: string; from_date: CalendarDate }[]
}

/** What is known of a person today, with the names they had before. A name the reader may not see is null. */
export async function personRecord(tx: Tx, personId: string): Promise<PersonRecord> {
  const person = await tx.maybe<PersonRecord['person']>(sql`
    select id as person_id, born_on, died_on, provenance from people.person where id = ${personId}`)
  if (person === undefined) throw new NotFound('person')
  return { person, ...(await own(tx, personId)), ...(await around(tx, personId)) }
}

async function own(tx: Tx, personId: string) {
  const names = await tx.query<PersonRecord['names'][number]>(sql`
    select id, kind, given_name, family_name, from_date, least(until_date, ended_on) as until from people.person_name
     where person_id = ${personId} and not isempty(in_force) order by from_date desc, kind, id`)
  const home = await tx.maybe<NonNullable<PersonRecord['home']>>(sql`
    select id, line_1, line_2, town, postcode, from_date from people.address
     where person_id = ${personId} and kind = 'home' and in_force @> ${tx.today}::date`)
  const ways = await tx.query<PersonRecord['ways'][number]>(sql`
    select id, kind, value, preferred, safe_to_leave_message from people.contact_way
     where person_id = ${personId} and in_force @> ${tx.today}::date order by preferred desc, kind, value, id`)
  const talk = await tx.query<PersonRecord['talk'][number]>(sql`
    select id, need, how_to_meet_it, may_be_shared, from_date from people.communication_need
     where person_id = ${personId} and in_force @> ${tx.today}::date order by need, id`)
  const details = await tx.query<PersonRecord['details'][number]>(sql`
    select id, kind, value, from_date from people.client_detail
     where person_id = ${personId} and in_force @> ${tx.today}::date order by kind, id`)
  const identifiers = await tx.query<PersonRecord['identifiers'][number]>(sql`
    select kind, value from people.identifier where person_id = ${personId} and ended_on is null order by kind, value`)
  const team = await tx.maybe<NonNullable<PersonRecord['team']>>(sql`
    select p.id, p.team_id, t.name, p.from_date from people.team_of_person p join people.team t on t.id = p.team_id
     where p.person_id = ${personId} and p.in_force @> ${tx.today}::date`)
  const teams = await tx.query<{ id: string; name: string }>(sql`select id, name from people.team order by name`)
  return { names, home, ways, talk, talkOnMerged: await talkOnMerged(tx, personId), details, identifiers, team, teams }
}

async function around(tx: Tx, personId: string) {
  const ties = await tx.query<PersonRecord['ties'][number]>(sql`
    select t.id, t.kind, o.id as other_id, p.name, t.reason, t.from_date
      from people.tie t cross join lateral (select case when t.one = ${personId}::uuid then t.other else t.one end as id) o
      left join people.published_person p on p.person_id = o.id
     where ${personId}::uuid in (t.one, t.other) and t.in_force @> ${tx.today}::date order by t.kind, p.name, t.id`)
  const carers = await tx.query<PersonRecord['carers'][number]>(sql`
    select c.id, c.carer_id, p.name, c.relation, c.lives_with, c.from_date
      from people.care_relation c left join people.published_person p on p.person_id = c.carer_id
     where c.cared_for_id = ${personId} and c.in_force @> ${tx.today}::date order by p.name, c.id`)
  const authorities = await tx.query<PersonRecord['authorities'][number]>(sql`
    select a.id, a.holder_id, p.name, a.ground, a.covers, a.from_date, a.until_date
      from people.authority a left join people.published_person p on p.person_id = a.holder_id
     where a.person_id = ${personId} and a.in_force @> ${tx.today}::date order by p.name, a.id`)
  const consents = await tx.query<PersonRecord['consents'][number]>(sql`
    select purpose, given, how, from_date from people.consent
     where person_id = ${personId} and in_force @> ${tx.today}::date order by purpose`)
  return { ties, carers, authorities, consents }
}
