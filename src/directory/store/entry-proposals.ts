import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { anywhere } from '../../platform/list-asked.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { roleWords } from '../../platform/role-words.ts'
import { actor } from '../../platform/who.ts'
import { changedFields, type EntryContent, inOrder, withProposed } from '../entry-content.ts'
import { approveContent, standingContent } from './entry-versions.ts'
import { ownEntry } from './my-entries.ts'
import { answerReminders } from './reminders.ts'

/** A change of an entry that whoever runs it proposed. */
export interface EntryProposal {
  readonly id: string
  readonly opportunityId: string
  readonly name: string
  readonly organisation: string
  /** What was public when it was proposed, and what it should say. */
  readonly stood: EntryContent
  readonly proposed: EntryContent
  readonly note: string | null
  readonly proposedAt: Date
  readonly proposedOn: CalendarDate
  readonly decision: 'approved' | 'rejected' | 'withdrawn' | null
  readonly reason: string | null
  readonly decidedAt: Date | null
  readonly versionNumber: number | null
}

const columns = sql`p.id, p.opportunity_id as "opportunityId", o.name, g.name as organisation, p.stood, p.proposed, p.note, p.proposed_at as "proposedAt",
  p.proposed_on as "proposedOn", p.decision, p.reason, p.decided_at as "decidedAt", p.version_number as "versionNumber"`
const from = sql`directory.entry_proposal p join directory.opportunity o on o.id = p.opportunity_id and o.audience <> 'hidden' join directory.organisation g on g.id = o.organisation_id`

/** What an entry should say, and which waiting proposal it takes the place of. */
export interface ProposedChange {
  readonly proposed: EntryContent
  readonly note?: string | undefined
  readonly replaces?: string | undefined
}

/**
 * Proposes a change of one's own entry; what is public stays until somebody approves. Answers what was asked about the entry. One
 * that waits is replaced where it is named: it is taken back in the same transaction, so that nothing typed is lost.
 * Refused: `proposal_changes_nothing`, `proposal_decided_already`; by the database `proposal_one_open` while another waits.
 */
export async function proposeChange(
  tx: Tx,
  opportunityId: string,
  { proposed, note, replaces }: ProposedChange,
): Promise<string> {
  const { organisation } = await ownEntry(tx, opportunityId)
  const stood = await standingContent(tx, opportunityId)
  if (changedFields(stood, proposed).length === 0) throw new Refused('proposal_changes_nothing')
  if (replaces !== undefined) await withdrawProposal(tx, opportunityId, replaces)
  const id = newId()
  await tx.query(sql`
    insert into directory.entry_proposal (id, opportunity_id, proposed, stood, note, looker, proposed_by, proposed_at, proposed_on)
    values (${id}, ${opportunityId}, ${JSON.stringify(inOrder(proposed))}::jsonb, ${JSON.stringify(stood)}::jsonb, ${note ?? null}, ${organisation}, ${actor(tx)},
      ${tx.now.toISOString()}, ${tx.today})`)
  await answerReminders(tx, opportunityId, 'changed')
  await audit(tx, {
    action: 'directory/change-proposed',
    subject: 'opportunity',
    subjectId: opportunityId,
    detail: { proposal: id },
  })
  return id
}

/** Takes back one's own proposal, the one that is named or whichever waits, while nobody has decided it. */
export async function withdrawProposal(tx: Tx, opportunityId: string, proposalId?: string): Promise<void> {
  await ownEntry(tx, opportunityId)
  const [gone] = await tx.query<{ id: string }>(sql`
    update directory.entry_proposal set decision = 'withdrawn', decided_at = ${tx.now.toISOString()}, decided_by = ${actor(tx)}
     where opportunity_id = ${opportunityId} and decision is null and (${proposalId ?? null}::uuid is null or id = ${proposalId ?? null}::uuid) returning id`)
  if (gone === undefined) throw new Refused('proposal_decided_already')
  await audit(tx, {
    action: 'directory/proposal-withdrawn',
    subject: 'opportunity',
    subjectId: opportunityId,
    detail: { proposal: gone.id },
  })
}

/** Proposals that wait for a decision, the oldest first. */
export async function waitingProposals(
  tx: Tx,
  page: { words: string; limit: number; offset: number },
): Promise<{ total: number; proposals: EntryProposal[] }> {
  const rows = await tx.query<EntryProposal & { total: number }>(sql`
    select ${columns}, count(*) over () as total from ${from} where p.decision is null and o.withdrawn_on is null and (o.name ilike ${anywhere(page.words)} or g.name ilike ${anywhere(page.words)}) order by p.proposed_at, p.id limit ${page.limit} offset ${page.offset}`)
  return { total: rows[0]?.total ?? 0, proposals: rows }
}

/** One proposal with what is public now. */
export async function proposalDetails(
  tx: Tx,
  proposalId: string,
): Promise<EntryProposal & { readonly stands: EntryContent }> {
  const proposal = await tx.maybe<EntryProposal>(sql`select ${columns} from ${from} where p.id = ${proposalId}`)
  if (proposal === undefined) throw new NotFound('proposal')
  return { ...proposal, stands: await standingContent(tx, proposal.opportunityId) }
}

/** What was proposed of an entry, the newest first. */
export async function proposalsOf(tx: Tx, opportunityId: string): Promise<EntryProposal[]> {
  return tx.query<EntryProposal>(
    sql`select ${columns} from ${from} where p.opportunity_id = ${opportunityId} order by p.proposed_at desc, p.id desc`,
  )
}

/**
 * Decides a proposal. Approved, its changes are public at once as a new version, and the entry counts as looked at by whoever
 * runs it on the day it was proposed. Rejected, what is public stays, and whoever proposed reads the reason.
 */
export async function decideProposal(
  tx: Tx,
  proposalId: string,
  decided: { readonly decision: 'approved' | 'rejected'; readonly reason?: string | undefined },
): Promise<void> {
  const locked = await tx.maybe(
    sql`select id from directory.entry_proposal where id = ${proposalId} and decision is null for update`,
  )
  if (locked === undefined) throw new Refused('proposal_decided_already')
  if (decided.decision === 'rejected' && decided.reason === undefined)
    throw new Refused('proposal_rejected_with_reason')
  const proposal = await proposalDetails(tx, proposalId)
  const { opportunityId } = proposal
  const version =
    decided.decision === 'approved'
      ? await approveContent(tx, opportunityId, withProposed(proposal.stands, proposal), {
          origin: 'proposed',
          reason: `Proposed by ${proposal.organisation}${proposal.note === null ? '' : `: ${proposal.note}`}`,
        })
      : null
  await tx.query(sql`
    update directory.entry_proposal set decision = ${decided.decision}, reason = ${decided.reason ?? null}, decided_at = ${tx.now.toISOString()},
           decided_by = ${actor(tx)}, version_number = ${version} where id = ${proposalId}`)
  if (decided.decision === 'approved')
    await tx.query(sql`
      insert into directory.entry_check (opportunity_id, checked_on, checked_by, result, note, looked_for, looker, recorded_at)
      select p.opportunity_id, p.proposed_on, ${actor(tx)}, 'corrected', ${`Approved by the ${roleWords(tx.who.role)}`}, 'provider', p.looker, ${tx.now.toISOString()}
        from directory.entry_proposal p where p.id = ${proposalId}`)
  await audit(tx, {
    action: 'directory/proposal-decided',
    subject: 'opportunity',
    subjectId: opportunityId,
    detail: { proposal: proposalId, decision: decided.decision },
  })
}
