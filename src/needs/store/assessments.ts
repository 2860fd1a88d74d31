import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { type AssessedItem, assessedItems, type Level, type Quarters } from '../assessed-items.ts'
import type { AssessmentKind, AssessmentMethod } from '../assessment-kind.ts'
import { type Levels, missingItems } from '../carers-part.ts'
import { levelsText } from '../levels-text.ts'

/** An assessment without its levels. */
export interface AssessmentHead {
  readonly assessmentId: string
  readonly personId: string
  readonly contactId: string | null
  readonly kind: AssessmentKind
  readonly startedOn: CalendarDate
  readonly completedOn: CalendarDate | null
  readonly method: AssessmentMethod | null
  readonly whatMatters: string | null
  readonly strengths: string | null
  readonly summary: string | null
  readonly assessorName: string | null
  readonly replaces: string | null
  readonly replacedBy: string | null
  readonly eligible: boolean | null
}

/** What one carer does of one item, as they agreed. */
export interface CarerPartRow {
  readonly item: AssessedItem
  readonly carerId: string
  /** Null when the reader may not know the carer’s name. */
  readonly carerName: string | null
  readonly quarters: Quarters
}

export interface Assessment extends AssessmentHead {
  readonly levels: Levels
  readonly carers: readonly CarerPartRow[]
}

const columns = sql`
  a.id as "assessmentId", a.person_id as "personId", a.contact_id as "contactId", a.kind, a.started_on as "startedOn", a.completed_on as "completedOn",
  a.method, a.what_matters as "whatMatters", a.strengths, a.summary, s.name as "assessorName", a.replaces, later.id as "replacedBy", e.eligible`
const tables = sql`
  needs.assessment a left join platform.published_staff s on s.staff_id = a.assessor_id
  left join needs.assessment later on later.replaces = a.id left join needs.eligibility_decision e on e.assessment_id = a.id`

/** A person's assessments, the newest first. */
export function assessmentsOf(tx: Tx, personId: string): Promise<AssessmentHead[]> {
  return tx.query<AssessmentHead>(sql`
    select ${columns} from ${tables} where a.person_id = ${personId} order by a.started_on desc, a.id desc`)
}

/** One assessment of a person with its levels and what carers do. */
export async function assessmentById(tx: Tx, personId: string, assessmentId: string): Promise<Assessment> {
  const head = await tx.maybe<AssessmentHead>(sql`
    select ${columns} from ${tables} where a.person_id = ${personId} and a.id = ${assessmentId}`)
  if (head === undefined) throw new NotFound('assessment')
  const carers = await tx.query<CarerPartRow>(sql`
    select c.item, c.carer_id as "carerId", p.name as "carerName", c.carer_quarters as quarters
      from needs.carer_part c left join people.published_person p on p.person_id = c.carer_id
     where c.assessment_id = ${assessmentId} order by c.item, c.carer_id`)
  return { ...head, levels: await levelsSoFar(tx, assessmentId), carers }
}

async function levelsSoFar(tx: Tx, assessmentId: string): Promise<Levels> {
  const rows = await tx.query<{ item: AssessedItem; level: Level }>(sql`
    select item, level from needs.assessed_level where assessment_id = ${assessmentId} order by item`)
  return Object.fromEntries(rows.map(({ item, level }) => [item, level]))
}

export interface NewAssessment {
  readonly personId: string
  readonly contactId?: string | undefined
  readonly kind: AssessmentKind
  readonly startedOn: CalendarDate
}

/** Starts an assessment. Refused when dated after today, or (one_open_assessment) when one is already open for the person. */
export async function startAssessment(tx: Tx, assessment: NewAssessment): Promise<string> {
  if (assessment.startedOn > tx.today) throw new Refused('assessment_in_the_future')
  const id = newId()
  await tx.query(sql`
    insert into needs.assessment (id, person_id, contact_id, kind, started_on, assessor_id, recorded_by)
    values (${id}, ${assessment.personId}, ${assessment.contactId ?? null}, ${assessment.kind}, ${assessment.startedOn}, ${actor(tx)}, ${actor(tx)})`)
  await audit(tx, {
    action: 'needs/assessment-started',
    subject: 'assessment',
    subjectId: id,
    personId: assessment.personId,
  })
  return id
}

/** Starts a new assessment that corrects a completed one: its levels are copied, to be changed; the old one stays on record. */
export async function correctAssessment(tx: Tx, personId: string, assessmentId: string): Promise<string> {
  const old = await assessmentById(tx, personId, assessmentId)
  if (old.completedOn === null) throw new Refused('assessment_not_completed')
  const id = newId()
  await tx.query(sql`
    insert into needs.assessment (id, person_id, contact_id, kind, started_on, assessor_id, recorded_by, replaces)
    values (${id}, ${personId}, ${old.contactId}, ${old.kind}, ${tx.today}, ${actor(tx)}, ${actor(tx)}, ${assessmentId})`)
  await tx.query(sql`
    insert into needs.assessed_level (assessment_id, item, level, recorded_by)
    select ${id}, l.item, l.level, ${actor(tx)}::uuid from needs.assessed_level l where l.assessment_id = ${assessmentId}`)
  await audit(tx, {
    action: 'needs/assessment-corrected',
    subject: 'assessment',
    subjectId: id,
    personId,
    detail: { replaces: assessmentId },
  })
  return id
}

