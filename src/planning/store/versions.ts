import { createHash } from 'node:crypto'
import { publishedPence } from '../../allocation/store.ts'
import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { type Pence, pence } from '../../core/money.ts'
import type { CareActOutcome } from '../../needs/index.ts'
import { eligibleNeeds } from '../../needs/store.ts'
import { advocacyAnswerOf } from '../../people/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { againstBudget } from '../against-budget.ts'
import { type Cut, constantPrices, cutsBetween } from '../cuts-between.ts'
import { needsLeftOpen } from '../met-otherwise.ts'
import { planCanon } from '../plan-canon.ts'
import { isPriced, type PlanFigures, planFigures } from '../plan-figures.ts'
import { type PlanMeasures, planMeasures } from '../plan-measures.ts'
import type { WeekSession } from '../week-session.ts'
import { type Stop, whatStopsApproval } from '../what-stops-approval.ts'
import { planOf } from './draft.ts'
import { metOtherwise, type NeedMetOtherwise } from './needs-met.ts'
import { type Outcome, outcomesOf } from './outcomes.ts'
import { agreedVersion, openVersion, type PlanVersion } from './version-rows.ts'
import { sessionsOfVersion, weekOf } from './week.ts'

/** A draft with everything that is worked out of it: what the builder shows and what approval stands over. */
export interface Draft {
  readonly from: CalendarDate
  readonly sessions: readonly WeekSession[]
  readonly figures: PlanFigures
  readonly indicative: { budgetId: string; weekly: Pence; issued: boolean } | undefined
  readonly cuts: readonly Cut[]
  readonly stops: readonly Stop[]
  readonly needs: DraftNeeds
  readonly inForce: PlanVersion | undefined
  readonly sent: PlanVersion | undefined
  readonly changed: boolean
}

/** The eligible needs of the newest decision, the other ways agreed for them, and those that nothing meets yet. */
export interface DraftNeeds {
  readonly eligible: readonly CareActOutcome[]
  readonly otherwise: readonly NeedMetOtherwise[]
  readonly leftOpen: readonly CareActOutcome[]
}

/** The next version of a person's plan as it stands: the lines kept, the lines drafted, and what they cost from their first day. */
export async function draftOf(
  tx: Tx,
  personId: string,
  given: { from?: CalendarDate | undefined; reason?: string; guarded?: boolean } = {},
): Promise<Draft> {
  const { sessions: all, calendar } = await weekOf(tx, personId, tx.today)
  const sessions = all.filter(({ dropsAfter }) => dropsAfter === null)
  const from = given.from ?? firstDay(sessions, all, tx.today)
  const figures = planFigures(sessions, calendar, from)
  const indicative = await indicativeOf(tx, personId)
  const inForce = await agreedVersion(tx, personId)
  const sent = await openVersion(tx, personId)
  const measures = await measuredFor(tx, { sessions, figures, inForce, from })
  const cuts = inForce === undefined ? [] : cutsBetween(inForce.measures, measures)
  const standing = againstBudget(figures.weekly, indicative?.weekly)
  const outcomes = await outcomesOf(tx, personId)
  const needs = await needsOf(tx, personId, { sessions, outcomes })
  const stops = whatStopsApproval({
    outcomes: outcomes.length,
    needsLeftOpen: needs.leftOpen.length,
    sessions: sessions.map((session) => ({
      key: session.termId,
      pattern: session.pattern,
      priced: isPriced(session),
      sharesAddUp: true,
      transportDecided: session.agreed || session.transport !== null,
    })),
    overBudget: standing.state === 'over',
    reasonOverBudget: given.reason ?? 'asked when it is sent',
    cuts: cuts.length,
    guarded: given.guarded ?? true,
  })
  const changed = all.some(({ agreed, dropsAfter }) => !agreed || dropsAfter !== null)
  return { from, sessions, figures: { ...figures, measures }, indicative, cuts, stops, needs, inForce, sent, changed }
}

