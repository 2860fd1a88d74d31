import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { AssuranceQuestion, FindingAnswer } from '../assurance.ts'

export interface Finding {
  readonly question: string
  readonly answer: FindingAnswer
  readonly evidence: string
  readonly document: string | null
  readonly documentOn: CalendarDate | null
}

export interface Visit {
  readonly id: string
  readonly opportunityId: string
  readonly providerId: string
  readonly service: string
  readonly plannedOn: CalendarDate
  readonly announced: boolean
  readonly visitedById: string
  readonly visitedBy: string
  readonly questions: readonly AssuranceQuestion[]
  readonly madeOn: CalendarDate | null
  readonly peopleSpoken: number | null
  readonly summary: string | null
  readonly sharedOn: CalendarDate | null
  readonly signedOn: CalendarDate | null
  readonly signedBy: string | null
  readonly calledOffOn: CalendarDate | null
  readonly calledOffReason: string | null
  readonly correctsId: string | null
  readonly correctedById: string | null
  readonly findings: readonly Finding[]
}

/** The visits of a service, of a provider or one visit, the latest first; a provider sees those that were shared with it or signed. */
export async function visitsOf(
  tx: Tx,
  of: { opportunityId: string } | { providerId: string } | { visitId: string },
): Promise<Visit[]> {
  const asked = { opportunityId: null, providerId: null, visitId: null, ...of }
  return tx.query<Visit>(sql`
    select v.id, v.opportunity_id as "opportunityId", v.provider_id as "providerId", o.name as service, v.planned_on as "plannedOn", v.announced, v.visited_by as "visitedById", coalesce(w.name, 'The council') as "visitedBy",
           v.questions, v.made_on as "madeOn", v.people_spoken as "peopleSpoken", v.summary, v.shared_on as "sharedOn", v.signed_on as "signedOn",
           case when v.signed_by is not null then coalesce(s.name, 'The council') end as "signedBy", v.called_off_on as "calledOffOn", v.called_off_reason as "calledOffReason", v.corrects_id as "correctsId",
           (select n.id from market.assurance_visit n where n.corrects_id = v.id and n.signed_on is not null) as "correctedById",
           coalesce((select jsonb_agg(jsonb_build_object('question', f.question, 'answer', f.answer, 'evidence', f.evidence, 'document', f.document, 'documentOn', f.document_on) order by f.question)
              from market.visit_finding f where f.visit_id = v.id), '[]') as findings
      from market.assurance_visit v join directory.opportunity o on o.id = v.opportunity_id
      left join platform.published_staff w on w.staff_id = v.visited_by left join platform.published_staff s on s.staff_id = v.signed_by
     where (${asked.opportunityId}::uuid is null or v.opportunity_id = ${asked.opportunityId}::uuid) and (${asked.providerId}::uuid is null or v.provider_id = ${asked.providerId}::uuid)
       and (${asked.visitId}::uuid is null or v.id = ${asked.visitId}::uuid)
     order by coalesce(v.made_on, v.planned_on) desc, v.recorded_at desc, v.id`)
}

/** One visit; stops with not found where there is none that the asker may see. */
export async function visitDetails(tx: Tx, visitId: string): Promise<Visit> {
  const [found] = await visitsOf(tx, { visitId })
  if (found === undefined) throw new NotFound('visit')
  return found
}

/** Plans a visit: who goes, when, announced or not, with the questions of the council’s list on that day. */
export async function planVisit(
  tx: Tx,
  wanted: {
    opportunityId: string
    providerId: string
    plannedOn: CalendarDate
    announced: boolean
    visitedBy: string
    questions: readonly AssuranceQuestion[]
  },
): Promise<string> {
  if (wanted.plannedOn < tx.today) throw new Refused('visit_in_the_past')
  const id = newId()
  await tx.query(sql`
    insert into market.assurance_visit (id, opportunity_id, provider_id, planned_on, announced, visited_by, planned_by, questions)
    values (${id}, ${wanted.opportunityId}, ${wanted.providerId}, ${wanted.plannedOn}, ${wanted.announced}, ${wanted.visitedBy}, ${actor(tx)}, ${JSON.stringify(wanted.questions)}::jsonb)`)
  await note(tx, 'planned', id, { plannedOn: wanted.plannedOn, announced: wanted.announced })
  return id
}

