import { sql } from '../../platform/db.ts'
import type { HappenedRow, Happening, StepHistory } from '../../platform/history.ts'
import { paths } from '../paths.ts'
import { type Ground, grounds } from './around.ts'

interface Row extends HappenedRow {
  readonly kind:
    | 'merged'
    | 'merge_taken_back'
    | 'died'
    | 'team'
    | 'carer'
    | 'authority'
    | 'authority_ended'
    | 'talk'
    | 'tie'
    | 'restricted'
  readonly facts: {
    readonly team?: string
    readonly name?: string | null
    readonly relation?: string
    readonly ground?: Ground
    readonly need?: string
    readonly how?: string
    readonly merged?: string
    readonly why?: string
    readonly tie?: 'friend' | 'keep_apart'
  }
}

/** How the other record of a merge was called last; none where the reader may not see it. */
const nameOfOther = (personId: string) => sql`(select n.given_name || ' ' || n.family_name from people.person_name n
     where n.person_id = case when m.merged_id = ${personId}::uuid then m.survivor_id else m.merged_id end and n.kind = 'legal' and not isempty(n.in_force) order by n.from_date desc limit 1)`

const asked = (personId: string) => sql`
  select h.kind, h.on_date, h.at, h.id, s.name as by, h.facts from (
    select 'died' as kind, p.died_on as on_date, p.recorded_at as at, p.id, null::uuid as by_id, '{}'::jsonb as facts
      from people.person p where p.id = ${personId} and p.died_on is not null
    union all
    select 'team', t.from_date, t.recorded_at, t.id, t.recorded_by, jsonb_build_object('team', n.name)
      from people.team_of_person t join people.team n on n.id = t.team_id where t.person_id = ${personId} and not isempty(t.in_force)
    union all
    select 'carer', c.from_date, c.recorded_at, c.id, c.recorded_by, jsonb_build_object('name', p.name, 'relation', c.relation)
      from people.care_relation c left join people.published_person p on p.person_id = c.carer_id
     where c.cared_for_id = ${personId} and not isempty(c.in_force)
    union all
    select 'authority', a.from_date, a.recorded_at, a.id, a.recorded_by, jsonb_build_object('name', p.name, 'ground', a.ground)
      from people.authority a left join people.published_person p on p.person_id = a.holder_id
     where a.person_id = ${personId} and not isempty(a.in_force)
    union all
    select 'authority_ended', a.ended_on, a.recorded_at, a.id, null, jsonb_build_object('name', p.name, 'ground', a.ground)
      from people.authority a left join people.published_person p on p.person_id = a.holder_id
     where a.person_id = ${personId} and not isempty(a.in_force) and a.ended_on is not null
    union all
    select 'talk', n.from_date, n.recorded_at, n.id, n.recorded_by, jsonb_build_object('need', n.need, 'how', n.how_to_meet_it)
      from people.communication_need n where n.person_id = ${personId} and not isempty(n.in_force)
    union all
    select 'tie', t.from_date, t.recorded_at, t.id, t.recorded_by, jsonb_build_object('tie', t.kind)
      from people.tie t where ${personId}::uuid in (t.one, t.other) and not isempty(t.in_force)
    union all
    select 'restricted', r.from_date, r.recorded_at, r.id, r.recorded_by, '{}'::jsonb
      from people.restriction r where r.person_id = ${personId} and not isempty(r.in_force)
    union all
    select 'merged', (m.recorded_at at time zone 'Europe/London')::date, m.recorded_at, m.id, m.recorded_by,
        jsonb_build_object('merged', m.merged_id, 'name', ${nameOfOther(personId)}, 'why', m.reason)
      from people.merge m where m.survivor_id = ${personId}
    union all
    select 'merge_taken_back', (m.taken_back_at at time zone 'Europe/London')::date, m.taken_back_at, m.id, m.taken_back_by,
        jsonb_build_object('merged', m.merged_id, 'name', ${nameOfOther(personId)}, 'why', m.taken_back_why)
      from people.merge m where ${personId}::uuid in (m.survivor_id, m.merged_id) and m.taken_back_at is not null
  ) h left join platform.published_staff s on s.staff_id = h.by_id`

const hidden = 'somebody whose record you may not open'

function titleOf({ kind, facts }: Row): string {
  const name = facts.name ?? hidden
  if (kind === 'died') return 'Died'
  if (kind === 'team') return `Team: ${facts.team}`
  if (kind === 'carer') return `Carer recorded: ${name}, ${facts.relation}`
  if (kind === 'authority') return `May act for them: ${name}`
  if (kind === 'authority_ended') return `May no longer act for them: ${name}`
  if (kind === 'talk') return `How to talk: ${facts.need}`
  if (kind === 'merged') return `Another record merged into this one: ${name}`
  if (kind === 'merge_taken_back') return `Merge with the record of ${name} taken back`
  if (kind === 'restricted') return 'Record restricted'
  return facts.tie === 'friend' ? 'A friend recorded' : 'A keep-apart rule recorded'
}

function words(personId: string, row: Row): Happening {
  const { ground, how, why, merged } = row.facts
  const text = how ?? why ?? (ground === undefined ? undefined : grounds[ground])
  return {
    title: titleOf(row),
    ...(text === undefined ? {} : { text }),
    href: row.kind === 'merged' && merged !== undefined ? paths.merged(merged) : paths.details(personId),
  }
}

/** What happened to who a person is: teams, carers, who may act, how to talk, ties, a restriction, merged records, a death. A name the reader may not see is left out, and so is whom somebody must be kept apart from. */
export const history: StepHistory<Row> = { asked, words }
