import type { CalendarDate } from '../../core/calendar-date.ts'
import { addOrganisation } from '../../directory/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { type CheckKind, checksInTheWay, type LastCheck } from '../checks.ts'
import type { Joining } from '../joining.ts'
import type { ProviderKind } from '../provider-state.ts'
import { type DeclaredInterest, interestsIn, lastChecks } from './checks.ts'
import { decideRate } from './rates.ts'
import { stateLeastHours } from './standing.ts'

export interface ApplicationDetails {
  readonly id: string
  readonly frameworkId: string
  readonly framework: string
  readonly legalRoute: string
  readonly providerId: string | null
  readonly kind: ProviderKind
  readonly shortPath: boolean
  readonly joining: Joining
  readonly sentOn: CalendarDate
  readonly withdrawnOn: CalendarDate | null
  readonly lots: readonly { readonly id: string; readonly name: string }[]
  readonly notices: readonly {
    readonly id: string
    readonly kind: string
    readonly reference: string
    readonly publishedOn: CalendarDate
  }[]
  readonly decisions: readonly {
    readonly lotId: string
    readonly admitted: boolean
    readonly reasons: string
    readonly decidedOn: CalendarDate
    readonly decidedBy: string
    readonly notice: string
  }[]
  readonly checks: readonly LastCheck[]
  readonly interests: readonly DeclaredInterest[]
}

/** One application that was sent, with its checks, declared interests, notices and decisions. */
export async function applicationDetails(tx: Tx, applicationId: string): Promise<ApplicationDetails | undefined> {
  const found = await tx.maybe<Omit<ApplicationDetails, 'checks' | 'interests'>>(sql`
    select a.id, a.framework_id as "frameworkId", f.name as framework, f.legal_route as "legalRoute", a.provider_id as "providerId", a.kind, a.short_path as "shortPath",
           a.joining, a.sent_on as "sentOn", a.withdrawn_on as "withdrawnOn",
           coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name) order by l.name) from market.application_lot x join market.lot l on l.id = x.lot_id where x.application_id = a.id), '[]') as lots,
           coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind, 'reference', n.reference, 'publishedOn', n.published_on) order by n.published_on, n.reference)
              from market.framework_notice n where n.framework_id = a.framework_id), '[]') as notices,
           coalesce((select jsonb_agg(jsonb_build_object('lotId', d.lot_id, 'admitted', d.admitted, 'reasons', d.reasons, 'decidedOn', d.decided_on, 'decidedBy', coalesce(s.name, 'Daywell'), 'notice', n.reference) order by d.lot_id)
              from market.decision d join market.framework_notice n on n.id = d.notice_id left join platform.published_staff s on s.staff_id = d.decided_by where d.application_id = a.id), '[]') as decisions
      from market.application a join market.framework f on f.id = a.framework_id where a.id = ${applicationId} and a.sent_on is not null`)
  if (found === undefined) return undefined
  return {
    ...found,
    checks: await lastChecks(tx, { applicationId }),
    interests: await interestsIn(tx, { applicationId }),
  }
}

export interface DecisionWanted {
  readonly applicationId: string
  /** The lots the applicant joins; the others it asked for are refused for the same reasons. */
  readonly lotIds: readonly string[]
  readonly from: CalendarDate
  readonly reasons: string
  readonly noticeId: string
  readonly checksRequired: readonly CheckKind[]
}

/**
 * Decides an application, lot by lot: a new provider is recorded, joins the lots it is admitted to, and gets the price it
 * asked for. Refused while a required check stands in the way (DW042), when whoever decides has declared an interest
 * (DW041), when it was not sent or was withdrawn (DW043), when it is decided already, or from a day that is past.
 */
export async function decideApplication(tx: Tx, wanted: DecisionWanted): Promise<{ providerId: string | null }> {
  const asked = await applicationDetails(tx, wanted.applicationId)
  if (asked === undefined) throw new NotFound('application')
  if (wanted.lotIds.length > 0) {
    if (wanted.from < tx.today) throw new Refused('admission_in_the_past')
    if (checksInTheWay(wanted.checksRequired, asked.checks, tx.today).length > 0) throw new Refused('DW042')
  }
  const decided = asked.lots.map((lot) => ({ id: newId(), lotId: lot.id, admitted: wanted.lotIds.includes(lot.id) }))
  if (!wanted.lotIds.every((lotId) => decided.some((one) => one.lotId === lotId)))
    throw new Refused('lot_not_asked_for')
  await tx.query(sql`
    insert into market.decision (id, application_id, lot_id, framework_id, notice_id, admitted, reasons, checks_required, no_interest, decided_by, decided_on)
    select g.id, ${asked.id}, g."lotId", ${asked.frameworkId}, ${wanted.noticeId}, g.admitted, ${wanted.reasons}, ${wanted.checksRequired}::text[], true, ${actor(tx)}, ${tx.today}
      from jsonb_to_recordset(${JSON.stringify(decided)}::jsonb) as g(id uuid, "lotId" uuid, admitted boolean)`)
  const joins = decided.filter(({ admitted }) => admitted)
  const providerId = joins.length === 0 ? asked.providerId : (asked.providerId ?? (await newProvider(tx, asked)))
  if (providerId !== null && joins.length > 0) {
    await tx.query(sql`
      insert into market.admission (provider_id, lot_id, decided_by, reason, from_date, decision_id, decision_admits)
      select ${providerId}, g."lotId", ${actor(tx)}, ${wanted.reasons}, ${wanted.from}, g.id, true from jsonb_to_recordset(${JSON.stringify(joins)}::jsonb) as g(id uuid, "lotId" uuid)`)
    await firstTerms(tx, providerId, asked.joining, wanted)
  }
  await audit(tx, {
    action: 'market/application-decided',
    subject: 'application',
    subjectId: asked.id,
    detail: { admitted: joins.map(({ lotId }) => lotId), providerId },
  })
  return { providerId }
}

async function newProvider(tx: Tx, { id, kind, joining }: ApplicationDetails): Promise<string> {
  const { name, phone, email, offer } = joining
  const organisationId = await addOrganisation(tx, { name, phone, email, description: offer?.summary })
  const providerId = newId()
  await tx.query(sql`
    insert into market.provider (id, organisation_id, in_house, kind, recorded_by, reason)
    values (${providerId}, ${organisationId}, false, ${kind}, ${actor(tx)}, 'Applied to the framework')`)
  await tx.query(sql`update market.application set provider_id = ${providerId} where id = ${id}`)
  return providerId
}

/** The price asked for counts in every lot joined, from the first day; so does the least it can take on. */
async function firstTerms(tx: Tx, providerId: string, joining: Joining, wanted: DecisionWanted): Promise<void> {
  if (joining.leastWeeklyMinutes !== undefined)
    await stateLeastHours(tx, { providerId, weeklyMinutes: joining.leastWeeklyMinutes, from: tx.today })
  if (joining.price === undefined) return
  const { pence: price, unit, supportBand } = joining.price
  for (const lotId of wanted.lotIds)
    await decideRate(tx, {
      providerId,
      lotId,
      supportBand,
      unit,
      price,
      from: wanted.from,
      reason: 'The price asked for on joining',
    })
}
