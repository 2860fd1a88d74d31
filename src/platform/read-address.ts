import type { z } from 'zod'
import { keepable } from './keepable.ts'
import { NotFound } from './refused.ts'

/** What the part of an address after "?" asks for. An address that lacks what its page needs, or says it twice, leads nowhere: page not found. */
export function readAddress<T>(schema: z.ZodType<T>, asked: unknown): T {
  const read = schema.safeParse(keepable(asked))
  if (!read.success) throw new NotFound('page')
  return read.data
}
