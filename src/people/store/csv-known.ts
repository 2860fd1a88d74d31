import type { CalendarDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { PeopleCsvRow } from '../csv-rows.ts'
import { searchKey } from '../search-key.ts'

/** What the record says of a person whose number stands in the file, in the words of the file. */
export interface KnownPerson {
  readonly person_id: string
  readonly number: string
  readonly born_on: CalendarDate
  readonly given_name: string
  readonly family_name: string
  readonly preferred_name: string | null
  readonly team_id: string | null
  readonly nhs_number: string | null
  readonly home: readonly (string | null)[] | null
  readonly ways: readonly string[]
  readonly details: Readonly<Record<string, string>>
}

/** The people whose numbers stand in these rows, by number; one look for all. */
export async function knownPeople(tx: Tx, rows: readonly PeopleCsvRow[]): Promise<Map<string, KnownPerson>> {
  const on = tx.today
  const found = await tx.query<KnownPerson>(sql`
    select i.person_id, i.value as number, p.born_on, n.given_name, n.family_name, c.given_name as preferred_name, t.team_id, h.value as nhs_number,
           case when a.id is null then null else array[a.line_1, a.line_2, a.town, a.postcode] end as home,
           coalesce((select array_agg(w.value order by w.value) from people.contact_way w where w.person_id = p.id and w.in_force @> ${on}::date), '{}') as ways,
           coalesce((select jsonb_object_agg(d.kind, d.value) from people.client_detail d where d.person_id = p.id and d.in_force @> ${on}::date), '{}') as details
      from people.identifier i join people.person p on p.id = i.person_id
      join people.person_name n on n.person_id = p.id and n.kind = 'legal' and n.in_force @> ${on}::date
      left join people.person_name c on c.person_id = p.id and c.kind = 'preferred' and c.in_force @> ${on}::date
      left join lateral (select o.team_id from people.team_of_person o where o.person_id = p.id and not isempty(o.in_force)
                           and (upper_inf(o.in_force) or upper(o.in_force) > ${on}::date) order by o.from_date desc limit 1) t on true
      left join people.identifier h on h.person_id = p.id and h.kind = 'nhs_number'
      left join people.address a on a.person_id = p.id and a.kind = 'home' and a.in_force @> ${on}::date
     where i.kind = 'local_id' and i.value = any (${rows.map((row) => row.number)}::text[]) order by i.value`)
  return new Map(found.map((person) => [person.number, person]))
}

/** NHS numbers of these rows that stand on a record already, with that record's own number. */
export async function nhsNumbersTaken(tx: Tx, rows: readonly PeopleCsvRow[]): Promise<Map<string, string>> {
  const numbers = rows.flatMap((row) => row.nhs_number ?? [])
  if (numbers.length === 0) return new Map()
  const taken = await tx.query<{ value: string; number: string | null }>(sql`
    select h.value, l.value as number from people.identifier h left join people.identifier l on l.person_id = h.person_id and l.kind = 'local_id'
     where h.kind = 'nhs_number' and h.value = any (${numbers}::text[]) order by h.value`)
  return new Map(taken.map((row) => [row.value, row.number ?? '']))
}

export const nameAndBirth = (row: PeopleCsvRow) => `${searchKey(`${row.given_name} ${row.family_name}`)}|${row.born_on}`

/** Which of these names and birth days stand on a record already, with that record's own number. */
export async function samePeopleAs(tx: Tx, rows: readonly PeopleCsvRow[]): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map()
  const found = await tx.query<{ same: string; number: string | null }>(sql`
    select people.search_key(n.given_name, n.family_name) || '|' || p.born_on as same, max(l.value) as number
      from unnest(${rows.map((row) => searchKey(`${row.given_name} ${row.family_name}`))}::text[], ${rows.map((row) => row.born_on)}::date[]) as r (key, born)
      join people.person p on p.born_on = r.born
      join people.person_name n on n.person_id = p.id and n.kind = 'legal' and n.in_force @> ${tx.today}::date and people.search_key(n.given_name, n.family_name) = r.key
      left join people.identifier l on l.person_id = p.id and l.kind = 'local_id'
     group by 1 order by 1`)
  return new Map(found.map((row) => [row.same, row.number ?? '']))
}
