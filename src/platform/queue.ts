import type { CalendarDate } from '../core/calendar-date.ts'
import { sql, type Tx } from './db.ts'

/** Asks for a named job to be done once this transaction stands. A transaction that fails asks for nothing. */
export async function enqueue(tx: Tx, name: string, payload: Record<string, unknown>): Promise<void> {
  await tx.query(sql`insert into platform.outbox (name, payload) values (${name}, ${JSON.stringify(payload)}::jsonb)`)
}

/** The name under which a fact waits in the outbox until every subscriber has its own job for it. */
export const factPrefix = 'fact:'

/** Lets a fact wait for its subscribers once this transaction stands. */
export async function enqueueFact(
  tx: Tx,
  fact: { name: string; subjectId: string; onDate: CalendarDate },
): Promise<void> {
  await enqueue(tx, `${factPrefix}${fact.name}`, { subjectId: fact.subjectId, onDate: fact.onDate })
}

/** One waiting entry for each of many facts of one name. */
export async function enqueueFacts(
  tx: Tx,
  name: string,
  facts: readonly { readonly subjectId: string; readonly onDate: CalendarDate }[],
): Promise<void> {
  await tx.query(sql`
    insert into platform.outbox (name, payload)
    select ${factPrefix + name}, f.value from jsonb_array_elements(${JSON.stringify(facts)}::jsonb) as f (value)`)
}
