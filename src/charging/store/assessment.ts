import { createHash } from 'node:crypto'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { type Pence, pence } from '../../core/money.ts'
import { type Outcome, refuse } from '../../core/outcome.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { amountsOfDay, NOT_CHECKED } from '../amounts-of-day.ts'
import type { ChargingRefusal } from '../charging-refusal.ts'
import type { Circumstances } from '../circumstances.ts'
import { type AssessedBasis, type WeeklyContribution, weeklyContribution } from '../weekly-contribution.ts'
import type { WorkingLine } from '../working-line.ts'
import { councilAmountsOn } from './amounts.ts'
import { policyFor } from './policy.ts'

/** A financial assessment as recorded, with the working it was decided on. */
export interface FinancialAssessment {
  readonly assessmentId: string
  readonly personId: string
  readonly on: CalendarDate
  readonly basis: AssessedBasis
  readonly weekly: Pence
  readonly rules: string
  readonly usedDerivedAmount: boolean
  readonly recordedBy: string
  readonly recordedAt: Date
  readonly reason: string
  readonly decided: boolean
  readonly answers: Circumstances
  readonly lines: readonly WorkingLine[]
}

/** Works out a contribution with the council's own amounts and policy of that day. Nothing is recorded. */
export async function workOut(
  tx: Tx,
  facts: Circumstances,
  { demo }: { demo: boolean },
): Promise<Outcome<WeeklyContribution, ChargingRefusal>> {
  const amounts = amountsOfDay(facts.on, { demo, council: await councilAmountsOn(tx, facts.on) })
  return weeklyContribution(facts, amounts, await policyFor(tx, facts.on))
}

/** A full cost that nobody has priced cannot be told to anybody, so it cannot be recorded. */
const COST_NEEDED = {
  code: 'cost_needed',
  why: 'The person pays the full cost, and the cost of the support is not known.',
  whatToDo: 'Enter what the support costs in a usual week.',
} as const

/**
 * Works out and records a financial assessment with every line of its working. It is not yet a contribution: somebody decides
 * that next. Refuses what the calculator refuses, and a full cost with no price. `demo` lets unchecked figures through, marked.
 */
export async function recordAssessment(
  tx: Tx,
  {
    personId,
    facts,
    demo,
    reason,
    sent,
  }: {
    personId: string
    facts: Circumstances
    demo: boolean
    reason: string
    /** What it is made from, when somebody sent it: the database holds the two to the same answers. */
    sent?: { submissionId: string; answersHash: string }
  },
): Promise<Outcome<{ assessmentId: string; weekly: Pence }, ChargingRefusal>> {
  const answer = await workOut(tx, facts, { demo })
  if (!answer.ok) return answer
  const { weekly, basis, rules, usedDerivedAmount, lines } = answer.value
  if (weekly === undefined) return refuse(COST_NEEDED)
  const assessmentId = newId()
  const answers = JSON.stringify(facts)
  const hash = sent?.answersHash ?? createHash('sha256').update(answers).digest('hex')
  await tx.query(sql`
    insert into charging.financial_assessment (id, person_id, for_day, household, basis, answers, answers_hash, weekly_pence, rule_version, used_derived_amount, recorded_by, reason, submission_id)
    values (${assessmentId}, ${personId}, ${facts.on}, ${facts.notTold?.includes('household') ? null : facts.household}, ${basis}, ${answers}::jsonb, ${hash}, ${weekly}, ${rules}, ${usedDerivedAmount}, ${actor(tx)}, ${reason}, ${sent?.submissionId ?? null})`)
  await addLines(tx, assessmentId, lines)
  await audit(tx, {
    action: 'charging/assessed',
    subject: 'financial_assessment',
    subjectId: assessmentId,
    personId,
    detail: { weekly, basis, on: facts.on, rules, usedDerivedAmount },
  })
  return { ok: true, value: { assessmentId, weekly } }
}

async function addLines(tx: Tx, assessmentId: string, lines: readonly WorkingLine[]): Promise<void> {
  await tx.query(sql`
    insert into charging.working_line (financial_assessment_id, number, part, sign, label, amount_pence, working, citation, mark, derived)
    select ${assessmentId}::uuid, l.* from unnest(${lines.map((_, at) => at + 1)}::smallint[], ${lines.map(({ part }) => part)}::text[],
      ${lines.map(({ sign }) => sign)}::text[], ${lines.map(({ words }) => words)}::text[], ${lines.map(({ amount }) => amount)}::bigint[],
      ${lines.map(({ why }) => why)}::text[], ${lines.map(({ citation }) => citation)}::text[], ${lines.map(({ mark }) => mark ?? null)}::text[],
      ${lines.map(({ mark }) => mark === NOT_CHECKED)}::boolean[]) as l`)
}

const columns = sql`
  a.id as "assessmentId", a.person_id as "personId", a.for_day as "on", a.basis, a.weekly_pence as weekly, a.rule_version as rules, a.answers,
  a.used_derived_amount as "usedDerivedAmount", coalesce(s.name, 'Daywell') as "recordedBy", a.recorded_at as "recordedAt", a.reason,
  exists (select from charging.contribution c where c.financial_assessment_id = a.id) as decided`

/** One financial assessment of a person with its working. */
export async function assessmentOf(tx: Tx, personId: string, assessmentId: string): Promise<FinancialAssessment> {
  const head = await tx.maybe<Omit<FinancialAssessment, 'lines'>>(sql`
    select ${columns} from charging.financial_assessment a left join platform.published_staff s on s.staff_id = a.recorded_by
     where a.person_id = ${personId} and a.id = ${assessmentId}`)
  if (head === undefined) throw new NotFound('financial assessment')
  return { ...head, lines: await linesOf(tx, assessmentId) }
}

/** The person's financial assessments, newest first, without their working. */
export function assessmentsOf(tx: Tx, personId: string): Promise<Omit<FinancialAssessment, 'lines'>[]> {
  return tx.query<Omit<FinancialAssessment, 'lines'>>(sql`
    select ${columns} from charging.financial_assessment a left join platform.published_staff s on s.staff_id = a.recorded_by
     where a.person_id = ${personId} order by a.recorded_at desc, a.id desc`)
}

async function linesOf(tx: Tx, assessmentId: string): Promise<WorkingLine[]> {
  const rows = await tx.query<Omit<WorkingLine, 'mark'> & { mark: string | null }>(sql`
    select part, sign, amount_pence as amount, label as words, working as why, citation, mark
      from charging.working_line where financial_assessment_id = ${assessmentId} order by number`)
  return rows.map(({ mark, amount, ...line }) => ({
    ...line,
    amount: pence(amount),
    ...(mark === null ? {} : { mark }),
  }))
}
