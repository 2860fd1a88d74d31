import { NotAllowed, OutsideFailure, Refused } from './refused.ts'

interface DriverError {
  code?: string
  constraint?: string
  message?: string
}

const violations = new Set(['23514', '23505', '23P01', '23503', '23502'])
const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  '57P01',
  '57P02',
  '57P03',
])
const connectionText =
  /connection terminated|terminating connection|timeout exceeded when trying to connect|client has encountered a connection error|not queryable/i

/** Text with a character that no database keeps: the one numbered zero. */
const unkeepable = new Set(['22021', '22P05'])

/** True when the same work may be tried again: it met other work at the same moment. */
export function collided(error: unknown): boolean {
  const code = (error as DriverError).code
  return code === '40001' || code === '40P01'
}

/**
 * Turns a driver's error into ours: a broken rule becomes Refused with the rule's name, what the asker may not write NotAllowed,
 * a lost connection an OutsideFailure.
 * The driver's own text is dropped, since it may name another person.
 */
export function translated(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { code, constraint } = error as DriverError
  if (code?.startsWith('DW')) return new Refused(code)
  if (code !== undefined && violations.has(code)) return new Refused(constraint ?? 'not_null')
  if (code === '42501') return new NotAllowed('row-level security or the rights of the role say no')
  if (code !== undefined && unkeepable.has(code)) return new Refused('text_cannot_be_kept')
  if (collided(error)) return new Refused('others_at_the_same_moment')
  if (code !== undefined && (unreachable.has(code) || code.startsWith('08')))
    return new OutsideFailure('database_unreachable', error)
  if (code === '22023' && /"daywell_app"/.test(error.message)) return new OutsideFailure('role_missing', error)
  if (code === '3D000' || code?.startsWith('28')) return new OutsideFailure('database_refuses', error)
  if (connectionText.test(error.message)) return new OutsideFailure('database_unreachable', error)
  return error
}
