import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { disputeOf } from './dispute.ts'

/**
 * Records that a fault in a week, which an answer named, has been put right: the mark was corrected or the money given back.
 * Once. Refused: nothing_to_put_right; dispute_correction_pkey.
 */
export async function recordPutRight(
  tx: Tx,
  { personId, disputeId, words }: { personId: string; disputeId: string; words: string },
): Promise<void> {
  const { outcome } = await disputeOf(tx, personId, disputeId)
  if (outcome !== 'week_wrong') throw new Refused('nothing_to_put_right')
  await tx.query(sql`
    insert into charging.dispute_correction (dispute_id, person_id, words, done_on, done_by)
    values (${disputeId}, ${personId}, ${words}, ${tx.today}, ${actor(tx)})`)
  await audit(tx, { action: 'charging/put-right', subject: 'dispute', subjectId: disputeId, personId, detail: {} })
}
