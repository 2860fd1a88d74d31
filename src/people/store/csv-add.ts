import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import { csvDetails, type PeopleCsvRow } from '../csv-rows.ts'

const REASON = 'imported'

interface Made {
  readonly id: string
  readonly teamId: string
  readonly row: PeopleCsvRow
}

/** New people of a file, with all that their rows say, in eight statements however many they are. */
export async function addPeople(tx: Tx, rows: readonly { row: PeopleCsvRow; teamId: string }[]): Promise<void> {
  if (rows.length === 0) return
  const people: Made[] = rows.map(({ row, teamId }) => ({ id: newId(), teamId, row }))
  const by = actor(tx)
  const ids = people.map((person) => person.id)
  await tx.query(sql`
    insert into people.person (id, born_on, provenance, recorded_by)
    select r.id, r.born, 'imported', ${by}::uuid from unnest(${ids}::uuid[], ${people.map(({ row }) => row.born_on)}::date[]) as r (id, born)`)
  await tx.query(sql`
    insert into people.team_of_person (person_id, team_id, from_date, recorded_by, reason)
    select r.id, r.team, ${tx.today}::date, ${by}::uuid, ${REASON} from unnest(${ids}::uuid[], ${people.map((person) => person.teamId)}::uuid[]) as r (id, team)`)
  await addNames(tx, people, by)
  await addNumbers(tx, people, by)
  await addHomes(tx, people, by)
  await addWays(tx, people, by)
  await addDetails(tx, people, by)
}

async function addNames(tx: Tx, people: readonly Made[], by: string): Promise<void> {
  const names = people.flatMap(({ id, row }) => [
    { id, kind: 'legal', given: row.given_name, family: row.family_name },
    ...(row.preferred_name === undefined
      ? []
      : [{ id, kind: 'preferred', given: row.preferred_name, family: row.family_name }]),
  ])
  await tx.query(sql`
    insert into people.person_name (person_id, kind, given_name, family_name, from_date, recorded_by, reason)
    select r.id, r.kind, r.given, r.family, ${tx.today}::date, ${by}::uuid, ${REASON}
      from unnest(${names.map((name) => name.id)}::uuid[], ${names.map((name) => name.kind)}::text[], ${names.map((name) => name.given)}::text[],
        ${names.map((name) => name.family)}::text[]) as r (id, kind, given, family)`)
}

async function addNumbers(tx: Tx, people: readonly Made[], by: string): Promise<void> {
  const numbers = people.flatMap(({ id, row }) => [
    { id, kind: 'local_id', value: row.number },
    ...(row.nhs_number === undefined ? [] : [{ id, kind: 'nhs_number', value: row.nhs_number }]),
  ])
  await tx.query(sql`
    insert into people.identifier (person_id, kind, value, recorded_by)
    select r.id, r.kind, r.value, ${by}::uuid
      from unnest(${numbers.map((one) => one.id)}::uuid[], ${numbers.map((one) => one.kind)}::text[], ${numbers.map((one) => one.value)}::text[]) as r (id, kind, value)`)
}

async function addHomes(tx: Tx, people: readonly Made[], by: string): Promise<void> {
  const homes = people.filter(({ row }) => row.address_line_1 !== undefined)
  if (homes.length === 0) return
  await tx.query(sql`
    insert into people.address (person_id, line_1, line_2, town, postcode, from_date, recorded_by, reason)
    select r.id, r.one, r.two, r.town, r.code, ${tx.today}::date, ${by}::uuid, ${REASON}
      from unnest(${homes.map((home) => home.id)}::uuid[], ${homes.map(({ row }) => row.address_line_1)}::text[], ${homes.map(({ row }) => row.address_line_2 ?? null)}::text[],
        ${homes.map(({ row }) => row.town ?? null)}::text[], ${homes.map(({ row }) => row.postcode ?? null)}::text[]) as r (id, one, two, town, code)`)
}

async function addWays(tx: Tx, people: readonly Made[], by: string): Promise<void> {
  const ways = people.flatMap(({ id, row }) => [
    ...(row.phone === undefined ? [] : [{ id, kind: 'phone', value: row.phone }]),
    ...(row.email === undefined ? [] : [{ id, kind: 'email', value: row.email }]),
  ])
  if (ways.length === 0) return
  await tx.query(sql`
    insert into people.contact_way (person_id, kind, value, from_date, recorded_by)
    select r.id, r.kind, r.value, ${tx.today}::date, ${by}::uuid
      from unnest(${ways.map((way) => way.id)}::uuid[], ${ways.map((way) => way.kind)}::text[], ${ways.map((way) => way.value)}::text[]) as r (id, kind, value)`)
}

async function addDetails(tx: Tx, people: readonly Made[], by: string): Promise<void> {
  const details = people.flatMap(({ id, row }) =>
    csvDetails.flatMap((kind) => {
      const value = row[kind]
      return value === undefined ? [] : [{ id, kind, value }]
    }),
  )
  if (details.length === 0) return
  await tx.query(sql`
    insert into people.client_detail (person_id, kind, value, from_date, recorded_by, reason)
    select r.id, r.kind, r.value, ${tx.today}::date, ${by}::uuid, ${REASON}
      from unnest(${details.map((one) => one.id)}::uuid[], ${details.map((one) => one.kind)}::text[], ${details.map((one) => one.value)}::text[]) as r (id, kind, value)`)
}
