import type { CalendarDate } from '../../core/calendar-date.ts'
import type { CareActOutcome } from '../../needs/index.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { OtherWay } from '../met-otherwise.ts'

/** An eligible need that is met in another way than by a line of the week, as agreed with the person. */
export interface NeedMetOtherwise {
  readonly id: string
  readonly careActItem: CareActOutcome
  readonly how: OtherWay
  readonly words: string
  readonly agreedOn: CalendarDate
}

/** The other ways in force for a person, in the order of the needs. */
export function metOtherwise(tx: Tx, personId: string): Promise<NeedMetOtherwise[]> {
  return tx.query<NeedMetOtherwise>(sql`
    select o.id, o.care_act_item as "careActItem", o.how, o.words, o.agreed_on as "agreedOn"
      from planning.need_met_otherwise o where o.person_id = ${personId} and o.ended_on is null order by o.care_act_item, o.id`)
}

/** Records that a need is met in another way. Refused when another way is in force for it already. */
export async function meetOtherwise(
  tx: Tx,
  met: { personId: string; careActItem: CareActOutcome; how: OtherWay; words: string; agreedOn: CalendarDate },
): Promise<string> {
  const id = newId()
  await tx.query(sql`
    insert into planning.need_met_otherwise (id, person_id, care_act_item, how, words, agreed_on, recorded_by)
    values (${id}, ${met.personId}, ${met.careActItem}, ${met.how}, ${met.words}, ${met.agreedOn}, ${actor(tx)})`)
  await audit(tx, {
    action: 'planning/need-met-otherwise',
    subject: 'need_met_otherwise',
    subjectId: id,
    personId: met.personId,
    detail: { careActItem: met.careActItem, how: met.how },
  })
  return id
}

/** Ends another way: it stays readable, and the next plan must say anew how the need is met. */
export async function endOtherWay(tx: Tx, personId: string, id: string, reason: string): Promise<void> {
  const ended = await tx.query(sql`
    update planning.need_met_otherwise set ended_on = ${tx.today}, end_reason = ${reason}
     where id = ${id} and person_id = ${personId} and ended_on is null returning id`)
  if (ended.length === 0) throw new NotFound('need_met_otherwise')
  await audit(tx, {
    action: 'planning/need-met-otherwise-ended',
    subject: 'need_met_otherwise',
    subjectId: id,
    personId,
  })
}