/** How each eligible need stands in the draft: an outcome about it that a line serves, or another way that was agreed. */
async function needsOf(
  tx: Tx,
  personId: string,
  { sessions, outcomes }: { sessions: readonly WeekSession[]; outcomes: readonly Outcome[] },
): Promise<DraftNeeds> {
  const eligible = await eligibleNeeds(tx, personId)
  const otherwise = await metOtherwise(tx, personId)
  const used = new Set(sessions.map(({ outcomeId }) => outcomeId))
  const leftOpen = needsLeftOpen({
    eligible,
    served: outcomes.filter(({ outcomeId }) => used.has(outcomeId)).map(({ careActItem }) => careActItem),
    otherwise: otherwise.map(({ careActItem }) => careActItem),
  })
  return { eligible, otherwise, leftOpen }
}

/** A plan starts on the first day of a new line, or the day after a line leaves; today when nothing changes. */
function firstDay(sessions: readonly WeekSession[], all: readonly WeekSession[], today: CalendarDate): CalendarDate {
  const days = [
    ...sessions.filter(({ agreed }) => !agreed).map(({ pattern }) => pattern.from),
    ...all.flatMap(({ dropsAfter }) => (dropsAfter === null ? [] : [addDays(dropsAfter, 1)])),
  ].sort()
  return days[0] ?? today
}

async function indicativeOf(tx: Tx, personId: string) {
  const [row] = await tx.query<{ budgetId: string; weekly: Pence; issuedOn: CalendarDate | null }>(sql`
    select i.indicative_budget_id as "budgetId", ${publishedPence(tx.today)} as weekly, i.issued_on as "issuedOn"
      from allocation.published_indicative i where i.person_id = ${personId}
     order by i.issued_on desc nulls last, i.indicative_budget_id desc limit 1`)
  return row === undefined ? undefined : { budgetId: row.budgetId, weekly: row.weekly, issued: row.issuedOn !== null }
}

/** What the next version gives, its money at the constant prices of the version in force. */
async function measuredFor(
  tx: Tx,
  {
    sessions,
    figures,
    inForce,
    from,
  }: { sessions: readonly WeekSession[]; figures: PlanFigures; inForce: PlanVersion | undefined; from: CalendarDate },
): Promise<PlanMeasures> {
  if (inForce === undefined) return figures.measures
  const before = await sessionsOfVersion(tx, inForce.versionId)
  const priced = (session: WeekSession) => {
    const now = sessions.find(
      ({ plannedSessionId, supportBand, sessionId }) =>
        plannedSessionId === session.plannedSessionId &&
        supportBand === session.supportBand &&
        sessionId === session.sessionId,
    )
    const lines = (now ?? session).lines
    return pence(lines.reduce((all, line) => all + line.perSession, 0))
  }
  const oldWeek = planMeasures(
    before.map((session) => ({ ...session, fundedTransport: false, perSession: priced(session) })),
    inForce.fromDate,
  )
  const money = constantPrices({
    recorded: inForce.measures.money,
    oldWeekToday: oldWeek.money,
    newWeekToday: figures.measures.money,
  })
  return { ...figures.measures, money: from < inForce.fromDate ? figures.measures.money : money }
}

/** What the cut guard asks when a version gives less: reasons, the effect on carers, when the person was told, and the review it rests on. */
export interface CutGuard {
  readonly reasons: string
  readonly carerImpact: string
  readonly toldOn: CalendarDate
  readonly firstDay: CalendarDate
  readonly reviewDueId: string
}

