import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { appendFact } from '../../platform/facts.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { type AskWeekCharge, disputeOf } from './dispute.ts'

/**
 * Records that a fault in a week, which an answer named, has been put right: the mark was corrected or a sum given back, which
 * lowers the charge of that week. Once. Refused: nothing_to_put_right, sum_to_give_back (a refund names it, a corrected mark
 * does not), week_not_charged, more_than_the_week; dispute_correction_pkey.
 */
export async function recordPutRight(
  tx: Tx,
  put: { personId: string; disputeId: string; words: string; givenBack?: Pence | undefined },
  weekCharge: AskWeekCharge,
): Promise<void> {
  const { personId, disputeId, words, givenBack } = put
  const { outcome, weekStart, correction } = await disputeOf(tx, personId, disputeId)
  if (outcome !== 'week_wrong' || weekStart === null) throw new Refused('nothing_to_put_right')
  if ((correction === 'refund') !== (givenBack !== undefined)) throw new Refused('sum_to_give_back')
  if (givenBack !== undefined) {
    const charge = await weekCharge(tx, personId, weekStart)
    if (charge === undefined) throw new Refused('week_not_charged')
    if (givenBack > charge) throw new Refused('more_than_the_week')
  }
  await tx.query(sql`
    insert into charging.dispute_correction (dispute_id, person_id, week_start, correction, given_back_pence, words, done_on, done_by)
    values (${disputeId}, ${personId}, ${weekStart}, ${correction}, ${givenBack ?? null}, ${words}, ${tx.today}, ${actor(tx)})`)
  if (givenBack !== undefined) await appendFact(tx, 'charging/gave-back', disputeId, weekStart)
  await audit(tx, {
    action: 'charging/put-right',
    subject: 'dispute',
    subjectId: disputeId,
    personId,
    detail: { givenBack: givenBack ?? null },
  })
}

/** Whose charge a dispute was about. */
export async function personOfDispute(tx: Tx, disputeId: string): Promise<string | undefined> {
  const row = await tx.maybe<{ personId: string }>(
    sql`select person_id as "personId" from charging.dispute where id = ${disputeId}`,
  )
  return row?.personId
}
