import type { FastifyInstance } from 'fastify'
import { accept, refuse } from '../../core/outcome.ts'
import type { Tx } from '../../platform/db.ts'
import type { FormErrors } from '../../platform/form.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { job } from '../../platform/who.ts'
import { type PublishedCall, publishedCall } from '../store.ts'
import { refusedAt } from './refused-at.page.ts'

/** Whoever asks or replies without an account has none to write with, so the system does; a refusal comes back instead of being thrown. */
export async function attemptAsSystem<T>(app: FastifyInstance, work: (tx: Tx) => Promise<T>) {
  try {
    return accept(await app.db.transaction(job('a reply to a call'), work))
  } catch (error) {
    if (error instanceof Refused) return refuse(error.code)
    throw error
  }
}

const fieldOf: Record<string, string> = {
  call_too_short: 'closesOn-day',
  call_too_long: 'closesOn-day',
  call_closes_in_the_past: 'closesOn-day',
  call_offer_in_the_past: 'from-day',
}

/** What was refused, beside the field it is about: the date where a date is wrong, else the field that is named. */
export function refusedCall(
  reading: { typed: Record<string, string> },
  field: string,
  refusals: readonly string[],
): FormErrors {
  return refusedAt(reading.typed, refusals, field, { fieldOf })
}

/** A published call, or page not found. */
export async function callOf(tx: Tx, callId: string): Promise<PublishedCall> {
  const call = await publishedCall(tx, callId)
  if (call === undefined) throw new NotFound('call')
  return call
}
