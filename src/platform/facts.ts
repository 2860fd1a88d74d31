import type { CalendarDate } from '../core/calendar-date.ts'
import { sql, type Tx } from './db.ts'
import { enqueueFact } from './queue.ts'

/**
 * Makes a fact known to later steps: a name, whose it is, and the day; nothing else travels.
 * Written in the transaction that makes it true; the same fact twice is one fact.
 */
export async function appendFact(tx: Tx, name: string, subjectId: string, onDate: CalendarDate): Promise<void> {
  const added = await tx.query<{ id: string }>(sql`
    insert into platform.fact (name, subject_id, on_date) values (${name}, ${subjectId}, ${onDate})
    on conflict (name, subject_id, on_date) do nothing returning id`)
  if (added.length > 0) await enqueueFact(tx, { name, subjectId, onDate })
}
