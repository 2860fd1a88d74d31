import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { keepFile, type SentFile } from '../../platform/files.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { mostWaiting } from '../../platform/waiting.ts'
import { actor } from '../../platform/who.ts'
import type { CheckKind } from '../checks.ts'

export interface DocumentSent {
  readonly kind: CheckKind
  readonly words: string
  readonly expiresOn?: CalendarDate | undefined
  readonly file?: SentFile | undefined
}

/** A paper a provider sent, and what came of the look at it; `met` is null while nobody has looked. */
export interface ProviderDocument {
  readonly id: string
  readonly providerId: string
  readonly provider: string
  readonly kind: CheckKind
  readonly words: string
  readonly fileId: string | null
  readonly fileName: string | null
  readonly expiresOn: CalendarDate | null
  readonly sentOn: CalendarDate
  readonly met: boolean | null
  readonly evidence: string | null
}

/** Sends a paper to the council, with a file or without. Refused when it has run out (`document_run_out`) and as `keepFile` refuses. */
export async function sendDocument(tx: Tx, providerId: string, sent: DocumentSent): Promise<string> {
  if (sent.expiresOn !== undefined && sent.expiresOn < tx.today) throw new Refused('document_run_out')
  const fileId =
    sent.file === undefined ? null : await keepFile(tx, { ...sent.file, providerId, readers: ['commissioner'] })
  const id = newId()
  await tx.query(sql`
    insert into market.document (id, provider_id, kind, words, file_id, expires_on, sent_by, sent_on)
    values (${id}, ${providerId}, ${sent.kind}, ${sent.words}, ${fileId}, ${sent.expiresOn ?? null}, ${actor(tx)}, ${tx.today})`)
  await audit(tx, {
    action: 'market/document-sent',
    subject: 'document',
    subjectId: id,
    detail: { providerId, kind: sent.kind, file: fileId !== null },
  })
  return id
}

const columns = sql`d.id, d.provider_id as "providerId", p.name as provider, d.kind, d.words, d.file_id as "fileId", f.name as "fileName",
  d.expires_on as "expiresOn", d.sent_on as "sentOn", c.met, c.evidence
  from market.document d join market.published_provider p on p.provider_id = d.provider_id left join platform.file f on f.id = d.file_id
  left join market.check_item c on c.document_id = d.id`

/** The papers of a provider, the newest first. */
export const documentsOf = (tx: Tx, providerId: string): Promise<ProviderDocument[]> =>
  tx.query(sql`select ${columns} where d.provider_id = ${providerId} order by d.sent_on desc, d.recorded_at desc, d.id`)

/** The papers nobody has looked at yet, the oldest first. */
export const documentsToCheck = (tx: Tx): Promise<ProviderDocument[]> =>
  tx.query(sql`select ${columns} where c.id is null order by d.sent_on, d.recorded_at, d.id limit ${mostWaiting}`)

/** One paper the asker may see; none otherwise. */
export const documentById = (tx: Tx, documentId: string): Promise<ProviderDocument | undefined> =>
  tx.maybe(sql`select ${columns} where d.id = ${documentId}`)
