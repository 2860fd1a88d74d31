import { createHash } from 'node:crypto'
import { addMonths, type CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import type { Outcome } from '../../core/outcome.ts'
import { refuse } from '../../core/outcome.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { ChargingRefusal } from '../charging-refusal.ts'
import { checkCircumstances } from '../check-circumstances.ts'
import { type Circumstances, circumstances } from '../circumstances.ts'
import { type EvidenceNeeded, evidenceNeeded, tellsOfPartner } from '../evidence-needed.ts'
import { recordAssessment } from './assessment.ts'

/** Why somebody tells the council about their money: for the first time, because it changed, or because a year is over. */
export const submissionCauses = ['first', 'change', 'yearly'] as const
export type SubmissionCause = (typeof submissionCauses)[number]

/** Something needed, and who saw it or accepted it without. */
export interface Evidence extends EvidenceNeeded {
  readonly document: string | null
  readonly seenOn: CalendarDate | null
  readonly acceptedBecause: string | null
  readonly by: string | null
  /** What was seen for what this took the place of, in words; it does not count, it helps to know. */
  readonly seenBefore: string | null
}

/** What somebody told the council about their money, with what shows it so far. */
export interface Submission {
  readonly submissionId: string
  readonly personId: string
  readonly on: CalendarDate
  readonly cause: SubmissionCause
  readonly words: string
  readonly byPerson: boolean
  readonly sentBy: string
  readonly sentAt: Date
  readonly withdrawnOn: CalendarDate | null
  /** When something sent later took its place; none while it stands. */
  readonly replacedAt: Date | null
  readonly assessmentId: string | null
  readonly answers: Circumstances
  readonly answersHash: string
  readonly evidence: readonly Evidence[]
}

/**
 * Keeps what somebody told about their money, with the list of what has to be seen. Nothing is worked out or charged by it. It
 * takes the place of what is still open, which stays as history: one is open at a time (one_open_submission). Refuses
 * answers that contradict each other, money of a partner who has not agreed, and a day more than a year ahead.
 */
export async function submitCircumstances(
  tx: Tx,
  sent: { personId: string; facts: Circumstances; cause: SubmissionCause; words: string; partnerConsent: boolean },
): Promise<Outcome<{ submissionId: string; replaced: string | undefined }, ChargingRefusal>> {
  const { personId, facts, cause, words, partnerConsent } = sent
  const faults = checkCircumstances(facts)
  const ofPartner = tellsOfPartner(facts)
  if (faults.length > 0) return { ok: false, refusals: faults }
  if (ofPartner && !partnerConsent) return refuse(PARTNER_AGREES)
  if (facts.on > addMonths(tx.today, 12)) return refuse(TOO_FAR_AHEAD)
  const submissionId = newId()
  const answers = JSON.stringify(facts)
  const needed = evidenceNeeded(facts).map(({ item }) => item)
  const replaced = await replaceOpen(tx, personId, submissionId)
  await tx.query(sql`
    insert into charging.submission (id, person_id, for_day, cause, answers, answers_hash, evidence_needed, words, tells_of_partner, partner_consent, sent_by, sent_by_person)
    values (${submissionId}, ${personId}, ${facts.on}, ${cause}, ${answers}::jsonb, ${hashOf(answers)}, ${needed}::text[], ${words}, ${ofPartner}, ${partnerConsent},
      ${actor(tx)}, ${tx.who.role === 'person'})`)
  await audit(tx, {
    action: 'charging/submitted',
    subject: 'submission',
    subjectId: submissionId,
    personId,
    detail: { on: facts.on, cause, needed: needed.length, replaced: replaced ?? null },
  })
  return { ok: true, value: { submissionId, replaced } }
}

/** Closes what is still open of a person in favour of what is sent now; gives its id. */
async function replaceOpen(tx: Tx, personId: string, submissionId: string): Promise<string | undefined> {
  const open = await tx.maybe<{ id: string }>(sql`
    update charging.submission set closed = 'replaced', replaced_by = ${submissionId} where person_id = ${personId} and closed is null returning id`)
  return open?.id
}

const PARTNER_AGREES = {
  code: 'partner_without_consent',
  why: 'The answers tell of money shared with a partner, who has not agreed to it.',
  whatToDo: 'Ask the partner, or leave out what is shared: the person is assessed alone.',
} as const

/** Amounts set by law are known a year ahead at most, so a later day is probably a slip of the year. Assumption of Daywell. */
const TOO_FAR_AHEAD = {
  code: 'told_too_far_ahead',
  why: 'The day from which it holds is more than a year ahead.',
  whatToDo: 'Check the year, or tell it again when the day is nearer.',
} as const

const hashOf = (answers: string) => createHash('sha256').update(answers).digest('hex')

/** Records that something was seen, or is accepted without being seen and why. Each once. */
export async function recordEvidence(
  tx: Tx,
  seen: {
    personId: string
    submissionId: string
    item: string
    document: string
    seenOn?: CalendarDate | undefined
    acceptedBecause?: string | undefined
  },
): Promise<void> {
  const { evidence, replacedAt } = await submissionOf(tx, seen.personId, seen.submissionId)
  if (replacedAt !== null) throw new Refused('submission_replaced')
  if (!evidence.some(({ item }) => item === seen.item)) throw new NotFound('thing to be seen')
  if (seen.seenOn !== undefined && seen.seenOn > tx.today) throw new Refused('seen_in_the_future')
  await tx.query(sql`
    insert into charging.evidence (submission_id, item, person_id, document, seen_on, accepted_because, recorded_by)
    values (${seen.submissionId}, ${seen.item}, ${seen.personId}, ${seen.document}, ${seen.seenOn ?? null}, ${seen.acceptedBecause ?? null}, ${actor(tx)})`)
  await audit(tx, {
    action: 'charging/evidence-recorded',
    subject: 'submission',
    subjectId: seen.submissionId,
    personId: seen.personId,
    detail: { item: seen.item, seenOn: seen.seenOn ?? null },
  })
}

/** Takes back what was sent, before it was worked out. Refused (submission_assessed_once) afterwards. */
export async function withdrawSubmission(
  tx: Tx,
  { personId, submissionId, why }: { personId: string; submissionId: string; why: string },
): Promise<void> {
  const { assessmentId, withdrawnOn, replacedAt } = await submissionOf(tx, personId, submissionId)
  if (assessmentId !== null) throw new Refused('submission_assessed_once')
  if (withdrawnOn !== null) throw new Refused('submission_withdrawn')
  if (replacedAt !== null) throw new Refused('submission_replaced')
  await tx.query(sql`
    update charging.submission set withdrawn_on = ${tx.today}, withdrawn_why = ${why}, closed = 'withdrawn' where id = ${submissionId} and closed is null`)
  await audit(tx, { action: 'charging/submission-withdrawn', subject: 'submission', subjectId: submissionId, personId })
}

/**
 * Works the charge out from exactly what was sent. Refused while something it needs has not been seen or accepted
 * (evidence_missing), once it is withdrawn or worked out already, and by all the calculator refuses.
 */
export async function assessSubmission(
  tx: Tx,
  from: { personId: string; submissionId: string; demo: boolean; reason: string },
): Promise<Outcome<{ assessmentId: string; weekly: Pence }, ChargingRefusal>> {
  const { personId, submissionId, demo, reason } = from
  const found = await submissionOf(tx, personId, submissionId)
  const { answers: facts, answersHash, evidence, withdrawnOn, replacedAt, assessmentId } = found
  if (withdrawnOn !== null) throw new Refused('submission_withdrawn')
  if (assessmentId !== null) throw new Refused('submission_assessed_once')
  if (replacedAt !== null) throw new Refused('submission_replaced')
  if (evidence.some(({ by }) => by === null)) throw new Refused('evidence_missing')
  return recordAssessment(tx, { personId, facts, demo, reason, sent: { submissionId, answersHash } })
}

interface Row extends Omit<Submission, 'answers' | 'evidence'> {
  readonly answers: unknown
  readonly seen: readonly Pick<Evidence, 'item' | 'document' | 'seenOn' | 'acceptedBecause' | 'by'>[] | null
  readonly before: readonly { readonly item: string; readonly seen: string }[] | null
}

const columns = sql`
  s.id as "submissionId", s.person_id as "personId", s.for_day as "on", s.cause, s.words, s.sent_by_person as "byPerson", coalesce(f.name, 'the person') as "sentBy",
  s.recorded_at as "sentAt", s.withdrawn_on as "withdrawnOn", (select l.recorded_at from charging.submission l where l.id = s.replaced_by) as "replacedAt", s.answers, s.answers_hash as "answersHash", (select a.id from charging.financial_assessment a where a.submission_id = s.id) as "assessmentId",
  (select json_agg(json_build_object('item', e.item, 'document', e.document, 'seenOn', e.seen_on, 'acceptedBecause', e.accepted_because, 'by', coalesce(w.name, 'Daywell')) order by e.item)
     from charging.evidence e left join platform.published_staff w on w.staff_id = e.recorded_by where e.submission_id = s.id) as seen,
  (select json_agg(json_build_object('item', e.item, 'seen', coalesce(e.accepted_because, e.document)) order by e.item)
     from charging.evidence e join charging.submission b on b.id = e.submission_id where b.replaced_by = s.id) as before`
const tables = sql`charging.submission s left join platform.published_staff f on f.staff_id = s.sent_by`

/** One thing somebody told, with what was seen and what is missing. */
export async function submissionOf(tx: Tx, personId: string, submissionId: string): Promise<Submission> {
  const row = await tx.maybe<Row>(
    sql`select ${columns} from ${tables} where s.person_id = ${personId} and s.id = ${submissionId}`,
  )
  if (row === undefined) throw new NotFound('submission')
  return whole(row)
}

/** Everything the person, or somebody for them, told about their money, newest first. */
export async function submissionsOf(tx: Tx, personId: string): Promise<Submission[]> {
  const rows = await tx.query<Row>(
    sql`select ${columns} from ${tables} where s.person_id = ${personId} order by s.recorded_at desc, s.id desc`,
  )
  return rows.map(whole)
}

function whole({ seen, before, answers: kept, ...row }: Row): Submission {
  const answers = circumstances.parse(kept)
  const evidence = evidenceNeeded(answers).map((needed): Evidence => {
    const one = (seen ?? []).find(({ item }) => item === needed.item)
    const seenBefore = (before ?? []).find(({ item }) => item === needed.item)?.seen ?? null
    return { document: null, seenOn: null, acceptedBecause: null, by: null, ...one, ...needed, seenBefore }
  })
  return { ...row, answers, evidence }
}
