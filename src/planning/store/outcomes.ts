import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'

/** An outcome in the person's own words, as agreed with them. */
export interface Outcome {
  readonly outcomeId: string
  readonly words: string
  readonly iStatement: string | null
  readonly careActItem: string
  readonly agreedOn: CalendarDate
}

/** The outcomes in force for a person, the oldest first. */
export async function outcomesOf(tx: Tx, personId: string): Promise<Outcome[]> {
  return tx.query<Outcome>(sql`
    select o.id as "outcomeId", o.words, o.i_statement as "iStatement", o.care_act_item as "careActItem", o.agreed_on as "agreedOn"
      from planning.outcome o where o.person_id = ${personId} and o.ended_on is null order by o.agreed_on, o.recorded_at, o.id`)
}

/** Agrees an outcome with the person, in their words. Nothing can be planned or referred before there is one. */
export async function addOutcome(
  tx: Tx,
  outcome: { personId: string; words: string; iStatement: string; careActItem: string; agreedOn: CalendarDate },
): Promise<string> {
  const id = newId()
  await tx.query(sql`
    insert into planning.outcome (id, person_id, words, i_statement, care_act_item, agreed_on, recorded_by)
    values (${id}, ${outcome.personId}, ${outcome.words}, ${outcome.iStatement}, ${outcome.careActItem}, ${outcome.agreedOn}, ${actor(tx)})`)
  await audit(tx, {
    action: 'planning/outcome-agreed',
    subject: 'outcome',
    subjectId: id,
    personId: outcome.personId,
    detail: { careActItem: outcome.careActItem, iStatement: outcome.iStatement },
  })
  return id
}

/** Ends an outcome: it stays readable, and nothing new can serve it. */
export async function endOutcome(tx: Tx, personId: string, outcomeId: string, reason: string): Promise<void> {
  await tx.query(sql`
    update planning.outcome set ended_on = ${tx.today}, end_reason = ${reason} where id = ${outcomeId} and person_id = ${personId} and ended_on is null`)
  await audit(tx, { action: 'planning/outcome-ended', subject: 'outcome', subjectId: outcomeId, personId })
}
