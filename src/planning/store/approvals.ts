import { recordEvidencedPlan } from '../../allocation/store.ts'
import { scale } from '../../core/money.ts'
import { calendarFor } from '../../directory/store.ts'
import { advocacyAnswerOf } from '../../people/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { appendFact } from '../../platform/facts.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { runningDays } from '../running-days.ts'
import { weekAsPriced } from '../week-as-priced.ts'
import { ownLimit } from './limits.ts'
import { type PlanVersion, versionById } from './version-rows.ts'
import { sessionsOfVersion } from './week.ts'

/** What an approver decides about a version. */
export interface Decision {
  readonly versionId: string
  readonly about: 'contents' | 'cost'
  readonly approved: boolean
  readonly comment: string
}

/**
 * Records an approver's decision and, once contents and cost are both approved, agrees the plan. Refused for one's own plan
 * (`not_ones_own_plan`), above one's limit (`within_the_limit`) and without a limit (`no_limit`). A "no" gives the draft back.
 */
export async function decide(tx: Tx, decision: Decision): Promise<{ agreed: boolean }> {
  const version = await openFor(tx, decision.versionId)
  const limit = await ownLimit(tx)
  if (limit === undefined) throw new Refused('no_limit')
  const id = newId()
  await tx.query(sql`
    insert into planning.approval (id, plan_version_id, plan_id, about, approved, comment, decided_by, decided_on, prepared_by, contents_hash, gross_yearly_pence, limit_id, limit_pence)
    values (${id}, ${version.versionId}, ${version.planId}, ${decision.about}, ${decision.approved}, ${decision.comment}, ${actor(tx)}, ${tx.today},
      ${version.preparedBy}, ${version.contentsHash}, ${decision.about === 'cost' ? version.grossYearly : null}, ${limit.limitId}, ${limit.yearlyPence})`)
  await audit(tx, {
    action: decision.approved ? 'planning/approved' : 'planning/not-approved',
    subject: 'plan_version',
    subjectId: version.versionId,
    personId: version.personId,
    detail: { about: decision.about, grossYearlyPence: version.grossYearly },
  })
  if (!decision.approved) {
    await tx.query(
      sql`update planning.plan_version set withdrawn_at = ${tx.now.toISOString()}::timestamptz where id = ${version.versionId} and withdrawn_at is null`,
    )
    return { agreed: false }
  }
  const now = await openFor(tx, decision.versionId)
  if (!now.contentsApproved || !now.costApproved) return { agreed: false }
  await agree(tx, decision.versionId)
  return { agreed: true }
}

async function openFor(tx: Tx, versionId: string): Promise<PlanVersion> {
  const version = await versionById(tx, versionId)
  if (version === undefined) throw new NotFound('plan version')
  if (version.agreedAt !== null) throw new Refused('already_agreed')
  if (version.withdrawnAt !== null) throw new Refused('version_withdrawn')
  return version
}

/**
 * Agrees a version in one transaction: lines that drop out end, new lines are agreed, then the version. The database refuses
 * without both approvals (DW010), without an issued budget or an answer about advocacy, with a clash, or when less is given
 * without its reasons (DW020). Later steps hear of it by the fact `planning/agreed`.
 */
export async function agree(tx: Tx, versionId: string): Promise<void> {
  const version = await openFor(tx, versionId)
  await nameWhatItRestsOn(tx, version)
  const at = tx.now.toISOString()
  await tx.query(sql`
    update planning.session_term t set ended_on = d.last_day, end_reason = d.reason from planning.dropped_line d
     where d.term_id = t.id and t.person_id = ${version.personId} and t.ended_on is null and t.agreed_at is not null`)
  await tx.query(sql`
    update planning.budget_line b set ended_on = d.last_day from planning.dropped_line d
     where d.term_id = b.term_id and b.person_id = ${version.personId} and b.ended_on is null`)
  await tx.query(sql`delete from planning.dropped_line where person_id = ${version.personId}`)
  await tx.query(sql`
    update planning.session_term t set agreed_at = ${at}::timestamptz from planning.plan_version_term vt
     where vt.plan_version_id = ${versionId} and vt.term_id = t.id and t.agreed_at is null`)
  await tx.query(sql`update planning.plan_version set agreed_at = ${at}::timestamptz where id = ${versionId}`)
  await handOverEvidence(tx, version)
  await appendFact(tx, 'planning/agreed', versionId, version.fromDate)
  await audit(tx, {
    action: 'planning/agreed',
    subject: 'plan_version',
    subjectId: versionId,
    personId: version.personId,
    detail: { grossYearlyPence: version.grossYearly, from: version.fromDate },
  })
}

/** What the agreed week costs while it runs, and by which rates, for the next calibration of the table, half a penny up. */
async function handOverEvidence(tx: Tx, version: PlanVersion): Promise<void> {
  const budget = await tx.maybe<{ id: string }>(sql`
    select issued_budget_id as id from planning.plan_version where id = ${version.versionId} and issued_budget_id is not null`)
  if (budget === undefined) return
  const sessions = await sessionsOfVersion(tx, version.versionId)
  const weeklyPence = scale(version.grossYearly, 7, runningDays(sessions, version.fromDate), 'half-up')
  const week = weekAsPriced(sessions, await calendarFor(tx), version.fromDate)
  await recordEvidencedPlan(tx, { planVersionId: version.versionId, indicativeBudgetId: budget.id, weeklyPence, week })
}

/** The issued budget and the advocacy answer may have come after the plan was sent. */
async function nameWhatItRestsOn(tx: Tx, version: PlanVersion): Promise<void> {
  if (version.issuedBudgetId === null)
    await tx.query(sql`
      update planning.plan_version set issued_budget_id = (
        select i.indicative_budget_id from allocation.published_indicative i where i.person_id = ${version.personId} and i.issued_on is not null
         order by i.issued_on desc, i.indicative_budget_id desc limit 1)
       where id = ${version.versionId}`)
  if (version.advocacyAnswerId === null) {
    const answer = await advocacyAnswerOf(tx, version.personId)
    if (answer === undefined) throw new Refused('agreed_with_advocacy_answered')
    await tx.query(
      sql`update planning.plan_version set advocacy_answer_id = ${answer.advocacyAnswerId} where id = ${version.versionId}`,
    )
  }
}
