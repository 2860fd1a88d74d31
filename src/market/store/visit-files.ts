import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { keepFile, type SentFile } from '../../platform/files.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { visitDetails } from './visits.ts'

/** A photo or a paper of a visit, for the council alone: it may show people. */
export interface VisitFile {
  readonly id: string
  readonly fileId: string
  readonly name: string
  readonly words: string
  /** The question it is about; none where it is about the whole visit. */
  readonly question: string | null
  readonly keptOn: CalendarDate
  readonly by: string
}

/** The files of a visit, the first one first; none for whoever may not open them. */
export const filesOfVisit = (tx: Tx, visitId: string): Promise<VisitFile[]> =>
  tx.query(sql`
    select v.id, v.file_id as "fileId", f.name, v.words, v.question, (v.recorded_at at time zone 'Europe/London')::date as "keptOn", coalesce(w.name, 'The council') as by
      from market.visit_file v join platform.file f on f.id = v.file_id left join platform.published_staff w on w.staff_id = v.recorded_by
     where v.visit_id = ${visitId} order by v.recorded_at, v.id`)

/**
 * Keeps a file of a visit while nobody has signed it. Refused without a file (`visit_file_missing`), about a question that was
 * not asked (`question_not_asked`), and as `keepFile` refuses; once it is signed the database refuses (DW081).
 */
export async function keepVisitFile(
  tx: Tx,
  visitId: string,
  { words, question, file }: { words: string; question: string | null; file: SentFile | undefined },
): Promise<string> {
  const visit = await visitDetails(tx, visitId)
  if (file === undefined) throw new Refused('visit_file_missing')
  if (question !== null && !visit.questions.some(({ key }) => key === question)) throw new Refused('question_not_asked')
  const id = newId()
  const fileId = await keepFile(tx, { ...file, readers: ['commissioner'] })
  await tx.query(sql`
    insert into market.visit_file (id, visit_id, question, words, file_id, recorded_by) values (${id}, ${visitId}, ${question}, ${words}, ${fileId}, ${actor(tx)})`)
  await audit(tx, { action: 'market/visit-file-kept', subject: 'visit', subjectId: visitId, detail: { file: id } })
  return id
}
