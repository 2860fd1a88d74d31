import type { CalendarDate } from '../../core/calendar-date.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import type { PeopleCsvRow } from '../csv-rows.ts'
import { searchKey } from '../search-key.ts'

/** What the record says of a person whose number stands in the file, in the words of the file. */
export interface KnownPerson {
  readonly person_id: string
  /** The record was merged: the council's number of the one that goes on, or nothing when it has none. */
  readonly goesOnAs: string | undefined
  readonly born_on: CalendarDate
  readonly given_name: string
  readonly family_name: string
  readonly preferred_name: string | undefined
  readonly team_id: string | undefined
  readonly nhs_number: string | undefined
  readonly home: readonly (string | null)[] | undefined
  readonly ways: readonly string[]
  readonly details: Readonly<Record<string, string>>
}

type OfPerson = { person_id: string }

async function byPerson<Row extends OfPerson>(tx: Tx, statement: Sql): Promise<Map<string, Row[]>> {
  const grouped = new Map<string, Row[]>()
  for (const row of await tx.query<Row>(statement)) {
    const others = grouped.get(row.person_id)
    if (others === undefined) grouped.set(row.person_id, [row])
    else others.push(row)
  }
  return grouped
}

/** The people whose numbers stand in these rows, by number; a few flat looks for all, so that a large file stays quick. */
export async function knownPeople(tx: Tx, rows: readonly PeopleCsvRow[]): Promise<Map<string, KnownPerson>> {
  const known = await tx.query<OfPerson & { number: string }>(sql`
    select person_id, value as number from people.identifier
     where kind = 'local_id' and ended_on is null and value = any (${rows.map((row) => row.number)}::text[]) order by value`)
  if (known.length === 0) return new Map()
  const ids = known.map((row) => row.person_id)
  const now = sql`person_id = any (${ids}::uuid[]) and in_force @> ${tx.today}::date`
  const births = await byPerson<OfPerson & { born_on: CalendarDate }>(
    tx,
    sql`select id as person_id, born_on from people.person where id = any (${ids}::uuid[]) order by id`,
  )
  const names = await byPerson<OfPerson & { kind: string; given_name: string; family_name: string }>(
    tx,
    sql`select person_id, kind, given_name, family_name from people.person_name where ${now} order by person_id`,
  )
  const nhs = await byPerson<OfPerson & { value: string }>(
    tx,
    sql`select person_id, value from people.identifier where kind = 'nhs_number' and ended_on is null and person_id = any (${ids}::uuid[]) order by person_id`,
  )
  const teams = await byPerson<OfPerson & { team_id: string }>(
    tx,
    sql`select person_id, team_id from people.team_of_person where person_id = any (${ids}::uuid[]) and not isempty(in_force)
           and (upper_inf(in_force) or upper(in_force) > ${tx.today}::date) order by person_id, from_date desc`,
  )
  const homes = await byPerson<
    OfPerson & { line_1: string; line_2: string | null; town: string | null; postcode: string | null }
  >(
    tx,
    sql`select person_id, line_1, line_2, town, postcode from people.address where kind = 'home' and ${now} order by person_id`,
  )
  const ways = await byPerson<OfPerson & { value: string }>(
    tx,
    sql`select person_id, value from people.contact_way where ${now} order by person_id`,
  )
  const details = await byPerson<OfPerson & { kind: string; value: string }>(
    tx,
    sql`select person_id, kind, value from people.client_detail where ${now} order by person_id`,
  )
  const merged = await byPerson<OfPerson & { number: string | null }>(
    tx,
    sql`select m.merged_id as person_id, i.value as number from people.merge m
          left join people.identifier i on i.person_id = m.survivor_id and i.kind = 'local_id' and i.ended_on is null
         where m.taken_back_at is null and m.merged_id = any (${ids}::uuid[]) order by m.merged_id`,
  )
  return new Map(
    known.flatMap(({ person_id, number }) => {
      const born = births.get(person_id)?.[0]
      const legal = names.get(person_id)?.find((name) => name.kind === 'legal')
      if (born === undefined || legal === undefined) return []
      const home = homes.get(person_id)?.[0]
      const person: KnownPerson = {
        person_id,
        goesOnAs: merged.has(person_id) ? (merged.get(person_id)?.[0]?.number ?? '') : undefined,
        born_on: born.born_on,
        given_name: legal.given_name,
        family_name: legal.family_name,
        preferred_name: names.get(person_id)?.find((name) => name.kind === 'preferred')?.given_name,
        team_id: teams.get(person_id)?.[0]?.team_id,
        nhs_number: nhs.get(person_id)?.[0]?.value,
        home: home === undefined ? undefined : [home.line_1, home.line_2, home.town, home.postcode],
        ways: (ways.get(person_id) ?? []).map((way) => way.value),
        details: Object.fromEntries((details.get(person_id) ?? []).map((detail) => [detail.kind, detail.value])),
      }
      return [[number, person] as const]
    }),
  )
}

