import { z } from 'zod'
import type { Job } from '../platform/jobs.ts'
import { doComparison } from './store.ts'

/** Compares everybody's budget with another table; only a job sees everybody, and it keeps counts without names. */
const compare: Job<{ comparisonId: string }> = {
  name: 'allocation/compare',
  payload: z.object({ comparisonId: z.uuid() }),
  handle: (tx, { comparisonId }) => doComparison(tx, comparisonId),
}

export const jobs = [compare]
