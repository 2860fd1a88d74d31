import { personRecord, recordConsent } from '../../people/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { type AssessedItem, assessedItems } from '../assessed-items.ts'
import { type CarersConsent, type CarersPart, carersPart } from '../carers-part.ts'
import { quartersText } from '../levels-text.ts'
import { assessmentById } from './assessments.ts'

/** Somebody who gives unpaid care to the person, as recorded, and whom the caller may speak for. */
export interface KnownCarer {
  readonly carerId: string
  readonly name: string
  readonly relation: string
}

/** The carers of a person whose names the caller may see. */
export async function carersOf(tx: Tx, personId: string): Promise<KnownCarer[]> {
  const { carers } = await personRecord(tx, personId)
  return carers.flatMap(({ carer_id, name, relation }) =>
    name === null ? [] : [{ carerId: carer_id, name, relation }],
  )
}

export interface CarersPartToSave {
  readonly personId: string
  readonly assessmentId: string
  readonly carerId: string
  readonly part: CarersPart
  readonly consent: CarersConsent & { readonly how: string }
  /** `quartersText` of what the page showed. */
  readonly seen: string
}

/**
 * Records what one carer does, with the carer's own yes or no: their consent stands in their own record. A carer who is
 * not willing and able counts for nothing, and that too is recorded. Refused before every need has its level, when the
 * assessment is completed, when somebody else saved in between, or when carers together would do more than the whole.
 */
export async function saveCarersPart(tx: Tx, given: CarersPartToSave): Promise<void> {
  const { personId, assessmentId, carerId, part, consent } = given
  await tx.query(sql`select id from needs.assessment where id = ${assessmentId} and person_id = ${personId} for update`)
  const assessment = await assessmentById(tx, personId, assessmentId)
  if (assessment.completedOn !== null) throw new Refused('DW017')
  if (quartersText(assessment.carers, carerId) !== given.seen) throw new Refused('carers_part_changed_meanwhile')
  const checked = carersPart(assessment.levels, part, consent)
  if (!checked.ok) throw new Refused(checked.refusals.join())
  const { may } = await tx.one<{ may: boolean }>(sql`select people.may_change(${carerId}::uuid) as may`)
  if (!may || !(await carersOf(tx, personId)).some((carer) => carer.carerId === carerId))
    throw new Refused('not_a_known_carer')
  const consentId = await recordConsent(tx, {
    personId: carerId,
    purpose: `carers-part/${assessmentId}`,
    given: consent.willing && consent.able,
    how: consent.how,
    reason: `willing: ${consent.willing ? 'yes' : 'no'}, able: ${consent.able ? 'yes' : 'no'}`,
  })
  await tx.query(sql`delete from needs.carer_part where assessment_id = ${assessmentId} and carer_id = ${carerId}`)
  const items = assessedItems.filter((item: AssessedItem) => checked.value[item] > 0)
  await tx.query(sql`
    insert into needs.carer_part (assessment_id, item, carer_id, carer_quarters, consent_id, recorded_by)
    select ${assessmentId}, x.item, ${carerId}::uuid, x.quarters, ${consentId}::uuid, ${actor(tx)}::uuid
      from unnest(${items}::text[], ${items.map((item) => checked.value[item])}::smallint[]) as x(item, quarters)`)
  await audit(tx, {
    action: 'needs/carers-part-saved',
    subject: 'assessment',
    subjectId: assessmentId,
    personId,
    detail: {
      carerId,
      willing: consent.willing,
      able: consent.able,
      items: Object.fromEntries(items.map((item) => [item, checked.value[item]])),
    },
  })
}
