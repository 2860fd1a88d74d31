import { z } from 'zod'
import type { Job } from '../platform/jobs.ts'
import { CALIBRATE_JOB, doComparison, workOutCalibration } from './store.ts'

/** Compares everybody's budget with another table; only a job sees everybody, and it keeps counts without names. */
const compare: Job<{ comparisonId: string }> = {
  name: 'allocation/compare',
  payload: z.object({ comparisonId: z.uuid() }),
  handle: (tx, { comparisonId }) => doComparison(tx, comparisonId),
}

/** A calibration takes a second for a few thousand plans, and reads what only a job may read together. */
const calibrateJob: Job<{ calibrationId: string }> = {
  name: CALIBRATE_JOB,
  payload: z.object({ calibrationId: z.uuid() }),
  handle: (tx, { calibrationId }) => workOutCalibration(tx, calibrationId),
}

export const jobs = [compare, calibrateJob] as readonly Job[]
