import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'

export interface ToldApart {
  readonly otherId: string
  readonly reason: string
  readonly by: string
  readonly on: CalendarDate
}

const columns = sql`a.reason, coalesce(s.name, 'Daywell') as by, (a.recorded_at at time zone 'Europe/London')::date as "on"`

/** Who is said to be somebody else than this person, by whom and why; the latest first, without what was withdrawn. */
export function toldApartFrom(tx: Tx, personId: string): Promise<ToldApart[]> {
  return tx.query<ToldApart>(sql`
    select case when a.one = ${personId}::uuid then a.other else a.one end as "otherId", ${columns}
      from people.told_apart a left join platform.published_staff s on s.staff_id = a.recorded_by
     where ${personId}::uuid in (a.one, a.other) and a.withdrawn_at is null order by a.recorded_at desc, 1`)
}

/** What stands between two records: that they, or records that were merged into them, are two people. */
export function toldApartBetween(tx: Tx, personId: string, otherId: string): Promise<Omit<ToldApart, 'otherId'>[]> {
  return tx.query(sql`
    select ${columns} from people.told_apart a left join platform.published_staff s on s.staff_id = a.recorded_by
     where a.id in (select people.told_apart_of(${personId}::uuid, ${otherId}::uuid)) order by a.recorded_at desc, a.id`)
}

interface Telling {
  readonly personId: string
  readonly otherId: string
  readonly reason: string
}

/** Two records that look alike are two people: kept with who said so and why. Refused: told_apart_once; not_merged_with_itself. */
export async function tellApart(tx: Tx, { personId, otherId, reason }: Telling): Promise<void> {
  if (personId === otherId) throw new Refused('not_merged_with_itself')
  const [one, other] = [personId, otherId].sort()
  await tx.query(sql`
    insert into people.told_apart (one, other, reason, recorded_by, recorded_at)
    values (${one}, ${other}, ${reason}, ${actor(tx)}, ${tx.now.toISOString()}::timestamptz)`)
  await audit(tx, {
    action: 'people/told-apart',
    subject: 'person',
    subjectId: personId,
    personId,
    detail: { other: otherId, reason },
  })
}

/** It is no longer said that two records are two people; who had said so stays. Refused (changed_meanwhile) when nobody says so. */
export async function withdrawApart(tx: Tx, { personId, otherId, reason }: Telling): Promise<void> {
  const withdrawn = await tx.query(sql`
    update people.told_apart set withdrawn_at = ${tx.now.toISOString()}::timestamptz, withdrawn_by = ${actor(tx)}, withdrawn_why = ${reason}
     where id in (select people.told_apart_of(${personId}::uuid, ${otherId}::uuid)) returning id`)
  if (withdrawn.length === 0) throw new Refused('changed_meanwhile')
  await audit(tx, {
    action: 'people/told-apart-withdrawn',
    subject: 'person',
    subjectId: personId,
    personId,
    detail: { other: otherId, reason },
  })
}