/** Sends the draft for approval as the next version; one that was sent before is withdrawn. Refused while something stops it. */
export async function sendForApproval(
  tx: Tx,
  wanted: { personId: string; from: CalendarDate; reason: string; guard?: CutGuard | undefined },
): Promise<string> {
  const draft = await draftOf(tx, wanted.personId, {
    from: wanted.from,
    reason: wanted.reason,
    guarded: wanted.guard !== undefined,
  })
  const [stop] = draft.stops
  if (stop !== undefined) throw new Refused(stop)
  if (draft.sessions.some(({ agreed, pattern }) => !agreed && pattern.from < wanted.from))
    throw new Refused('line_before_the_plan')
  const planId = await planOf(tx, wanted.personId)
  await withdrawOpen(tx, wanted.personId)
  const advocacy = await advocacyAnswerOf(tx, wanted.personId)
  const versionId = await insertVersion(tx, {
    planId,
    personId: wanted.personId,
    from: wanted.from,
    reason: wanted.reason,
    sessions: draft.sessions,
    figures: draft.figures,
    budgetId: draft.indicative?.issued ? draft.indicative.budgetId : null,
    advocacyId: advocacy?.advocacyAnswerId ?? null,
  })
  const guard = wanted.guard
  if (guard !== undefined)
    for (const { measure, was, becomes } of draft.cuts)
      await tx.query(sql`
        insert into planning.cut_guard (plan_version_id, person_id, measure, was, becomes, review_due_id, reasons, carer_impact, told_on, first_day, complaint_route_told, decided_by)
        values (${versionId}, ${wanted.personId}, ${measure}, ${was}, ${becomes}, ${guard.reviewDueId}, ${guard.reasons}, ${guard.carerImpact}, ${guard.toldOn}, ${guard.firstDay}, true, ${actor(tx)})`)
  await audit(tx, {
    action: 'planning/sent-for-approval',
    subject: 'plan_version',
    subjectId: versionId,
    personId: wanted.personId,
    detail: { grossYearlyPence: draft.figures.grossYearly },
  })
  return versionId
}

/** A version as it is written: its week, its figures and what it rests on. */
export interface NewVersion {
  readonly planId: string
  readonly personId: string
  readonly from: CalendarDate
  readonly reason: string
  readonly sessions: readonly WeekSession[]
  readonly figures: PlanFigures
  readonly budgetId: string | null
  readonly advocacyId: string | null
  /** Set when the week came from another system: the review until which it stands. */
  readonly takenOverUntil?: string
}

/** Writes a version and the lines it stands over. */
export async function insertVersion(tx: Tx, version: NewVersion): Promise<string> {
  const id = newId()
  const { measures, grossYearly } = version.figures
  await tx.query(sql`
    insert into planning.plan_version (id, plan_id, person_id, number, from_date, prepared_by, contents_hash, gross_yearly_pence, yearly_minutes, yearly_sessions,
      yearly_staff_minutes, yearly_journeys, constant_price_pence, issued_budget_id, advocacy_answer_id, provenance, review_due_id, reason)
    values (${id}, ${version.planId}, ${version.personId},
      (select coalesce(max(v.number), 0) + 1 from planning.plan_version v where v.plan_id = ${version.planId}), ${version.from}, ${actor(tx)},
      ${contentsHash(version.sessions)}, ${grossYearly}, ${measures.minutes}, ${measures.sessions}, ${measures.staffMinutes}, ${measures.journeys},
      ${measures.money}, ${version.budgetId}, ${version.advocacyId}, ${version.takenOverUntil === undefined ? 'planned' : 'migrated'},
      ${version.takenOverUntil ?? null}, ${version.reason})`)
  await tx.query(sql`
    insert into planning.plan_version_term (plan_version_id, term_id, person_id)
    select ${id}::uuid, t, ${version.personId}::uuid from unnest(${version.sessions.map(({ termId }) => termId)}::uuid[]) t`)
  return id
}

/** The fingerprint of a plan's contents: the same week gives the same one, whatever its prices. */
function contentsHash(sessions: readonly WeekSession[]): string {
  const lines = sessions.map((session) => ({
    ...session.pattern,
    plannedSessionId: session.plannedSessionId,
    outcomeId: session.outcomeId ?? '',
    place: session.sessionId ?? session.title,
    supportBand: session.supportBand,
    characteristics: session.characteristics,
    until: session.pattern.until ?? null,
    prices: session.lines.map(({ component, route, providerId, perSession }) => ({
      component,
      route,
      providerId,
      perSession,
    })),
  }))
  return createHash('sha256').update(planCanon(lines, 'contents')).digest('hex')
}

/** Takes back a version that was sent and not agreed, so that the draft can change. */
export async function withdrawOpen(tx: Tx, personId: string): Promise<void> {
  await tx.query(sql`
    update planning.plan_version set withdrawn_at = ${tx.now.toISOString()}::timestamptz
     where person_id = ${personId} and agreed_at is null and withdrawn_at is null`)
}