const note = (tx: Tx, what: string, visitId: string, detail: Record<string, unknown> = {}) =>
  audit(tx, { action: `market/visit-${what}`, subject: 'visit', subjectId: visitId, detail })

/** Writes a visit down while nobody has signed it: the day, whom one spoke to, what people will read, and the answers given so far. */
export async function writeVisit(
  tx: Tx,
  visitId: string,
  seen: { madeOn: CalendarDate; peopleSpoken: number; summary: string; findings: readonly Finding[] },
): Promise<void> {
  if (seen.madeOn > tx.today) throw new Refused('visit_not_made_yet')
  const { questions } = await visitDetails(tx, visitId)
  if (seen.findings.some(({ question }) => !questions.some(({ key }) => key === question)))
    throw new Refused('question_not_asked')
  await tx.query(sql`
    update market.assurance_visit set made_on = ${seen.madeOn}, people_spoken = ${seen.peopleSpoken}, summary = ${seen.summary} where id = ${visitId}`)
  await tx.query(sql`
    insert into market.visit_finding (visit_id, question, answer, evidence, document, document_on, recorded_by)
    select ${visitId}::uuid, f.question, f.answer, f.evidence, f.document, f."documentOn", ${actor(tx)}::uuid
      from jsonb_to_recordset(${JSON.stringify(seen.findings)}::jsonb) as f (question text, answer text, evidence text, document text, "documentOn" date)
    on conflict on constraint visit_finding_pkey do update set answer = excluded.answer, evidence = excluded.evidence, document = excluded.document, document_on = excluded.document_on, recorded_by = excluded.recorded_by`)
  await note(tx, 'written', visitId, { answers: seen.findings.length })
}

/** Lets the provider read the draft, so that it can say what is wrong before it is signed. */
export async function shareVisit(tx: Tx, visitId: string): Promise<void> {
  const shared = await tx.query(
    sql`update market.assurance_visit set shared_on = ${tx.today} where id = ${visitId} and shared_on is null returning id`,
  )
  if (shared.length === 0) throw new Refused('visit_shared_already')
  await note(tx, 'shared', visitId)
}

/** Signs a visit off, by somebody who did not make it; from then on it stands. */
export async function signVisit(tx: Tx, visitId: string): Promise<void> {
  await tx.query(
    sql`update market.assurance_visit set signed_by = ${actor(tx)}, signed_on = ${tx.today} where id = ${visitId}`,
  )
  await note(tx, 'signed', visitId)
}

/** Calls off a visit that was not signed, with the reason; it stays on record. */
export async function callOffVisit(tx: Tx, visitId: string, reason: string): Promise<void> {
  await tx.query(
    sql`update market.assurance_visit set called_off_on = ${tx.today}, called_off_reason = ${reason} where id = ${visitId}`,
  )
  await note(tx, 'called-off', visitId)
}

/** Begins a correction of a signed visit: another record with the same answers, to be put right and signed; the first one stands. */
export async function correctVisit(tx: Tx, visitId: string): Promise<string> {
  const id = newId()
  const begun = await tx.query(sql`
    insert into market.assurance_visit (id, opportunity_id, provider_id, planned_on, announced, visited_by, planned_by, questions, made_on, people_spoken, summary, corrects_id)
    select ${id}::uuid, v.opportunity_id, v.provider_id, v.planned_on, v.announced, ${actor(tx)}::uuid, ${actor(tx)}::uuid, v.questions, v.made_on, v.people_spoken, v.summary, v.id
      from market.assurance_visit v where v.id = ${visitId} returning id`)
  if (begun.length === 0) throw new NotFound('visit')
  await tx.query(sql`
    insert into market.visit_finding (visit_id, question, answer, evidence, document, document_on, recorded_by)
    select ${id}::uuid, f.question, f.answer, f.evidence, f.document, f.document_on, ${actor(tx)}::uuid from market.visit_finding f where f.visit_id = ${visitId}`)
  await note(tx, 'correction-begun', id, { corrects: visitId })
  return id
}
