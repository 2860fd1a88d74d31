import { sql, type Tx } from './db.ts'

export interface AuditEntry {
  /** What happened, as "needs/assessment-completed". */
  readonly action: string
  readonly subject: string
  readonly subjectId?: string
  readonly personId?: string
  /** Ids, codes, dates and amounts only; never free text about a person. */
  readonly detail?: Record<string, unknown>
}

/** Records who did or saw what, in the same transaction: append-only and chained by hash. */
export async function audit(tx: Tx, entry: AuditEntry): Promise<void> {
  const actorId = tx.who.staffId ?? tx.who.accountId ?? null
  await tx.query(sql`
    select platform.record_audit(${tx.now.toISOString()}::timestamptz, ${actorId}::uuid, ${tx.who.role}, ${tx.who.name}, ${entry.action},
      ${entry.subject}, ${entry.subjectId ?? null}::uuid, ${entry.personId ?? null}::uuid, ${JSON.stringify(entry.detail ?? {})}::jsonb)`)
}

/** Records one action on many subjects, each as an entry of its own, in one statement. */
export async function auditMany(
  tx: Tx,
  { action, subject }: Pick<AuditEntry, 'action' | 'subject'>,
  entries: readonly Pick<AuditEntry, 'subjectId' | 'personId' | 'detail'>[],
): Promise<void> {
  if (entries.length === 0) return
  const actorId = tx.who.staffId ?? tx.who.accountId ?? null
  await tx.query(sql`
    select platform.record_audits(${tx.now.toISOString()}::timestamptz, ${actorId}::uuid, ${tx.who.role}, ${tx.who.name}, ${action}, ${subject},
      ${JSON.stringify(entries)}::jsonb)`)
}

/** Whether the caller may see this person. */
export async function maySee(tx: Tx, personId: string): Promise<boolean> {
  const { may } = await tx.one<{ may: boolean }>(sql`select coalesce(people.may_see(${personId}::uuid), false) as may`)
  return may
}

/** Records that the caller looks at a page about a person, if they may see that person; both in one statement. */
export async function lookAt(tx: Tx, personId: string, page: string): Promise<boolean> {
  const actorId = tx.who.staffId ?? tx.who.accountId ?? null
  const looked = await tx.query(sql`
    select platform.record_audit(${tx.now.toISOString()}::timestamptz, ${actorId}::uuid, ${tx.who.role}, ${tx.who.name}, 'people/looked-at',
      'page', null, ${personId}::uuid, ${JSON.stringify({ page })}::jsonb) where coalesce(people.may_see(${personId}::uuid), false)`)
  return looked.length > 0
}

/** Under which record a merged one goes on, on which nothing new is written; undefined when it stands for itself. */
export async function goesOnAs(tx: Tx, personId: string): Promise<string | undefined> {
  const { on } = await tx.one<{ on: string | null }>(sql`select people.goes_on_as(${personId}::uuid) as "on"`)
  return on ?? undefined
}

/** Records that the caller saw a page about one person whose address does not name them. */
export function sawPerson(tx: Tx, personId: string, page: string): Promise<void> {
  return audit(tx, { action: 'people/looked-at', subject: 'page', personId, detail: { page } })
}

export interface AuditFault {
  readonly lane: number
  readonly sequence: number
  readonly fault: string
}

/** Looks for changed, missing or unlinked entries. An empty list means the chain is whole. */
export async function auditFaults(tx: Tx): Promise<AuditFault[]> {
  return tx.query<AuditFault>(sql`select lane, sequence, fault from platform.audit_faults() order by lane, sequence`)
}

/** How many entries the chain holds. */
export async function auditLength(tx: Tx): Promise<number> {
  const { entries } = await tx.one<{ entries: number }>(sql`select count(*) as entries from platform.audit_entry`)
  return entries
}
