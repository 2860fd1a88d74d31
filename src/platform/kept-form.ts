import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ownPath } from './own-path.ts'

/** One field of a form, as it was sent. */
export interface SentField {
  readonly name: string
  readonly value: string
}

/** A form that could not be taken yet, to be sent once more to where it was going. */
export interface KeptForm {
  readonly action: string
  readonly fields: readonly SentField[]
}

/** Longer texts are not carried from page to page. */
const MOST_CHARACTERS = 400_000

/** What a form sent, field by field, its token too; null of a form with a file or a password, which stay on no page. */
export function sentFields(request: FastifyRequest): readonly SentField[] | null {
  if (request.upload !== undefined) return null
  const sent = Object.entries((request.body ?? {}) as Record<string, string | string[]>)
  if (sent.some(([name]) => /password/i.test(name))) return null
  return sent.flatMap(([name, values]) => [values].flat().map((value) => ({ name, value: String(value) })))
}

/** Whether what somebody sent who is no longer signed in can be kept while they sign in again. */
export function canBeKept(request: FastifyRequest): boolean {
  if (!/^application\/x-www-form-urlencoded/.test(request.headers['content-type'] ?? '')) return false
  const fields = sentFields(request)
  return fields?.some(({ name, value }) => name !== '_csrf' && value.trim() !== '') ?? false
}

const pair = z.tuple([z.string(), z.string()])
const written = z.tuple([z.string(), z.array(pair).max(5_000)])

/** A kept form as the hidden field of the sign-in page carries it; "" where it is too long. */
export function writeKept({ action, fields }: KeptForm): string {
  const text = JSON.stringify([action, fields.map(({ name, value }) => [name, value])])
  return text.length > MOST_CHARACTERS ? '' : text
}

/**
 * The kept form of that text; undefined where it is none. It carries its own first token, so a form that another site made up
 * is refused like any other when it is sent, and it goes to an address of our own only.
 */
export function readKept(text: string | undefined): KeptForm | undefined {
  if (text === undefined || text === '' || text.length > MOST_CHARACTERS) return undefined
  try {
    const [action, fields] = written.parse(JSON.parse(text))
    if (ownPath(action) !== action) return undefined
    return { action, fields: fields.map(([name, value]) => ({ name, value })) }
  } catch {
    return undefined
  }
}