async function lockOpen(tx: Tx, personId: string, assessmentId: string): Promise<void> {
  const row = await tx.maybe<{ completed_on: CalendarDate | null }>(sql`
    select completed_on from needs.assessment where id = ${assessmentId} and person_id = ${personId} for update`)
  if (row === undefined) throw new NotFound('assessment')
  if (row.completed_on !== null) throw new Refused('DW017')
}

export interface LevelsToSave {
  readonly personId: string
  readonly assessmentId: string
  readonly levels: Levels
  /** `levelsText` of what the page showed. */
  readonly seen: string
}

/**
 * Saves the levels answered so far. Refused when the assessment is completed, when somebody else saved since the page
 * was shown (nothing is overwritten), or when it would take away a level that a carer's part stands on.
 */
export async function saveLevels(tx: Tx, { personId, assessmentId, levels, seen }: LevelsToSave): Promise<void> {
  await lockOpen(tx, personId, assessmentId)
  const now = await levelsSoFar(tx, assessmentId)
  if (levelsText(now) !== seen) throw new Refused('levels_changed_meanwhile')
  const answered = assessedItems.filter((item) => levels[item] !== undefined)
  await tx.query(sql`
    insert into needs.assessed_level (assessment_id, item, level, recorded_by, recorded_at)
    select ${assessmentId}, x.item, x.level, ${actor(tx)}::uuid, ${tx.now.toISOString()}::timestamptz
      from unnest(${answered}::text[], ${answered.map((item) => levels[item] ?? 0)}::smallint[]) as x(item, level)
    on conflict (assessment_id, item) do update set level = excluded.level, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at`)
  await audit(tx, {
    action: 'needs/levels-saved',
    subject: 'assessment',
    subjectId: assessmentId,
    personId,
    detail: { levels: levelsText({ ...now, ...levels }) },
  })
}

/** Who saved levels last, and when. */
export interface LevelsSaved {
  readonly at: Date
  readonly by: string | null
  readonly byId: string
}

/** The last time that levels of an assessment were saved, so that a clash can say whose they are: often one's own, in another tab. */
export function levelsLastSaved(tx: Tx, assessmentId: string): Promise<LevelsSaved | undefined> {
  return tx.maybe<LevelsSaved>(sql`
    select l.recorded_at as at, s.name as by, l.recorded_by as "byId"
      from needs.assessed_level l left join platform.published_staff s on s.staff_id = l.recorded_by
     where l.assessment_id = ${assessmentId} order by l.recorded_at desc, l.item limit 1`)
}

export interface Completion {
  readonly personId: string
  readonly assessmentId: string
  readonly completedOn: CalendarDate
  readonly method: AssessmentMethod
  readonly whatMatters: string
  readonly strengths: string
  readonly summary?: string | undefined
  readonly seen: string
}

/** Completes an assessment; from then on it is not changed, only replaced. Refused until all fourteen levels stand. */
export async function completeAssessment(tx: Tx, done: Completion): Promise<void> {
  await lockOpen(tx, done.personId, done.assessmentId)
  const levels = await levelsSoFar(tx, done.assessmentId)
  if (levelsText(levels) !== done.seen) throw new Refused('levels_changed_meanwhile')
  if (missingItems(levels).length > 0) throw new Refused('need-not-recorded')
  if (done.completedOn > tx.today) throw new Refused('assessment_in_the_future')
  await tx.query(sql`
    update needs.assessment set completed_on = ${done.completedOn}, method = ${done.method}, what_matters = ${done.whatMatters},
      strengths = ${done.strengths}, summary = ${done.summary ?? null}
     where id = ${done.assessmentId}`)
  await audit(tx, {
    action: 'needs/assessment-completed',
    subject: 'assessment',
    subjectId: done.assessmentId,
    personId: done.personId,
    detail: { completedOn: done.completedOn, method: done.method },
  })
}

/** What the allocation formula needs of a completed assessment: every level, and the quarters carers do together. */
export async function levelsOf(
  tx: Tx,
  personId: string,
  assessmentId: string,
): Promise<{ levels: Record<AssessedItem, Level>; carer: Record<AssessedItem, Quarters> }> {
  const assessment = await assessmentById(tx, personId, assessmentId)
  if (missingItems(assessment.levels).length > 0) throw new Refused('need-not-recorded')
  const carer = Object.fromEntries(assessedItems.map((item) => [item, 0])) as Record<AssessedItem, Quarters>
  for (const { item, quarters } of assessment.carers) carer[item] = Math.min(4, carer[item] + quarters) as Quarters
  return { levels: assessment.levels as Record<AssessedItem, Level>, carer }
}
