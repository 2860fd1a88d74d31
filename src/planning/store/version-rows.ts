import type { CalendarDate } from '../../core/calendar-date.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import type { Pence } from '../../core/money.ts'
import { nameHolds } from '../../people/store.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import type { PlanMeasures } from '../plan-measures.ts'

/** A version of a plan, with its approvals so far. */
export interface PlanVersion {
  readonly versionId: string
  readonly planId: string
  readonly personId: string
  readonly number: number
  readonly fromDate: CalendarDate
  readonly preparedBy: string
  readonly preparedByName: string | null
  readonly contentsHash: string
  readonly grossYearly: Pence
  readonly reason: string
  /** It holds what ran in the system before; nobody approved it here. */
  readonly takenOver: boolean
  readonly measures: PlanMeasures
  readonly issuedBudgetId: string | null
  readonly advocacyAnswerId: string | null
  readonly contentsApproved: boolean
  readonly costApproved: boolean
  readonly agreedAt: Date | null
  readonly withdrawnAt: Date | null
  readonly recordedAt: Date
}

type VersionRow = Omit<PlanVersion, 'measures'> & {
  minutes: number
  sessions: number
  staffMinutes: number
  journeys: number
  money: Pence
}

async function versionsWhere(tx: Tx, condition: Sql): Promise<PlanVersion[]> {
  const rows = await tx.query<VersionRow>(sql`
    select v.id as "versionId", v.plan_id as "planId", v.person_id as "personId", v.number, v.from_date as "fromDate", v.prepared_by as "preparedBy",
           st.name as "preparedByName", v.contents_hash as "contentsHash", v.gross_yearly_pence as "grossYearly", v.reason, v.provenance = 'migrated' as "takenOver",
           v.yearly_minutes as minutes, v.yearly_sessions as sessions, v.yearly_staff_minutes as "staffMinutes", v.yearly_journeys as journeys,
           v.constant_price_pence as money, v.issued_budget_id as "issuedBudgetId", v.advocacy_answer_id as "advocacyAnswerId",
           exists (select from planning.approval a where a.plan_id = v.plan_id and a.about = 'contents' and a.approved and a.contents_hash = v.contents_hash) as "contentsApproved",
           exists (select from planning.approval a where a.plan_id = v.plan_id and a.about = 'cost' and a.approved and a.contents_hash = v.contents_hash
                     and a.gross_yearly_pence >= v.gross_yearly_pence) as "costApproved",
           v.agreed_at as "agreedAt", v.withdrawn_at as "withdrawnAt", v.recorded_at as "recordedAt"
      from planning.plan_version v left join platform.published_staff st on st.staff_id = v.prepared_by ${condition}`)
  return rows.map(({ minutes, sessions, staffMinutes, journeys, money, ...version }) => ({
    ...version,
    measures: { minutes, sessions, staffMinutes, journeys, money },
  }))
}

/** The version in force, or agreed to begin later: the last one agreed. */
export async function agreedVersion(tx: Tx, personId: string): Promise<PlanVersion | undefined> {
  return (
    await versionsWhere(
      tx,
      sql`where v.person_id = ${personId} and v.agreed_at is not null order by v.number desc limit 1`,
    )
  )[0]
}

/** The version that waits for approval, when there is one. */
export async function openVersion(tx: Tx, personId: string): Promise<PlanVersion | undefined> {
  return (
    await versionsWhere(
      tx,
      sql`where v.person_id = ${personId} and v.agreed_at is null and v.withdrawn_at is null order by v.number desc limit 1`,
    )
  )[0]
}

/** One version by its id. */
export async function versionById(tx: Tx, versionId: string): Promise<PlanVersion | undefined> {
  return (await versionsWhere(tx, sql`where v.id = ${versionId} limit 1`))[0]
}

/** Every version of a person's plan, the newest first. */
export async function versionsOf(tx: Tx, personId: string): Promise<PlanVersion[]> {
  return versionsWhere(tx, sql`where v.person_id = ${personId} order by v.number desc`)
}

/** One plan that waits for approval, for the queue. */
export interface QueuedPlan extends PlanVersion {
  readonly personName: string
  readonly team: string | null
}

/** Plans that wait for approval, the longest wait first, for the teams of whoever asks. */
export async function approvalQueue(
  tx: Tx,
  wanted: { search: string; page: number },
): Promise<{ plans: QueuedPlan[]; found: number }> {
  const search = sql`and ${nameHolds(wanted.search)}`
  const ids = await tx.query<{ versionId: string; personName: string; team: string | null; found: number }>(sql`
    select v.id as "versionId", p.name as "personName", p.team, count(*) over ()::int as found
      from planning.plan_version v join people.published_person p on p.person_id = v.person_id
     where v.agreed_at is null and v.withdrawn_at is null ${search}
     order by v.recorded_at, v.id limit ${ROWS_A_PAGE} offset ${(wanted.page - 1) * ROWS_A_PAGE}`)
  const versions = await versionsWhere(
    tx,
    sql`where v.id = any (${ids.map(({ versionId }) => versionId)}::uuid[]) order by v.recorded_at, v.id`,
  )
  const plans = versions.map((version) => {
    const row = ids.find(({ versionId }) => versionId === version.versionId)
    return { ...version, personName: row?.personName ?? '', team: row?.team ?? null }
  })
  return { plans, found: ids[0]?.found ?? 0 }
}
