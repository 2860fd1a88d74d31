import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Matters, Situation } from '../advice.ts'
import type { FoundOpportunity } from './search.ts'

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

/** Of these, what anybody may join without being sent by the council and what is not closed; community things before those with a price of the council's. */
export async function joinedByAnybody(tx: Tx, found: readonly FoundOpportunity[]): Promise<FoundOpportunity[]> {
  const open = await tx.query<{ id: string }>(sql`
    select o.id from directory.opportunity o where o.id = any (${found.map(({ id }) => id)}::uuid[]) and not o.needs_referral
       and o.status <> 'temporarily closed' order by o.id`)
  const ids = new Set(open.map(({ id }) => id))
  const theirs = found.filter(({ id }) => ids.has(id))
  return [
    ...theirs.filter(({ published }) => published === null),
    ...theirs.filter(({ published }) => published !== null),
  ]
}
