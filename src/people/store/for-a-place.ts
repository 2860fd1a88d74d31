import type { Point } from '../../core/geography.ts'
import { sql, type Tx } from '../../platform/db.ts'

/** The people somebody likes to be with, by id. */
export async function friendsOf(tx: Tx, personId: string): Promise<string[]> {
  const ties = await tx.query<{ friend: string }>(sql`
    select case when k.one = ${personId}::uuid then k.other else k.one end as friend from people.tie k
     where k.kind = 'friend' and ${personId}::uuid in (k.one, k.other) and k.in_force @> ${tx.today}::date order by 1`)
  return ties.map(({ friend }) => friend)
}

/** Where somebody lives on the map; nothing when the address has no place on it. */
export async function homeOf(tx: Tx, personId: string): Promise<Point | undefined> {
  return tx.maybe<Point>(sql`
    select a.latitude, a.longitude from people.address a
     where a.person_id = ${personId} and a.kind = 'home' and a.in_force @> ${tx.today}::date and a.latitude is not null`)
}

/** The longest journey somebody wants to make, in minutes; nothing where their record does not say. */
export async function longestJourneyOf(tx: Tx, personId: string): Promise<number | undefined> {
  const said = await tx.maybe<{ minutes: number }>(sql`
    select substring(d.value from '^[0-9]+')::int as minutes from people.client_detail d
     where d.person_id = ${personId} and d.kind = 'longest_journey' and d.in_force @> ${tx.today}::date`)
  return said?.minutes
}
