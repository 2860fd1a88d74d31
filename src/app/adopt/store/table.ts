import { adoptTable, tableHash, tableVersions } from '../../../allocation/store.ts'
import { accountList } from '../../../platform/accounts.ts'
import type { Tx } from '../../../platform/db.ts'
import { Refused } from '../../../platform/refused.ts'
import type { CouncilPolicy } from '../../council-policy/council-policy.ts'
import { type AdoptedPart, adoptedPart } from '../adopted.ts'
import { assumed } from '../assumed.ts'
import { sortOut } from '../sort-out.ts'

/** The ids of the two accounts that approve an allocation table. */
export interface TwoApprovers {
  readonly first: string
  readonly second: string
}

/**
 * Finds the two approvers by their user names. Refused when one has no open staff account (`approver_unknown`), or both
 * names are one person's (`one_person_approves_twice`).
 */
export async function approversNamed(tx: Tx, first: string, second: string): Promise<TwoApprovers> {
  const accounts = await accountList(tx)
  const idOf = (username: string): string => {
    const found = accounts.find((one) => one.username === username.trim().toLowerCase())
    if (found === undefined || found.disabled || found.role === 'provider' || found.role === 'person')
      throw new Refused('approver_unknown', { username })
    return found.id
  }
  const two = { first: idOf(first), second: idOf(second) }
  if (two.first === two.second) throw new Refused('one_person_approves_twice')
  return two
}

/** A table's content by the beginning of its hash, enough to tell two apart. */
const contentWords = (hash: string) => `content ${hash.slice(0, 12)}`

/** Adopts the allocation table by its version's name; needs two approvers, and never begins before a table that stands. */
export async function adoptTheTable(
  tx: Tx,
  policy: CouncilPolicy,
  how: { readonly acceptAssumptions: boolean; readonly approvers: TwoApprovers | undefined },
): Promise<AdoptedPart> {
  const content = policy.value('allocation.table', tx.today)
  const there = await tableVersions(tx)
  const newest = there.find(({ from }) => from >= content.from)
  const standing = there.some(({ version }) => version === content.version)
    ? there.map(({ version, hash }) => [version, contentWords(hash)] as const)
    : newest === undefined
      ? []
      : [[content.version, `version ${newest.version} from ${newest.from}`] as const]
  const wanted = {
    name: content.version,
    says: contentWords(tableHash(content)),
    assumption: assumed(policy, tx.today, 'allocation.table'),
    thing: content,
  }
  const sorted = sortOut([wanted], new Map(standing), { acceptAssumptions: how.acceptAssumptions, dated: false })
  if (sorted.toAdd.length === 0) return adoptedPart('allocation table', sorted)
  if (how.approvers === undefined)
    return adoptedPart('allocation table', {
      ...sorted,
      toAdd: [],
      leftOut: [{ name: content.version, why: 'needs two people to approve it: --approver and --second' }],
    })
  await adoptTable(tx, {
    content,
    approvedBy: how.approvers.first,
    secondApprover: how.approvers.second,
    reason: content.about,
  })
  return adoptedPart('allocation table', sorted)
}
