import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'

/** Whether an independent advocate is owed, as somebody answered it. Source: Care Act 2014, section 67. */
export interface AdvocacyAnswer {
  readonly advocacyAnswerId: string
  readonly owed: boolean
  readonly substantialDifficulty: boolean
  readonly advocateName: string | null
  readonly reason: string
  readonly decidedOn: CalendarDate
}

/** The latest answer to the advocacy question; nothing while it is unanswered. */
export async function advocacyAnswerOf(tx: Tx, personId: string): Promise<AdvocacyAnswer | undefined> {
  const [latest] = await tx.query<AdvocacyAnswer>(sql`
    select a.id as "advocacyAnswerId", a.owed, a.substantial_difficulty as "substantialDifficulty", a.advocate_name as "advocateName",
           a.reason, a.decided_on as "decidedOn"
      from people.advocacy_answer a where a.person_id = ${personId} order by a.decided_on desc, a.recorded_at desc, a.id desc limit 1`)
  return latest
}

/** Answers the advocacy question by name and with a reason. An advocate is owed to someone with substantial difficulty and nobody suitable beside them. */
export async function answerAdvocacy(
  tx: Tx,
  answer: {
    personId: string
    owed: boolean
    substantialDifficulty: boolean
    advocateName?: string | undefined
    reason: string
  },
): Promise<string> {
  const id = newId()
  await tx.query(sql`
    insert into people.advocacy_answer (id, person_id, owed, substantial_difficulty, advocate_name, decided_by, decided_on, reason)
    values (${id}, ${answer.personId}, ${answer.owed}, ${answer.substantialDifficulty}, ${answer.advocateName ?? null}, ${actor(tx)}, ${tx.today}, ${answer.reason})`)
  await audit(tx, {
    action: 'people/advocacy-answered',
    subject: 'advocacy_answer',
    subjectId: id,
    personId: answer.personId,
    detail: { owed: answer.owed },
  })
  return id
}
