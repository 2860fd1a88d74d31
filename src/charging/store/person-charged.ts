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
