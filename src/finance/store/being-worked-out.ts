import { sql, type Tx } from '../../platform/db.ts'

/**
 * Since when something about a person's money is recorded that no background job has followed yet: a mark, a charge
 * decided or told, money given back, an agreed plan. Nothing when all is worked out.
 */
export async function beingWorkedOut(tx: Tx, personId: string): Promise<Date | undefined> {
  const row = await tx.one<{ since: Date | null }>(sql`select finance.being_worked_out(${personId}) as since`)
  return row.since ?? undefined
}

/** How much work on money waits in the background for everybody, and since when. */
export const workWaiting = (tx: Tx): Promise<{ waiting: number; since: Date | null }> =>
  tx.one<{ waiting: number; since: Date | null }>(
    sql`select waiting::int as waiting, since from finance.work_waiting()`,
  )
