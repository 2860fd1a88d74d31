import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'

/** Shows a rating on an entry's page from a day on; the one before ends the day before. Written in the transaction that decides it. */
export async function publishRating(
  tx: Tx,
  wanted: { opportunityId: string; rating: string; visitRef: string; from: CalendarDate },
): Promise<void> {
  await endPublishedRatings(tx, [wanted.opportunityId], addDays(wanted.from, -1))
  await tx.query(sql`
    insert into directory.published_rating (opportunity_id, rating, visit_ref, from_date)
    values (${wanted.opportunityId}, ${wanted.rating}, ${wanted.visitRef}, ${wanted.from})`)
}

/** Ends what is shown of entries after a day. */
export async function endPublishedRatings(
  tx: Tx,
  opportunityIds: readonly string[],
  lastDay: CalendarDate,
): Promise<void> {
  await tx.query(sql`
    update directory.published_rating set ended_on = ${lastDay} where opportunity_id = any (${opportunityIds}::uuid[]) and ended_on is null`)
}
