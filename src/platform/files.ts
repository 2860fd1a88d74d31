import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql, type Tx } from './db.ts'
import { newId } from './ids.ts'
import { Refused } from './refused.ts'
import { actor } from './who.ts'

/** The largest file that is kept: 5 megabytes, enough for a scanned policy or a photo of it. */
export const largestFileBytes = 5 * 1024 * 1024

const firstBytes = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
] as const
type MediaType = (typeof firstBytes)[number][0]

/** What a file is, by its first bytes and never by its name: a PDF, a JPEG or a PNG; nothing else is kept. */
export const mediaTypeOf = (bytes: Uint8Array): MediaType | undefined =>
  firstBytes.find(([, first]) => first.every((byte, at) => bytes[at] === byte))?.[0]

/** The last part of a file's name, without what a header or a folder could trip over. */
export function plainFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} ._()-]/gu, '_')
    .replace(/^[ .]+/, '')
  return plain.trim() === '' ? 'file' : plain.slice(-120)
}

export interface SentFile {
  readonly name: string
  readonly bytes: Buffer
}

/** The file a form brought, read whole; none when nobody chose one. Refused when it is larger than what is kept (`file_too_large`). */
export async function readUpload(request: FastifyRequest): Promise<SentFile | undefined> {
  const sent = request.upload
  if (sent === undefined) return undefined
  const parts: Buffer[] = []
  for await (const part of sent.file) parts.push(part as Buffer)
  if (sent.file.truncated) throw new Refused('file_too_large')
  return { name: sent.filename, bytes: Buffer.concat(parts) }
}

/**
 * Keeps a file whole, with its hash, for its provider and the roles named. Refused: `file_too_large`, `file_empty`, and
 * `file_of_another_kind` for all but a PDF, a JPEG or a PNG; the database refuses them too.
 */
export async function keepFile(
  tx: Tx,
  { name, bytes, providerId, readers }: SentFile & { providerId?: string; readers: readonly string[] },
): Promise<string> {
  if (bytes.length === 0) throw new Refused('file_empty')
  if (bytes.length > largestFileBytes) throw new Refused('file_too_large')
  const mediaType = mediaTypeOf(bytes)
  if (mediaType === undefined) throw new Refused('file_of_another_kind')
  const id = newId()
  const hash = createHash('sha256').update(bytes).digest('base64')
  await tx.query(sql`
    insert into platform.file (id, name, media_type, content, content_sha256, provider_id, readers, recorded_by)
    values (${id}, ${plainFileName(name)}, ${mediaType}, decode(${bytes.toString('base64')}, 'base64'), decode(${hash}, 'base64'), ${providerId ?? null}, ${readers}::text[], ${actor(tx)})`)
  return id
}

interface KeptFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Buffer
}

/** A file the asker may open; none otherwise. */
export async function keptFile(tx: Tx, id: string): Promise<KeptFile | undefined> {
  const found = await tx.maybe<{ name: string; mediaType: string; content: string }>(sql`
    select name, media_type as "mediaType", encode(content, 'base64') as content from platform.file where id = ${id}`)
  return found && { ...found, bytes: Buffer.from(found.content, 'base64') }
}

/** Gives a file to be saved, never shown by the browser as a page of ours. */
export const sendKeptFile = (reply: FastifyReply, { name, mediaType, bytes }: KeptFile) =>
  reply
    .type(mediaType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'no-store')
    .send(bytes)
