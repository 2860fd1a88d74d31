import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'
import type { AdoptedPart } from './adopted.ts'
import { adoptCalendar, adoptFramework, adoptLots, adoptTeams } from './store/council.ts'
import { adoptBooks, adoptPayRules, adoptSwitches } from './store/money.ts'
import { adoptTheTable, type TwoApprovers } from './store/table.ts'

export { approversNamed } from './store/table.ts'

/**
 * Adopts a council's own data into the records, in the caller's transaction: what is missing is added, what stands already is
 * left, dated rules that stand otherwise are ended and added anew, the rest that differs is told and left. Repeating it
 * changes nothing. Limits to approve belong to named people and are never adopted. The allocation table waits for
 * two approvers. Refused when another council's data was adopted before (`another_council_stands`).
 */
export async function adoptPolicy(
  tx: Tx,
  policy: CouncilPolicy,
  how: { readonly acceptAssumptions: boolean; readonly approvers: TwoApprovers | undefined },
): Promise<AdoptedPart[]> {
  const before = await councilAdopted(tx)
  if (before !== undefined && before !== policy.card.id)
    throw new Refused('another_council_stands', { council: before })
  const accept = how.acceptAssumptions
  const parts = [
    await adoptTeams(tx, policy, accept),
    await adoptFramework(tx, policy, accept),
    await adoptLots(tx, policy, accept),
    await adoptPayRules(tx, policy, accept),
    await adoptCalendar(tx, policy, accept),
    await adoptTheTable(tx, policy, how),
    await adoptSwitches(tx, policy, accept),
    ...(await adoptBooks(tx, policy, accept)),
  ]
  const added = parts.reduce((all, one) => all + one.added.length + one.replaced.length, 0)
  if (added > 0)
    await audit(tx, { action: 'policy/adopted', subject: 'council', detail: { council: policy.card.id, added } })
  return parts
}

/** The council whose data was adopted into these records, by the audit trail. */
async function councilAdopted(tx: Tx): Promise<string | undefined> {
  const row = await tx.maybe<{ council: string }>(sql`
    select detail ->> 'council' as council from platform.audit_entry where action = 'policy/adopted' order by at limit 1`)
  return row?.council
}
