import type { CalendarDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/refused.ts'

/** What the pages of this step need to know of a person: how they are called and when they were born. */
export async function personCharged(tx: Tx, personId: string): Promise<{ name: string; bornOn: CalendarDate }> {
  const person = await tx.maybe<{ name: string; bornOn: CalendarDate }>(
    sql`select name, born_on as "bornOn" from people.published_person where person_id = ${personId}`,
  )
  if (person === undefined) throw new NotFound('person')
  return person
}

/** Whose charge a fact of this step is about: the id of a contribution, a notice or a free period. */
export async function personOfChange(tx: Tx, changeId: string): Promise<string | undefined> {
  const found = await tx.maybe<{ personId: string }>(sql`
    select person_id as "personId" from charging.contribution where id = ${changeId}
     union all select person_id from charging.notice where id = ${changeId}
     union all select person_id from charging.free_period where id = ${changeId} order by 1 limit 1`)
  return found?.personId
}