/** Whose records hold these numbers of the council's own; a number nobody has, or that of a record that was merged, is left out. */
export async function personIdsByNumber(tx: Tx, numbers: readonly string[]): Promise<Map<string, string>> {
  const found = await tx.query<OfPerson & { value: string }>(sql`
    select i.person_id, i.value from people.identifier i where i.kind = 'local_id' and i.ended_on is null and i.value = any (${[...numbers]}::text[])
       and not exists (select from people.merge m where m.merged_id = i.person_id and m.taken_back_at is null) order by i.value`)
  return new Map(found.map((row) => [row.value, row.person_id]))
}

/** NHS numbers of these rows that stand on a record already, with that record's own number. */
export async function nhsNumbersTaken(tx: Tx, rows: readonly PeopleCsvRow[]): Promise<Map<string, string>> {
  const numbers = rows.flatMap((row) => row.nhs_number ?? [])
  if (numbers.length === 0) return new Map()
  const taken = await tx.query<{ value: string; number: string | null }>(sql`
    select h.value, l.value as number from people.identifier h left join people.identifier l on l.person_id = h.person_id and l.kind = 'local_id' and l.ended_on is null
     where h.kind = 'nhs_number' and h.ended_on is null and h.value = any (${numbers}::text[]) order by h.value`)
  return new Map(taken.map((row) => [row.value, row.number ?? '']))
}

/** Two rows with the same key may be one person: the name as searches read it, and the day of birth. */
export const nameAndBirth = (row: { given_name: string; family_name: string; born_on: string }) =>
  `${searchKey(`${row.given_name} ${row.family_name}`)}|${row.born_on}`

/** Which of these names and dates of birth stand on a record already, with that record's own number. */
export async function samePeopleAs(tx: Tx, rows: readonly PeopleCsvRow[]): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map()
  const wanted = new Set(rows.map(nameAndBirth))
  const days = [...new Set(rows.map((row) => row.born_on))]
  const born = await byPerson<OfPerson & { born_on: CalendarDate }>(
    tx,
    sql`select id as person_id, born_on from people.person where born_on = any (${days}::date[]) order by id`,
  )
  if (born.size === 0) return new Map()
  const named = await tx.query<OfPerson & { given_name: string; family_name: string }>(sql`
    select person_id, given_name, family_name from people.person_name
     where person_id = any (${[...born.keys()]}::uuid[]) and kind = 'legal' and in_force @> ${tx.today}::date order by person_id`)
  const same = named.flatMap((name) => {
    const key = nameAndBirth({ ...name, born_on: born.get(name.person_id)?.[0]?.born_on ?? '' })
    return wanted.has(key) ? [{ key, personId: name.person_id }] : []
  })
  if (same.length === 0) return new Map()
  const numbers = await byPerson<OfPerson & { value: string }>(
    tx,
    sql`select person_id, value from people.identifier where kind = 'local_id' and ended_on is null and person_id = any (${same.map((one) => one.personId)}::uuid[]) order by person_id`,
  )
  return new Map(same.map(({ key, personId }) => [key, numbers.get(personId)?.[0]?.value ?? '']))
}
