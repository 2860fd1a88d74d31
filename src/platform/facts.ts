import type { CalendarDate } from '../core/calendar-date.ts'
import { sql, type Tx } from './db.ts'
import { enqueueFact, enqueueFacts } from './queue.ts'

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

/** Makes the same fact known of many, in two statements; one known already is not made known again. */
export async function appendFacts(
  tx: Tx,
  name: string,
  facts: readonly { readonly subjectId: string; readonly onDate: CalendarDate }[],
): Promise<void> {
  if (facts.length === 0) return
  const added = await tx.query<{ subjectId: string; onDate: CalendarDate }>(sql`
    insert into platform.fact (name, subject_id, on_date)
    select ${name}, f.subject, f.day from unnest(${facts.map(({ subjectId }) => subjectId)}::uuid[], ${facts.map(({ onDate }) => onDate)}::date[]) as f (subject, day)
    on conflict (name, subject_id, on_date) do nothing returning subject_id as "subjectId", on_date as "onDate"`)
  await enqueueFacts(tx, name, added)
}
