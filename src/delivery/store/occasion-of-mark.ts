import { sql, type Tx } from '../../platform/db.ts'

/** The date a mark is about, or nothing when there is no such mark. */
export async function occasionOfMark(tx: Tx, markId: string): Promise<string | undefined> {
  const mark = await tx.maybe<{ occasionId: string }>(
    sql`select occasion_id as "occasionId" from delivery.mark where id = ${markId}`,
  )
  return mark?.occasionId
}
