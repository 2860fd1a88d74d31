import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { CheckKind, LastCheck } from '../checks.ts'

/** Whose checks or interests: an application's, or a provider's that is in. */
export type CheckOf = { readonly applicationId: string } | { readonly providerId: string }

const halves = (of: CheckOf) => ({
  applicationId: 'applicationId' in of ? of.applicationId : null,
  providerId: 'providerId' in of ? of.providerId : null,
})

/**
 * Records one look at one thing, at the paper a provider sent where there is one; the last look counts. Refused when it was met with
 * what had run out (`check_not_run_out`) and when somebody looked at this paper before (`document_looked_at_once`).
 */
export async function recordLook(
  tx: Tx,
  look: {
    of: CheckOf
    kind: CheckKind
    met: boolean
    evidence: string
    expiresOn?: CalendarDate | undefined
    /** The paper that was looked at, where a provider sent one. */
    documentId?: string
  },
): Promise<void> {
  const { applicationId, providerId } = halves(look.of)
  const id = newId()
  await tx.query(sql`
    insert into market.check_item (id, application_id, provider_id, kind, met, evidence, expires_on, document_id, checked_by, checked_on)
    values (${id}, ${applicationId}, ${providerId}, ${look.kind}, ${look.met}, ${look.evidence}, ${look.expiresOn ?? null}, ${look.documentId ?? null}, ${actor(tx)}, ${tx.today})`)
  await audit(tx, {
    action: 'market/checked',
    subject: 'check',
    subjectId: id,
    detail: { ...look.of, kind: look.kind, met: look.met },
  })
}

/** The last look at each thing. A provider's are its own and those of the applications it was admitted by. */
export async function lastChecks(tx: Tx, of: CheckOf): Promise<LastCheck[]> {
  const { applicationId, providerId } = halves(of)
  return tx.query<LastCheck>(sql`
    select distinct on (c.kind) c.kind, c.met, c.evidence, c.expires_on as "expiresOn", c.checked_on as "checkedOn", coalesce(s.name, 'Daywell') as "checkedBy"
      from market.check_item c left join platform.published_staff s on s.staff_id = c.checked_by
     where c.application_id = ${applicationId}::uuid or c.provider_id = ${providerId}::uuid
        or c.application_id in (select a.id from market.application a where a.provider_id = ${providerId}::uuid)
     order by c.kind, c.checked_on desc, c.recorded_at desc`)
}

export interface DeclaredInterest {
  readonly staff: string
  readonly what: string
  readonly declaredOn: CalendarDate
  readonly own: boolean
}

/** Whoever has a connection with an applicant or provider says so, for themselves; from then on they cannot decide on it. */
export async function declareInterest(tx: Tx, of: CheckOf, what: string): Promise<void> {
  const { applicationId, providerId } = halves(of)
  const id = newId()
  await tx.query(sql`
    insert into market.interest (id, staff_id, application_id, provider_id, what, declared_on, recorded_by)
    values (${id}, ${actor(tx)}, ${applicationId}, ${providerId}, ${what}, ${tx.today}, ${actor(tx)})`)
  await audit(tx, { action: 'market/interest-declared', subject: 'interest', subjectId: id, detail: { ...of } })
}

/** The interests declared in an application or a provider. */
export async function interestsIn(tx: Tx, of: CheckOf): Promise<DeclaredInterest[]> {
  const { applicationId, providerId } = halves(of)
  return tx.query<DeclaredInterest>(sql`
    select coalesce(s.name, 'Somebody') as staff, i.what, i.declared_on as "declaredOn", i.staff_id = ${actor(tx)}::uuid as own
      from market.interest i left join platform.published_staff s on s.staff_id = i.staff_id
     where i.ended_on is null and (i.application_id = ${applicationId}::uuid or i.provider_id = ${providerId}::uuid
        or i.provider_id = (select a.provider_id from market.application a where a.id = ${applicationId}::uuid))
     order by i.declared_on, i.id`)
}

/** Records a notice of the framework's legal route: nobody is admitted without one. Refused (notice_once) when it is there. */
export async function recordNotice(
  tx: Tx,
  notice: { frameworkId: string; kind: string; reference: string; publishedOn: CalendarDate },
): Promise<void> {
  if (notice.publishedOn > tx.today) throw new Refused('notice_not_published_yet')
  const id = newId()
  await tx.query(sql`
    insert into market.framework_notice (id, framework_id, kind, reference, published_on, recorded_by)
    values (${id}, ${notice.frameworkId}, ${notice.kind}, ${notice.reference}, ${notice.publishedOn}, ${actor(tx)})`)
  await audit(tx, {
    action: 'market/notice-recorded',
    subject: 'notice',
    subjectId: id,
    detail: { reference: notice.reference },
  })
}
