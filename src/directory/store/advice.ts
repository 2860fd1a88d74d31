import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Matters, Situation } from '../advice.ts'

/** Counts one use of the short conversation: the day and what was chosen from lists, nothing of who asked. */
export async function recordAdviceUse(
  tx: Tx,
  use: { matters: Matters; situation: Situation; optionsShown: number },
): Promise<void> {
  await tx.query(sql`
    insert into directory.advice_use (id, used_on, matters, situation, options_shown)
    values (${newId()}, ${tx.today}, ${use.matters}, ${use.situation}, ${use.optionsShown})`)
}

/** How often each was chosen in the twelve whole months before this one. */
export function adviceUse(tx: Tx): Promise<{ matters: Matters; situation: Situation; times: number }[]> {
  return tx.query(sql`
    select matters, situation, sum(times)::int as times from directory.published_advice_use
     where month >= (date_trunc('month', ${tx.today}::date) - interval '12 months')::date group by matters, situation order by matters, situation`)
}
