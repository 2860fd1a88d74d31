import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { changedFields, type EntryContent, inOrder } from '../entry-content.ts'

/** The words of an entry as they stand, with the version they are; locked until the transaction ends, so that nobody writes between. */
export async function standingContent(tx: Tx, opportunityId: string): Promise<EntryContent> {
  const content = await tx.maybe<EntryContent>(sql`
    select o.name, o.summary, o.what_happens as "whatHappens", o.who_for as "whoFor", o.free, o.price_from_pence as "priceFromPence", o.cost_words as "costWords",
           o.how_to_join as "howToJoin", o.what_to_bring as "whatToBring", o.times_words as "timesWords", o.access_words as "accessWords",
           o.access_features as "accessFeatures", o.phone, o.email, o.website
      from directory.opportunity o where o.id = ${opportunityId} and o.audience <> 'hidden' and o.withdrawn_on is null`)
  if (content === undefined) throw new NotFound('opportunity')
  return inOrder(content)
}

/** One approved version: what was public, since when, and why. */
export interface EntryVersion {
  readonly number: number
  readonly content: EntryContent
  readonly origin: 'as it stood' | 'proposed' | 'restored'
  readonly reason: string
  readonly restoredNumber: number | null
  readonly approvedAt: Date
  readonly approvedBy: string | null
}

/** The approved versions of an entry, the newest first. */
export async function entryVersions(tx: Tx, opportunityId: string): Promise<EntryVersion[]> {
  return tx.query<EntryVersion>(sql`
    select v.number, v.content, v.origin, v.reason, v.restored_number as "restoredNumber", v.approved_at as "approvedAt", p.name as "approvedBy"
      from directory.entry_version v left join platform.published_staff p on p.staff_id = v.approved_by
     where v.opportunity_id = ${opportunityId} order by v.number desc`)
}

/** Why a version was approved, and what it comes from. */
interface Approval {
  readonly origin: EntryVersion['origin']
  readonly reason: string
  readonly restoredNumber?: number
}

/**
 * Makes a content public as a new approved version. What stood before is kept as a version of its own where it is none yet:
 * words that came with a file or a feed can be had back as well. Gives the number of the new version.
 */
export async function approveContent(
  tx: Tx,
  opportunityId: string,
  content: EntryContent,
  approval: Approval,
): Promise<number> {
  await tx.query(sql`select id from directory.opportunity where id = ${opportunityId} for update`)
  const stands = await standingContent(tx, opportunityId)
  const last = await tx.maybe<{ number: number; content: EntryContent }>(
    sql`select v.number, v.content from directory.entry_version v where v.opportunity_id = ${opportunityId} order by v.number desc limit 1`,
  )
  const kept = last !== undefined && changedFields(last.content, stands).length === 0
  const before = last?.number ?? 0
  if (!kept)
    await addVersion(tx, opportunityId, before + 1, stands, {
      origin: 'as it stood',
      reason: 'What was public before the next version',
    })
  const number = before + (kept ? 1 : 2)
  await addVersion(tx, opportunityId, number, content, approval)
  await writeContent(tx, opportunityId, content)
  return number
}

async function addVersion(tx: Tx, opportunityId: string, number: number, content: EntryContent, approval: Approval) {
  await tx.query(sql`
    insert into directory.entry_version (opportunity_id, number, content, origin, reason, restored_number, approved_by, approved_at)
    values (${opportunityId}, ${number}, ${JSON.stringify(inOrder(content))}::jsonb, ${approval.origin}, ${approval.reason}, ${approval.restoredNumber ?? null},
      ${actor(tx)}, ${tx.now.toISOString()})`)
}

async function writeContent(tx: Tx, opportunityId: string, one: EntryContent): Promise<void> {
  await tx.query(sql`
    update directory.opportunity set name = ${one.name}, summary = ${one.summary}, what_happens = ${one.whatHappens}, who_for = ${one.whoFor}, free = ${one.free},
           price_from_pence = ${one.priceFromPence}, cost_words = ${one.costWords}, how_to_join = ${one.howToJoin}, what_to_bring = ${one.whatToBring},
           times_words = ${one.timesWords}, access_words = ${one.accessWords}, access_features = ${one.accessFeatures}::text[], phone = ${one.phone},
           email = ${one.email}, website = ${one.website}, changed_at = ${tx.now.toISOString()}, version = version + 1
     where id = ${opportunityId}`)
}

/** Makes an earlier approved version public again, as a new version with its reason. Refused (`version_stands_already`) where it would change nothing. */
export async function restoreVersion(
  tx: Tx,
  opportunityId: string,
  wanted: { readonly number: number; readonly reason: string },
): Promise<number> {
  const stands = await standingContent(tx, opportunityId)
  const earlier = await tx.maybe<{ content: EntryContent }>(
    sql`select v.content from directory.entry_version v where v.opportunity_id = ${opportunityId} and v.number = ${wanted.number}`,
  )
  if (earlier === undefined) throw new NotFound('version')
  if (changedFields(stands, earlier.content).length === 0) throw new Refused('version_stands_already')
  const number = await approveContent(tx, opportunityId, earlier.content, {
    origin: 'restored',
    reason: wanted.reason,
    restoredNumber: wanted.number,
  })
  await audit(tx, {
    action: 'directory/version-restored',
    subject: 'opportunity',
    subjectId: opportunityId,
    detail: { restored: wanted.number, number },
  })
  return number
}
